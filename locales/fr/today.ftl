# Aujourd’hui, côté cabinet
today-new-matter = Nouveau dossier
today-waiting = Ce qui vous attend
today-show-all = Montrer tout le cabinet
today-show-mine = Montrer seulement les miens
today-nothing = Rien ne vous attend.
today-check = Vérifier
today-check-whose = les fichiers de { $name }
today-answered = { $name } a répondu à « { $title } »
today-answered-whose = la réponse de { $name }
today-what-is-late = { $count ->
    [one] Ce qui est en retard ({ $count })
   *[other] Ce qui est en retard ({ $count })
}
today-asked = { $name } a écrit
today-quoted = « { $words } » { $matter }
today-answer = Répondre
today-reviewed = { $name } a lu { $title }
today-see = Voir
today-see-whose = ce que { $name } a lu
today-harmful = Un fichier de { $name } est mis à l’écart : il est dangereux
today-harmful-whose = le fichier de { $name }
today-since = Depuis hier
today-since-nothing = Aucun client n’est passé depuis hier.
today-whole-record = Tout le registre
today-for-clients = Attendu des clients
today-for-clients-nothing = Rien n’est attendu.
today-due = d’ici le { $day }
today-shut-out = Plus personne n’entre au nom de { $name } pour l’instant : { $count } essais erronés de suite.
today-shut-out-words = L’essai suivant sera accepté après { $moment }. Une clé d’accès, ou un navigateur déjà connu de cette personne, ouvre toujours aussitôt. Ce n’était pas elle ? Appelez-la.
today-unreadable = Un document est illisible ({ $moment }).
today-unreadable-words = Ses octets sont endommagés ou ont disparu. Restaurez-le à partir d’une sauvegarde :
today-nearly-full = { $used } sur { $limit } sont occupés.
today-nearly-full-words = Quand il ne restera plus de place, personne ne pourra envoyer ni ajouter de documents.
today-nearly-full-do = Voir l’espace
today-mail-trouble = Un courriel pour { $name } n’est pas arrivé ({ $moment }).
today-mail-trouble-do = Voir { $name } et l’adresse
today-vouching-second = { $by } se porte garant de { $name }, qui n’arrive pas à entrer. Une deuxième personne doit accepter.
today-vouching-waits = { $name } n’arrive pas à entrer et reçoit un lien pour un nouvel accès { $when }.
today-vouching-open = { $name } peut maintenant créer un nouvel accès.
today-vouching-stopped = { $name } a arrêté un nouvel accès { $when } : quelqu’un s’est peut-être fait passer pour cette personne.
today-done = fait
today-set-aside = mis de côté
today-yesterday = Hier
today-begin = Premiers pas
today-begin-matter = Ouvrez votre premier dossier
today-begin-matter-words = Commencez avec un client qui vous dira franchement ce qu’il en pense.
today-begin-client = Invitez le client
today-begin-client-words = Depuis la page du dossier, par courriel ou avec une lettre imprimée.
today-begin-mail = Laissez partir le courriel
today-begin-mail-words = Sans courriel, vous imprimez les invitations et personne n’est averti des nouveautés.
today-begin-mail-do = Régler le courriel
today-begin-mail-aside = Nous imprimons nos lettres
today-begin-colleague = Ajoutez un collègue
today-begin-colleague-words = Chacun voit les dossiers de ses équipes.
today-begin-colleague-do = Ajouter un collègue
today-practice = Exercez-vous d’abord
today-practice-words = Sam Practice est un client qui n’existe pas. Partagez, répondez, reprenez : personne à l’extérieur ne le voit.
today-practice-open = Ouvrir le dossier d’exercice
today-waiting-count = { $count ->
    [0] Rien ne vous attend.
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
today-came-by = { $count ->
    [1] Un client est passé depuis hier.
    [2] Deux clients sont passés depuis hier.
    [3] Trois clients sont passés depuis hier.
    [4] Quatre clients sont passés depuis hier.
    [5] Cinq clients sont passés depuis hier.
    [6] Six clients sont passés depuis hier.
    [7] Sept clients sont passés depuis hier.
    [8] Huit clients sont passés depuis hier.
    [9] Neuf clients sont passés depuis hier.
    [10] Dix clients sont passés depuis hier.
   *[other] { $count } clients sont passés depuis hier.
}
today-nothing-asked = { $count ->
    [1] Un client a quelque chose à faire.
   *[other] Les clients ont { $count } choses à faire.
}
today-sent = { $count ->
    [1] { $name } a envoyé un fichier
   *[other] { $name } a envoyé { $count } fichiers
}
today-late = { $days ->
    [one] { $days } jour de retard
   *[other] { $days } jours de retard
}
today-sent-by-link = { $count ->
    [one] Quelqu’un qui se présente comme « { $says } » a envoyé 1 fichier par le lien de { $name }
   *[other] Quelqu’un qui se présente comme « { $says } » a envoyé { $count } fichiers par le lien de { $name }
}
today-card-runs-out = { $count ->
    [0] La carte de codes de { $name } est épuisée.
    [one] Il reste { $count } code sur la carte de codes de { $name }.
   *[other] Il reste { $count } codes sur la carte de codes de { $name }.
}
today-card-do = En imprimer une nouvelle


today-emergency-asked = { $name } demande à ouvrir un dossier en urgence.
today-emergency-open = { $name } a un accès d’urgence à un dossier.

# Clients sans nouvelles
today-silent = Sans nouvelles de vous
today-silent-words = Rien ne part tout seul. Lisez la note, puis envoyez-la ou écrivez la vôtre.
today-silent-one = { $name } est sans nouvelles de vous depuis { $days } jours
today-silent-next = Ce qui vient ensuite ne change pas : { $words }
today-silent-say = Envoyer cette note
today-silent-change = Écrire la mienne
today-unanswered = En attente depuis trop longtemps
today-unanswered-words = { $days ->
    [one] Les clients lisent que vous répondez en { $days } jour ouvrable.
   *[other] Les clients lisent que vous répondez en { $days } jours ouvrables.
}
today-unanswered-days = { $days ->
    [one] { $days } jour ouvrable
   *[other] { $days } jours ouvrables
}
