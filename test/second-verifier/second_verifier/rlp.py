# SPDX-License-Identifier: Apache-2.0
"""Canonical RLP and block headers (evidence.md, rule 6)."""

from typing import NamedTuple, Union

from .hashes import keccak
from .strict_json import SAFE, Refused

Item = Union[bytes, list["Item"]]
# Size in bytes of each field in order; None is a number, -1 any bytes.
FIELDS = (32, 32, 20, 32, 32, 32, 256, None, None, None, None, None, -1, 32, 8,
          None, 32, None, None, 32, 32)
LEAST = 15
MOST_BYTES = 65536
PARENT, COINBASE, STATE_ROOT, DIFFICULTY, NUMBER, TIME, EXTRA, MIX, NONCE = \
    0, 2, 3, 7, 8, 11, 12, 13, 14
UNCLES = 1


class Header(NamedTuple):
    """A block header and its bytes."""
    fields: list[bytes]
    hash: bytes

    def number(self, place: int) -> int:
        """The number in that field."""
        return int.from_bytes(self.fields[place], "big")


def decode(data: bytes) -> Item:
    """The one item that the bytes are; refuses every spelling but the canonical one."""
    item, end = _item(data, 0, len(data), 0)
    if end != len(data):
        raise Refused("rlp-invalid")
    return item


def encode(item: Item) -> bytes:
    """The bytes of an item."""
    if isinstance(item, bytes):
        if len(item) == 1 and item[0] < 0x80:
            return item
        return _prefix(0x80, len(item)) + item
    body = b"".join(map(encode, item))
    return _prefix(0xC0, len(body)) + body


def scalar(item: Item, most: int = 32) -> int:
    """A number: no zeros in front."""
    if not isinstance(item, bytes) or len(item) > most or item[:1] == b"\0":
        raise Refused("rlp-invalid")
    return int.from_bytes(item, "big")


def read_header(data: bytes) -> Header:
    """A header of 15 (before London) to 21 fields (Prague)."""
    items = decode(data) if len(data) <= MOST_BYTES else None
    if not isinstance(items, list):
        raise Refused("rlp-invalid")
    if not LEAST <= len(items) <= len(FIELDS):
        raise Refused("header-invalid")
    fields = []
    for item, size in zip(items, FIELDS):
        if not isinstance(item, bytes) or (size is not None and size not in (-1, len(item))):
            raise Refused("rlp-invalid")
        if size is None:
            scalar(item)
        fields.append(item)
    header = Header(fields, keccak(data))
    if max(header.number(NUMBER), header.number(TIME)) > SAFE:
        raise Refused("header-invalid")
    return header


def _prefix(base: int, size: int) -> bytes:
    if size < 56:
        return bytes([base + size])
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([base + 55 + len(length)]) + length


def _item(data: bytes, at: int, end: int, deep: int) -> tuple[Item, int]:
    if at >= end or deep > 16:
        raise Refused("rlp-invalid")
    first = data[at]
    if first < 0x80:
        return data[at:at + 1], at + 1
    base = 0xC0 if first >= 0xC0 else 0x80
    start, size = _extent(data, at, first - base)
    if start + size > end or (base == 0x80 and size == 1 and data[start] < 0x80):
        raise Refused("rlp-invalid")
    if base == 0x80:
        return data[start:start + size], start + size
    items: list[Item] = []
    at = start
    while at < start + size:
        item, at = _item(data, at, start + size, deep + 1)
        items.append(item)
    return items, at


def _extent(data: bytes, at: int, code: int) -> tuple[int, int]:
    if code < 56:
        return at + 1, code
    length = data[at + 1:at + 1 + code - 55]
    size = int.from_bytes(length, "big")
    if len(length) != code - 55 or length[0] == 0 or size < 56:
        raise Refused("rlp-invalid")
    return at + 1 + len(length), size
