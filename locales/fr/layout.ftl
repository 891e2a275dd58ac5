# What every page shares
skip-to-main = Aller au contenu principal
language = Langue
nav-main = Principal
nav-menu = Menu
nav-search = Rechercher
nav-home = Accueil
nav-documents = Documents
nav-messages = Messages
nav-you = Vous
nav-today = Aujourd’hui
nav-matters = Dossiers
nav-clients = Clients
nav-record = Registre
nav-settings = Réglages
call-us = Appelez-nous
told-at-sign-in = On le verra à la prochaine ouverture de session. Aucun courriel ne part : aucun serveur de courriel n’est réglé.
size-bytes = { $count ->
    [one] { $count } octet
   *[other] { $count } octets
}
foot-safe-keeping = Comment nous protégeons vos documents
session-warning-title = Êtes-vous toujours là ?
session-warning-words = Pour protéger vos documents, nous fermons votre session après { $minutes } minutes sans signe de vous. Ce que vous avez écrit est conservé.
session-warning-stay = Rester

when-today = aujourd’hui à { $time }
when-yesterday = hier à { $time }
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juill.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.

list-and = { $first } et { $last }

form-things-to-fix = { $count ->
    [one] Une chose à corriger
   *[other] { $count } choses à corriger
}
form-missing = Veuillez remplir ce champ.
form-too-long = C’est trop long. Veuillez raccourcir.
form-controls = Ce texte contient des signes que nous ne pouvons pas afficher. Veuillez le retaper.
form-not-an-address = Entrez une adresse courriel, par exemple nom@exemple.ca.
form-not-a-number = Entrez un numéro de téléphone, par exemple 613 555 0142.
form-not-a-day = Choisissez un jour.
form-day-past = Choisissez un jour à venir.
form-day-to-come = Choisissez aujourd’hui ou un jour passé.
form-too-big = Ce formulaire est plus grand que ce que nous pouvons recevoir.
form-not-a-form = Nous n’avons pas pu lire ce qui a été envoyé.
form-choose = Veuillez faire un choix.

error-title = Nous ne pouvons pas afficher cette page
error-not-found = Nous ne trouvons pas cette page. Elle a peut-être été déplacée, ou fait partie d’un autre dossier.
error-forbidden = Vous ne pouvez pas faire cela ici. Demandez à quelqu’un du cabinet qui le peut.
error-sign-in = Veuillez d’abord ouvrir une session.
error-prove-again = Veuillez confirmer encore une fois que c’est bien vous.
error-too-many = Trop d’essais. Vous pourrez réessayer à { $time }, ou appelez-nous.
error-full = Il n’y a plus de place pour ce fichier. Rien de ce qui était arrivé n’est perdu. Veuillez nous appeler.
error-unavailable = Nous ne pouvons pas le faire en ce moment. Rien n’est perdu. Veuillez réessayer dans une minute.
error-fault = Quelque chose s’est brisé de notre côté, pas du vôtre. Nous en sommes avertis.
error-cross-site = Cette demande venait d’un autre site; nous ne l’avons pas exécutée. Ouvrez la page ici et réessayez.
error-reference = Référence
error-home = Aller à la première page

door-need-a-person = Besoin de parler à quelqu’un?
password-show = Afficher
password-hide = Cacher

cancel = Annuler
save = Enregistrer
back = Retour
copied = Copié
pages-label = Pages
pages-newest = Plus récents
pages-older = Plus anciens
pages-first = Première page
pages-next = Page suivante
error-another-way = Votre cabinet demande maintenant une autre façon d’entrer. Ouvrez de nouveau une session pour l’ajouter.
mixed-letters = Lettres d’alphabets différents :
