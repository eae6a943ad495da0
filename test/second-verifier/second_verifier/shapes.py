# SPDX-License-Identifier: Apache-2.0
"""Readers of members: a format is a table of them, and what no table names is refused."""

import base64
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from .strict_json import SAFE, Refused, need

Reader = Callable[[Any], Any]
HEX = re.compile(r"0x(?:[0-9a-f]{2})*\Z")


def obj(members: str, **own: Reader) -> Reader:
    """An object with exactly these members, each `name type`; with `?` it may be left out."""
    named = dict(member.split() for member in members.split(","))
    readers = {name.rstrip("?"): own.get(kind) or _type(kind) for name, kind in named.items()}

    def read(value: Any) -> dict[str, Any]:
        need(isinstance(value, dict), "wrong-type")
        need(value.keys() <= readers.keys(), "unknown-field")
        need(all(name in value or f"{name}?" in named for name in readers), "missing-field")
        return {name: readers[name](value[name]) for name in value}
    return read


def value_of(kind: type, holds: Callable[[Any], object], made: Reader = lambda one: one) -> Reader:
    """A value of this kind that keeps a rule, and what is made of it."""
    def read(value: Any) -> Any:
        need(type(value) is kind, "wrong-type")
        need(holds(value), "out-of-range")
        return made(value)
    return read


def integer(low: int, high: int = SAFE) -> Reader:
    """A whole number from `low` to `high`, both inclusive."""
    return value_of(int, lambda value: low <= value <= high)


def listed(reader: Reader, low: int, high: int) -> Reader:
    """A list of `low` to `high` items."""
    return value_of(list, lambda value: low <= len(value) <= high,
                    lambda value: [reader(item) for item in value])


def text(low: int = 0, high: int = SAFE, pattern: str = r"[\s\S]*") -> Reader:
    """A text of `low` to `high` characters."""
    return value_of(str, lambda value: low <= len(value) <= high and re.fullmatch(pattern, value))


def raw(size: int | None = None, zero: bool = False) -> Reader:
    """Bytes in lower-case hex; all zero only where `zero` says so."""
    def read(value: str) -> bytes:
        need(HEX.match(value) and size in (None, len(value) // 2 - 1), "invalid-hex")
        made = bytes.fromhex(value[2:])
        need(not size or zero or any(made), "out-of-range")
        return made
    return value_of(str, lambda _: True, read)


def base64_bytes(value: Any) -> bytes:
    """Standard base64 with padding; one text for each byte string."""
    try:
        made = base64.b64decode(value, validate=True)
    except (TypeError, ValueError):
        raise Refused("invalid-base64") from None
    need(base64.b64encode(made).decode() == value, "invalid-base64")
    return made


def unique(values: list[Any]) -> None:
    """Refuse a list that holds something twice."""
    need(len(set(map(repr, values))) == len(values), "duplicate-item")


@contextmanager
def told_as(code: str) -> Iterator[None]:
    """Refusals within have another name outside."""
    try:
        yield
    except Refused:
        raise Refused(code) from None


def _type(kind: str) -> Reader:
    words = "@" in kind or "|" in kind
    return text(pattern=kind) if words else TYPES[kind]


TYPES: dict[str, Reader] = {
    "u16": integer(1, 2**16 - 1), "u32": integer(1, 2**32 - 1), "time": integer(0, 2**48 - 1),
    "count": integer(0), "ordinal": integer(1), "text": text(),
    "flag": value_of(bool, lambda _: True), "true": value_of(bool, lambda value: value),
    "b16": raw(16, zero=True), "b20": raw(20), "b32": raw(32), "h32": raw(32, zero=True),
    "base64": base64_bytes, "any": lambda value: value}
TYPES["digest"] = obj("bytes count, sha256 b32, sm3 b32")
