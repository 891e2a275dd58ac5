# The firm’s Today
today-new-matter = New matter
today-waiting = Waiting for you
today-show-all = Show the whole firm
today-show-mine = Show only mine
today-nothing = Nothing waits for you.
today-check = Check
today-check-whose = { $name }’s files
today-answered = { $name } answered “{ $title }”
today-answered-whose = what { $name } answered
today-what-is-late = { $count ->
    [one] What is late (1)
   *[other] What is late ({ $count })
}
today-asked = { $name } wrote
today-quoted = “{ $words }” { $matter }
today-answer = Answer
today-reviewed = { $name } reviewed { $title }
today-see = See
today-see-whose = what { $name } reviewed
today-harmful = A file from { $name } was set aside: it is harmful
today-harmful-whose = the file from { $name }
today-since = Since yesterday
today-since-nothing = No client came by since yesterday.
today-whole-record = The whole record
today-for-clients = Waiting for clients
today-for-clients-nothing = Nothing is waited for.
today-due = due { $day }
today-shut-out = Nobody gets in as { $name } for now: { $count } wrong tries in a row.
today-shut-out-words = The next try is taken after { $moment }. A passkey, and a browser they have come in with before, still let them in at once. Was it not them? Call them.
today-unreadable = A document does not read ({ $moment }).
today-unreadable-words = Its bytes are damaged or gone. Restore it from a backup:
today-nearly-full = { $used } of { $limit } are taken.
today-nearly-full-words = When no room is left, nobody can send or add documents.
today-nearly-full-do = See the room
today-mail-trouble = An e-mail to { $name } did not arrive ({ $moment }).
today-mail-trouble-do = See { $name } and the address
today-vouching-second = { $by } vouches for { $name }, who can’t get in. A second person has to agree.
today-vouching-waits = { $name } can’t get in, and gets a link for a new way in { $when }.
today-vouching-open = { $name } can set up a new way in now.
today-vouching-stopped = { $name } stopped a new way in { $when }: somebody may have pretended to be them.
today-done = done
today-set-aside = set aside
today-yesterday = Yesterday
today-begin = First steps
today-begin-matter = Open your first matter
today-begin-matter-words = Start with one client you trust to tell you the truth about this.
today-begin-client = Invite the client
today-begin-client-words = From the matter’s page, by e-mail or with a printed letter.
today-begin-mail = Let e-mail go out
today-begin-mail-words = Without it, you print the invitations and nobody is told of news.
today-begin-mail-do = Set up e-mail
today-begin-mail-aside = We print our letters
today-begin-colleague = Add a colleague
today-begin-colleague-words = They see the matters whose team they are on.
today-begin-colleague-do = Add a colleague
today-practice = Practise first
today-practice-words = Sam Practice is a client who does not exist. Share something, answer, take it back: nobody outside sees it.
today-practice-open = Open the practice matter
today-waiting-count = { $count ->
    [0] Nothing is waiting for you.
    [one] One thing is waiting for you.
    [2] Two things are waiting for you.
    [3] Three things are waiting for you.
    [4] Four things are waiting for you.
    [5] Five things are waiting for you.
    [6] Six things are waiting for you.
    [7] Seven things are waiting for you.
    [8] Eight things are waiting for you.
    [9] Nine things are waiting for you.
    [10] Ten things are waiting for you.
   *[other] { $count } things are waiting for you.
}
today-came-by = { $count ->
    [one] One client came by since yesterday.
    [2] Two clients came by since yesterday.
    [3] Three clients came by since yesterday.
    [4] Four clients came by since yesterday.
    [5] Five clients came by since yesterday.
    [6] Six clients came by since yesterday.
    [7] Seven clients came by since yesterday.
    [8] Eight clients came by since yesterday.
    [9] Nine clients came by since yesterday.
    [10] Ten clients came by since yesterday.
   *[other] { $count } clients came by since yesterday.
}
today-nothing-asked = { $count ->
    [one] One client has something to do.
   *[other] Clients have { $count } things to do.
}
today-sent = { $count ->
    [one] { $name } sent a file
   *[other] { $name } sent { $count } files
}
today-late = { $days ->
    [one] 1 day late
   *[other] { $days } days late
}
today-sent-by-link = { $count ->
    [one] Somebody who says “{ $says }” sent 1 file by the link for { $name }
   *[other] Somebody who says “{ $says }” sent { $count } files by the link for { $name }
}
today-card-runs-out = { $count ->
    [0] The code card of { $name } is used up.
    [one] 1 code is left on the code card of { $name }.
   *[other] { $count } codes are left on the code card of { $name }.
}
today-card-do = Print a new one


today-emergency-asked = { $name } asks to open a matter in an emergency.
today-emergency-open = { $name } has emergency access to a matter.

# Clients who have not heard
today-silent = Have not heard from you
today-silent-words = Nothing is sent by itself. Read the note, then send it or write your own.
today-silent-one = { $name } last heard from you { $days } days ago
today-silent-next = What happens next stays: { $words }
today-silent-say = Send this note
today-silent-change = Write my own
today-unanswered = Waiting longer than you say
today-unanswered-words = { $days ->
    [one] Clients read that you answer within 1 working day.
   *[other] Clients read that you answer within { $days } working days.
}
today-unanswered-days = { $days ->
    [one] 1 working day
   *[other] { $days } working days
}
