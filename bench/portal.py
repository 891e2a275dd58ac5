"""What every measurement shares: the product under load, and somebody signed in to it."""
import base64
import hashlib
import hmac
import http.client
import pathlib
import re
import ssl
import struct
import subprocess
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
PORTAL = ROOT / "target/release/anteroom"
BENCH = ROOT / "target/release/anteroom-bench"
PASSWORD, SECRET = "a-bench-has-no-secrets-at-all", "BENCHBENCHBENCHBENCHBENCHBENCHBE"


def code() -> str:
    step = struct.pack(">Q", int(time.time()) // 30)
    tag = hmac.new(base64.b32decode(SECRET), step, hashlib.sha1).digest()
    at = tag[-1] & 15
    return f"{(struct.unpack('>I', tag[at:at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


class Browser:
    def __init__(self, port, tls=False):
        self.port, self.tls, self.cookies = port, tls, {}
        self.origin = f"http{'s' if tls else ''}://localhost:{port}"

    def connect(self):
        if not self.tls:
            return http.client.HTTPConnection("127.0.0.1", self.port)
        trust = ssl.create_default_context()
        trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
        return http.client.HTTPSConnection("127.0.0.1", self.port, context=trust)

    def headers(self):
        headers = {"Host": f"localhost:{self.port}", "Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
        if self.cookies:
            headers["Cookie"] = self.cookie()
        return headers

    def cookie(self):
        return "; ".join(f"{k}={v}" for k, v in self.cookies.items())

    def ask(self, method, path, fields=None, body=None, headers=None):
        connection = self.connect()
        headers = self.headers() | (headers or {})
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, rest = value.split("=", 1)
                self.cookies[key] = rest.split(";")[0]
        connection.close()
        return answer.status, answer.getheader("Location"), text

    def sign_in(self, email):
        status, to, _ = self.ask("POST", "/sign-in", {"email": email, "password": PASSWORD, "next": "/"})
        assert status == 303, (status, to)
        status, to, text = self.ask("POST", to.split("?")[0], {"code": code(), "next": "/"})
        assert status == 303, (status, text[:2000])
        return self


def start(data, port, log, *more):
    """The product on that folder; returns it and the seconds until its first answer."""
    began = time.time()
    portal = subprocess.Popen(
        [PORTAL, "serve", "--data", data, "--listen", f"127.0.0.1:{port}", *more], stderr=log, stdout=subprocess.DEVNULL
    )
    tls = "--tls-key" in more
    while True:
        try:
            Browser(port, tls).ask("GET", "/sign-in")
            return portal, time.time() - began
        except OSError:
            time.sleep(0.005)
            assert portal.poll() is None, "the portal stopped"


def end(*programs):
    for program in programs:
        if program:
            program.terminate()
            program.wait()


def memory(pid, what):
    """MiB of `VmRSS`, `RssAnon` or `VmHWM`."""
    return int(re.search(rf"{what}:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1)) / 1024
