// Whether a file is the one that was begun: each run of bytes that has arrived is compared with the same place in the
// file, by SHA-256. The first and the last run tell nearly every other file apart at once; the rest is compared while
// sending goes on, so that no other file's bytes can ever stand behind these.

export class Arrived {
  /** Fetches what the server has; `file` is the one chosen now. */
  static async of(file, address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address} was answered ${answer.status}`);
    const lines = (await answer.text()).split("\n").filter(Boolean);
    const runs = lines.map((line) => {
      const [at, length, print] = line.split(" ");
      return { at: Number(at), length: Number(length), print };
    });
    return new Arrived(file, runs);
  }

  constructor(file, runs) {
    Object.assign(this, { file, runs, compared: 0 });
  }

  get length() {
    return this.runs.reduce((sum, { length }) => sum + length, 0);
  }

  /** Whether both ends are the same. */
  async endsAgree() {
    for (const run of [this.runs.pop(), this.runs.shift()]) if (run && !(await this.#agrees(run))) return false;
    return true;
  }

  /** Whether everything between is the same; stops early when `wanted` says that nobody asks any more. */
  async restAgrees(wanted) {
    for (const run of this.runs) {
      if (!wanted()) return true;
      if (!(await this.#agrees(run))) return false;
    }
    return true;
  }

  async #agrees({ at, length, print }) {
    const bytes = await this.file.slice(at, at + length).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    this.compared += length;
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === print;
  }
}
