# La page d’un dossier, côté cabinet
shelf-add = Ajouter des documents
shelf-share = Partager
shelf-share-with = Partager avec { $name }
shelf-ask-review = Demander de lire
shelf-empty = Déposez ici les premiers documents. Ils restent au cabinet seulement jusqu’à ce que vous les partagiez.
shelf-empty-more = Vous pouvez aussi les choisir avec « Ajouter des documents ».
shelf-caption = Documents de ce dossier : qui les voit et ce que le client en a fait
shelf-select = Choisir
shelf-select-one = Choisir { $title }
shelf-document = Document
shelf-who = Qui le voit
shelf-receipt = Suivi
shelf-changed = Modifié
shelf-group-shared = Partagés
shelf-group-shared-with = Partagés avec { $name }
shelf-group-sent = Envoyés par les clients
shelf-group-sent-by = Envoyés par { $name }
shelf-firm-only = Cabinet seulement
shelf-a-client = un client
shelf-from = De { $name }
shelf-to-check = À vérifier
shelf-checked = Vérifié le { $day }
shelf-not-shared = Non partagé
shelf-version = version { $number }
shelf-locked = protégé par un mot de passe
shelf-damaged = endommagé
shelf-mismatch = pas ce que son nom annonce
shelf-unscanned = pas encore analysé
shelf-too-large-to-scan = trop gros pour être analysé
shelf-set-aside = À l’écart : dangereux
shelf-receipt-reviewed = Lu le { $day }
shelf-receipt-opened = Ouvert le { $day }
shelf-receipt-opened-not-reviewed = Ouvert le { $day }, pas encore lu
shelf-receipt-version-not-opened = Version { $number } non ouverte
shelf-nobody = Personne du côté du client ne peut encore entrer.
shelf-invite = Inviter quelqu’un
shelf-with-selected = Avec les documents choisis
shelf-selected-none = Les documents choisis
shelf-selected-one = 1 choisi
shelf-selected-other = { "{" }count{ "}" } choisis
shelf-seen-by = (vus par { "{" }names{ "}" })
shelf-dropline = Déposez des fichiers n’importe où sur cette page. Ils restent au cabinet seulement jusqu’à ce que vous les partagiez.
shelf-shared-with = Partagé avec { $names }.
shelf-told-soon = Le courriel part dans une minute.
shelf-not-told = Aucun courriel n’est envoyé.
shelf-undo = Annuler
shelf-reads-now = Ce que { $name } lit en ce moment
shelf-reads-now-clients = Ce que vos clients lisent en ce moment
shelf-change = Modifier
shelf-no-status = Rien pour l’instant.
shelf-write-status = Écrire une phrase
shelf-asked = Lectures demandées
shelf-asked-of = Demandé à { $name }
shelf-asked-done = fait
shelf-latest = Dernier message
shelf-reply = Répondre
shelf-no-messages = Aucun message pour l’instant.
shelf-come-in = Qui peut entrer
shelf-invited = invitation envoyée
shelf-passkey = clé d’accès
shelf-password = mot de passe
shelf-said-added = Ajouté. Seul le cabinet le voit jusqu’à ce que vous le partagiez.
shelf-said-undone = Annulé. Personne n’a été averti.
shelf-said-checked = Vérifié. Rien d’autre n’attend dans ce dossier.
shelf-kind-pages = { $pages ->
    [one] { $kind }, { $pages } page
   *[other] { $kind }, { $pages } pages
}
shelf-receipt-not-opened = { $days ->
    [0] Pas encore ouvert
    [one] Non ouvert, { $days } jour
   *[other] Non ouvert, { $days } jours
}
