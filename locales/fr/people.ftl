# Entrer
people-sign-in = Ouvrir une session
people-sign-in-words = Vos documents et vos messages chez { $firm }.
people-sign-in-passkey = Entrer avec votre clé d’accès
people-sign-in-passkey-hint = Utilisez votre visage, votre empreinte ou le code qui déverrouille ce téléphone ou cet ordinateur.
people-or = ou
people-your-email = Votre adresse courriel
people-your-email-hint = Celle où nous avons envoyé votre invitation.
people-password = Mot de passe
people-sign-in-password = Entrer avec votre mot de passe
people-help-link = Je n’arrive pas à entrer
people-check-address = Vérifiez l’adresse en haut de votre écran :
people-never-ask = Nous ne demandons jamais de mot de passe ni de code par téléphone, texto ou courriel.
people-wrong-pair = Cette adresse et ce mot de passe ne vont pas ensemble.
people-code-title = Votre deuxième étape
people-code-words = Ouvrez votre application de codes et entrez les six chiffres qu’elle affiche pour cet espace.
people-code = Code à six chiffres
people-wrong-code = Ce code n’a pas fonctionné. Les codes changent toutes les 30 secondes : entrez le nouveau.
people-code-instead = Utiliser un code de mon application
people-recovery-title = Utiliser un code de secours
people-recovery-words = Entrez un des huit codes que vous avez gardés en créant votre accès. Chacun sert une seule fois.
people-recovery-code = Code de secours
people-recovery-instead = Je n’ai pas mon application de codes ici
people-wrong-recovery-code = Ce code de secours n’a pas fonctionné. Vérifiez les lettres, ou utilisez-en un autre.
people-card-title = Votre deuxième étape
people-card-words = Prenez votre carte de codes et cherchez le numéro { $number }. Rayez le code une fois entré.
people-card-code = Code numéro { $number } de votre carte
people-card-code-hint = Huit lettres et chiffres. Les majuscules et les espaces ne comptent pas.
people-wrong-card-code = Ce n’est pas le code de ce numéro. Vérifiez le numéro et les lettres, ou appelez-nous.
people-card-instead = Utiliser un code de ma carte
people-card-empty = Tous les codes de votre carte ont servi. Appelez-nous, et nous vous donnons une nouvelle carte.
people-card-first = Le cabinet vous a remis une carte de codes numérotés. Désormais, vous entrez le code suivant après votre mot de passe.
people-back = Retour
people-back-to-sign-in = Retour à l’ouverture de session
people-continue = Continuer
people-keep = Enregistrer

# Clés d’accès
people-passkey-title = Créez votre clé d’accès
people-passkey-words = Votre téléphone ou votre ordinateur demande votre visage, votre empreinte ou le code qui le déverrouille. C’est votre clé d’accès. Vous n’avez rien à retenir, et elle ne quitte jamais votre appareil.
people-passkey-make = Créer une clé d’accès
people-passkey-cancelled = La fenêtre a été fermée. Ce n’est rien. Réessayez, ou utilisez un mot de passe.
people-passkey-unsupported = Ce navigateur ne connaît pas les clés d’accès. Utilisez un mot de passe ou un autre navigateur.
people-passkey-known = Cet appareil a déjà une clé d’accès pour votre espace.
people-passkey-no-answer = Nous n’avons pas pu demander votre clé d’accès. Vérifiez votre connexion et réessayez.
people-passkey-failed = Cette clé d’accès n’a pas fonctionné ici. Réessayez, ou entrez autrement.
people-passkey-name = Comment l’appelez-vous?
people-passkey-name-hint = Pour la reconnaître dans la liste, par exemple « Mon téléphone ».

# Invitation
people-invitation = Votre invitation
people-invitation-title = { $by }, du cabinet { $firm }, a créé un espace privé pour vous
people-invitation-voice = Un endroit tranquille pour vos documents et vos messages, plutôt que le courriel.
people-promise-one-place = Vos documents et vos lettres sont au même endroit.
people-promise-only-you = Seules les personnes de votre équipe juridique et vous pouvez les ouvrir.
people-promise-place = Ils sont conservés ici : { $place }.
people-invitation-again = Ce n’est pas votre première visite ici. Si vous pouvez encore entrer, ouvrez plutôt une session : un nouvel accès met fin aux anciens.
people-door-code = Votre code à six lettres
people-door-code-hint = Les six lettres que nous vous avons données : sur la lettre, au téléphone ou en personne. Elles ne sont jamais dans un courriel.
people-door-phone = Les 4 derniers chiffres de votre numéro de téléphone
people-door-phone-hint = Du numéro que vous nous avez donné. Ainsi, nous savons que c’est vous.
people-wrong-door = Ce n’est pas ce que nous avons au dossier. Vérifiez et réessayez, ou appelez-nous.
people-invitation-go = Créer mon accès
people-invitation-go-in = Entrer
people-invitation-until = Cela prend environ 3 minutes. L’invitation est valable jusqu’au { $day }.
people-invitation-not-you = Vous n’êtes pas { $name }? Ne faites rien, et dites-le-nous :
people-invitation-expired = Cette invitation a pris fin
people-invitation-expired-words = Elle était valable { $days ->
    [one] 1 jour
   *[other] { $days } jours
}. Nous pouvons en envoyer une nouvelle à l’adresse que nous avons pour vous.
people-invitation-expired-call = Elle était valable { $days ->
    [one] 1 jour
   *[other] { $days } jours
}. Appelez-nous, et nous vous en remettrons une nouvelle.
people-invitation-renew = M’en envoyer une nouvelle
people-invitation-renewed = Si nous pouvons vous écrire, une nouvelle invitation est en route. Si elle n’arrive pas, appelez-nous.
people-invitation-used = Vous avez utilisé cette invitation
people-invitation-used-words = Votre accès est créé. Servez-vous-en pour ouvrir une session.
people-invitation-shut = Cette invitation demande l’aide d’une personne
people-invitation-shut-words = La réponse à la porte était fausse cinq fois. Appelez-nous, et nous vous aiderons à entrer.
people-invitation-unknown = Nous ne connaissons pas ce lien
people-invitation-unknown-words = Vérifiez que l’adresse commence par { $host }, ou appelez-nous.

# Un accès
people-choose-title = Choisissez votre façon d’entrer
people-choose-words = Vous pourrez en ajouter une autre plus tard.
people-choose-one = Faites un choix.
people-choose-passkey-only = Votre cabinet demande une clé d’accès. Vous la créez ici.
people-choose-needs-script = Créer une clé d’accès demande JavaScript. Activez-le pour cette page, utilisez un autre navigateur ou appelez-nous.
people-choose-passkey = Utiliser ce téléphone ou cet ordinateur
people-choose-passkey-words = Votre visage, votre empreinte ou le code qui le déverrouille. Rien à retenir.
people-choose-password = Utiliser un mot de passe
people-choose-password-words = Et une deuxième étape chaque fois : un code d’une application sur votre téléphone.
people-choose-card = Utiliser un mot de passe et ma carte de codes
people-choose-card-words = La carte imprimée de codes numérotés remise avec votre invitation. Aucun téléphone intelligent n’est nécessaire.
people-another-way = Choisir une autre façon
people-password-title = Choisissez un mot de passe
people-password-words = Un mot de passe a besoin d’une deuxième étape. Elle vient ensuite.
people-password-new = Nouveau mot de passe
people-password-rules = 12 caractères ou plus. Tout est permis : des espaces, une phrase entière, un mot de passe collé d’un gestionnaire.
people-password-short = Ce mot de passe est trop court. Utilisez 12 caractères ou plus.
people-password-long = Ce mot de passe est trop long. Utilisez 256 caractères ou moins.
people-password-easy = Ce mot de passe est facile à deviner. Ajoutez quelques mots qui ne vont pas ensemble.
people-app-title = Préparez votre application de codes
people-app-words = L’application affiche un nouveau code toutes les 30 secondes. Vous l’entrez après votre mot de passe.
people-app-step-1 = Ouvrez l’application de codes que vous avez, ou installez-en une. Toute application d’authentification convient.
people-app-step-2 = Ajoutez-nous à l’application.
people-app-here = Je suis sur ce téléphone : ouvrir mon application
people-app-secret = Ou tapez ceci dans l’application :
people-app-square = Ou visez le carré avec l’application.
people-app-step-3 = Entrez les six chiffres qu’elle affiche.
people-app-on = Activer
people-codes-title = Gardez vos codes de secours
people-codes-head = Huit codes pour un mauvais jour
people-codes-words = Si vous perdez votre téléphone, l’un d’eux vous fait entrer. Chacun sert une seule fois. Nous ne les montrons que maintenant : imprimez-les, ou conservez-les avec vos papiers importants.
people-codes-print = Imprimer
people-codes-save = Enregistrer (fichier texte)
people-codes-file = codes-de-secours.txt
people-codes-kept = J’ai conservé ces codes
people-codes-not-kept = Gardez d’abord les codes, puis cochez la case.
people-codes-go = Poursuivre
people-codes-done = J’ai conservé ces codes
people-refused-entering-over = Cette page a pris fin. Ouvrez de nouveau votre invitation, ou ouvrez une session si votre accès est créé.

# Bienvenue
people-welcome = Bienvenue
people-welcome-title = Vous y êtes, { $name }
people-welcome-letter = Bonjour { $name }, bienvenue ici. Ce que nous faisons pour vous sera dans cet espace, et vous pouvez m’y écrire. Si quelque chose n’est pas clair, demandez-moi. Aucune question n’est trop petite.
people-welcome-where = L’accueil montre ce qui vous attend maintenant. Quand rien ne vous attend, il le dit.
people-welcome-mail = Nous vous écrivons quand quelque chose vous attend. Nos courriels ne disent jamais de quoi il s’agit.
people-welcome-person = Vous pouvez toujours joindre une personne :
people-welcome-second = Une deuxième façon d’entrer aide si vous perdez cet appareil.
people-welcome-second-link = Ajoutez-en une sous Vous, Sécurité
people-welcome-go = Aller à mon espace

# Je n’arrive pas à entrer
people-help-title = Je n’arrive pas à entrer
people-help-words = Que s’est-il passé?
people-help-password = J’ai oublié mon mot de passe
people-help-password-words = Avez-vous une clé d’accès sur ce téléphone ou cet ordinateur? Alors entrez avec elle, puis choisissez un nouveau mot de passe sous Vous, Sécurité. Sinon, appelez-nous. Nous vérifions que c’est bien vous et vous donnons une nouvelle invitation.
people-help-passkey = J’ai perdu mon téléphone ou ma clé d’accès
people-help-passkey-words = Si vous avez un mot de passe, entrez avec lui et utilisez un de vos codes de secours à la place de l’application. Sinon, appelez-nous. Nous vérifions que c’est bien vous et vous donnons une nouvelle invitation. Vos anciens accès prennent alors fin : personne n’entre avec un téléphone trouvé.
people-help-invitation = Je n’ai jamais reçu d’invitation
people-help-invitation-words = Regardez d’abord dans vos courriels indésirables. Donnez-nous ensuite votre adresse courriel, et nous renvoyons votre invitation.
people-help-invitation-call = Nous remettons les invitations en personne ou les envoyons par la poste. Appelez-nous, et nous vous en remettrons une nouvelle.
people-help-send = La renvoyer
people-help-written = Si cette adresse a une invitation en attente ici, nous lui avons écrit. Comptez quelques minutes.
people-help-call = Ou appelez-nous :

# Confirmer encore
people-again-title = Est-ce bien vous?
people-again-words = Avant de changer un accès, nous le demandons encore une fois. La réponse vaut cinq minutes.
people-again-passkey = Utiliser ma clé d’accès
people-again-code = Code de votre application, ou code de secours
people-again-code-or-card = Code de votre application, code de secours, ou code numéro { $number } de votre carte
people-wrong-again = Ce mot de passe et ce code n’ont pas fonctionné.

# Vous
people-you = Vous
people-name = Nom
people-email = Courriel
people-name-hint = Une erreur ici? Dites-le-nous, et nous la corrigeons.
people-language = Langue
people-appearance = Clair ou sombre
people-appearance-system = Comme mon téléphone ou mon ordinateur
people-appearance-light = Clair
people-appearance-dark = Sombre
people-security = Sécurité
people-security-words = Vos façons d’entrer, et où votre session est ouverte.
people-security-open = Ouvrir
people-looked = Qui a consulté
people-looked-words = Qui a ouvert vos documents, et quand.
people-looked-open = Voir
people-sign-out = Fermer la session
people-sign-out-words = Sur cet appareil.
people-security-rule = Avant de changer un accès, nous demandons encore une fois qui vous êtes; après, nous vous écrivons.
people-security-rule-no-mail = Avant de changer un accès, nous demandons encore une fois qui vous êtes.
people-passkeys = Clés d’accès
people-passkeys-none = Une clé d’accès est la façon la plus sûre d’entrer : votre visage, votre empreinte ou le code qui déverrouille votre téléphone ou votre ordinateur. Personne ne peut la deviner, et vous n’avez rien à retenir.
people-add-passkey = Ajouter une clé d’accès
people-added = Ajoutée { $when }
people-last-used = Dernière utilisation : { $when }
people-never-used = Pas encore utilisée
people-remove = Retirer
people-remove-words = Elle ne fait plus entrer personne. Faites-le si l’appareil est perdu ou n’est plus à vous.
people-passkey-change = Renommer ou retirer
people-last-way = Il vous faut une façon d’entrer. Ajoutez-en une autre avant de retirer celle-ci.
people-password-is-set = Choisi, avec une deuxième étape.
people-password-none = Pas choisi. Avec un mot de passe, vous pouvez aussi entrer sans votre clé d’accès.
people-change-password = Changer le mot de passe
people-set-password = Choisir un mot de passe
people-second-step = Deuxième étape
people-second-step-words = Un code de votre application.
people-replace-app = Remplacer l’application
people-card = Carte de codes
people-card-left = Il reste { $count } codes sur 24. Le numéro { $number } est le suivant.
people-card-order = Commandez une nouvelle carte
people-add-app = Ajouter une application de codes
people-passkey-only = Votre cabinet demande une clé d’accès : il n’y a donc pas de mot de passe ici.
people-recovery-codes = Codes de secours
people-codes-left = Il en reste { $count } sur 8
people-codes-new = En créer de nouveaux
people-devices = Où votre session est ouverte
people-this-device = Cet appareil
people-last-seen = Dernière visite : { $when }
people-out-everywhere = Fermer toutes les sessions
people-device-phone = Téléphone
people-device-tablet = Tablette
people-device-computer = Ordinateur
people-device-unknown = Appareil
people-password-current = Mot de passe actuel
people-wrong-current = Ce n’est pas votre mot de passe actuel.
people-end-others = Fermer mes sessions sur les autres appareils
people-refused-address-known = Quelqu’un avec cette adresse courriel est déjà ici.
people-refused-no-phone = Aucun numéro de téléphone n’est au dossier pour la vérification.
people-refused-last-way = Il vous faut une façon d’entrer. Ajoutez-en une autre avant de retirer celle-ci.
people-refused-passkey-only = Votre cabinet vous laisse entrer seulement avec votre clé d’accès.
people-refused-passkey-known = Cette clé d’accès est déjà connue ici.
people-refused-passkeys-enough = Vous avez vingt clés d’accès. Retirez-en une d’abord.
people-refused-codes-need-password = Les codes de secours vont avec un mot de passe. Choisissez-en un d’abord.
people-said-kept = Enregistré.
people-said-passkey-added = Votre clé d’accès a été ajoutée.
people-said-passkey-removed = La clé d’accès a été retirée.
people-said-password-set = Votre mot de passe a été changé.
people-said-app-set = Votre application de codes est prête.
people-said-device-out = La session de cet appareil est fermée.
people-said-out-everywhere = Toutes vos sessions sont fermées.

# Ce que le cabinet demande
people-needed = Encore une étape
people-needed-title = Encore une étape
people-needed-passkey = { $firm } demande maintenant une clé d’accès. Ajoutez-en une ici, et vous entrez.
people-needed-card = { $firm } n’accepte plus les codes d’une carte. Ajoutez ici une clé d’accès ou une application de codes, et vous entrez.
people-needed-use = { $firm } demande maintenant une autre façon d’entrer, que vous avez déjà.
people-needed-use-do = L’utiliser maintenant

# Une autre adresse courriel
people-address-change = Changer votre adresse courriel
people-address-change-do = Changer
people-address-for = Vous ouvrez votre session avec elle, et nos lettres y arrivent.
people-address-now = Courriel actuel
people-address-new = Nouvelle adresse courriel
people-address-words = Nous envoyons un lien à la nouvelle adresse. Ouvrez-le pendant que votre session est ouverte, et appuyez sur le bouton. D’ici là, votre adresse actuelle compte.
people-address-ask = Envoyer le lien
people-address-asked = Nous avons écrit à { $email }, si cette adresse peut servir ici. Ouvrez le lien dans les 24 heures. Nous avons aussi prévenu votre adresse actuelle.
people-address-call = Votre cabinet n’envoie pas de courriel : une nouvelle adresse ne peut donc pas être confirmée ici. Vous continuez d’ouvrir votre session avec celle que vous avez. Appelez-nous si cela ne vous convient pas.
people-address-confirm = Confirmez votre nouvelle adresse courriel
people-address-confirm-words = Désormais, vous ouvrez votre session avec { $email }, et nos lettres y arrivent.
people-address-confirm-do = Utiliser cette adresse
people-refused-address-same = C’est votre adresse actuelle.
people-refused-address-often = Vous avez demandé une nouvelle adresse trois fois aujourd’hui. Réessayez demain, ou appelez-nous.
people-refused-address-no-mail = Votre cabinet n’envoie pas de courriel : une nouvelle adresse ne peut pas être confirmée ici.
people-refused-address-late = Plus de 24 heures ont passé. Invitez plutôt la personne de nouveau.
people-said-address-changed = Votre nouvelle adresse compte désormais. Vos sessions sur les autres appareils sont fermées.
people-said-typed-kept = Votre session avait pris fin. Ce que vous avez écrit est conservé : ouvrez une session, et vous le retrouvez.
