// node screenshots.mjs BINARY: makes the pictures of docs/images/ from the demo, as WebP, small enough for a README.

import { mkdir, writeFile } from "node:fs/promises";
import { resolve } from "node:path";

import { come } from "./journeys/pages.mjs";
import { Portal } from "./kit/portal.mjs";
import { Report } from "./kit/report.mjs";
import { DESK, launch, Visitor } from "./kit/visitor.mjs";

const [binary] = process.argv.slice(2);
if (!binary) {
  console.error("usage: node screenshots.mjs BINARY");
  process.exit(2);
}
const folder = resolve(import.meta.dirname, "../docs/images");
const browser = await launch();
const demo = await Portal.demo(resolve(binary));
const report = new Report(resolve(import.meta.dirname, "../target/browser"));
const press = await browser.newPage();

async function arrive(name) {
  const visitor = await Visitor.arrive(browser, demo, report, { name });
  await visitor.authenticator.touch(false);
  await visitor.page.emulateMedia({ reducedMotion: "reduce" });
  await visitor.page.setViewportSize(DESK);
  await come(visitor, demo, name, "en");
  return visitor;
}

/** What the screen shows at an address, as `docs/images/NAME.webp`. */
async function take(visitor, address, name) {
  await visitor.go(address);
  await visitor.settled();
  const picture = (await visitor.page.screenshot()).toString("base64");
  const small = await press.evaluate(async (bytes) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${bytes}`)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext("2d").drawImage(picture, 0, 0);
    const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.82 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, picture);
  await writeFile(resolve(folder, `${name}.webp`), Buffer.from(small));
  console.log(`${name}.webp  ${small.length} bytes`);
}

async function first(visitor, address, links) {
  await visitor.go(address);
  return visitor.page.locator(links).first().getAttribute("href");
}

try {
  await mkdir(folder, { recursive: true });
  const nadia = await arrive("Nadia Haddad");
  await take(nadia, "/", "client-home");
  await take(nadia, await first(nadia, "/", 'ol.todo li:nth-child(2) a[href*="/d/"]'), "client-document");
  const ruth = await arrive("Ruth Osei");
  await take(ruth, "/today", "firm-today");
  await take(ruth, await first(ruth, "/matters", "table a.name"), "firm-matter");
} finally {
  await browser.close();
  await demo.remove();
}
