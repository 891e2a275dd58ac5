// A link for files: the firm makes one, and somebody without an account sends papers through it from a phone.

import { look } from "../kit/look.mjs";
import { must } from "../kit/report.mjs";
import { Visitor } from "../kit/visitor.mjs";

const NAME = "Marc Tremblay, accountant";
const PURPOSE = "The tax returns of the last three years, every page.";
const PAPER = { name: "Return of last year.txt", mimeType: "text/plain", buffer: Buffer.from("Income, 48 200 dollars.\n") };

export async function bringByLink(owner, marc, { matter }) {
  await owner.go(`/matters/${matter}/links/new`);
  await see(owner, "en");
  await owner.send(`/matters/${matter}/links`, { name: NAME, purpose: PURPOSE });
  must(owner.path.startsWith("/links/"), `expected the link, but was at ${owner.path}`);
  await see(owner, "en");
  const link = owner.path;
  const door = new URL(await owner.page.locator("#link").innerText()).pathname;
  const code = await owner.page.locator(".handout__code b").innerText();

  await marc.go(door);
  await see(marc, "en");
  must(!(await marc.text()).includes("Tremblay"), "the door tells who it is for");
  await marc.send(door, { door: code.toLowerCase() });
  must(marc.path === "/sending", `expected to be in, but was at ${marc.path}`);
  await marc.sees(PURPOSE);
  await see(marc, "en");
  await marc.settled();
  const form = marc.form("/sending/deliveries");
  await form.locator("input#files").setInputFiles(PAPER);
  if (marc.script) await marc.page.waitForSelector('li[data-state="arrived"]');
  await marc.send(form, { says: "Marc T.", note: "The other two follow." });
  must(marc.path.startsWith("/sending/deliveries/"), `expected a receipt, but was at ${marc.path}`);
  await marc.sees(PAPER.name);
  await see(marc, "en");
  await marc.send("/sending/end");
  await marc.sees("You have left");

  await owner.go("/today");
  await owner.sees("Somebody who says “Marc T.” sent 1 file");
  await owner.go(link);
  await owner.sees("Says: Marc T.");
  await owner.go(`${link}/letter`);
  await see(owner, "en");
  await owner.go(link);
  await owner.send(`${link}/end`);
  marc.expect(/status of 404/);
  must((await marc.go(door)) === 404, "a link that was ended still opens");
  await marc.sees("This link does not open");
}

/** A page looked at in every size and light, where a script may look. */
async function see(visitor, locale) {
  if (visitor.script) await look(visitor, locale);
}

/** Somebody with a phone of their own. */
export function somebody(browser, portal, report, script) {
  return Visitor.arrive(browser, portal, report, { name: "the accountant", script, phone: true });
}
