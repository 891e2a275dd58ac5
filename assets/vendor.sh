#!/bin/sh
# Makes js/vendor again, each file one ES module with its licence at the end. Needs npm and a network; the build needs neither.
set -eu
cd "$(dirname "$0")/js/vendor"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
npm install --prefix "$scratch" --no-save --silent tus-js-client@4.3.1 @simplewebauthn/browser@14.0.0 esbuild@0.28.2

bundle() { # file, package, names
  echo "export { $3 } from \"$2\";" > "$scratch/entry.js"
  "$scratch/node_modules/.bin/esbuild" "$scratch/entry.js" --bundle --minify --format=esm --platform=browser \
    --target=safari15.4,chrome99,firefox97 --log-level=warning --outfile="$1"
  cp "$scratch/node_modules/$2/LICENSE"* "${1%.js}.LICENSE"
}
bundle tus.js tus-js-client Upload
bundle webauthn.js @simplewebauthn/browser \
  "startRegistration, startAuthentication, browserSupportsWebAuthn, browserSupportsWebAuthnAutofill"
