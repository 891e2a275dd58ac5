// What a person proves themselves with: a passkey in the browser (a virtual authenticator that always says yes), or an
// authenticator app (oathtool, so that our codes are checked by somebody else's arithmetic).

import { execFileSync } from "node:child_process";

export class Authenticator {
  static async plug(session) {
    await session.send("WebAuthn.enable");
    const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return Object.assign(new Authenticator(), { session, id: authenticatorId });
  }

  /** Whether the person's finger is on the sensor. It is, unless said otherwise. */
  async touch(isTouched) {
    await this.session.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId: this.id, enabled: isTouched });
  }

  async passkeys() {
    const { credentials } = await this.session.send("WebAuthn.getCredentials", { authenticatorId: this.id });
    return credentials;
  }
}

const STEP = 30;

export class App {
  #used = 0;

  constructor(secret) {
    this.secret = secret.replaceAll(/\s/g, "");
  }

  /** A code that was not used before: it waits for the next step where it must. */
  async code() {
    const now = () => Math.floor(Date.now() / 1000);
    while (Math.floor(now() / STEP) <= this.#used) await new Promise((done) => setTimeout(done, 250));
    // A code taken in the last second of its step may arrive after it.
    if (now() % STEP >= STEP - 2) await new Promise((done) => setTimeout(done, 2000));
    this.#used = Math.floor(now() / STEP);
    return execFileSync("oathtool", ["--totp", "--base32", this.secret], { encoding: "utf8" }).trim();
  }
}
