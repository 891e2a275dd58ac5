#!/usr/bin/env python3
"""Transfers by clients nobody here wrote, over a line that is cut, to a server that is killed.

  run.py target/debug/anteroom            sizes up to 64 MiB
  run.py target/debug/anteroom --big      up to 3 GiB, once by hand

tus-js-client (whole, in chunks, in parallel parts, with its length told late), tuspy (with checksums), Uppy in Chromium
and the portal's own page send files; each fingerprint on the receipt must be that of the file, and at the end
`anteroom verify --deep` must find nothing wrong.
"""

import hashlib
import json
import os
import pathlib
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "faults")]
from acts import Scene  # noqa: E402
from cable import Cable  # noqa: E402
from tusclient.client import TusClient  # noqa: E402
from visitor import Portal, Visitor  # noqa: E402

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30
SMALL = [0, 1, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, 5 * MIB]
#: How long one transfer may take, in seconds.
PATIENCE = 900


class Transfers:
    def __init__(self, binary, folder, chance):
        self.binary, self.folder, self.chance = binary, folder, chance
        self.data, self.files = folder / "data", 0
        self.passed = self.failed = 0
        with socket.create_server(("127.0.0.1", 0)) as spare:
            self.port = spare.getsockname()[1]
        self.cable = Cable(self.port)
        os.environ["ANTEROOM_PUBLIC_URL"] = self.origin = f"http://localhost:{self.cable.port}"
        self.portal = Portal(binary, self.data, self.port)
        link = next(word for word in self.portal.out.read_text().split() if "/set-up/" in word)
        self.scene = Scene(link, self.cable.port)
        self.nadia = Visitor(self.cable.port, self.scene.nadia)
        self.matter = self.scene.matter
        self.cookie = self.scene.nadia["anteroom"]
        self.endpoint = f"{self.origin}/matters/{self.matter}/uploads"

    def file(self, size):
        """A file that does not compress, with its SHA-256."""
        self.files += 1
        path, digest = self.folder / f"file-{self.files}-{size}.bin", hashlib.sha256()
        grain = self.chance.randbytes(min(size, MIB))
        with path.open("wb") as out:
            for at in range(0, size, MIB):
                block = at.to_bytes(8, "little") + grain[8:] if size - at >= MIB else grain[:size - at]
                digest.update(block)
                out.write(block)
        return path, digest.hexdigest()

    def kill_in(self, size):
        """Kills the server somewhere in the next `size` bytes and starts it anew."""
        until = self.cable.passed + self.chance.randrange(1, max(size, 2))

        def watch():
            began = time.monotonic()
            while self.cable.passed < until and time.monotonic() - began < PATIENCE:
                time.sleep(0.002)
            self.portal.kill()
            self.portal = Portal(self.binary, self.data, self.port)

        watching = threading.Thread(target=watch, daemon=True)
        watching.start()
        return watching

    def node(self, *line, **more):
        done = subprocess.run(["node", *line], capture_output=True, text=True, timeout=PATIENCE, cwd=HERE, **more)
        assert done.returncode == 0, f"{done.stderr}{done.stdout}\n{self.portal.out.read_text()[-2000:]}"
        return done.stdout.strip().split("\n")[-1]

    def tus_js(self, path, **options):
        return self.node("send.mjs", self.endpoint, self.origin, f"anteroom={self.cookie}", str(path), json.dumps(options))

    def tuspy(self, path, **options):
        client = TusClient(self.endpoint, headers={"Cookie": f"anteroom={self.cookie}", "Origin": self.origin})
        uploader = client.uploader(str(path), retries=30, retry_delay=1, metadata={"filename": path.name}, **options)
        uploader.upload()
        return uploader.url

    def page(self, act, path):
        return self.node("page.mjs", act, self.origin, self.cookie, self.matter, str(path))

    def handed_over(self, address):
        """Hands an upload over; answers the fingerprints on the receipt."""
        upload = address.rsplit("/", 1)[1]
        receipt = self.nadia.post_files(f"/m/{self.matter}/deliveries", [("upload", upload), ("note", "")]).to
        return self.fingerprints(receipt)

    def fingerprints(self, receipt):
        return "".join(self.nadia.get(receipt).page.words.split())

    def tell(self, sentence, act):
        began = time.monotonic()
        try:
            act()
            self.passed += 1
            print(f"  ok      {sentence} ({time.monotonic() - began:.1f} s)", flush=True)
        except Exception as error:  # noqa: BLE001: whatever a client throws is what the sentence is about
            self.failed += 1
            print(f"  FAILED  {sentence}: {type(error).__name__}: {error}", flush=True)
        finally:
            self.cable.cut_at([])
            self.cable.revive()

    def arrives(self, size, send, cuts=0, kill=False):
        """A file is sent over a line that is cut, and its fingerprint is that of the receipt."""
        path, digest = self.file(size)
        watching = self.kill_in(size) if kill else None
        if cuts:
            self.cable.cut_somewhere(self.chance, size, cuts)
        try:
            address = send(path)
        finally:
            if watching:
                watching.join()
        assert not cuts or self.cable.cuts > 0, "the line was never cut"
        assert digest in self.handed_over(address), "the receipt has another fingerprint"
        path.unlink()

    def another_device(self, is_same):
        """A page is closed halfway; on another device the file is chosen again, or another one like it."""
        path, digest = self.file(40 * MIB)
        leaving = subprocess.Popen(
            ["node", "page.mjs", "leaves", self.origin, self.cookie, self.matter, str(path)], cwd=HERE, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        start = self.cable.passed
        self.cable.cut_at([25 * MIB])
        assert leaving.stdout.readline() == "chosen\n"
        while self.cable.cuts == 0 and self.cable.passed - start < 40 * MIB:
            time.sleep(0.002)
        self.cable.die()
        leaving.communicate("gone\n", timeout=60)
        self.cable.revive()
        if not is_same:
            with path.open("r+b") as other:
                other.seek(12 * MIB)
                other.write(b"one page was changed")
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        before = self.cable.passed
        told = json.loads(self.page("returns", path))
        sent = self.cable.passed - before
        assert told["isSame"] == is_same, told
        assert not is_same or sent < 30 * MIB, f"{sent} bytes were sent again"
        assert digest in self.fingerprints(told["receipt"]), "the receipt has another fingerprint"

    def all(self, big):
        middle, large = (300 * MIB, 3 * GIB) if big else (24 * MIB, 64 * MIB)
        print("Clients nobody here wrote", flush=True)
        for size in SMALL:
            self.tell(f"tus-js-client sends {size} bytes", lambda: self.arrives(size, self.tus_js))
            self.tell(f"tuspy sends {size} bytes", lambda: self.arrives(size, self.tuspy))
        self.tell(f"tus-js-client sends {large} bytes over a line cut five times, to a server killed once",
                  lambda: self.arrives(large, self.tus_js, 5, True))
        self.tell(f"tus-js-client sends {middle} bytes in chunks, cut four times",
                  lambda: self.arrives(middle, lambda path: self.tus_js(path, chunkSize=middle // 12 + 1), 4))
        self.tell(f"tus-js-client sends {middle} bytes in four parts side by side, cut three times",
                  lambda: self.arrives(middle, lambda path: self.tus_js(path, parallelUploads=4, whole=not big), 3))
        self.tell(f"tus-js-client sends {middle} bytes and tells the length at the end",
                  lambda: self.arrives(middle, lambda path: self.tus_js(
                      path, uploadLengthDeferred=True, chunkSize=middle // 5, whole=True)))
        self.tell(f"tuspy sends {middle} bytes in chunks with checksums, cut four times, to a server killed once",
                  lambda: self.arrives(middle, lambda path: self.tuspy(
                      path, chunk_size=middle // 9 + 1, upload_checksum=True), 4, True))
        self.tell("tuspy sends 120 pieces of 1000 bytes",
                  lambda: self.arrives(120_000, lambda path: self.tuspy(path, chunk_size=1000)))
        self.tell(f"Uppy sends {middle} bytes of a folder from Chromium, cut three times",
                  lambda: self.arrives(middle, lambda path: self.page("uppy", path), 3))
        self.tell("a file goes on where it stopped, on another device", lambda: self.another_device(True))
        self.tell("a file like it begins anew, and nothing is mixed", lambda: self.another_device(False))
        self.tell("what Uppy sent lies in its folder",
                  lambda: self.nadia.get(f"/m/{self.matter}").body.decode().index("From Uppy"))
        self.portal.kill()
        self.tell("every byte that was promised is there", self.verified)

    def verified(self):
        done = subprocess.run([self.binary, "verify", "--deep", "--data", str(self.data)], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def main(binary, *options):
    # Whoever ends the run ends its server too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    seed = int(os.environ.get("ANTEROOM_SEED", time.time_ns() % 1_000_000))
    print(f"ANTEROOM_SEED={seed}")
    with tempfile.TemporaryDirectory(prefix="anteroom-transfers.") as folder:
        transfers = Transfers(str(pathlib.Path(binary).resolve()), pathlib.Path(folder), random.Random(seed))
        try:
            transfers.all("--big" in options)
        finally:
            transfers.portal.kill()
    print(f"{transfers.passed} passed, {transfers.failed} failed")
    sys.exit(1 if transfers.failed else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
