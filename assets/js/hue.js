// The page takes the hue while it is being chosen; the slider and the named hues are one value.

export function start(control) {
  control.addEventListener("input", ({ target }) => {
    document.documentElement.style.setProperty("--brand-h", target.value);
    const form = target.form;
    for (const slider of form.querySelectorAll("input[type=range][data-hue]")) slider.value = target.value;
    for (const named of form.querySelectorAll("[data-hue] input[type=radio]")) named.checked = named.value === target.value;
  });
}
