# Ajouter des documents à un dossier
adding-title = Ajouter des documents
adding-words = Ils restent au cabinet seulement jusqu’à ce que vous les partagiez.
adding-choose = Choisir des fichiers
adding-add = Ajouter
adding-back = Retour au dossier
adding-one-file = Choisissez un seul fichier : il devient la prochaine version.
