# SPDX-License-Identifier: Apache-2.0
"""Readers of members: a format is a table of them, and what no table names is refused."""

import base64
import binascii
import re
from collections.abc import Callable
from typing import Any

from .strict_json import SAFE, Refused

Reader = Callable[[Any], Any]
HEX = re.compile(r"0x(?:[0-9a-f]{2})*\Z")


class Optional:
    """A member that may be left out."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader


def obj(**members: Reader | Optional) -> Reader:
    """An object with exactly these members; `_` at a name's end keeps it from Python's words."""
    named = {name.rstrip("_"): reader for name, reader in members.items()}

    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Refused("wrong-type")
        if set(value) - set(named):
            raise Refused("unknown-field")
        made = {}
        for name, reader in named.items():
            if name in value:
                made[name] = (reader.reader if isinstance(reader, Optional) else reader)(value[name])
            elif not isinstance(reader, Optional):
                raise Refused("missing-field")
        return made
    return read


def integer(low: int, high: int = SAFE) -> Reader:
    """A whole number from `low` to `high`, both inclusive."""
    def read(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise Refused("wrong-type")
        return value if low <= value <= high else refuse("out-of-range")
    return read


def raw(size: int | None = None, zero: bool = False, most: int = SAFE) -> Reader:
    """Bytes in lower-case hex; all zero only where `zero` says so."""
    def read(value: Any) -> bytes:
        if not isinstance(value, str):
            raise Refused("wrong-type")
        if not HEX.match(value) or (size is not None and len(value) != 2 + 2 * size):
            raise Refused("invalid-hex")
        made = bytes.fromhex(value[2:])
        if (size and not zero and not any(made)) or len(made) > most:
            raise Refused("out-of-range")
        return made
    return read


def listed(reader: Reader, low: int, high: int) -> Reader:
    """A list of `low` to `high` items."""
    def read(value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise Refused("wrong-type")
        if not low <= len(value) <= high:
            raise Refused("out-of-range")
        return [reader(item) for item in value]
    return read


def text(low: int = 0, high: int = SAFE, pattern: str = r"[\s\S]*") -> Reader:
    """A text of `low` to `high` characters."""
    shape = re.compile(pattern)

    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise Refused("wrong-type")
        fits = low <= len(value) <= high and shape.fullmatch(value)
        return value if fits else refuse("out-of-range")
    return read


def word(*words: str) -> Reader:
    """One of the words."""
    return text(pattern="|".join(map(re.escape, words)))


def flag(value: Any) -> bool:
    """True or false."""
    return value if isinstance(value, bool) else refuse("wrong-type")


def only_true(value: Any) -> bool:
    """True, where false is said by leaving the member out."""
    return flag(value) or refuse("out-of-range")


def anything(value: Any) -> Any:
    """A value that is bound by a hash and not read."""
    return value


def base64_bytes(value: Any) -> bytes:
    """Standard base64 with padding; one text for each byte string."""
    try:
        made = base64.b64decode(value, validate=True) if isinstance(value, str) else None
    except (binascii.Error, ValueError):
        made = None
    if made is None or base64.b64encode(made).decode() != value:
        raise Refused("invalid-base64")
    return made


def refuse(code: str) -> Any:
    """Refuse within an expression."""
    raise Refused(code)


def unique(values: list[Any], code: str) -> None:
    """Refuse a list that holds something twice."""
    if len({repr(value) for value in values}) != len(values):
        raise Refused(code)


u16, u32, time48 = integer(1, 2**16 - 1), integer(1, 2**32 - 1), integer(0, 2**48 - 1)
count, ordinal = integer(0), integer(1)
b20, b32, h32 = raw(20), raw(32), raw(32, zero=True)
digest = obj(bytes=count, sha256=b32, sm3=b32)
