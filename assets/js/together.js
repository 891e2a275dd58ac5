// Photographs that belong together: offered once two have been chosen, and put in order row by row. Without script they
// become pages in the order they were chosen.

export function togetherOf(form, said, announce) {
  const offer = form.querySelector("[data-together]");
  const box = offer?.querySelector("input[type=checkbox]");
  const name = offer?.querySelector("[data-together-name]");
  const photos = () => [...form.querySelectorAll("[data-files] > [data-photo]")];

  function paint() {
    if (!offer) return;
    const rows = photos();
    offer.hidden = rows.length < 2;
    box.disabled = offer.hidden;
    name.hidden = !box.checked;
    form.querySelector("[data-files]").toggleAttribute("data-ordered", !offer.hidden && box.checked);
    rows.forEach((row, at) => {
      row.querySelector("[data-moves]").hidden = offer.hidden || !box.checked;
      row.querySelector('[data-move="-1"]').disabled = at === 0;
      row.querySelector('[data-move="1"]').disabled = at === rows.length - 1;
    });
  }

  // The button that was pressed keeps the focus, or its sibling where it has come to an end.
  function move(row, by) {
    const rows = photos();
    const other = rows[rows.indexOf(row) + by];
    if (by < 0) other.before(row);
    else other.after(row);
    paint();
    const pressed = row.querySelector(`[data-move="${by}"]`);
    (pressed.disabled ? row.querySelector(`[data-move="${-by}"]`) : pressed).focus();
    const page = photos().indexOf(row) + 1;
    announce(said("moved", { name: row.querySelector("[data-name]").textContent, page, count: rows.length }));
  }

  box?.addEventListener("change", paint);
  paint();

  return {
    paint,
    take(row) {
      row.dataset.photo = "";
      for (const button of row.querySelectorAll("[data-move]")) {
        button.addEventListener("click", () => move(row, Number(button.dataset.move)));
      }
    },
  };
}
