# SPDX-License-Identifier: Apache-2.0
"""Canonical RLP and block headers (seals.md, "Header")."""

from typing import Any, NamedTuple, Union

from .hashes import keccak
from .shapes import raw
from .strict_json import SAFE, need

Item = Union[bytes, list["Item"]]
# Size in bytes of each field in order; None is a number, -1 any bytes.
FIELDS = (32, 32, 20, 32, 32, 32, 256, None, None, None, None, None, -1, 32, 8,
          None, 32, None, None, 32, 32)
LEAST, MOST_BYTES, DEEP = 15, 65536, 16
PARENT, UNCLES, COINBASE, STATE_ROOT, DIFFICULTY, NUMBER, TIME, EXTRA, MIX, NONCE = \
    0, 1, 2, 3, 7, 8, 11, 12, 13, 14


class Header(NamedTuple):
    """A block header: its fields, and keccak-256 of its bytes."""
    fields: list[bytes]
    hash: bytes

    def number(self, place: int) -> int:
        """The number in that field."""
        return int.from_bytes(self.fields[place], "big")


def decode(data: bytes) -> Item:
    """The one item that the bytes are; refuses every spelling but the canonical one."""
    item, end = _item(data, 0, len(data), 0)
    need(end == len(data), "rlp-invalid")
    return item


def encode(item: Item) -> bytes:
    """The bytes of an item."""
    if isinstance(item, bytes):
        plain = len(item) == 1 and item[0] < 0x80
        return item if plain else _prefix(0x80, len(item)) + item
    body = b"".join(map(encode, item))
    return _prefix(0xC0, len(body)) + body


def scalar(item: Item, most: int = 32) -> int:
    """A number: no zeros in front."""
    need(isinstance(item, bytes) and len(item) <= most and item[:1] != b"\0", "rlp-invalid")
    return int.from_bytes(item, "big")


def read_header(value: Any) -> Header:
    """A header in hex, of 15 (before London) to 21 fields (Prague)."""
    data = raw()(value)
    need(len(data) <= MOST_BYTES, "rlp-invalid")
    items = decode(data)
    need(isinstance(items, list), "rlp-invalid")
    need(LEAST <= len(items) <= len(FIELDS), "header-invalid")
    for item, size in zip(items, FIELDS):
        need(isinstance(item, bytes) and size in (None, -1, len(item)), "rlp-invalid")
        _ = size is None and scalar(item)
    header = Header(items, keccak(data))
    need(max(header.number(NUMBER), header.number(TIME)) <= SAFE, "header-invalid")
    return header


def _prefix(base: int, size: int) -> bytes:
    if size < 56:
        return bytes([base + size])
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([base + 55 + len(length)]) + length


def _item(data: bytes, at: int, end: int, deep: int) -> tuple[Item, int]:
    need(at < end and deep <= DEEP, "rlp-invalid")
    first, start = data[at], at + 1
    if first < 0x80:
        return data[at:start], start
    base = 0xC0 if first >= 0xC0 else 0x80
    size = first - base
    if size > 55:
        length, start = data[start:start + size - 55], start + size - 55
        size = int.from_bytes(length, "big")
        need(start <= end and length[0] and size > 55, "rlp-invalid")
    stop = start + size
    need(stop <= end, "rlp-invalid")
    if base == 0x80:
        need(size != 1 or data[start] >= 0x80, "rlp-invalid")
        return data[start:stop], stop
    items: list[Item] = []
    while start < stop:
        item, start = _item(data, start, stop, deep + 1)
        items.append(item)
    return items, stop
