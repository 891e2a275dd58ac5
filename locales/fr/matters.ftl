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

# La liste
matters-new = Nouveau dossier
matters-search = Chercher par client, titre ou numéro
matters-filter-whose = Dossiers de qui
matters-filter-state = Ouverts ou fermés
matters-filter-area = Domaine de droit
matters-every-area = Tous les domaines
matters-mine = Les miens
matters-all = Tout le cabinet
matters-open = Ouverts
matters-are-closed = Fermés
matters-odd-filter = Nous ne connaissions pas un filtre de cette adresse; nous l’avons laissé de côté.
matters-caption = Dossiers, le dernier changement d’abord
matters-column-matter = Client et dossier
matters-column-area = Domaine
matters-column-responsible = Responsable
matters-column-visit = Dernière visite du client
matters-column-changed = Modifié
matters-never-visited = Pas encore
matters-practice-tag = Exercice
matters-none = Aucun dossier pour l’instant. Commencez par un client qui vous dira franchement ce qu’il pense de cet outil.
matters-none-more = Un nouveau dossier demande un client, un titre et qui y travaille. Cela prend une minute.
matters-none-mine = Vous n’êtes dans l’équipe d’aucun dossier ouvert.
matters-show-all = Afficher tout le cabinet
matters-none-of-these = Il n’y a pas de tel dossier.
matters-show-open = Afficher vos dossiers ouverts
matters-nothing-found = Rien ne correspond à « { $q } ».
matters-nothing-found-more = Essayez un mot plus court ou une partie du numéro.
matters-on-this-page = { $count ->
    [one] { $count } dossier sur cette page
   *[other] { $count } dossiers sur cette page
}

# La fiche d’un dossier
matters-choose-area = Choisissez un domaine
matters-client = Client
matters-new-client = Un nouveau client
matters-many-clients = Pour ouvrir un dossier à un client que vous avez déjà, allez à sa page et choisissez-y Nouveau dossier.
matters-only-new-client = Pour un nouveau client seulement
matters-client-name = Nom du client
matters-client-name-hint = Comme le cabinet l’écrit. Les clients ne voient pas cette liste.
matters-client-kind = Le client est
matters-title = Titre
matters-title-hint = Le client le lit. En mots simples : « Achat du 48, rue des Aulnes ».
matters-number = Numéro de dossier
matters-number-hint = Une suggestion. Numérotez à votre façon.
matters-responsible = Avocat responsable
matters-responsible-hint = Répond du dossier et fait toujours partie de son équipe.
matters-team = Équipe
matters-team-hint = Personne hors de l’équipe ne voit ce dossier, sauf le propriétaire.
matters-do-open = Ouvrir le dossier
matters-edit = Modifier la fiche
matters-was-opened = Le dossier est ouvert. Personne à l’extérieur du cabinet ne le voit tant que vous n’avez invité personne.
matters-was-changed = La fiche est modifiée.
matters-missing-title = Entrez un titre.
matters-missing-number = Entrez un numéro de dossier.
matters-missing-person = Entrez un nom.
matters-missing-words = Écrivez d’abord une phrase.
matters-refused-number-taken = Un autre dossier porte ce numéro. Choisissez-en un autre.
matters-refused-not-a-member = Seules les personnes du cabinet peuvent faire partie de l’équipe.
matters-refused-responsible-stays = L’avocat responsable reste dans l’équipe. Choisissez d’abord un autre responsable.
matters-refused-not-a-contact = Cette adresse est celle d’une personne du cabinet. Entrez l’adresse du client.
matters-refused-invite = Cette personne participe aussi à un dossier auquel vous ne travaillez pas. Demandez au propriétaire de l’espace du cabinet de l’inviter à nouveau.

# Le dossier d’exercice
matters-removal = Retirer le dossier d’exercice
matters-removal-ask = Retirer le dossier d’exercice?
matters-removal-gone = Il disparaît de toutes les listes, avec tout ce qu’il contient.
matters-removal-clients = Le client d’exercice ne peut plus entrer.
matters-removal-record = Ce qui y a été fait reste au registre du cabinet.
matters-was-removed = Le dossier d’exercice est retiré.

# Les personnes
matters-clients = Clients
matters-invite = Inviter un client
matters-joint = Plusieurs clients ont accès à ce dossier. Des clients conjoints n’ont d’ordinaire pas de secrets l’un pour l’autre : ce que vous partagez avec l’un, considérez-le comme partagé avec tous.
matters-joint-before = Quelqu’un a déjà accès à ce dossier. Des clients conjoints ne devraient d’ordinaire pas avoir de documents que l’autre ne voit pas.
matters-nobody-invited = Personne n’est encore invité.
matters-state-in = A accès
matters-state-invited = Invitation envoyée
matters-state-ended = Accès terminé
matters-ended = Terminé { $day }
matters-last-here = dernière visite { $moment }
matters-way-passkey = Clé d’accès
matters-way-password = Mot de passe et application
matters-way-none = Aucun moyen d’entrer pour l’instant
matters-invitation-until = Invitation valable jusqu’au { $day }
matters-invitation-ended = L’invitation a pris fin
matters-see-invitation = Voir l’invitation
matters-invite-again = Inviter à nouveau
matters-end-access = Mettre fin à l’accès
matters-take-off = Retirer de l’équipe
matters-add-to-team = Ajouter à l’équipe
matters-was-joined = Cette personne fait maintenant partie de l’équipe.
matters-was-left = Cette personne n’est plus dans l’équipe. Le dossier n’existe plus pour elle.
matters-end-ask = Mettre fin à l’accès de { $name }?
matters-end-now = { $name } ne peut plus ouvrir « { $title } », dès maintenant.
matters-end-last = Si c’est son dernier dossier ici, ses sessions sont fermées partout et ses invitations inutilisées ne fonctionnent plus.
matters-end-record = Le registre et les reçus restent.
matters-access-was-ended = L’accès a pris fin.

# Inviter
matters-invite-ask = Qui peut entrer?
matters-invite-again-ask = Inviter { $name } à nouveau
matters-invite-again-warning = Une nouvelle invitation remplace les moyens d’entrer actuels. Assurez-vous d’abord que la demande vient bien de cette personne : appelez le numéro que vous connaissez.
matters-invite-whom = De qui s’agit-il?
matters-invite-somebody-new = Quelqu’un de nouveau
matters-invite-only-new = Pour quelqu’un de nouveau seulement
matters-person-name = Nom
matters-person-email = Courriel
matters-person-phone = Téléphone
matters-person-phone-hint = Pour la vérification à la porte. Vous pouvez le laisser vide.
matters-person-language = Langue
matters-person-language-hint = Nous lui écrivons dans cette langue.
matters-invite-how = Comment l’invitation lui parvient-elle?
matters-way-email = Par courriel. Il ne dit jamais de quoi traite le dossier.
matters-way-letter = Par une lettre imprimée, remise en personne ou envoyée par la poste.
matters-no-mail = Les lettres ne partent pas encore par courriel : aucun serveur de courriel n’est réglé.
matters-invite-door = Comment vérifions-nous que c’est bien cette personne?
matters-door-code = Six lettres que vous lui dites par téléphone ou en personne.
matters-door-phone = Les quatre derniers chiffres de son numéro de téléphone.
matters-door-needs-phone = Entrez le numéro de téléphone demandé à la porte.
matters-do-invite = Inviter
matters-was-let-in = Cette personne a déjà un moyen d’entrer. Le dossier est maintenant dans son espace, et nous l’avons avisée qu’il y a du nouveau.
matters-was-let-in-no-mail = Cette personne a déjà un moyen d’entrer. Le dossier est maintenant dans son espace : elle le verra à sa prochaine ouverture de session.

# Une invitation faite
matters-invitation = Invitation
matters-invitation-letter = Lettre d’invitation
matters-invitation-for = Invitation pour { $name }
matters-invitation-used = Acceptée { $moment }
matters-print-letter = Imprimer la lettre
matters-next-mail = Le courriel ci-dessous part maintenant, à { $email }.
matters-next-letter = Imprimez la lettre et remettez-la. Autour d’une table, c’est ce qui fonctionne le mieux.
matters-next-code = Dites-lui les six lettres ci-dessous, par téléphone ou en personne. Jamais par courriel.
matters-next-code-letter = Les six lettres sont sur la lettre : remettez-la en main propre.
matters-next-phone = À la porte, cette personne entre les quatre derniers chiffres de son numéro de téléphone.
matters-next-done = Elle choisit elle-même son moyen d’entrer. Cela prend environ 3 minutes.
matters-door-code-title = Code de la porte
matters-door-code-hint = Qui a à la fois le lien et ce code peut entrer. Gardez-les séparés.
matters-door-code-hint-letter = Qui tient la lettre peut entrer. Ne la postez qu’à une adresse dont vous êtes sûr.
matters-invitation-link = Lien
matters-invitation-link-hint = Seulement si la lettre ou le courriel s’est perdu.
matters-copy-link = Copier le lien
matters-mail-as-sent = Le courriel, tel qu’il est envoyé
matters-mail-to = À
matters-replace-invitation = Envoyer une nouvelle invitation
matters-replace-invitation-hint = Avec un nouveau lien, valable { $days ->
    [one] 1 jour
   *[other] { $days } jours
}. L’ancien lien mène au nouveau. Un nouveau code de la porte est créé.
matters-was-invited-again = Une nouvelle invitation est faite.

# La lettre imprimée
matters-letter-hello = Bonjour { $name }
matters-letter-what = { $sender }, du cabinet { $firm }, vous a préparé un espace privé. Vos documents y sont réunis, et vous et votre équipe juridique êtes les seuls à pouvoir les ouvrir.
matters-letter-scan = Pointez l’appareil photo de votre téléphone vers le carré, ou tapez cette adresse :
matters-letter-code = Entrez les six lettres ci-dessous.
matters-letter-phone = Entrez les quatre derniers chiffres de votre numéro de téléphone.
matters-letter-choose-card = Choisissez « Utiliser un mot de passe et ma carte de codes ». La carte est à la page suivante. Ou utilisez votre visage, votre empreinte ou le code qui déverrouille votre téléphone.
matters-letter-choose = Choisissez votre moyen d’entrer : votre visage, votre empreinte, le code qui déverrouille votre téléphone, ou un mot de passe. Cela prend environ 3 minutes.
matters-letter-code-title = Votre code de la porte
matters-letter-until = Valable jusqu’au { $day }.
matters-letter-help = Vous préférez le faire par téléphone ou en personne? Appelez le { $phone }.
matters-letter-safe = Gardez cette lettre jusqu’à votre première visite, puis détruisez-la. Nous ne demandons jamais un mot de passe ou un code par courriel.

# Où en est le dossier
matters-status = Où en est le dossier
matters-status-ask = { $count ->
    [one] Que lit { $names }?
   *[other] Que lisent { $names }?
}
matters-status-nobody = Que lira votre client?
matters-status-words = Où en est le dossier?
matters-status-hint = Une ou deux phrases simples : ce qui s’est passé, ce qui vient ensuite, et par qui.
matters-status-tell = Avisez-les qu’il y a du nouveau
matters-status-tell-hint = Le courriel ne dit pas quoi.
matters-status-say = Le dire
matters-status-earlier = Déjà dit
matters-status-none = Rien n’a encore été dit.
matters-status-was-said = C’est dit. Votre client le lit maintenant.
matters-status-look = Voir comme eux
matters-preview = Comme ils le lisent, en { $language }
matters-next = Ce qui vient ensuite
matters-next-hint = Une phrase simple. Laissez vide si rien ne peut encore être dit.
matters-next-said = Ensuite : { $words }
matters-next-at = Quand on l’attend
matters-next-at-hint = Si vous le savez. Votre client lit « prévu d’ici le » et ce jour.
matters-missing-next = Écrivez ce qui vient ensuite.
matters-missing-turn = Choisissez à qui est le tour.
matters-turn = À qui est le tour?
matters-turn-firm = À nous
matters-turn-client = Au client
matters-turn-court = Au tribunal ou à une autorité
matters-turn-other = À quelqu’un d’autre
matters-readers = Qui le lit, et en quelle langue
matters-heard = { $days ->
    [0] Ils ont eu de vos nouvelles aujourd’hui.
    [1] Ils ont eu de vos nouvelles hier.
   *[other] Ils ont eu de vos nouvelles il y a { $days } jours.
}
matters-nudges = Quand ils sont longtemps sans nouvelles
matters-nudges-are-on = La page Aujourd’hui montre alors ce dossier, avec une note que vous pouvez envoyer.
matters-nudges-are-off = La page Aujourd’hui ne vous rappelle pas ce dossier.
matters-nudges-off-do = Ne pas me le rappeler
matters-nudges-on-do = Me le rappeler
matters-nudges-on = La page Aujourd’hui vous rappelle de nouveau ce dossier.
matters-nudges-off = La page Aujourd’hui ne vous rappelle plus ce dossier.
matters-nothing-new = Il n’y a rien de nouveau aujourd’hui. Nous suivons votre dossier et vous écrivons dès qu’il se passe quelque chose.
matters-nothing-new-firm = Il n’y a encore rien de nouveau à vous dire. Nous travaillons à la prochaine étape et vous écrivons dès qu’elle est faite.
matters-nothing-new-client = Il n’y a rien de nouveau de notre côté. Nous attendons quelque chose de vous : vous le trouvez sur votre première page. Appelez-nous si quelque chose n’est pas clair.
matters-nothing-new-court = Il n’y a encore rien de nouveau. Nous attendons le tribunal ou l’autorité, et vous écrivons dès que la réponse arrive.
matters-nothing-new-other = Il n’y a encore rien de nouveau. Nous attendons la réponse de quelqu’un d’autre, et vous écrivons dès que nous l’avons.
matters-nothing-new-was-said = C’est dit. Votre client le lit maintenant.
matters-kind = Type de dossier
matters-kind-hint = Il apporte les étapes que lit votre client. Vous pouvez les changer pour ce dossier.
matters-no-kind = Aucun : sans étapes
matters-steps = Étapes
matters-steps-none = Ce dossier n’a pas d’étapes.
matters-steps-none-words = Les étapes disent à votre client où en est le dossier et ce qui vient. Elles viennent avec un type de dossier, et vous pouvez les récrire pour celui-ci.
matters-steps-choose = Choisir un type de dossier
matters-steps-change = Avancer, ou changer les étapes
matters-steps-begin = Commencer avec ces étapes
matters-steps-begun = Le dossier a ses étapes. Il en est à la première.
matters-steps-kept = Les étapes sont enregistrées. Votre client les lit maintenant.
matters-steps-words = Comment les étapes sont dites
matters-steps-words-hint = Pour ce dossier seulement. Votre client ne voit pas ce qui est sauté.
matters-step-move = Où en est le dossier maintenant
matters-step-to = Il est arrivé à cette étape
matters-step-back-to = Retour à : { $name }
matters-step-day = Ce jour-là
matters-step-note = Un mot avec cela
matters-step-note-hint = Votre client le lit. Il en faut un pour revenir en arrière.
matters-step-do = Le noter
matters-step-was-reached = C’est noté. Votre client voit l’étape maintenant.
matters-step-skip = Sauter cette étape dans ce dossier
matters-step-done = faite
matters-step-now = en cours
matters-step-later = à venir
matters-step-skipped = sautée
matters-column-step = Étape
matters-no-step = Aucune
matters-whose-turn = { $turn ->
    [firm] Le tour est à nous
    [client] Le tour est au client
    [court] Le tour est au tribunal
   *[other] Le tour est à quelqu’un d’autre
}
matters-refused-kind-retired = Ce type de dossier n’est plus offert. Choisissez-en un autre.
matters-refused-has-kind = Ce dossier a déjà ses étapes.
matters-refused-stage-now = Le dossier en est déjà à cette étape.
matters-refused-stage-skipped = Ce dossier se passe de cette étape. Reprenez-la d’abord.
matters-refused-skip-now = Le dossier en est à cette étape. Avancez avant de la laisser de côté.
matters-refused-heard-since = Votre client a eu des nouvelles du cabinet entre-temps. Rien n’a été envoyé.
matters-missing-back = Dites pourquoi le dossier revient en arrière. Votre client le lit.
matters-silence = Votre dernier mot date d’il y a { $days } jours.

# Cartes de codes
matters-card = Carte de codes
matters-card-left = { $count ->
    [one] Carte de codes, il reste { $count } code
   *[other] Carte de codes, il reste { $count } codes
}
matters-card-order = Imprimer une nouvelle carte
matters-card-for = Une carte de codes pour { $name }
matters-card-what = Pour une personne sans téléphone intelligent : 24 codes numérotés sur une page. Après son mot de passe, elle entre le code suivant. Vous ne voyez les codes qu’une fois, à la page qui suit.
matters-card-ends-old = { $count ->
    [one] Il reste { $count } code sur sa carte. Elle prend fin dès que vous en imprimez une nouvelle.
   *[other] Il reste { $count } codes sur sa carte. Elle prend fin dès que vous en imprimez une nouvelle.
}
matters-card-be-sure = Remettez-la en personne, ou envoyez-la par la poste à une adresse dont vous êtes sûr. Si la demande est venue par téléphone, rappelez au numéro que vous connaissez.
matters-card-make = Créer et imprimer la carte
matters-card-print = Imprimer la carte
matters-card-shown-once = Ces codes ne sont montrés que maintenant. Imprimez-les avant de quitter cette page.
matters-card-of = Carte de codes de { $name }
matters-card-how = Quand vous ouvrez une session, nous demandons votre mot de passe, puis un code de cette carte, par son numéro.
matters-card-once = Chaque code sert une seule fois. Rayez-le une fois entré. Nous demandons toujours le numéro suivant.
matters-card-keep = Gardez cette carte à la maison, loin de votre mot de passe. Nous ne demandons jamais de code par téléphone, texto ou courriel.
matters-card-lost = Il reste cinq codes, ou la carte est perdue? Appelez le { $phone }. Une nouvelle carte met fin à celle-ci.
matters-card-printed = Imprimée le { $day }.
matters-invite-card = La personne n’a pas de téléphone intelligent : imprimer une carte de codes
matters-invite-card-hint = La lettre a alors une deuxième page de codes numérotés, qui servent après un mot de passe. La personne peut quand même choisir une clé d’accès.
matters-print-letter-and-card = Imprimer la lettre et la carte de codes
matters-next-card = La carte de codes est à la deuxième page de la lettre. Chaque impression crée une nouvelle carte et met fin à la précédente.
matters-refused-first-card = Cette personne entre avec une autre deuxième étape; on n’imprime pas de carte à côté. L’a-t-elle perdue ? Choisissez « N’arrive pas à entrer » à la page Personnes du dossier.
matters-refused-no-cards = Votre cabinet n’accepte pas les cartes de codes. Un propriétaire peut changer cela sous Réglages, Entrer.

# Nouvelles adresses, et lettres qui se ressemblent
matters-address-asked = A demandé { $moment } d’utiliser { $email }, pas encore confirmée.
matters-address-changed = A changé son adresse pour { $email } (demandé { $moment }).
matters-address-not-them = Si la personne appelle et dit que ce n’était pas elle, arrêtez le changement : l’adresse d’avant compte de nouveau, et toutes ses sessions sont fermées. Vous avez 24 heures à partir de la demande.
matters-address-stop = Arrêter la nouvelle adresse
matters-said-address-stopped = La nouvelle adresse a été arrêtée, et toutes les sessions de la personne sont fermées. Invitez-la de nouveau si quelqu’un d’autre a peut-être son accès.
matters-refused-other-name = Cette adresse est au dossier sous un autre nom. Vérifiez-la, ou demandez une adresse propre à la personne : deux personnes avec une adresse liraient les papiers l’une de l’autre.
matters-mixed-warning = Regardez bien avant de remettre quoi que ce soit : ce nom ou cette adresse a des lettres d’alphabets différents et ne fait peut-être que ressembler à celui que vous connaissez.
matters-correct-address-hint = Corrigez-la ici si elle était mal écrite. La nouvelle invitation part à cette adresse.

# Ce que chacun peut faire, et jusqu’à quand
matters-terms = Droits et échéance
matters-terms-ask = Que peut faire { $name } ici?
matters-may = Cette personne peut aussi
matters-may-hint = Lire ce qui est partagé avec elle en fait toujours partie.
matters-may-send = Envoyer des documents au cabinet
matters-may-write = Écrire des messages au cabinet
matters-meets = Voit-elle les autres participants?
matters-meets-together = Oui. Chacun lit les messages de tous.
matters-meets-apart = Non. Elle ne voit ni le nom des autres ni leurs messages, et vous lui écrivez à elle seule.
matters-until = Accès jusqu’au
matters-until-hint = Laissez vide s’il n’y a pas d’échéance. À la fin de ce jour, l’accès prend fin de lui-même.
matters-access-until = Jusqu’au { $day }
matters-is-apart = ne voit pas les autres
matters-may-not-send = ne peut pas envoyer de documents
matters-may-not-write = ne peut pas écrire de messages
matters-terms-were-set = Ses droits sont modifiés.
matters-refused-end-passed = Ce jour est passé. Choisissez-en un plus tard.
matters-refused-helper-terms = Il faut à un intervenant un titre à lire, un rôle et un dernier jour.
matters-refused-takes-part = Cette personne participe déjà au dossier. Modifiez ses droits à la page Personnes.
matters-refused-view-only = Une personne en lecture seule ne peut pas répondre d’un dossier. Choisissez un avocat.

# Les intervenants
matters-helpers = Intervenants
matters-helpers-hint = Un comptable, un interprète, un mandataire, un autre avocat : ils voient les documents que vous désignez, jusqu’à un jour donné, et rien d’autre.
matters-helper = Inviter un intervenant
matters-helper-ask = Qui intervient dans ce dossier?
matters-helper-words = Cette personne ne voit que les documents cochés ci-dessous et ceux que vous partagerez avec elle plus tard : ni l’état du dossier, ni d’autres noms, ni le titre du dossier. Le dernier jour, tout prend fin de soi-même.
matters-helper-no-documents = Il n’y a encore aucun document à désigner.
matters-helper-title = Ce que cette personne lit comme titre
matters-helper-title-hint = Elle ne voit jamais le titre du dossier. Choisissez des mots qui n’apprennent rien à un étranger.
matters-helper-title-first = Documents à examiner
matters-helper-documents = Quels documents peut-elle lire?
matters-helper-documents-hint = Elle lit la version la plus récente, y compris les suivantes.
matters-helper-may-hint = Ne cochez rien si elle doit seulement lire.
matters-until-helper = Dernier jour
matters-until-helper-hint = Dans deux semaines, sauf indication contraire.
matters-helper-reads = { $count ->
    [0] aucun document pour l’instant
    [one] 1 document
   *[other] { $count } documents
}
matters-helper-as = lit le titre
matters-missing-until = Choisissez le dernier jour.
matters-missing-documents = Choisissez au moins un document.
matters-trade = Quel est son rôle auprès du client?
matters-trade-accountant = Comptable
matters-trade-interpreter = Interprète
matters-trade-attorney = Mandataire
matters-trade-counsel = Autre avocat
matters-trade-other = Autre intervenant

# Les cloisons
matters-behind-wall = Cloisonné
matters-wall = Cloison
matters-wall-go = Élever une cloison, ou tenir le dossier à l’écart de quelqu’un
matters-wall-see = Voir la cloison
matters-back-to-people = Retour aux personnes
matters-wall-words = Derrière une cloison, seule l’équipe sait que ce dossier existe. Il n’est dans les listes, les recherches, les décomptes ni les registres de personne d’autre, pas même du propriétaire.
matters-wall-do = Élever la cloison
matters-walled-since = Cloisonné depuis le { $day }.
matters-walled-words = Seule l’équipe sait que ce dossier existe.
matters-unwall = Lever la cloison
matters-unwall-hint = Un propriétaire membre de l’équipe la lève aussitôt. Sinon, deux personnes de l’équipe le font ensemble.
matters-unwalling-by = { $name } a dit que la cloison peut être levée. Elle le sera quand vous le direz aussi.
matters-unwalling-by-me = Vous avez dit que la cloison peut être levée. Elle le sera quand une deuxième personne de l’équipe le dira aussi.
matters-conflicts = Membres en conflit
matters-conflicts-words = Ils ne peuvent ni se joindre à l’équipe ni y être ajoutés, ne voient pas ce dossier et ne peuvent pas l’ouvrir en urgence. On ne leur dit rien.
matters-conflicts-count = { $count ->
    [one] 1 membre en est tenu à l’écart.
   *[other] { $count } membres en sont tenus à l’écart.
}
matters-no-conflict = Personne n’est tenu à l’écart de ce dossier.
matters-conflict-member = Qui ne doit pas en avoir connaissance?
matters-conflict-reason = Pourquoi
matters-conflict-reason-hint = Seule l’équipe le lit. Cela reste au registre.
matters-conflict-by = Désigné par { $name }, le { $day }
matters-keep-from = Tenir à l’écart
matters-lift = Lever
matters-lifting-asked = Attend une deuxième personne
matters-missing-reason = Dites pourquoi.
matters-was-walled = La cloison est en place. Seule l’équipe connaît maintenant ce dossier.
matters-was-unwalled = La cloison est levée.
matters-was-asked-second = C’est noté. Il faut une deuxième personne de l’équipe.
matters-was-kept-from = Cette personne est maintenant tenue à l’écart du dossier.
matters-was-lifted = Le conflit est levé.
matters-refused-only-team = Seul un membre de l’équipe peut le faire. Joignez-vous d’abord à l’équipe.
matters-refused-in-conflict = Ce membre est en conflit : il est tenu à l’écart du dossier.
matters-refused-own-conflict = Quittez d’abord l’équipe; quelqu’un d’autre vous désignera ensuite.
matters-refused-in-emergency = Le dossier vous a été ouvert en urgence. Vous pouvez y travailler, mais pas changer qui le voit.

# Les urgences
matters-emergency = Accès d’urgence
matters-emergency-hint = Un dossier auquel vous ne participez pas, et qui ne peut pas attendre?
matters-emergency-ask = Demander à ouvrir un dossier
matters-emergency-words = Entrez le numéro de dossier et dites pourquoi. Une personne qui voit le dossier doit donner son accord; il vous est alors ouvert pendant 8 heures. Si vous êtes propriétaire et que plus personne ne peut donner son accord, il s’ouvre après une heure. L’équipe en est avisée, et tout figure au registre.
matters-emergency-reason = Pourquoi cela ne peut-il pas attendre?
matters-emergency-reason-hint = L’équipe le lit.
matters-emergency-do = Demander
matters-emergency-mine = Ce que vous avez demandé
matters-emergency-others = Demandes de collègues
matters-emergency-waits = Attend l’accord de quelqu’un
matters-emergency-opens = S’ouvre de lui-même à { $time }
matters-emergency-open = Ouvert jusqu’à { $moment }
matters-emergency-not = Pas ouvert
matters-emergency-over = Terminé
matters-emergency-agreed-by = Accord de { $name }
matters-emergency-decide = Décider
matters-emergency-see = Voir l’accès d’urgence
matters-emergency-take-away = Fermer maintenant
matters-emergency-give-back = Rendre l’accès
matters-emergency-withdraw = Plus nécessaire
matters-emergency-until = jusqu’à { $moment }
matters-emergency-state-asked = Demande en urgence
matters-emergency-state-open = Accès d’urgence
matters-emergency-state-over = Accès d’urgence terminé
matters-emergency-was-asked = Votre demande est notée. Si un tel dossier existe, les personnes qui peuvent donner leur accord ont été avisées.
matters-emergency-was-agreed = Le dossier lui est ouvert pendant 8 heures.
matters-emergency-was-ended = C’est terminé.
matters-refused-emergency-seen = Vous voyez déjà ce dossier. Cherchez-le dans la liste.
matters-refused-emergency-over = C’est déjà décidé, ou la demande est trop ancienne.
matters-agree-ask = Ouvrir ce dossier à { $name }?
matters-agree-call = Parlez-lui d’abord, au téléphone ou en personne : quelqu’un utilise peut-être son ordinateur.
matters-agree-until = Le dossier lui est ouvert pendant 8 heures à partir de maintenant. Cette personne ne peut pas changer qui le voit.
matters-agree-record = L’équipe est avisée, et le registre garde qui a demandé, pourquoi, et qui a donné son accord.
matters-agree-do = Ouvrir pendant 8 heures
matters-agree-refuse = Refuser
matters-silent = Ne reçoit aucun courriel quand quelque chose l’attend
