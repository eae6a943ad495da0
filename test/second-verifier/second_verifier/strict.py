# SPDX-License-Identifier: Apache-2.0
"""JSON read strictly (canonical.md, rules 1 to 5); its canonical bytes are those of RFC 8785."""

import base64
import json
import re
import unicodedata
from itertools import accumulate
from pathlib import Path
from typing import Any

SAFE, MIB, DEPTH = 2**53 - 1, 1 << 20, 32
NOT_STRUCTURE = re.compile(rb'"(?:[^"\\]|\\.)*"|[^\[\]{},"]+', re.S)

class Refused(Exception):
    """What was read breaks a rule; its text is the word that the specification has for it."""

def need(holds: object, code: str) -> None:
    """Refuse what does not hold."""
    if not holds:
        raise Refused(code)

def page(name: str) -> str:
    """A page of the specification, whose tables are read from it."""
    return (Path(__file__).resolve().parents[3] / "docs" / "spec" / name).read_text("utf-8")

def parse(data: bytes, limit: int = MIB, values: int = SAFE) -> Any:
    """The value of JSON text; its size is bounded before anything is built."""
    need(len(data) <= limit, "too-large")
    need(not data.startswith(b"\xef\xbb\xbf"), "byte-order-mark")
    structure = NOT_STRUCTURE.sub(b"", data)
    need(sum(map(structure.count, (b",", b"[", b"{"))) <= values, "too-large")
    depths = accumulate((byte in b"[{") - (byte in b"]}") for byte in structure)
    need(max(depths, default=0) <= DEPTH, "too-deep")
    try:
        value = json.loads(data.decode(), object_pairs_hook=_members, parse_int=_integer,
                           parse_float=lambda _: need(False, "unsafe-number"),
                           parse_constant=lambda _: need(False, "malformed"))
    except json.JSONDecodeError as error:
        raise Refused("trailing-bytes" if error.msg == "Extra data" else "malformed") from None
    except UnicodeDecodeError:
        raise Refused("invalid-utf8") from None
    _check_texts(value)
    return value

def base64_bytes(text: Any) -> bytes:
    """Standard base64 with padding; one text for each byte string."""
    try:
        made = base64.b64decode(text, validate=True)
    except (TypeError, ValueError):
        raise Refused("invalid-base64") from None
    need(base64.b64encode(made).decode() == text, "invalid-base64")
    return made

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
