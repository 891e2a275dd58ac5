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
