# Matters, on the firm's side
matters-crumbs = Where you are
matters-opened = Opened { $day }
matters-closed = Closed { $day }
matters-people = People
matters-unanswered = unanswered
matters-practice = This is a practice matter. Nobody outside the firm sees it.
matters-practice-remove = Remove it
matters-area-family = Family
matters-area-real-estate = Real estate
matters-area-wills-and-estates = Wills and estates
matters-area-tenancy = Tenancy
matters-area-business = Business
matters-area-employment = Employment
matters-area-immigration = Immigration
matters-area-injury = Injury
matters-area-other = Other

# The list
matters-new = New matter
matters-search = Search by client, title or number
matters-filter-whose = Whose matters
matters-filter-state = Open or closed
matters-filter-area = Area of practice
matters-every-area = Every area
matters-mine = Mine
matters-all = Whole firm
matters-open = Open
matters-are-closed = Closed
matters-odd-filter = We did not know a filter in this address, so we left it out.
matters-caption = Matters, the latest change first
matters-column-matter = Client and matter
matters-column-area = Area
matters-column-responsible = Responsible
matters-column-visit = Last client visit
matters-column-changed = Changed
matters-never-visited = Not yet
matters-practice-tag = Practice
matters-none = No matters yet. Start with one client you trust to tell you the truth about this tool.
matters-none-more = A new matter asks for a client, a title and who works on it. It takes a minute.
matters-none-mine = You are on no open matter.
matters-show-all = Show the whole firm
matters-none-of-these = There is no matter like this.
matters-show-open = Show your open matters
matters-nothing-found = Nothing matches “{ $q }”.
matters-nothing-found-more = Try a shorter word, or part of a number.
matters-on-this-page = { $count ->
    [one] 1 matter on this page
   *[other] { $count } matters on this page
}

# One matter's details
matters-choose-area = Choose an area
matters-client = Client
matters-new-client = A new client
matters-many-clients = To open a matter for a client you have, go to their page and choose New matter there.
matters-only-new-client = Only for a new client
matters-client-name = Client’s name
matters-client-name-hint = As the firm writes it. Clients do not see this list.
matters-client-kind = The client is
matters-title = Title
matters-title-hint = The client reads this. Plain words: “Purchase of 48 Alder Street”.
matters-number = File number
matters-number-hint = Suggested. Change it to your own way of numbering.
matters-responsible = Responsible lawyer
matters-responsible-hint = Answers for the matter, and is always on its team.
matters-team = Team
matters-team-hint = Nobody off the team sees this matter, except the owner of the firm’s space.
matters-do-open = Open the matter
matters-edit = Change details
matters-was-opened = The matter is open. Nobody outside the firm sees it until you invite them.
matters-was-changed = The details are changed.
matters-missing-title = Enter a title.
matters-missing-number = Enter a file number.
matters-missing-person = Enter a name.
matters-missing-words = Write a sentence first.
matters-refused-number-taken = Another matter has this number. Choose a different one.
matters-refused-not-a-member = Only people of the firm can be on the team.
matters-refused-responsible-stays = The responsible lawyer stays on the team. Choose another responsible lawyer first.
matters-refused-not-a-contact = This address belongs to someone at the firm. Use the client’s own address.
matters-refused-invite = This person also takes part in a matter you do not work on. Ask the owner of the firm’s space to invite them again.

# The practice matter
matters-removal = Remove the practice matter
matters-removal-ask = Remove the practice matter?
matters-removal-gone = It disappears from every list, with everything in it.
matters-removal-clients = The practice client can no longer come in.
matters-removal-record = What was done in it stays in the firm’s record.
matters-was-removed = The practice matter is removed.

# People
matters-clients = Clients
matters-invite = Invite a client
matters-joint = Several clients can come into this matter. Joint clients usually have no secrets from each other: what you share with one, think of as shared with all.
matters-joint-before = Somebody can come into this matter already. Joint clients usually should not have documents the other does not see.
matters-nobody-invited = Nobody is invited yet.
matters-state-in = In
matters-state-invited = Invited
matters-state-ended = Access ended
matters-ended = Ended { $day }
matters-last-here = last here { $moment }
matters-way-passkey = Passkey
matters-way-password = Password and app
matters-way-none = No way in at present
matters-invitation-until = Invitation good until { $day }
matters-invitation-ended = The invitation has ended
matters-see-invitation = See invitation
matters-invite-again = Invite again
matters-end-access = End access
matters-take-off = Take off the team
matters-add-to-team = Add to the team
matters-was-joined = They are on the team now.
matters-was-left = They are off the team. The matter is no longer there for them.
matters-end-ask = End { $name }’s access?
matters-end-now = { $name } can no longer open “{ $title }”, from this moment.
matters-end-last = If this is their last matter here, they are signed out everywhere and unused invitations stop working.
matters-end-record = The record and the receipts stay.
matters-access-was-ended = Access has ended.

# Inviting
matters-invite-ask = Who may come in?
matters-invite-again-ask = Invite { $name } again
matters-invite-again-warning = A new invitation replaces the ways in they have now. Make sure first that it is really them who asks: call the number you know.
matters-invite-whom = Who is it?
matters-invite-somebody-new = Somebody new
matters-invite-only-new = Only for somebody new
matters-person-name = Name
matters-person-email = E-mail
matters-person-phone = Phone
matters-person-phone-hint = For the check at the door. You can leave it out.
matters-person-language = Language
matters-person-language-hint = We write to them in this language.
matters-invite-how = How do they get the invitation?
matters-way-email = By e-mail. It never says what the matter is about.
matters-way-letter = As a printed letter, handed over in person or sent by post.
matters-no-mail = Letters do not leave by e-mail yet: no mail server is set.
matters-invite-door = How do we check that it is them?
matters-door-code = Six letters that you tell them by phone or in person.
matters-door-phone = The last four digits of their phone number.
matters-door-needs-phone = Enter the phone number that is asked for at the door.
matters-do-invite = Invite
matters-was-let-in = They have a way in already. This matter is in their space now, and we told them that there is something new.
matters-was-let-in-no-mail = They have a way in already. This matter is in their space now: they see it at their next sign-in.

# An invitation that was made
matters-invitation = Invitation
matters-invitation-letter = Invitation letter
matters-invitation-for = Invitation for { $name }
matters-invitation-used = Accepted { $moment }
matters-print-letter = Print the letter
matters-next-mail = The e-mail below leaves now, to { $email }.
matters-next-letter = Print the letter and hand it over. Across the table works best.
matters-next-code = Tell them the six letters below, by phone or in person. Never by e-mail.
matters-next-code-letter = The six letters are on the letter: hand it over in person.
matters-next-phone = At the door they enter the last four digits of their phone number.
matters-next-done = They choose their own way in. It takes about 3 minutes.
matters-door-code-title = Door code
matters-door-code-hint = Whoever has both the link and this code comes in. Keep them apart.
matters-door-code-hint-letter = Whoever holds the letter comes in. Send it by post only to an address you are sure of.
matters-invitation-link = Link
matters-invitation-link-hint = Only for when the letter or the e-mail got lost.
matters-copy-link = Copy the link
matters-mail-as-sent = The e-mail, as it is sent
matters-mail-to = To
matters-replace-invitation = Send a new invitation
matters-replace-invitation-hint = With a new link, good for { $days ->
    [one] 1 day
   *[other] { $days } days
}. The old link leads to the new one. A new door code is made.
matters-was-invited-again = A new invitation is made.

# The printed letter
matters-letter-hello = Hello { $name }
matters-letter-what = { $sender } at { $firm } has made a private space for you. Your documents are there in one place, and only you and your legal team can open them.
matters-letter-scan = Point your phone’s camera at the square, or type this address:
matters-letter-code = Enter the six letters below.
matters-letter-phone = Enter the last four digits of your phone number.
matters-letter-choose-card = Choose “Use a password and my code card”. The card is on the next page. Or use your face, your fingerprint, or the code that unlocks your phone.
matters-letter-choose = Choose your way in: your face, your fingerprint, the code that unlocks your phone, or a password. It takes about 3 minutes.
matters-letter-code-title = Your door code
matters-letter-until = Good until { $day }.
matters-letter-help = Would you rather do this by phone or in person? Call { $phone }.
matters-letter-safe = Keep this letter until you are in, then destroy it. We never ask for a password or a code by e-mail.

# Where it stands
matters-status = Where it stands
matters-status-ask = { $count ->
    [one] What does { $names } read?
   *[other] What do { $names } read?
}
matters-status-nobody = What will your client read?
matters-status-words = Where does the matter stand?
matters-status-hint = One or two plain sentences: what happened, what comes next, and by whom.
matters-status-tell = Tell them that there is something new
matters-status-tell-hint = The e-mail does not say what.
matters-status-say = Say it
matters-status-earlier = Said before
matters-status-none = Nothing has been said yet.
matters-status-was-said = Said. Your client reads it now.
matters-silence = They last heard from you { $days } days ago.

# Code cards
matters-card = Code card
matters-card-left = { $count ->
    [one] Code card, 1 code left
   *[other] Code card, { $count } codes left
}
matters-card-order = Print a new card
matters-card-for = A code card for { $name }
matters-card-what = For somebody without a smartphone: 24 numbered codes on one page. After their password they enter the next code. You see the codes only once, on the page that comes now.
matters-card-ends-old = { $count ->
    [one] Their card has 1 code left. It ends as soon as you print a new one.
   *[other] Their card has { $count } codes left. It ends as soon as you print a new one.
}
matters-card-be-sure = Hand it over in person, or send it by post to an address you are sure of. If they asked by phone, call back the number you know.
matters-card-make = Make and print the card
matters-card-print = Print the card
matters-card-shown-once = These codes are shown only now. Print them before you leave this page.
matters-card-of = Code card of { $name }
matters-card-how = When you sign in, we ask for your password and then for one code of this card, by its number.
matters-card-once = Each code works once. Cross it out when you are in. We always ask for the next number.
matters-card-keep = Keep this card at home, apart from your password. We never ask for a code by phone, text or e-mail.
matters-card-lost = Five codes left, or the card is lost? Call { $phone }. A new card ends this one.
matters-card-printed = Printed on { $day }.
matters-invite-card = They have no smartphone: print a code card
matters-invite-card-hint = The letter then has a second page with numbered codes, which they use after a password. They can still choose a passkey.
matters-print-letter-and-card = Print the letter and the code card
matters-next-card = The code card is on the letter’s second page. Each printing makes a new card and ends the one before.
matters-refused-no-cards = Your firm takes no code cards. An owner can change that under Settings, Getting in.

# New addresses, and letters that look alike
matters-address-asked = Asked { $moment } to use { $email }, which is not confirmed yet.
matters-address-changed = Changed their address to { $email } (asked { $moment }).
matters-address-not-them = If they call and say it was not them, stop it: the address before counts again, and they are signed out everywhere. You have 24 hours from when it was asked.
matters-address-stop = Stop the new address
matters-said-address-stopped = The new address was stopped. They are signed out everywhere. Invite them again if somebody else may have their way in.
matters-refused-other-name = This address is on file under another name. Check it, or ask for an address of their own: two people with one address would read each other’s papers.
matters-mixed-warning = Look closely before you hand anything over: this name or address has letters of different alphabets, and may only look like the one you know.
matters-correct-address-hint = Correct it here if it was mistyped. The new invitation goes to this address.
