// Counts the seconds in which an act can be taken back, then removes the offer. The server keeps the real time.

export function start(form) {
  const end = Date.now() + Number(form.dataset.seconds) * 1000;
  const left = form.querySelector("[data-left]");
  const timer = setInterval(tick, 1000);

  function tick() {
    const seconds = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    if (left) left.textContent = seconds;
    if (seconds > 0) return;
    clearInterval(timer);
    form.remove();
  }
}
