// Warns before the session ends and renews it on request. Every open tab shares one clock: a page that loads, a
// person who stays, and files that are being sent all start it again. What was typed goes ahead of the sign-in page.

import { keep } from "./kept.js";

export function start(dialog) {
  const { stay, warn, end } = dialog.dataset;
  const leave = `${dialog.dataset.leave}?next=${encodeURIComponent(dialog.dataset.next)}`;
  const tabs = new BroadcastChannel("session");
  let since = Date.now();
  let busy = false;
  let left = false;

  const renewed = () => {
    since = Date.now();
    if (dialog.open) dialog.close();
  };

  async function go() {
    if (left) return;
    left = true;
    await keep(dialog.dataset.keep);
    location.assign(leave);
  }

  async function renew() {
    const answer = await fetch(stay, { method: "POST" }).catch(() => null);
    if (answer === null) return;
    if (!answer.ok) return go();
    renewed();
    tabs.postMessage("renewed");
  }

  function check() {
    const idle = (Date.now() - since) / 1000;
    if (idle >= Number(end) && !busy) go();
    else if (idle >= Number(warn) && busy) renew();
    else if (idle >= Number(warn) && !dialog.open) dialog.showModal();
    busy = false;
  }

  tabs.addEventListener("message", renewed);
  tabs.postMessage("renewed");
  document.addEventListener("busy", () => (busy = true));
  document.addEventListener("visibilitychange", check);
  dialog.querySelector("[data-stay-button]").addEventListener("click", renew);
  // Escape means "I am here", as the button does.
  dialog.addEventListener("cancel", renew);
  setInterval(check, 10_000);
}
