// A scanner as the portal meets one: clamd's protocol on a spare port of this machine, one harmful mark, and a switch.

import net from "node:net";

export const MARK = Buffer.from("<<harmful in nine ways>>");

export class Clamd {
  /** While it is away it closes every connection. */
  isAway = false;
  #server;

  static async start() {
    const clamd = new Clamd();
    clamd.#server = net.createServer((socket) => clamd.#meet(socket));
    await new Promise((done) => clamd.#server.listen(0, "127.0.0.1", done));
    clamd.at = `127.0.0.1:${clamd.#server.address().port}`;
    return clamd;
  }

  end() {
    this.#server.close();
  }

  #meet(socket) {
    if (this.isAway) return socket.destroy();
    let came = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      came = Buffer.concat([came, bytes]);
      const answer = answerTo(came);
      if (answer) socket.end(`${answer}\0`);
    });
  }
}

function answerTo(came) {
  const end = came.indexOf(0);
  if (end < 0) return null;
  const command = came.subarray(0, end).toString();
  if (command === "zVERSION") return "ClamAV 1.4.6/27540/Tue Nov 24 09:35:10 2026";
  if (command !== "zINSTREAM") return "UNKNOWN COMMAND";
  const content = contentOf(came.subarray(end + 1));
  if (!content) return null;
  return content.includes(MARK) ? "stream: Test.Nine.Ways FOUND" : "stream: OK";
}

/** The pieces joined, once the piece of no bytes has come. */
function contentOf(bytes) {
  const pieces = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    if (at + 4 + length > bytes.length) return null;
    pieces.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
