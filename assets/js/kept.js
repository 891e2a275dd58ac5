// Sends the forms in which something was typed to `address`, so that they are filled in again after signing in. Passwords and
// files stay where they are.

const TYPED = "textarea, input:not([type=hidden], [type=password], [type=file], [type=checkbox], [type=radio])";

const isTyped = (form) => [...form.querySelectorAll(TYPED)].some((field) => field.value !== field.defaultValue);

function body(form) {
  const secret = new Set([...form.querySelectorAll("[type=password]")].map(({ name }) => name));
  const fields = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !secret.has(name));
  return new URLSearchParams({ action: new URL(form.action).pathname, fields: new URLSearchParams(fields) });
}

export function keep(address) {
  const forms = [...document.querySelectorAll("form[method=post]")].filter(isTyped);
  return Promise.allSettled(forms.map((form) => fetch(address, { method: "POST", body: body(form) })));
}
