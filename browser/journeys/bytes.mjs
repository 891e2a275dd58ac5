// Bytes come back as they went in: the sizes where frames and segments end, by a second client and by the browser itself.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { must } from "../kit/report.mjs";
import { noise, sha256, Tus } from "../kit/tus.mjs";

const KIB = 1024;
const MIB = 1024 * KIB;
const SIZES = [0, 1, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, 5 * MIB, 200 * MIB];

export async function bytes(report, { nadia, matter }) {
  await report.story("Bytes come back as they went in", async (step) => {
    const tus = new Tus(nadia);
    const sent = new Map();
    for (const size of SIZES) {
      await step(`${size} bytes are taken in`, async () => {
        const file = noise(size);
        const name = `bytes-${size}.bin`;
        sent.set(name, { id: await tus.send(matter, name, file), size, hash: sha256(file) });
      });
    }
    const receipt = await step("they are handed over in one act", async () => {
      const form = new URLSearchParams([...sent.values()].map(({ id }) => ["upload", id]));
      form.append("note", "");
      const body = new FormData();
      for (const [name, value] of form) body.append(name, value);
      const answer = await fetch(new URL(`/m/${matter}/deliveries`, nadia.origin), {
        method: "POST",
        body,
        redirect: "manual",
        headers: { origin: nadia.origin, cookie: await nadia.cookies() },
      });
      must(answer.status === 303, `it was answered ${answer.status}`);
      return new URL(answer.headers.get("location"), nadia.origin).pathname;
    });
    await step("the receipt names each fingerprint", async () => {
      await nadia.go(receipt);
      const prints = (await nadia.page.locator("main").evaluate((main) => main.textContent)).replaceAll(/\s/g, "");
      for (const [name, { hash }] of sent) must(prints.toLowerCase().includes(hash), `${name} has another fingerprint`);
    });
    await step("each comes back whole", () => comeBack(nadia, tus, sent));
    await step("200 MiB go through the browser", () => throughTheBrowser(nadia, tus, matter));
  });
}

/** Every version the client may read, by the file's name. */
async function versions(visitor) {
  await visitor.go("/documents");
  const pages = await visitor.page.locator('main a[href^="/m/"]').evaluateAll((all) => all.map((a) => a.href));
  const found = new Map();
  for (const page of new Set(pages)) {
    await visitor.page.goto(page);
    const href = await visitor.page.locator('a[href$="/download"]').first().getAttribute("href");
    found.set((await visitor.page.locator("main").innerText()).match(/[\w-]+\.bin/)?.[0], href);
  }
  return found;
}

async function comeBack(nadia, tus, sent) {
  const found = await versions(nadia);
  for (const [name, { size, hash }] of sent) {
    must(found.has(name), `${name} is not among the documents`);
    const back = await tus.fingerprint(found.get(name));
    must(back.length === size, `${name} has ${back.length} bytes`);
    must(back.hash === hash, `${name} has other bytes`);
  }
}

async function throughTheBrowser(nadia, tus, matter) {
  const folder = await mkdtemp(join(tmpdir(), "anteroom-film-"));
  try {
    const film = noise(200 * MIB);
    const path = join(folder, "film.bin");
    await writeFile(path, film);
    await nadia.go(`/m/${matter}/send`);
    await nadia.settled();
    const form = nadia.form(`/m/${matter}/deliveries`);
    await form.locator("input#files").setInputFiles(path);
    await nadia.page.waitForSelector('li[data-state="arrived"]', { timeout: 90_000 });
    await nadia.send(form);
    must(nadia.path.startsWith("/deliveries/"), `expected a receipt, but was at ${nadia.path}`);
    const back = await tus.fingerprint((await versions(nadia)).get("film.bin"));
    must(back.hash === sha256(film), "the film came back changed");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
