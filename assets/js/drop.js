// Files and folders dropped anywhere on the page go to one form, as if they had been chosen there.

import { dropped } from "./folders.js";

export function start(form) {
  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
  const mark = (isOver) => document.body.classList.toggle("is-dropping", isOver);

  addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    mark(true);
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) mark(false);
  });
  addEventListener("drop", async (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    mark(false);
    const files = await dropped(event.dataTransfer);
    if (files.length > 0) form.dispatchEvent(new CustomEvent("files", { detail: files }));
  });
}
