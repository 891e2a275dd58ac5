# Sharing, on the firm’s side
shares-title = Share
shares-documents = Documents
shares-cover = First page of { $title }
shares-client-title = Title the client reads
shares-internal = This looks like an internal paper.
shares-internal-words = Its name holds a word such as memo, opinion or privileged.
shares-looked = I have looked. This may be shared.
shares-draft = Its name says that it is a draft. Is it the one to be read?
shares-look-again = One of these looks like an internal paper. Look again, then tick that you have.
shares-readers = Who will see it
shares-choose-reader = Choose who will see it.
shares-is-in = has opened their space
shares-not-in-yet = has not opened their space yet
shares-note = A note with it
shares-note-hint = In your own words. You can leave it empty.
shares-review-by = Ask to review it until
shares-review-hint = Leave it empty when nobody needs to answer.
shares-version = Which version
shares-version-living = The document as it is kept up to date
shares-version-living-hint = New versions are seen as soon as you add them.
shares-version-fixed = Only the version of today
shares-version-fixed-hint = New versions stay firm only.
shares-tell = Tell them
shares-tell-now = Now, by e-mail
shares-tell-now-hint = The e-mail says that something is there, never what. It leaves after a minute, so that you can undo.
shares-tell-no = Don’t tell
shares-cancel = Cancel
shares-said-choose = Choose the documents to share first.
shares-said-too-many = Share up to 40 documents at a time.
shares-said-revoked = Taken back. It can no longer be opened.
shares-take-back-title = Take this back from { $name }?
shares-already-back = Taken back: { $moment }.
shares-back = Back to the document
shares-did-told = Told by e-mail: { $moment }.
shares-did-opened = Opened: { $moment }.
shares-did-shown = { $shown } of { $pages } pages were shown.
shares-did-nothing = { $name } has not opened it.
shares-did-confirmed = Reviewed: { $moment }.
shares-take-back-means = From now on { $name } can no longer open it. What happened so far stays in the record.
shares-take-back-limits = A copy that was saved to a phone or computer stays there.
shares-take-back = Take it back
shares-leave = Leave it shared
shares-refused-closed = This matter is closed, so nothing new can be shared in it.
shares-refused-nothing = Choose at least one document and one reader.
shares-refused-not-on-matter = This person can no longer come into the matter, so nothing was shared.
shares-refused-undo-late = The minute is over. Take the document back on its own page.
shares-will-see = { $count ->
    [one] Share one document
   *[other] Share { $count } documents
}
shares-will-see-one = { $count ->
    [one] { $name } will see one document
   *[other] { $name } will see { $count } documents
}
shares-joint = Joint clients usually should not have documents the other does not see. Choose only one of them on purpose.
shares-refused-internal = This looks like an internal paper. Share it from its own page first, where you are asked to look twice.
