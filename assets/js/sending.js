// One file on its way: its row in the list and its tus upload.
//
// next → sending → arrived. Without a connection it is "waiting" and goes on by itself; any other fault is a
// "problem" with a sentence, and with "Try again" where that can help. Nothing about a file is kept in the browser.

import { Upload } from "./vendor/tus.js";
import { part, size } from "./words.js";

const retryDelays = [0, 1000, 3000, 5000, 10000, 20000];

export class Sending {
  /** `to`: { address, resume } of tus; `said`: words of the form; `changed`: called after every change of state. */
  constructor(file, name, row, to, said, changed) {
    Object.assign(this, { file, name, row, said, changed });
    this.state = "next";
    this.sent = 0;
    this.upload = new Upload(file, {
      endpoint: to.address,
      uploadUrl: to.resume ?? null,
      metadata: { filename: name, filetype: file.type },
      retryDelays,
      storeFingerprintForResuming: false,
      onProgress: (sent) => this.progress(sent),
      onSuccess: () => this.turn("arrived"),
      onError: (error) => this.fail(error),
    });
    for (const label of row.querySelectorAll("[data-name]")) label.textContent = name;
    row.querySelector("[data-retry]")?.addEventListener("click", () => this.turn("next"));
    this.paint();
  }

  get id() {
    return new URL(this.upload.url, location.href).pathname.split("/").pop();
  }

  get isOpen() {
    return this.state === "next" || this.state === "sending" || this.state === "waiting";
  }

  begin() {
    this.turn("sending");
    this.upload.start();
  }

  /** Stops without giving up: what has arrived stays, and begin() goes on from there. */
  wait() {
    this.upload.abort();
    this.turn("waiting");
  }

  /** Refuses the file before a byte is sent. */
  refuse(word) {
    this.turn("problem", word);
  }

  /** Takes the file off the list, and off the server if it got there. */
  remove() {
    const known = this.upload.url !== null;
    this.upload.abort(known).catch(() => {});
    this.row.remove();
    this.turn("removed");
  }

  progress(sent) {
    this.sent = sent;
    this.paint();
    this.changed(this);
  }

  fail(error) {
    const status = error.originalResponse?.getStatus() ?? 0;
    if (status === 0 && !navigator.onLine) this.turn("waiting");
    else if (status === 413) this.turn("problem", "too-large");
    else if ([401, 403, 404].includes(status)) this.turn("problem", "signed-out", true);
    else if (status >= 400 && status < 500) this.turn("problem", "refused");
    else this.turn("problem", "stopped", true);
  }

  turn(state, word = state, again = false) {
    if (this.state === "removed") return;
    Object.assign(this, { state, word, again });
    if (state === "arrived") this.sent = this.file.size;
    this.paint();
    this.changed(this);
  }

  paint() {
    const { row, state, file } = this;
    const whole = size(file.size);
    row.dataset.state = state;
    row.querySelector("[data-said]").textContent = this.said(this.word ?? state, {
      size: whole,
      sent: part(this.sent, file.size),
      name: this.name,
    });
    const bar = row.querySelector("progress");
    bar.hidden = state !== "sending" && state !== "waiting";
    bar.value = file.size ? (100 * this.sent) / file.size : 0;
    bar.setAttribute("aria-label", this.name);
    const again = row.querySelector("[data-retry]");
    if (again) again.hidden = !this.again;
    for (const mark of row.querySelectorAll("[data-when]")) mark.toggleAttribute("hidden", mark.dataset.when !== state);
  }
}
