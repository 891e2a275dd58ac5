// Finds the behaviours a page asks for by its attributes, and fetches only those. Each is a module that
// exports start(element, wake); wake(root) does the same for content that came later, as in a dialog.

const behaviours = {
  "[data-faults]": () => import("./faults.js"),
  "[data-upload]": () => import("./upload.js"),
  "[data-draft]": () => import("./draft.js"),
  "[data-rows]": () => import("./rows.js"),
  "[data-drop]": () => import("./drop.js"),
  "[data-passkey]": () => import("./passkey.js"),
  "[data-needs-passkey]": () => import("./passkey-offer.js"),
  "[data-choose]": () => import("./choose.js"),
  "[data-dialog]": () => import("./dialog.js"),
  "[data-reveal]": () => import("./reveal.js"),
  "[data-print]": () => import("./print.js"),
  "[data-copy]": () => import("./copy.js"),
  "[data-save]": () => import("./save.js"),
  "[data-hue]": () => import("./hue.js"),
  "[data-undo]": () => import("./undo.js"),
  "[data-session]": () => import("./session.js"),
};

function wake(root) {
  for (const [selector, load] of Object.entries(behaviours)) {
    const found = root.querySelectorAll(selector);
    if (found.length > 0) load().then(({ start }) => found.forEach((element) => start(element, wake)));
  }
}

wake(document);
