// Documents taken away in one ZIP: by the client from the matter and from their list, by the firm from its shelf. Another
// program opens what arrived.

import { execFileSync } from "node:child_process";

import { must } from "../kit/report.mjs";

/** Presses a button that begins a download; answers the paths in the archive, all of it whole. */
async function taken(visitor, button, name) {
  const arriving = visitor.page.waitForEvent("download");
  await button.click();
  const download = await arriving;
  must(download.suggestedFilename() === name, `it is called ${download.suggestedFilename()}`);
  const path = await download.path();
  execFileSync("unzip", ["-tqq", path]);
  const listed = execFileSync("unzip", ["-Z1", path], { encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8" } });
  return listed.split("\n").filter(Boolean).sort();
}

function same(found, expected) {
  must(JSON.stringify(found) === JSON.stringify([...expected].sort()), `the archive has ${found.join(", ")}`);
}

export async function takeAway(owner, nadia, { matter, sent }, draft, title) {
  const names = sent.map(({ name }) => name);
  await nadia.go(`/m/${matter}`);
  const everything = nadia.form(`/matters/${matter}/parcels`).locator("button");
  same(await taken(nadia, everything, `${title}.zip`), [draft, ...names]);

  await nadia.go("/documents");
  await nadia.settled();
  const list = nadia.form("/parcels");
  const bar = list.locator("[data-bulk]");
  must((await bar.isVisible()) === !nadia.script, "the bar is there before anything is chosen, or not there without script");
  for (const at of [0, 1]) await list.locator("input[type=checkbox]").nth(at).check();
  if (nadia.script) must((await bar.innerText()).includes("2"), "the bar does not count");
  must((await taken(nadia, bar.locator("button"), `${title}.zip`)).length === 2, "two were chosen");

  await owner.go(`/matters/${matter}`);
  await owner.settled();
  const row = owner.page.locator(".shelf tr", { has: owner.page.locator('a[href^="/documents/"]') }).first();
  await row.locator("input[type=checkbox]").check();
  const download = owner.page.locator('.bulk button[formaction$="/parcels"]');
  must((await taken(owner, download, `${title}.zip`)).length === 1, "one was chosen");
  same(await taken(owner, owner.form(`/matters/${matter}/parcels`).locator("button"), `${title}.zip`), [draft, ...names]);
}
