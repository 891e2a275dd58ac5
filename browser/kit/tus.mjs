// A second client for resumable uploads, written from the protocol's text (tus 1.0.0), so that the browser's is not the
// only one that was ever tried.

import { createHash, randomBytes } from "node:crypto";

export class Tus {
  constructor(visitor) {
    this.visitor = visitor;
  }

  async #ask(method, path, headers = {}, body = undefined) {
    return fetch(new URL(path, this.visitor.origin), {
      method,
      body,
      redirect: "manual",
      headers: {
        "tus-resumable": "1.0.0",
        origin: this.visitor.origin,
        cookie: await this.visitor.cookies(),
        ...headers,
      },
    });
  }

  /** Sends `bytes` in parts and gives back the upload's id. */
  async send(matter, name, bytes, part = 64 * 1024 * 1024) {
    const created = await this.#ask("POST", `/matters/${matter}/uploads`, {
      "upload-length": String(bytes.length),
      "upload-metadata": `filename ${Buffer.from(name).toString("base64")}`,
    });
    if (created.status !== 201) throw new Error(`creation was answered ${created.status}: ${await created.text()}`);
    const address = created.headers.get("location");
    for (let at = 0; at < bytes.length; ) {
      const answer = await this.#ask(
        "PATCH",
        address,
        { "upload-offset": String(at), "content-type": "application/offset+octet-stream" },
        bytes.subarray(at, at + part),
      );
      if (answer.status !== 204) throw new Error(`at ${at} it was answered ${answer.status}: ${await answer.text()}`);
      at = Number(answer.headers.get("upload-offset"));
    }
    return new URL(address, this.visitor.origin).pathname.split("/").pop();
  }

  /** The SHA-256 of what an address gives, counted as it comes. */
  async fingerprint(path) {
    const answer = await this.#ask("GET", path);
    if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}`);
    const hash = createHash("sha256");
    let length = 0;
    for await (const bytes of answer.body) {
      hash.update(bytes);
      length += bytes.length;
    }
    return { hash: hash.digest("hex"), length };
  }
}

/** Bytes that do not compress and are the same in no two files. */
export function noise(length) {
  const bytes = Buffer.alloc(length);
  const grain = randomBytes(Math.min(length, 1 << 20));
  for (let at = 0, turn = 0; at < length; at += grain.length, turn += 1) {
    if (grain.length >= 4) grain.writeUInt32LE(turn, 0);
    grain.copy(bytes, at);
  }
  return bytes;
}

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
