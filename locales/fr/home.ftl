# Le côté client : accueil, dossier, document
home-good-morning = Bonjour, { $name }. Nous sommes le { $day }.
home-good-afternoon = Bonjour, { $name }. Nous sommes le { $day }.
home-good-evening = Bonsoir, { $name }. Nous sommes le { $day }.
home-needs = { $count ->
    [1] Une chose vous attend.
    [2] Deux choses vous attendent.
    [3] Trois choses vous attendent.
    [4] Quatre choses vous attendent.
    [5] Cinq choses vous attendent.
    [6] Six choses vous attendent.
    [7] Sept choses vous attendent.
    [8] Huit choses vous attendent.
    [9] Neuf choses vous attendent.
    [10] Dix choses vous attendent.
   *[other] { $count } choses vous attendent.
}
home-rest = Nous nous occupons du reste.
home-nothing = Rien ne vous attend aujourd’hui.
home-nothing-rest = Nous vous écrivons dès qu’il y a quelque chose.
home-nothing-rest-no-mail = Les nouveautés vous attendent ici à chaque visite.
home-first-day = Vous y êtes.
home-first-day-rest = Nous préparons votre dossier. Rien ne vous attend encore.
home-no-matter = Aucun dossier n’est ouvert ici.
home-no-matter-rest = Appelez-nous si vous en attendiez un.
home-now = Ce qui vous attend
home-read-before = Lisez « 
home-read-after =  »
home-send-before = Envoyer « 
home-send-after =  »
home-list-before = Parcourir « 
home-list-after =  »
home-task-send = L’envoyer
home-task-list = Voir la liste
home-things = { $count ->
    [one] { $count } chose
   *[other] { $count } choses
}
home-asks-read = Ce que nous vous avons demandé de lire
home-task-by = d’ici le { $day }
home-task-was-due = c’était pour le { $day }
home-task-waiting = { $name } attend votre réponse.
home-task-changed = Ce document a changé depuis qu’il vous a été transmis.
home-task-do = Lire
home-minutes = { $count ->
    [one] environ { $count } minute
   *[other] environ { $count } minutes
}
home-matters = Vos dossiers
home-card-documents = { $count ->
    [0] Aucun document pour l’instant
    [one] { $count } document
   *[other] { $count } documents
}
home-card-documents-new = { $count ->
    [one] { $count } document, nouveau
   *[other] { $count } documents, dont { $new ->
        [one] { $new } nouveau
       *[other] { $new } nouveaux
    }
}
home-aside = Personnes et sécurité
home-people = Votre équipe
home-write = Nous écrire
home-safe-place = Conservés ici : { $place }.
home-safe-who = Personne hors de votre dossier et du cabinet { $firm } ne peut ouvrir vos documents.
home-safe-looked = Voir qui a consulté
home-pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
home-from = De { $name }, { $at }
home-from-you = Envoyé par vous, { $at }
home-in-folder = dans le répertoire { $folder }
home-state-new = Nouveau
home-state-opened = Ouvert
home-state-reviewed = Lu
home-state-arrived = Bien reçu
home-state-checked = Vérifié
home-state-to-do = À faire
home-state-held = En vérification
home-state-set-aside = Mis à l’écart
home-and = { $names } et { $last }
home-said = { $name }, { $at }
home-status-not-yet = { $name } écrira ici dès qu’il y aura du nouveau.
home-asks = Ce que nous vous avons demandé
home-asks-done = { $done } sur { $count }
home-ask-done = Lu le { $day }
home-all-documents = Les { $count } documents
home-no-documents-yet = Les documents que nous vous transmettons seront ici.
home-send = Nous envoyer des documents
home-sent = Ce que vous nous avez envoyé
home-all-messages = Tous les messages
home-reply = Répondre
home-write-more = Écrire encore
home-records = Références
home-file-number = Dossier
home-opened-on = Ouvert le

home-preview = Aperçu
home-page-of = Page { $page } sur { $count }
home-page-previous = Page précédente
home-page-next = Page suivante
home-page-alt = « { $title } », { $place }. Le texte de cette page est juste en dessous.
home-page-alt-bare = « { $title } », { $place }. Cette page est une image sans texte.
home-page-blank = Cette page est vide.
home-open-it = Ouvrir
home-download = Télécharger
home-as-text = Lire le texte de cette page
home-as-text-none = Cette page est une image : nous n’avons pas pu en tirer de texte. Si vous n’arrivez pas à la lire, appelez-nous et nous la lirons avec vous.
home-pages-waiting = Nous préparons les pages. Vous pouvez déjà télécharger le document.
home-pages-none = Ce type de fichier s’ouvre dans votre propre programme. Téléchargez-le pour l’ouvrir.
home-pages-locked = Ce fichier est protégé par un mot de passe; nous ne pouvons pas en montrer les pages. Téléchargez-le et ouvrez-le avec le mot de passe.
home-pages-damaged = Une partie de ce fichier est illisible. Nous montrons les pages que nous avons pu faire; le fichier lui-même est tel qu’il a été envoyé.
home-pages-too-large = Ce fichier est trop grand pour être montré en entier. Nous montrons les pages que nous avons pu faire; téléchargez-le pour voir le reste.
home-held = Nous vérifions encore que ce fichier ne contient aucun logiciel dangereux. Vous pourrez l’ouvrir ensuite, d’ordinaire dans quelques minutes.
home-held-too-large = Ce fichier est trop gros pour notre analyseur : nous ne pouvons pas vous l’ouvrir ici. Écrivez-nous ou appelez-nous, et nous trouverons un autre moyen.
home-set-aside = Notre analyseur a trouvé quelque chose de dangereux dans ce fichier : personne ne peut l’ouvrir. Demandez-nous une copie saine.
home-set-aside-own = Notre analyseur a trouvé quelque chose de dangereux dans ce fichier : il est mis à l’écart et personne ne peut l’ouvrir. Envoyez-nous une copie saine, ou appelez-nous.
home-ack-title = L’avez-vous lu?
home-ack-tell = Dites à { $names } quand vous aurez lu ce document. Ce n’est pas une signature. Vous pourrez encore poser des questions.
home-ack-says = Avec ce bouton, vous dites :
home-ack-do = J’ai lu ce document
home-ack-question = J’ai d’abord une question
home-ack-due = Demandé d’ici le { $day }.
home-ack-was-due = C’était demandé pour le { $day }. Vous pouvez encore répondre.
home-reviewed-on = Vous avez dit avoir lu ce document le { $day } à { $time }.
home-your-receipt = Votre reçu
home-question-after = J’ai finalement une question
home-ask-about = Poser une question sur ce document
home-changed = Ce document a changé depuis que vous l’avez lu. Veuillez le relire.
home-changed-because = Ce document a changé depuis que vous l’avez lu. Veuillez le relire. Ce qui a changé : { $reason }
home-trail = Ce qui s’est passé
home-step-shared = Transmis par { $name }
home-step-sent = Envoyé par vous
home-step-checked = Vu par nous
home-step-told = Vous avez été avisé par courriel
home-step-signed-in = Vous avez ouvert une session{ $way ->
    [passkey] {" "}avec une clé d’accès
    [app] {" "}avec un mot de passe et un code
    [recovery] {" "}avec un mot de passe et un code de secours
    [card] {" "}avec un mot de passe et un code de votre carte
   *[unknown] {""}
}{ $device ->
    [phone] , sur un téléphone
    [tablet] , sur une tablette
    [computer] , sur un ordinateur
   *[unknown] {""}
}
home-step-opened = Ouvert par vous{ $device ->
    [phone] , sur un téléphone
    [tablet] , sur une tablette
    [computer] , sur un ordinateur
   *[unknown] {""}
}
home-step-every-page = { $count ->
    [1] Sa seule page vous a été montrée
   *[other] Les { $count } pages vous ont été montrées
}
home-step-some-pages = { $shown ->
    [one] { $shown } page sur { $count } vous a été montrée
   *[other] { $shown } pages sur { $count } vous ont été montrées
}
home-step-so-far = à ce jour
home-step-saved = Copie enregistrée par vous
home-step-reviewed = Lu par vous
home-step-not-yet = pas encore
home-older = { $count ->
    [one] Version précédente ({ $count })
   *[other] Versions précédentes ({ $count })
}
home-version-older = Version { $number }, { $day }.
home-version-older-reviewed = Version { $number }, { $day }. Vous avez dit l’avoir lue le { $reviewed }.
home-version-open = Ouvrir la version { $number }
home-version-replaced = Ceci est la version { $number }. Elle a été remplacée le { $day }.
home-version-newest = Ouvrir la plus récente
home-replaced-because = Pourquoi elle a été remplacée :
home-file-name = Nom du fichier :
home-scan-clean = Un analyseur n’y a rien trouvé de dangereux, { $moment }.
home-scan-infected = Un analyseur y a trouvé quelque chose de dangereux, { $moment }.
home-scan-not-asked = Il n’a pas été analysé contre les logiciels dangereux.
home-scan-waiting = Il n’a pas encore été analysé contre les logiciels dangereux.
home-scan-too-large = Il n’a pas été analysé contre les logiciels dangereux : il est trop gros.

home-search = Rechercher dans vos documents
home-search-hint = Titre ou personne
home-filter = Afficher
home-chip-all = Tous
home-chip-new = Nouveaux
home-chip-mine = De vous
home-found = { $count ->
    [0] Rien trouvé
    [one] { $count } document
   *[other] { $count } documents
}
home-documents-empty = Aucun document pour l’instant.
home-nothing-here = Il n’y a rien ici.
home-nothing-matches = Rien ne correspond à « { $q } ». Essayez un mot plus court, ou demandez-nous.
home-show-all = Afficher tous les documents

home-looked = Qui a consulté
home-looked-lead = Ce qui a été fait avec vos documents, et ce que le cabinet voit de vous. Personne n’est observé en secret.
home-looked-empty = Personne n’a encore ouvert vos documents.
home-looked-older = Plus ancien
home-looked-words = « Ouvert » veut dire qu’une page a été montrée. Cela ne prouve pas que quelqu’un l’a lue.

home-keeping-where = Où ils se trouvent
home-keeping-place = Lieu où vos documents sont conservés : { $place }.
home-keeping-own = Ils se trouvent sur un ordinateur que { $firm } exploite ou a choisi, et non chez le fabricant de ce logiciel.
home-keeping-sealed = Comment ils sont scellés
home-keeping-sealed-words = Chaque document, message et nom est chiffré avant d’être conservé. Chaque dossier a sa propre clé. Quiconque emporterait les disques ou une sauvegarde n’y trouverait rien de lisible.
home-keeping-sealed-limit = Le serveur ouvre vos documents au moment de vous les montrer. Les personnes qui l’exploitent pourraient donc le faire aussi; nous n’avons jamais prétendu le contraire.
home-keeping-who = Qui peut les ouvrir
home-keeping-who-words = Vous, pour ce que { $firm } vous a transmis et ce que vous avez envoyé; et les personnes du cabinet { $firm } qui travaillent à votre dossier ou qui répondent de tout le cabinet.
home-keeping-record = Chaque fois qu’un document est ouvert ou enregistré, cela est noté. Une fois votre session ouverte, vous pouvez lire qui a consulté, dans les mots que lit le cabinet.
home-keeping-in = Comment vous entrez
home-keeping-in-words = Toujours en deux étapes : une clé d’accès, ou un mot de passe et un code. Nous fermons votre session après { $minutes } minutes sans signe de vous.
home-keeping-mail = Ce que nos courriels ne font jamais
home-keeping-mail-words = Ils disent que quelque chose vous attend, jamais de quoi il s’agit.
home-keeping-no-mail = Nous n’envoyons aucun courriel
home-keeping-no-mail-words = Un courriel qui prétend venir de cet espace est un faux.
home-keeping-mail-code = Ils ne demandent jamais de mot de passe ni de code.
home-keeping-mail-attach = Ils ne contiennent jamais de documents.
home-keeping-mail-doubt = En cas de doute, appelez-nous.
home-card-runs-out = { $count ->
    [0] Tous les codes de votre carte ont servi. Demandez-nous une nouvelle carte avant de fermer la session.
    [one] Il reste { $count } code sur votre carte. Demandez-nous une nouvelle carte.
   *[other] Il reste { $count } codes sur votre carte. Demandez-nous une nouvelle carte.
}


home-helping = Vous intervenez pour les documents désignés pour vous, jusqu’au { $day }.

# Où en est un dossier
home-steps = Où en sont les choses
home-steps-more = Ce que veut dire chaque étape
home-step = Étape { $at } sur { $count }
home-step-done = faite
home-step-now = en cours
home-step-time = Durée habituelle : { $lasts }.
home-next = Ce qui vient ensuite
home-next-firm = La prochaine étape est à nous
home-next-client = C’est votre tour
home-next-court = Nous attendons le tribunal ou une autorité
home-next-other = Nous attendons quelqu’un d’autre
home-next-expected = prévu d’ici le { $day }
home-next-was-expected = c’était prévu pour le { $day }
home-happened = Ce qui s’est passé
home-happened-earlier = { $count ->
    [one] Une ligne plus ancienne
   *[other] { $count } lignes plus anciennes
}
home-happened-step = Votre dossier est arrivé à l’étape « { $step } »
home-happened-back = Votre dossier est revenu à l’étape « { $step } »
home-happened-said = { $name } a écrit où en est votre dossier
home-happened-shared = { $name } vous a transmis « { $title } »
home-happened-sent = Vous avez envoyé « { $title } »
home-happened-reviewed = Vous avez appuyé sur « J’ai lu ce document » pour « { $title } »
