# Documents taken away in one ZIP
parcels-matter = Download everything in this matter
parcels-listed = Download all of these
parcels-download = Download
parcels-how-much = { $count ->
    [one] 1 document, { $size }
   *[other] { $count } documents, { $size }
}
parcels-tick = Choose “{ $title }”
parcels-with-ticked = With the documents you chose
parcels-ticked-none = The documents you chose
parcels-ticked-one = 1 chosen
parcels-ticked-other = { "{" }count{ "}" } chosen
parcels-file-name = Documents from { $firm }
parcels-refused-nothing = Choose at least one document to download.
parcels-expired = This download was put together more than a week ago and is no longer kept. Go back to the documents and start it again.
parcels-changed = Something in this download is no longer open to you. Go back to the documents and start it again with what is there now.
