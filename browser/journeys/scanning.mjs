// What both sides see of scanning: a file that waits for the scanner, one it found harmful, and the owner's page. Each page
// is looked at as in `pages`.

import { Clamd, MARK } from "../kit/clamd.mjs";
import { look } from "../kit/look.mjs";
import { Portal } from "../kit/portal.mjs";
import { must } from "../kit/report.mjs";
import { Tus } from "../kit/tus.mjs";
import { Visitor } from "../kit/visitor.mjs";
import { come } from "./pages.mjs";

const LETTER = "An uncommonly long name for a letter about the driveway, the fence and the old oak behind it.txt";

export async function scanning(report, browser, binary) {
  const clamd = await Clamd.start();
  const demo = await Portal.demo(binary, ["--scanner", clamd.at]);
  try {
    await report.story("A scanner looks at what comes in", async (step) => {
      const [ruth, nadia] = await Promise.all(
        ["Ruth Osei", "Nadia Haddad"].map((name) => Visitor.arrive(browser, demo, report, { name })),
      );
      for (const visitor of [ruth, nadia]) {
        await visitor.authenticator.touch(false);
        await step(`${visitor.name} is let in`, () => come(visitor, demo, visitor.name, "en"));
      }
      const seen = (who, what, address, words) =>
        step(`${who.name} sees ${what}, in both languages`, async () => {
          for (const locale of ["fr", "en"]) {
            await speak(who, locale);
            await who.go(address);
            await look(who, locale);
          }
          await who.sees(words);
        });
      const matter = await step("they have a matter in common", async () => {
        await nadia.go("/");
        const href = await nadia.page.locator('main a[href^="/m/mat_"]').first().getAttribute("href");
        return href.split("/")[2].replace(/[?#].*/, "");
      });

      clamd.isAway = true;
      const held = await step("Ruth adds a document while the scanner is away, and shares it", () => share(ruth, nadia, matter));
      await seen(nadia, "that it is still checked", `/m/${matter}/d/${held}`, "We are still checking this file");
      await seen(nadia, "it in her list", "/documents", "Still checking");
      await seen(ruth, "a warning", `/documents/${held}`, "No scanner has looked at this file yet.");
      await seen(ruth, "it on the shelf", `/matters/${matter}`, "not scanned yet");
      await seen(ruth, "that the scanner is away", "/settings/scanning", "The scanner does not answer now.");

      clamd.isAway = false;
      await step("the scanner comes back, and the document opens", () => opens(nadia, `/m/${matter}/d/${held}`));
      const harmful = await step("Nadia sends something harmful", () => handOver(nadia, matter));
      await step("it is set aside", () => waits(nadia, harmful, "nobody can open it"));
      await seen(nadia, "what became of it", harmful, "Please send us a clean copy");
      await seen(nadia, "it in her matter", `/m/${matter}`, "Set aside");
      const document = `/documents/${harmful.split("/").pop()}`;
      await seen(ruth, "it first on Today", "/today?whose=all", "was set aside");
      await seen(ruth, "what was found", document, "Test.Nine.Ways");
      await seen(ruth, "it on the shelf", `/matters/${matter}`, "Set aside: harmful");
      await seen(ruth, "how scanning stands", "/settings/scanning", "ClamAV 1.4.6");
      await step("Ruth notes it", async () => {
        await ruth.go(document);
        await ruth.press(ruth.page.locator('form[action$="/set-aside"] button'));
        await ruth.sees("The file stays set aside.");
        await ruth.go("/today?whose=all");
        must(!(await ruth.text()).includes("was set aside: it is harmful"), "it still waits on Today");
      });
    });
  } finally {
    await demo.remove();
    clamd.end();
  }
}

async function speak(visitor, locale) {
  await post(visitor, "/language", { locale, next: "/you" });
}

/** Posts a form as the visitor's browser would, and answers where it leads. */
async function post(visitor, path, fields, isWithFiles = false) {
  const body = isWithFiles ? new FormData() : new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const answer = await fetch(new URL(path, visitor.origin), {
    method: "POST",
    body,
    redirect: "manual",
    headers: { origin: visitor.origin, cookie: await visitor.cookies() },
  });
  must(answer.status === 303, `${path} was answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`);
  return answer.headers.get("location");
}

async function share(ruth, nadia, matter) {
  const upload = await new Tus(ruth).send(matter, LETTER, Buffer.from("Dear Nadia, the oak may stay.\n"));
  await post(ruth, `/matters/${matter}/documents`, { upload }, true);
  await ruth.go(`/matters/${matter}`);
  const row = ruth.page.locator("table.shelf tr").filter({ hasText: "uncommonly long name" });
  const document = await row.locator('input[name="document"]').getAttribute("value");
  await ruth.go(`/matters/${matter}/shares/new?document=${document}`);
  const reader = ruth.page.locator("label.choice").filter({ hasText: nadia.name }).locator('input[name="reader"]');
  const fields = { document, reader: await reader.getAttribute("value"), [`title-${document}`]: LETTER.slice(0, -4) };
  await post(ruth, `/matters/${matter}/shares`, { ...fields, version: "living", tell: "no" });
  return document;
}

async function handOver(nadia, matter) {
  const file = Buffer.concat([Buffer.from("Dear firm, look at this: "), MARK]);
  // Cut in the middle of the mark: two segments.
  const upload = await new Tus(nadia).send(matter, "My answer to the letter.txt", file, file.length - 9);
  await post(nadia, `/m/${matter}/deliveries`, { upload, note: "" }, true);
  await nadia.go(`/m/${matter}`);
  return nadia.page.locator('main a[href*="/d/doc_"]').filter({ hasText: "My answer" }).first().getAttribute("href");
}

const opens = (visitor, address) => waits(visitor, address, "A scanner found nothing harmful in it");

/** Looks again until the words are there. */
async function waits(visitor, address, words) {
  for (let tries = 0; tries < 90; tries += 1) {
    await visitor.go(address);
    if ((await visitor.text()).includes(words)) return;
    await visitor.page.waitForTimeout(500);
  }
  await visitor.sees(words);
}
