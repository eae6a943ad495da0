# SPDX-License-Identifier: Apache-2.0
"""JSON read strictly and written canonically (canonical.md, rules 1 to 8)."""

import json
import re
import unicodedata
from typing import Any

SAFE, MIB, DEPTH = 2**53 - 1, 1 << 20, 32
NOT_STRUCTURE = re.compile(rb'"(?:[^"\\]|\\.)*"|[^\[\]{},"]+', re.S)


class Refused(Exception):
    """What was read breaks a rule; its text is the word that the specification has for it."""


def need(holds: object, code: str) -> None:
    """Refuse what does not hold."""
    if not holds:
        raise Refused(code)


def parse(data: bytes, limit: int = MIB, values: int | None = None) -> Any:
    """The value of JSON text; sizes are bounded before anything is built."""
    need(len(data) <= limit, "too-large")
    need(not data.startswith(b"\xef\xbb\xbf"), "byte-order-mark")
    structure, deep = NOT_STRUCTURE.sub(b"", data), 0
    need(values is None or sum(map(structure.count, (b",", b"[", b"{"))) <= values, "too-large")
    for byte in structure:
        deep += (byte in b"[{") - (byte in b"]}")
        need(deep <= DEPTH, "too-deep")
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_members, parse_int=_integer,
                           parse_float=lambda _: need(False, "unsafe-number"),
                           parse_constant=lambda _: need(False, "malformed"))
    except UnicodeDecodeError:
        raise Refused("invalid-utf8") from None
    except json.JSONDecodeError as error:
        extra = error.msg == "Extra data"
        raise Refused("trailing-bytes" if extra else "malformed") from None
    _check_texts(value)
    return value


def canonical(value: Any) -> bytes:
    """The bytes of RFC 8785; numbers are integers here, which it writes in plain decimals."""
    return _write(value).encode("utf-8")


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    need(len(dict(pairs)) == len(pairs), "duplicate-key")
    return dict(pairs)


def _integer(text: str) -> int:
    need(text != "-0" and len(text) <= 17 and abs(int(text)) <= SAFE, "unsafe-number")
    return int(text)


def _check_texts(value: Any) -> None:
    if isinstance(value, str):
        need(not any(0xD800 <= ord(c) <= 0xDFFF for c in value), "lone-surrogate")
        need(unicodedata.is_normalized("NFC", value), "not-nfc")
    elif isinstance(value, (list, dict)):
        for item in [*value, *(value.values() if isinstance(value, dict) else ())]:
            _check_texts(item)


def _write(value: Any) -> str:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{_write(name)}:{_write(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_write, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
