// Saves the text of an element as a file. Recovery codes are shown once and are not on the server in the clear,
// so the file is made here.

export function start(button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const text = document.querySelector(button.dataset.save).innerText.trim();
    const address = URL.createObjectURL(new Blob([text, "\n"], { type: "text/plain" }));
    const link = document.createElement("a");
    Object.assign(link, { href: address, download: button.dataset.name });
    link.click();
    URL.revokeObjectURL(address);
  });
}
