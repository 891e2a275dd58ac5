// One file on its way: its row in the list and its tus upload.
//
// next → sending → arrived. Without a connection it is "waiting" and goes on by itself; any other fault is a
// "problem" with a sentence, and with "Try again" where that can help. A file that goes on where it stopped is
// "sending" too, and has arrived only when what came before is known to be of the same file. Nothing about a file is
// kept in the browser.

import { Arrived } from "./same.js";
import { Upload } from "./vendor/tus.js";
import { part, size } from "./words.js";

const retryDelays = [0, 1000, 3000, 5000, 10000, 20000];

export class Sending {
  /**
   * `path`: { folder, name }; `to`: { address, left } of tus, where `left` is the row of an upload that stopped halfway;
   * `said`: words of the form; `changed`: called after every change of state.
   */
  constructor(file, path, row, to, said, changed) {
    Object.assign(this, { file, ...path, row, ...to, said, changed });
    this.state = "next";
    this.sent = 0;
    this.upload = null;
    this.comparing = null;
    for (const label of row.querySelectorAll("[data-name]")) label.textContent = this.path;
    row.querySelector("[data-retry]")?.addEventListener("click", () => this.turn("next"));
    this.paint();
  }

  get path() {
    return this.folder ? `${this.folder}/${this.name}` : this.name;
  }

  get id() {
    return new URL(this.upload.url, location.href).pathname.split("/").pop();
  }

  get isOpen() {
    return this.state === "next" || this.state === "sending" || this.state === "waiting";
  }

  async begin() {
    this.turn("sending", this.left ? "checking" : "sending");
    if (this.left && !this.comparing) {
      try {
        await this.compare();
      } catch {
        if (this.state === "sending") this.turn(...(navigator.onLine ? ["problem", "stopped", true] : ["waiting"]));
        return;
      }
    }
    if (this.state !== "sending") return;
    this.upload ??= this.make();
    this.turn("sending");
    this.upload.start();
  }

  make() {
    const metadata = { filename: this.name, filetype: this.file.type };
    if (this.folder) metadata.relativePath = this.path;
    return new Upload(this.file, {
      endpoint: this.address,
      uploadUrl: this.left?.dataset.unfinished ?? null,
      metadata,
      retryDelays,
      storeFingerprintForResuming: false,
      onProgress: (sent) => this.progress(sent),
      onSuccess: () => this.succeed(),
      onError: (error) => this.fail(error),
    });
  }

  /** Goes on with what was left only if it is of the same file. */
  async compare() {
    const arrived = await Arrived.of(this.file, this.left.dataset.unfinished);
    if (!(await arrived.endsAgree())) {
      // It still waits for its own file.
      this.row.after(this.left);
      this.beginAnew();
      return;
    }
    this.arrived = arrived;
    const upload = this.left;
    this.comparing = arrived.restAgrees(() => this.state !== "removed").then(
      (isSame) => isSame || this.left !== upload || this.giveUp(),
      // A file that can't be read any more can't be sent either.
      () => this.fail(new Error("it does not read")),
    );
  }

  /** Another file's bytes may stand behind the first ones: nothing of that can stay. */
  async giveUp() {
    const mixed = this.upload;
    this.beginAnew();
    await mixed?.abort(true).catch(() => {});
    if (this.state === "sending") this.begin();
  }

  beginAnew() {
    Object.assign(this, { left: null, upload: null, comparing: null, sent: 0 });
    const note = this.row.querySelector("[data-note]");
    note.textContent = this.said("different");
    note.hidden = false;
  }

  async succeed() {
    const upload = this.upload;
    this.sent = this.file.size;
    if (this.comparing) {
      this.turn("sending", "checking");
      await this.comparing;
    }
    if (upload === this.upload) this.turn("arrived");
  }

  /** Stops without giving up: what has arrived stays, and begin() goes on from there. */
  wait() {
    this.upload?.abort();
    this.turn("waiting");
  }

  /** Refuses the file before a byte is sent. */
  refuse(word) {
    this.turn("problem", word);
  }

  /** Takes the file off the list, and off the server if it got there. */
  remove() {
    const known = Boolean(this.upload?.url);
    this.upload?.abort(known).catch(() => {});
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
    else if (status === 413) this.turn("problem", "no-room");
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
    const { row, state, file, word } = this;
    const done = word === "checking" ? (this.arrived?.compared ?? 0) : this.sent;
    const whole = word === "checking" ? (this.arrived?.length ?? 0) + done : file.size;
    row.dataset.state = state;
    row.querySelector("[data-said]").textContent = this.said(word ?? state, {
      size: size(whole),
      sent: part(done, whole),
      name: this.path,
    });
    const bar = row.querySelector("progress");
    bar.hidden = state !== "sending" && state !== "waiting";
    bar.value = file.size ? (100 * this.sent) / file.size : 0;
    bar.setAttribute("aria-label", this.path);
    const again = row.querySelector("[data-retry]");
    if (again) again.hidden = !this.again;
    for (const mark of row.querySelectorAll("[data-when]")) mark.toggleAttribute("hidden", mark.dataset.when !== state);
  }
}
