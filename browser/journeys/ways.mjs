// Ways in: a printed code card for somebody without a smartphone, what the firm asks for, and words that outlive a session.

import { look } from "../kit/look.mjs";
import { must } from "../kit/report.mjs";
import { Portal } from "../kit/portal.mjs";
import { Visitor } from "../kit/visitor.mjs";
import { setUp } from "./getting-in.mjs";

const OWNER = { name: "Ruth Osei", email: "ruth@oseimarchetti.example", firm: "Osei Marchetti", phone: "613 555 0142" };
const EMAIL = "edna@whitcombe.example";
const PASSWORD = "correct copper window lantern";
const WORDS = "The surveyor comes on Thursday, so please leave the gate open.";

export async function ways(report, browser, binary) {
  const portal = await Portal.serve(binary);
  const arrive = (who) => Visitor.arrive(browser, portal, report, who);
  try {
    await report.story("Ways in", async (step) => {
      const owner = await arrive({ name: "Ruth" });
      const edna = await arrive({ name: "Edna", script: false });
      const cast = {};
      await step("the firm is set up with a passkey", () => setUp(owner, { ...OWNER, way: "passkey" }));
      await step("the owner invites somebody who has no smartphone", () => invite(owner, cast));
      await step("the letter and the code card are one print", () => print(owner, cast));
      await step("without JavaScript she comes in with a password and the card", () => comeIn(edna, cast));
      await step("after signing out, Back shows nothing", () => back(edna));
      await step("she signs in with the next number", () => signIn(edna, cast));
      await step("the owner asks for passkeys and ends the cards", () => ask(owner, { owners: "passkey", cards: "no" }));
      await step("at once she is led to what the firm takes", async () => {
        await edna.go("/documents");
        must(edna.path === "/you/security/needed", `expected one more step, but was at ${edna.path}`);
        await edna.sees("One more step");
      });
      await step("she makes a passkey on a tablet that holds the same session, and goes on there", async () => {
        const tablet = await arrive({ name: "Edna", phone: true });
        await tablet.context.addCookies(await edna.context.cookies());
        await goFurther(tablet);
        await tablet.leave();
        // The session has a new token: the one before opens nothing.
        await edna.go("/documents");
        must(edna.path === "/sign-in", `the old token still opens ${edna.path}`);
      });
      await step("what the firm takes no more is no way round the passkey she has", async () => {
        edna.expect(/status of 422/);
        await edna.send("/sign-in", { email: EMAIL, password: PASSWORD });
        await edna.sees("with your passkey only");
      });
      await step("cards are taken again, and she comes in with the next number", async () => {
        await ask(owner, { cards: "yes" });
        await edna.go("/sign-in");
        await edna.send("/sign-in", { email: EMAIL, password: PASSWORD });
        await edna.send("/sign-in/card", { code: cast.codes[2] });
        must(edna.path === "/", `expected Home, but was at ${edna.path}`);
      });
      await step("a passkey gets a name of its own", () => rename(owner));
      await step("words typed before the session ends are there again", () => typing(owner, cast));
      for (const visitor of [owner, edna]) await visitor.leave();
    });
  } finally {
    await portal.remove();
  }
}

async function invite(owner, cast) {
  await owner.go("/matters/new");
  await owner.send("/matters", { "client-name": "Edna Whitcombe", "client-kind": "person", title: "Sale of the orchard", area: "real estate" });
  [, cast.matter] = owner.path.match(/^\/matters\/(mat_[^/]+)/) ?? [];
  await owner.go(`/matters/${cast.matter}/invitations/new`);
  await owner.send(`/matters/${cast.matter}/invitations`, { name: "Edna Whitcombe", email: EMAIL, way: "letter", door: "code", card: "yes" });
  must(owner.path.startsWith("/invitations/"), `no invitation at ${owner.path}`);
  await look(owner, "en");
}

async function print(owner, cast) {
  await owner.send(`${owner.path}/letter`);
  await look(owner, "en");
  await owner.page.emulateMedia({ media: "print" });
  must((await owner.page.locator(".handout").count()) === 2, "the letter and the card are not two pages");
  const broken = await owner.page.locator(".handout--card").evaluate((one) => getComputedStyle(one).breakBefore);
  must(broken === "page", `the card does not begin a page: ${broken}`);
  await owner.page.emulateMedia({ media: "screen" });
  cast.door = (await owner.page.locator(".handout__code b").innerText()).trim();
  const text = await owner.page.locator(".handout").first().innerText();
  [, cast.link] = text.match(/https?:\/\/\S+?(\/i\/[\w-]+)/) ?? [];
  cast.codes = await owner.page.locator(".codecard li b").allInnerTexts();
  must(cast.codes.length === 24, `expected 24 codes, got ${cast.codes.length}`);
}

async function comeIn(edna, { link, door, codes }) {
  await edna.go(link);
  await edna.send(link, { door });
  await edna.send("/enter", { way: "card" });
  await edna.send("/enter/password", { password: PASSWORD });
  await edna.sees("Code number 1 of your card");
  await edna.send("/enter/card", { code: codes[0] });
  must(edna.path === "/enter/welcome", `expected the welcome, but was at ${edna.path}`);
}

async function back(edna) {
  await edna.go("/you");
  await edna.sees("Edna Whitcombe");
  await edna.send("/sign-out");
  await edna.page.goBack();
  must(edna.path === "/sign-in", `Back leads to ${edna.path}`);
  must(!(await edna.text()).includes("Edna Whitcombe"), "Back shows who was here");
}

async function signIn(edna, { codes }) {
  await edna.go("/sign-in");
  await edna.send("/sign-in", { email: EMAIL, password: PASSWORD });
  must(edna.path === "/sign-in/card", `expected to be asked for the card, but was at ${edna.path}`);
  await edna.sees("Code number 2 of your card");
  edna.expect(/status of 422/);
  await edna.send("/sign-in/card", { code: codes[4] });
  await edna.sees("Code number 2 of your card");
  await edna.send("/sign-in/card", { code: codes[1] });
  must(edna.path === "/", `expected Home, but was at ${edna.path}`);
}

async function goFurther(tablet) {
  await tablet.go("/");
  must(tablet.path === "/you/security/needed", `expected one more step, but was at ${tablet.path}`);
  await look(tablet, "en");
  await tablet.press(tablet.page.locator('main a[href="/you/security/passkey"]'));
  await tablet.settled();
  await tablet.send("/you/passkeys");
  must(tablet.path === "/you/security", `expected Security, but was at ${tablet.path}`);
  await look(tablet, "en");
  must((await tablet.go("/documents")) === 200 && tablet.path === "/documents", `held up at ${tablet.path}`);
}

/** Sets what people must come in with; the page asks first who it is. */
async function ask(owner, policy) {
  await owner.go("/settings/security");
  if (owner.path === "/sign-in/again") {
    const arrived = owner.page.waitForURL((url) => url.pathname === "/settings/security");
    await owner.settled();
    await owner.form("/sign-in/again/passkey").locator("button").click();
    await arrived;
  }
  await look(owner, "en");
  await owner.send("/settings/security", policy);
  await owner.sees("Your changes are saved.");
}

async function rename(owner) {
  await owner.go("/you/security");
  await owner.press(owner.page.locator('a[href^="/you/passkeys/"]').first());
  await look(owner, "en");
  const { path } = owner;
  await owner.send(path, { name: "The laptop in the library" });
  await owner.sees("The laptop in the library");
}

async function typing(owner, { matter }) {
  const path = `/matters/${matter}/messages`;
  await owner.page.clock.install();
  await owner.go(path);
  await owner.settled();
  await owner.page.locator(`form[action="${path}"] textarea`).fill(WORDS);
  const warned = owner.page.locator("dialog[data-session][open]");
  await owner.page.clock.fastForward("26:00");
  await warned.waitFor();
  // The page's clock alone has run: the session goes on, so the door leads straight back.
  const returned = owner.page.waitForEvent("framenavigated", (frame) => frame === owner.page.mainFrame());
  await owner.page.clock.fastForward("05:00");
  await returned;
  await owner.page.waitForURL((url) => url.pathname === path);
  const typed = await owner.page.locator(`form[action="${path}"] textarea`).inputValue();
  must(typed === WORDS, `the words are gone: "${typed}"`);
}
