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
documents-word-signed-out = You were signed out. Sign in again and choose it again.
documents-word-tally-one = Sending 1 file.
documents-word-tally-other = Sending { $count } files.
documents-word-so-far-one = 1 has arrived.
documents-word-so-far-other = { $count } have arrived.
documents-word-all-one = Your file has arrived.
documents-word-all-other = All { $count } files have arrived.
documents-word-one-arrived = { $name } has arrived.
documents-word-finishing = We finish as soon as everything has arrived.

documents-delivery-title = Your receipt
documents-delivery-arrived = { $count ->
    [one] { $name } has your file.
   *[other] { $name } has your { $count } files.
}
documents-delivery-for = For
documents-delivery-at = Arrived
documents-delivery-files = Files
documents-delivery-note = Your note
documents-delivery-number = Receipt
documents-delivery-home = Back to home
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
documents-refused-nothing = Choose at least one file.
documents-refused-too-many = These are more than 1,000 files. Send them in two parts.
documents-refused-too-large = A file is larger than we can take here. Call us and we find a way.
documents-refused-other-bytes = A file did not arrive as it was sent. Please send it again.
documents-refused-unfinished = A file has not arrived yet. Wait until it has, then press Finish again.
