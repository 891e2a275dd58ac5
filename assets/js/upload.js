// A form that sends its files the moment they are chosen: two at a time, resumably, and posts itself with the
// uploads' ids when the person presses Finish. A reader hears the start, each arrival and the end, no more.

import { chosen } from "./folders.js";
import { Sending } from "./sending.js";
import { togetherOf } from "./together.js";
import { percent, size, wordsOf } from "./words.js";

const atOnce = 2;

export function start(form) {
  const part = (name) => form.querySelector(`[data-${name}]`);
  const most = Number(form.dataset.max) || Infinity;
  const words = wordsOf(form);
  const said = (word, values, count) => words(word, { max: size(most), ...values }, count);
  const together = togetherOf(form, said, announce);
  const sendings = [];
  let photos = 0;
  let finishing = false;
  let announced = "";

  const listed = () => sendings.filter(({ state }) => state !== "removed");
  const inState = (state) => sendings.filter((sending) => sending.state === state);
  const open = () => sendings.filter((sending) => sending.isOpen);

  for (const input of form.querySelectorAll("input[type=file]")) {
    // The bytes go by tus; without its name the input adds none to the form's own post.
    input.removeAttribute("name");
    input.required = false;
    input.addEventListener("change", () => {
      const files = chosen(input);
      input.value = "";
      add(files, input.hasAttribute("capture"));
    });
  }
  for (const scripted of form.querySelectorAll("[data-scripted]")) scripted.hidden = false;
  for (const button of form.querySelectorAll("[data-give-up]")) {
    const left = button.closest("[data-unfinished]");
    button.addEventListener("click", () => giveUp(left));
  }
  form.addEventListener("files", ({ detail }) => add(detail, false));
  form.addEventListener("submit", (event) => finish(event));
  addEventListener("offline", () => {
    part("offline")?.removeAttribute("hidden");
    for (const sending of inState("sending")) sending.wait();
  });
  addEventListener("online", () => {
    part("offline")?.setAttribute("hidden", "");
    for (const sending of inState("waiting")) sending.begin();
  });
  document.addEventListener("visibilitychange", () => keepAwake(open().length > 0));

  function add(files, isCamera) {
    form.hidden = false;
    part("list").hidden = false;
    for (const { file, folder } of files) {
      const name = isCamera ? photoName(file) : file.name;
      const { row, left } = rowFor(file, name, folder);
      const sending = new Sending(file, { folder, name }, row, { address: form.dataset.tus, left }, said, changed);
      row.querySelector("[data-remove]").addEventListener("click", () => {
        const next = row.nextElementSibling ?? row.previousElementSibling;
        sending.remove();
        (next?.querySelector("[data-remove]") ?? form.querySelector("input[type=file]")).focus();
      });
      sendings.push(sending);
      if (file.size === 0) sending.refuse("empty");
      else if (file.size > most) sending.refuse("too-large");
    }
    changed();
    announce(tally());
  }

  // A camera names every photo alike; numbers tell them apart, on the page and on the server.
  function photoName(file) {
    photos += 1;
    const ending = file.name.match(/\.\w+$/)?.[0] ?? "";
    return said("photo", { n: photos }) + ending;
  }

  // A file that was left unfinished takes its old place and goes on where it stopped. Name and size only find the
  // candidate: its bytes are compared before one is added.
  function rowFor(file, name, folder) {
    const row = part("row").content.firstElementChild.cloneNode(true);
    const isPhoto = file.type.startsWith("image/");
    row.querySelector(`[data-thumb="${isPhoto ? "page" : "photo"}"]`)?.remove();
    if (isPhoto) together.take(row);
    const left = [...form.querySelectorAll("[data-unfinished]")].find(
      ({ dataset }) => dataset.name === name && dataset.folder === folder && Number(dataset.size) === file.size,
    );
    if (left) left.replaceWith(row);
    else part("files").append(row);
    return { row, left };
  }

  function changed(sending) {
    for (const next of inState("next").slice(0, Math.max(0, atOnce - inState("sending").length))) {
      // Beginning one comes back here and may have begun the other.
      if (next.state === "next") next.begin();
    }
    if (sending?.state === "arrived" && open().length > 0) announce(said("one-arrived", { name: sending.path }));
    if (sending?.state === "arrived") forgive();
    if (sending?.state === "problem") finishing = false;
    paint();
    const isBusy = open().length > 0;
    if (isBusy) document.dispatchEvent(new Event("busy"));
    keepAwake(isBusy);
    guardLeaving(isBusy);
    if (!isBusy && inState("arrived").length > 0) settle();
  }

  function settle() {
    announce(tally());
    const isWhole = inState("problem").length === 0;
    if (finishing || (form.dataset.finish === "auto" && isWhole)) {
      finishing = true;
      form.requestSubmit();
    }
  }

  function tally() {
    const count = listed().length - inState("problem").length;
    const arrived = inState("arrived").length;
    if (count === 0) return "";
    if (arrived === count) return said("all", { count }, count);
    return `${said("tally", { count }, count)} ${said("so-far", { count: arrived }, arrived)}`;
  }

  function paint() {
    const counted = listed().filter(({ state }) => state !== "problem");
    const whole = counted.reduce((sum, { file }) => sum + file.size, 0);
    const sent = counted.reduce((sum, sending) => sum + sending.sent, 0);
    const share = whole ? sent / whole : 0;
    part("tally").textContent = tally();
    part("percent").textContent = counted.length ? percent(Math.floor(share * 100) / 100) : "";
    part("total").value = share * 100;
    const advice = part("advice");
    if (advice) advice.hidden = open().length === 0;
    part("head").hidden = listed().length === 0;
    part("list").hidden = part("files").childElementCount === 0;
    together.paint();
    part("go-on")?.toggleAttribute("hidden", !form.querySelector("[data-unfinished]"));
  }

  // That no file had been chosen is no longer true.
  function forgive() {
    const field = form.querySelector("#files").closest(".field--fault");
    field?.classList.remove("field--fault");
    for (const mark of ["aria-invalid", "aria-describedby"]) form.querySelector("#files").removeAttribute(mark);
    field?.querySelector(".fault")?.remove();
    const summary = document.querySelector("[data-faults]");
    const points = summary?.querySelectorAll("li") ?? [];
    if (points.length === 1 && points[0].querySelector('a[href="#files"]')) summary.remove();
  }

  // Off the list, and off the server.
  function giveUp(left) {
    const next = left.nextElementSibling?.querySelector("button, input") ?? form.querySelector("input[type=file]");
    fetch(left.dataset.unfinished, { method: "DELETE", headers: { "tus-resumable": "1.0.0" } }).catch(() => {});
    left.remove();
    paint();
    next.focus();
  }

  function finish(event) {
    if (open().length > 0) {
      event.preventDefault();
      finishing = true;
      if (part("advice")) part("advice").textContent = said("finishing");
      return;
    }
    for (const old of form.querySelectorAll("input[type=hidden][name=upload]")) old.remove();
    for (const { id } of inState("arrived").sort(byPlace)) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "upload", value: id });
      form.append(field);
    }
    guardLeaving(false);
  }

  function announce(sentence) {
    if (sentence && sentence !== announced) part("announce").textContent = announced = sentence;
  }
}

// As the rows stand in the list, which is the order of pages.
const byPlace = (one, other) =>
  one.row.compareDocumentPosition(other.row) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;

const warn = (event) => event.preventDefault();

function guardLeaving(isBusy) {
  if (isBusy) addEventListener("beforeunload", warn);
  else removeEventListener("beforeunload", warn);
}

let lock = null;

// A phone that sleeps stops sending. The browser drops the lock when the page is hidden, so it is asked for again.
async function keepAwake(isBusy) {
  if (!("wakeLock" in navigator)) return;
  if (!isBusy) {
    lock?.release();
    lock = null;
  } else if ((lock === null || lock.released) && document.visibilityState === "visible") {
    lock = { released: false, release() {} };
    lock = await navigator.wakeLock.request("screen").catch(() => null);
  }
}
