#!/usr/bin/env python3
"""Fills the disk under the server, by bytes and by files, and cuts its power in the middle of the main acts.

  disks.py target/debug/anteroom

A full disk refuses files with 507 and keeps nothing of them; what is there can be read, what was shared can be taken back,
and once there is room again the transfer goes on. A power cut is the file system's own: ext4 on a loop device is shut down
without flushing its journal, then mounted anew, so only what was really synced is there. It needs root, to mount.
"""

import contextlib
import fcntl
import os
import pathlib
import pickle
import random
import struct
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from acts import ACTS, Scene, Unanswered  # noqa: E402
from run import SETTLES, prepare  # noqa: E402
from visitor import Portal, Visitor  # noqa: E402

MIB = 1 << 20
#: Power cuts in each act.
CUTS = 5
#: linux/ext4.h: EXT4_IOC_SHUTDOWN, and to drop the journal that was not flushed.
SHUTDOWN, NO_LOG_FLUSH = 0x8004587D, 2


@contextlib.contextmanager
def mounted(place, *words):
    place.mkdir(exist_ok=True)
    patiently("mount", *words, str(place))
    try:
        yield place
    finally:
        patiently("umount", str(place))


def patiently(*words):
    """What was just killed may hold the folder, and the loop device its image, for a moment."""
    for _ in range(50):
        done = subprocess.run(words, capture_output=True, text=True)
        if done.returncode == 0:
            return
        time.sleep(0.1)
    raise AssertionError(f"{' '.join(words)}: {done.stderr}")


def verified(binary, data):
    found = subprocess.run([binary, "verify", "--deep", "--data", str(data)], capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr


class Filler:
    """Everything else that lies on the disk."""

    def __init__(self, place):
        self.place = place / "filler"
        self.place.mkdir()

    def leave_bytes(self, left):
        disk = os.statvfs(self.place)
        with open(self.place / "bytes", "wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, disk.f_bavail * disk.f_frsize - left))

    def leave_nothing(self):
        self.leave_bytes(MIB)
        with contextlib.suppress(OSError), open(self.place / "last", "wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))

    def leave_files(self, left):
        number = 0
        while os.statvfs(self.place).f_favail > left:
            (self.place / str(number)).touch()
            number += 1

    def go(self):
        for file in self.place.iterdir():
            file.unlink()


def full(binary, folder, port, fill):
    """A disk that fills up under the server, and is emptied again."""
    letter = os.urandom(40 * MIB)
    with mounted(folder / "small", "-t", "tmpfs", "-o", "size=160m,nr_inodes=700", "anteroom") as disk:
        scene = prepare(binary, disk, port)
        portal, filler = Portal(binary, disk / "scene", port), Filler(disk)
        olive, nadia = Visitor(port, scene.olive), Visitor(port, scene.nadia)
        kind = {"content_type": "application/offset+octet-stream"}
        try:
            begun = nadia.tus("POST", f"/matters/{scene.matter}/uploads", upload_length=len(letter),
                              upload_metadata="filename TGV0dGVyLmJpbg==").expect(201)
            upload = begun.headers["location"].replace(f"http://localhost:{port}", "")
            fill(filler)
            before = os.statvfs(disk)
            answer = nadia.tus("PATCH", upload, letter, upload_offset=0, **kind)
            assert answer.status == 507, f"a file for which there is no room: {answer.status}"
            at = int(nadia.tus("HEAD", upload).expect(200).headers["upload-offset"])
            form = (b"----edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.bin\"\r\n\r\n"
                    + letter + b"\r\n----edge--\r\n")
            answer = nadia.ask("POST", f"/m/{scene.matter}/deliveries", form,
                               {"Content-Type": "multipart/form-data; boundary=--edge"})
            assert answer.status == 507, f"a form for which there is no room: {answer.status}"
            assert "<h1" in answer.body.decode(), "the form's refusal has no page"
            after = os.statvfs(disk)
            kept = (before.f_bavail - after.f_bavail) * after.f_frsize
            assert kept < MIB + at, f"{kept} bytes were kept of what was refused"
            assert before.f_favail - after.f_favail <= 2, "files were kept of what was refused"

            deed = f"/versions/{scene.deed_version}/download"
            assert nadia.get(deed).body == b"The whole of lot 12."
            links = olive.get(f"/documents/{scene.deed}").page.links
            share = next(link for link in links if link.startswith("/shares/"))
            form = next(form for action, form in olive.get(share).page.forms.items() if action.endswith("/revocation"))
            olive.post(form.action, form.filled({}))
            nadia.get(deed, 404)

            filler.go()
            nadia.tus("PATCH", upload, letter[at:], upload_offset=at, **kind).expect(204)
            delivery = nadia.post_files(f"/m/{scene.matter}/deliveries", [("upload", upload.split("/")[2]), ("note", "")]).to
            assert "Letter.bin" in nadia.get(delivery).page.words

            # Not one byte is left, for nobody: pages can be read. A download that must leave a trace is refused, since
            # evidence comes before bytes; it is there again as soon as there is room.
            filler.leave_nothing()
            assert "Survey of the lot" in olive.get(f"/matters/{scene.matter}").page.words
            refused = olive.ask("GET", deed)
            assert refused.status == 503, f"a download without a trace: {refused.status}"
            filler.go()
            assert olive.get(deed).body == b"The whole of lot 12."
        finally:
            portal.kill()
        verified(binary, disk / "scene")


def cut(binary, folder, image, port, act, scene, after):
    """One power cut, so many seconds into an act."""
    with mounted(folder / "disk", "-o", "loop", str(image)) as disk:
        under_way = act(pickle.loads(pickle.dumps(scene)), port)
        portal = Portal(binary, disk / "scene", port)

        def go():
            with contextlib.suppress(Unanswered):
                under_way.go()

        acting = threading.Thread(target=go)
        acting.start()
        time.sleep(after)
        directory = os.open(disk, os.O_RDONLY)
        fcntl.ioctl(directory, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        os.close(directory)
        portal.kill()
        acting.join()
        noted = dict(under_way.noted)
    with mounted(folder / "disk", "-o", "loop", str(image)) as disk:
        portal = Portal(binary, disk / "scene", port)
        try:
            under_way.go()
            under_way.check()
        finally:
            portal.kill()
        under_way.count(disk / "scene" / "anteroom.db")
        verified(binary, disk / "scene")
    return noted


def power(binary, folder, port):
    """Power cuts in every act; answers how many there were and the sentences of those that went wrong."""
    fresh, image, wrong, tried = folder / "fresh.img", folder / "disk.img", [], 0
    with open(fresh, "wb") as file:
        file.truncate(128 * MIB)
    subprocess.run(["mkfs.ext4", "-q", "-E", "lazy_itable_init=0,lazy_journal_init=0", str(fresh)], check=True)
    with mounted(folder / "disk", "-o", "loop", str(fresh)) as disk:
        scene = prepare(binary, disk, port)
    chance = random.Random(20)
    for act in ACTS:
        for number in range(CUTS):
            tried += 1
            subprocess.run(["cp", "--sparse=always", str(fresh), str(image)], check=True)
            after = chance.uniform(0, 0.15) if number else SETTLES
            try:
                cut(binary, folder, image, port, act, scene, after)
            except (AssertionError, Unanswered, StopIteration, KeyError, AttributeError) as error:
                wrong.append(f"{act.__name__}, power cut after {after:.3f} s: {type(error).__name__}: {error}")
    return tried, wrong


def main(binary):
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        print("NOT RUN: full disks and power cuts need root on Linux, to mount")
        return
    binary, failed, passed = str(pathlib.Path(binary).resolve()), 0, 0
    with tempfile.TemporaryDirectory(prefix="anteroom-disks.") as folder:
        folder, port = pathlib.Path(folder), 18480
        if subprocess.run(["mount", "-t", "tmpfs", "anteroom", str(folder)], capture_output=True).returncode != 0:
            print("NOT RUN: this root may not mount")
            return
        try:
            for what, fill in (("by bytes", lambda filler: filler.leave_bytes(12 * MIB)),
                               ("by files", lambda filler: filler.leave_files(20))):
                port += 1
                try:
                    full(binary, folder, port, fill)
                    passed += 1
                    print(f"a disk full {what}: refused, read, taken back, gone on", flush=True)
                except (AssertionError, Unanswered, StopIteration, KeyError, AttributeError) as error:
                    failed += 1
                    print(f"a disk full {what}: {type(error).__name__}: {error}", flush=True)
            tried, wrong = power(binary, folder, port + 1)
            print(f"{tried} power cuts, {len(wrong)} went wrong", *wrong, sep="\n  ")
            passed, failed = passed + tried - len(wrong), failed + len(wrong)
        finally:
            subprocess.run(["umount", str(folder)], check=False)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
