"""The binary under test, and visitors who use its pages as a browser without script does."""

import base64
import hashlib
import hmac
import html.parser
import http.client
import os
import pathlib
import signal
import struct
import subprocess
import time
import urllib.parse


class Unanswered(Exception):
    """The server went away, or said that it could not."""


class Portal:
    """A running server."""

    def __init__(self, binary, data, port, shim=None, armed=None, at=None, fails=False, writes=False, settings=None):
        self.port = port
        environment = dict(os.environ, ANTEROOM_LOG="warn", **(settings or {}))
        if shim:
            environment.update(LD_PRELOAD=str(shim), STOP_AT_ARMED=str(armed))
            if at:
                environment["STOP_AT"] = str(at)
            if fails:
                environment["STOP_AT_FAILS"] = "yes"
            if writes:
                environment["STOP_AT_WRITES"] = f"{data}/"
        self.out = pathlib.Path(str(data) + ".out")
        with self.out.open("w") as out:
            self.child = subprocess.Popen(
                [binary, "serve", "--data", str(data), "--listen", f"127.0.0.1:{port}"],
                env=environment, stdout=out, stderr=subprocess.STDOUT)
        for _ in range(1500):
            if self.child.poll() is not None:
                raise AssertionError(f"the server did not start:\n{self.out.read_text()}")
            # It says so when requests are answered.
            if "localhost" in self.out.read_text():
                return
            time.sleep(0.02)
        raise AssertionError("the server does not say where it is")

    def ended(self, within=0.0):
        """Whether it has died; waits this many seconds for that."""
        until = time.monotonic() + within
        while self.child.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        return self.child.poll() is not None

    def kill(self):
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGKILL)
        self.child.wait()


class Form:
    def __init__(self, action):
        self.action, self.fields, self.names, self.choices = action, [], set(), {}

    def filled(self, typed):
        for name in typed:
            assert name in self.names, f"{self.action} has no field {name}, but {sorted(self.names)}"
        kept = [(name, value) for name, value in self.fields if name not in typed]
        for name, value in typed.items():
            kept += [(name, one) for one in (value if isinstance(value, list) else [value])]
        return kept


class Page(html.parser.HTMLParser):
    """Forms, links and words of a page."""

    def __init__(self, text):
        super().__init__()
        self.forms, self.links, self.words = {}, [], ""
        self._form, self._area, self._select = None, None, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "form":
            self._form = Form(a.get("action", ""))
            self.forms[self._form.action] = self._form
        elif tag == "a" and "href" in a:
            self.links.append(a["href"])
        elif self._form is None:
            return
        elif tag == "input" and a.get("name"):
            self._form.names.add(a["name"])
            kind = a.get("type", "text")
            if kind in ("radio", "checkbox"):
                self._form.choices.setdefault(a["name"], []).append(a.get("value", "on"))
            if kind in ("file", "submit") or kind in ("radio", "checkbox") and "checked" not in a:
                return
            self._form.fields.append((a["name"], a.get("value", "")))
        elif tag == "textarea":
            self._form.names.add(a["name"])
            self._area = [a["name"], ""]
        elif tag == "select":
            self._form.names.add(a["name"])
            self._select = [a["name"], None]
        elif tag == "option" and self._select and (self._select[1] is None or "selected" in a):
            self._select[1] = a.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._area:
            self._form.fields.append(tuple(self._area))
            self._area = None
        elif tag == "select" and self._select:
            self._form.fields.append((self._select[0], self._select[1] or ""))
            self._select = None

    def handle_data(self, data):
        self.words += data + " "
        if self._area:
            self._area[1] += data

    def form(self, action):
        assert action in self.forms, f"no form for {action}, but {sorted(self.forms)}: {self.words.split()}"
        return self.forms[action]


class Answer:
    def __init__(self, path, status, headers, body):
        self.path, self.status, self.headers, self.body = path, status, headers, body

    def expect(self, *statuses):
        if self.status >= 500 and self.status not in statuses:
            raise Unanswered(f"{self.path}: {self.status}")
        words = " ".join(Page(self.body.decode(errors="replace")).words.split()) if self.status not in statuses else ""
        assert self.status in statuses, f"{self.path}: {self.status} instead of {statuses}: {words}"
        return self

    @property
    def page(self):
        return Page(self.body.decode())

    @property
    def to(self):
        return self.headers.get("location")


class Visitor:
    """Somebody with a browser: cookies, forms, files."""

    def __init__(self, port, cookies=()):
        self.port, self.cookies = port, dict(cookies)

    def ask(self, method, path, body=b"", headers=()):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {"Host": f"localhost:{self.port}", "Accept": "text/html", "Accept-Language": "en",
                "Sec-Fetch-Site": "same-origin", "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0",
                **dict(headers)}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body, sent)
            got = connection.getresponse()
            answer = Answer(path, got.status, got.headers, got.read())
        except (OSError, http.client.HTTPException) as error:
            raise Unanswered(f"{path}: {error}") from error
        finally:
            connection.close()
        for cookie in answer.headers.get_all("set-cookie") or []:
            name, rest = cookie.split("=", 1)
            value = rest.split(";")[0]
            if value and "Max-Age=0" not in cookie:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return answer

    def get(self, path, *statuses):
        return self.ask("GET", path).expect(*(statuses or (200,)))

    def post(self, path, fields, *statuses):
        body = urllib.parse.urlencode(fields)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, body, kind).expect(*(statuses or (303,)))

    def fill(self, page, action, **typed):
        """Opens a page and fills in its form, as it stands there."""
        form = self.get(page).page.form(action)
        return self.post(action, form.filled(typed))

    def post_files(self, path, fields, files=()):
        edge = "----anteroomfaults"
        body = b""
        for name, value in fields:
            body += f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, file_name, content in files:
            body += (f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
                     "Content-Type: application/octet-stream\r\n\r\n").encode() + content + b"\r\n"
        body += f"--{edge}--\r\n".encode()
        return self.ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"}).expect(303)

    def tus(self, method, path, body=b"", **headers):
        sent = {"Tus-Resumable": "1.0.0", "Accept": "*/*"}
        sent.update({name.replace("_", "-"): str(value) for name, value in headers.items()})
        return self.ask(method, path, body, sent)


def code(secret):
    """What an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode("".join(secret.split()).upper())
    tag = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = tag[19] & 15
    return f"{(struct.unpack('>I', tag[at:at + 4])[0] & 0x7fffffff) % 1000000:06}"
