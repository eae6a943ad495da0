# SPDX-License-Identifier: Apache-2.0
"""Signed notes, verifier keys and checkpoints (C2SP signed-note; log.md, rules 11 to 15)."""

import re
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .hashes import sha256
from .shapes import base64_bytes, refuse
from .strict_json import SAFE, Refused

LOG, WITNESS = 1, 4
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
NAME = re.compile(r"[^\s+]+")
SIZE = re.compile(r"(?:0|[1-9][0-9]{0,15})")


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
    """What the signed text says."""
    origin: str
    size: int
    root: bytes


def read_key(text: str) -> Key:
    """Take a verifier key `name+id+base64(kind ‖ key)` apart."""
    name, _, rest = text.partition("+") if isinstance(text, str) else ("", "", "")
    ident, _, encoded = rest.partition("+")
    try:
        data = base64_bytes(encoded)
    except Refused:
        raise Refused("note-key-malformed") from None
    made = sha256(name.encode("utf-8", "replace"), b"\n", data)[:4]
    if not NAME.fullmatch(name) or CONTROL.search(name) or ident != made.hex() or len(data) != 33 \
            or data[0] not in (LOG, WITNESS):
        raise Refused("note-key-malformed")
    return Key(name, made, data[0], data[1:])


def read_note(text: str) -> Note:
    """Take a note apart; at most 131,072 bytes and 64 signatures."""
    signed, blank, tail = text.rpartition("\n\n")
    if len(text.encode("utf-8")) > 131072 or CONTROL.search(text) or not blank \
            or not tail.endswith("\n"):
        raise Refused("note-malformed")
    lines = []
    for line in tail[:-1].split("\n"):
        words = line.split(" ")
        if len(words) != 3 or words[0] != "—" or not NAME.fullmatch(words[1]):
            raise Refused("note-malformed")
        try:
            data = base64_bytes(words[2])
        except Refused:
            raise Refused("note-malformed") from None
        if len(data) < 5:
            raise Refused("note-malformed")
        lines.append((words[1], data[:4], data[4:]))
    return Note(signed + "\n", lines) if len(lines) <= 64 else refuse("note-malformed")


def signers(note: Note, keys: list[Key]) -> set[bytes]:
    """The public keys, of those given, that signed; refuses a wrong signature of a known key."""
    found = set()
    for name, ident, signature in note.lines:
        for key in keys:
            if (key.name, key.id) == (name, ident):
                if not _holds(key, signature, note.text):
                    raise Refused("note-signature-wrong")
                found.add(key.public)
    return found


def read_checkpoint(text: str) -> Checkpoint:
    """Three lines: origin, size, root."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not lines[0] or CONTROL.search(lines[0]) \
            or not SIZE.fullmatch(lines[1]) or int(lines[1]) > SAFE:
        raise Refused("checkpoint-malformed")
    try:
        root = base64_bytes(lines[2])
    except Refused:
        raise Refused("checkpoint-malformed") from None
    if len(root) != 32:
        raise Refused("checkpoint-malformed")
    return Checkpoint(lines[0], int(lines[1]), root)


def _holds(key: Key, signature: bytes, text: str) -> bool:
    message = text.encode()
    if key.kind == WITNESS:
        time = int.from_bytes(signature[:8], "big")
        message, signature = f"cosignature/v1\ntime {time}\n".encode() + message, signature[8:]
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
