# Clients, on the firm's side
clients-kind-person = A person
clients-kind-organisation = An organisation
clients-new = New client
clients-search = Search by name
clients-none = No clients yet.
clients-none-more = Add one here, or open a matter: it asks for its client.
clients-caption = Clients, by name
clients-column-name = Client
clients-column-kind = Kind
clients-name = Name
clients-missing-name = Enter the client’s name.
clients-add = Add client
clients-was-added = The client is added.
clients-no-matters = No matter that you work on.
clients-contacts = Who signs in
clients-no-contacts = Nobody yet. Open a matter and invite them there.
