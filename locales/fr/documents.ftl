# Documents : ce qu’ils sont, l’envoi, le reçu
documents-kind-pdf = PDF
documents-kind-image = Image
documents-kind-text = Texte
documents-kind-word-processing = Document texte
documents-kind-spreadsheet = Feuille de calcul
documents-kind-presentation = Présentation
documents-kind-mail = Courriel enregistré
documents-kind-archive = Archive
documents-kind-audio = Son
documents-kind-video = Vidéo
documents-kind-executable = Programme
documents-kind-unknown = Autre fichier

documents-send-title = Nous envoyer des documents
documents-send-lead = La photo d’un papier suffit : les quatre coins, sous un bon éclairage. { $name } reçoit tout ce que vous envoyez ici, et personne hors du cabinet ne le voit.
documents-send-add = Ajouter des fichiers
documents-together = Réunir les photos en un seul PDF
documents-together-hint = Chacune devient une page, dans l’ordre affiché. Nous gardons aussi les photos.
documents-together-name = Un nom pour ce PDF
documents-together-name-hint = (facultatif, par exemple « Relevé bancaire, mars »)
documents-together-title = Photos du { $day }
documents-send-note = Un mot pour { $name }
documents-send-note-hint = (facultatif)
documents-send-finish = Terminer
documents-send-later = Arrêter et revenir plus tard
documents-send-after = Quand tout est arrivé, vous recevez un reçu ici et nous prévenons { $name }.

documents-sending-list = Fichiers en cours d’envoi
documents-sending-all = Tous les fichiers
documents-sending-advice = Gardez cette page ouverte. Si la connexion est coupée, nous reprenons là où l’envoi s’est arrêté.
documents-sending-go-on = Reprendre là où l’envoi s’est arrêté
documents-sending-unfinished = { $percent } % est arrivé. Nous le gardons jusqu’au { $day }.
documents-sending-choose-again = Choisissez de nouveau le même fichier, sur n’importe quel appareil, et nous reprenons à cet endroit.
documents-sending-no-script = Pour reprendre à cet endroit, il faut JavaScript. Sans lui, choisissez de nouveau le fichier : il est envoyé depuis le début.
documents-sending-include = Joindre { $name }
documents-sending-here = Arrivé, { $size }. Ce fichier part avec les autres quand vous appuyez sur le bouton plus bas.
documents-sending-gone = L’envoi s’est arrêté en chemin et rien n’a suivi : nous avons retiré ce fichier le { $day }. Envoyez-le de nouveau si vous le souhaitez encore.
documents-sending-offline = Vous êtes hors ligne.
documents-sending-offline-more = Rien n’est perdu. Nous reprenons dès votre retour.
documents-sending-remove = Retirer
documents-sending-again = Réessayer
documents-sending-up = Monter :
documents-sending-down = Descendre :
documents-ways-drop = Déposez des fichiers ici, ou
documents-ways-photo = Prendre une photo
documents-ways-files = Choisir des fichiers
documents-ways-folder = Choisir un répertoire
documents-ways-no-script = Sans JavaScript, les fichiers partent d’un seul coup. Si la connexion est coupée, veuillez les envoyer de nouveau.
documents-ways-limit = Photos, PDF, Word ou tout autre fichier. Jusqu’à { $size } chacun.

documents-word-photo = Photo { $n }
documents-word-next = À suivre, { $size }
documents-word-sending = Envoi en cours, { $sent } sur { $size }
documents-word-arrived = Arrivé, { $size }
documents-word-checking = Comparaison avec ce qui est arrivé, { $sent } sur { $size }
documents-word-different = Ce n’est pas le fichier que vous aviez commencé. Nous l’envoyons depuis le début.
documents-word-waiting = En attente de votre connexion
documents-word-stopped = Ce fichier n’est pas arrivé. Réessayez.
documents-word-refused = Nous ne pouvons pas prendre ce fichier ici. Son nom contient peut-être des signes impossibles à afficher.
documents-word-empty = Ce fichier est vide.
documents-word-too-large = Ce fichier fait { $size }. Nous pouvons prendre { $max } ici. Appelez-nous et nous trouverons un moyen.
documents-word-no-room = Il n’y a plus de place pour ce fichier. Rien n’en a été conservé. Appelez le cabinet : il peut faire de la place.
documents-word-signed-out = Votre session a pris fin. Ouvrez une session de nouveau, puis choisissez ce fichier encore une fois.
documents-word-tally-one = Envoi de 1 fichier.
documents-word-tally-other = Envoi de { $count } fichiers.
documents-word-so-far-one = 1 est arrivé.
documents-word-so-far-other = { $count } sont arrivés.
documents-word-all-one = Votre fichier est arrivé.
documents-word-all-other = Les { $count } fichiers sont arrivés.
documents-word-one-arrived = { $name } est arrivé.
documents-word-moved = { $name } est maintenant la photo { $page } sur { $count }.
documents-word-finishing = Nous terminons dès que tout est arrivé.

documents-delivery-title = Votre reçu
documents-delivery-arrived = { $count ->
    [one] { $name } a reçu votre fichier.
   *[other] { $name } a reçu vos { $count } fichiers.
}
documents-delivery-for = Dossier
documents-delivery-at = Arrivée
documents-delivery-files = Fichiers
documents-delivery-set-aside = Mis à l’écart : notre analyseur y a trouvé quelque chose de dangereux
documents-together-pdf = En un seul PDF
documents-together-waiting = Nous les réunissons. Vous trouverez le PDF ici et sous Documents dans un instant.
documents-together-refused = Nous n’avons pas pu les réunir. Les photos sont arrivées, chacune séparément.
documents-delivery-note = Votre mot
documents-delivery-number = Reçu
documents-delivery-home = Retour à l’accueil
documents-delivery-list = Revenir à ce que nous avons demandé
documents-delivery-next-item = Ensuite :
documents-delivery-print = Imprimer ou enregistrer ce reçu
documents-delivery-next = La suite
documents-delivery-next-check = { $name } regarde ce que vous avez envoyé.
documents-delivery-next-missing = S’il manque quelque chose ou si une page est illisible, vous recevez un message ici.
documents-delivery-next-yours = Vous retrouvez ces fichiers sous Documents quand vous en avez besoin.
documents-delivery-fingerprints = Empreintes des fichiers
documents-delivery-fingerprints-why = Une empreinte (SHA-256) n’appartient qu’à un seul fichier exact. Si un fichier change, ne serait-ce que d’une lettre, son empreinte n’est plus la même.
documents-delivery-another = Envoyer autre chose
documents-delivery-matter = Vers le dossier

documents-choose = Choisissez au moins un fichier.
documents-bad-name = Le nom d’un fichier contient des signes impossibles à afficher, ou il est vide. Renommez-le, puis choisissez-le de nouveau.
documents-broke-off = Votre envoi n’est pas arrivé en entier. Veuillez réessayer.
documents-no-room-firm = Le cabinet n’a plus de place pour ce que vous envoyez, et rien n’en a été conservé. Appelez-nous : nous pouvons faire de la place.
documents-no-room-firm-member = L’espace prévu pour tous les documents du cabinet est plein. Rien n’a été conservé. Un propriétaire peut faire de la place sous Réglages, Espace.
documents-no-room-matter = Il n’y a plus de place dans ce dossier pour ce que vous envoyez, et nous n’en avons rien conservé. Appelez-nous : nous pouvons faire de la place.
documents-no-room-matter-member = L’espace de ce dossier est plein. Rien n’a été conservé. Un propriétaire peut faire de la place sous Réglages, Espace.
documents-no-room-person = Avec cet envoi, vous dépasseriez ce que nous pouvons prendre d’une même personne ici. Nous n’en avons rien conservé. Appelez-nous : nous pouvons faire de la place.
documents-refused-nothing = Choisissez au moins un fichier.
documents-refused-too-many = Il y a plus de 1 000 fichiers. Envoyez-les en deux fois.
documents-refused-too-large = Un fichier est plus gros que ce que nous pouvons prendre ici. Appelez-nous et nous trouverons un moyen.
documents-refused-other-bytes = Un fichier n’est pas arrivé tel qu’il est parti. Veuillez l’envoyer de nouveau.
documents-refused-unfinished = Un fichier n’est pas encore arrivé. Attendez qu’il le soit, puis appuyez de nouveau sur Terminer.
documents-refused-held = Ce fichier n’a pas encore été vérifié contre les logiciels dangereux : il ne peut pas être ouvert. Réessayez dans quelques minutes, ou appelez-nous.
documents-refused-set-aside = L’analyseur a trouvé quelque chose de dangereux dans ce fichier. Il est mis à l’écart, et personne ne peut l’ouvrir.
documents-refused-not-set-aside = Ce fichier n’est pas mis à l’écart.

documents-converted-office = Ces pages ont été mises en page à partir de l’original, qui est inchangé. Une ligne peut se couper ailleurs que dans le programme d’origine.
documents-converted-picture = Affiché sous forme d’image convertie. L’original est inchangé : téléchargez-le pour le conserver.
documents-converted-message = Les mots d’un courriel enregistré. L’original, avec ses pièces jointes, est inchangé : téléchargez-le pour l’ouvrir.
documents-parts = { $count ->
    [one] Fait à partir de 1 photo
   *[other] Fait à partir de { $count } photos
}
documents-part-of = Cette photo est une page de
documents-mail-from = De
documents-mail-to = À
documents-mail-cc = Copie à
documents-mail-date = Envoyé
documents-mail-subject = Objet
documents-mail-attached = Pièce jointe
documents-mail-unnamed = un fichier sans nom, { $size }
