# Links for files: somebody without an account brings documents
links-title = Links for files
links-title-hint = For somebody outside who should send papers, and nothing else: an accountant, a bank, the other lawyer.
links-new = A link for files
links-new-words = Whoever has the link and its door code can send files to this matter. They see nothing of it. You see what they send, to check.
links-name = Who is it for?
links-name-hint = A name you will know it by: “Marc Tremblay, accountant”. It is not shown to them before they are in.
links-missing-name = Enter who the link is for.
links-email = Their e-mail address
links-email-hint = So that you have it at hand. Nothing is sent there. You can leave it out.
links-purpose = What do you need?
links-purpose-hint = They read these words when they are in. Say what a good copy looks like.
links-missing-purpose = Say what you need, in a few words.
links-until = Good until
links-missing-until = Choose the day on which the link ends.
links-too-long = A link is good for three months at most. Choose an earlier day.
links-locale = Language of the letter
links-most-files = Files at most
links-most-bytes = Size of all files at most
links-files = { $count ->
    [one] 1 file
   *[other] { $count } files
}
links-make = Make the link
links-for = Link for { $name }
links-good-until = good until { $day }
links-made-by = made by { $name }
links-standing-open = Takes files
links-standing-shut = Shut: too many wrong codes
links-standing-over = Time is over
links-standing-ended = Ended
links-shut-words = A wrong door code was typed five times. If it was them, make another code and tell it by phone. Files that arrived are safe.
links-next-link = Send the address below any way you like.
links-next-code = Tell the door code by phone or in person. Never in the same e-mail as the address.
links-next-letter = Or print the letter, which has both, and hand it over or post it.
links-address = Address
links-copy = Copy the address
links-code = Door code
links-code-hint = Whoever has both the address and this code can send files here. Keep them apart.
links-print-letter = Print the letter
links-letter = Letter with a link for files
links-came = Who came through
links-nobody-came = Nobody has come through this link yet.
links-brought = What they brought
links-brought-hint = Names are as they were typed. Nobody has checked them.
links-says-who = Says: { $name }
links-receipt = Receipt { $number }
links-make-code = Make another door code
links-end = End this link
links-end-hint = Another code ends the visits of whoever is in. An ended link stays ended. What arrived stays here.
links-said-code = There is another door code. The old one opens nothing any more.
links-said-ended = The link has ended.
links-sender = “{ $says }”, by the link for { $name } (not verified)
links-by-link = the link for { $name }
links-refused-closed = This matter is closed, so no link can be made for it.
links-refused-over = This link has ended. Make a new one.
links-refused-full = This link has no room for that. Send less, or call us.
links-refused-length = This way of sending does not work through a link. Choose the files on the page instead.

# The door, for whoever got the link
links-door = Send files
links-door-title = { $by } at { $firm } asks you for documents
links-door-voice = You can send them here. You need no account, only the code you were told.
links-promise-send = Photos, PDF, Word or any other file, as many as you have.
links-promise-only-firm = Only the firm can open what you send.
links-door-code = Your code of six letters
links-door-code-hint = It is on the letter, or you were told by phone or in person. It is never in the e-mail with the link.
links-door-go = Come in
links-door-until = This link is good until { $day }.
links-closed = This link does not open
links-closed-words = Check that you have the whole address. If it is right, ask { $firm } for a new link.

# Handing over
links-sending = Send files
links-sending-title = Send files to { $firm }
links-leave = I am finished
links-says = Your name
links-says-hint = So that the firm knows who this is from.
links-missing-says = Enter your name.
links-note = A note
links-note-hint = You can leave it out.
links-hand-over = Hand over
links-limits = Up to { $count } files, { $size } in all, until { $day }. Only you see what you send here, and only during this visit.
links-handed = What you have handed over
links-handed-hint = Keep the number of each receipt. When you leave, this list is gone for you; the firm has everything.
links-word-too-large = This is { $size }. This link takes { $max } at most, with what is here already. Call us and we find a way.
links-word-ended = This visit has ended. Open your link again, type the code, and choose this file once more.
links-receipt-from = From
links-receipt-keep = Print or save this page. It shows exactly what arrived and when.
links-receipt-missing = If something is missing or can’t be read, { $firm } asks you.
links-left = You have left
links-left-words = Nothing of your visit stays on this device. To send more, open your link again.
error-come-again = This visit has ended, or it has not begun. Open the link you were given and type the code.

# The printed letter
links-letter-hello = Hello { $name }
links-letter-what = { $sender } at { $firm } asks you for documents. You can send them from your phone or computer, without an account.
links-letter-choose = Choose your files, say who you are, and hand over. You get a receipt at once.
links-letter-safe = Whoever has this letter can send files in your name, and can see nothing. Destroy it when you have sent everything.
