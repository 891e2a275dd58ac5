// axe-core in the page, under the page's own policy: its source goes in through the debugger, as a person's developer
// tools would, so no rule of the page is switched off for the check.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export class Axe {
  #session;

  /** `session`: the developer tools' line to the page. */
  static async at(session) {
    const axe = new Axe();
    axe.#session = session;
    await axe.#run(`${source};0`);
    return axe;
  }

  async #run(expression) {
    const { result, exceptionDetails } = await this.#session.send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** What breaks a rule: one line each, with the element. */
  violations() {
    return this.#check({ type: "tag", values: tags });
  }

  /** What breaks a rule about colours: all that another colour scheme can change. */
  colours() {
    return this.#check({ type: "rule", values: ["color-contrast", "link-in-text-block"] });
  }

  async #check(runOnly) {
    return this.#run(`axe.run(document, { runOnly: ${JSON.stringify(runOnly)}, resultTypes: ["violations"] }).then(({ violations }) =>
      violations.flatMap(({ id, help, nodes }) => nodes.map(({ html, failureSummary }) =>
        id + ": " + help + "\\n    " + html.slice(0, 240) + "\\n    " + (failureSummary ?? "").split("\\n").slice(1, 3).join(" "))))`);
  }

  /** How far the page is wider than the screen, in pixels, and what sticks out. */
  async overflow() {
    return this.#run(`(() => {
      const width = document.documentElement.clientWidth;
      const over = document.documentElement.scrollWidth - width;
      if (over <= 0) return null;
      const out = [...document.querySelectorAll("main *, header *, footer *")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && box.right > width + 1;
      }).slice(0, 4).map((one) => one.outerHTML.slice(0, 120));
      return { over, out };
    })()`);
  }
}
