"""Drives the flood of sign-ins for bin/bench: 200 a second for 30 seconds, while somebody else reads a page."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import time

from portal import BENCH, Browser, end, memory, start

PORT, RATE, SECONDS = 8473, 200, 30
GOAL_MEMORY, GOAL_PAGE = 512, 100


def reads(browser, path, took, over):
    """Reads a page ten times a second, whatever the one before takes, until told that it is over."""
    connection = browser.connect()
    headers = browser.headers()
    while not over.wait(0.1):
        began = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (path, answer.status)
        took.append(1000 * (time.perf_counter() - began))


def part(took, percent):
    return sorted(took)[min(len(took) - 1, len(took) * percent // 100)]


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="anteroom-bench-"))
    subprocess.run([BENCH, "crowd", folder / "data", str(RATE * SECONDS)], check=True)
    portal = None
    try:
        portal, _ = start(folder / "data", PORT, open(folder / "log", "w"))
        client, lawyer = Browser(PORT).sign_in("client@clients.example"), Browser(PORT).sign_in("lawyer0@firm.example")
        pages = {"client Home": (client, "/"), "firm Today": (lawyer, "/today"), "the sign-in page": (Browser(PORT), "/sign-in")}
        took, over, readers = {name: [] for name in pages}, threading.Event(), []
        for name, (browser, path) in pages.items():
            readers.append(threading.Thread(target=reads, args=(browser, path, took[name], over)))
            readers[-1].start()
        quiet = memory(portal.pid, "VmRSS")
        load = subprocess.run([BENCH, "sign-ins", str(PORT), str(RATE), str(SECONDS)], capture_output=True, text=True, check=True)
        over.set()
        for reader in readers:
            reader.join()
        peak = memory(portal.pid, "VmHWM")
    finally:
        end(portal)
        shutil.rmtree(folder)
    print(f"{RATE} sign-ins a second for {SECONDS} s, each another person from another network; {os.cpu_count()} cores shared with the load.\n")
    print("| Answer | Count | Share | p50 ms | p99 ms |\n|---|---|---|---|---|")
    words = {"303": "303, on to the second step", "429": "429, too many tries", "503": "503, too many at once", "none": "none in 20 s"}
    for line in load.stdout.splitlines():
        name, count, *rest = line.split()
        if name == "silent":
            silent = int(count)
            continue
        print(f"| {words.get(name, name)} | {count} | {rest[0]} % | {rest[1] if len(rest) > 1 else ''} | {rest[2] if len(rest) > 2 else ''} |")
    print(f"\nRefusals that do not say when to come again: {silent}.")
    print(f"Memory: {quiet:.0f} MiB before, {peak:.0f} MiB at most (goal: below {GOAL_MEMORY}).\n")
    print("| Page read meanwhile | Times | p50 ms | p99 ms |\n|---|---|---|---|")
    for name, all_of in took.items():
        print(f"| {name} | {len(all_of)} | {part(all_of, 50):.1f} | {part(all_of, 99):.1f} |")
    worst = max(part(all_of, 99) for all_of in took.values())
    print(f"\nGoal: p99 below {GOAL_PAGE} ms: {'met' if worst < GOAL_PAGE else 'missed'}.")


main()
