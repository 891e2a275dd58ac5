# Le cabinet : sa mise en place et ses réglages
firms-not-set-up = Cet espace est en cours de mise en place. Si c’est vous qui le mettez en place, ouvrez le lien que le programme a affiché à son démarrage.
firms-continue = Continuer
firms-open = Ouvrir l’espace
firms-save = Enregistrer
firms-back = Retour
firms-show = Afficher
firms-hide = Masquer
firms-said-kept = Vos changements sont enregistrés.
firms-said-ended = L’accès de cette personne a pris fin.
firms-said-open = Votre espace est ouvert. Un dossier d’exercice vous attend : partagez quelque chose avec Sam, et voyez-le comme Sam le voit.

firms-set-up-steps = Étapes de la mise en place
firms-set-up-step = Étape { $number } de 4
firms-step-you = Vous
firms-step-firm = Le cabinet
firms-step-letters = Les lettres
firms-step-place = Où c’est conservé
firms-set-up-you = D’abord, vous
firms-set-up-you-words = Vous dirigerez cet espace pour votre cabinet. Ensuite, vous choisirez comment ouvrir une session. Ce que vous entrez est conservé au fur et à mesure : vous pouvez vous arrêter et revenir.
firms-your-name = Votre nom
firms-your-email = Votre adresse courriel
firms-your-email-hint = Elle sert à ouvrir une session; les lettres d’essai y sont envoyées.
firms-set-up-firm = Le cabinet
firms-set-up-firm-words = Voici ce que voient vos clients. Vous pourrez tout changer plus tard.
firms-set-up-letters = Les lettres
firms-set-up-letters-words = Les lettres disent à vos clients que quelque chose les attend, jamais de quoi il s’agit. Sans courriel, vous remettez des invitations imprimées.
firms-set-up-place = Où c’est conservé
firms-set-up-place-words = Tout est scellé avant d’atteindre le disque. Dites à vos clients, en un mot ou deux, où se trouve ce disque.

firms-name = Nom du cabinet
firms-phone = Numéro de téléphone
firms-phone-hint = Il figure sur chaque page que voit un client : une personne est toujours à portée de main.
firms-tagline = Une ligne sur le cabinet
firms-tagline-hint = Par exemple : Avocats à Kingston (Ontario)
firms-languages = Langues dans lesquelles vous travaillez
firms-languages-hint = Chaque personne peut choisir la sienne. La première sert à celles qui n’ont pas choisi.
firms-language-en = Anglais
firms-language-fr = Français
firms-language-en-fr = Anglais, puis français
firms-language-fr-en = Français, puis anglais
firms-zone = Fuseau horaire
firms-hue = La couleur de votre porte
firms-hue-words = Elle colore le bouton, les liens et la porte de la page d’ouverture de session. Chaque choix reste facile à lire, en clair comme en sombre.
firms-look = Apparence
firms-hue-slider = Ou une autre couleur
firms-hue-sample = Un bouton
firms-hue-spruce = Épinette
firms-hue-harbour = Havre
firms-hue-ink = Encre
firms-hue-plum = Prune
firms-hue-brick = Brique
firms-hue-moss = Mousse

firms-mail-provider = Comment partent les lettres
firms-mail-later = Pas maintenant : je remets des invitations imprimées
firms-mail-google = Google
firms-mail-microsoft = Microsoft 365
firms-mail-icloud = iCloud
firms-mail-fastmail = Fastmail
firms-mail-other = Un autre serveur de courriel
firms-mail-from = Les lettres viennent de
firms-mail-from-hint = Une adresse à laquelle vos clients peuvent répondre.
firms-mail-password = Mot de passe du serveur de courriel
firms-mail-password-hint = Google, iCloud et Fastmail demandent un mot de passe d’application. Laissez ce champ vide pour garder celui qui est enregistré.
firms-mail-user = Nom d’utilisateur, si ce n’est pas l’adresse
firms-mail-user-hint = Laissez ce champ vide si le serveur vous connaît par votre adresse.
firms-mail-own = Serveur, port et certificat
firms-mail-host = Nom du serveur
firms-mail-host-hint = Par exemple : courriel.exemple.ca
firms-mail-port = Port
firms-mail-security = Comment la connexion est protégée
firms-mail-starttls = STARTTLS (souvent le port 587)
firms-mail-tls = TLS dès le début (souvent le port 465)
firms-mail-plain = Pas du tout : seulement pour un serveur sur cet ordinateur
firms-mail-authority = Certificat de votre propre autorité
firms-mail-authority-hint = Au format PEM. Seulement si le certificat du serveur vient de votre propre bureau.
firms-mail-bad-host = Entrez le nom du serveur, par exemple courriel.exemple.ca.
firms-mail-bad-port = Entrez un port, par exemple 587.
firms-mail-plain-not-here = Les lettres ne peuvent partir sans protection que vers un serveur sur cet ordinateur. Choisissez STARTTLS ou TLS.
firms-mail-no-authority = Ce n’est pas un certificat au format PEM. Il commence par BEGIN CERTIFICATE.
firms-mail-nothing-to-test = Choisissez d’abord comment partent les lettres; une lettre d’essai pourra ensuite être envoyée.
firms-mail-test = Enregistrer et envoyer une lettre d’essai
firms-mail-test-subject = Une lettre d’essai de { $firm }
firms-mail-test-words = Voici une lettre d’essai de l’espace clients de { $firm }. Si vous pouvez la lire, les lettres à vos clients arriveront de la même façon.
firms-mail-tested = Le serveur de courriel a pris la lettre d’essai. Cherchez-la à
firms-mail-not-tested = La lettre d’essai n’est pas partie.
firms-mail-said = Le serveur a dit :
firms-mail-troubles = Lettres qui n’arrivent pas
firms-mail-no-troubles = Aucune lettre n’est bloquée.

firms-place = Où les documents sont conservés, comme le lisent vos clients
firms-place-hint = Par exemple : au Canada, ou notre bureau de Kingston
firms-place-data = Documents et registres
firms-place-keys = Clés
firms-place-backup = Sauvegardez les deux dossiers, à deux endroits différents.
firms-place-backup-words = Les documents ne s’ouvrent pas sans les clés, et les clés ne valent rien sans les documents. Copiez les deux chaque jour, et gardez les copies séparées.

firms-settings = Réglages
firms-settings-firm = Le cabinet
firms-settings-firm-words = Vos clients voient ceci sur chaque page.
firms-settings-words = Langue et heure
firms-settings-words-words = Comment se lisent les dates et les heures, et dans quelle langue vous accueillez les personnes que vous ne connaissez pas encore.
firms-settings-people = Équipe
firms-settings-people-words = Toutes ces personnes travaillent pour le cabinet. Chacun voit les dossiers auxquels il participe; les propriétaires voient tous ceux qui ne sont pas cloisonnés.
firms-settings-mail = Courriel
firms-settings-mail-words = Les lettres disent que quelque chose attend, jamais de quoi il s’agit.
firms-settings-room = Espace
firms-settings-room-words = Ce que les documents peuvent occuper, en gigaoctets. Laissez une ligne vide pour ne fixer aucune limite. Ce qui est ici reste, même au-delà.
firms-room-firm = Tous les documents du cabinet
firms-room-firm-hint = Par exemple 500. La page Aujourd’hui vous avertit lorsque les neuf dixièmes sont occupés.
firms-room-matter = Les documents d’un dossier
firms-room-matter-hint = Ce qui dépasserait cette limite est refusé, peu importe qui l’envoie.
firms-room-person = Ce qu’une personne d’un client peut envoyer
firms-room-person-hint = Ne compte pas ce que le cabinet ajoute.
firms-room-no-number = Écrivez un nombre entier de gigaoctets de 1 à 1 000 000, ou laissez la ligne vide.
firms-room-now = Occupé maintenant
firms-room-now-words = Toutes les versions, et les envois en cours avec leur taille entière.
firms-room-now-firm = Tous les documents
firms-room-now-matter = Le dossier le plus rempli
firms-room-now-person = La personne d’un client qui a le plus envoyé
firms-settings-place = Où c’est conservé
firms-settings-place-words = Vos clients lisent ceci quand ils demandent comment leurs documents sont conservés.
firms-settings-scanning = Analyse
firms-settings-scanning-words = Un analyseur cherche les logiciels dangereux, comme les virus, dans chaque fichier qui arrive.
firms-scanning-none = Aucun analyseur n’est en place : les fichiers ne sont pas analysés.
firms-scanning-none-words = La personne responsable du serveur peut en nommer un dans ses réglages : ClamAV, sur le même ordinateur. D’ici là, le cabinet et les clients ouvrent les fichiers tels qu’ils ont été envoyés.
firms-scanning-silent = L’analyseur ne répond pas en ce moment.
firms-scanning-silent-words = Les fichiers l’attendent et seront analysés à son retour. Prévenez la personne responsable du serveur.
firms-scanning-scanner = Analyseur
firms-scanning-signatures = Signatures
firms-scanning-since = Fichiers analysés depuis
firms-scanning-clean = Analysés, rien de dangereux trouvé
firms-scanning-waiting = Pas encore analysés
firms-scanning-too-large = Non analysés : trop gros
firms-scanning-infected = À l’écart : dangereux
firms-scanning-not-asked = Non analysés : arrivés avant l’analyseur
firms-unscanned = Les clients peuvent ouvrir les fichiers qui ne sont pas encore analysés
firms-unscanned-hint = Sinon, ces fichiers attendent que l’analyseur les ait examinés. Les fichiers de plus de { $size } ne sont jamais analysés. Chacun peut toujours ouvrir ce qu’il a envoyé; ce qui est dangereux ne s’ouvre à personne.

firms-role = Ce que cette personne peut faire
firms-role-owner = Propriétaire
firms-role-owner-may = Tout, y compris ces réglages
firms-role-lawyer = Avocat
firms-role-lawyer-may = Dirige les dossiers auxquels cette personne participe
firms-role-assistant = Adjoint
firms-role-assistant-may = Travaille aux dossiers auxquels cette personne participe
firms-people-add = Ajouter une personne
firms-people-name = Nom
firms-people-email = Adresse courriel
firms-people-title = Titre
firms-people-title-hint = Par exemple : technicienne juridique
firms-people-way = Comment l’inviter
firms-people-way-email = Par courriel
firms-people-way-letter = Par une lettre imprimée
firms-people-invite = Inviter
firms-people-invite-again = Inviter de nouveau
firms-people-invited = Invité
firms-people-change = Modifier
firms-people-end = Mettre fin à l’accès
firms-address-known = Quelqu’un ici a déjà cette adresse.
firms-end-title = Mettre fin à l’accès de { $name }?
firms-end-at-once = Toutes ses sessions se ferment immédiatement, partout, et cette personne ne peut plus revenir.
firms-end-record = Le registre garde son nom et ce qu’elle a fait.
firms-refused-last-owner = Quelqu’un doit diriger l’espace du cabinet. Nommez d’abord une autre personne propriétaire.
firms-refused-no-name = Le cabinet n’a pas encore de nom. Donnez-lui-en un à la deuxième page de la mise en place.

firms-practice-client = Sam Exercice
firms-practice-number = EXERCICE
firms-practice-title = Un dossier pour s’exercer
firms-practice-status = Voici la phrase que vos clients lisent en premier. Rien n’est réel ici : essayez tout, puis retirez ce dossier en un geste.
firms-practice-document = À lire en premier
firms-practice-document-name = À lire en premier.txt
firms-practice-document-words = Un dossier pour s’exercer

    Sam Exercice n’est personne. Partagez cette page avec Sam, imprimez
    son invitation depuis la page Personnes de ce dossier, ouvrez le lien
    dans un autre navigateur, et voyez ce que voit un client.

    Essayez ceci :

    1. Partagez ce document avec Sam et demandez-lui de le lire.
    2. Entrez comme Sam, ouvrez-le, et dites que vous l’avez lu.
    3. Envoyez un fichier en retour, comme Sam.
    4. Regardez le registre : il dit qui a fait quoi, et quand.

    Quand vous en aurez assez vu, retirez le dossier d’exercice en un geste.

# Entrer
firms-settings-security = Entrer
firms-recommended = Recommandé
firms-security-words = Toujours deux étapes, pour tout le monde. Vous pouvez exiger davantage. Un changement vaut aussitôt : qui n’a rien qui y réponde n’entre que pour l’ajouter.
firms-security-clients = Ce que vos clients doivent utiliser
firms-security-members = Ce que votre équipe doit utiliser
firms-security-owners = Ce que les propriétaires doivent utiliser
firms-security-two-steps = Une clé d’accès, ou un mot de passe avec une deuxième étape
firms-security-passkey = Une clé d’accès seulement
firms-security-as-members = Comme votre équipe
firms-security-clients-two-steps = Tout le monde peut entrer, même avec un vieux téléphone ou sans téléphone.
firms-security-clients-passkey = Rien ne se devine ni ne se donne. Les clients dont l’appareil ne crée pas de clés d’accès ne peuvent pas entrer.
firms-security-members-two-steps = Chaque personne choisit. Un mot de passe peut être tapé dans une fausse page; une clé d’accès, non.
firms-security-members-passkey = Le plus sûr. Chaque personne a besoin d’un téléphone ou d’un ordinateur qui crée des clés d’accès.
firms-security-members-provider = Qui entre avec { $name } utilise aussi sa clé d’accès ici.
firms-security-owners-as-members = Les propriétaires choisissent comme les autres.
firms-security-owners-passkey = Les propriétaires voient tous les dossiers et changent ces réglages. Il vous faut d’abord une clé d’accès.
firms-security-cards = Cartes de codes
firms-security-cards-words = Des codes numérotés sur papier, pour les clients sans téléphone intelligent. Vous les imprimez à partir des personnes d’un dossier.
firms-security-cards-yes = Permises
firms-security-cards-yes-words = Les clients sans téléphone intelligent entrent avec un mot de passe et le code suivant de leur carte.
firms-security-cards-no = Pas permises
firms-security-cards-no-words = Les cartes cessent aussitôt de fonctionner. Les clients qui n’ont qu’une carte ajoutent une application ou une clé d’accès à leur prochaine visite.
firms-security-days = Invitations
firms-security-days-words = Combien de temps une invitation peut servir. Une nouvelle est toujours à portée de main.
firms-security-days-label = Une invitation est valable
firms-security-days-hint = Recommandé : 14 jours. Les invitations déjà envoyées gardent leur date.
firms-security-minutes = Sessions inactives
firms-security-minutes-words = Après ce temps sans signe de la personne, sa session est fermée. Un avertissement vient cinq minutes avant.
firms-security-minutes-label = Fermer la session après
firms-security-minutes-hint = Recommandé : 30 minutes. Moins là où d’autres passent devant les écrans.
firms-security-out = Fermer toutes les sessions
firms-security-out-words = Si quelque chose semble anormal : tout le monde ouvre une nouvelle session, clients et collègues. Vous seul restez dans votre espace, sur cet appareil. Les façons d’entrer ne changent pas.
firms-security-out-do = Fermer toutes les sessions
firms-said-everybody-out = Les sessions de toutes les autres personnes sont fermées.
firms-days = { $count ->
    [one] 1 jour
   *[other] { $count } jours
}
firms-minutes = { $count } minutes
firms-refused-own-lockout = Vous n’avez vous-même rien qui y réponde. Ajoutez d’abord une clé d’accès sous Vous, Sécurité.

# Qui peut faire quoi
firms-role-view-only = Lecture seule
firms-role-view-only-may = Lit les dossiers auxquels cette personne participe, et ne modifie rien
firms-rights = Qui peut faire quoi
firms-rights-words = Imprimé à partir des règles que suit le programme. Il faut d’abord voir un dossier; ce qu’on peut y faire vient ensuite.
firms-rights-print = Imprimer
firms-rights-column = Peut
firms-rights-client = Client, intervenant
firms-rights-yes = Oui
firms-rights-as-allowed = Si permis
firms-rights-no = Non
firms-right-read-matters = Lire les dossiers auxquels la personne participe : documents, messages, personnes, registre
firms-right-see-every-matter = Voir tous les dossiers qui ne sont pas cloisonnés
firms-right-run-matters = Ouvrir des dossiers, en modifier les personnes et l’état, écrire des messages, élever des cloisons
firms-right-add-documents = Ajouter des documents, qui restent au cabinet
firms-right-share = Partager des documents avec les clients, et les reprendre
firms-right-invite-clients = Inviter clients et intervenants, mettre fin à leur accès, créer des liens de dépôt
firms-right-open-in-emergency = Demander un accès d’urgence, et donner son accord à un collègue
firms-right-read-record = Lire le registre du cabinet
firms-right-run-firm = Modifier les réglages du cabinet et ses membres
firms-right-read-shared = Lire ce qui a été partagé avec eux
firms-right-confirm = Dire qu’ils ont examiné un document
firms-right-hand-over = Envoyer des documents au cabinet
firms-right-write-letters = Écrire des messages au cabinet
firms-right-meet-others = Voir qui d’autre participe, et lire les messages de tous
firms-rights-clients = Clients
firms-rights-clients-words = Un client voit l’état de son dossier, ce qui a été partagé avec lui et ce qu’il a envoyé, et rien de ce qu’un autre client a envoyé. Ce qu’il peut envoyer et écrire, et s’il voit les autres, se règle pour chacun à la page Personnes du dossier, avec un dernier jour s’il y en a un.
firms-rights-helpers = Intervenants
firms-rights-helpers-words = Un intervenant voit les documents désignés pour lui, sous un titre choisi pour lui, jusqu’à un dernier jour : ni l’état, ni d’autres noms, ni le titre ou le numéro du dossier.
firms-rights-walls = Cloisons et conflits
firms-rights-walls-words = Un dossier cloisonné n’existe que pour son équipe. Un membre en conflit n’apprend jamais l’existence du dossier, avec ou sans cloison. Pour lever l’un ou l’autre, il faut un propriétaire membre de l’équipe, ou deux personnes de l’équipe.
firms-rights-walled = { $count ->
    [0] Vous voyez tous les dossiers qui existent.
    [one] 1 dossier est derrière une cloison que vous ne franchissez pas.
   *[other] { $count } dossiers sont derrière des cloisons que vous ne franchissez pas.
}
firms-rights-emergencies = Accès d’urgence
firms-rights-emergencies-words = Un membre hors de l’équipe peut demander à ouvrir un dossier, avec un motif. Une personne qui le voit donne son accord, et il est ouvert pendant 8 heures; l’équipe en est avisée et le registre le garde. Jamais malgré un conflit.
