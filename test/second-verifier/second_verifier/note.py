# SPDX-License-Identifier: Apache-2.0
"""Signed notes, verifier keys and checkpoints (C2SP signed-note; log.md, rules 11 to 15)."""

import re
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .hashes import sha256
from .shapes import Reader, base64_bytes, text, told_as
from .strict_json import SAFE, need

LOG, WITNESS = 1, 4
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
NAME = re.compile(r"[^\s+]+")
SIZE = re.compile(r"0|[1-9][0-9]{0,15}")


class Key(NamedTuple):
    """A C2SP verifier key."""
    name: str
    id: bytes
    kind: int
    public: bytes


class Note(NamedTuple):
    """A note taken apart: the signed text, and (name, key id, signature) of each line."""
    text: str
    lines: list[tuple[str, bytes, bytes]]


class Checkpoint(NamedTuple):
    """What the signed text of a checkpoint says, in three lines."""
    origin: str
    size: int
    root: bytes


def key_of(*kinds: int) -> Reader:
    """A verifier key `name+id+base64(kind ‖ key)` of one of these kinds."""
    def read(value: Any) -> Key:
        with told_as("note-key-malformed"):
            name, ident, encoded = (*text()(value).split("+", 2), "", "")[:3]
            data = base64_bytes(encoded)
            made = sha256(name.encode(), b"\n", data)[:4]
            need(NAME.fullmatch(name) and not CONTROL.search(name) and ident == made.hex()
                 and len(data) == 33 and data[0] in (LOG, WITNESS), "malformed")
        need(data[0] in kinds, "out-of-range")
        return Key(name, made, data[0], data[1:])
    return read


def read_note(value: Any) -> Note:
    """Take a note apart; at most 131,072 bytes and 64 signatures."""
    with told_as("note-malformed"):
        signed, blank, tail = text()(value).rpartition("\n\n")
        need(len(value.encode()) <= 131072 and not CONTROL.search(value) and blank
             and tail.endswith("\n") and tail.count("\n") <= 64, "malformed")
        return Note(signed + "\n", list(map(_line, tail[:-1].split("\n"))))


def signers(note: Note, keys: list[Key]) -> set[bytes]:
    """The public keys, of those given, that signed; refuses a wrong signature of a known key."""
    found = set()
    for name, ident, signature in note.lines:
        for key in keys:
            if (key.name, key.id) == (name, ident):
                need(_holds(key, signature, note.text), "note-signature-wrong")
                found.add(key.public)
    return found


def read_signed(value: Any) -> tuple[Note, Checkpoint]:
    """A checkpoint and the note in which it stands."""
    note = read_note(value)
    origin, size, root, rest = (*note.text.split("\n"), "", "", "")[:4]
    with told_as("checkpoint-malformed"):
        data = base64_bytes(root)
        need(note.text.count("\n") == 3 and not rest and origin and SIZE.fullmatch(size)
             and int(size) <= SAFE and len(data) == 32, "malformed")
    return note, Checkpoint(origin, int(size), data)


def _line(line: str) -> tuple[str, bytes, bytes]:
    dash, name, encoded = (*line.split(" ", 2), "", "")[:3]
    data = base64_bytes(encoded)
    need(dash == "—" and NAME.fullmatch(name) and len(data) >= 5, "malformed")
    return name, data[:4], data[4:]


def _holds(key: Key, signature: bytes, signed: str) -> bool:
    message = signed.encode()
    if key.kind == WITNESS:
        time = int.from_bytes(signature[:8], "big")
        message, signature = f"cosignature/v1\ntime {time}\n".encode() + message, signature[8:]
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
