// node send.mjs ENDPOINT ORIGIN COOKIE PATH OPTIONS: sends a file with tus-js-client and prints where it is.
// OPTIONS is JSON: chunkSize, parallelUploads, uploadLengthDeferred, whole (the file in one piece of memory), metadata.

import { createReadStream, readFileSync } from "node:fs";
import { basename } from "node:path";

import { Upload } from "tus-js-client";

const [endpoint, origin, cookie, path, given] = process.argv.slice(2);
const { whole = false, metadata = {}, ...options } = JSON.parse(given);
const file = whole ? readFileSync(path) : createReadStream(path);

const upload = new Upload(file, {
  endpoint,
  headers: { cookie, origin },
  retryDelays: [0, 200, 500, 1000, 1000, 2000, 2000, 3000, 3000, 3000],
  metadata: { filename: basename(path), ...metadata },
  ...options,
  onError: (error) => {
    console.error(String(error));
    process.exit(1);
  },
  onSuccess: () => console.log(upload.url),
});
upload.start();
