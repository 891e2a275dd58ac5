# Les lettres par courriel : que quelque chose attend, jamais quoi
notices-hello = Bonjour { $name },
notices-sign-in = Ouvrez une session ici : { $address }
notices-ending = Vous n’attendiez pas ce message? Appelez { $firm } : { $phone }. Nous ne demandons jamais de mot de passe ni de code par courriel.
notices-ending-no-phone = Vous n’attendiez pas ce message? Appelez { $firm }. Nous ne demandons jamais de mot de passe ni de code par courriel.

notices-invitation-subject = Une invitation du cabinet { $firm }
notices-invitation = { $sender }, chez { $firm }, a préparé un espace privé pour vous. Vous pouvez y aménager votre accès ici :
notices-invitation-colleague = { $sender } vous a donné accès à l’espace clients du cabinet { $firm }. Vous pouvez y aménager votre accès ici :
notices-invitation-until = Le lien est valable jusqu’au { $date }. Cela prend environ 3 minutes.
notices-invitation-reminder-subject = Votre invitation du cabinet { $firm } est toujours ouverte
notices-invitation-reminder = Votre espace est prêt quand vous le serez. Le lien est valable jusqu’au { $date } :
notices-invitation-by-phone = Vous préférez le faire au téléphone ou en personne? Appelez le { $phone }.

notices-needs-you-subject = { $firm } : quelque chose vous attend
notices-needs-you = Quelque chose vous attend dans votre espace. Cela prend quelques minutes.
notices-new-subject = { $firm } : du nouveau pour vous
notices-new = Il y a du nouveau dans votre espace.
notices-received-subject = { $firm } : nous l’avons bien reçu
notices-received = Ce que vous avez envoyé est arrivé. Votre reçu est dans votre espace : numéro { $number }.
notices-set-aside-subject = { $firm } : un fichier que vous avez envoyé est mis à l’écart
notices-set-aside = Un analyseur a trouvé quelque chose de dangereux dans un fichier que vous avez envoyé : personne ne peut l’ouvrir. Votre espace vous montre lequel. Envoyez-nous une copie saine.

notices-way-in-changed-subject = Votre accès a été modifié
notices-way-in-changed = Un accès à votre espace a été modifié le { $date } à { $time }. Si c’était vous, ne faites rien.
notices-new-device-subject = Une nouvelle session
notices-new-device = Quelqu’un a ouvert une session dans votre espace le { $date } à { $time }. Si c’était vous, ne faites rien.
notices-not-you = Si ce n’était pas vous, appelez-nous tout de suite : { $phone }.
notices-not-you-no-phone = Si ce n’était pas vous, appelez-nous tout de suite.
notices-password-forgotten-subject = Un nouveau mot de passe pour votre espace
notices-password-forgotten = Quelqu’un, sans doute vous, a dit avoir oublié votre mot de passe. Choisissez-en un nouveau ici :
notices-password-forgotten-until = Le lien est valable jusqu’à { $time }, le { $date }, et sert une seule fois. Ensuite, nous demandons votre deuxième étape, comme toujours.
notices-password-forgotten-ignore = Ce n’était pas vous? Alors ne faites rien : votre mot de passe reste le même.
notices-no-password = Quelqu’un, sans doute vous, a dit avoir oublié votre mot de passe. Vous n’en avez pas ici, il n’y a donc rien à rétablir : vous entrez avec une clé d’accès, ou votre accès n’est pas encore créé. Entrez avec votre clé d’accès, ou ouvrez votre invitation. Si vous n’avez ni l’une ni l’autre, appelez-nous. Ce n’était pas vous? Alors ne faites rien.
notices-vouched-for-subject = Un nouvel accès à votre espace se prépare
notices-vouched-for-call = On a dit à { $by }, chez { $firm }, que vous n’arrivez pas à entrer dans votre espace, et quelqu’un a répondu au numéro que nous avons au dossier. Après un jour d’attente, nous vous envoyons un lien pour créer un nouvel accès. Il vous faudra aussi les six lettres données pendant cet appel. Si c’était vous, ne faites rien.
notices-vouched-for-in-person = On a dit à { $by }, chez { $firm }, que vous n’arrivez pas à entrer dans votre espace, et une lettre avec un nouvel accès vous est remise en personne. Si c’était vous, ne faites rien.
notices-vouched-for-stop = Si ce n’était pas vous, arrêtez-le ici :
notices-new-way-in-subject = Créez votre nouvel accès
notices-new-way-in = L’attente est terminée. Créez votre nouvel accès ici, avec les six lettres données pendant notre appel. Vos accès actuels prennent fin quand le nouveau est créé :

notices-reason-no-answer = Aucun serveur de courriel n’a répondu. Vérifiez son nom et son port, et que cet ordinateur peut le joindre.
notices-reason-not-private = La connexion n’a pas pu être protégée. Vérifiez le mode de protection, le port et le certificat du serveur.
notices-reason-sign-in-refused = Le serveur de courriel a refusé le nom d’utilisateur ou le mot de passe.
notices-reason-sender-refused = Le serveur de courriel a refusé l’adresse d’où partent vos lettres.
notices-reason-address-refused = Le serveur de courriel a refusé l’adresse de cette personne. Demandez-lui-en une autre.
notices-reason-other = Le serveur de courriel n’a pas pris la lettre.

notices-hello-nobody = Bonjour,
notices-confirm-address-subject = Confirmez votre nouvelle adresse courriel
notices-confirm-address = Quelqu’un veut utiliser cette adresse pour son espace chez nous. Si c’était vous, ouvrez votre session, puis ce lien :
notices-confirm-address-until = Le lien est valable 24 heures et sert une seule fois. Si ce n’était pas vous, ne faites rien.
notices-address-asked-subject = Une autre adresse courriel a été demandée
notices-address-asked = Une personne dont la session était ouverte dans votre espace a demandé le { $date } à { $time } d’utiliser une autre adresse courriel. Si c’était vous, ne faites rien.
notices-address-changed-subject = Votre adresse courriel a été changée
notices-address-changed = Le { $date } à { $time }, votre espace a reçu une autre adresse courriel. Vous n’ouvrez plus de session avec celle-ci. Si c’était vous, ne faites rien.
notices-address-stop = Nous pouvons arrêter ce changement pendant 24 heures après la demande.

notices-emergency-subject = { $firm } : accès d’urgence
notices-emergency = Un collègue demande à ouvrir un dossier en urgence, ou vient d’y avoir accès. Voyez de quoi il s’agit dès maintenant.

notices-owner-let-in-subject = Un nouvel accès pour un propriétaire
notices-owner-let-in = Le { $date } à { $time }, la personne qui gère votre serveur a créé un nouvel accès pour { $owner }, propriétaire de l’espace du cabinet { $firm }. Si vous êtes au courant, ne faites rien.
notices-owner-let-in-ask = Si personne ne vous en a parlé, adressez-vous tout de suite à { $owner } et à la personne qui gère votre serveur.
notices-choices = Courriels
notices-choices-words = Ceux que vous recevez, à quelle fréquence, et à quelles heures jamais.
notices-choices-open = Choisir
notices-choices-lead = Ils disent seulement que quelque chose vous attend. Le contenu reste dans votre espace.
notices-choices-needs-you = Quand quelque chose vous attend
notices-choices-news = Quand il y a du nouveau
notices-choices-at-once = Tout de suite, au plus toutes les 15 minutes
notices-choices-daily = Une fois par jour, en un seul courriel
notices-choices-never = Aucun courriel, je regarde par moi-même
notices-choices-daily-at = Le courriel du jour part à
notices-choices-quiet = Heures calmes
notices-choices-quiet-on = Ne rien m’envoyer pendant ces heures
notices-choices-quiet-from = De
notices-choices-quiet-until = À
notices-choices-no-time = Écrivez une heure, par exemple 08:30.
notices-choices-quiet-none = Les heures calmes commencent et finissent à des heures différentes.
notices-choices-ways-in = Les courriels sur vos moyens d’entrer partent toujours tout de suite : une invitation, un nouvel appareil, un mot de passe changé.
notices-no-answer-inside = Prière de ne pas répondre à ce courriel : une réponse peut n’arriver à personne, et le courriel n’est pas confidentiel. Écrivez-nous dans votre espace, sous Messages.
notices-no-answer = Prière de ne pas répondre à ce courriel : une réponse peut n’arriver à personne, et le courriel n’est pas confidentiel.
