# Les clients, côté cabinet
clients-kind-person = Une personne
clients-kind-organisation = Une organisation
clients-new = Nouveau client
clients-search = Chercher par nom
clients-none = Aucun client pour l’instant.
clients-none-more = Ajoutez-en un ici, ou ouvrez un dossier : il demande son client.
clients-caption = Clients, par nom
clients-column-name = Client
clients-column-kind = Genre
clients-name = Nom
clients-missing-name = Entrez le nom du client.
clients-add = Ajouter le client
clients-was-added = Le client est ajouté.
clients-no-matters = Aucun dossier auquel vous travaillez.
clients-contacts = Qui ouvre une session
clients-no-contacts = Personne encore. Ouvrez un dossier et invitez-y la personne.
