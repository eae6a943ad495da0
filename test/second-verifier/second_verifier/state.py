# SPDX-License-Identifier: Apache-2.0
"""What contract storage holds at the block shown (storage.md, "Slots" and "Traces")."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from .hashes import keccak
from .pages import FIELDS, SLOTS
from .rlp import STATE_ROOT, TIME, decode, scalar
from .strict_json import Refused, need
from .trie import Missing, Trie

FOREVER = 2**64
# Else a state that no contract writes could be long to read.
MOST_ELEMENTS, MOST_NODE = 128, 1024
VALUES = {"organizationRegistry.standings": "standing", "assetRegistry.states": "asset",
          "organizationRegistry.allowances": "allowance", "sharingRegistry.states": "grant",
          "rightRegistry.states": "right"}


class Unusable(Exception):
    """A proof is there, but what it proves cannot be used."""


class Fields(dict[str, int]):
    """Numbers by name; those of no table are zero."""

    def __getattr__(self, name: str) -> int:
        return self.get(name, 0)


def fields(table: str, words: dict[int, int], **more: int) -> Fields:
    """The fields that the table has in these words, by their place in the struct."""
    return Fields({name: words[i] >> low & (1 << high - low + 1) - 1
                   for name, (i, low, high) in FIELDS[table].items() if i in words}, **more)


def pad(key: int | bytes) -> bytes:
    """A key as 32 bytes: numbers and addresses padded on the left."""
    return key.to_bytes(32, "big") if isinstance(key, int) else key.rjust(32, b"\0")


def hashed(*parts: int | bytes) -> int:
    """keccak-256 of words, as a number."""
    return int.from_bytes(keccak(*map(pad, parts)), "big")


class State:
    """Storage of the contracts that a file names; `invalid` once a proof was broken."""

    def __init__(self, file: dict[str, Any]) -> None:
        nodes, self.header = file["nodes"], file["block"]["header"]
        self.contracts, self.trie = file["contracts"], Trie(nodes)
        self.time = self.header.number(TIME)
        need(all(len(node) <= MOST_NODE for node in nodes)
             and len(nodes) == len(self.trie.nodes)
             and list(self.trie.nodes) == sorted(self.trie.nodes), "malformed")
        self.missing = self.invalid = False
        self.word, self.account = lru_cache(None)(self._word), lru_cache(None)(self._account)

    def code_hash(self, contract: str) -> bytes:
        """keccak-256 of the contract's code."""
        return self.account(contract)[3]

    def _word(self, contract: str, slot: int) -> int:
        root = self.account(contract)[2]
        value = self._proven(lambda: self.trie.get(root, pad(slot)))
        return 0 if value is None else self._proven(lambda: scalar(decode(value)))

    def _account(self, contract: str) -> list[bytes]:
        root, address = self.header.fields[STATE_ROOT], self.contracts[contract]
        value = self._proven(lambda: self.trie.get(root, address))
        account = self._proven(lambda: decode(value)) if value is not None else None
        if not isinstance(account, list) or len(account) != 4 or any(
                not isinstance(item, bytes) for item in account) \
                or (len(account[2]), len(account[3])) != (32, 32):
            self.invalid = True
            raise Unusable
        return account

    def _proven(self, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except Missing:
            self.missing = True
            raise
        except Refused:
            self.invalid = True
            raise Unusable from None


class Storage:
    """Variables by `contract.name`, and traces as they were from `low` to `high`."""

    def __init__(self, state: State, low: int, high: int | None = None) -> None:
        self.state, self.low, self.high = state, low, low if high is None else high

    def word(self, where: str, *keys: int | bytes, plus: int = 0) -> int:
        """A word of a mapping's value."""
        return self.state.word(where.split(".")[0], (self._slot(where, *keys) + plus) % 2**256)

    def fields(self, where: str, *keys: int | bytes, words: tuple[int, ...] = (0,)) -> Fields:
        """The fields of a struct's words."""
        return fields(where, {i: self.word(where, *keys, plus=i) for i in words})

    def item(self, where: str, place: int) -> bytes:
        """An item of a list, counted from 1; zero at no place."""
        at = (hashed(SLOTS[where]) + place - 1) % 2**256
        return pad(self.state.word(where.split(".")[0], at) if place else 0)

    def trace(self, where: str, *keys: int | bytes) -> list[Fields]:
        """The values of a trace over the period, oldest first, each from `time` to `end`."""
        slot = self._slot(where, *keys)
        newest, base = self._element(where, slot), hashed(slot)
        if not newest.time:
            return []
        if self.low < 0 and newest.before >= MOST_ELEMENTS:
            raise Unusable

        def at(i: int) -> Fields:
            return newest if i == newest.before else self._element(where, (base + i) % 2**256)

        first, last = 0, newest.before if self.low >= 0 else 0
        while first < last and newest.time > self.low:
            middle = (first + last + 1) // 2
            if middle < newest.before and at(middle).time <= self.low:
                first = middle
            else:
                last = middle - 1
        found = []
        for i in range(first if newest.time > self.low else newest.before, newest.before + 1):
            one = at(i)
            if one.time > self.high:
                break
            one["end"] = at(i + 1).time if i < newest.before else FOREVER
            if one.end <= max(one.time, self.low):
                raise Unusable
            found.append(one)
        return found

    def at(self, where: str, *keys: int | bytes) -> Fields:
        """What a trace says of the period's beginning; all zero before its first element."""
        found = self.trace(where, *keys)
        return found[-1] if found else Fields()

    def _element(self, where: str, slot: int) -> Fields:
        one = fields("element", {0: self.state.word(where.split(".")[0], slot)})
        more = fields(VALUES[where], {0: one.value}) if where in VALUES else Fields()
        return Fields(more, **one)

    @staticmethod
    def _slot(where: str, *keys: int | bytes) -> int:
        slot = SLOTS[where]
        for key in keys:
            slot = hashed(key, slot)
        return slot
