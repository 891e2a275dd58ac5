# The firm’s page of a matter
shelf-add = Add documents
shelf-share = Share
shelf-share-with = Share with { $name }
shelf-ask-review = Ask to review
shelf-empty = Drop the first documents here. They stay firm only until you share them.
shelf-empty-more = You can also choose them with “Add documents”.
shelf-caption = Documents in this matter, with who can see them and what the client has done
shelf-select = Select
shelf-select-one = Select { $title }
shelf-document = Document
shelf-who = Who sees it
shelf-receipt = Receipt
shelf-changed = Changed
shelf-group-shared = Shared
shelf-group-shared-with = Shared with { $name }
shelf-group-sent = Sent by clients
shelf-group-sent-by = Sent by { $name }
shelf-firm-only = Firm only
shelf-a-client = a client
shelf-from = From { $name }
shelf-to-check = To check
shelf-checked = Checked { $day }
shelf-not-shared = Not shared
shelf-version = version { $number }
shelf-locked = protected by a password
shelf-damaged = damaged
shelf-mismatch = not what its name says
shelf-unscanned = not scanned yet
shelf-too-large-to-scan = too large to scan
shelf-set-aside = Set aside: harmful
shelf-receipt-reviewed = Reviewed { $day }
shelf-receipt-opened = Opened { $day }
shelf-receipt-opened-not-reviewed = Opened { $day }, not reviewed
shelf-receipt-version-not-opened = Version { $number } not opened
shelf-nobody = Nobody on the client’s side can come in yet.
shelf-invite = Invite someone
shelf-with-selected = With the selected documents
shelf-selected-none = The selected documents
shelf-selected-one = 1 selected
shelf-selected-other = { "{" }count{ "}" } selected
shelf-seen-by = (seen by { "{" }names{ "}" })
shelf-dropline = Drop files anywhere on this page. They stay firm only until you share them.
shelf-shared-with = Shared with { $names }.
shelf-told-soon = The e-mail leaves in a minute.
shelf-not-told = No e-mail is sent.
shelf-undo = Undo
shelf-reads-now = What { $name } reads now
shelf-reads-now-clients = What your clients read now
shelf-change = Change
shelf-no-status = Nothing yet.
shelf-write-status = Write one sentence
shelf-asked = Reviews you asked for
shelf-asked-of = Asked of { $name }
shelf-asked-done = done
shelf-latest = Latest message
shelf-reply = Reply
shelf-no-messages = No messages yet.
shelf-come-in = Who can come in
shelf-invited = invited
shelf-passkey = passkey
shelf-password = password
shelf-said-added = Added. Only the firm can see it until you share it.
shelf-said-undone = Undone. Nobody was told.
shelf-said-checked = Checked. Nothing else waits in this matter.
shelf-kind-pages = { $pages ->
    [one] { $kind }, 1 page
   *[other] { $kind }, { $pages } pages
}
shelf-receipt-not-opened = { $days ->
    [0] Not opened yet
    [one] Not opened, 1 day
   *[other] Not opened, { $days } days
}
