// Files dropped anywhere on the page go to one form, as if they had been chosen there. Folders are left out.

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
  addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    mark(false);
    const files = [...event.dataTransfer.items]
      .filter((item) => item.kind === "file" && !item.webkitGetAsEntry()?.isDirectory)
      .map((item) => item.getAsFile());
    if (files.length > 0) form.dispatchEvent(new CustomEvent("files", { detail: files }));
  });
}
