# Letters in a matter
messages-empty = No messages yet. Write to us about anything, big or small.
messages-empty-firm = No messages yet.
messages-words = Your message
messages-readers = Read by { $names }.
messages-send = Send
messages-about = About:
messages-newest = Go to the newest
messages-urgent = For something urgent, call us:
messages-told = An e-mail says that something is new, never what.
messages-count = { $count ->
    [one] 1 message
   *[other] All { $count } messages
}
messages-said-sent = Your message was sent.
messages-empty-words = Write something before you send it.

messages-to = To whom?
messages-to-all = Everybody who sees the others
messages-to-alone = { $name } alone
messages-to-alone-hint = Nobody else of the client’s side reads it.
messages-with-alone = With { $name } alone
messages-never-changed = A message is signed and dated, and stays as it is.
