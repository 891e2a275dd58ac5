// Single sign-on against a provider nobody here wrote: an owner sets it, links an account, and comes in by it; the second
// step stays ours. Each page is looked at as in `pages`.

import { look } from "../kit/look.mjs";
import { Portal } from "../kit/portal.mjs";
import { IdentityProvider } from "../kit/provider.mjs";
import { must } from "../kit/report.mjs";
import { Visitor } from "../kit/visitor.mjs";
import { signOut } from "./getting-in.mjs";
import { come } from "./pages.mjs";

const PAGE = "/settings/single-sign-on";
/** Its pages lie elsewhere, want a font that is not here, and have no icon: none of that is a fault of ours. */
const THEIRS = [/left the origin/, /Failed to load resource/];

export async function singleSignOn(report, browser, binary) {
  const demo = await Portal.demo(binary);
  const provider = await IdentityProvider.start(`${demo.origin}/sign-in/single-sign-on/back`);
  try {
    await report.story("Members come in by the firm's provider", async (step) => {
      const ruth = await Visitor.arrive(browser, demo, report, { name: "Ruth Osei" });
      await ruth.authenticator.touch(false);
      await step("Ruth is let in", () => come(ruth, demo, "Ruth Osei", "en"));
      await step("she sets the provider and tries it", async () => {
        await ruth.go(PAGE);
        await ruth.form(PAGE).locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
        const { issuer, client, secret } = provider;
        await ruth.fill(ruth.form(PAGE), { provider: "other", name: "Quillgate", issuer, client, secret });
        await ruth.press(ruth.form(PAGE).locator("button[formaction]"));
        await ruth.sees("It works: the provider answers, and knows us.");
        await look(ruth, "en");
      });
      await step("a secret that is wrong is said to be", async () => {
        await ruth.fill(ruth.form(PAGE), { secret: "another" });
        await ruth.press(ruth.form(PAGE).locator("button[formaction]"));
        await ruth.sees("does not know this client ID");
        await ruth.fill(ruth.form(PAGE), { secret: provider.secret });
        await ruth.press(ruth.form(PAGE).locator("button[formaction]"));
        await ruth.sees("It works");
      });
      await step("she links her account there", async () => {
        await ruth.go("/you/security");
        await look(ruth, "en");
        await ruth.send("/you/security/single-sign-on");
        await look(ruth, "en");
        ruth.expect(...THEIRS);
        await ruth.press(ruth.page.locator("main a.btn--go"));
        await signInThere(ruth, provider, "ruth-at-work");
        must(ruth.path === "/you/security", `expected to be back, but was at ${ruth.page.url()}`);
        await ruth.sees("Your account is linked.");
        await ruth.sees("ruth-at-work@osei.example");
        await look(ruth, "en");
      });
      await step("she comes in by it, and our second step is asked", async () => {
        await signOut(ruth);
        await ruth.go("/sign-in?next=/clients");
        await look(ruth, "en");
        ruth.expect(...THEIRS);
        await ruth.press(ruth.page.locator('main a[href^="/sign-in/single-sign-on"]'));
        await signInThere(ruth, provider, "ruth-at-work");
        must(ruth.path === "/sign-in/code", `expected the second step, but was at ${ruth.page.url()}`);
        const cookies = (await ruth.context.cookies()).map(({ name }) => name);
        must(!cookies.includes("anteroom"), "one step alone made a session");
        await ruth.send("/sign-in/code", { code: await demo.apps.get("Ruth Osei").code() });
        must(ruth.path === "/clients", `expected to go on, but was at ${ruth.path}`);
      });
      await step("an account nobody linked leads nobody in", async () => {
        const stranger = await Visitor.arrive(browser, demo, report, { name: "somebody", script: false, phone: true });
        stranger.expect(...THEIRS);
        await stranger.go("/sign-in/single-sign-on");
        await signInThere(stranger, provider, "somebody-else");
        await stranger.sees("This account is linked to nobody here");
        must((await stranger.go("/today")) === 200 && stranger.path === "/sign-in", "somebody came in");
        await stranger.leave();
      });
    });
  } finally {
    await demo.remove();
    provider.end();
  }
}

/** Its own pages: a name with any password, then that we may know it. Whoever it knows already passes at once. */
async function signInThere(visitor, provider, name) {
  const { page } = visitor;
  for (let pages = 0; pages < 4 && page.url().startsWith(provider.issuer); pages += 1) {
    const login = page.locator('input[name="login"]');
    if (await login.count()) {
      await login.fill(name);
      await page.locator('input[name="password"]').fill("whatever");
    }
    await visitor.press(page.locator("button[type=submit]").first());
  }
  visitor.expect(...THEIRS);
}
