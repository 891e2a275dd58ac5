#!/usr/bin/env python3
"""Kills the server at every call that makes something durable during the main acts, and lets each of those calls fail.

  run.py target/debug/anteroom [ACT …]

For each act, n = 1, 2, 3 … until it completes untouched: the n-th fsync, fdatasync, rename, link or unlink after the act
began is where the server dies (`killed`), or answers an I/O error (`failed`). So are some of the writes to files, spread
over the act. Then the server starts anew on what is left, the act
is taken up again, and everything that was acknowledged must hold, nothing may be there twice, and `anteroom verify --deep`
must find nothing wrong.
"""

import concurrent.futures
import pathlib
import pickle
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from acts import ACTS, Scene, Unanswered  # noqa: E402
from visitor import Portal  # noqa: E402

WRONG = (AssertionError, Unanswered, StopIteration, KeyError, AttributeError)
HERE = pathlib.Path(__file__).parent
#: No act makes more calls than this; one that does would never end here.
MOST = 80
#: Writes of an act at which it is interrupted.
WRITES = 5
#: How long what an act leaves to do (page pictures, letters) may take.
SETTLES = 0.4


def prepare(binary, folder, port):
    """A firm with one matter, ready for every act."""
    portal = Portal(binary, folder / "scene", port)
    try:
        link = next(word for word in portal.out.read_text().split() if "/set-up/" in word)
        scene = Scene(link, port)
        time.sleep(SETTLES)
    finally:
        portal.kill()
    return scene


def once(binary, folder, shim, scene, port, act, number, fails, writes=False):
    """Interrupts an act at one call; answers how many calls were made."""
    data, armed = folder / f"{act.__name__}-{port}", folder / f"{act.__name__}-{port}.armed"
    shutil.rmtree(data, ignore_errors=True)
    armed.unlink(missing_ok=True)
    shutil.copytree(folder / "scene", data)
    under_way = act(pickle.loads(pickle.dumps(scene)), port)
    portal = Portal(binary, data, port, shim, armed, number, fails, writes)
    try:
        armed.touch()
        try:
            under_way.go()
            # What SQLite itself passes over: the folder's sync after the first of its log, and writes from the log to the
            # database, which the log holds all the same.
            made = armed.read_text().split("\n")[:-1]
            passed_over = writes or len(made) >= number and (made[number - 1] == str(data) or is_litter(made[number - 1]))
            assert not (fails and len(made) >= number and not passed_over), \
                f"acknowledged, although {made[number - 1]} could not be made durable"
            portal.ended(SETTLES)
        except Unanswered:
            # Killed, or an honest "I could not".
            pass
        made = armed.read_text().count("\n")
    finally:
        portal.kill()

    portal = Portal(binary, data, port)
    try:
        under_way.go()
        under_way.check()
    finally:
        portal.kill()
    under_way.count(data / "anteroom.db")
    verified = subprocess.run([binary, "verify", "--deep", "--data", str(data)], capture_output=True, text=True)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    return made


def is_litter(path):
    """What is removed after the answer: bytes no row names any more, found by `sweep` and `verify`."""
    return "/blobs/" in path


def through_writes(binary, folder, shim, scene, port, act, fails):
    """As `through`, at some of the writes."""
    wrong, tried = [], 0
    made = once(binary, folder, shim, scene, port, act, 10**9, False, True)
    for number in sorted({1 + made * step // WRITES for step in range(WRITES)}):
        tried += 1
        try:
            once(binary, folder, shim, scene, port, act, number, fails, True)
        except WRONG as error:
            wrong.append(f"{act.__name__}, write {number} of {made} {'failed' if fails else 'killed'}: {type(error).__name__}: {error}")
    return tried, wrong


def through(binary, folder, shim, scene, port, act, fails):
    """Every interruption of one act; answers how many there were, and the sentences of those that went wrong."""
    wrong = []
    for number in range(1, MOST):
        try:
            if once(binary, folder, shim, scene, port, act, number, fails) < number:
                return number - 1, wrong
        except WRONG as error:
            wrong.append(f"{act.__name__}, call {number} {'failed' if fails else 'killed'}: {type(error).__name__}: {error}")
            if len(wrong) > 3:
                break
    else:
        wrong.append(f"{act.__name__} does not come to an end after {MOST} calls")
    return number, wrong


def main(binary, *names):
    if not sys.platform.startswith("linux"):
        sys.exit("the faults are injected by the dynamic linker of Linux: nothing was tested")
    binary = str(pathlib.Path(binary).resolve())
    acts = [act for act in ACTS if not names or act.__name__ in names]
    with tempfile.TemporaryDirectory(prefix="anteroom-faults.") as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
        folder, port = pathlib.Path(folder), 18400
        shim = folder / "stop_at.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", shim, HERE / "stop_at.c", "-ldl"], check=True)
        scene = prepare(binary, folder, port)
        began, tried = time.monotonic(), []
        for act in acts:
            for fails in (False, True):
                for what, way in (("calls", through), ("writes", through_writes)):
                    port += 1
                    tried.append((act, fails, what, pool.submit(way, binary, folder, shim, scene, port, act, fails)))
        passed = failed = 0
        for act, fails, what, job in tried:
            calls, wrong = job.result()
            print(f"{act.__name__}: {calls} {what} {'failed' if fails else 'killed'}, {len(wrong)} went wrong", flush=True)
            for sentence in wrong:
                print(f"  {sentence}")
            passed, failed = passed + calls - len(wrong), failed + len(wrong)
            if calls == 0:
                print("  no call was counted: the binary does not go through the C library")
                failed += 1
    print(f"{passed} passed, {failed} failed in {time.monotonic() - began:.0f} s")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
