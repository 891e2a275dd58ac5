# Documents: what they are, handing them over, the receipt
documents-kind-pdf = PDF
documents-kind-image = Picture
documents-kind-text = Text
documents-kind-word-processing = Text document
documents-kind-spreadsheet = Spreadsheet
documents-kind-presentation = Presentation
documents-kind-mail = Saved e-mail
documents-kind-archive = Archive
documents-kind-audio = Sound
documents-kind-video = Video
documents-kind-executable = Program
documents-kind-unknown = Other file

documents-send-title = Send us documents
documents-send-lead = A photo of a paper is fine: all four corners, in good light. { $name } gets everything you send here, and nobody outside the firm does.
documents-send-add = Add files
documents-together = Put the photos together as one PDF
documents-together-hint = Each becomes a page, in the order shown. We keep the photos too.
documents-together-name = A name for it
documents-together-name-hint = (if you like, such as “Bank statement, March”)
documents-together-title = Photos of { $day }
documents-send-note = A note for { $name }
documents-send-note-hint = (you can leave this empty)
documents-send-finish = Finish
documents-send-later = Stop and come back later
documents-send-after = When everything has arrived you get a receipt here, and { $name } is told.

documents-sending-list = Files being sent
documents-sending-all = All files
documents-sending-advice = Keep this page open. If your connection drops, we carry on from where it stopped.
documents-sending-go-on = Go on where you stopped
documents-sending-unfinished = { $percent }% has arrived. We keep it until { $day }.
documents-sending-choose-again = Choose the same file again, on any device, and we go on from there.
documents-sending-no-script = Going on from there needs JavaScript. Without it, choose the file again and it is sent from the beginning.
documents-sending-include = Include { $name }
documents-sending-here = Arrived, { $size }. It goes along when you press the button below.
documents-sending-gone = It stopped halfway and nothing more came, so we removed it on { $day }. Send it again if you still want to.
documents-sending-offline = You are offline.
documents-sending-offline-more = Nothing is lost. We carry on when you are back.
documents-sending-remove = Remove
documents-sending-again = Try again
documents-sending-up = Move up:
documents-sending-down = Move down:
documents-ways-drop = Drop files here, or
documents-ways-photo = Take a photo
documents-ways-files = Choose files
documents-ways-folder = Choose a folder
documents-ways-no-script = Without JavaScript, files are sent in one go. If the connection drops, please send them again.
documents-ways-limit = Photos, PDF, Word or any other file. Up to { $size } each.

documents-word-photo = Photo { $n }
documents-word-next = Next, { $size }
documents-word-sending = Sending, { $sent } of { $size }
documents-word-arrived = Arrived, { $size }
documents-word-checking = Comparing it with what has arrived, { $sent } of { $size }
documents-word-different = This is not the file you started. We send it from the beginning.
documents-word-waiting = Waiting for your connection
documents-word-stopped = This did not arrive. Try again.
documents-word-refused = We can’t take this file here. Its name may hold signs that can’t be shown.
documents-word-empty = This file is empty.
documents-word-too-large = This is { $size }. We can take { $max } here. Call us and we find a way.
documents-word-no-room = There is no room left for this file. Nothing of it was kept. Call the firm: it can make room.
documents-word-signed-out = You were signed out. Sign in again and choose it again.
documents-word-tally-one = Sending 1 file.
documents-word-tally-other = Sending { $count } files.
documents-word-so-far-one = 1 has arrived.
documents-word-so-far-other = { $count } have arrived.
documents-word-all-one = Your file has arrived.
documents-word-all-other = All { $count } files have arrived.
documents-word-one-arrived = { $name } has arrived.
documents-word-moved = { $name } is now photo { $page } of { $count }.
documents-word-finishing = We finish as soon as everything has arrived.

documents-delivery-title = Your receipt
documents-delivery-arrived = { $count ->
    [one] { $name } has your file.
   *[other] { $name } has your { $count } files.
}
documents-delivery-for = For
documents-delivery-at = Arrived
documents-delivery-files = Files
documents-delivery-set-aside = Set aside: our scanner found something harmful
documents-together-pdf = As one PDF
documents-together-waiting = We are putting them together. In a moment you find the PDF here and under Documents.
documents-together-refused = We could not put them together. The photos have arrived, each by itself.
documents-delivery-note = Your note
documents-delivery-number = Receipt
documents-delivery-home = Back to home
documents-delivery-list = Back to what we asked for
documents-delivery-next-item = Next:
documents-delivery-print = Print or save this receipt
documents-delivery-next = What happens next
documents-delivery-next-check = { $name } looks at what you sent.
documents-delivery-next-missing = If something is missing or can’t be read, you get a message here.
documents-delivery-next-yours = You find the files under Documents whenever you need them.
documents-delivery-fingerprints = Fingerprints of the files
documents-delivery-fingerprints-why = A fingerprint (SHA-256) belongs to one exact file. If a file is ever changed, even by one letter, it no longer has the same one.
documents-delivery-another = Send more
documents-delivery-matter = To the matter

documents-choose = Choose at least one file.
documents-bad-name = A file’s name holds signs that can’t be shown, or none at all. Rename it and choose it again.
documents-broke-off = What you sent did not arrive whole. Please try again.
documents-no-room-firm = The firm has no room left for what you are sending, and kept nothing of it. Call us: we can make room.
documents-no-room-firm-member = The room for all documents of the firm is full. Nothing of this was kept. An owner can make room under Settings, Room.
documents-no-room-matter = There is no room left in this matter for what you are sending, and we kept nothing of it. Call us: we can make room.
documents-no-room-matter-member = The room of this matter is full. Nothing of this was kept. An owner can make room under Settings, Room.
documents-no-room-person = With this you would have sent more than we can take from one person here. We kept nothing of it. Call us: we can make room.
documents-refused-nothing = Choose at least one file.
documents-refused-too-many = These are more than 1,000 files. Send them in two parts.
documents-refused-too-large = A file is larger than we can take here. Call us and we find a way.
documents-refused-other-bytes = A file did not arrive as it was sent. Please send it again.
documents-refused-unfinished = A file has not arrived yet. Wait until it has, then press Finish again.
documents-refused-held = This file has not been checked for harmful software yet, so it can’t be opened. Try again in a few minutes, or call us.
documents-refused-set-aside = The scanner found something harmful in this file. It is set aside, and nobody can open it.
documents-refused-not-set-aside = This file is not set aside.

documents-converted-office = These pages were laid out from the original, which is unchanged. A line may break elsewhere than in the program it was written with.
documents-converted-picture = Shown as a converted picture. The original is unchanged: download it to keep it.
documents-converted-message = The words of a saved message. The original, with what is attached, is unchanged: download it to open it.
documents-parts = { $count ->
    [one] Made from 1 photo
   *[other] Made from { $count } photos
}
documents-part-of = This photo is a page of
documents-mail-from = From
documents-mail-to = To
documents-mail-cc = Copy to
documents-mail-date = Sent
documents-mail-subject = Subject
documents-mail-attached = Attached
documents-mail-unnamed = a file without a name, { $size }
