# Des documents emportés dans un seul fichier ZIP
parcels-matter = Télécharger tout ce dossier
parcels-listed = Télécharger toute cette liste
parcels-download = Télécharger
parcels-how-much = { $count ->
    [one] { $count } document, { $size }
   *[other] { $count } documents, { $size }
}
parcels-tick = Choisir « { $title } »
parcels-with-ticked = Avec les documents que vous avez choisis
parcels-ticked-none = Les documents que vous avez choisis
parcels-ticked-one = 1 choisi
parcels-ticked-other = { "{" }count{ "}" } choisis
parcels-file-name = Documents du cabinet { $firm }
parcels-refused-nothing = Choisissez au moins un document à télécharger.
parcels-expired = Ce téléchargement a été préparé il y a plus d’une semaine et n’est plus conservé. Retournez aux documents et recommencez-le.
parcels-changed = Une partie de ce téléchargement ne vous est plus ouverte. Retournez aux documents et recommencez-le avec ce qui s’y trouve maintenant.
