// node run.mjs BINARY [STORY …]: every journey, or those whose name contains one of the words given.

import { resolve } from "node:path";

import { bytes } from "./journeys/bytes.mjs";
import { mainJob } from "./journeys/main-job.mjs";
import { pages } from "./journeys/pages.mjs";
import { scanning } from "./journeys/scanning.mjs";
import { singleSignOn } from "./journeys/single-sign-on.mjs";
import { ways } from "./journeys/ways.mjs";
import { must, Report } from "./kit/report.mjs";
import { Portal } from "./kit/portal.mjs";
import { launch } from "./kit/visitor.mjs";

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(130));

const [given, ...chosen] = process.argv.slice(2);
if (!given) {
  console.error("usage: node run.mjs BINARY [main | plain | bytes | pages | scanning | ways | single-sign-on]");
  process.exit(2);
}
const binary = resolve(given);
const wants = (story) => chosen.length === 0 || chosen.includes(story);
const report = new Report(resolve(import.meta.dirname, "../target/browser"));
const browser = await launch();

async function firm(script, after) {
  const portal = await Portal.serve(binary);
  const cast = {};
  try {
    await mainJob(report, browser, portal, { script, cast });
    await after(cast);
    await report.story("Afterwards", async (step) => {
      await step("the portal stops when it is asked to", async () => {
        const code = await portal.stop();
        must(code === 0, `it ended with ${code}:\n${portal.log.slice(-2000)}`);
      });
      await step("every byte that was promised is there", async () => {
        const { code, said } = await portal.verify();
        must(code === 0, said);
      });
    });
  } finally {
    await portal.remove();
    for (const visitor of [cast.owner, cast.nadia]) await visitor?.leave();
  }
}

try {
  if (wants("plain")) await firm(false, async () => {});
  if (wants("main") || wants("bytes"))
    await firm(true, async (cast) => {
      if (wants("bytes")) await bytes(report, cast);
    });
  if (wants("pages")) {
    const demo = await Portal.demo(binary);
    try {
      await pages(report, browser, demo);
    } finally {
      await demo.remove();
    }
  }
  if (wants("scanning")) await scanning(report, browser, binary);
  if (wants("ways")) await ways(report, browser, binary);
  if (wants("single-sign-on")) await singleSignOn(report, browser, binary);
} finally {
  await browser.close();
}
process.exit(report.end() ? 0 : 1);
