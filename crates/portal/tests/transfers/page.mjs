// node page.mjs ACT ORIGIN COOKIE MATTER FILE [FILE]: what people do in Chromium. Prints a line when the act has come to
// a point, and goes on when a line comes in.
//   uppy     Uppy sends a file of a folder; prints its address
//   leaves   chooses a file on the page of sending, and is gone when a line comes in
//   returns  on another device, sees what was begun, chooses a file for it, and hands it over when it has arrived; prints
//            whether it was the same file, and where the receipt is

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { createInterface } from "node:readline/promises";

import { build } from "esbuild";
import { chromium } from "playwright-core";

const [act, origin, cookie, matter, path] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"],
});
const context = await browser.newContext({
  baseURL: origin,
  // Uppy is put into a page of the portal, which lets no stranger's script run.
  bypassCSP: act === "uppy",
  ...(act === "returns" ? { viewport: { width: 390, height: 844 } } : {}),
});
await context.addCookies([{ name: "anteroom", value: cookie, url: origin }]);
context.setDefaultTimeout(120_000);
const page = await context.newPage();
await page.goto(`/m/${matter}/send`);
await page.waitForLoadState("networkidle");

if (act === "uppy") {
  const bundled = await build({
    entryPoints: [new URL("uppy.js", import.meta.url).pathname],
    bundle: true,
    format: "iife",
    write: false,
    logLevel: "error",
  });
  await page.addScriptTag({ content: bundled.outputFiles[0].text });
  await page.evaluate(() => {
    const input = document.createElement("input");
    Object.assign(input, { type: "file", id: "uppys" });
    document.body.append(input);
  });
  await page.locator("#uppys").setInputFiles(path);
  const address = await page.evaluate(
    ([endpoint, relative]) => window.uppySends(document.querySelector("#uppys").files[0], endpoint, relative),
    [`/matters/${matter}/uploads`, `From Uppy/${basename(path)}`],
  );
  console.log(address);
} else if (act === "leaves") {
  await page.locator("input#files").setInputFiles(path);
  console.log("chosen");
  await lines.next();
} else {
  const begun = await page.locator("li[data-unfinished]").innerText();
  if (!/has arrived. We keep it until .* Choose the same file again/.test(begun)) throw new Error(begun);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > 390) throw new Error(`the page is ${wide} pixels wide`);
  const name = await page.locator("li[data-unfinished]").getAttribute("data-name");
  await page.locator("input#files").setInputFiles({ name, mimeType: "", buffer: readFileSync(path) });
  const row = page.locator("li[data-state]");
  await row.and(page.locator('[data-state="arrived"]')).waitFor();
  const isSame = !(await row.locator("[data-note]").isVisible());
  await page.locator('form[data-upload] button[type="submit"]').click();
  await page.waitForURL(/\/deliveries\//);
  console.log(JSON.stringify({ isSame, receipt: new URL(page.url()).pathname }));
}
await browser.close();
process.exit(0);
