# Adding documents to a matter
adding-title = Add documents
adding-words = They stay firm only until you share them.
adding-choose = Choose files
adding-add = Add
adding-back = Back to the matter
adding-one-file = Choose one file: it becomes the next version.
