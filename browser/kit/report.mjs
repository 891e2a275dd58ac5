// Says what held and what did not, one sentence a line; the last line of a run counts them.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

/** Thrown to end a story whose failure was already told. */
class Ended extends Error {}

export class Report {
  passed = 0;
  failed = 0;
  /** Visitors whose console and requests are looked at after every sentence. */
  #visitors = new Set();
  #pictures;

  constructor(pictures) {
    this.#pictures = pictures;
  }

  watch(visitor) {
    this.#visitors.add(visitor);
  }

  /** A story stops at the first sentence that does not hold: what follows would only repeat it. */
  async story(title, tell) {
    console.log(`\n${title}`);
    this.#visitors.clear();
    try {
      await tell((sentence, act) => this.#sentence(sentence, act));
    } catch (error) {
      if (!(error instanceof Ended)) this.#fail("between two sentences", error);
    }
  }

  /** A sentence after whose failure the others can still be tried. */
  async check(sentence, act) {
    try {
      await this.#sentence(sentence, act);
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
    }
  }

  end() {
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0;
  }

  async #sentence(sentence, act) {
    const began = Date.now();
    try {
      const value = await act();
      const faults = [...this.#visitors].flatMap((visitor) => visitor.takeFaults());
      if (faults.length > 0) throw new Error(faults.join("\n"));
      this.passed += 1;
      console.log(`  ok      ${sentence} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
      return value;
    } catch (error) {
      this.#fail(sentence, error);
      for (const visitor of this.#visitors) for (const fault of visitor.takeFaults()) console.log(`          ${fault}`);
      await this.#keepPictures();
      throw new Ended(sentence);
    }
  }

  #fail(sentence, error) {
    this.failed += 1;
    const words = String(error?.stack ?? error).split("\n").slice(0, 30).join("\n          ");
    console.log(`  FAILED  ${sentence}\n          ${words}`);
  }

  async #keepPictures() {
    await mkdir(this.#pictures, { recursive: true });
    for (const visitor of this.#visitors) {
      if (visitor.page.isClosed()) continue;
      const path = join(this.#pictures, `${this.failed}-${visitor.name.toLowerCase()}.png`);
      await visitor.page.screenshot({ path, fullPage: true, timeout: 5000 }).catch(() => {});
      console.log(`          ${visitor.name} was at ${visitor.page.url()} (${path})`);
    }
  }
}

export function must(holds, otherwise) {
  if (!holds) throw new Error(otherwise);
}
