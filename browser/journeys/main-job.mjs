// The main job, from an empty folder to papers that came back: told once with JavaScript and passkeys, once without
// JavaScript and with passwords.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { must } from "../kit/report.mjs";
import { noise, sha256, Tus } from "../kit/tus.mjs";
import { Visitor } from "../kit/visitor.mjs";
import { accept, glance, setUp, signInAgain, signInOnce, signOut } from "./getting-in.mjs";
import { bringByLink, somebody } from "./link.mjs";
import { photosTogether } from "./photos.mjs";
import { takeAway } from "./taking-away.mjs";

const paper = (name) => fileURLToPath(new URL(`../../crates/portal/src/demo/files/${name}`, import.meta.url));

const OWNER = { name: "Ruth Osei", email: "ruth@oseimarchetti.example", firm: "Osei Marchetti", phone: "613 555 0142" };
const CLIENT = { name: "Nadia Haddad", email: "nadia@haddad.example", phone: "613 555 0199" };
const MATTER = "Separation agreement";
const DRAFT = "Your separation agreement, draft 3";

/** Tells the story on a portal; its people stay in `cast` for the stories after it. */
export async function mainJob(report, browser, portal, { script, cast }) {
  const way = script ? "passkey" : "password";
  const how = script ? "with JavaScript and passkeys" : "without JavaScript, with passwords and codes";
  await report.story(`The main job, ${how}`, async (step) => {
    const arrive = (who) => Visitor.arrive(browser, portal, report, { script, ...who });
    const owner = await arrive({ name: "Ruth" });
    const nadia = await arrive({ name: "Nadia", phone: true });
    Object.assign(cast, { owner, nadia, portal });

    await step("four pages set the firm up", () => setUp(owner, { ...OWNER, way }));
    await step("a set-up that is done is absent", async () => {
      owner.expect(/404/);
      must((await owner.go(new URL(portal.link).pathname)) === 404, "the set-up is still there");
    });
    await step("the practice matter can be removed, and says what that means", () => seeRemoval(owner));
    await step("the owner opens a matter", async () => {
      cast.matter = await openMatter(owner);
    });
    const invitation = await step("the owner invites the client, on paper", () => invite(owner, cast.matter));
    await step("the client comes in on a phone", () => accept(nadia, { ...invitation, way }));
    await step("an invitation works once", async () => {
      const stranger = await arrive({ name: "Stranger" });
      await stranger.go(invitation.link);
      must((await stranger.form(invitation.link).count()) === 0, "the invitation still asks for its code");
      await stranger.leave();
    });
    await step("nothing waits for the client yet", async () => {
      await nadia.go("/");
      await nadia.sees(MATTER);
    });
    await step("the owner adds a document, which stays firm only", async () => {
      cast.document = await addDocument(owner, cast.matter, paper("separation-agreement-draft-3.pdf"));
      must((await nadia.page.request.get(`/m/${cast.matter}/d/${cast.document}`)).status() === 404, "the client sees it");
    });
    await step("the owner says where the matter stands", async () => {
      await owner.go(`/matters/${cast.matter}/status`);
      await owner.send(`/matters/${cast.matter}/status`, { words: "Your draft is ready. Read it, then we meet." });
      await nadia.go(`/m/${cast.matter}`);
      await nadia.sees("Your draft is ready.");
    });
    await step("a sharing can be undone before anybody is told", async () => {
      await share(owner, cast);
      await owner.send(owner.page.locator('form[action^="/sharings/"]'));
      must((await nadia.page.request.get(`/m/${cast.matter}/d/${cast.document}`)).status() === 404, "the client sees it");
    });
    await step("the owner shares it and asks for a review", () => share(owner, cast));
    await step("the client reads every page", () => read(nadia, cast));
    await step("the client says that they have reviewed it", () => confirm(nadia, cast));
    await step("the firm sees what was reviewed", async () => {
      await owner.go(`/documents/${cast.document}`);
      must((await owner.page.locator("td.is-reached.is-last[data-label]").count()) > 0, "no level is reached");
      const last = owner.page.locator(".levels tbody tr td").last();
      must((await last.getAttribute("class")).includes("is-reached"), "the review is not there");
    });
    await step("the client asks a question, and is answered", () => write(owner, nadia, cast));
    await step(
      script ? "three files arrive although the line is cut in the middle" : "three files arrive by a plain form",
      () => upload(nadia, cast, portal, script),
    );
    await step("the firm finds them, byte for byte", () => find(owner, nadia, cast));
    await step("both sides take the documents away in one ZIP, whole or chosen", () =>
      takeAway(owner, nadia, cast, "separation-agreement-draft-3.pdf", MATTER),
    );
    await step("somebody without an account brings a paper through a link, on a phone", async () => {
      const marc = await somebody(browser, portal, report, script);
      await bringByLink(owner, marc, cast);
      await marc.leave();
    });
    await step("three photos of a paper become one PDF", () => photosTogether(owner, nadia, cast));
    await step("signing out ends it, signing in again opens it", async () => {
      await signOut(nadia);
      await signInAgain(nadia, CLIENT.email);
      await signOut(owner);
      await (script ? signInOnce(owner, OWNER.email) : signInAgain(owner, OWNER.email));
    });
  });
}

async function seeRemoval(owner) {
  await owner.go("/today");
  const practice = await owner.page.locator('a[href^="/matters/mat_"]').first().getAttribute("href");
  await owner.go(`${practice}/removal`);
  must((await owner.form(`${practice}/removal`).count()) === 1, `no removal at ${owner.path}`);
  await glance(owner);
}

async function openMatter(owner) {
  await owner.go("/matters/new");
  await owner.send("/matters", { "client-name": CLIENT.name, "client-kind": "person", title: MATTER, area: "family" });
  const [, matter] = owner.path.match(/^\/matters\/(mat_[^/]+)/) ?? [];
  must(matter, `no matter at ${owner.path}`);
  await owner.go(`/matters/${matter}`);
  await owner.sees(MATTER);
  return matter;
}

async function invite(owner, matter) {
  const path = `/matters/${matter}/invitations/new`;
  await owner.go(path);
  await owner.send(`/matters/${matter}/invitations`, {
    name: CLIENT.name,
    email: CLIENT.email,
    phone: CLIENT.phone,
    way: "letter",
    door: "code",
  });
  must(owner.path.startsWith("/invitations/"), `no invitation at ${owner.path}`);
  const text = await owner.page.locator("main").innerText();
  const [, link] = text.match(/https?:\/\/\S+?(\/i\/[\w-]+)/) ?? [];
  must(link, `the page names no link:\n${text}`);
  await owner.go(`${owner.path}/letter`);
  const code = (await owner.page.locator(".handout__code b").innerText()).trim();
  return { link, code };
}

async function addDocument(owner, matter, path) {
  await owner.go(`/matters/${matter}`);
  await owner.press(owner.page.locator(`a[href="/matters/${matter}/documents/new"]`).first());
  const form = owner.form(`/matters/${matter}/documents`);
  await owner.settled();
  if (owner.script) {
    const arrived = owner.page.waitForURL((url) => url.pathname === `/matters/${matter}`);
    await form.locator("input#files").setInputFiles(path);
    await arrived;
  } else {
    await form.locator("input#files").setInputFiles(path);
    await owner.send(form);
  }
  const link = owner.page.locator('.shelf a[href^="/documents/doc_"]').first();
  const [, document] = (await link.getAttribute("href")).match(/^\/documents\/(doc_\w+)/);
  return document;
}

async function share(owner, { matter, document }) {
  const due = new Date(Date.now() + 6 * 86_400_000).toISOString().slice(0, 10);
  await owner.go(`/documents/${document}`);
  await owner.settled();
  // With JavaScript the form opens over the page, without it is a page.
  const link = owner.page.locator(`a[href^="/matters/${matter}/shares/new"]`).first();
  await (owner.script ? link.click() : owner.press(link));
  const form = owner.form(`/matters/${matter}/shares`);
  await (owner.script ? owner.page.locator("dialog[open]").locator(form) : form).waitFor();
  await form.locator('input[name^="title"]').fill(DRAFT);
  await form.locator('[name="reader"]').first().check();
  const looked = form.locator('[name="looked"]');
  if (await looked.count()) await looked.check();
  await owner.send(form, { note: "Please read pages 2 and 3 closely.", review_by: due });
  must(owner.path === `/matters/${matter}`, `expected the matter, but was at ${owner.path}`);
  must((await owner.page.locator('form[action^="/sharings/"]').count()) === 1, "there is no way to undo it");
}

async function read(nadia, { matter, document }) {
  await nadia.go("/");
  await nadia.press(nadia.page.locator(`a[href^="/m/${matter}/d/${document}"]`).first());
  for (let tries = 0; tries < 40 && (await nadia.page.locator("img.paper").count()) === 0; tries += 1) {
    await nadia.page.waitForTimeout(500);
    await nadia.page.reload();
  }
  await nadia.sees(DRAFT);
  let pages = 0;
  for (;;) {
    pages += 1;
    const picture = nadia.page.locator("img.paper");
    await picture.evaluate((one) => (one.complete ? null : new Promise((done) => one.addEventListener("load", done))));
    must((await picture.evaluate((one) => one.naturalWidth)) > 300, `page ${pages} has no picture`);
    const next = nadia.page.locator('a[rel="next"]');
    if ((await next.count()) === 0) break;
    await nadia.press(next.first());
  }
  must(pages > 1, `only ${pages} page was shown`);
}

async function confirm(nadia, { document }) {
  const form = nadia.page.locator('form[action^="/versions/"][action$="/acknowledgement"]');
  await nadia.send(form);
  must((await nadia.text()).length > 40, "the answer says nothing");
  await nadia.go("/documents");
  must((await nadia.page.locator(`a[href*="${document}"]`).count()) > 0, "it is not among the documents");
}

async function write(owner, nadia, { matter }) {
  await nadia.go(`/m/${matter}/messages`);
  await nadia.send(`/m/${matter}/messages`, { words: "Is the date on page 2 final?" });
  await nadia.sees("Is the date on page 2 final?");
  await owner.go("/today");
  must((await owner.page.locator(`main a[href^="/matters/${matter}/messages"]`).count()) > 0, "Today does not tell of it");
  await owner.go(`/matters/${matter}/messages`);
  await owner.send(`/matters/${matter}/messages`, { words: "Yes. It is the day you moved out." });
  await nadia.go(`/m/${matter}/messages`);
  await nadia.sees("the day you moved out");
}

async function upload(nadia, cast, portal, script) {
  cast.sent = [
    { name: "pension-statement-page-1.jpg", path: paper("pension-statement-page-1.jpg") },
    { name: "lease.pdf", path: paper("lease.pdf") },
    { name: "Où est « ma » clé.txt", buffer: noise(3 * 1024 * 1024), mimeType: "text/plain" },
  ];
  await nadia.go(`/m/${cast.matter}/send`);
  await nadia.settled();
  const form = nadia.form(`/m/${cast.matter}/deliveries`);
  const files = form.locator("input#files");
  if (script) {
    nadia.expect(/ERR_(CONNECTION|EMPTY|SOCKET)|Failed to load resource/);
    portal.cable.cutAfter(1024 * 1024);
    await files.setInputFiles(await Promise.all(cast.sent.map(payload)));
    await nadia.page.waitForFunction(() => document.querySelectorAll('li[data-state="arrived"]').length === 3, null, {
      timeout: 30_000,
    });
    must(portal.cable.cuts === 1, `the line was cut ${portal.cable.cuts} times`);
  } else {
    await files.setInputFiles(await Promise.all(cast.sent.map(payload)));
  }
  await nadia.send(form, { note: "Page 2 of the statement is with my bank." });
  must(nadia.path.startsWith("/deliveries/"), `expected a receipt, but was at ${nadia.path}`);
  for (const { name } of cast.sent) await nadia.sees(name);
}

/** A file as the browser is given it: path and name for those of the disk, bytes for those made up. */
async function payload({ name, path, buffer, mimeType = "application/octet-stream" }) {
  if (buffer) return { name, mimeType, buffer };
  return { name, mimeType, buffer: await readFile(path) };
}

async function find(owner, nadia, cast) {
  await owner.go("/today");
  must((await owner.page.locator(`main a[href*="${cast.matter}"], main a[href^="/documents/"]`).count()) > 0, "Today is silent");
  await owner.go(`/matters/${cast.matter}`);
  const tus = new Tus(owner);
  const downloads = new Set();
  for (const { name } of cast.sent) await owner.sees(name.replace(/\.\w+$/, ""));
  for (const link of await owner.page.locator('.shelf a[href^="/documents/"]').evaluateAll((all) => all.map((a) => a.href))) {
    await owner.page.goto(link);
    const href = await owner.page.locator('a[href^="/versions/"][href$="/download"]').first().getAttribute("href");
    downloads.add((await tus.fingerprint(href)).hash);
  }
  for (const file of cast.sent) {
    const { buffer } = await payload(file);
    must(downloads.has(sha256(buffer)), `${file.name} came back changed`);
  }
}
