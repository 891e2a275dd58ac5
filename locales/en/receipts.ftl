# "I have reviewed this"
receipts-sentence = I have reviewed “{ $title }”, version { $number }.
receipts-title = Your receipt
receipts-thanks = Thank you. { $names } can see that you reviewed version { $number } on { $moment }.
receipts-moment = { $day } at { $time }
receipts-document = Document
receipts-version = version { $number }
receipts-matter = Matter
receipts-you-said = You said
receipts-when = When
receipts-fingerprint = Fingerprint
receipts-not-a-signature = This is not a signature. It can’t be undone, and you can still ask questions.
receipts-next = Next: read
receipts-home = Back to home
receipts-print = Print or save this receipt
receipts-question = I have a question after all
receipts-again = Read the document again
receipts-said-changed = This document was given another title since you opened it. Nothing was noted. Look again, then answer.
