"""Checks the hashes of records.tsv by docs/formats.md alone; shares no code with Cairn."""
import hashlib
import pathlib
import struct

sha = lambda *parts: hashlib.sha256(b"".join(parts)).digest()
lines = (pathlib.Path(__file__).parent / "records.tsv").read_text().splitlines()
golden = {name: bytes.fromhex(text) for name, text in (line.split("\t") for line in lines)}


def merkle(leaves):
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha(b"\1", merkle(leaves[:split]), merkle(leaves[split:]))


def fields(record):
    found, at = {}, 1
    while at < len(record):
        tag, length = struct.unpack(">BI", record[at : at + 5])
        found[tag] = record[at + 5 : at + 5 + length]
        at += 5 + length
    return found


def root(values):
    return merkle([sha(b"\0", struct.pack(">BI", tag, len(v)), v) for tag, v in sorted(values.items())])


account = bytes.fromhex("01") + bytes(range(20))
user = b"db3_user:eth:0x" + bytes(range(20)).hex().encode()
mutation = {tag: v for tag, v in fields(golden["mutation"]).items() if tag <= 6}
assert golden["mutation-root"] == root(mutation)
assert golden["mutation-id"] == sha(b"\2", golden["mutation-root"], user)
bundle = fields(golden["bundle"])
assert bundle[9] == struct.pack(">I", len(golden["mutation"])) + golden["mutation"]
signed = {tag: bundle[tag] for tag in (1, 2, 3, 4)} | {9: sha(b"\0", golden["mutation-root"])}
assert golden["bundle-root"] == root(signed)
assert golden["header-hash"] == root(fields(golden["header"]))
assert golden["entry"] == b"\4" + struct.pack(">QQ", 1, 1000) + golden["mutation"]
address = sha(b"\3", b"\3net", account, struct.pack(">Q", 1))[:20]
assert golden["address"] == b"0x" + address.hex().encode()
assert golden["key-account"] == b"\2" + account + b"\0" and golden["key-member"] == b"\3" + account
assert golden["account"] == bytes([1, 4, 2, 0xAC, 2, 3])  # 4 used, 3 and 2 not, 1 used
key = b"\3" + golden["genesis"][-32:]  # the replica's key, which ends the set, as an account of chain sol
assert golden["key-session"] == b"\x11" + account + key and golden["key-session-nonces"] == b"\2" + account + key
# documents and sql; until 1000; 100 entries, 300 bytes; opened by 2; not closed; one collection
assert golden["session"] == bytes([1, 3, 0xE8, 7, 100, 0xAC, 2, 2, 0, 1, 5]) + b"walks"
print("ok")
