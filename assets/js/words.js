// Words and sizes in the page's language. The words come from the page: <template data-words> holds one
// element per word, and one per plural form where a number is said.

const language = document.documentElement.lang || "en";
const plurals = new Intl.PluralRules(language);
const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

/** The words of an element: say(word, values, count) gives the sentence with its {values} filled in. */
export function wordsOf(element) {
  const forms = [...element.querySelector("template[data-words]").content.querySelectorAll("[data-word]")];
  return (word, values = {}, count = undefined) => {
    const own = forms.filter((form) => form.dataset.word === word);
    const pick = (plural) => own.find((form) => (form.dataset.plural ?? "other") === plural);
    const form = (count === 0 && pick("zero")) || (count !== undefined && pick(plurals.select(count))) || pick("other");
    return form ? form.textContent.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "") : "";
  };
}

function scaleOf(bytes) {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return { unit: units[power], divisor: 1000 ** power, digits: Math.min(power, 1) };
}

/** "8.2 MB", "8,2 Mo", "6 bytes": a number of bytes as a person says it. */
export function size(bytes) {
  const { unit, divisor } = scaleOf(bytes);
  const unitDisplay = unit === "byte" ? "long" : "short";
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 }).format(bytes / divisor);
}

/** "3.4": a part of `whole` bytes, in the unit size(whole) uses. */
export function part(bytes, whole) {
  const { divisor, digits } = scaleOf(whole);
  return new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(bytes / divisor);
}

export function percent(share) {
  return new Intl.NumberFormat(language, { style: "percent" }).format(share);
}
