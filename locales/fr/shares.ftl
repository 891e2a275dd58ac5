# Partager, côté cabinet
shares-title = Partager
shares-documents = Documents
shares-cover = Première page de { $title }
shares-client-title = Titre que le client lit
shares-internal = Ceci ressemble à un document interne.
shares-internal-words = Son nom contient un mot comme mémo, opinion ou privilégié.
shares-looked = J’ai regardé. Ceci peut être partagé.
shares-draft = Son nom dit que c’est une ébauche. Est-ce bien celle qu’il faut lire?
shares-look-again = L’un d’eux ressemble à un document interne. Regardez encore, puis cochez que vous l’avez fait.
shares-readers = Qui le verra
shares-choose-reader = Choisissez qui le verra.
shares-is-in = a déjà ouvert son espace
shares-not-in-yet = n’a pas encore ouvert son espace
shares-note = Un mot d’accompagnement
shares-note-hint = Dans vos mots. Vous pouvez laisser ce champ vide.
shares-review-by = Demander de le lire d’ici le
shares-review-hint = Laissez vide si aucune réponse n’est attendue.
shares-version = Quelle version
shares-version-living = Le document, tenu à jour
shares-version-living-hint = Les nouvelles versions sont visibles dès que vous les ajoutez.
shares-version-fixed = Seulement la version d’aujourd’hui
shares-version-fixed-hint = Les nouvelles versions restent au cabinet seulement.
shares-tell = Avertir
shares-tell-now = Maintenant, par courriel
shares-tell-now-hint = Le courriel dit que quelque chose est là, jamais quoi. Il part après une minute, pour que vous puissiez annuler.
shares-tell-no = Ne pas avertir
shares-cancel = Annuler
shares-said-choose = Choisissez d’abord les documents à partager.
shares-said-too-many = Partagez au plus 40 documents à la fois.
shares-said-revoked = Repris. Il ne peut plus être ouvert.
shares-take-back-title = Reprendre ce document à { $name }?
shares-already-back = Repris : { $moment }.
shares-back = Retour au document
shares-did-told = Courriel envoyé : { $moment }.
shares-did-opened = Ouvert : { $moment }.
shares-did-shown = { $shown } pages sur { $pages } ont été montrées.
shares-did-nothing = { $name } ne l’a pas ouvert.
shares-did-confirmed = Lu : { $moment }.
shares-take-back-means = Dès maintenant, { $name } ne peut plus l’ouvrir. Ce qui s’est passé reste au registre.
shares-take-back-limits = Une copie enregistrée sur un téléphone ou un ordinateur y reste.
shares-take-back = Reprendre
shares-leave = Laisser partagé
shares-refused-closed = Ce dossier est fermé : rien de nouveau ne peut y être partagé.
shares-refused-nothing = Choisissez au moins un document et un lecteur.
shares-refused-not-on-matter = Cette personne n’a plus accès au dossier : rien n’a été partagé.
shares-refused-undo-late = La minute est passée. Reprenez le document depuis sa propre page.
shares-will-see = { $count ->
    [1] Partager un document
   *[other] Partager { $count } documents
}
shares-will-see-one = { $count ->
    [1] { $name } verra un document
   *[other] { $name } verra { $count } documents
}
shares-joint = Des clients conjoints ne devraient d’ordinaire pas avoir de documents que l’autre ne voit pas. N’en choisissez un seul qu’à dessein.
shares-refused-internal = Ceci ressemble à un document interne. Partagez-le d’abord depuis sa propre page, où l’on vous demande de regarder deux fois.
