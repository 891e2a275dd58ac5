// Somebody with a browser. Everything that goes wrong behind the page is a fault of the page: an error in the console, a
// breach of the content policy, a request that leaves the origin.

import { chromium } from "playwright-core";

import { Authenticator } from "./authenticator.mjs";

/** One Chromium for the whole run; every visitor has a profile of their own in it. */
export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"],
  });
}

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 900 };

const agents = {
  phone:
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Mobile Safari/537.36",
};

export class Visitor {
  #faults = [];
  #expected = [];

  /** `script: false` switches JavaScript off; `phone` makes it a small screen under a thumb. */
  static async arrive(browser, portal, report, { name, script = true, phone = false, locale = "en-CA" }) {
    const visitor = new Visitor();
    Object.assign(visitor, { name, portal, script, origin: portal.origin });
    visitor.context = await browser.newContext({
      baseURL: portal.origin,
      javaScriptEnabled: script,
      locale,
      timezoneId: "America/Toronto",
      viewport: phone ? PHONE : DESK,
      ...(phone ? { userAgent: agents.phone, hasTouch: true, isMobile: true } : {}),
    });
    visitor.context.setDefaultTimeout(15_000);
    visitor.context.on("request", (request) => visitor.#see(request));
    visitor.page = await visitor.context.newPage();
    visitor.page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) visitor.#fault(`console: ${message.text()}`);
    });
    visitor.page.on("pageerror", (error) => visitor.#fault(`script: ${error.message}`));
    // One session for everything: a second one that ends takes the virtual authenticator with it.
    visitor.tools = await visitor.context.newCDPSession(visitor.page);
    if (script) visitor.authenticator = await Authenticator.plug(visitor.tools);
    report.watch(visitor);
    return visitor;
  }

  /** Until the end of the sentence, faults that match are what the sentence is about. */
  expect(...patterns) {
    this.#expected.push(...patterns);
  }

  takeFaults() {
    const faults = this.#faults.filter((fault) => !this.#expected.some((pattern) => pattern.test(fault)));
    this.#faults = [];
    this.#expected = [];
    return faults;
  }

  async go(path) {
    const answer = await this.page.goto(path);
    return answer?.status() ?? 0;
  }

  /** Waits until the page's behaviours are there: they come after the page, only where one is used. */
  async settled() {
    if (this.script) await this.page.waitForLoadState("networkidle");
  }

  get path() {
    return new URL(this.page.url()).pathname;
  }

  /** Fills a form's fields by name: text, a day, a choice, a list of choices. */
  async fill(form, values) {
    for (const [name, value] of Object.entries(values)) {
      const field = form.locator(`[name="${name}"]`);
      const kind = await field.first().evaluate((one) => (one.tagName === "SELECT" ? "select" : one.type));
      if (kind === "select") await field.first().selectOption(value);
      else if (kind === "radio" || kind === "checkbox")
        for (const one of [value].flat()) await form.locator(`[name="${name}"][value="${one}"]`).check();
      else await field.first().fill(value);
    }
  }

  /** Fills and sends the form that posts to `action`, and waits for the page that answers. */
  async send(action, values = {}) {
    const form = this.form(action);
    await this.fill(form, values);
    await this.press(form.locator("button[type=submit]:not([formaction]), button:not([type]):not([formaction])").first());
  }

  form(action) {
    const { page } = this;
    return typeof action === "string" ? page.locator(`form[method="post"][action="${action}"]`) : action;
  }

  /** Presses what leads to another page. */
  async press(button) {
    const arrived = this.page.waitForEvent("framenavigated", (frame) => frame === this.page.mainFrame());
    await button.click();
    await arrived;
    await this.page.waitForLoadState("load");
  }

  async text() {
    return this.page.locator("main").innerText();
  }

  async sees(words) {
    const text = (await this.text()).replaceAll(/\s+/g, " ");
    const holds = words instanceof RegExp ? words.test(text) : text.includes(words);
    if (!holds) throw new Error(`${this.name} does not see ${words} at ${this.page.url()}, but:\n${text.slice(0, 1500)}`);
  }

  /** A request of the visitor's own browser, outside a page. */
  async cookies() {
    return (await this.context.cookies(this.origin)).map(({ name, value }) => `${name}=${value}`).join("; ");
  }

  async leave() {
    await this.context.close();
  }

  #see(request) {
    const url = request.url();
    if (!url.startsWith(`${this.origin}/`) && !/^(data|blob):/.test(url)) this.#fault(`left the origin: ${url}`);
  }

  #fault(words) {
    this.#faults.push(`${this.name} at ${this.page?.url() ?? "the door"}: ${words}`);
  }
}
