// Every page as people see it: narrow and wide, light and dark, English and French. axe finds nothing, and nothing sticks
// out of a screen of 320 pixels.

import { Axe } from "../kit/axe.mjs";
import { must } from "../kit/report.mjs";
import { DESK, PHONE } from "../kit/visitor.mjs";

const NARROWEST = { width: 320, height: 640 };

export async function pages(report, cast) {
  for (const locale of ["en", "fr"]) {
    for (const [visitor, addresses] of [
      [cast.owner, await firmPages(cast)],
      [cast.nadia, await clientPages(cast)],
    ]) {
      await report.story(`The pages ${visitor.name} sees, in ${locale === "en" ? "English" : "French"}`, async () => {
        await speak(visitor, locale);
        for (const path of addresses) await report.check(path, () => look(visitor, path, locale));
      });
    }
  }
}

async function speak(visitor, locale) {
  await visitor.go("/you");
  await visitor.send("/you", { locale });
}

async function look(visitor, path, locale) {
  const { page } = visitor;
  visitor.expect(/status of 404/);
  await visitor.go(path);
  must((await page.locator("html").getAttribute("lang")).startsWith(locale), `it speaks another language than ${locale}`);
  const axe = await Axe.at(page);
  const faults = [];
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const viewport of [PHONE, DESK]) {
      await page.setViewportSize(viewport);
      for (const violation of await axe.violations()) faults.push(`${viewport.width} ${colorScheme} ${violation}`);
    }
  }
  await page.setViewportSize(NARROWEST);
  const wide = await axe.overflow();
  if (wide) faults.push(`${wide.over} pixels wider than 320: ${wide.out.join(" ")}`);
  await axe.end();
  must(faults.length === 0, faults.join("\n"));
}

/** The addresses a page leads to, of one kind. */
async function linksOf(visitor, path, pattern) {
  await visitor.go(path);
  const all = await visitor.page.locator("a[href]").evaluateAll((links) => links.map((a) => a.getAttribute("href")));
  return [...new Set(all.filter((href) => pattern.test(href)))];
}

async function firmPages({ owner, matter, document }) {
  const at = `/matters/${matter}`;
  const [share] = await linksOf(owner, `/documents/${document}`, /^\/shares\//);
  const [invitation] = await linksOf(owner, `${at}/people`, /^\/invitations\/\w+$/);
  const [client] = await linksOf(owner, "/clients", /^\/clients\/cli_/);
  const [member] = await linksOf(owner, "/settings/people", /^\/settings\/people\/per_\w+$/);
  return [
    "/today",
    "/matters",
    "/matters?q=nothing-like-this",
    "/matters/new",
    at,
    `${at}/edit`,
    `${at}/people`,
    `${at}/messages`,
    `${at}/record`,
    `${at}/status`,
    `${at}/documents/new`,
    `${at}/shares/new?document=${document}`,
    `${at}/invitations/new`,
    invitation,
    invitation && `${invitation}/letter`,
    `/documents/${document}`,
    share,
    "/clients",
    "/clients/new",
    client,
    "/record",
    "/settings",
    "/settings/mail",
    "/settings/people",
    "/settings/people/new",
    member,
    "/settings/place",
    "/you",
    "/you/security",
    "/you/security/passkey",
    "/nothing-is-here",
  ].filter(Boolean);
}

async function clientPages({ nadia, matter, document }) {
  const [delivery] = await linksOf(nadia, `/m/${matter}`, /^\/deliveries\//);
  return [
    "/",
    `/m/${matter}`,
    `/m/${matter}/d/${document}`,
    `/m/${matter}/d/${document}?page=2`,
    `/m/${matter}/send`,
    `/m/${matter}/messages`,
    delivery,
    "/documents",
    "/documents?q=nothing-like-this",
    "/messages",
    "/you",
    "/you/security",
    "/you/security/password",
    "/you/looked",
    "/safe-keeping",
    "/sign-in",
    "/sign-in/help",
    "/sign-in/help?missing=passkey",
    "/sign-in/help?missing=invitation",
    "/i/nobody-knows-this",
    "/nothing-is-here",
  ].filter(Boolean);
}
