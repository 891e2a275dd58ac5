// How people come in: the owner by the one link of the first start, everybody else by an invitation.

import { App } from "../kit/authenticator.mjs";
import { look } from "../kit/look.mjs";
import { must } from "../kit/report.mjs";

const PASSWORD = "correct copper window lantern";

/** What is seen only once, on the way in, is looked at there; without JavaScript it is the same page. */
export const glance = (visitor) => (visitor.script ? look(visitor, "en") : null);

/** From `/enter` to the page after it, with a passkey or with a password and an app. */
export async function enter(visitor, way) {
  must(visitor.path === "/enter", `expected to choose a way in, but was at ${visitor.path}`);
  await glance(visitor);
  await visitor.send("/enter", { way });
  if (way === "passkey") {
    must(visitor.path === "/enter/passkey", `expected to make a passkey, but was at ${visitor.path}`);
    await glance(visitor);
    await visitor.settled();
    await visitor.send("/enter/passkey");
    must((await visitor.authenticator.passkeys()).length === 1, "the authenticator keeps no passkey");
  } else {
    await visitor.send("/enter/password", { password: PASSWORD });
    must(visitor.path === "/enter/app", `expected to set up an app, but was at ${visitor.path}`);
    visitor.app = new App(await visitor.page.locator(".secret").innerText());
    await visitor.send("/enter/app", { code: await visitor.app.code() });
    must(visitor.path === "/enter/codes", `expected recovery codes, but was at ${visitor.path}`);
    visitor.recoveryCodes = await visitor.page.locator("#codes li").allInnerTexts();
    must(visitor.recoveryCodes.length === 8, `expected eight recovery codes, got ${visitor.recoveryCodes.length}`);
    await visitor.send("/enter/codes", { kept: "yes" });
  }
}

/** The four pages of the first start; every default is left as it is. */
export async function setUp(owner, { name, email, firm, phone, way }) {
  const base = new URL(owner.portal.link).pathname;
  await owner.go(base);
  await glance(owner);
  await owner.send(`${base}/you`, { name, email });
  await enter(owner, way);
  must(owner.path === `${base}/firm`, `expected the firm's page, but was at ${owner.path}`);
  await glance(owner);
  await owner.send(`${base}/firm`, { name: firm, phone, languages: "en fr" });
  await glance(owner);
  await owner.send(`${base}/letters`);
  await glance(owner);
  await owner.send(`${base}/place`);
  await glance(owner);
  must(owner.path === "/today", `expected Today, but was at ${owner.path}`);
}

/** An invitation, from its landing page to the first page of the space. */
export async function accept(client, { link, code, way }) {
  await client.go(link);
  await glance(client);
  await client.send(link, { door: code });
  await enter(client, way);
  must(client.path === "/enter/welcome", `expected the welcome, but was at ${client.path}`);
  await glance(client);
  await client.press(client.page.locator("main a.btn--go"));
  await glance(client);
  must(client.path === "/", `expected Home, but was at ${client.path}`);
}

export async function signOut(visitor) {
  // With the finger on the sensor, the passkey offered in the e-mail field would sign in again at once.
  await visitor.authenticator?.touch(false);
  await visitor.go("/you");
  await visitor.send("/sign-out");
  must((await visitor.go("/you")) === 200 && visitor.path === "/sign-in", "still in after signing out");
}

export async function signInAgain(visitor, email) {
  await visitor.go("/sign-in");
  if (visitor.app) {
    await visitor.send("/sign-in", { email, password: PASSWORD });
    must(visitor.path === "/sign-in/code", `expected to be asked for a code, but was at ${visitor.path}`);
    must(!(await visitor.context.cookies()).some(({ name }) => name === "anteroom"), "a password alone made a session");
    await visitor.send("/sign-in/code", { code: await visitor.app.code() });
  } else {
    const arrived = visitor.page.waitForURL((url) => url.pathname === "/" || url.pathname === "/today");
    await visitor.settled();
    // What already waits behind the e-mail field does not notice the finger; what the button begins does.
    await visitor.authenticator.touch(true);
    await visitor.form("/sign-in/passkey").locator("button").click();
    await arrived;
  }
  must(["/", "/today"].includes(visitor.path), `expected to be in, but was at ${visitor.path}`);
}

/** Signs in with a passkey; the same answer sent once more leads nowhere. */
export async function signInOnce(visitor, email) {
  const sent = visitor.page.waitForRequest((request) => request.method() === "POST" && new URL(request.url()).pathname === "/sign-in/passkey");
  await signInAgain(visitor, email);
  const headers = { "content-type": "application/x-www-form-urlencoded", origin: visitor.origin };
  const again = await visitor.page.request.post("/sign-in/passkey", { data: (await sent).postData(), headers, maxRedirects: 0 });
  must(again.status() === 422, `the same answer was taken twice: ${again.status()}`);
}
