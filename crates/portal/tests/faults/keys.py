#!/usr/bin/env python3
"""Kills each renewal of keys at every call that makes something durable, and lets each of those calls fail.

  keys.py target/debug/anteroom [root | firm | matter | all …]

After each interruption every key must be there and open what was written first and last, `anteroom verify --deep` must find
nothing wrong, and the renewal must come to its end when it is run again. A renewal while the portal runs must refuse and
change nothing; a copy of the keys folder from before a renewal must stop the start.
"""

import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from run import HERE, prepare  # noqa: E402
from visitor import Portal  # noqa: E402

#: No renewal makes more calls than this.
MOST = 80


class Installation:
    """A data folder of its own, and the commands that look after its keys."""

    def __init__(self, binary, folder, name, scene):
        self.binary, self.data, self.scene = binary, folder / name, scene
        self.armed = folder / f"{name}.armed"
        self.renew()

    def renew(self):
        """As it was when the scene was prepared."""
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(self.data.parent / "scene", self.data)
        self.armed.unlink(missing_ok=True)

    def run(self, *words, **environment):
        return subprocess.run([self.binary, *words, "--data", str(self.data)], capture_output=True, text=True,
                              env=dict(os.environ, ANTEROOM_LOG="warn", **environment))

    def good(self, *words):
        done = self.run(*words)
        assert done.returncode == 0, f"{' '.join(words)}: {done.stdout}{done.stderr}"
        return done.stdout

    def rotation(self, what):
        return ("keys", "rotate", *{"matter": ("matter", self.scene.matter), "all": ("matter", "--all")}.get(what, (what,)))

    def whole(self):
        self.good("keys", "check")
        self.good("verify", "--deep")


def through(installation, shim, what, fails):
    """Every interruption of one renewal; answers how many there were, and the sentences of those that went wrong."""
    wrong = []
    for number in range(1, MOST):
        installation.renew()
        installation.armed.touch()
        how = {"STOP_AT_FAILS": "yes"} if fails else {}
        done = installation.run(*installation.rotation(what), LD_PRELOAD=str(shim), STOP_AT_ARMED=str(installation.armed),
                                STOP_AT=str(number), **how)
        made = installation.armed.read_text().count("\n")
        try:
            installation.whole()
            installation.good(*installation.rotation(what))
            installation.whole()
        except AssertionError as error:
            wrong.append(f"{what}, call {number} {'failed' if fails else 'killed'}: {error}")
        if made < number:
            assert done.returncode == 0, done.stderr
            return number - 1, wrong
    return number, [*wrong, f"{what} does not come to an end after {MOST} calls"]


def beside_a_server(installation, port):
    """A renewal refuses while somebody holds the keys, and goes on when nobody does."""
    store = installation.data / "keys" / "matters.keys"
    server = Portal(installation.binary, installation.data, port)
    try:
        before = store.read_bytes()
        for what in ("root", "firm", "matter", "all"):
            refused = installation.run(*installation.rotation(what))
            assert refused.returncode == 1 and "Stop it on every server" in refused.stderr, refused.stderr
        assert store.read_bytes() == before
    finally:
        server.kill()
    installation.good(*installation.rotation("root"))
    installation.whole()


def older_copies(installation):
    """An older copy of the folder is refused by newer data; a newer one opens older data, also once the old root is forgotten."""
    keys, copy = installation.data / "keys", installation.data.with_suffix(".copy")
    shutil.copytree(keys, copy)
    shutil.copy(installation.data / "anteroom.db", installation.data.with_suffix(".db"))
    for what in ("root", "firm", "all"):
        installation.good(*installation.rotation(what))
    installation.good("keys", "forget-old")
    installation.whole()
    newest = installation.data.with_suffix(".newest")
    keys.rename(newest)
    shutil.copytree(copy, keys)
    for words in (("keys", "check"), ("verify",), ("keys", "rotate", "firm")):
        refused = installation.run(*words)
        assert refused.returncode == 1 and "older than the data" in refused.stderr, refused.stderr
    shutil.rmtree(keys)
    newest.rename(keys)
    installation.whole()
    for name in ("anteroom.db-wal", "anteroom.db-shm"):
        (installation.data / name).unlink(missing_ok=True)
    shutil.copy(installation.data.with_suffix(".db"), installation.data / "anteroom.db")
    installation.whole()


def main(binary, *names):
    if not sys.platform.startswith("linux"):
        sys.exit("the faults are injected by the dynamic linker of Linux: nothing was tested")
    binary, began = str(pathlib.Path(binary).resolve()), time.monotonic()
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="anteroom-keys.") as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
        folder, port = pathlib.Path(folder), 18700
        shim = folder / "stop_at.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", shim, HERE / "stop_at.c", "-ldl"], check=True)
        scene = prepare(binary, folder, port)
        made = lambda name: Installation(binary, folder, name, scene)
        # The server was killed: what it had not moved from its log is moved by whoever opens the database next.
        made("first").whole()
        tried = [(what, fails, pool.submit(through, made(f"{what}-{fails}"), shim, what, fails))
                 for what in names or ("root", "firm", "matter", "all") for fails in (False, True)]
        for what, fails, job in tried:
            calls, wrong = job.result()
            print(f"{what}: {calls} calls {'failed' if fails else 'killed'}, {len(wrong)} went wrong", flush=True)
            for sentence in wrong:
                print(f"  {sentence}")
            passed, failed = passed + calls - len(wrong), failed + len(wrong) + (calls == 0)
        beside_a_server(made("beside"), port + 1)
        older_copies(made("older"))
        print("a running server and older copies: as they should", flush=True)
    print(f"{passed + 2} passed, {failed} failed in {time.monotonic() - began:.0f} s")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
