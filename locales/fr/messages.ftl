# Lettres d’un dossier
messages-empty = Aucun message pour l’instant. Écrivez-nous à propos de tout, grand ou petit.
messages-empty-firm = Aucun message pour l’instant.
messages-words = Votre message
messages-readers = Lu par { $names }.
messages-send = Envoyer
messages-about = À propos de :
messages-newest = Aller au plus récent
messages-urgent = En cas d’urgence, appelez-nous :
messages-told = Un courriel dit qu’il y a du nouveau, jamais de quoi il s’agit.
messages-count = { $count ->
    [one] { $count } message
   *[other] Les { $count } messages
}
messages-said-sent = Votre message a été envoyé.
messages-empty-words = Écrivez quelque chose avant d’envoyer.

messages-to = À qui?
messages-to-all = Toutes les personnes qui se voient
messages-to-alone = { $name } seulement
messages-to-alone-hint = Personne d’autre du côté du client ne le lit.
messages-with-alone = Avec { $name } seulement
messages-never-changed = Un message est signé et daté, et reste tel quel.

messages-to-all-mine = Toutes les personnes que vous voyez ici
messages-to-firm-alone = { $firm } seulement
messages-choose-to = Choisissez qui le lit.
messages-version = { $title }, version { $number }
messages-enclosed = Documents joints à ce message
messages-shown = Affiché à { $name }, { $at }
messages-shown-you = Affiché à vous, { $at }
messages-told-of = { $name } : avis par courriel, { $at }
messages-told-you = Avis par courriel à vous, { $at }
messages-only-about = Seuls les messages sur un document sont affichés.
messages-all = Afficher tous les messages
messages-empty-about = Aucun message sur ce document pour l’instant.
messages-read-in = Langue de lecture { $language } : { $names }.

messages-documents-add = Ajouter des documents
messages-documents-hint = L’envoi partage ce que vous ajoutez avec toutes les personnes qui lisent le message. Le partage dure jusqu’à ce que vous le retiriez.
messages-documents-hint-mine = Les documents de ce dossier que vous pouvez voir.
messages-document-open = Vu par { $names }.
messages-document-firm-only = Cabinet seulement pour l’instant : partagé avec ce message.
messages-document-from-client = Vient du client.
messages-document-internal = Ressemble à un document interne. Partagez-le d’abord depuis sa propre page.
messages-files = Fichiers à envoyer avec le message
messages-files-add = Ajouter des fichiers

messages-draft-save = Garder pour plus tard
messages-draft-saved = Brouillon enregistré { $at }. Personne d’autre ne le voit.
messages-draft-kept = Brouillon enregistré. Personne d’autre ne le voit.
messages-said-draft = Votre brouillon est enregistré. Personne d’autre ne le voit.
messages-said-draft-gone = Il ne reste aucun brouillon.

messages-promise = { $days ->
    [one] Nous répondons en { $days } jour ouvrable.
   *[other] Nous répondons en { $days } jours ouvrables.
}
messages-promise-title = Votre délai de réponse
messages-promise-words = Les clients le lisent sous chaque message qu’ils écrivent. Les messages qui attendent plus longtemps figurent dans Aujourd’hui.
messages-promise-days = Jours ouvrables avant votre réponse
messages-promise-hint = Du lundi au vendredi. De 1 à 10.
messages-refused-days = Entrez un nombre de 1 à 10.

messages-firm-only = Cabinet seulement
messages-notes = Notes réservées au cabinet
messages-notes-count = { $count ->
    [0] Notes réservées au cabinet
   *[other] Notes réservées au cabinet : { $count }
}
messages-notes-words = Seuls les membres qui voient ce dossier les lisent. Une note n’est jamais envoyée et ne peut pas devenir un message.
messages-notes-back = Messages avec le client
messages-notes-none = Aucune note pour l’instant.
messages-note = Une note pour le cabinet
messages-note-keep = Garder cette note
messages-note-empty = Écrivez quelque chose avant de garder la note.
messages-said-noted = La note est gardée, pour le cabinet seulement.

messages-answers = Réponses prêtes
messages-answers-words = Des mots pour ce que beaucoup de clients demandent. Vous en mettez une dans un message et l’y modifiez; les clients ne voient jamais la liste.
messages-answers-see = Voir les réponses prêtes
messages-answers-none = Aucune réponse prête pour l’instant.
messages-answers-none-more = Commencez par la question à laquelle vous avez le plus répondu ce mois-ci.
messages-answers-use = Utiliser une réponse prête
messages-answer-use = Utiliser
messages-answer-new = Nouvelle réponse prête
messages-answer-change = Modifier une réponse prête
messages-answer-edit = Modifier
messages-answer-title = Comment vous l’appelez
messages-answer-title-hint = Les clients ne lisent jamais ce nom.
messages-answer-empty = Écrivez la réponse dans au moins une langue.
messages-answer-remove = Retirer cette réponse prête
messages-answer-remove-words = Les messages qui en viennent restent tels quels.
messages-answer-remove-do = La retirer
messages-said-answer-removed = La réponse prête a été retirée.
