// Makes a passkey or signs in with one: options from the server, the browser's ceremony, then an ordinary post
// of the form, so the server answers as it answers every form. What a form asks at the door goes back beside the answer.

import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
} from "./vendor/webauthn.js";

const ceremonies = { create: startRegistration, get: startAuthentication };

export async function start(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (browserSupportsWebAuthn()) perform(form, false);
    else tell(form, "unsupported");
  });
  const offersAutofill = form.dataset.passkey === "get" && "autofill" in form.dataset;
  if (offersAutofill && (await browserSupportsWebAuthnAutofill())) perform(form, true);
}

// With autofill the ceremony waits behind a field until a passkey is picked there; a pressed button ends it.
async function perform(form, useBrowserAutofill) {
  tell(form, null);
  try {
    const { publicKey: optionsJSON, question } = await optionsFor(form);
    const credential = await ceremonies[form.dataset.passkey]({ optionsJSON, useBrowserAutofill });
    form.elements.credential.value = JSON.stringify(credential);
    if (question) form.elements.question.value = question;
    form.submit();
  } catch (error) {
    if (!useBrowserAutofill && error.code !== "ERROR_CEREMONY_ABORTED") tell(form, wordFor(error));
  }
}

async function optionsFor(form) {
  const answer = await fetch(form.dataset.options, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    headers: { accept: "application/json" },
  });
  if (!answer.ok) throw new Error("options", { cause: answer.status });
  return answer.json();
}

function wordFor(error) {
  if (error.message === "options" || error instanceof TypeError) return "failed";
  if (error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") return "known";
  return error.name === "NotSupportedError" ? "unsupported" : "cancelled";
}

function tell(form, word) {
  for (const note of form.querySelectorAll("[data-when]")) note.hidden = note.dataset.when !== word;
}
