# SPDX-License-Identifier: Apache-2.0
"""Hashes, paths of RFC 9162, signers of secp256k1, and signed notes (log.md, rules 9 to 15)."""

import hashlib
import re
from collections import namedtuple

from coincurve import PublicKey
from Crypto.Hash import keccak as _keccak
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .strict import SAFE, base64_bytes, need

LOG, WITNESS = 1, 4
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")

# A C2SP verifier key; a note: its signed text, with name, key id and signature of each line; and
# what the three lines of a checkpoint say.
Key = namedtuple("Key", "name id kind public")
Note = namedtuple("Note", "text lines")
Checkpoint = namedtuple("Checkpoint", "note origin size root")

def sha256(*parts: bytes) -> bytes:
    """SHA-256 of the parts put together."""
    return hashlib.sha256(b"".join(parts)).digest()

def keccak(*parts: bytes) -> bytes:
    """Keccak-256 as Ethereum has it."""
    return _keccak.new(digest_bits=256, data=b"".join(parts)).digest()

def recover(digest: bytes, r_s: bytes, parity: int) -> bytes | None:
    """The address whose key made the signature, or None where there is none."""
    try:
        key = PublicKey.from_signature_and_message(r_s + bytes([parity]), digest, hasher=None)
    except Exception:  # the library names no closed set of errors
        return None
    return keccak(key.format(compressed=False)[1:])[12:]

def tree_root(leaves: list[bytes]) -> bytes:
    """The root over leaf data, at least one (RFC 9162, 2.1.1)."""
    if len(leaves) == 1:
        return sha256(b"\0", leaves[0])
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1", tree_root(leaves[:split]), tree_root(leaves[split:]))

def path_leads(node: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """Whether a path leads from the leaf hash at `index` of `size` to the root (2.1.3)."""
    turns = []
    while size > 1:
        split = 1 << (size - 1).bit_length() - 1
        turns.append(index >= split)
        index, size = (index - split, size - split) if index >= split else (index, split)
    for is_right, beside in zip(reversed(turns), path):
        node = sha256(b"\1", beside, node) if is_right else sha256(b"\1", node, beside)
    return (index, size, len(path), node) == (0, 1, len(turns), root)

def read_key(kind: int, text: str) -> Key:
    """A verifier key `name+id+base64(kind ‖ key)`, which has to be of this kind."""
    name, ident, encoded = (*text.split("+", 2), "", "")[:3]
    data = base64_bytes(encoded)
    made = sha256(name.encode(), b"\n", data)[:4]
    need(re.fullmatch(r"[^\s+]+", name) and not CONTROL.search(name) and ident == made.hex()
         and len(data) == 33 and data[0] == kind, "note-key-malformed")
    return Key(name, made, kind, data[1:])

def read_note(text: str) -> Note:
    """Take a note apart; at most 131,072 bytes and 64 signatures (13)."""
    signed, _, tail = text.rpartition("\n\n")
    lines = re.findall(r"— ([^\s+]+) ([^ \n]+)\n", tail)
    need(len(text.encode()) <= 131072 and not CONTROL.search(text) and 0 < len(lines) <= 64
         and signed + "\n\n" + "".join(f"— {name} {one}\n" for name, one in lines) == text,
         "note-malformed")
    made = [(name, base64_bytes(encoded)) for name, encoded in lines]
    need(all(len(data) >= 5 for _, data in made), "note-malformed")
    return Note(signed + "\n", [(name, data[:4], data[4:]) for name, data in made])

def read_checkpoint(text: str) -> Checkpoint:
    """A checkpoint (11) with the note in which it stands."""
    note = read_note(text)
    found = re.fullmatch(r"([^\n]+)\n(0|[1-9][0-9]{0,15})\n([^\n]+)\n", note.text)
    need(found and int(found[2]) <= SAFE, "checkpoint-malformed")
    root = base64_bytes(found[3])
    need(len(root) == 32, "checkpoint-malformed")
    return Checkpoint(note, found[1], int(found[2]), root)

def signers(note: Note, keys: list[Key]) -> set[bytes]:
    """The public keys, of those given, that signed a note; refuses a wrong signature of one."""
    found = [(key, signature) for name, ident, signature in note.lines
             for key in keys if (key.name, key.id) == (name, ident)]
    need(all(_holds(*one, note.text.encode()) for one in found), "note-signature-wrong")
    return {key.public for key, _ in found}

def _holds(key: Key, signature: bytes, message: bytes) -> bool:
    if key.kind == WITNESS:
        time = int.from_bytes(signature[:8], "big")
        message, signature = f"cosignature/v1\ntime {time}\n".encode() + message, signature[8:]
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
        return True
    except (InvalidSignature, ValueError):
        return False
