# The record in words
record-somebody = Somebody
record-the-product = Anteroom
record-firm-set-up = { $who } set up the firm’s space
record-firm-changed = { $who } changed the firm’s settings
record-mail-set = { $who } set the mail server for letters
record-single-sign-on-set = { $who } { $sso ->
    [off] turned single sign-on off
    [required] set single sign-on for members, and requires it
   *[on] set single sign-on for members
}
record-storage-changed = { $who } began to keep documents { $storage ->
    [s3] in the bucket
   *[disk] on the server’s disk
}
record-storage-moved = { $who } finished moving the documents { $storage ->
    [s3] into the bucket
   *[disk] to the server’s disk
}
record-room-set = { $who } set how much room documents may take
record-document-unreadable = “{ $title }” does not read where it is kept: restore it from a backup
record-document-reads = “{ $title }” reads again where it is kept
record-root-key-renewed = { $who } replaced the root key
record-firm-key-renewed = { $who } gave the firm a new key
record-matter-key-renewed = { $who } gave this matter a new key
record-member-added = { $subject } joined the firm as { $role ->
    [owner] an owner
    [lawyer] a lawyer
    [view-only] somebody with view-only access
   *[assistant] an assistant
}
record-member-changed = { $who } changed what { $subject } may do here: { $role ->
    [owner] owner
    [lawyer] lawyer
    [view-only] view only
   *[assistant] assistant
}
record-member-ended = { $who } ended the access of { $subject }
record-invited = { $own ->
    [yes] { $subject } was sent a new invitation
   *[no] { $who } invited { $subject } { $way ->
        [letter] with a printed letter
       *[email] by e-mail
    }
}
record-invitation-accepted = { $subject } accepted the invitation
record-vouched-for = { $who } vouched for { $subject }, who can’t get in, { $how ->
    [in-person] in person
   *[call] after a call to the number on file
}
record-vouching-agreed = { $who } agreed that { $subject } gets a new way in
record-vouching-stopped = { $own ->
    [yes] { $subject } stopped the new way in
   *[no] { $who } stopped the new way in for { $subject }
}
record-signed-in = { $again ->
    [yes] { $who } showed again who they are
   *[none] { $who } signed in
} { $way ->
    [passkey] with a passkey
    [password-and-app] with a password and an authenticator app
    [password-and-recovery-code] with a password and a recovery code
    [password-and-card] with a password and a code card
    [single-sign-on] with single sign-on
    [single-sign-on-and-second-step] with single sign-on and a second step here
    [single-sign-on-and-passkey] with single sign-on and a passkey
   *[none] in two steps
}
record-sign-in-failed = { $step ->
    [door] A wrong answer at the door of an invitation{ $known ->
        [yes] {" "}for { $who }
       *[no] {""}
    }
   *[none] A sign-in did not succeed{ $known ->
        [yes] {" "}for { $who }
       *[no] : nobody here has this address
    }
}
record-signed-out = { $own ->
    [yes] { $who } signed out
   *[no] { $who } signed { $subject } out
}
record-everybody-signed-out = { $who } signed everybody out
record-owner-let-in = Whoever runs the server made a new way in for { $subject }
record-passkey-added = { $who } added a passkey
record-passkey-removed = { $who } removed a passkey
record-password-set = { $who } set a password
record-password-forgotten = { $subject } was sent a letter about a forgotten password
record-app-set = { $who } set up an authenticator app
record-passkey-renamed = { $who } renamed a passkey
record-notices-chosen = { $who } chose which e-mails they get
record-address-asked = { $who } asked for another e-mail address
record-address-changed = { $own ->
    [yes] { $who } changed their e-mail address
   *[no] { $who } corrected the e-mail address of { $subject }
}
record-address-stopped = { $own ->
    [yes] The new e-mail address of { $subject } was stopped
   *[no] { $who } stopped the new e-mail address of { $subject }
}
record-code-card-made = { $own ->
    [yes] A code card was printed for { $subject }
   *[no] { $who } printed a code card for { $subject }
}
record-policy-set = { $who } set what people must come in with
record-account-linked = { $who } linked an account for single sign-on
record-account-unlinked = { $own ->
    [yes] { $subject } unlinked the account for single sign-on
   *[no] { $who } unlinked the account of { $subject } for single sign-on
}
record-recovery-codes-made = { $who } made new recovery codes
record-client-added = { $who } added the client { $client }
record-matter-opened = { $who } opened the matter “{ $title }”
record-matter-changed = { $who } changed the matter’s details: { $number }, “{ $title }”
record-practice-removed = { $who } removed the practice matter
record-team-joined = { $own ->
    [yes] { $who } joined the team
   *[no] { $who } put { $subject } on the team
}
record-team-left = { $own ->
    [yes] { $who } left the team
   *[no] { $who } took { $subject } off the team
}
record-participant-added = { $who } let { $subject } into the matter{ $part ->
    [helper] {" "}as a helper, until an agreed day
   *[client] {""}
}
record-participant-ended = { $who } ended the access of { $subject }
record-link-made = { $who } made a link for files for { $name ->
    [none] somebody
   *[other] { $name }
}
record-link-code-made = { $who } made another door code for the link for { $name ->
    [none] somebody
   *[other] { $name }
}
record-link-opened = Somebody with the door code opened the link for { $name ->
    [none] files
   *[other] { $name }
}
record-link-refused = A wrong door code was typed at the link for { $name ->
    [none] files
   *[other] { $name }
}
record-link-ended = { $who } ended the link for { $name ->
    [none] files
   *[other] { $name }
}
record-by-link = Somebody with the link for { $name }
record-status-written = { $who } wrote where the matter stands: “{ $words }”
record-kind-chosen = { $who } gave the matter the steps of “{ $words }”
record-stages-changed = { $who } changed the steps of the matter
record-stage-reached = { $who } noted that the matter came to the step “{ $words }”{ $name ->
    [none] {""}
   *[other] {""}: “{ $name }”
}
record-stage-returned = { $who } noted that the matter went back to the step “{ $words }”{ $name ->
    [none] {""}
   *[other] {""}: “{ $name }”
}
record-nudges-set = { $how ->
    [off] { $who } asked not to be reminded when this client has not heard for long
   *[other] { $who } asked to be reminded when this client has not heard for long
}
record-silence-set = { $days ->
    [0] { $who } asked not to be reminded of clients who have not heard
   *[other] { $who } asked to be reminded of clients who have not heard for { $days } days
}
record-kind-added = { $who } added the kind of matter “{ $words }”
record-kind-changed = { $who } changed the kind of matter “{ $words }”
record-kind-retired = { $who } stopped offering the kind of matter “{ $words }”
record-kind-brought-back = { $who } offers the kind of matter “{ $words }” again
record-upload-begun = { $who } began to send { $name ->
    [none] a file
   *[other] { $name }
}
record-upload-ended = { $who } stopped sending a file
record-document-added = { $who } added “{ $title }”, firm only
record-document-renamed = { $who } named a document “{ $title }”
record-version-added = { $who } added version { $version } of “{ $title }”
record-delivered = { $who } handed over { $files ->
    [0] documents
    [one] 1 file
   *[other] { $files } files
}, receipt { $number }{ $name ->
    [none] {""}
   *[other] , and says: { $name }
}
record-document-checked = { $who } looked at “{ $title }” and marked it checked
record-document-set-aside = The scanner found something harmful in “{ $title }”{ $version ->
    [0] {""}
   *[other] , version { $version }
}: it was set aside
record-set-aside-noted = { $who } noted that “{ $title }” was set aside
record-scanning-begun = A scanner began to look at every file
record-scanning-ended = Files are no longer scanned: no scanner is set up
record-photos-put-together = “{ $title }” was made from { $photos ->
    [0] photos
    [one] 1 photo
   *[other] { $photos } photos
}
record-shared = { $who } shared “{ $title }”{ $reader ->
    [none] {""}
   *[other] {" "}with { $reader }
}
record-share-revoked = { $who } took back “{ $title }”{ $reader ->
    [none] {""}
   *[other] {" "}from { $reader }
}
record-sharing-undone = { $who } undid sharing before anybody was told
record-document-opened = { $who } opened “{ $title }”{ $page ->
    [0] {""}
   *[other] , page { $page }
}
record-document-downloaded = { $who } saved a copy of “{ $title }”
record-document-confirmed = { $who } pressed “I have reviewed this” on “{ $title }”{ $version ->
    [0] {""}
   *[other] , version { $version }
}
record-message-written = { $who } wrote a message
record-messages-shown = { $letters ->
    [one] { $who } was shown a message
   *[other] { $who } was shown { $letters } messages
}
record-note-written = { $who } wrote a firm-only note
record-answer-template-kept = { $who } kept the ready answer “{ $words }”
record-answer-template-removed = { $who } removed the ready answer “{ $words }”
record-requested = { $who } asked for { $files ->
    [0] something
    [one] one thing
   *[other] { $files } things
}: “{ $title }”
record-request-changed = { $who } changed what was asked for in “{ $title }”{ $files ->
    [0] {""}
    [one] , with one thing more
   *[other] , with { $files } things more
}
record-request-withdrawn = { $who } took back what was asked for in “{ $title }”
record-request-answered = { $who } answered “{ $title }”{ $how ->
    [lacking] : they do not have it
    [question] {" "}with a question
    [document] {" "}with a document that was here already
   *[other] {""}
}
record-done-for-now = { $who } has sent what there is for now of “{ $title }”
record-answer-checked = { $who } checked the answer to “{ $title }”{ $how ->
    [right] : it is right
    [send-again] : it is asked for again
    [not-needed] : it is not needed
   *[none] {""}
}
record-notice-sent = The mail server took a letter to { $subject }
record-notice-failed = A letter to { $subject } could not be delivered
record-what-it-is = Everything that happened, in words. Lines are never changed or taken out.
record-opened-means = Opened means the page was sent to a signed-in device. It does not prove that a person read it.
record-filter = Who did it
record-everybody = Everybody
record-empty = Nothing has happened yet.
record-caption = What happened on { $day }
record-column-time = Time
record-column-what = What happened
record-column-matter = Matter

record-participant-changed = { $who } changed what { $subject } may do in the matter
record-access-ran-out = The access of { $subject } ended on the agreed day
record-matter-walled = { $who } put up a wall: only the team knows of the matter
record-unwalling-asked = { $who } said that the wall may come down; it takes a second person
record-matter-unwalled = { $who } took the wall down
record-conflict-added = { $who } kept the matter from { $subject }: “{ $words }”
record-lifting-asked = { $who } said that the conflict of { $subject } may be lifted; it takes a second person
record-conflict-lifted = { $who } lifted the conflict of { $subject }
record-emergency-asked = { $who } asked to open a matter in an emergency: “{ $words }”
record-emergency-waits = { $who } asked to open the matter in an emergency: “{ $words }”. Nobody else can agree, so it opens after an hour
record-emergency-barred = { $who }, who is in conflict, asked to open the matter in an emergency, and was told nothing: “{ $words }”
record-emergency-opened = { $who } opened the matter to { $subject } for 8 hours, in an emergency: “{ $words }”
record-emergency-refused = { $who } ended the request of { $subject } for emergency access
record-emergency-ended = { $who } ended the emergency access of { $subject }
