// Choosing rows of a list: the bar says how many, and who sees them now. Without it the bar is always there.

import { wordsOf } from "./words.js";

export function start(form) {
  const said = wordsOf(form);
  const bar = form.querySelector("[data-bulk]");
  const all = form.querySelector("input[data-all]");
  const boxes = () => [...form.querySelectorAll("input[type=checkbox]:not([data-all])")];
  const names = new Intl.ListFormat(document.documentElement.lang || "en");

  function paint() {
    const chosen = boxes().filter((box) => box.checked);
    for (const box of boxes()) box.closest("tr, li")?.classList.toggle("is-picked", box.checked);
    bar.hidden = chosen.length === 0;
    bar.querySelector("[data-count]").textContent = said("count", { count: chosen.length }, chosen.length);
    const readers = new Set(chosen.flatMap((box) => box.dataset.readers?.split("\n").filter(Boolean) ?? []));
    const whom = bar.querySelector("[data-whom]");
    if (whom) whom.textContent = readers.size ? said("readers", { names: names.format(readers) }) : "";
    if (all) {
      all.checked = chosen.length > 0 && chosen.length === boxes().length;
      all.indeterminate = chosen.length > 0 && !all.checked;
    }
  }

  form.addEventListener("change", ({ target }) => {
    if (target === all) for (const box of boxes()) box.checked = all.checked;
    paint();
  });
  // A page that comes back from the browser's memory keeps its ticks.
  addEventListener("pageshow", paint);
  paint();
}
