# SPDX-License-Identifier: Apache-2.0
"""Seals of QBFT, IBFT 2.0, IBFT 1 and Clique (seals.md)."""

from typing import Any

from .hashes import keccak, recover
from .rlp import (COINBASE, DIFFICULTY, EXTRA, MIX, NONCE, NUMBER, PARENT, TIME, UNCLES, Header,
                  Item, decode, encode, scalar)
from .shapes import told_as
from .strict_json import Refused, need

BFT_MIX = bytes.fromhex("63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365")
NO_UNCLES = keccak(b"\xc0")
ZERO, ONES = bytes(8), b"\xff" * 8
OTHER = "header-of-other-kind"
OPEN = ("no-validators-named", "not-buried")
ROUND_BYTES, CLIQUE_BYTES, CLIQUE_FIELDS = 4, 32 + 65, 16


def seals(consensus: dict[str, Any], headers: list[Header]) -> str:
    """What the policy's validators say to a header and to those that follow it."""
    try:
        if consensus["kind"] == "clique":
            return _clique(consensus, headers)
        return _bft(consensus["kind"], headers[0], _pinned(consensus, headers[0]))
    except Refused as refusal:
        return ("?" if str(refusal) in OPEN else "!") + str(refusal)


def _pinned(consensus: dict[str, Any], header: Header) -> list[bytes]:
    number = header.number(NUMBER)
    sets = [one["validators"] for one in consensus["sets"]
            if one["from"] <= number <= one.get("to", number)]
    need(sets, "no-validators-named")
    return sorted(sets[0])


def _shaped(item: Any, shape: Any) -> Any:
    """The item, if it is bytes of this length, these items, or any number of one: `(shape,)`."""
    if isinstance(shape, int):
        need(isinstance(item, bytes) and len(item) == shape, OTHER)
    elif shape is not None:
        need(isinstance(item, list), OTHER)
        shapes = list(shape) * len(item) if isinstance(shape, tuple) else shape
        need(len(item) == len(shapes), OTHER)
        for one, of in zip(item, shapes):
            _shaped(one, of)
    return item


def _parts(kind: str, extra: bytes) -> tuple[Any, bool, Any, bytes]:
    """Validators, whether there is a vote, seals, and what is sealed in the place of extraData."""
    if kind == "ibft1":
        validators, proposer, sealed = _shaped(decode(extra[32:]), [(20,), 65, (65,)])
        return validators, False, sealed, extra[:32] + encode([validators, proposer, []])
    none, drop, size, more = ([], b"", None, [[]]) if kind == "qbft" else (b"", b"\0", 4, [])
    *parts, sealed = _shaped(decode(extra), [32, (20,), None, size, (65,)])
    _, validators, vote, number = parts
    if vote != none:
        need(_shaped(vote, [20, None])[1] in (b"\xff", drop), OTHER)
    scalar(number if kind == "qbft" else b"", ROUND_BYTES)
    return validators, vote != none, sealed, encode([*parts, *more])


def _hash(header: Header, extra: bytes) -> bytes:
    return keccak(encode([extra if i == EXTRA else one for i, one in enumerate(header.fields)]))


def _bft(kind: str, header: Header, pinned: list[bytes]) -> str:
    of = header.fields
    need(header.number(DIFFICULTY) == 1 and of[MIX] == BFT_MIX, OTHER)
    need(kind != "ibft2" or (of[NONCE], of[UNCLES]) == (ZERO, NO_UNCLES), OTHER)
    need(kind != "ibft1" or of[NONCE] in (ZERO, ONES), OTHER)
    with told_as(OTHER):
        validators, voted, sealed, hashed = _parts(kind, of[EXTRA])
    named = sorted(validators) if kind == "ibft1" else validators
    need(named == pinned or (kind == "qbft" and not named and not voted), "validators-differ")
    need(kind == "ibft1" or of[COINBASE] in pinned, "proposer-differs")
    need(len(sealed) >= -(-2 * len(pinned) // 3), "too-few-seals")
    need(len(sealed) <= len(pinned), "too-many-seals")
    digest = _hash(header, hashed)
    digest = keccak(digest, b"\2") if kind == "ibft1" else digest
    found: set[bytes] = set()
    for one in sealed:
        signer = _signer(digest, one, pinned)
        need(signer not in found, "seal-twice")
        found.add(signer)
    return "sealed-weaker" if kind == "ibft1" else "sealed"


def _signer(digest: bytes, seal: bytes, pinned: list[bytes]) -> bytes:
    signer = recover(digest, seal[:64], seal[64]) if seal[64] < 2 else None
    need(signer, "seal-invalid")
    need(signer in pinned, "seal-of-outsider")
    return signer or b""


def _clique(consensus: dict[str, Any], headers: list[Header]) -> str:
    sets = [_pinned(consensus, header) for header in headers]
    for header, pinned in zip(headers, sets):
        _clique_shape(header.fields, pinned)
    for before, header in zip(headers, headers[1:]):
        need(header.fields[PARENT] == before.hash
             and header.number(NUMBER) == before.number(NUMBER) + 1
             and header.number(TIME) >= before.number(TIME), "header-unlinked")
    signed: list[bytes] = []
    for header, pinned in zip(headers, sets):
        extra = header.fields[EXTRA]
        signer = _signer(_hash(header, extra[:-65]), extra[-65:], pinned)
        need(signer not in signed[max(0, len(signed) - len(pinned) // 2):], "signer-too-soon")
        turn = header.number(NUMBER) % len(pinned) == pinned.index(signer)
        need(header.number(DIFFICULTY) == 1 + turn, OTHER)
        signed.append(signer)
    need(len(headers) > consensus["following"]
         and len(set(signed[1:])) >= consensus["signers"], "not-buried")
    return "buried"


def _clique_shape(of: list[bytes], pinned: list[bytes]) -> None:
    extra = of[EXTRA]
    need(of[NONCE] in (ZERO, ONES) and not any(of[MIX]) and of[UNCLES] == NO_UNCLES
         and len(of) <= CLIQUE_FIELDS and len(extra) >= CLIQUE_BYTES
         and (len(extra) - CLIQUE_BYTES) % 20 == 0, OTHER)
    if named := [extra[at:at + 20] for at in range(32, len(extra) - 65, 20)]:
        need(not any(of[NONCE] + of[COINBASE]), OTHER)
        need(named == pinned, "validators-differ")
