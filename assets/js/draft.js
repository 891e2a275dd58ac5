// Saves a sheet as it is typed, a moment after the last key, to the address its form names. Only the server keeps it.

const MOMENT = 2000;

export function start(form) {
  const said = form.querySelector("[data-saved]");
  let waiting = 0;
  const leaving = new AbortController();

  async function save() {
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    const body = new URLSearchParams([...fields, ["by", "script"]]);
    const answer = await fetch(form.dataset.draft, { method: "POST", body, signal: leaving.signal }).catch(() => null);
    if (answer?.status === 204 && said) said.textContent = said.dataset.words;
  }

  form.addEventListener("input", () => {
    if (said) said.textContent = "";
    clearTimeout(waiting);
    waiting = setTimeout(save, MOMENT);
  });
  form.addEventListener("submit", () => {
    leaving.abort();
    clearTimeout(waiting);
  });
}
