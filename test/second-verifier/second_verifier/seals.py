# SPDX-License-Identifier: Apache-2.0
"""Headers, and the seals of QBFT, IBFT 2.0, IBFT 1 and Clique (seals.md)."""

from collections import namedtuple
from typing import Any

import ethereum_rlp
from ethereum_rlp import encode
from ethereum_rlp.exceptions import DecodingError

from .crypto import keccak, recover
from .strict import SAFE, Refused, need

# Size in bytes of each field in order; None is a number, -1 any bytes.
FIELDS = (32, 32, 20, 32, 32, 32, 256, None, None, None, None, None, -1, 32, 8,
          None, 32, None, None, 32, 32)
PARENT, UNCLES, COINBASE, STATE_ROOT, DIFFICULTY, NUMBER, TIME = 0, 1, 2, 3, 7, 8, 11
EXTRA, MIX, NONCE, LONDON, SHANGHAI, MOST_BYTES, DEPTH = 12, 13, 14, 15, 16, 65536, 16
BFT_MIX = bytes.fromhex("63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365")
NO_UNCLES, ZERO, ONES = keccak(b"\xc0"), bytes(8), b"\xff" * 8
OTHER, UNNAMED = "header-of-other-kind", "no-validators-named"

class Header(namedtuple("Header", "fields hash")):
    """A block header: its fields, and keccak-256 of its bytes."""

    def number(self, place: int) -> int:
        """The number in that field."""
        return int.from_bytes(self.fields[place], "big")

def decode(data: bytes, code: str = "rlp-invalid") -> Any:
    """The one RLP item that the bytes are, bytes or a list; refuses every other spelling."""
    try:
        item = ethereum_rlp.decode(data)
    except (DecodingError, RecursionError):
        raise Refused(code) from None
    need(_depth(item) <= DEPTH, code)
    return item

def _depth(item: Any) -> int:
    return 1 + max(map(_depth, item), default=0) if isinstance(item, list) else 0

def scalar(item: Any, most: int = 32, code: str = "rlp-invalid") -> int:
    """A number: no zeros in front."""
    need(isinstance(item, bytes) and len(item) <= most and item[:1] != b"\0", code)
    return int.from_bytes(item, "big")

def read_header(data: bytes) -> Header:
    """A header of 15 (before London) to 21 fields (Prague)."""
    need(len(data) <= MOST_BYTES, "rlp-invalid")
    items = decode(data)
    need(isinstance(items, list) and LONDON <= len(items) <= len(FIELDS), "header-invalid")
    for item, size in zip(items, FIELDS):
        need(isinstance(item, bytes) and size in (None, -1, len(item)), "header-invalid")
        need(size or item[:1] != b"\0" and len(item) <= 32, "header-invalid")
    header = Header(items, keccak(data))
    need(max(header.number(NUMBER), header.number(TIME)) <= SAFE, "header-invalid")
    return header

def seals(consensus: dict[str, Any], headers: list[Header]) -> str:
    """What the policy's validators say to a header and to those that follow it."""
    try:
        if consensus["kind"] == "clique":
            return _clique(consensus, headers)
        return _bft(consensus["kind"], headers[0], _pinned(consensus, headers[0]))
    except Refused as refusal:
        return ("?" if str(refusal) == UNNAMED else "!") + str(refusal)

def _pinned(consensus: dict[str, Any], header: Header) -> list[bytes]:
    number = header.number(NUMBER)
    named = [one["validators"] for one in consensus["sets"]
             if one["from"] <= number <= one.get("to", number)]
    need(named, UNNAMED)
    return sorted(named[0])

def shaped(item: Any, shape: Any) -> Any:
    """The item, if it is bytes of this length (-1: any), these items, or any of one: `(shape,)`."""
    if isinstance(shape, int):
        need(isinstance(item, bytes) and shape in (-1, len(item)), OTHER)
    elif shape is not None:
        need(isinstance(item, list), OTHER)
        shapes = list(shape) * len(item) if isinstance(shape, tuple) else shape
        need(len(item) == len(shapes), OTHER)
        for one, of in zip(item, shapes):
            shaped(one, of)
    return item

def parts(kind: str, extra: bytes) -> tuple[Any, bool, Any, bytes]:
    """Validators, whether there is a vote, seals, and what is sealed in the place of extraData."""
    if kind == "ibft1":
        validators, proposer, sealed = shaped(decode(extra[32:], OTHER), [(20,), 65, (65,)])
        return validators, False, sealed, extra[:32] + encode([validators, proposer, []])
    none, drop, size, more = ([], b"", None, [[]]) if kind == "qbft" else (b"", b"\0", 4, [])
    *parts, sealed = shaped(decode(extra, OTHER), [32, (20,), None, size, (65,)])
    _, validators, vote, number = parts
    need(vote == none or shaped(vote, [20, None])[1] in (b"\xff", drop), OTHER)
    scalar(number if kind == "qbft" else b"", 4, OTHER)
    return validators, vote != none, sealed, encode([*parts, *more])

def _bft(kind: str, header: Header, pinned: list[bytes]) -> str:
    of = header.fields
    need(header.number(DIFFICULTY) == 1 and of[MIX] == BFT_MIX
         and (kind != "ibft2" or (of[NONCE], of[UNCLES]) == (ZERO, NO_UNCLES))
         and (kind != "ibft1" or of[NONCE] in (ZERO, ONES)), OTHER)
    validators, voted, sealed, hashed = parts(kind, of[EXTRA])
    named = sorted(validators) if kind == "ibft1" else validators
    need(named == pinned or (kind == "qbft" and not named and not voted), "validators-differ")
    need(kind == "ibft1" or of[COINBASE] in pinned, "proposer-differs")
    need(len(sealed) >= -(-2 * len(pinned) // 3), "too-few-seals")
    need(len(sealed) <= len(pinned), "too-many-seals")
    digest = keccak(_hash(of, hashed), b"\2") if kind == "ibft1" else _hash(of, hashed)
    found: list[bytes] = []
    for one in sealed:
        found.append(_signer(digest, one, pinned))
        need(found[-1] not in found[:-1], "seal-twice")
    return "sealed-weaker" if kind == "ibft1" else "sealed"

def _hash(fields: list[bytes], extra: bytes) -> bytes:
    return keccak(encode([*fields[:EXTRA], extra, *fields[EXTRA + 1:]]))

def _signer(digest: bytes, seal: bytes, pinned: list[bytes]) -> bytes:
    signer = recover(digest, seal[:64], seal[64]) if seal[64] < 2 else None
    need(signer, "seal-invalid")
    need(signer in pinned, "seal-of-outsider")
    return signer

def _clique(consensus: dict[str, Any], headers: list[Header]) -> str:
    sets = [_pinned(consensus, header) for header in headers]
    for header, pinned in zip(headers, sets):
        of, extra = header.fields, header.fields[EXTRA]
        named = [extra[at:at + 20] for at in range(32, len(extra) - 65, 20)]
        need(of[NONCE] in (ZERO, ONES) and not any(of[MIX]) and of[UNCLES] == NO_UNCLES
             and len(of) <= SHANGHAI and len(extra) == 32 + 20 * len(named) + 65
             and not (named and any(of[NONCE] + of[COINBASE])), OTHER)
        need(named in ([], pinned), "validators-differ")
    for before, one in zip(headers, headers[1:]):
        need(one.fields[PARENT] == before.hash and one.number(NUMBER) == before.number(NUMBER) + 1
             and one.number(TIME) >= before.number(TIME), "header-unlinked")
    signed: list[bytes] = []
    for header, pinned in zip(headers, sets):
        extra = header.fields[EXTRA]
        signer = _signer(_hash(header.fields, extra[:-65]), extra[-65:], pinned)
        need(signer not in signed[max(0, len(signed) - len(pinned) // 2):], "signer-too-soon")
        in_turn = header.number(NUMBER) % len(pinned) == pinned.index(signer)
        need(header.number(DIFFICULTY) == 1 + in_turn, OTHER)
        signed.append(signer)
    is_deep, others = len(signed) > consensus["following"], set(signed[1:])
    return "buried" if is_deep and len(others) >= consensus["signers"] else "?not-buried"
