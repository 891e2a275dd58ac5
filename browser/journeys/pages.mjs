// Every page as people see it: narrow and wide, light and dark, English and French. The demo's people follow every link
// they find, once for each kind of page; axe finds nothing, and nothing sticks out of a screen of 320 pixels.

import { App } from "../kit/authenticator.mjs";
import { look } from "../kit/look.mjs";
import { must } from "../kit/report.mjs";
import { Visitor } from "../kit/visitor.mjs";

const LANGUAGES = { en: "English", fr: "French" };
/** Papers differ more than other pages: a drawing, a locked file, one without pages. */
const AS_MANY = { "/documents/*": 4, "/m/*/d/*": 3 };
/** Bytes, not pages. */
const NO_PAGE = /^\/(assets|brand|versions)\//;

export async function pages(report, browser, demo) {
  for (const locale of Object.keys(LANGUAGES)) {
    for (const [name, side, doors] of [
      ["Ruth Osei", "the firm", ["/today", "/late", "/settings/people/new", "/settings/rights", "/emergency", "/settings/room", "/settings/security", "/settings/single-sign-on", "/sign-in/again?next=/you/security", "/nothing-is-here"]],
      ["Nadia Haddad", "a client", ["/", "/you/security/email", "/documents?q=nothing-like-this", "/sign-in/again?next=/you/security", "/nothing-is-here"]],
      [null, "nobody", ["/sign-in", "/sign-in/help?missing=password", "/sign-in/help?missing=password&written=yes", "/new-password/nobody-knows-this", "/not-me/nobody-knows-this", "/i/nobody-knows-this", "/f/nobody-knows-this", "/sending", "/demo", "/nothing-is-here"]],
    ]) {
      await report.story(`What ${side} sees, in ${LANGUAGES[locale]}`, async (step) => {
        const visitor = await Visitor.arrive(browser, demo, report, { name: side, locale: `${locale}-CA` });
        await visitor.authenticator.touch(false);
        if (name) await step("they are let in", () => come(visitor, demo, name, locale));
        await follow(report, visitor, doors, locale);
        await mistakes(report, visitor, name, locale);
        await visitor.leave();
      });
    }
  }
}

/** A person of the demo signs in and chooses their language. */
export async function come(visitor, demo, name, locale) {
  const person = demo.scene.people.find((one) => one.name === name);
  await visitor.go("/sign-in");
  await visitor.send("/sign-in", { email: person.email, password: person.password });
  demo.apps ??= new Map();
  if (!demo.apps.has(name)) demo.apps.set(name, new App(person.secret));
  await visitor.send("/sign-in/code", { code: await demo.apps.get(name).code() });
  await visitor.go("/you");
  await visitor.send("/you", { locale });
}

async function follow(report, visitor, doors, locale) {
  const seen = new Map();
  const waiting = [...doors];
  while (waiting.length > 0) {
    const address = waiting.shift();
    const kind = kindOf(address);
    const times = seen.get(kind) ?? 0;
    if (times >= (AS_MANY[kind] ?? 1)) continue;
    seen.set(kind, times + 1);
    await report.check(kind, async () => {
      visitor.expect(/status of 40[134]/);
      await visitor.go(address);
      waiting.push(...(await linksOf(visitor)));
      await look(visitor, locale);
    });
  }
}

/** Two addresses are of one kind when they differ in ids and in what is searched for. */
function kindOf(address) {
  const { pathname, searchParams } = new URL(address, "http://here");
  const names = [...new Set(searchParams.keys())].sort();
  const path = pathname.replaceAll(/\/([a-z]{3}_[0-9a-f]{32})/g, "/*");
  return names.length > 0 ? `${path}?${names.join("&")}` : path;
}

async function linksOf(visitor) {
  const hrefs = await visitor.page.locator("a[href]").evaluateAll((links) => links.map(({ href }) => href));
  return hrefs
    .filter((href) => href.startsWith(`${visitor.origin}/`))
    .map((href) => href.slice(visitor.origin.length).replace(/#.*/, ""))
    .filter((path) => !NO_PAGE.test(path));
}

/** A form that comes back with what is wrong is a page too. */
async function mistakes(report, visitor, name, locale) {
  const forms = { "Ruth Osei": ["/matters/new", "/settings"], "Nadia Haddad": [] };
  for (const page of forms[name] ?? ["/sign-in"]) {
    await report.check(`${page}, with mistakes`, async () => {
      visitor.expect(/status of 422/);
      await visitor.go(page);
      const form = visitor.page.locator("main form[method=post]").filter({ has: visitor.page.locator("input[type=text], input[type=email]") });
      await form.evaluate((one) => {
        one.noValidate = true;
        for (const field of one.querySelectorAll("input[type=text], input[type=email]")) field.value = "";
      });
      await visitor.send(form);
      must((await visitor.page.locator("[data-faults]").count()) === 1, "there is no summary of what is wrong");
      const focus = await visitor.page.evaluate(() => document.activeElement.hasAttribute("data-faults"));
      must(focus, "the summary does not have the focus");
      await look(visitor, locale);
    });
  }
}
