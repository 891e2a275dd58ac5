// A list being written: one more row at a press, without asking the server. The form adds rows without it too.

export function start(around) {
  const list = around.querySelector("[data-rows-in]");
  const blank = around.querySelector("template[data-rows-new]");

  around.querySelector("[data-rows-add]").addEventListener("click", (event) => {
    event.preventDefault();
    const row = blank.content.firstElementChild.cloneNode(true);
    list.append(row);
    row.querySelector("input:not([type=hidden])").focus();
  });

  // Enter in a line goes on to the next, and makes one after the last.
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.name !== "what") return;
    event.preventDefault();
    const next = event.target.closest("li").nextElementSibling;
    if (next) next.querySelector("input:not([type=hidden])").focus();
    else around.querySelector("[data-rows-add]").click();
  });
}
