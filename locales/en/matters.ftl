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
matters-team-hint = Nobody off the team sees this matter, except the owner.
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
matters-status-look = See it as they do
matters-preview = As they read it, in { $language }
matters-next = What happens next
matters-next-hint = One plain sentence. Leave it empty if nothing can be said yet.
matters-next-said = Next: { $words }
matters-next-at = When it is expected
matters-next-at-hint = If you know. Your client reads “expected by” and this day.
matters-missing-next = Write what happens next.
matters-missing-turn = Choose whose turn it is.
matters-turn = Whose turn is it?
matters-turn-firm = Ours
matters-turn-client = The client’s
matters-turn-court = The court’s or an authority’s
matters-turn-other = Somebody else’s
matters-readers = Who reads it, and in which language
matters-heard = { $days ->
    [0] They heard from you today.
    [one] They last heard from you yesterday.
   *[other] They last heard from you { $days } days ago.
}
matters-nudges = When they have not heard for long
matters-nudges-are-on = Today then shows this matter, with a note you can send.
matters-nudges-are-off = Today does not remind you of this matter.
matters-nudges-off-do = Don’t remind me
matters-nudges-on-do = Remind me
matters-nudges-on = Today reminds you of this matter again.
matters-nudges-off = Today no longer reminds you of this matter.
matters-nothing-new = There is nothing new today. We keep an eye on your matter and write as soon as something happens.
matters-nothing-new-firm = There is nothing new to tell yet. We are at work on the next step and write as soon as it is done.
matters-nothing-new-client = There is nothing new on our side. We are waiting for something from you: you find it on your first page. Call us if anything is unclear.
matters-nothing-new-court = There is nothing new yet. We are waiting for the court or the authority, and write as soon as it answers.
matters-nothing-new-other = There is nothing new yet. We are waiting for an answer from somebody else, and write as soon as we have it.
matters-nothing-new-was-said = Said. Your client reads it now.
matters-kind = Kind of matter
matters-kind-hint = It brings the steps your client reads. You can change them for this matter.
matters-no-kind = None: without steps
matters-steps = Steps
matters-steps-none = This matter has no steps.
matters-steps-none-words = Steps tell your client where the matter stands and what comes. They come with a kind of matter, and you can write them anew for this one.
matters-steps-choose = Choose a kind of matter
matters-steps-change = Move on, or change the steps
matters-steps-begin = Begin with these steps
matters-steps-begun = The matter has its steps. It stands at the first.
matters-steps-kept = The steps are saved. Your client reads them now.
matters-steps-words = How the steps are told
matters-steps-words-hint = For this matter only. What is skipped, your client does not see.
matters-step-move = Where the matter is now
matters-step-to = It came to this step
matters-step-back-to = Back to: { $name }
matters-step-day = On this day
matters-step-note = A word with it
matters-step-note-hint = Your client reads it. Going back needs one.
matters-step-do = Note it
matters-step-was-reached = Noted. Your client sees the step now.
matters-step-skip = Skip this step in this matter
matters-step-done = done
matters-step-now = now
matters-step-later = to come
matters-step-skipped = skipped
matters-column-step = Step
matters-no-step = None
matters-whose-turn = { $turn ->
    [firm] Our turn
    [client] The client’s turn
    [court] The court’s turn
   *[other] Somebody else’s turn
}
matters-refused-kind-retired = This kind of matter is no longer offered. Choose another.
matters-refused-has-kind = This matter has its steps already.
matters-refused-stage-now = The matter stands at this step already.
matters-refused-stage-skipped = This matter goes without this step. Take it up again first.
matters-refused-skip-now = The matter stands at this step. Move on before you leave it out.
matters-refused-heard-since = Your client has heard from the firm meanwhile. Nothing was sent.
matters-missing-back = Say why the matter goes back. Your client reads it.
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
matters-refused-first-card = They come in with another second step, and nobody prints a card beside it. Have they lost it? Choose “They can’t get in” on this matter’s People page.
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

# What somebody may do, and until when
matters-terms = Rights and end
matters-terms-ask = What may { $name } do here?
matters-may = They may also
matters-may-hint = Reading what is shared with them is always part of it.
matters-may-send = Send documents to the firm
matters-may-write = Write messages to the firm
matters-meets = Do they see who else takes part?
matters-meets-together = Yes. Everybody reads the messages of all.
matters-meets-apart = No. They see neither the others’ names nor their messages, and you write to them alone.
matters-until = Access until
matters-until-hint = Leave it empty if it has no end. At the end of that day it ends by itself.
matters-access-until = Until { $day }
matters-is-apart = does not see the others
matters-may-not-send = may not send documents
matters-may-not-write = may not write messages
matters-terms-were-set = Their rights are changed.
matters-refused-end-passed = This day has passed. Choose a later one.
matters-refused-helper-terms = A helper needs a title to read, a role and a last day.
matters-refused-takes-part = This person takes part in the matter already. Change their rights on the People page.
matters-refused-view-only = Somebody with view-only access cannot answer for a matter. Choose a lawyer.

# Helpers
matters-helpers = Helpers
matters-helpers-hint = An accountant, an interpreter, an attorney under a power of attorney, another lawyer: they see the documents you name, until a day, and nothing else.
matters-helper = Invite a helper
matters-helper-ask = Who helps with this matter?
matters-helper-words = They see only the documents you tick below and those you share with them later: no status, no other names, not the title of the matter. On the last day it ends by itself.
matters-helper-no-documents = There is no document to name yet.
matters-helper-title = What they read as the title
matters-helper-title-hint = They never see the matter’s own title. Choose words that tell a stranger nothing.
matters-helper-title-first = Papers to help with
matters-helper-documents = Which documents may they read?
matters-helper-documents-hint = They read the newest version, also of later ones.
matters-helper-may-hint = Leave both unticked if they only need to read.
matters-until-helper = Last day
matters-until-helper-hint = Two weeks from now, unless you say otherwise.
matters-helper-reads = { $count ->
    [0] no document yet
    [one] 1 document
   *[other] { $count } documents
}
matters-helper-as = reads the title
matters-missing-until = Choose the last day.
matters-missing-documents = Choose at least one document.
matters-trade = What are they to the client?
matters-trade-accountant = Accountant
matters-trade-interpreter = Interpreter
matters-trade-attorney = Attorney under a power of attorney
matters-trade-counsel = Other lawyer
matters-trade-other = Other helper

# Walls
matters-behind-wall = Behind a wall
matters-wall = Wall
matters-wall-go = Put up a wall, or keep the matter from somebody
matters-wall-see = See the wall
matters-back-to-people = Back to the people
matters-wall-words = With a wall, only the team knows that this matter exists. It is in nobody else’s lists, searches, counts or records, not even the owner’s.
matters-wall-do = Put up the wall
matters-walled-since = Behind a wall since { $day }.
matters-walled-words = Only the team knows that this matter exists.
matters-unwall = Take the wall down
matters-unwall-hint = An owner on the team takes it down at once. Otherwise two people of the team do it together.
matters-unwalling-by = { $name } has said that the wall may come down. It comes down when you say so too.
matters-unwalling-by-me = You have said that the wall may come down. It comes down when a second person of the team says so too.
matters-conflicts = Members in conflict
matters-conflicts-words = They can’t join the team or be added to it, can’t see this matter, and can’t open it in an emergency. They are told nothing.
matters-conflicts-count = { $count ->
    [one] 1 member is kept from it.
   *[other] { $count } members are kept from it.
}
matters-no-conflict = The matter is kept from nobody.
matters-conflict-member = Who may not know of it?
matters-conflict-reason = Why
matters-conflict-reason-hint = Only the team reads this. It stays in the record.
matters-conflict-by = Named by { $name }, { $day }
matters-keep-from = Keep it from them
matters-lift = Lift
matters-lifting-asked = Waits for a second person
matters-missing-reason = Say why.
matters-was-walled = The wall is up. Only the team knows of this matter now.
matters-was-unwalled = The wall is down.
matters-was-asked-second = Noted. It takes a second person of the team.
matters-was-kept-from = The matter is kept from them now.
matters-was-lifted = The conflict is lifted.
matters-refused-only-team = Only somebody on the team can do this. Join the team first.
matters-refused-in-conflict = This member is in conflict: the matter is kept from them.
matters-refused-own-conflict = Leave the team first; somebody else names you then.
matters-refused-in-emergency = The matter was opened to you in an emergency. You can work in it, but not change who sees it.

# Emergencies
matters-emergency = Emergency access
matters-emergency-hint = A matter you are not on, and it cannot wait?
matters-emergency-ask = Ask to open a matter
matters-emergency-words = Type the file number and say why. Somebody who sees the matter must agree; then it is open to you for 8 hours. If you are the owner and nobody is left to agree, it opens after an hour. The team is told, and everything stands in the record.
matters-emergency-reason = Why can it not wait?
matters-emergency-reason-hint = The team reads this.
matters-emergency-do = Ask
matters-emergency-mine = What you asked
matters-emergency-others = Colleagues who ask
matters-emergency-waits = Waits for somebody to agree
matters-emergency-opens = Opens by itself at { $time }
matters-emergency-open = Open until { $moment }
matters-emergency-not = Not opened
matters-emergency-over = Over
matters-emergency-agreed-by = { $name } agreed
matters-emergency-decide = Decide
matters-emergency-see = See emergency access
matters-emergency-take-away = Close it now
matters-emergency-give-back = Give it back
matters-emergency-withdraw = No longer needed
matters-emergency-until = until { $moment }
matters-emergency-state-asked = Asks in an emergency
matters-emergency-state-open = Emergency access
matters-emergency-state-over = Emergency access, over
matters-emergency-was-asked = Your request is noted. If there is such a matter, whoever can agree has been told.
matters-emergency-was-agreed = The matter is open to them for 8 hours.
matters-emergency-was-ended = It has ended.
matters-refused-emergency-seen = You see this matter already. Look for it in the list.
matters-refused-emergency-over = This was decided already, or was asked too long ago.
matters-agree-ask = Open this matter to { $name }?
matters-agree-call = Speak with them first, by phone or in person: somebody may be using their computer.
matters-agree-until = It is open to them for 8 hours from now. They can’t change who sees it.
matters-agree-record = The team is told, and the record keeps who asked, why, and who agreed.
matters-agree-do = Open it for 8 hours
matters-agree-refuse = Refuse
matters-silent = Gets no e-mail when something needs them
