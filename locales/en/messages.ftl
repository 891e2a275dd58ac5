# Letters in a matter
messages-empty = No messages yet. Write to us about anything, big or small.
messages-empty-firm = No messages yet.
messages-words = Your message
messages-readers = Read by { $names }.
messages-send = Send
messages-about = About:
messages-newest = Go to the newest
messages-urgent = For something urgent, call us:
messages-told = An e-mail says that something is new, never what.
messages-count = { $count ->
    [one] 1 message
   *[other] All { $count } messages
}
messages-said-sent = Your message was sent.
messages-empty-words = Write something before you send it.

messages-to = To whom?
messages-to-all = Everybody who sees the others
messages-to-alone = { $name } alone
messages-to-alone-hint = Nobody else of the client’s side reads it.
messages-with-alone = With { $name } alone
messages-never-changed = A message is signed and dated, and stays as it is.

messages-to-all-mine = Everybody you see here
messages-to-firm-alone = { $firm } alone
messages-choose-to = Choose who reads it.
messages-version = { $title }, version { $number }
messages-enclosed = Documents with this message
messages-shown = Shown to { $name }, { $at }
messages-shown-you = Shown to you, { $at }
messages-told-of = { $name } told by e-mail, { $at }
messages-told-you = You were told by e-mail, { $at }
messages-only-about = Only messages about one document are shown.
messages-all = Show all messages
messages-empty-about = No messages about this document yet.
messages-read-in = Reads in { $language }: { $names }.

messages-documents-add = Add documents
messages-documents-hint = Sending shares what you add with everybody who reads the message. It stays shared until you take it back.
messages-documents-hint-mine = Documents of this matter that you can see.
messages-document-open = Seen by { $names }.
messages-document-firm-only = Firm only now: it is shared with this message.
messages-document-from-client = From the client.
messages-document-internal = Looks like an internal paper. Share it from its own page first.
messages-files = Files to send with the message
messages-files-add = Add files

messages-draft-save = Save for later
messages-draft-saved = Draft saved { $at }. Only you see it.
messages-draft-kept = Draft saved. Only you see it.
messages-said-draft = Your draft was saved. Only you see it.
messages-said-draft-gone = No draft is left.

messages-promise = { $days ->
    [one] We answer within 1 working day.
   *[other] We answer within { $days } working days.
}
messages-promise-title = When you answer
messages-promise-words = Clients read this below every message they write. Letters that wait longer stand on Today.
messages-promise-days = Working days until you answer
messages-promise-hint = From Monday to Friday. 1 to 10.
messages-refused-days = Enter a number from 1 to 10.

messages-firm-only = Firm only
messages-notes = Firm-only notes
messages-notes-count = { $count ->
    [0] Firm-only notes
   *[other] Firm-only notes: { $count }
}
messages-notes-words = Only members who see this matter read them. A note is never sent, and no note can become a message.
messages-notes-back = Messages with the client
messages-notes-none = No notes yet.
messages-note = A note for the firm
messages-note-keep = Keep this note
messages-note-empty = Write something before you keep it.
messages-said-noted = The note was kept, firm only.

messages-answers = Ready answers
messages-answers-words = Words for what many clients ask. You put one into a message and change it there; clients never see the list.
messages-answers-see = See the ready answers
messages-answers-none = No ready answers yet.
messages-answers-none-more = Start with the question you answered most often this month.
messages-answers-use = Use a ready answer
messages-answer-use = Use
messages-answer-new = New ready answer
messages-answer-change = Change a ready answer
messages-answer-edit = Change
messages-answer-title = What you call it
messages-answer-title-hint = Clients never read this name.
messages-answer-empty = Write the answer in one language at least.
messages-answer-remove = Remove this ready answer
messages-answer-remove-words = Messages that were made from it stay as they are.
messages-answer-remove-do = Remove it
messages-said-answer-removed = The ready answer was removed.
