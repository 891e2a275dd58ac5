// Whether a file is the one that was begun: each run of bytes that has arrived is compared with the same place in the
// file, by SHA-256. The first and the last run tell nearly every other file apart at once; the rest is compared while
// sending goes on, so that no other file's bytes can ever stand behind these.

/** Bytes of a run: what the browser hashes in one piece, and what the server does at most. */
const RUN = 64 * 1024 * 1024;

async function ask(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} was answered ${answer.status}`);
  return answer.text();
}

export class Arrived {
  /** Asks how much the server has of the upload at `address`; `file` is the one chosen now. */
  static async of(file, address) {
    return new Arrived(file, address, Number(await ask(`${address}/arrived`)));
  }

  constructor(file, address, length) {
    const runs = [];
    for (let from = 0; from < length; from += RUN) runs.push({ from, to: Math.min(from + RUN, length) });
    Object.assign(this, { file, address, length, runs, compared: 0 });
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

  async #agrees({ from, to }) {
    const theirs = ask(`${this.address}/fingerprint?from=${from}&to=${to}`);
    const bytes = await this.file.slice(from, to).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    this.compared += to - from;
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === (await theirs);
  }
}
