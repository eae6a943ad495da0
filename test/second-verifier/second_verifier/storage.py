# SPDX-License-Identifier: Apache-2.0
"""What contract storage holds at the block shown (storage.md, "Slots" and "Traces")."""

import re
from functools import lru_cache, reduce
from typing import Any, Callable

from .crypto import keccak
from .seals import STATE_ROOT, TIME, decode, encode, scalar, shaped
from .strict import Refused, need, page

FOREVER, EMPTY_ROOT, INVALID = 2**64, keccak(b"\x80"), "trie-invalid"
# Else a state that no contract writes could be long to read.
MOST_ELEMENTS, MOST_CHANGES, MOST_NODE = 128, 64, 1024
VALUES = {"organizationRegistry.standings": "standing", "assetRegistry.states": "asset",
          "organizationRegistry.allowances": "allowance", "sharingRegistry.states": "grant",
          "rightRegistry.states": "right"}

class Unknown(Exception):
    """A fact cannot be had; its text is the code."""

class Fields(dict[str, int]):
    """Numbers by name; those of no table are zero."""

    def __getattr__(self, name: str) -> int:
        return self.get(name, 0)

def _tables() -> tuple[dict[str, int], dict[str, dict[str, tuple[int, int, int]]]]:
    """Slot by `contract.variable`; (word, lowest bit, highest bit) by struct and field."""
    slots, structs, title, table = {}, {}, "", ""
    fields = {"element": {"time": (0, 0, 47), "before": (0, 48, 79), "value": (0, 80, 255)}}
    for line in page("storage.md").splitlines():
        if found := re.fullmatch(r"### (\w+)", line):
            title = table = found[1]
        elif found := re.fullmatch(r"`(\w+)`:", line):
            table = f"{title}.{found[1]}"
        elif found := re.fullmatch(r"\| `(\w+)` +(?:\|.* (\d+) +)?\| (\d+) to (\d+) +\|", line):
            bits = (int(found[2] or 0), int(found[3]), int(found[4]))
            fields.setdefault(table, {})[found[1]] = bits
        elif found := re.fullmatch(r"\| `(\w+)` +\| (\d+)[^|]*\|[^|]*\| `(\w)(.*)` +\|", line):
            slots[f"{title}.{found[1]}"] = int(found[2])
            structs[f"{title}.{found[1]}"] = f"{title}.{found[3].lower()}{found[4]}"
    return slots, fields | {at: fields[one] for at, one in structs.items() if one in fields}

SLOTS, FIELDS = _tables()

def unpack(table: str, words: dict[int, int]) -> Fields:
    """The fields that the table has in these words, by their place in the struct."""
    return Fields({name: words[i] >> low & (1 << high - low + 1) - 1
                   for name, (i, low, high) in FIELDS[table].items() if i in words})

def pad(key: int | bytes) -> bytes:
    """A key as 32 bytes: numbers and addresses padded on the left."""
    return key.to_bytes(32, "big") if isinstance(key, int) else key.rjust(32, b"\0")

def hashed(*parts: int | bytes) -> int:
    """keccak-256 of words, as a number."""
    return int.from_bytes(keccak(*map(pad, parts)), "big")

class State:
    """Storage of the contracts that a file names, by the nodes of all proofs (EIP-1186)."""

    def __init__(self, file: dict[str, Any]) -> None:
        nodes, self.header = file["nodes"], file["block"]["header"]
        self.contracts, self.time = file["contracts"], self.header.number(TIME)
        self.nodes = {keccak(node): node for node in nodes}
        self.walked, self.faults = set[bytes](), set[str]()
        need(all(len(node) <= MOST_NODE for node in nodes) and len(nodes) == len(self.nodes)
             and list(self.nodes) == sorted(self.nodes), "malformed")
        self.word, self.account = lru_cache(None)(self._word), lru_cache(None)(self._account)

    def proven(self, read: Callable[..., Any], *of: Any) -> Any:
        """What a proof shows; `faults` remembers that one was missing or broken."""
        try:
            return read(*of)
        except Refused:
            self.faults.add("state-invalid")
            raise Unknown("state-unusable") from None

    def _word(self, contract: str, slot: int) -> int:
        value = self.proven(self.get, self.account(contract)[2], keccak(pad(slot)).hex())
        return 0 if value is None else self.proven(lambda: scalar(decode(value)))

    def _account(self, contract: str) -> list[bytes]:
        root, path = self.header.fields[STATE_ROOT], keccak(self.contracts[contract]).hex()
        return self.proven(lambda: shaped(decode(self.get(root, path) or b""), [-1, -1, 32, 32]))

    def get(self, root: bytes, path: str) -> bytes | None:
        """The value at the end of a path of nibbles, None where its absence is proven."""
        if root == EMPTY_ROOT:
            return None
        node, below_extension = self._load(root), False
        while True:
            need(path or len(node) == 2, INVALID)
            (taken, is_leaf), child = ((path[0], False), node[int(path[0], 16)]) \
                if len(node) == 17 else (_path(node[0]), node[1])
            need(len(node) == 17 or not below_extension, INVALID)
            if is_leaf or not path.startswith(taken):
                return child if is_leaf and path == taken else None
            if child == b"":
                return None
            below_extension, path = len(node) == 2, path[len(taken):]
            node = self._load(child) if isinstance(child, bytes) else _shape(child, 31)

    def _load(self, reference: bytes) -> list[Any]:
        if reference not in self.nodes:
            self.faults.add("state-missing")
            raise Unknown("state-missing")
        self.walked.add(reference)
        return _shape(decode(self.nodes[reference]))

def _shape(node: Any, most: int = MOST_NODE) -> list[Any]:
    """A branch, an extension or a leaf of a trie; one that stands in another is short."""
    need(isinstance(node, list) and len(node) in (2, 17) and len(encode(node)) <= most, INVALID)
    children = node[:16]
    if len(node) == 17:
        need(node[16] == b"" and sum(item != b"" for item in children) >= 2, INVALID)
    else:
        nibbles, is_leaf = _path(node[0])
        need(node[1] and (isinstance(node[1], bytes) if is_leaf else nibbles), INVALID)
        children = [] if is_leaf else node[1:]
    need(all(isinstance(item, list) or len(item) in (0, 32) for item in children), INVALID)
    return node

def _path(item: Any) -> tuple[str, bool]:
    """The nibbles of a leaf or an extension, and whether it is a leaf."""
    need(isinstance(item, bytes) and item and item[0] < 0x40
         and (item[0] & 0x10 or not item[0] & 0x0F), INVALID)
    return item.hex()[1 if item[0] & 0x10 else 2:], bool(item[0] & 0x20)

class Storage:
    """Variables by `contract.name`, and traces as they were from `low` to `high`."""

    def __init__(self, state: State, low: int, high: int | None = None) -> None:
        self.state, self.low, self.high = state, low, low if high is None else high

    def word(self, where: str, *keys: int | bytes, plus: int = 0) -> int:
        """A word of a variable, or of a mapping's value."""
        return self._read(where, _slot(where, keys) + plus)

    def fields(self, where: str, *keys: int | bytes, words: tuple[int, ...] = (0,)) -> Fields:
        """The fields of a struct's words."""
        return unpack(where, {i: self.word(where, *keys, plus=i) for i in words})

    def item(self, where: str, place: int) -> bytes:
        """An item of a list, counted from 1; zero at no place."""
        return pad(self._read(where, hashed(SLOTS[where]) + place - 1) if place else 0)

    def trace(self, where: str, *keys: int | bytes) -> list[Fields]:
        """The values of a trace over the period, oldest first, each from `time` to `end`."""
        base = _slot(where, keys)
        newest = self._element(where, base)
        count = newest.before

        def at(i: int) -> Fields:
            return newest if i == count else self._element(where, hashed(base) + i)

        if not newest.time:
            return []
        if self.low < 0 and count >= MOST_ELEMENTS:
            raise Unknown("state-unusable")
        low, high = count if newest.time <= self.low else 0, count if self.low >= 0 else 0
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if at(middle).time <= self.low else (low, middle - 1)
        found: list[Fields] = []
        for i in range(low, count + 1):
            one = at(i)
            if one.time > self.high:
                break
            is_many = self.low >= 0 and len(found) == MOST_CHANGES
            one["end"] = FOREVER if i == count or is_many else at(i + 1).time
            if is_many or one.end <= max(one.time, self.low):
                raise Unknown("state-unusable")
            found.append(one)
        return found

    def at(self, where: str, *keys: int | bytes) -> Fields:
        """What a trace says of the period's beginning; all zero before its first element."""
        return (self.trace(where, *keys) or [Fields()])[-1]

    def _read(self, where: str, slot: int) -> int:
        return self.state.word(where.split(".")[0], slot % 2**256)

    def _element(self, where: str, slot: int) -> Fields:
        one = unpack("element", {0: self._read(where, slot)})
        return Fields({**(unpack(VALUES[where], {0: one.value}) if where in VALUES else {}), **one})

def _slot(where: str, keys: tuple[int | bytes, ...]) -> int:
    return reduce(lambda slot, key: hashed(key, slot), keys, SLOTS[where])
