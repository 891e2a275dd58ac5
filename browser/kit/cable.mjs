// The line between browser and portal, which can be pulled out in the middle of an upload. People type its address; the
// portal listens behind it.

import net from "node:net";

export class Cable {
  #portal;
  #server;
  #left = Infinity;
  #lines = new Set();
  /** How often a line was cut. */
  cuts = 0;

  static async lay() {
    const cable = new Cable();
    cable.#server = net.createServer((near) => cable.#connect(near));
    await new Promise((done) => cable.#server.listen(0, "127.0.0.1", done));
    return cable;
  }

  get port() {
    return this.#server.address().port;
  }

  lead(port) {
    this.#portal = port;
  }

  /** The line that carries this many more bytes to the portal is cut, once. */
  cutAfter(bytes) {
    this.#left = bytes;
  }

  async end() {
    for (const line of this.#lines) line.destroy();
    await new Promise((done) => this.#server.close(done));
  }

  #connect(near) {
    const far = net.connect(this.#portal, "127.0.0.1");
    const drop = () => {
      near.destroy();
      far.destroy();
      this.#lines.delete(near);
    };
    this.#lines.add(near);
    near.on("data", (bytes) => {
      this.#left -= bytes.length;
      if (this.#left < 0) {
        this.#left = Infinity;
        this.cuts += 1;
        // What had left the browser before may still be on its way to the portal: only the rest is lost.
        far.end();
        near.resetAndDestroy();
        return;
      }
      if (!far.write(bytes)) {
        near.pause();
        far.once("drain", () => near.resume());
      }
    });
    far.on("data", (bytes) => {
      if (!near.write(bytes)) {
        far.pause();
        near.once("drain", () => far.resume());
      }
    });
    near.on("end", () => far.end());
    far.on("end", () => near.end());
    near.on("close", drop).on("error", drop);
    far.on("close", () => near.end()).on("error", drop);
  }
}
