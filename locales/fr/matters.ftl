# Les dossiers, côté cabinet
matters-crumbs = Où vous êtes
matters-opened = Ouvert le { $day }
matters-closed = Fermé le { $day }
matters-people = Personnes
matters-unanswered = sans réponse
matters-practice = Ceci est un dossier d’exercice. Personne à l’extérieur du cabinet ne le voit.
matters-practice-remove = Le retirer
matters-area-family = Famille
matters-area-real-estate = Immobilier
matters-area-wills-and-estates = Testaments et successions
matters-area-tenancy = Logement
matters-area-business = Affaires
matters-area-employment = Travail
matters-area-immigration = Immigration
matters-area-injury = Préjudice corporel
matters-area-other = Autre
