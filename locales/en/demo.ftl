# The demo's own page
demo-title = The demo: people and letters
demo-words = Osei Marchetti is an invented firm. Sign in as anybody below, and see what they see; nothing leaves this machine.
demo-sign-in = Sign in
demo-people = Who can sign in
demo-name = Name
demo-email = E-mail
demo-password = Password
demo-code = Code now
demo-code-words = The code is good for 30 seconds and works once. Load this page again for the next one.
demo-member = At the firm
demo-client = Client
demo-letters = Letters
demo-letters-words = What the firm would have sent by e-mail, word for word, newest first.
demo-letters-none = No letters yet.
demo-letter-to = To
demo-letter-sent = Sent
