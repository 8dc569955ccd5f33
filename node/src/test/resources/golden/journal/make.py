"""Makes segment.bin and head.bin from docs/formats.md alone."""

import hashlib
import pathlib


def crc(data):
    value = 0xFFFFFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ (0x82F63B78 if value & 1 else 0)
    return (value ^ 0xFFFFFFFF).to_bytes(4, "big")


def number(value, size):
    return value.to_bytes(size, "big")


def framed(body):
    length = number(len(body), 4)
    return length + crc(length + body) + body


def record(term, index, kind, payload):
    return framed(b"\x01" + number(term, 8) + number(index, 8) + number(kind, 1) + payload)


def mark(index):
    return framed(b"\x01" + number(index, 8))


tag = hashlib.sha256(b"db3_db:golden").digest()[:16]
header = b"CAIRNJNL" + number(1, 4) + number(1, 8) + tag + bytes(24)
data = header + crc(header)
data += mark(1) + record(0, 1, 1, b"hello") + record(0, 2, 2, b"\x00\x01\x02")
data += mark(3) + record(3, 3, 7, b"")
segment = data.ljust(256, b"\x00")

# Sequence: 1 at the beginning, one for each of two batches, one for the mark, one for the end.
slot = b"CAIRNHED" + number(1, 4) + tag + number(5, 8) + number(1, 8)
slot += number(3, 8) + number(1, 8) + number(len(data), 8) + number(2, 8) + number(3, 4) + b"\x09\x08\x07"
slot = slot.ljust(4092, b"\x00")
head = (slot + crc(slot)) * 2

folder = pathlib.Path(__file__).parent
(folder / "segment.bin").write_bytes(segment)
(folder / "head.bin").write_bytes(head)
