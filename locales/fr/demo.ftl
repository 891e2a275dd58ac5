# The demo's own page
demo-title = La démonstration : personnes et lettres
demo-words = Osei Marchetti est un cabinet inventé. Ouvrez une session au nom de n’importe qui ci-dessous et voyez ce que cette personne voit; rien ne quitte cet ordinateur.
demo-sign-in = Ouvrir une session
demo-people = Qui peut ouvrir une session
demo-name = Nom
demo-email = Courriel
demo-password = Mot de passe
demo-code = Code actuel
demo-code-words = Le code est bon pendant 30 secondes et sert une seule fois. Rechargez cette page pour obtenir le suivant.
demo-member = Au cabinet
demo-client = Client
demo-letters = Lettres
demo-letters-words = Ce que le cabinet aurait envoyé par courriel, mot pour mot, du plus récent au plus ancien.
demo-letters-none = Pas encore de lettres.
demo-letter-to = À
demo-letter-sent = Envoyée
