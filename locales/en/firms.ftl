# The firm: its set-up and its settings
firms-not-set-up = This space is being set up. If you are setting it up, open the link the program printed when it started.
firms-continue = Continue
firms-open = Open the space
firms-save = Save
firms-back = Back
firms-show = Show
firms-hide = Hide
firms-said-kept = Your changes are saved.
firms-said-ended = Their access has ended.
firms-said-open = Your space is open. A practice matter is ready: share something with Sam, and see it as Sam does.

firms-set-up-steps = Steps of the set-up
firms-set-up-step = Step { $number } of 4
firms-step-you = You
firms-step-firm = The firm
firms-step-letters = Letters
firms-step-place = Where it is kept
firms-set-up-you = First, you
firms-set-up-you-words = You will run this space for your firm. Next, you choose how you sign in. What you enter is kept as you go, so you can stop and come back.
firms-your-name = Your name
firms-your-email = Your e-mail address
firms-your-email-hint = You sign in with it, and test letters go there.
firms-set-up-firm = The firm
firms-set-up-firm-words = This is what clients see. You can change all of it later.
firms-set-up-letters = Letters
firms-set-up-letters-words = Letters tell clients that something waits, never what it is about. Without mail you hand out printed invitations.
firms-set-up-place = Where it is kept
firms-set-up-place-words = Everything is sealed before it reaches the disk. Tell your clients in a word or two where that disk is.

firms-name = Name of the firm
firms-phone = Phone number
firms-phone-hint = It is on every page a client sees, so that a person is one tap away.
firms-tagline = A line about the firm
firms-tagline-hint = For example: Lawyers in Kingston, Ontario
firms-languages = Languages you work in
firms-languages-hint = Each person can choose their own. The first one is for people who have not chosen.
firms-language-en = English
firms-language-fr = French
firms-language-en-fr = English, then French
firms-language-fr-en = French, then English
firms-zone = Time zone
firms-hue = The colour of your door
firms-hue-words = It colours the one button, the links and the door on the sign-in page. Every choice stays easy to read, in light and in dark.
firms-look = Look
firms-hue-slider = Or any other
firms-hue-sample = A button
firms-hue-spruce = Spruce
firms-hue-harbour = Harbour
firms-hue-ink = Ink
firms-hue-plum = Plum
firms-hue-brick = Brick
firms-hue-moss = Moss

firms-mail-provider = How letters leave
firms-mail-later = Not now: I hand out printed invitations
firms-mail-google = Google
firms-mail-microsoft = Microsoft 365
firms-mail-icloud = iCloud
firms-mail-fastmail = Fastmail
firms-mail-other = Another mail server
firms-mail-from = Letters come from
firms-mail-from-hint = An address clients may answer to.
firms-mail-password = Password for the mail server
firms-mail-password-hint = Google, iCloud and Fastmail want an app password. Leave it blank to keep the one that is saved.
firms-mail-user = User name, if it is not the address
firms-mail-user-hint = Leave it blank if the mail server knows you by your address.
firms-mail-own = Server, port and certificate
firms-mail-host = Name of the server
firms-mail-host-hint = For example: mail.example.ca
firms-mail-port = Port
firms-mail-security = How the connection is kept private
firms-mail-starttls = STARTTLS (often port 587)
firms-mail-tls = TLS from the start (often port 465)
firms-mail-plain = Not at all: only for a server on this computer
firms-mail-authority = Certificate of your own authority
firms-mail-authority-hint = In PEM form. Only if the server’s certificate comes from your own office.
firms-mail-bad-host = Enter the server’s name, such as mail.example.ca.
firms-mail-bad-port = Enter a port, such as 587.
firms-mail-plain-not-here = Letters can leave in the clear only to a server on this computer. Choose STARTTLS or TLS.
firms-mail-no-authority = This is not a certificate in PEM form. It begins with BEGIN CERTIFICATE.
firms-mail-nothing-to-test = Choose how letters leave first; then a test letter can be sent.
firms-mail-test = Save and send a test letter
firms-mail-test-subject = A test letter from { $firm }
firms-mail-test-words = This is a test letter from the client space of { $firm }. If you can read it, letters to your clients will arrive the same way.
firms-mail-tested = The mail server took the test letter. Look for it at
firms-mail-not-tested = The test letter did not leave.
firms-mail-said = The server said:
firms-mail-troubles = Letters that do not arrive
firms-mail-no-troubles = No letter is stuck.

firms-place = Where documents are kept, as clients read it
firms-place-hint = For example: Canada, or our office in Kingston
firms-place-data = Documents and records
firms-place-keys = Keys
firms-place-backup = Back up both folders, in two different places.
firms-place-backup-words = The documents can’t be opened without the keys, and the keys are worth nothing without the documents. Copy both each day, and keep the copies apart.

firms-settings = Settings
firms-settings-firm = The firm
firms-settings-firm-words = Clients see this on every page.
firms-settings-words = Language and time
firms-settings-words-words = How dates and times read, and in which language you greet people you do not know yet.
firms-settings-people = People
firms-settings-people-words = Everybody here works for the firm. Everybody sees the matters they are on; owners see all that are not behind a wall.
firms-settings-mail = Mail
firms-settings-mail-words = Letters say that something waits, never what it is about.
firms-settings-room = Room
firms-settings-room-words = How much documents may take, in gigabytes. Leave a line empty for no limit. What is here stays, also where it is more.
firms-room-firm = All documents of the firm
firms-room-firm-hint = For example 500. Today tells you when nine tenths are taken.
firms-room-matter = The documents of one matter
firms-room-matter-hint = What would pass it is refused, whoever sends it.
firms-room-person = What one person of a client may send
firms-room-person-hint = Does not count what the firm adds.
firms-room-no-number = Write a whole number of gigabytes from 1 to 1 000 000, or leave the line empty.
firms-room-now = Taken now
firms-room-now-words = Every version, and transfers under way with their whole length.
firms-room-now-firm = All documents
firms-room-now-matter = The fullest matter
firms-room-now-person = The client’s person who sent most
firms-settings-place = Where it is kept
firms-settings-place-words = Clients read this where they ask how their documents are kept.
firms-settings-scanning = Scanning
firms-settings-scanning-words = A scanner looks for harmful software, such as viruses, in every file that comes in.
firms-scanning-none = No scanner is set up, so files are not scanned.
firms-scanning-none-words = Whoever runs the server can name one in its settings: ClamAV, on the same computer. Until then, members and clients open files as they were sent.
firms-scanning-silent = The scanner does not answer now.
firms-scanning-silent-words = Files wait for it, and are scanned when it is back. Tell whoever runs the server.
firms-scanning-scanner = Scanner
firms-scanning-signatures = Signatures
firms-scanning-since = Files are scanned since
firms-scanning-clean = Scanned, nothing harmful found
firms-scanning-waiting = Not scanned yet
firms-scanning-too-large = Not scanned: too large
firms-scanning-infected = Set aside: harmful
firms-scanning-not-asked = Not scanned: here before the scanner
firms-unscanned = Clients may open files that are not scanned yet
firms-unscanned-hint = Otherwise they wait until the scanner has looked. Files above { $size } are never scanned. People can always open what they sent themselves; what is harmful, nobody can.

firms-role = What they may do
firms-role-owner = Owner
firms-role-owner-may = Everything, and these settings
firms-role-lawyer = Lawyer
firms-role-lawyer-may = Runs the matters they are on
firms-role-assistant = Assistant
firms-role-assistant-may = Works on the matters they are on
firms-people-add = Add a person
firms-people-name = Name
firms-people-email = E-mail address
firms-people-title = Title
firms-people-title-hint = For example: Law clerk
firms-people-way = How they are invited
firms-people-way-email = By e-mail
firms-people-way-letter = With a printed letter
firms-people-invite = Invite
firms-people-invite-again = Invite again
firms-people-invited = Invited
firms-people-change = Change
firms-people-end = End access
firms-address-known = Somebody here has this address already.
firms-end-title = End the access of { $name }?
firms-end-at-once = They are signed out at once, everywhere, and can’t come back in.
firms-end-record = The record keeps their name and what they did.
firms-refused-last-owner = Somebody must run the firm’s space. Make another person an owner first.
firms-refused-no-name = The firm has no name yet. Give it one on the second page of the set-up.

firms-practice-client = Sam Practice
firms-practice-number = PRACTICE
firms-practice-title = A matter to practise with
firms-practice-status = This is the sentence your clients read first. Nothing here is real: try everything, then remove this matter in one press.
firms-practice-document = Read me first
firms-practice-document-name = Read me first.txt
firms-practice-document-words = A matter to practise with

    Sam Practice is nobody. Share this page with Sam, print Sam’s
    invitation from the People page of this matter, open its link in
    another browser, and see what a client sees.

    Try this:

    1. Share this document with Sam and ask for a review.
    2. Come in as Sam, open it, and say that you have reviewed it.
    3. Send a file back as Sam.
    4. Look at the record: it says who did what, and when.

    When you have seen enough, remove the practice matter in one press.

# Getting in
firms-settings-security = Getting in
firms-recommended = Recommended
firms-security-words = Always two steps, for everybody. You may ask for more. A change holds at once: whoever has nothing that meets it comes in only to add it.
firms-security-clients = What clients must use
firms-security-members = What your people must use
firms-security-owners = What owners must use
firms-security-two-steps = A passkey, or a password with a second step
firms-security-passkey = A passkey only
firms-security-as-members = The same as your people
firms-security-clients-two-steps = Everybody can get in, also somebody with an old phone or none.
firms-security-clients-passkey = Nothing can be guessed or given away. Clients whose device makes no passkeys cannot get in.
firms-security-members-two-steps = They choose. A password can be typed into a false page; a passkey cannot.
firms-security-members-passkey = The safest. Each of them needs a phone or computer that makes passkeys.
firms-security-members-provider = Whoever signs in with { $name } shows their passkey here as well.
firms-security-owners-as-members = Owners choose as everybody else.
firms-security-owners-passkey = Owners see every matter and change these settings. You need a passkey yourself first.
firms-security-cards = Code cards
firms-security-cards-words = Numbered codes on paper, for clients without a smartphone. You print them from a matter’s people.
firms-security-cards-yes = Allowed
firms-security-cards-yes-words = Clients without a smartphone come in with a password and the next code of their card.
firms-security-cards-no = Not allowed
firms-security-cards-no-words = Cards stop working at once. Clients who have only a card add an app or a passkey at their next sign-in.
firms-security-days = Invitations
firms-security-days-words = How long an invitation can be used. A new one is always one press away.
firms-security-days-label = An invitation is good for
firms-security-days-hint = Recommended: 14 days. Invitations that are out already keep their day.
firms-security-minutes = Idle sessions
firms-security-minutes-words = After this time without a sign of a person they are signed out. They are warned five minutes before.
firms-security-minutes-label = Sign out after
firms-security-minutes-hint = Recommended: 30 minutes. Shorter where others pass by the screens.
firms-security-out = Sign everybody out
firms-security-out-words = When something looks wrong: everybody signs in again, clients and colleagues. Only you stay in, on this device. Ways in stay as they are.
firms-security-out-do = Sign everybody out
firms-said-everybody-out = Everybody else is signed out.
firms-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
firms-minutes = { $count } minutes
firms-refused-own-lockout = You have nothing yourself that meets this. Add a passkey under You, Security first.

# Who may do what
firms-role-view-only = View only
firms-role-view-only-may = Reads the matters they are on, and changes nothing
firms-rights = Who may do what
firms-rights-words = Printed from the rules the program follows. A person sees a matter first; what they may do in it comes after.
firms-rights-print = Print
firms-rights-column = May
firms-rights-client = Client, helper
firms-rights-yes = Yes
firms-rights-as-allowed = If allowed
firms-rights-no = No
firms-right-read-matters = Read the matters they are on: documents, messages, people, record
firms-right-see-every-matter = See every matter that is not behind a wall
firms-right-run-matters = Open matters, change their people and status, write messages, put up walls
firms-right-add-documents = Add documents, which stay firm only
firms-right-share = Share documents with clients, and take them back
firms-right-invite-clients = Invite clients and helpers, end their access, make links for files
firms-right-open-in-emergency = Ask for emergency access, and agree when a colleague asks
firms-right-read-record = Read the firm’s record
firms-right-run-firm = Change the firm’s settings and its people
firms-right-read-shared = Read what was shared with them
firms-right-confirm = Say that they have reviewed a document
firms-right-hand-over = Send documents to the firm
firms-right-write-letters = Write messages to the firm
firms-right-meet-others = See who else takes part, and read the messages of all
firms-rights-clients = Clients
firms-rights-clients-words = A client sees the status of their matter, what was shared with them and what they sent, and nothing another client sent. What they may send and write, and whether they see the others, is set for each person on the People page of the matter, with a last day where there is one.
firms-rights-helpers = Helpers
firms-rights-helpers-words = A helper sees the documents named for them under a title chosen for them, until a last day: no status, no other names, not the matter’s title or number.
firms-rights-walls = Walls and conflicts
firms-rights-walls-words = A matter behind a wall exists only for its team. A member in conflict never learns of the matter, wall or no wall. Taking either down needs an owner on the team, or two of the team.
firms-rights-walled = { $count ->
    [0] You see every matter there is.
    [one] 1 matter is behind a wall you do not see behind.
   *[other] { $count } matters are behind walls you do not see behind.
}
firms-rights-emergencies = Emergency access
firms-rights-emergencies-words = A member off the team may ask to open a matter, with a reason. Somebody who sees it agrees, and it is open for 8 hours; the team is told and the record keeps it. Never past a conflict.
