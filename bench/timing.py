"""Whether a stranger can tell by the time an answer takes who has a space here: 200 tries each for an address somebody has and
one that nobody has, turn by turn, each from a network of its own; medians, and the rank test of Mann and Whitney."""
import math
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

from portal import BENCH, Browser, end, start

PORT, TRIES = 8474, 200


def ranks(first, second):
    """The z of U, and how likely one this far out is by chance."""
    both = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    place = {}
    for at, (value, _) in enumerate(both, 1):
        place.setdefault(value, []).append(at)
    mean = {value: sum(places) / len(places) for value, places in place.items()}
    n, m = len(first), len(second)
    u = sum(mean[value] for value in first) - n * (n + 1) / 2
    z = (u - n * m / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return u / (n * m), z, math.erfc(abs(z) / math.sqrt(2))


class Stranger(Browser):
    """Comes from another network each time, by way of a proxy on this machine."""
    count = 0

    def ask_from_afar(self, path, fields):
        Stranger.count += 1
        self.cookies = {}
        headers = {"X-Forwarded-For": f"10.{Stranger.count // 256}.{Stranger.count % 256}.1"}
        began = time.perf_counter()
        status, _, _ = self.ask("POST", path, fields, headers=headers)
        return 1000 * (time.perf_counter() - began), status


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="anteroom-bench-"))
    subprocess.run([BENCH, "crowd", folder / "data", str(10 * TRIES)], check=True)
    doors = {
        "sign-in": ("/sign-in", "p{}", {"password": "not the password of anybody", "next": "/"}, 1),
        "forgotten password": ("/sign-in/help/password", "p{}", {}, 1),
        "invitation that never came": ("/sign-in/help", "i{}", {}, 10),
    }
    rows = []
    portal = None
    try:
        portal, _ = start(folder / "data", PORT, open(folder / "log", "w"), "--trusted-proxy", "127.0.0.0/8")
        stranger = Stranger(PORT)
        for name, (path, known, fields, step) in doors.items():
            for warm in range(20):
                stranger.ask_from_afar(path, {"email": f"warm{warm}@crowd.example", **fields})
            took, seen = {True: [], False: []}, set()
            for turn in range(TRIES):
                for is_known in (True, False) if turn % 2 else (False, True):
                    who = known.format(turn * step) if is_known else f"x{turn}"
                    milliseconds, status = stranger.ask_from_afar(path, {"email": f"{who}@crowd.example", **fields})
                    took[is_known].append(milliseconds)
                    seen.add(status)
            assert len(seen) == 1, (name, seen)
            rows.append((name, seen.pop(), statistics.median(took[True]), statistics.median(took[False]), *ranks(took[True], took[False])))
    finally:
        end(portal)
        shutil.rmtree(folder)
    print(f"{TRIES} tries each, turn by turn. U: how often an address somebody has took longer than one nobody has; half is no difference.\n")
    print("| Door | Status | Median, somebody’s | Median, nobody’s | U | z | p |\n|---|---|---|---|---|---|---|")
    for name, status, ours, others, share, z, p in rows:
        print(f"| {name} | {status} | {ours:.2f} ms | {others:.2f} ms | {share:.3f} | {z:+.2f} | {p:.3f} |")


main()
