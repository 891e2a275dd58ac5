# « J’ai lu ce document »
receipts-sentence = J’ai lu « { $title } », version { $number }.
receipts-title = Votre reçu
receipts-thanks = Merci. C’est noté, et visible pour { $names } : vous dites avoir lu la version { $number }, le { $moment }.
receipts-moment = { $day } à { $time }
receipts-document = Document
receipts-version = version { $number }
receipts-matter = Dossier
receipts-you-said = Vous avez dit
receipts-when = Quand
receipts-fingerprint = Empreinte
receipts-not-a-signature = Ce n’est pas une signature. Cela ne peut pas être annulé, et vous pouvez encore poser des questions.
receipts-next = Ensuite : lire
receipts-home = Retour à l’accueil
receipts-print = Imprimer ou enregistrer ce reçu
receipts-question = J’ai finalement une question
receipts-again = Relire le document
receipts-said-changed = Le titre de ce document a changé depuis que vous l’avez ouvert. Rien n’a été noté. Regardez de nouveau, puis répondez.
