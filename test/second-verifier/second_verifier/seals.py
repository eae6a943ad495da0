# SPDX-License-Identifier: Apache-2.0
"""Seals of QBFT, IBFT 2.0, IBFT 1 and Clique (seals.md)."""

from typing import Any

from .hashes import keccak, recover
from .rlp import (COINBASE, DIFFICULTY, EXTRA, MIX, NONCE, NUMBER, PARENT, TIME, UNCLES, Header,
                  Item, decode, encode, scalar)
from .shapes import refuse
from .strict_json import Refused
from .verdict import FAILED, NOT_CHECKED, Outcome

BFT_MIX = bytes.fromhex("63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365")
NO_UNCLES = keccak(b"\xc0")
NONCES = (bytes(8), b"\xff" * 8)
OTHER = "header-of-other-kind"
OPEN = ("no-validators-named", "not-buried")


def seals(consensus: dict[str, Any], headers: list[Header]) -> Outcome:
    """What the policy's validators say to a header and to those that follow it."""
    try:
        if consensus["kind"] == "clique":
            return _clique(consensus, headers)
        return _bft(consensus["kind"], headers[0], _pinned(consensus, headers[0]))
    except Refused as refusal:
        return (NOT_CHECKED if refusal.code in OPEN else FAILED), refusal.code


def _require(holds: bool, code: str) -> None:
    if not holds:
        raise Refused(code)


def _pinned(consensus: dict[str, Any], header: Header) -> list[bytes]:
    number = header.number(NUMBER)
    for one in consensus["sets"]:
        if one["from"] <= number <= one.get("to", number):
            return sorted(one["validators"])
    return refuse("no-validators-named")


def _bytes(item: Item, size: int) -> bytes:
    _require(isinstance(item, bytes) and len(item) == size, OTHER)
    return item  # type: ignore[return-value]


def _list(item: Item, size: int | None = None) -> list[Item]:
    _require(isinstance(item, list) and size in (None, len(item)), OTHER)
    return item  # type: ignore[return-value]


def _parts(kind: str, extra: bytes) -> tuple[list[bytes], bool, list[Item], Item, bytes]:
    """Validators, whether there is a vote, seals; and what is hashed in the place of extraData."""
    try:
        if kind == "ibft1":
            _require(len(extra) >= 32, OTHER)
            validators, proposer, sealed = _list(decode(extra[32:]), 3)
            _bytes(proposer, 65)
            hashed = extra[:32] + encode([validators, proposer, []])
            return [_bytes(one, 20) for one in _list(validators)], False, _list(sealed), b"", hashed
        items = _list(decode(extra), 5)
        vanity, validators, vote, round_, sealed = items
        _bytes(vanity, 32)
        none, drop = ([], b"") if kind == "qbft" else (b"", b"\0")
        if vote != none:
            address, word = _list(vote, 2)
            _bytes(address, 20)
            _require(word in (b"\xff", drop), OTHER)
        if kind == "qbft":
            scalar(round_, 4)
        else:
            _bytes(round_, 4)
    except Refused:
        raise Refused(OTHER) from None
    hashed = encode([vanity, validators, vote, round_] + ([[]] if kind == "qbft" else []))
    return ([_bytes(one, 20) for one in _list(validators)], vote != none, _list(sealed), round_,
            hashed)


def _hash(header: Header, extra: bytes) -> bytes:
    return keccak(encode([extra if i == EXTRA else one for i, one in enumerate(header.fields)]))


def _bft(kind: str, header: Header, pinned: list[bytes]) -> Outcome:
    of = header.fields
    _require(header.number(DIFFICULTY) == 1 and of[MIX] == BFT_MIX, OTHER)
    _require(kind != "ibft2" or (of[NONCE], of[UNCLES]) == (NONCES[0], NO_UNCLES), OTHER)
    _require(kind != "ibft1" or of[NONCE] in NONCES, OTHER)
    validators, voted, sealed, _, hashed = _parts(kind, of[EXTRA])
    for one in sealed:
        _bytes(one, 65)
    listed = sorted(validators) if kind == "ibft1" else validators
    _require(listed == pinned or (kind == "qbft" and not validators and not voted),
             "validators-differ")
    _require(kind == "ibft1" or of[COINBASE] in pinned, "proposer-differs")
    _require(len(sealed) >= -(-2 * len(pinned) // 3), "too-few-seals")
    _require(len(sealed) <= len(pinned), "too-many-seals")
    digest = _hash(header, hashed)
    digest = keccak(digest, b"\2") if kind == "ibft1" else digest
    found: set[bytes] = set()
    for one in sealed:
        found.add(_signer(digest, one, pinned, found))  # type: ignore[arg-type]
    return "sealed-weaker" if kind == "ibft1" else "sealed"


def _signer(digest: bytes, seal: bytes, pinned: list[bytes], found: set[bytes]) -> bytes:
    signer = recover(digest, seal[:64], seal[64]) if seal[64] < 2 else None
    _require(signer is not None, "seal-invalid")
    _require(signer in pinned, "seal-of-outsider")
    _require(signer not in found, "seal-twice")
    return signer  # type: ignore[return-value]


def _clique(consensus: dict[str, Any], headers: list[Header]) -> Outcome:
    sets = [_pinned(consensus, header) for header in headers]
    for header, pinned in zip(headers, sets):
        _clique_shape(header, pinned)
    for before, header in zip(headers, headers[1:]):
        _require(header.fields[PARENT] == before.hash
                 and header.number(NUMBER) == before.number(NUMBER) + 1
                 and header.number(TIME) >= before.number(TIME), "header-unlinked")
    signed: list[bytes] = []
    for header, pinned in zip(headers, sets):
        extra = header.fields[EXTRA]
        signer = _signer(_hash(header, extra[:-65]), extra[-65:], pinned, set())
        recent = signed[len(signed) - min(len(signed), len(pinned) // 2):]
        _require(signer not in recent, "signer-too-soon")
        turn = header.number(NUMBER) % len(pinned) == pinned.index(signer)
        _require(header.number(DIFFICULTY) == (2 if turn else 1), OTHER)
        signed.append(signer)
    _require(len(headers) > consensus["following"]
             and len(set(signed[1:])) >= consensus["signers"], "not-buried")
    return "buried"


def _clique_shape(header: Header, pinned: list[bytes]) -> None:
    of, extra = header.fields, header.fields[EXTRA]
    _require(of[NONCE] in NONCES and not any(of[MIX]) and of[UNCLES] == NO_UNCLES
             and len(of) <= 16 and len(extra) >= 97 and (len(extra) - 97) % 20 == 0, OTHER)
    listed = [extra[at:at + 20] for at in range(32, len(extra) - 65, 20)]
    if listed:
        _require(not any(of[NONCE]) and not any(of[COINBASE]), OTHER)
        _require(listed == pinned, "validators-differ")
