#!/usr/bin/env python3
"""Bytes in a bucket: servers killed at every request to it, two servers on one database and one bucket, and documents moved
from disk to bucket and back while people work.

  bin/postgres bin/s3 python3 crates/portal/tests/faults/s3.py target/debug/anteroom [PART …]

The parts are kills, servers and moves.
"""

import concurrent.futures
import contextlib
import hashlib
import http.client
import http.server
import os
import pathlib
import pickle
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
try:
    from botocore import auth, awsrequest, credentials
except ImportError:
    auth = None
    print("signatures: the Python library `botocore` is not installed; nobody checks them")
from acts import LETTER, Scene, Sending, Unanswered  # noqa: E402
from visitor import Portal, Visitor  # noqa: E402

#: No act makes more requests than this; one that does would never end here.
MOST = 60
#: How long what an act leaves to do may take.
SETTLES = 0.4
#: More than one part.
LARGE = bytes(range(256)) * 40_000


def settings(endpoint, prefix):
    return {"ANTEROOM_S3_ENDPOINT": endpoint, "ANTEROOM_S3_BUCKET": "anteroom", "ANTEROOM_S3_PREFIX": prefix,
            "ANTEROOM_S3_KEY_ID": "anteroom-test", "ANTEROOM_S3_SECRET": "anteroom-test-secret"}


class Proxy(http.server.ThreadingHTTPServer):
    """Stands before the bucket, counts requests, and kills somebody at one of them."""

    daemon_threads = True

    def __init__(self, server):
        self.server_at = server.removeprefix("http://")
        self.unsigned = []
        self.lock, self.count, self.at, self.when, self.victim = threading.Lock(), 0, None, None, None
        super().__init__(("127.0.0.1", 0), Passing)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def arm(self, at, when, victim):
        with self.lock:
            self.count, self.at, self.when, self.victim = 0, at, when, victim

    def disarm(self):
        self.arm(None, None, None)

    def is_the_one(self):
        with self.lock:
            self.count += 1
            return self.at is not None and self.count == self.at

    def handle_error(self, *_):
        """Whoever was killed does not wait for its answer."""


def is_signed(asked, body):
    """Whether other people's code comes to the same signature of a request."""
    if auth is None:
        return True
    found = re.fullmatch(r"AWS4-HMAC-SHA256 Credential=anteroom-test/\d+/([^/]+)/s3/aws4_request, "
                         r"SignedHeaders=([^,]+), Signature=(\w+)", asked.headers["Authorization"])
    region, names, signature = found.groups()
    request = awsrequest.AWSRequest(asked.command, f"http://{asked.headers['Host']}{asked.path}",
                                    headers={name: asked.headers[name] for name in names.split(";")})
    request.context.update(timestamp=asked.headers["x-amz-date"], payload_signing_enabled=True)
    signer = auth.S3SigV4Auth(credentials.Credentials("anteroom-test", "anteroom-test-secret"), "s3", region)
    to_sign = signer.string_to_sign(request, signer.canonical_request(request))
    return signer.signature(to_sign, request) == signature \
        and hashlib.sha256(body).hexdigest() == asked.headers["x-amz-content-sha256"]


class Passing(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def passes(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if not is_signed(self, body):
            self.server.unsigned.append(f"{self.command} {self.path}")
        is_the_one = self.server.is_the_one()
        if is_the_one and self.server.when == "before":
            return self.kills()
        connection = http.client.HTTPConnection(self.server.server_at, timeout=30)
        connection.request(self.command, self.path, body, dict(self.headers))
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        # Some servers say of every unfinished upload that it began in 2010: then it would be given up at each start.
        content = content.replace(b"<Initiated>2010-11-10T", b"<Initiated>2099-12-31T")
        if is_the_one:
            return self.kills()
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("transfer-encoding", "connection", "content-length"):
                self.send_header(name, value)
        length = answer.getheader("Content-Length") if self.command == "HEAD" else len(content)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(content)

    def kills(self):
        self.server.victim.send_signal(signal.SIGKILL)
        self.close_connection = True

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = passes

    def log_message(self, *_):
        """Silence."""


def command(binary, words, data, more, **options):
    return subprocess.run([binary, *words, "--data", str(data)], env=dict(os.environ, ANTEROOM_LOG="warn", **more),
                          capture_output=True, text=True, check=False, **options)


def verifies(binary, data, more):
    verified = command(binary, ["verify", "--deep"], data, more)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    return verified.stdout


@contextlib.contextmanager
def serving(*portal, **more):
    running = Portal(*portal, **more)
    try:
        yield running
    finally:
        running.kill()


def scene_in(binary, data, port, more):
    with serving(binary, data, port, settings=more) as portal:
        link = next(word for word in portal.out.read_text().split() if "/set-up/" in word)
        scene = Scene(link, port)
        time.sleep(SETTLES)
    return scene


class SendingLong(Sending):
    """A file whose pieces go to the bucket in parts."""

    content = LETTER * 56


class Kills:
    """The server is killed at each of its requests to the bucket while a client sends a file: before the request arrives,
    and after it was done."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder

    def __call__(self):
        server = os.environ["ANTEROOM_TEST_S3"]
        scene = scene_in(self.binary, self.folder / "scene", 18600, settings(server, "kills"))
        tried = [(18601, "after", SendingLong), (18602, "before", Sending), (18603, "after", Sending)]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            counts = pool.map(lambda this: self.through(scene, *this), tried)
        return "at {} requests of a long file, and before {} and after {} of a short one".format(*counts)

    def through(self, scene, port, when, act):
        proxy = Proxy(os.environ["ANTEROOM_TEST_S3"])
        for number in range(1, MOST):
            try:
                if not self.once(scene, port, proxy, number, when, act):
                    assert number > 5, f"only {number - 1} requests were made"
                    assert not proxy.unsigned, f"not signed as they should be: {proxy.unsigned}"
                    return number - 1
            except Exception as error:
                raise AssertionError(f"{act.__name__} killed {when} request {number}: {type(error).__name__}: {error}") from error
        raise AssertionError(f"the act does not come to an end after {MOST} requests")

    def once(self, scene, port, proxy, number, when, act):
        data, more = self.folder / f"kills-{port}", settings(proxy.address, "kills")
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(self.folder / "scene", data)
        under_way = act(pickle.loads(pickle.dumps(scene)), port)
        with serving(self.binary, data, port, settings=more) as portal:
            proxy.arm(number, when, portal.child)
            try:
                under_way.go()
                portal.ended(SETTLES)
            except Unanswered:
                pass
            reached = proxy.count >= number
            proxy.disarm()
        with serving(self.binary, data, port, settings=more):
            under_way.go()
            under_way.check()
        under_way.count(data / "anteroom.db")
        verifies(self.binary, data, more)
        return reached


class Servers:
    """Two servers on one database, one bucket and one folder of keys."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder

    def __call__(self):
        more = settings(os.environ["ANTEROOM_TEST_S3"], "servers")
        database = os.environ["ANTEROOM_TEST_POSTGRES"]
        more |= {"ANTEROOM_DATABASE": database, "ANTEROOM_KEYS": str(self.folder / "keys")}
        one, other = (self.binary, self.folder / "one", 18610), (self.binary, self.folder / "other", 18611)
        scene = scene_in(*one, more)
        with serving(*one, settings=more) as first, serving(*other, settings=more):
            # A matter the first server opens is there on the second, key and all, and the other way round.
            for at, then in ((one, other), (other, one)):
                opened = Visitor(at[2], scene.olive).fill("/matters/new", "/matters", **{
                    "client-name": "Omar Haddad", "title": f"Lease of shop {at[2]}", "area": "real estate"}).to
                opened = "/".join(opened.split("/")[:3])
                there = Visitor(then[2], scene.olive)
                assert f"Lease of shop {at[2]}" in there.get(opened).page.words
                there.post_files(f"{opened}/documents", [], [("files", "Lease.txt", b"Twelve months.")])

            act = Sending(scene, one[2])
            half = len(LETTER) // 2
            begun = act.nadia.tus("POST", f"/matters/{scene.matter}/uploads", upload_length=len(LETTER),
                                  upload_metadata="filename TGV0dGVyLnR4dA==").expect(201)
            upload = begun.headers["location"].replace(f"http://localhost:{one[2]}", "")
            act.nadia.tus("PATCH", upload, LETTER[:half], upload_offset=0,
                          content_type="application/offset+octet-stream").expect(204)
            first.kill()

            # The client's browser finds the second server at the same address; here it has another port.
            act.noted = {"upload": upload, "offset": half}
            act.olive, act.nadia = Visitor(other[2], scene.olive), Visitor(other[2], scene.nadia)
            act.go()
            act.check()
        for data in (one[1], other[1]):
            assert not any((data / "blobs").glob("??/*")), f"bytes lie in {data}"
        verifies(self.binary, one[1], more)
        return "a transfer begun on one and ended on the other"


class Moves:
    """Documents move to the bucket and back, with the mover killed on the way, while people read and send."""

    def __init__(self, binary, folder):
        self.binary, self.folder, self.sent = binary, folder, {}

    def __call__(self):
        data, port = self.folder / "moved", 18620
        proxy = Proxy(os.environ["ANTEROOM_TEST_S3"])
        more = settings(proxy.address, "moves")
        scene = scene_in(self.binary, data, port, {})
        self.olive, self.matter = Visitor(port, scene.olive), scene.matter
        with serving(self.binary, data, port):
            for number in range(8):
                self.sends(f"Exhibit {number}.txt", f"Exhibit {number}. ".encode() * 5000)
            self.sends("Large.bin", LARGE)
        no_bucket = command(self.binary, ["storage", "move", "--to", "s3"], data, {})
        assert no_bucket.returncode == 1 and "ANTEROOM_S3_BUCKET" in no_bucket.stderr, no_bucket.stderr

        with serving(self.binary, data, port, settings=more):
            killed = self.kills_the_mover(data, more, proxy, "s3")
            self.moves(data, more, "s3")
            self.sends("After.txt", b"Sent after the move began. " * 3000)
            self.reads_all()
            self.moves(data, more, "s3", "--delete-old")
            self.reads_all()
        assert not list((data / "blobs").glob("??/*")), "the old place is not empty"
        verifies(self.binary, data, more)
        without = command(self.binary, ["verify"], data, {})
        assert without.returncode == 1 and "ANTEROOM_S3_BUCKET" in without.stderr, without.stderr

        with serving(self.binary, data, port, settings=more):
            killed += self.kills_the_mover(data, more, proxy, "disk")
            self.moves(data, more, "disk", "--delete-old")
            self.sends("Back.txt", b"Sent when all was back. " * 3000)
            self.reads_all()
        with serving(self.binary, data, port):
            self.reads_all()
        verifies(self.binary, data, {})
        assert not proxy.unsigned, f"not signed as they should be: {proxy.unsigned}"
        return f"there and back, {killed} movers killed"

    def sends(self, name, content):
        self.olive.post_files(f"/matters/{self.matter}/documents", [], [("files", name, content)])
        self.sent[name.rsplit(".", 1)[0]] = content

    def reads_all(self):
        page = self.olive.get(f"/matters/{self.matter}").page
        documents = {link.split("?")[0] for link in page.links if link.startswith("/documents/")}
        found = {}
        for document in documents:
            page = self.olive.get(document).page
            download = next((link for link in page.links if link.endswith("/download")), None)
            body = self.olive.get(download).body
            found[body] = found.get(body, 0) + 1
        for title, content in self.sent.items():
            assert content in found, f"{title} does not come back"

    def kills_the_mover(self, data, more, proxy, to):
        killed = 0
        for at in (8, 11, 14, 23, 31):
            mover = subprocess.Popen(
                [self.binary, "storage", "move", "--to", to, "--data", str(data)], stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, env=dict(os.environ, ANTEROOM_LOG="warn", **more))
            proxy.arm(at, "after" if at % 2 else "before", mover)
            for _ in range(100):
                if mover.poll() is not None:
                    break
                self.olive.get(f"/matters/{self.matter}")
                time.sleep(0.05)
            killed += mover.poll() == -signal.SIGKILL
            proxy.disarm()
            if mover.poll() is None:
                mover.kill()
            mover.wait()
            self.reads_all()
        assert killed, "no mover was killed"
        return killed

    def moves(self, data, more, to, *flags):
        """Moves while somebody keeps sending and reading."""
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            move = pool.submit(command, self.binary, ["storage", "move", "--to", to, *flags], data, more)
            number = 0
            while not move.done():
                number += 1
                self.sends(f"While moving to {to} {flags} {number}.txt", f"{to} {flags} {number} ".encode() * 2000)
                self.reads_all()
                time.sleep(0.5)
            done = move.result()
        assert done.returncode == 0, done.stdout + done.stderr


def main(binary, *names):
    binary = str(pathlib.Path(binary).resolve())
    began, passed, failed = time.monotonic(), 0, 0
    for part in (Kills, Servers, Moves):
        if names and part.__name__.lower() not in names:
            continue
        with tempfile.TemporaryDirectory(prefix="anteroom-s3.") as folder:
            try:
                print(f"{part.__name__}: {part(binary, pathlib.Path(folder))()}", flush=True)
                passed += 1
            except (AssertionError, Unanswered, StopIteration, KeyError, AttributeError) as error:
                print(f"{part.__name__}: {type(error).__name__}: {error}", flush=True)
                failed += 1
    print(f"{passed} passed, {failed} failed in {time.monotonic() - began:.0f} s")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
