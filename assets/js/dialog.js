// A link whose page opens here, in a dialog. Its form posts as it would there; whatever goes wrong on the way,
// the link is followed as a link.

export function start(link, wake) {
  link.addEventListener("click", async (event) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const main = await mainOf(link.href);
    if (main === null) location.assign(link.href);
    else show(link, main, wake);
  });
}

// XMLHttpRequest reads a page into a document without running it and without a string being made into markup.
function mainOf(address) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onloadend = () => {
      const isPage = request.status === 200 && request.responseURL === address;
      resolve(isPage ? (request.response?.querySelector("main") ?? null) : null);
    };
    request.send();
  });
}

function show(link, main, wake) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  const close = document.createElement("button");
  Object.assign(close, { type: "button", className: "btn btn--plain btn--s dialog__close", textContent: link.dataset.close });
  close.addEventListener("click", () => dialog.close());
  dialog.append(close, ...[...main.childNodes].map((node) => document.importNode(node, true)));
  const title = dialog.querySelector("h1");
  if (title) {
    title.id ||= "dialog-title";
    dialog.setAttribute("aria-labelledby", title.id);
  }
  for (const form of dialog.querySelectorAll("form:not([action])")) form.action = link.href;
  for (const cancel of dialog.querySelectorAll("a[data-cancel]")) {
    cancel.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.close();
    });
  }
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  wake(dialog);
}
