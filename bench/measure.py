"""Drives the load for bin/bench: fills a folder, starts the product and the bare handler, measures both side by side."""
import datetime
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

from portal import BENCH, ROOT, Browser, end, memory, start

MATTERS, DOCUMENTS = int(sys.argv[1]), int(sys.argv[2])
PORT, BARE = 8471, 8472
SECONDS = int(os.environ.get("BENCH_SECONDS", "6"))


def wrk(url, cookies):
    command = ["wrk", "-t1", "-c16", f"-d{SECONDS}s", "--latency"]
    if cookies:
        command += ["-H", f"Cookie: {cookies}"]
    text = subprocess.run(command + [url], capture_output=True, text=True, check=True).stdout
    def ms(percent):
        value, unit = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)", text).groups()
        return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
    assert "Non-2xx" not in text, text
    return ms(50), ms(99), float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))


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
    portal = bare = None
    try:
        portal, started = start(data, PORT, log)
        bare = subprocess.Popen([BENCH, "bare", data, str(BARE)])
        client, lawyer = Browser(PORT).sign_in("client@clients.example"), Browser(PORT).sign_in("lawyer0@firm.example")
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
            page = wrk(f"{browser.origin}{path}", browser.cookie())
            rows.append((name, queries, len(text) / 1024, page, limit))
            print(f"{name}: {queries} queries, p50 {page[0]:.2f} ms, p99 {page[1]:.2f} ms, {page[2]:.0f}/s; bare {limit[2]:.0f}/s: {100 * page[2] / limit[2]:.0f} %", flush=True)
        peak = memory(portal.pid, "VmHWM")
    finally:
        end(portal, bare)
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
