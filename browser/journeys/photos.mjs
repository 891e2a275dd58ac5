// Photographs of a paper become one PDF: chosen on a phone, put in order where there is script, kept beside it.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { must } from "../kit/report.mjs";

const fixture = (name) => readFile(fileURLToPath(new URL(`../../crates/pages/fixtures/${name}`, import.meta.url)));

export async function photosTogether(owner, nadia, { matter }) {
  const photo = await fixture("sideways.jpg");
  const files = ["left.jpg", "right.jpg"].map((name) => ({ name, mimeType: "image/jpeg", buffer: photo }));
  files.push({ name: "phone.heic", mimeType: "image/heic", buffer: await fixture("sideways.heic") });
  await nadia.go(`/m/${matter}/send`);
  await nadia.settled();
  const form = nadia.form(`/m/${matter}/deliveries`);
  const offer = form.locator("[data-together]");
  must((await offer.isVisible()) === !nadia.script, "the offer is there before photos are chosen, or not there without script");
  await form.locator("input#files").setInputFiles(files);
  if (nadia.script) {
    await nadia.page.waitForFunction(() => document.querySelectorAll('li[data-state="arrived"]').length === 3);
  }
  await offer.locator("input[type=checkbox]").check();
  if (nadia.script) {
    const last = form.locator("[data-photo]").last();
    await last.locator('[data-move="-1"]').focus();
    await nadia.page.keyboard.press("Enter");
    await nadia.page.keyboard.press("Enter");
    must((await form.locator("[data-photo] .row__t").first().innerText()) === "phone.heic", "the photo did not move up");
    must(await form.locator('[data-photo] [data-move="1"]').first().evaluate((it) => it === document.activeElement), "the focus is lost");
    must((await form.locator("[data-announce]").innerText()).includes("phone.heic"), "the move is not said");
  }
  await nadia.send(form, { "together-name": "Two sides of one paper" });
  must(nadia.path.startsWith("/deliveries/"), `expected a receipt, but was at ${nadia.path}`);
  const receipt = nadia.path;
  for (let tries = 0; tries < 50; tries += 1) {
    if ((await nadia.page.locator("main").innerText()).includes("Two sides of one paper.pdf")) break;
    await nadia.page.waitForTimeout(200);
    await nadia.go(receipt);
  }
  await nadia.sees("Two sides of one paper.pdf");
  await nadia.page.locator('main a[href*="/d/"]').click();
  await nadia.sees("Made from 3 photos");
  const first = await nadia.page.locator("section[aria-labelledby=parts] li").first().innerText();
  must(first.trim() === (nadia.script ? "phone" : "left"), `the first photo is ${first}`);
  await owner.go(`/matters/${matter}`);
  await owner.sees("Two sides of one paper");
}
