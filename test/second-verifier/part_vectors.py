# SPDX-License-Identifier: Apache-2.0
"""What the second verifier says of the vectors of parts: `[format, side, rule, said]`, one a line.

`said` is "refused", or what was found where the vector was taken.
"""

import base64
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import rfc8785
from second_verifier.crypto import (LOG, WITNESS, keccak, path_leads, read_checkpoint, read_key,
                                    read_note, signers)
from second_verifier.formats import read, signers_of
from second_verifier.history import leads
from second_verifier.seals import decode, encode, parts
from second_verifier.evidence import signed_by_seats
from second_verifier.storage import State, Unknown
from second_verifier.strict import Refused, need, parse

VECTORS = Path(__file__).resolve().parents[1] / "vectors"


def raw(text: str) -> bytes:
    """Bytes of hex."""
    return bytes.fromhex(text[2:])


def canonical(vector: dict[str, Any]) -> str:
    """The canonical text."""
    data = raw(vector["hex"]) if "hex" in vector else vector["input"].encode("utf-8", "surrogatepass")
    return rfc8785.dumps(parse(data)).decode()


def statement(vector: dict[str, Any]) -> str:
    """The id."""
    return "0x" + read("statement>type", vector["statement"])["id"].hex()


def signature(vector: dict[str, Any]) -> bool:
    """Whether these accounts signed, each in its place."""
    said = read("statement>type", vector["statement"])
    made = read("signature>alg*1-2", vector["signatures"])
    seats = [one["seat"] for one in signers_of(said)]
    need([one["seat"] for one in made] == seats, "signature-seat")
    accounts = [SimpleNamespace(account=int(one, 16)) for one in vector["accounts"]]
    code = signed_by_seats({"statement": said, "signatures": made},
                           [lambda one=one: one for one in accounts])
    need(not code, code)
    return True


def batch(vector: dict[str, Any]) -> bool:
    """Whether the account signed each statement of the batch."""
    pairs = zip(vector.get("statements", [vector.get("statement")]),
                vector.get("signatures", [vector.get("signature")]))
    return all(signature({"statement": said, "signatures": [one], "accounts": [vector["account"]]})
               for said, one in pairs)


def entry(vector: dict[str, Any]) -> str:
    """The leaf hash."""
    data = vector["entry"].encode("utf-8", "surrogatepass")
    kind = "heads-bytes" if b'"suyuan/heads@1"' in data else "entry-bytes"
    return "0x" + read(kind, base64.b64encode(data).decode())["leaf"].hex()


def note(vector: dict[str, Any]) -> list[str]:
    """Who signed it."""
    keys = []
    for text in vector["keys"]:
        kind = base64.b64decode(text.split("+", 2)[2])[0]
        keys.append(read_key(LOG if kind == LOG else WITNESS, text))
    signed = signers(read_note(vector["note"]), keys)
    need(signed, "note-not-signed")
    return sorted({key.name for key in keys if key.public in signed})


def checkpoint(vector: dict[str, Any]) -> list[Any]:
    """Origin, size and root."""
    made = read_checkpoint(vector["text"] + "\n— name AAAAAAA=\n")
    return [made.origin, made.size, "0x" + made.root.hex()]


def inclusion(vector: dict[str, Any]) -> bool:
    """Whether the path leads to the root."""
    path = read("h32*0-64", vector["path"])
    need(path_leads(read("h32", vector["leaf"]), vector["index"], vector["size"], path,
                    raw(vector["root"])), "root-mismatch")
    return True


def heads(vector: dict[str, Any]) -> bool:
    """Whether the proof leads to the map's root."""
    need(leads(read("place", vector["proof"]), raw(vector["key"]), raw(vector["root"])),
         "root-mismatch")
    return True


def header(vector: dict[str, Any]) -> int:
    """How many fields it has; those that a node tells member by member are not for a file."""
    return len(read("header", vector["header"]).fields) if "header" in vector else True


def rlp(vector: dict[str, Any]) -> str:
    """The item, written again."""
    return "0x" + encode(decode(raw(vector["encoded"]))).hex()


def extra(vector: dict[str, Any]) -> list[int]:
    """How many validators and seals."""
    validators, _, seals, _ = parts(vector["kind"], raw(vector["extra"]))
    return [len(validators), len(seals)]


def trie(vector: dict[str, Any]) -> str:
    """The value, or why there is none."""
    state = object.__new__(State)
    nodes = [raw(node) for node in vector["nodes"]]
    state.nodes, state.walked, state.faults = {keccak(node): node for node in nodes}, set(), set()
    try:
        found = state.get(raw(vector["root"]), vector["path"][2:])
    except Unknown:
        return "missing"
    return "absent" if found is None else "0x" + found.hex()


PARTS = {one.__name__: one for one in (
    canonical, statement, signature, batch, entry, note, checkpoint, inclusion, heads, header, rlp,
    extra, trie)}


def main() -> None:
    """Judge them all."""
    for format_, judge in PARTS.items():
        for side in ("valid", "invalid"):
            for path in sorted((VECTORS / side / format_).glob("*.json")):
                try:
                    said = judge(json.loads(path.read_text("utf-8")))
                except Refused:
                    said = "refused"
                print(json.dumps([format_, side, path.stem, said]))


if __name__ == "__main__":
    main()
