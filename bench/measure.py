"""Drives the load for bin/bench: fills a folder, starts the product and the bare handler, measures both side by side."""
import base64
import datetime
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
PORTAL = ROOT / "target/release/anteroom"
BENCH = ROOT / "target/release/anteroom-bench"
MATTERS, DOCUMENTS = int(sys.argv[1]), int(sys.argv[2])
PASSWORD, SECRET = "a-bench-has-no-secrets-at-all", "BENCHBENCHBENCHBENCHBENCHBENCHBE"
PORT, BARE = 8471, 8472
SECONDS = int(os.environ.get("BENCH_SECONDS", "6"))


def code() -> str:
    step = struct.pack(">Q", int(time.time()) // 30)
    tag = hmac.new(base64.b32decode(SECRET), step, hashlib.sha1).digest()
    at = tag[-1] & 15
    return f"{(struct.unpack('>I', tag[at:at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


class Browser:
    def __init__(self):
        self.cookies = {}

    def ask(self, method, path, fields=None):
        connection = http.client.HTTPConnection("127.0.0.1", PORT)
        headers = {"Host": f"localhost:{PORT}", "Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        body = None
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
        return answer.status, answer.getheader("Location"), text

    def sign_in(self, email):
        status, to, _ = self.ask("POST", "/sign-in", {"email": email, "password": PASSWORD, "next": "/"})
        assert status == 303, (status, to)
        status, to, text = self.ask("POST", to.split("?")[0], {"code": code(), "next": "/"})
        assert status == 303, (status, text[:2000])
        return self


def wrk(url, cookies):
    command = ["wrk", "-t1", "-c16", f"-d{SECONDS}s", "--latency"]
    if cookies:
        command += ["-H", "Cookie: " + "; ".join(f"{k}={v}" for k, v in cookies.items())]
    text = subprocess.run(command + [url], capture_output=True, text=True, check=True).stdout
    def ms(percent):
        value, unit = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)", text).groups()
        return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
    assert "Non-2xx" not in text, text
    return ms(50), ms(99), float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))


def memory(pid, what):
    return int(re.search(rf"{what}:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1)) / 1024


def main():
    keep = os.environ.get("BENCH_DATA")
    folder = pathlib.Path(keep) if keep else pathlib.Path(tempfile.mkdtemp(prefix="anteroom-bench-"))
    data = folder / "data"
    filled = None
    if not (data / "anteroom.db").exists():
        began = time.time()
        subprocess.run([BENCH, "firm", data, str(MATTERS), str(DOCUMENTS)], check=True)
        filled = time.time() - began
    log = open(folder / "log", "w")
    began = time.time()
    portal = subprocess.Popen([PORTAL, "serve", "--data", data, "--listen", f"127.0.0.1:{PORT}"], stderr=log, stdout=subprocess.PIPE)
    bare = None
    try:
        while True:
            try:
                Browser().ask("GET", "/sign-in")
                break
            except OSError:
                time.sleep(0.005)
                assert portal.poll() is None, "the portal stopped"
        started = time.time() - began
        bare = subprocess.Popen([BENCH, "bare", data, str(BARE)])
        client, lawyer = Browser().sign_in("client@clients.example"), Browser().sign_in("lawyer0@firm.example")
        home = client.ask("GET", "/")[2]
        matter = re.search(r'href="(/m/mat_[0-9a-f]{32})"', home).group(1)
        document = re.search(r'href="(/m/mat_[0-9a-f]{32}/d/doc_[0-9a-f]{32})', client.ask("GET", matter)[2]).group(1)
        firm_matter = re.search(r'href="(/matters/mat_[0-9a-f]{32})"', lawyer.ask("GET", "/matters?whose=all")[2] + lawyer.ask("GET", "/matters")[2]).group(1)
        pages = [
            ("client Home", "/", client), ("client matter page", matter, client), ("client document page", document, client),
            ("firm Today", "/today", lawyer), ("firm matters list", "/matters", lawyer), ("firm matter page", firm_matter, lawyer),
        ]
        rows = []
        for name, path, browser in pages:
            status, to, text = browser.ask("GET", path)
            assert status == 200, (name, status, to)
            time.sleep(0.05)
            log.flush()
            queries = json.loads((folder / "log").read_text().strip().splitlines()[-1])["fields"].get("queries")
            limit = wrk(f"http://127.0.0.1:{BARE}/", None)
            page = wrk(f"http://localhost:{PORT}{path}", browser.cookies)
            rows.append((name, queries, len(text) / 1024, page, limit))
            print(f"{name}: {queries} queries, p50 {page[0]:.2f} ms, p99 {page[1]:.2f} ms, {page[2]:.0f}/s; bare {limit[2]:.0f}/s: {100 * page[2] / limit[2]:.0f} %", flush=True)
        peak = memory(portal.pid, "VmHWM")
    finally:
        portal.terminate()
        portal.wait()
        if bare:
            bare.terminate()
            bare.wait()
    size = sum(file.stat().st_size for file in data.rglob("*") if file.is_file()) / 2**20
    report = [
        f"# Measured on {datetime.date.today()}", "",
        f"{MATTERS:,} matters, {MATTERS * DOCUMENTS:,} documents on the embedded database ({size:.0f} MiB); {os.cpu_count()} cores shared with the load; wrk with 16",
        "connections on one thread. Beside each page, in the same run, a bare axum handler that does one point read on the same database.", "",
        "| Page | Queries | KiB | p50 ms | p99 ms | Requests/s | Bare requests/s | Share of bare |", "|---|---|---|---|---|---|---|---|",
    ]
    report += [f"| {n} | {q} | {k:.0f} | {p[0]:.2f} | {p[1]:.2f} | {p[2]:.0f} | {b[2]:.0f} | {100 * p[2] / b[2]:.0f} % |" for n, q, k, p, b in rows]
    report += ["", f"Start of `serve` on that data until the first answer: {started:.2f} s. Peak resident memory after all of it: {peak:.0f} MiB."]
    if filled:
        report += [f"Filling the folder took {filled:.0f} s."]
    report += ["", "Command: `bin/bench`"]
    target = ROOT / "bench/results" / str(datetime.date.today())
    target.mkdir(parents=True, exist_ok=True)
    (target / "report.md").write_text("\n".join(report) + "\n")
    print("\n".join(report))
    if not keep:
        shutil.rmtree(folder)


main()
