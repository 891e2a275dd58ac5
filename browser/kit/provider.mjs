// A provider of OpenID Connect on a spare port of this machine: `oidc-provider`, with its own pages for signing in.

import http from "node:http";

import Provider from "oidc-provider";

export class IdentityProvider {
  #server;

  /** Knows one client, which it leads back to `redirect`; everybody may sign in under any name. */
  static async start(redirect) {
    const own = new IdentityProvider();
    own.#server = http.createServer();
    await new Promise((done) => own.#server.listen(0, "localhost", done));
    own.issuer = `http://localhost:${own.#server.address().port}`;
    own.client = "anteroom";
    own.secret = "between two machines only";
    const provider = new Provider(own.issuer, {
      clients: [{ client_id: own.client, client_secret: own.secret, redirect_uris: [redirect] }],
      claims: { openid: ["sub"], email: ["email"], profile: ["name"] },
      conformIdTokenClaims: false,
      cookies: { keys: ["a key for this run"] },
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: `${id}@osei.example`, name: id }) }),
    });
    own.#server.on("request", provider.callback());
    return own;
  }

  end() {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
