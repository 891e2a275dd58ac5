"""Transfers of large and small files for bin/bench, each beside a peer in the same run on loopback: nginx, dufs, dd, bare fsyncs.

Sources lie in memory, so only what receives them touches the disk. Every figure is the best of three."""
import base64
import concurrent.futures
import datetime
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

from portal import BENCH, ROOT, Browser, end, memory, start

SIZE = int(os.environ.get("BENCH_MIB", "1024")) << 20
PLAIN, TLS, NGINX, NGINX_TLS, DUFS = 8471, 8473, 8474, 8475, 8476
DUFS_PROGRAM = shutil.which("dufs")
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))


def curl(*words):
    run = subprocess.run(["curl", "-sSk", "--fail", "-o", "/dev/null", *words], capture_output=True, text=True)
    assert run.returncode == 0, (words, run.stderr)


def rate(streams, ask, settle=lambda: None):
    """GB/s of `ask(stream)`, which moves SIZE bytes, in so many streams at once."""
    best = 0
    for _ in range(ROUNDS):
        settle()
        began = time.time()
        with concurrent.futures.ThreadPoolExecutor(streams) as pool:
            for done in [pool.submit(ask, stream) for stream in range(streams)]:
                done.result()
        best = max(best, streams * SIZE / (time.time() - began) / 1e9)
    return best


def nginx(folder, certificate, key):
    (folder / "nginx").mkdir()
    (folder / "served").mkdir(exist_ok=True)
    (folder / "served").chmod(0o777)
    (folder / "nginx.conf").write_text(f"""
daemon off; pid {folder}/nginx/pid; error_log {folder}/nginx/error.log; worker_processes 2; user root;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; tcp_nopush on; client_max_body_size 0; client_body_temp_path {folder}/served/.tmp;
  server {{ listen 127.0.0.1:{NGINX}; root {folder}/served; location / {{ dav_methods PUT DELETE; }} }}
  server {{ listen 127.0.0.1:{NGINX_TLS} ssl; ssl_certificate {certificate}; ssl_certificate_key {key}; ssl_protocols TLSv1.3;
    root {folder}/served; location / {{ dav_methods PUT DELETE; }} }}
}}
""")
    return subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-p", folder], stderr=subprocess.DEVNULL)


class Uploads:
    """tus, as a client speaks it."""

    def __init__(self, browser, matter):
        self.browser, self.matter = browser, matter

    def begin(self, name, length):
        status, place, text = self.browser.ask("POST", f"{self.matter}/uploads", headers={
            "Tus-Resumable": "1.0.0", "Upload-Length": str(length), "Upload-Metadata": "filename " + base64.b64encode(name.encode()).decode(),
        })
        assert status == 201, (status, text)
        return place

    def send(self, place, source):
        curl("-X", "PATCH", "-T", source, "-H", "Tus-Resumable: 1.0.0", "-H", "Upload-Offset: 0", "-H", "Expect:",
             "-H", "Content-Type: application/offset+octet-stream", "-H", "Sec-Fetch-Site: same-origin",
             "-H", f"Cookie: {self.browser.cookie()}", self.browser.origin + place)

    def give_up(self, place):
        status, _, text = self.browser.ask("DELETE", place, headers={"Tus-Resumable": "1.0.0"})
        assert status == 204, (status, text)

    def file(self, place):
        """Makes a document of it; returns the address of its bytes."""
        documents = lambda: set(re.findall(r'href="(/documents/doc_[0-9a-f]{32})', self.browser.ask("GET", self.matter)[2]))
        before = documents()
        status, to, text = self.browser.ask("POST", f"{self.matter}/documents", body=(
            "--b\r\nContent-Disposition: form-data; name=\"upload\"\r\n\r\n" + place.rsplit("/", 1)[1] + "\r\n--b--\r\n"
        ), headers={"Content-Type": "multipart/form-data; boundary=b"})
        assert status == 303, (status, text[:1000])
        (document,) = documents() - before
        return re.search(r'href="(/versions/ver_[0-9a-f]{32}/download)', self.browser.ask("GET", document)[2]).group(1)


def small_files(uploads, seconds=5, writers=16):
    """Files of 20 KiB a second, each created, sent, read back and durable before its answer."""
    body, until = os.urandom(20 * 1024), time.time() + seconds
    headers = uploads.browser.headers() | {
        "Tus-Resumable": "1.0.0", "Upload-Length": str(len(body)), "Upload-Metadata": "filename c21hbGwuYmlu",
        "Content-Type": "application/offset+octet-stream",
    }

    def one(_):
        connection, sent = uploads.browser.connect(), 0
        while time.time() < until:
            connection.request("POST", f"{uploads.matter}/uploads", body, headers)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 201, answer.status
            sent += 1
        return sent

    with concurrent.futures.ThreadPoolExecutor(writers) as pool:
        return sum(pool.map(one, range(writers))) / seconds


def fsyncs(folder, seconds=3):
    """Files of 20 KiB a second that one loop writes, syncs and names, and nothing else."""
    body, made, until = os.urandom(20 * 1024), 0, time.time() + seconds
    directory = os.open(folder, os.O_RDONLY)
    while time.time() < until:
        file = os.open(folder / f"{made}.tmp", os.O_WRONLY | os.O_CREAT)
        os.write(file, body)
        os.fsync(file)
        os.close(file)
        os.rename(folder / f"{made}.tmp", folder / f"{made}")
        os.fsync(directory)
        made += 1
    os.close(directory)
    return made / seconds


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="anteroom-transfers-", dir=os.environ.get("BENCH_DISK", "/var/tmp")))
    memory_folder = pathlib.Path(tempfile.mkdtemp(prefix="anteroom-transfers-", dir="/dev/shm"))
    source = memory_folder / "source"
    with open(source, "wb") as file:
        for _ in range(SIZE >> 20):
            file.write(os.urandom(1 << 20))
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate], check=True, capture_output=True)
    data = folder / "data"
    subprocess.run([BENCH, "firm", data, "1", "1"], check=True, capture_output=True)
    log = open(folder / "log", "w")
    portal = web = dufs = None
    rows, notes = [], []

    def row(what, ours, *peers):
        """`peers`: name, rate, goal as a share of it."""
        for name, theirs, goal in peers:
            rows.append((what, ours, name, theirs, goal))
            print(f"{what}: {ours:.2f} beside {name} {theirs:.2f}: {ours / theirs:.2f} (goal {goal})", flush=True)

    try:
        web = nginx(folder, certificate, key)
        shutil.copy(source, folder / "served" / "file")
        if DUFS_PROGRAM:
            (folder / "dufs").mkdir()
            shutil.copy(source, folder / "dufs" / "file")
            dufs = subprocess.Popen([DUFS_PROGRAM, "-A", "-b", "127.0.0.1", "-p", str(DUFS), folder / "dufs"], stdout=subprocess.DEVNULL)
        for tls in (False, True):
            port, more = (TLS, ("--tls-certificate", certificate, "--tls-key", key)) if tls else (PLAIN, ())
            portal, _ = start(data, port, log, *more)
            lawyer = Browser(port, tls).sign_in("lawyer0@firm.example")
            matter = re.search(r'href="(/matters/mat_[0-9a-f]{32})"', lawyer.ask("GET", "/matters")[2]).group(1)
            uploads = Uploads(lawyer, matter)
            place = uploads.begin("file.bin", SIZE)
            uploads.send(place, source)
            file = uploads.file(place)
            way = "over TLS" if tls else "plain"

            def ours_down(_):
                curl("-H", f"Cookie: {lawyer.cookie()}", lawyer.origin + file)

            for streams in (1, 4):
                name = f"download {way}, {streams} stream{'s' if streams > 1 else ''}, GB/s"
                ours = rate(streams, ours_down)
                peers = [("nginx", rate(streams, lambda _: curl(f"https://localhost:{NGINX_TLS}/file" if tls else f"http://localhost:{NGINX}/file")), 0.8 if tls else 0.5)]
                if dufs and not tls:
                    peers.append(("dufs", rate(streams, lambda _: curl(f"http://localhost:{DUFS}/file")), 1.0))
                row(name, ours, *peers)

            def ours_up(stream):
                place = uploads.begin(f"up{stream}.bin", SIZE)
                uploads.send(place, source)
                places.append(place)

            def settle():
                while places:
                    uploads.give_up(places.pop())
                for litter in [*folder.glob("served/up*"), *folder.glob("dufs/up*"), *folder.glob("dd*")]:
                    litter.unlink()
                os.sync()

            places = []
            for streams in (1, 4):
                name = f"durable upload {way}, {streams} stream{'s' if streams > 1 else ''}, GB/s"
                ours = rate(streams, ours_up, settle)
                peers = []
                if not tls:
                    peers.append(("dd conv=fsync", rate(streams, lambda stream: subprocess.run(
                        ["dd", f"if={source}", f"of={folder}/dd{stream}", "bs=1M", "conv=fsync"], check=True, capture_output=True), settle), 0.8))
                    if dufs:
                        peers.append(("dufs", rate(streams, lambda stream: curl("-T", source, f"http://localhost:{DUFS}/up{stream}"), settle), 1.5))
                peers.append(("nginx DAV, not durable", rate(streams, lambda stream: curl(
                    "-T", source, f"https://localhost:{NGINX_TLS}/up{stream}" if tls else f"http://localhost:{NGINX}/up{stream}"), settle), 0))
                row(name, ours, *peers)
                settle()
            if not tls:
                small = small_files(uploads)
                (folder / "bare").mkdir()
                row("durable uploads of 20 KiB, a second", small, ("a bare loop of fsyncs", fsyncs(folder / "bare"), 0))
                before = memory(portal.pid, "RssAnon")
                with concurrent.futures.ThreadPoolExecutor(16) as pool:
                    moves = [pool.submit(ours_up, n) for n in range(8)] + [pool.submit(ours_down, n) for n in range(8)]
                    peak = before
                    while not all(move.done() for move in moves):
                        peak = max(peak, memory(portal.pid, "RssAnon"))
                        time.sleep(0.05)
                    for move in moves:
                        move.result()
                notes.append(f"Memory while 8 uploads and 8 downloads of {SIZE >> 20} MiB ran at once: {before:.0f} MiB before, {peak:.0f} at most (goal: 48 more).")
                print(notes[-1], flush=True)
                settle()
            end(portal)
            portal = None
    finally:
        end(portal, web, dufs)
        shutil.rmtree(memory_folder)
    report = [
        f"# Transfers measured on {datetime.date.today()}", "",
        f"{SIZE >> 20} MiB on loopback, {os.cpu_count()} cores shared with the load; the best of {ROUNDS}. Beside each figure, in the same run, its peer.", "",
        "| What | Anteroom | Beside | | Ratio | Goal |", "|---|---|---|---|---|---|",
    ]
    report += [f"| {w} | {o:.2f} | {n} | {t:.2f} | {o / t:.2f} | {g or '–'} |" for w, o, n, t, g in rows]
    report += ["", *notes, "", "Command: `bin/bench transfers`"]
    target = ROOT / "bench/results" / str(datetime.date.today())
    target.mkdir(parents=True, exist_ok=True)
    (target / "transfers.md").write_text("\n".join(report) + "\n")
    shutil.rmtree(folder)


sys.exit(main())
