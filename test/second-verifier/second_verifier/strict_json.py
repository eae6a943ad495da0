# SPDX-License-Identifier: Apache-2.0
"""JSON read strictly and written canonically (canonical.md, rules 1 to 8)."""

import json
import re
import unicodedata
from typing import Any, NoReturn

SAFE = 2**53 - 1
MIB = 1 << 20
DEPTH = 32
NOT_STRUCTURE = re.compile(rb'"(?:[^"\\]|\\.)*"|[^\[\]{},"]+', re.S)


class Refused(Exception):
    """What was read breaks a rule; `code` is the word that the specification has for it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parse(data: bytes, limit: int = MIB, values: int | None = None) -> Any:
    """The value of JSON text; sizes are bounded before anything is built."""
    if len(data) > limit:
        raise Refused("too-large")
    if data.startswith(b"\xef\xbb\xbf"):
        raise Refused("byte-order-mark")
    _bound(data, values)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("invalid-utf8") from None
    try:
        value = json.loads(text, object_pairs_hook=_members, parse_int=_integer,
                           parse_float=_refuse_number, parse_constant=_refuse_word)
    except json.JSONDecodeError as error:
        extra = error.msg == "Extra data"
        raise Refused("trailing-bytes" if extra else "malformed") from None
    _texts(value)
    return value


def canonical(value: Any) -> bytes:
    """The bytes of RFC 8785; numbers are integers here, which it writes in plain decimals."""
    return _write(value).encode("utf-8")


def _bound(data: bytes, values: int | None) -> None:
    structure = NOT_STRUCTURE.sub(b"", data)
    if values is not None and structure.count(b",") + structure.count(b"[") \
            + structure.count(b"{") > values:
        raise Refused("too-large")
    deep = 0
    for byte in structure:
        deep += 1 if byte in b"[{" else -1 if byte in b"]}" else 0
        if deep > DEPTH:
            raise Refused("too-deep")


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Refused("duplicate-key")
    for name in made:
        _text(name)
    return made


def _integer(text: str) -> int:
    if text == "-0" or len(text) > 17 or abs(int(text)) > SAFE:
        raise Refused("unsafe-number")
    return int(text)


def _refuse_number(_text_of_it: str) -> NoReturn:
    raise Refused("unsafe-number")


def _refuse_word(_word: str) -> NoReturn:
    raise Refused("malformed")


def _texts(value: Any) -> None:
    if isinstance(value, str):
        _text(value)
    for item in value if isinstance(value, list) else ():
        _texts(item)
    for item in value.values() if isinstance(value, dict) else ():
        _texts(item)


def _text(text: str) -> None:
    if any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        raise Refused("lone-surrogate")
    if not unicodedata.is_normalized("NFC", text):
        raise Refused("not-nfc")


def _write(value: Any) -> str:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{_write(name)}:{_write(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_write, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
