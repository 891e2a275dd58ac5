// Files with the folder they lay in, whichever way they were given: chosen one by one, as a folder, or dropped.

// What systems leave in every folder by themselves, and nobody means to send.
const litter = new Set([".DS_Store", "Thumbs.db", "desktop.ini"]);

/** { file, folder } of each file of an input. */
export function chosen(input) {
  return [...input.files]
    .map((file) => ({ file, folder: file.webkitRelativePath?.split("/").slice(0, -1).join("/") ?? "" }))
    .filter(({ file, folder }) => !folder || !litter.has(file.name));
}

/** { file, folder } of each file that was dropped, and of those inside the folders that were. */
export async function dropped(transfer) {
  // The items are gone after the event, their entries are not.
  const given = [...transfer.items]
    .filter((item) => item.kind === "file")
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found = [];
  for (const { entry, file } of given) {
    if (entry?.isDirectory) await walk(entry, entry.name, found);
    else if (file) found.push({ file, folder: "" });
  }
  return found;
}

async function walk(directory, folder, found) {
  const reader = directory.createReader();
  // A reader gives a batch at a time, and none at the end.
  for (;;) {
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return;
    for (const entry of entries) {
      if (entry.isDirectory) await walk(entry, `${folder}/${entry.name}`, found);
      else if (!litter.has(entry.name)) {
        found.push({ file: await new Promise((resolve, reject) => entry.file(resolve, reject)), folder });
      }
    }
  }
}
