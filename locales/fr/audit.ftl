# Le registre en mots
record-somebody = Quelqu’un
record-the-product = Anteroom
record-firm-set-up = { $who } a mis en place l’espace du cabinet
record-firm-changed = { $who } a modifié les réglages du cabinet
record-mail-set = { $who } a réglé le serveur de courriel
record-single-sign-on-set = { $who } { $sso ->
    [off] a désactivé l’authentification unique
    [required] a réglé l’authentification unique du cabinet et l’exige
   *[on] a réglé l’authentification unique du cabinet
}
record-storage-changed = { $who } conserve maintenant les documents { $storage ->
    [s3] dans le compartiment S3
   *[disk] sur le disque du serveur
}
record-storage-moved = { $who } a fini de déplacer les documents { $storage ->
    [s3] dans le compartiment S3
   *[disk] sur le disque du serveur
}
record-room-set = { $who } a fixé l’espace que les documents peuvent occuper
record-document-unreadable = « { $title } » est illisible là où il est conservé : restaurez-le à partir d’une sauvegarde
record-document-reads = « { $title } » est de nouveau lisible là où il est conservé
record-root-key-renewed = { $who } a remplacé la clé racine
record-firm-key-renewed = { $who } a donné une nouvelle clé au cabinet
record-matter-key-renewed = { $who } a donné une nouvelle clé à ce dossier
record-member-added = { $subject } s’est joint au cabinet à titre { $role ->
    [owner] de propriétaire
    [lawyer] d’avocat
    [view-only] de lecteur
   *[assistant] d’adjoint
}
record-member-changed = { $who } a modifié ce que { $subject } peut faire ici : { $role ->
    [owner] propriétaire
    [lawyer] avocat
    [view-only] lecture seule
   *[assistant] adjoint
}
record-member-ended = { $who } a mis fin à l’accès de { $subject }
record-invited = { $own ->
    [yes] Une nouvelle invitation a été envoyée à { $subject }
   *[no] { $who } a invité { $subject } { $way ->
        [letter] par une lettre imprimée
       *[email] par courriel
    }
}
record-invitation-accepted = { $subject } a accepté l’invitation
record-vouched-for = { $who } s’est porté garant de { $subject }, qui n’arrive pas à entrer, { $how ->
    [in-person] en personne
   *[call] après un appel au numéro au dossier
}
record-vouching-agreed = { $who } a accepté qu’un nouvel accès soit donné à { $subject }
record-vouching-stopped = { $own ->
    [yes] { $subject } a arrêté le nouvel accès
   *[no] { $who } a arrêté le nouvel accès de { $subject }
}
record-signed-in = { $again ->
    [yes] { $who } a confirmé son identité
   *[none] { $who } a ouvert une session
} { $way ->
    [passkey] avec une clé d’accès
    [password-and-app] avec un mot de passe et une application d’authentification
    [password-and-recovery-code] avec un mot de passe et un code de secours
    [password-and-card] avec un mot de passe et une carte de codes
    [single-sign-on] par authentification unique
    [single-sign-on-and-second-step] par authentification unique et une deuxième étape ici
    [single-sign-on-and-passkey] par authentification unique et avec une clé d’accès
   *[none] en deux étapes
}
record-sign-in-failed = { $step ->
    [door] Une mauvaise réponse à la porte d’une invitation{ $known ->
        [yes] {" "}pour { $who }
       *[no] {""}
    }
   *[none] Une ouverture de session a échoué{ $known ->
        [yes] {" "}pour { $who }
       *[no] {" "}: personne ici n’a cette adresse
    }
}
record-signed-out = { $own ->
    [yes] { $who } a fermé sa session
   *[no] { $who } a fermé la session de { $subject }
}
record-everybody-signed-out = { $who } a fermé les sessions de tout le monde
record-owner-let-in = La personne qui gère le serveur a créé un nouvel accès pour { $subject }
record-passkey-added = { $who } a ajouté une clé d’accès
record-passkey-removed = { $who } a retiré une clé d’accès
record-password-set = { $who } a choisi un mot de passe
record-password-forgotten = Une lettre au sujet d’un mot de passe oublié a été envoyée à { $subject }
record-app-set = { $who } a configuré une application d’authentification
record-passkey-renamed = { $who } a renommé une clé d’accès
record-notices-chosen = { $who } a choisi les courriels à recevoir
record-address-asked = { $who } a demandé une autre adresse courriel
record-address-changed = { $own ->
    [yes] { $who } a changé son adresse courriel
   *[no] { $who } a corrigé l’adresse courriel de { $subject }
}
record-address-stopped = { $own ->
    [yes] La nouvelle adresse courriel de { $subject } a été arrêtée
   *[no] { $who } a arrêté la nouvelle adresse courriel de { $subject }
}
record-code-card-made = { $own ->
    [yes] Une carte de codes a été imprimée pour { $subject }
   *[no] { $who } a imprimé une carte de codes pour { $subject }
}
record-policy-set = { $who } a réglé les façons d’entrer exigées
record-account-linked = { $who } a lié un compte pour l’authentification unique
record-account-unlinked = { $own ->
    [yes] { $subject } a délié son compte pour l’authentification unique
   *[no] { $who } a délié le compte de { $subject } pour l’authentification unique
}
record-recovery-codes-made = { $who } a créé de nouveaux codes de secours
record-client-added = { $who } a ajouté le client { $client }
record-matter-opened = { $who } a ouvert le dossier « { $title } »
record-matter-changed = { $who } a modifié la fiche du dossier : { $number }, « { $title } »
record-practice-removed = { $who } a retiré le dossier d’exercice
record-team-joined = { $own ->
    [yes] { $who } s’est joint à l’équipe
   *[no] { $who } a ajouté { $subject } à l’équipe
}
record-team-left = { $own ->
    [yes] { $who } a quitté l’équipe
   *[no] { $who } a retiré { $subject } de l’équipe
}
record-participant-added = { $who } a donné accès au dossier à { $subject }{ $part ->
    [helper] {" "}à titre d’intervenant, jusqu’à un jour convenu
   *[client] {""}
}
record-participant-ended = { $who } a mis fin à l’accès de { $subject }
record-link-made = { $who } a créé un lien d’envoi pour { $name ->
    [none] quelqu’un
   *[other] { $name }
}
record-link-code-made = { $who } a créé un autre code de la porte pour le lien de { $name ->
    [none] quelqu’un
   *[other] { $name }
}
record-link-opened = Quelqu’un qui a le code de la porte a ouvert le lien { $name ->
    [none] d’envoi
   *[other] de { $name }
}
record-link-refused = Un mauvais code de la porte a été entré au lien { $name ->
    [none] d’envoi
   *[other] de { $name }
}
record-link-ended = { $who } a mis fin au lien { $name ->
    [none] d’envoi
   *[other] de { $name }
}
record-by-link = Quelqu’un qui a le lien de { $name }
record-status-written = { $who } a écrit où en est le dossier : « { $words } »
record-kind-chosen = { $who } a donné au dossier les étapes de « { $words } »
record-stages-changed = { $who } a modifié les étapes du dossier
record-stage-reached = { $who } a noté que le dossier est arrivé à l’étape « { $words } »{ $name ->
    [none] {""}
   *[other] {""} : « { $name } »
}
record-stage-returned = { $who } a noté que le dossier est revenu à l’étape « { $words } »{ $name ->
    [none] {""}
   *[other] {""} : « { $name } »
}
record-nudges-set = { $how ->
    [off] { $who } a demandé qu’on ne lui rappelle pas que ce client est sans nouvelles
   *[other] { $who } a demandé qu’on lui rappelle que ce client est sans nouvelles
}
record-silence-set = { $days ->
    [0] { $who } a demandé qu’on ne rappelle pas les clients sans nouvelles
   *[other] { $who } a demandé qu’on rappelle les clients sans nouvelles depuis { $days } jours
}
record-kind-added = { $who } a ajouté le type de dossier « { $words } »
record-kind-changed = { $who } a modifié le type de dossier « { $words } »
record-kind-retired = { $who } n’offre plus le type de dossier « { $words } »
record-kind-brought-back = { $who } offre de nouveau le type de dossier « { $words } »
record-upload-begun = { $who } a commencé à envoyer { $name ->
    [none] un fichier
   *[other] { $name }
}
record-upload-ended = { $who } a cessé d’envoyer un fichier
record-document-added = { $who } a ajouté « { $title } », cabinet seulement
record-document-renamed = { $who } a nommé un document « { $title } »
record-version-added = { $who } a ajouté la version { $version } de « { $title } »
record-delivered = { $who } a remis { $files ->
    [0] des documents
    [one] 1 fichier
   *[other] { $files } fichiers
}, reçu { $number }{ $name ->
    [none] {""}
   *[other] , et dit s’appeler { $name }
}
record-document-checked = { $who } a vérifié « { $title } »
record-document-set-aside = L’analyseur a trouvé quelque chose de dangereux dans « { $title } »{ $version ->
    [0] {""}
   *[other] , version { $version }
} : le document est mis à l’écart
record-set-aside-noted = { $who } a pris note que « { $title } » est mis à l’écart
record-scanning-begun = Un analyseur a commencé à examiner chaque fichier
record-scanning-ended = Les fichiers ne sont plus analysés : aucun analyseur n’est en place
record-photos-put-together = « { $title } » a été fait à partir de { $photos ->
    [0] photos
    [one] 1 photo
   *[other] { $photos } photos
}
record-shared = { $who } a partagé « { $title } »{ $reader ->
    [none] {""}
   *[other] {" "}avec { $reader }
}
record-share-revoked = { $who } a retiré le partage de « { $title } »{ $reader ->
    [none] {""}
   *[other] {" "}avec { $reader }
}
record-sharing-undone = { $who } a annulé un partage avant que quiconque soit averti
record-document-opened = { $who } a ouvert « { $title } »{ $page ->
    [0] {""}
   *[other] , page { $page }
}
record-document-downloaded = { $who } a enregistré une copie de « { $title } »
record-document-confirmed = { $who } a choisi « J’ai lu ce document » pour « { $title } »{ $version ->
    [0] {""}
   *[other] , version { $version }
}
record-message-written = { $who } a écrit un message
record-messages-shown = { $letters ->
    [one] Un message a été affiché à { $who }
   *[other] { $letters } messages ont été affichés à { $who }
}
record-note-written = { $who } a écrit une note réservée au cabinet
record-answer-template-kept = { $who } a gardé la réponse prête « { $words } »
record-answer-template-removed = { $who } a retiré la réponse prête « { $words } »
record-requested = { $who } a demandé { $files ->
    [0] quelque chose
    [one] une chose
   *[other] { $files } choses
} : « { $title } »
record-request-changed = { $who } a modifié ce qui était demandé dans « { $title } »{ $files ->
    [0] {""}
    [one] , avec une chose de plus
   *[other] , avec { $files } choses de plus
}
record-request-withdrawn = { $who } a retiré ce qui était demandé dans « { $title } »
record-request-answered = { $who } a répondu à « { $title } »{ $how ->
    [lacking] , sans l’avoir
    [question] {" "}par une question
    [document] {" "}par un document déjà ici
   *[other] {""}
}
record-done-for-now = { $who } a envoyé ce qu’il y avait pour le moment de « { $title } »
record-answer-checked = { $who } a vérifié la réponse à « { $title } »{ $how ->
    [right] , qui est la bonne
    [send-again] , et l’a redemandée
    [not-needed] , qui n’est plus nécessaire
   *[none] {""}
}
record-notice-sent = Le serveur de courriel a accepté une lettre à { $subject }
record-notice-failed = Une lettre à { $subject } n’a pas pu être remise
record-what-it-is = Tout ce qui s’est passé, en mots. Aucune ligne n’est jamais modifiée ni retirée.
record-opened-means = « A ouvert » signifie que la page a été envoyée à un appareil dont la session est ouverte. Cela ne prouve pas qu’une personne l’a lue.
record-filter = Qui l’a fait
record-everybody = Tout le monde
record-empty = Il ne s’est encore rien passé.
record-caption = Ce qui s’est passé le { $day }
record-column-time = Heure
record-column-what = Ce qui s’est passé
record-column-matter = Dossier

record-participant-changed = { $who } a modifié ce que { $subject } peut faire dans le dossier
record-access-ran-out = L’accès de { $subject } a pris fin au jour convenu
record-matter-walled = { $who } a élevé une cloison : seule l’équipe connaît le dossier
record-unwalling-asked = { $who } a dit que la cloison peut être levée; il faut une deuxième personne
record-matter-unwalled = { $who } a levé la cloison
record-conflict-added = { $who } a tenu { $subject } à l’écart du dossier : « { $words } »
record-lifting-asked = { $who } a dit que le conflit de { $subject } peut être levé; il faut une deuxième personne
record-conflict-lifted = { $who } a levé le conflit de { $subject }
record-emergency-asked = { $who } a demandé à ouvrir un dossier en urgence : « { $words } »
record-emergency-waits = { $who } a demandé à ouvrir le dossier en urgence : « { $words } ». Personne d’autre ne peut donner son accord; il s’ouvre donc après une heure
record-emergency-barred = { $who }, en conflit, a demandé à ouvrir le dossier en urgence, et n’en a rien appris : « { $words } »
record-emergency-opened = { $who } a ouvert le dossier à { $subject } pendant 8 heures, en urgence : « { $words } »
record-emergency-refused = { $who } a mis fin à la demande d’accès d’urgence de { $subject }
record-emergency-ended = { $who } a mis fin à l’accès d’urgence de { $subject }
