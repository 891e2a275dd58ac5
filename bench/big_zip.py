#!/usr/bin/env python3
"""A matter of ten thousand documents of odd names, more than 6 GiB, taken away in one ZIP over a line that breaks ten times,
then opened by four programs. Not part of bin/test: it takes minutes and 15 GB of room.

    python3 bench/big_zip.py target/release/anteroom [FILES [MIB]]

Starts the demo on a spare port, in a folder that is gone afterwards, and stops it by itself.
"""
import base64
import collections
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.parse
import zipfile

BINARY = sys.argv[1]
FILES = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
MIB = int(sys.argv[3]) if len(sys.argv) > 3 else 6400
BREAKS = 10
BLOCK = random.Random(7).randbytes(1 << 20)
NAMES = [
    "scan.bin", "Scan.BIN", "Résumé – été 2025.bin", "日本語の書類.bin", "عقد الإيجار.bin", "\U0001f4c4\U0001f468\u200d\U0001f469\u200d\U0001f467.bin",
    "CON", "aux.bin", "com1.bin", "-rf *.bin", "a:stream.bin", "quote\".bin", "50% & more; $HOME `id`.bin", "=cmd|' C'!A0.bin",
    ".hidden", "no ending", "trailing dot.bin.", "spaces   inside .bin", "long " + "é" * 110 + ".bin", "e\u0301 and é.bin", "<img onerror>.bin", "%2e%2e%2f.bin",
]


def spare_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def code(secret):
    step = struct.pack(">Q", int(time.time()) // 30)
    tag = hmac.new(base64.b32decode(secret + "=" * (-len(secret) % 8)), step, hashlib.sha1).digest()
    at = tag[-1] & 15
    return f"{(struct.unpack('>I', tag[at:at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


class Browser:
    def __init__(self, port):
        self.port, self.cookies = port, {}

    def ask(self, method, path, headers=None, body=None):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        own = {"Host": f"localhost:{self.port}", "Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
        own["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        line.request(method, path, body, own | (headers or {}))
        answer = line.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, rest = value.split("=", 1)
                self.cookies[key] = rest.split(";")[0]
        return answer

    def post(self, path, fields):
        body = urllib.parse.urlencode(fields)
        answer = self.ask("POST", path, {"Content-Type": "application/x-www-form-urlencoded"}, body)
        text = answer.read().decode()
        assert answer.status == 303, (path, answer.status, re.sub("<[^>]+>", " ", text)[:2000])
        return answer.getheader("Location")

    def get(self, path):
        answer = self.ask("GET", path)
        assert answer.status == 200, (path, answer.status)
        return answer.read().decode()


def content(size, number):
    """Bytes that no other file has, made as they are sent."""
    head = struct.pack(">Q", number)[:size]
    yield head
    left = size - len(head)
    while left > 0:
        piece = BLOCK[: min(left, len(BLOCK))]
        yield piece
        left -= len(piece)


def files():
    """Name, size and number of each: one beyond 4 GiB, a few large, thousands small, some empty."""
    sizes = [4400, 1200, 300, 100] if MIB >= 6400 else [MIB // 2, MIB // 8, MIB // 16]
    large = [size << 20 for size in sizes]
    left = (MIB << 20) - sum(large)
    chance = random.Random(11)
    for number in range(FILES):
        if number < len(large):
            size = large[number]
        else:
            size = chance.choice([0, 1, 100, 65_535, 65_536, 65_537, 2 * left // FILES, 2 * left // FILES])
        yield NAMES[number % len(NAMES)], size, number


def add(browser, matter, batch):
    boundary = "anteroombigzip"
    parts, length = [], 0
    for name, size, number in batch:
        shown = name.replace('"', "%22")
        head = f"--{boundary}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{shown}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        parts.append((head.encode(), size, number))
        length += len(head.encode()) + size + 2
    tail = f"--{boundary}--\r\n".encode()

    def body():
        for head, size, number in parts:
            yield head
            yield from content(size, number)
            yield b"\r\n"
        yield tail

    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Content-Length": str(length + len(tail))}
    answer = browser.ask("POST", f"/matters/{matter}/documents", headers, body())
    text = answer.read().decode()
    assert answer.status == 303, (answer.status, re.sub("<[^>]+>", " ", text)[:2000])


def memory(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return {name: int(re.search(rf"{name}:\s+(\d+)", status)[1]) >> 10 for name in ("VmHWM", "VmRSS")}


def fetch(browser, path, to, breaks):
    """Fetches an address into a file, hanging up so many times; its SHA-256 and the seconds it took."""
    head = browser.ask("HEAD", path)
    head.read()
    length, tag = int(head.getheader("Content-Length")), head.getheader("ETag")
    borders = [length * part // (breaks + 1) for part in range(1, breaks + 2)]
    fingerprint, at, began = hashlib.sha256(), 0, time.time()
    with open(to, "wb") as file:
        for border in borders:
            asked = {"Range": f"bytes={at}-", "If-Range": tag} if at else {}
            answer = browser.ask("GET", path, asked)
            assert answer.status == (206 if at else 200), answer.status
            while at < border:
                piece = answer.read(min(1 << 20, border - at))
                assert piece, f"the answer ended at {at} of {length}"
                fingerprint.update(piece)
                file.write(piece)
                at += len(piece)
            answer.close()
    return fingerprint.hexdigest(), length, time.time() - began


def timed(words, arguments):
    began = time.time()
    ran = subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert ran.returncode == 0, (words, ran.returncode, ran.stderr[-2000:])
    print(f"{words}: {time.time() - began:.0f} s")


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="anteroom-big-zip-"))
    port = spare_port()
    process = subprocess.Popen(
        [BINARY, "demo", "--json", "--data", str(folder / "data"), "--listen", f"127.0.0.1:{port}"],
        stdout=subprocess.PIPE, stderr=open(folder / "log", "wb"), text=True,
        env={name: value for name, value in os.environ.items() if not name.startswith("ANTEROOM_")} | {"ANTEROOM_LOG": "warn"},
    )
    try:
        scene = next(json.loads(line) for line in process.stdout if line.startswith("{"))
        owner = next(one for one in scene["people"] if one["name"] == "Ruth Osei")
        browser = Browser(port)
        browser.post("/sign-in", {"email": owner["email"], "password": owner["password"], "next": "/"})
        browser.post("/sign-in/code", {"code": code(owner["secret"]), "next": "/"})
        matter = re.search(r'href="/matters/(mat_[0-9a-f]{32})"', browser.get("/matters"))[1]

        began, sent, batch, expected = time.time(), 0, [], collections.Counter()
        for name, size, number in files():
            fingerprint = hashlib.sha256()
            for piece in content(size, number):
                fingerprint.update(piece)
            expected[size, fingerprint.hexdigest()] += 1
            batch.append((name, size, number))
            sent += size
            if len(batch) == 150 or size > 64 << 20:
                add(browser, matter, batch)
                batch = []
        if batch:
            add(browser, matter, batch)
        print(f"{FILES} documents, {sent / 2**30:.2f} GiB, sent in {time.time() - began:.0f} s; memory {memory(process)} MiB")

        began = time.time()
        parcel = browser.post(f"/matters/{matter}/parcels", {})
        print(f"parcel made in {time.time() - began:.2f} s")
        began = time.time()
        answer = browser.ask("GET", parcel, {"Range": "bytes=0-0"})
        answer.read()
        print(f"first byte after {time.time() - began:.2f} s")
        archive = folder / "broken.zip"
        broken, length, seconds = fetch(browser, parcel, archive, BREAKS)
        print(f"{length} bytes over a line that broke {BREAKS} times: {length / seconds / 2**20:.0f} MiB/s; memory {memory(process)} MiB")
        whole, _, seconds = fetch(browser, parcel, folder / "whole.zip", 0)
        print(f"{length} bytes at once: {length / seconds / 2**20:.0f} MiB/s; memory {memory(process)} MiB")
        assert broken == whole, "the broken one has other bytes"
        (folder / "whole.zip").unlink()

        timed("unzip -t", ["unzip", "-tqq", str(archive)])
        timed("7z t", ["7z", "t", "-bd", str(archive)])
        timed("bsdtar", ["bsdtar", "-xOf", str(archive)])
        began, found = time.time(), collections.Counter()
        with zipfile.ZipFile(archive) as opened:
            names = [one.filename for one in opened.infolist()]
            assert len({name.lower() for name in names}) == len(names), "two files have one path"
            for one in opened.infolist():
                fingerprint = hashlib.sha256()
                with opened.open(one) as file:
                    while piece := file.read(1 << 20):
                        fingerprint.update(piece)
                found[one.file_size, fingerprint.hexdigest()] += 1
        assert not expected - found, f"{len(expected - found)} files are missing or changed"
        print(f"python's zipfile, every file's SHA-256: {time.time() - began:.0f} s")
        print("every byte came back")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
