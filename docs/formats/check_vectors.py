#!/usr/bin/env python3
"""Check the test vectors without any of Anteroom's code.

Needs Python 3.9 and the package `cryptography`. Run it from anywhere: python3 docs/formats/check_vectors.py
It is written from the pages beside it, and is meant to be read with them.
"""

import datetime
import hashlib
import hmac
import json
import pathlib
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FRAME = 65536


def hkdf(secret, purpose, salt=None):
    return HKDF(SHA256(), 32, salt, purpose).derive(secret)


def bound(label, *parts):
    return b"".join(struct.pack(">Q", len(part)) + part for part in (label.encode(), *parts))


def keyed(key, label, purpose, content):
    return hmac.new(key, bound(label, purpose.encode(), content), hashlib.sha256).digest()


# Envelopes: wrapped keys and fields


def seal(key, nonce, place, plain):
    return b"\x01" + nonce + AESGCM(key).encrypt(nonce, plain, place)


def root_text(secret):
    check = hashlib.sha256(bound("anteroom/1 root key checksum", secret)).digest()[:4]
    digits = (secret + check).hex()
    return " ".join(["anteroom-root-key-1", *(digits[at : at + 8] for at in range(0, 72, 8))]) + "\n"


def wrap_firm(root, nonce, firm_id, firm):
    return seal(hkdf(root, b"anteroom/1 root wrap"), nonce, bound("anteroom/1 wrapped firm key", firm_id.encode()), firm)


def wrap_matter(firm, nonce, matter_id, matter):
    return seal(hkdf(firm, b"anteroom/1 firm wrap"), nonce, bound("anteroom/1 wrapped matter key", matter_id.encode()), matter)


def seal_field(rank, key, nonce, table, column, row, plain):
    place = bound("anteroom/1 field", table.encode(), column.encode(), row.encode())
    return seal(hkdf(key, f"anteroom/1 {rank} field".encode()), nonce, place, plain)


# Segments


def pattern(length):
    """The content the vectors use: 0, 1, … 250, 0, 1, …"""
    return bytes(at % 251 for at in range(length))


def seal_segment(matter, name, salt, plain):
    base = hkdf(matter, b"anteroom/1 matter segment")
    ids = [name["firm"].encode(), name["matter"].encode(), name["content"].encode(), struct.pack(">I", name["number"])]
    key = AESGCM(hkdf(base, bound("anteroom/1 segment key", *ids), salt))
    out = b"ANTRSEG\x01" + salt + hkdf(base, bound("anteroom/1 segment commitment", *ids), salt)
    last = len(plain) // FRAME
    for frame in range(last + 1):
        place = struct.pack(">QB", frame, frame == last)
        out += key.encrypt(bytes(3) + place, plain[frame * FRAME : (frame + 1) * FRAME], bound("anteroom/1 frame", *ids) + place)
    return out


# The key store


def encode_record(record):
    parts = [record["firm"].encode()]
    if record["matter"] is not None:
        parts.append(record["matter"].encode())
    parts.append(bytes.fromhex(record["wrapped"]))
    body = bytes([1 if record["matter"] is None else 2])
    body += b"".join(struct.pack(">H", len(part)) + part for part in parts)
    lengths = struct.pack(">II", len(body), len(body) ^ 0xFFFFFFFF)
    return lengths + body + hashlib.sha256(body).digest()[:8]


def encode_key_store(records):
    return b"ANTRKEY\x01" + b"".join(encode_record(record) for record in records)


def zip_headers(entries):
    """The headers of a ZIP of stored entries, in order, and the length of the whole."""
    mark16, mark32 = 0xFFFF, 0xFFFFFFFF
    le = lambda size, *numbers: b"".join(number.to_bytes(size, "little") for number in numbers)
    headers, starts, at = b"", [], 0

    def middle(entry, wide, extra):
        local = datetime.datetime.fromtimestamp(entry["unix"] + entry["offset"], datetime.timezone.utc)
        local = max(local, datetime.datetime(1980, 1, 1, tzinfo=datetime.timezone.utc))
        time = local.hour << 11 | local.minute << 5 | local.second // 2
        date = local.year - 1980 << 9 | local.month << 5 | local.day
        size, path = min(entry["size"], mark32), entry["path"].encode()
        return le(2, 45 if wide else 20, 1 << 11, 0, time, date) + le(4, entry["crc32"], size, size) + le(2, len(path), len(extra))

    moved = lambda numbers: b"\x01\x00" + le(2, 8 * len(numbers)) + le(8, *numbers) if numbers else b""
    moment = lambda entry: b"UT\x05\x00\x01" + le(4, min(entry["unix"], 0x7FFFFFFF))
    for entry in entries:
        wide = [entry["size"]] * 2 if entry["size"] >= mark32 else []
        extra = moved(wide) + moment(entry)
        header = b"PK\x03\x04" + middle(entry, wide, extra) + entry["path"].encode() + extra
        headers += header
        starts.append(at)
        at += len(header) + entry["size"]
    directory = at
    for entry, start in zip(entries, starts):
        wide = ([entry["size"]] * 2 if entry["size"] >= mark32 else []) + ([start] if start >= mark32 else [])
        extra = moved(wide) + moment(entry)
        header = b"PK\x01\x02" + le(2, 3 << 8 | (45 if wide else 20)) + middle(entry, wide, extra) + bytes(6)
        header += le(4, 0o100644 << 16, min(start, mark32)) + entry["path"].encode() + extra
        headers += header
        at += len(header)
    size, count, end = at - directory, len(entries), b""
    if count >= mark16 or size >= mark32 or directory >= mark32:
        end += b"PK\x06\x06" + le(8, 44) + le(2, 3 << 8 | 45, 45) + bytes(8) + le(8, count, count, size, directory)
        end += b"PK\x06\x07" + bytes(4) + le(8, at) + le(4, 1)
    end += b"PK\x05\x06" + bytes(4) + le(2, min(count, mark16), min(count, mark16))
    end += le(4, min(size, mark32), min(directory, mark32)) + bytes(2)
    return headers + end, at + len(end)


def check():
    folder = pathlib.Path(__file__).parent / "vectors"
    load = lambda name: json.loads((folder / f"{name}.json").read_text())
    unhex = bytes.fromhex
    count = 0

    def same(name, expected, found):
        nonlocal count
        assert expected == found, f"{name}: expected {expected}, found {found}"
        count += 1

    keys = load("keys")
    root, firm, matter = unhex(keys["root"]), unhex(keys["firm"]), unhex(keys["matter"])
    same("root text", keys["root_text"], root_text(root))
    same("wrapped firm key", keys["wrapped_firm"], wrap_firm(root, unhex(keys["nonce"]), keys["firm_id"], firm).hex())
    same("wrapped matter key", keys["wrapped_matter"], wrap_matter(firm, unhex(keys["nonce"]), keys["matter_id"], matter).hex())

    # Renewed: the newest generation first, and it is the one that wraps.
    renewed, nonce = unhex(keys["renewed"]), unhex(keys["nonce"])
    same("renewed firm key", keys["wrapped_renewed_firm"], wrap_firm(root, nonce, keys["firm_id"], renewed + firm).hex())
    found = wrap_matter(renewed, nonce, keys["matter_id"], renewed + matter).hex()
    same("renewed matter key", keys["wrapped_renewed_matter"], found)

    fields = load("fields")
    of_rank = {"firm": unhex(fields["firm"]), "matter": unhex(fields["matter"])}
    for case in fields["fields"]:
        place = case["table"], case["column"], case["row"]
        found = seal_field(case["under"], of_rank[case["under"]], unhex(case["nonce"]), *place, case["plain"].encode())
        same(f"field {place}", case["sealed"], found.hex())
    for case in fields["indexes"]:
        found = keyed(hkdf(of_rank["firm"], b"anteroom/1 firm index"), "anteroom/1 index", case["purpose"], case["text"].encode())
        same("index", case["index"], found.hex())
    for case in fields["commitments"]:
        key = hkdf(of_rank["matter"], b"anteroom/1 matter commitment")
        same("commitment", case["commitment"], keyed(key, "anteroom/1 commitment", case["purpose"], unhex(case["record"])).hex())

    segments = load("segments")
    for case in segments["segments"]:
        sealed = seal_segment(unhex(segments["matter"]), segments["name"], unhex(segments["salt"]), pattern(case["plain_len"]))
        same("segment length", case["sealed_len"], len(sealed))
        same("segment", case["sealed_sha256"], hashlib.sha256(sealed).hexdigest())
        if "sealed" in case:
            same("segment", case["sealed"], sealed.hex())

    store = load("key-store")
    same("key store", store["encoded"], encode_key_store(store["records"]).hex())

    for case in load("archive")["archives"]:
        headers, length = zip_headers(case["entries"])
        same(f"length of an archive of {case['name']}", case["length"], length)
        same(f"headers of an archive of {case['name']}", case["headers"], headers.hex())

    # The last record is the key the first vectors wrapped, so the files agree with each other.
    same("wrapped key in the store", keys["wrapped_matter"], store["records"][-1]["wrapped"])
    try:
        AESGCM(hkdf(root, b"anteroom/1 root wrap")).decrypt(unhex(keys["nonce"]), unhex(keys["wrapped_firm"])[13:], b"")
        raise AssertionError("a wrapped key opened without its place")
    except InvalidTag:
        pass
    print(f"{count} vectors hold")


if __name__ == "__main__":
    check()
