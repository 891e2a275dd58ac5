# Liens d’envoi : quelqu’un sans compte apporte des documents
links-title = Liens d’envoi
links-title-hint = Pour une personne de l’extérieur qui doit envoyer des papiers, et rien d’autre : comptable, banque, avocat de l’autre partie.
links-new = Un lien d’envoi
links-new-words = Qui a le lien et son code de la porte peut envoyer des fichiers à ce dossier. Cette personne n’en voit rien. Vous voyez ce qu’elle envoie, à vérifier.
links-name = Pour qui?
links-name-hint = Un nom qui vous permettra de le reconnaître : « Marc Tremblay, comptable ». La personne ne le voit pas avant d’être entrée.
links-missing-name = Entrez pour qui est le lien.
links-email = Son adresse courriel
links-email-hint = Pour l’avoir sous la main. Rien n’y est envoyé. Vous pouvez la laisser de côté.
links-purpose = Qu’est-ce qu’il vous faut?
links-purpose-hint = La personne lit ces mots une fois entrée. Dites à quoi ressemble une bonne copie.
links-missing-purpose = Dites en quelques mots ce qu’il vous faut.
links-until = Valable jusqu’au
links-missing-until = Choisissez le jour où le lien prend fin.
links-too-long = Un lien est valable trois mois au plus. Choisissez un jour plus proche.
links-locale = Langue de la lettre
links-most-files = Fichiers au plus
links-most-bytes = Taille de tous les fichiers au plus
links-files = { $count ->
    [one] 1 fichier
   *[other] { $count } fichiers
}
links-make = Créer le lien
links-for = Lien de { $name }
links-good-until = valable jusqu’au { $day }
links-made-by = créé par { $name }
links-standing-open = Prend des fichiers
links-standing-shut = Fermé : trop de mauvais codes
links-standing-over = Arrivé à terme
links-standing-ended = Terminé
links-shut-words = Un mauvais code de la porte a été entré cinq fois. Si c’était bien cette personne, créez un autre code et dites-le-lui par téléphone. Les fichiers arrivés sont en sécurité.
links-next-link = Envoyez l’adresse ci-dessous par le moyen qui vous convient.
links-next-code = Dites le code de la porte par téléphone ou en personne. Jamais dans le même courriel que l’adresse.
links-next-letter = Ou imprimez la lettre, qui contient les deux, et remettez-la ou postez-la.
links-address = Adresse
links-copy = Copier l’adresse
links-code = Code de la porte
links-code-hint = Qui a à la fois l’adresse et ce code peut envoyer des fichiers ici. Gardez-les séparés.
links-print-letter = Imprimer la lettre
links-letter = Lettre avec un lien d’envoi
links-came = Qui est passé par là
links-nobody-came = Personne n’est encore passé par ce lien.
links-brought = Ce qui a été apporté
links-brought-hint = Les noms sont tels qu’ils ont été tapés. Personne ne les a vérifiés.
links-says-who = Se présente comme : { $name }
links-receipt = Reçu { $number }
links-make-code = Créer un autre code de la porte
links-end = Mettre fin à ce lien
links-end-hint = Un autre code met fin aux visites en cours. Un lien terminé le reste. Ce qui est arrivé demeure ici.
links-said-code = Il y a un autre code de la porte. L’ancien n’ouvre plus rien.
links-said-ended = Le lien a pris fin.
links-sender = « { $says } », par le lien de { $name } (non vérifié)
links-by-link = lien de { $name }
links-refused-closed = Ce dossier est fermé; aucun lien ne peut y mener.
links-refused-over = Ce lien a pris fin. Créez-en un nouveau.
links-refused-full = Ce lien n’a plus assez de place. Envoyez-en moins, ou appelez-nous.
links-refused-length = Cette façon d’envoyer ne fonctionne pas par un lien. Choisissez plutôt les fichiers sur la page.

# La porte, pour qui a reçu le lien
links-door = Envoyer des fichiers
links-door-title = { $by }, du cabinet { $firm }, vous demande des documents
links-door-voice = Vous pouvez les envoyer ici. Il ne vous faut aucun compte, seulement le code qui vous a été donné.
links-promise-send = Photos, PDF, Word ou tout autre fichier, autant que vous en avez.
links-promise-only-firm = Seul le cabinet peut ouvrir ce que vous envoyez.
links-door-code = Votre code à six lettres
links-door-code-hint = Il est sur la lettre, ou on vous l’a donné au téléphone ou en personne. Il n’est jamais dans le courriel avec le lien.
links-door-go = Entrer
links-door-until = Ce lien est valable jusqu’au { $day }.
links-closed = Ce lien ne s’ouvre pas
links-closed-words = Vérifiez que vous avez l’adresse en entier. Si elle est juste, demandez un nouveau lien : { $firm }.

# La remise
links-sending = Envoyer des fichiers
links-sending-title = Envoyer des fichiers à { $firm }
links-leave = J’ai terminé
links-says = Votre nom
links-says-hint = Pour que le cabinet sache de qui cela vient.
links-missing-says = Entrez votre nom.
links-note = Un mot
links-note-hint = Vous pouvez le laisser de côté.
links-hand-over = Remettre
links-limits = Jusqu’à { $count } fichiers, { $size } en tout, jusqu’au { $day }. Vous seul voyez ce que vous envoyez ici, et seulement pendant cette visite.
links-handed = Ce que vous avez remis
links-handed-hint = Gardez le numéro de chaque reçu. À votre départ, cette liste disparaît pour vous; le cabinet a tout.
links-word-too-large = Ce fichier fait { $size }. Ce lien prend { $max } au plus, avec ce qui est déjà ici. Appelez-nous et nous trouverons un moyen.
links-word-ended = Cette visite a pris fin. Ouvrez de nouveau votre lien, entrez le code, puis choisissez ce fichier encore une fois.
links-receipt-from = De
links-receipt-keep = Imprimez ou enregistrez cette page. Elle montre exactement ce qui est arrivé, et quand.
links-receipt-missing = S’il manque quelque chose ou si une page est illisible, on vous le demandera : { $firm }.
links-left = Vous êtes sorti
links-left-words = Rien de votre visite ne reste sur cet appareil. Pour envoyer autre chose, ouvrez de nouveau votre lien.
error-come-again = Cette visite a pris fin, ou n’a pas commencé. Ouvrez le lien qui vous a été donné et entrez le code.

# La lettre imprimée
links-letter-hello = Bonjour { $name }
links-letter-what = { $sender }, du cabinet { $firm }, vous demande des documents. Vous pouvez les envoyer de votre téléphone ou de votre ordinateur, sans compte.
links-letter-choose = Choisissez vos fichiers, dites qui vous êtes et remettez-les. Vous recevez un reçu aussitôt.
links-letter-safe = Qui tient cette lettre peut envoyer des fichiers en votre nom, et ne peut rien voir. Détruisez-la quand vous avez tout envoyé.
