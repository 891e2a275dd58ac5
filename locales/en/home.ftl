# The client's side: Home, matter, document
home-good-morning = Good morning, { $name }. It is { $day }.
home-good-afternoon = Good afternoon, { $name }. It is { $day }.
home-good-evening = Good evening, { $name }. It is { $day }.
home-needs = { $count ->
    [1] One thing needs you.
    [2] Two things need you.
    [3] Three things need you.
    [4] Four things need you.
    [5] Five things need you.
    [6] Six things need you.
    [7] Seven things need you.
    [8] Eight things need you.
    [9] Nine things need you.
    [10] Ten things need you.
   *[other] { $count } things need you.
}
home-rest = The rest is with us.
home-nothing = Nothing needs you today.
home-nothing-rest = We write to you when something does.
home-nothing-rest-no-mail = What is new stands here when you come in.
home-first-day = You are in.
home-first-day-rest = We are getting your matter ready. Nothing needs you yet.
home-no-matter = There is no open matter here.
home-no-matter-rest = Call us if you expected one.
home-now = What needs you now
home-read-before = Read “
home-read-after = ”
home-send-before = Send “
home-send-after = ”
home-list-before = Go through “
home-list-after = ”
home-task-send = Send it
home-task-list = See the list
home-things = { $count ->
    [one] 1 thing
   *[other] { $count } things
}
home-asks-read = What we asked you to read
home-task-by = by { $day }
home-task-was-due = it was due { $day }
home-task-waiting = { $name } is waiting for this.
home-task-changed = It has changed since it was shared with you.
home-task-do = Read it
home-minutes = { $count ->
    [one] about 1 minute
   *[other] about { $count } minutes
}
home-matters = Your matters
home-card-documents = { $count ->
    [0] No documents yet
    [one] 1 document
   *[other] { $count } documents
}
home-card-documents-new = { $count ->
    [one] 1 document, new
   *[other] { $count } documents, { $new } new
}
home-aside = People and safe keeping
home-people = Your people
home-write = Write to us
home-safe-place = Kept in { $place }.
home-safe-who = Nobody outside your matter and { $firm } can open your documents.
home-safe-looked = See who looked
home-pages = { $count ->
    [one] 1 page
   *[other] { $count } pages
}
home-from = From { $name }, { $at }
home-from-you = Sent by you, { $at }
home-in-folder = in the folder { $folder }
home-state-new = New
home-state-opened = Opened
home-state-reviewed = Reviewed
home-state-arrived = We have it
home-state-checked = Checked
home-state-to-do = To do
home-state-held = Still checking
home-state-set-aside = Set aside
home-and = { $names } and { $last }
home-said = { $name }, { $at }
home-status-not-yet = { $name } will write here when there is news.
home-asks = What we asked you for
home-asks-done = { $done } of { $count } done
home-ask-done = Reviewed { $day }
home-all-documents = All { $count } documents
home-no-documents-yet = Documents we share with you will be here.
home-send = Send us documents
home-sent = What you sent us
home-all-messages = All messages
home-reply = Reply
home-write-more = Write more
home-records = For your records
home-file-number = File
home-opened-on = Opened

home-preview = Preview
home-page-of = Page { $page } of { $count }
home-page-previous = Previous page
home-page-next = Next page
home-page-alt = “{ $title }”, { $place }. The words of this page are just below.
home-page-alt-bare = “{ $title }”, { $place }. This page is a picture without text.
home-page-blank = This page is empty.
home-open-it = Open it
home-download = Download
home-as-text = Read this page as text
home-as-text-none = This page is a picture: there is no text in it that we could take out. If you can’t read it, call us and we read it with you.
home-pages-waiting = We are preparing the pages. You can download it now.
home-pages-none = This kind of file opens in your own program. Download it to open it.
home-pages-locked = This file is locked with a password, so we can’t show its pages. Download it and open it with the password.
home-pages-damaged = Part of this file can’t be read. We show the pages we could make; the file itself is as it was sent.
home-pages-too-large = This file is too large to show in full. We show the pages we could make; download it for the rest.
home-held = We are still checking this file for harmful software. You can open it when that is done, usually within minutes.
home-held-too-large = This file is too large for our scanner, so we can’t open it to you here. Write or call us, and we find another way.
home-set-aside = Our scanner found something harmful in this file, so nobody can open it. Ask us for a clean copy.
home-set-aside-own = Our scanner found something harmful in this file, so it is set aside and nobody can open it. Please send us a clean copy, or call us.
home-ack-title = Have you read it?
home-ack-tell = Tell { $names } when you have read this document. It is not a signature. You can still ask questions after.
home-ack-says = With the button you say:
home-ack-do = I have reviewed this
home-ack-question = I have a question first
home-ack-due = Asked for by { $day }.
home-ack-was-due = It was asked for by { $day }. You can still answer.
home-reviewed-on = You reviewed this on { $day } at { $time }.
home-your-receipt = Your receipt
home-question-after = I have a question after all
home-ask-about = Ask about this document
home-changed = This document changed since you reviewed it. Please review it again.
home-changed-because = This document changed since you reviewed it. Please review it again. What changed: { $reason }
home-trail = What has happened
home-step-shared = Shared with you by { $name }
home-step-sent = Sent by you
home-step-checked = Looked at by us
home-step-told = You were told by e-mail
home-step-signed-in = You signed in{ $way ->
    [passkey] {" "}with a passkey
    [app] {" "}with a password and a code
    [recovery] {" "}with a password and a recovery code
    [card] {" "}with a password and a code from your card
   *[unknown] {""}
}{ $device ->
    [phone] , on a phone
    [tablet] , on a tablet
    [computer] , on a computer
   *[unknown] {""}
}
home-step-opened = Opened by you{ $device ->
    [phone] , on a phone
    [tablet] , on a tablet
    [computer] , on a computer
   *[unknown] {""}
}
home-step-every-page = { $count ->
    [one] Its one page was shown to you
   *[other] All { $count } pages were shown to you
}
home-step-some-pages = { $shown } of { $count } pages shown to you
home-step-so-far = so far
home-step-saved = Copy saved by you
home-step-reviewed = Reviewed by you
home-step-not-yet = not yet
home-older = { $count ->
    [one] Older version (1)
   *[other] Older versions ({ $count })
}
home-version-older = Version { $number }, { $day }.
home-version-older-reviewed = Version { $number }, { $day }. You reviewed it on { $reviewed }.
home-version-open = Open version { $number }
home-version-replaced = This is version { $number }. It was replaced on { $day }.
home-version-newest = Open the newest version
home-replaced-because = Why it was replaced:
home-file-name = File name:
home-scan-clean = A scanner found nothing harmful in it, { $moment }.
home-scan-infected = A scanner found something harmful in it, { $moment }.
home-scan-not-asked = It was not scanned for harmful software.
home-scan-waiting = It is not scanned for harmful software yet.
home-scan-too-large = It was not scanned for harmful software: it is too large.

home-search = Search your documents
home-search-hint = Title or person
home-filter = Show
home-chip-all = All
home-chip-new = New
home-chip-mine = From you
home-found = { $count ->
    [0] Nothing found
    [one] 1 document
   *[other] { $count } documents
}
home-documents-empty = No documents yet.
home-nothing-here = There is nothing here.
home-nothing-matches = Nothing matches “{ $q }”. Try a shorter word, or ask us.
home-show-all = Show all documents

home-looked = Who looked
home-looked-lead = What was done with your documents, and what the firm sees about you. Nobody is watched in secret.
home-looked-empty = Nobody has opened your documents yet.
home-looked-older = Further back
home-looked-words = “Opened” means that a page was shown. It does not prove that somebody read it.

home-keeping-where = Where they are
home-keeping-place = Your documents are kept in { $place }.
home-keeping-own = They lie on a computer that { $firm } runs or has chosen, not with the maker of this software.
home-keeping-sealed = How they are sealed
home-keeping-sealed-words = Every document, message and name is encrypted before it is stored. Each matter has a key of its own. Whoever carries off the disks or a backup finds nothing they can read.
home-keeping-sealed-limit = The server opens your documents when it shows them to you. So the people who run it could do so too, and we never claim otherwise.
home-keeping-who = Who can open them
home-keeping-who-words = You, for what { $firm } has opened to you and what you sent; and the people at { $firm } who work on your matter, or who answer for the whole firm.
home-keeping-record = Every time a document is opened or saved, it is written down. When you are signed in you can read who looked, in the words the firm reads.
home-keeping-in = How you get in
home-keeping-in-words = Always in two steps: a passkey, or a password and a code. We sign you out after { $minutes } minutes without a sign of you.
home-keeping-mail = What our e-mails never do
home-keeping-mail-words = They say that something waits, never what it is about.
home-keeping-no-mail = We send no e-mail
home-keeping-no-mail-words = An e-mail that says it comes from this space does not.
home-keeping-mail-code = They never ask for a password or a code.
home-keeping-mail-attach = They never carry documents.
home-keeping-mail-doubt = In doubt, call us.
home-card-runs-out = { $count ->
    [0] All codes of your card are used. Ask us for a new one before you sign out.
    [one] 1 code is left on your card. Ask us for a new one.
   *[other] { $count } codes are left on your card. Ask us for a new one.
}


home-helping = You help with the documents named for you, until { $day }.

# Where a matter stands
home-steps = Where things stand
home-steps-more = What each step means
home-step = Step { $at } of { $count }
home-step-done = done
home-step-now = now
home-step-time = Usual time: { $lasts }.
home-next = What happens next
home-next-firm = The next step is ours
home-next-client = It is your turn
home-next-court = We are waiting for the court or an authority
home-next-other = We are waiting for somebody else
home-next-expected = expected by { $day }
home-next-was-expected = was expected by { $day }
home-happened = What has happened
home-happened-earlier = { $count ->
    [one] One earlier line
   *[other] { $count } earlier lines
}
home-happened-step = Your matter came to the step “{ $step }”
home-happened-back = Your matter went back to the step “{ $step }”
home-happened-said = { $name } wrote where your matter stands
home-happened-shared = { $name } shared “{ $title }” with you
home-happened-sent = You sent “{ $title }”
home-happened-reviewed = You pressed “I have reviewed this” for “{ $title }”
