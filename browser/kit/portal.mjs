// The binary itself, on a spare port, with folders of its own that are gone afterwards.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Cable } from "./cable.mjs";

async function sparePort() {
  const server = net.createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

export class Portal {
  /** What it wrote, both streams, for the report of a failure. */
  log = "";
  #child;

  /** Starts `anteroom serve` on empty folders, behind a cable. */
  static async serve(binary) {
    const portal = new Portal();
    portal.binary = binary;
    portal.folder = await mkdtemp(join(tmpdir(), "anteroom-browser-"));
    portal.cable = await Cable.lay();
    portal.port = await sparePort();
    portal.cable.lead(portal.port);
    portal.origin = `http://localhost:${portal.cable.port}`;
    portal.#spawn([
      "serve",
      "--data",
      portal.folder,
      "--listen",
      `127.0.0.1:${portal.port}`,
      "--public-url",
      portal.origin,
    ]);
    portal.link = await portal.#said(/(http:\/\/localhost:\d+\/set-up\/\S+)/);
    await portal.#answers();
    return portal;
  }

  /** Starts `anteroom demo`, with `more` on its line; `scene` is what it prints about its people. */
  static async demo(binary, more = []) {
    const portal = new Portal();
    portal.binary = binary;
    portal.port = await sparePort();
    portal.#spawn(["demo", "--json", "--listen", `127.0.0.1:${portal.port}`, ...more]);
    portal.scene = JSON.parse(await portal.#said(/^(\{.*\})\s*$/m));
    portal.origin = new URL(portal.scene.address).origin;
    return portal;
  }

  /** Ends the portal as an operator does, and sees it go. */
  async stop() {
    const child = this.#child;
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      await gone;
    }
    return child.exitCode;
  }

  /** Opens every byte that was promised, with the portal stopped. */
  async verify() {
    const child = spawn(this.binary, ["verify", "--deep", "--data", this.folder]);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    const code = await new Promise((done) => child.once("close", done));
    return { code, said };
  }

  async remove() {
    await this.stop();
    await this.cable?.end();
    if (this.folder) await rm(this.folder, { recursive: true, force: true });
  }

  #spawn(line) {
    // The operator's own settings must not reach a portal of the tests.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("ANTEROOM_")));
    this.#child = spawn(this.binary, line, { env, stdio: ["ignore", "pipe", "pipe"] });
    // A run that is broken off takes its portal with it.
    process.once("exit", () => this.#child.kill("SIGKILL"));
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream.on("data", (text) => (this.log += text));
  }

  async #said(words) {
    const found = () => this.log.match(words)?.[1];
    for (let tries = 0; tries < 600; tries += 1) {
      if (found()) return found();
      if (this.#child.exitCode !== null) break;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`the portal did not start:\n${this.log}`);
  }

  async #answers() {
    for (let tries = 0; tries < 100; tries += 1) {
      const answer = await fetch(`${this.origin}/sign-in`, { redirect: "manual" }).catch(() => null);
      if (answer) return;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`the portal does not answer:\n${this.log}`);
  }
}
