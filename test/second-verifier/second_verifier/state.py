# SPDX-License-Identifier: Apache-2.0
"""What contract storage holds at the block shown, by the published layout (storage.md)."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from .hashes import keccak
from .rlp import STATE_ROOT, TIME, Header, decode, scalar
from .strict_json import Refused
from .trie import Missing, Trie

FOREVER = 2**64
STEPS = 8
# A state that no contract writes could lead in circles that double at each step.
MOST_STEPS = 1000
MOST_STATES = 128
Span = tuple[int, int]
# Fields of words and values: name to (lowest bit, highest bit).
LAYOUT: dict[str, dict[str, Span]] = {
    "element": dict(time=(0, 47), before=(48, 79), value=(80, 255)),
    "standing": dict(status=(0, 7), successor=(88, 119), suspended=(120, 167)),
    "asset": dict(state=(0, 7), until=(56, 103), frozen=(104, 111), registrar=(112, 143),
                  serial=(144, 175)),
    "grant": dict(state=(0, 7), until=(8, 47), log=(48, 71), scope=(72, 79),
                  suspended=(80, 119), resumed=(120, 159), reason=(160, 175)),
    "rightState": dict(state=(0, 7), until=(8, 55), reason=(56, 71)),
    "seat": dict(account=(0, 159), office=(160, 167), start=(168, 207), until=(208, 255)),
    "end": dict(ended=(0, 47), compromised=(48, 95)),
    "identity": dict(organization=(0, 31), registered=(136, 183)),
    "right4": dict(holder=(0, 31), kind=(64, 71), start=(80, 127), until=(128, 175),
                   serial=(176, 239)),
    "request2": dict(requester=(0, 31), purpose=(32, 63), method=(64, 71), status=(72, 79),
                     flags=(80, 95), since=(168, 207), due=(208, 247)),
    "request3": dict(provider=(0, 31), start=(32, 71), quota=(72, 95), rectify_by=(144, 183)),
    "checkpoint": dict(previous=(0, 63), number=(64, 127), time=(128, 175)),
    "stored": dict(id=(0, 215), anchored=(216, 255)),
    "stored1": dict(first=(0, 39), received=(40, 79), result=(80, 87)),
}


class Unusable(Exception):
    """A proof is there, but what it proves cannot be used."""


class Fields(dict[str, int]):
    """The fields of a word, by name."""

    def __getattr__(self, name: str) -> int:
        return self[name]


class Element(NamedTuple):
    """A value of a trace: it holds from `time` to `end`, exclusive."""
    time: int
    end: int
    value: int


def fields(layout: str, word: int) -> Fields:
    """Take a word apart."""
    return Fields({name: word >> low & (1 << high - low + 1) - 1
                   for name, (low, high) in LAYOUT[layout].items()})


def pad(key: int | bytes) -> bytes:
    """A key as 32 bytes: numbers and addresses padded on the left."""
    return key.to_bytes(32, "big") if isinstance(key, int) else key.rjust(32, b"\0")


def keyed(slot: int, *keys: int | bytes) -> int:
    """The slot of a mapping's value."""
    for key in keys:
        slot = int.from_bytes(keccak(pad(key), pad(slot)), "big")
    return slot


class State:
    """Storage of the contracts of a file; `invalid` once a proof was broken."""

    def __init__(self, header: Header, trie: Trie, contracts: dict[str, bytes]) -> None:
        self.header, self.trie, self.contracts = header, trie, contracts
        self.missing = self.invalid = False
        self.time = header.number(TIME)
        self.word, self.account = lru_cache(None)(self._word), lru_cache(None)(self._account)

    def elements(self, contract: str, slot: int, low: int, high: int) -> list[Element]:
        """The values that a trace had from `low` to `high`, oldest first."""
        newest = fields("element", self.word(contract, slot))
        if not newest.time:
            return []
        if low < 0 and newest.before >= MOST_STATES:
            raise Unusable
        base = int.from_bytes(keccak(pad(slot)), "big")

        def at(i: int) -> Fields:
            return newest if i == newest.before else fields(
                "element", self.word(contract, (base + i) % 2**256))

        first, last = 0, 0 if low < 0 else newest.before
        while first < last and newest.time > low:
            middle = (first + last + 1) // 2
            if middle < newest.before and at(middle).time <= low:
                first = middle
            else:
                last = middle - 1
        first, found = first if newest.time > low else newest.before, []
        for i in range(first, newest.before + 1):
            one = at(i)
            if one.time > high:
                break
            following = at(i + 1).time if i < newest.before else FOREVER
            if following <= max(one.time, low):
                raise Unusable
            found.append(Element(one.time, following, one.value))
        return found

    def at(self, contract: str, slot: int, moment: int) -> int:
        """A trace's value at a moment, 0 before its first element."""
        found = self.elements(contract, slot, moment, moment)
        return found[-1].value if found else 0

    def code_hash(self, contract: str) -> bytes:
        """keccak-256 of the contract's code."""
        return self.account(contract)[3]  # type: ignore[no-any-return]

    def _word(self, contract: str, slot: int) -> int:
        root = self.account(contract)[2]
        value = self._proven(lambda: self.trie.get(root, pad(slot)))
        return 0 if value is None else self._proven(lambda: scalar(decode(value)))

    def _account(self, contract: str) -> list[bytes]:
        value = self._proven(lambda: self.trie.get(self.header.fields[STATE_ROOT],
                                                   self.contracts[contract]))
        account = self._proven(lambda: decode(value)) if value is not None else None
        if not isinstance(account, list) or len(account) != 4 or any(
                not isinstance(item, bytes) for item in account) \
                or (len(account[2]), len(account[3])) != (32, 32):
            self.invalid = True
            raise Unusable
        return account  # type: ignore[return-value]

    def _proven(self, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except Missing:
            self.missing = True
            raise
        except Refused:
            self.invalid = True
            raise Unusable from None


class Registry:
    """Facts about organisations, seats, assets and grants over the period from `low` to `high`."""

    def __init__(self, state: State, low: int, high: int) -> None:
        self.state, self.low, self.high = state, low, high
        self.steps = 0

    def trace(self, contract: str, slot: int, *keys: int | bytes) -> list[Element]:
        """The values of a mapping's trace over the period."""
        return self.state.elements(contract, keyed(slot, *keys), self.low, self.high)

    def word(self, contract: str, slot: int, *keys: int | bytes, plus: int = 0) -> int:
        """A word of a mapping's value."""
        return self.state.word(contract, (keyed(slot, *keys) + plus) % 2**256)

    def standings(self, number: int) -> list[tuple[Element, Fields]]:
        """What an organisation was over the period."""
        return [(one, fields("standing", one.value))
                for one in self.trace("organizationRegistry", 1, number)]

    def active(self, number: int) -> list[Span]:
        """When an organisation was active; a span of nothing says since when it had been known."""
        found = []
        for one, standing in self.standings(number):
            since = max(standing.suspended, one.time) if standing.suspended else one.end
            found.append((one.time, min(one.end, since) if standing.status == 1 else one.time))
        return found

    def seat(self, number: int) -> tuple[Fields, Span, int]:
        """A seat, when it is in office, and the organisation of its account."""
        seat, span = self.term(number)
        owner = self.word("organizationRegistry", 7, seat.account) & 2**32 - 1
        return seat, span, owner

    def term(self, number: int) -> tuple[Fields, Span]:
        """A seat, and when it is in office."""
        seat = fields("seat", self.word("organizationRegistry", 9, number))
        end = fields("end", self.word("organizationRegistry", 10, number))
        until = min([seat.until] + [moment for moment in end.values() if moment])
        return seat, (seat.start, until)

    def stands_for(self, party: int, subject: bytes, low: int, high: int,
                   steps: int = 0) -> Iterator[tuple[int, Span]]:
        """Who stood in the place of a party, and when, from `low` to `high`."""
        self.steps += 1
        if steps > STEPS or self.steps > MOST_STEPS:
            raise Unusable
        standings = self.standings(party)
        first = standings[0][0].time if standings else FOREVER
        if first > low:
            yield party, (low, min(first, high))
        for one, standing in standings:
            start, end = max(one.time, low), min(one.end, high)
            if start >= end:
                continue
            if standing.status != 3:
                yield party, (start, end)
                continue
            assigned = self.word("organizationRegistry", 15, party, subject) & 2**32 - 1
            if follower := assigned or standing.successor:
                yield from self.stands_for(follower, subject, start, end, steps + 1)

    def in_place(self, number: int, parties: list[tuple[int, Span]], subject: bytes) -> list[Span]:
        """When the organisation was the party, or stood in its place."""
        return [span for party, (low, high) in parties if party
                for who, span in list(self.stands_for(party, subject, low, high)) if who == number]

    def holders(self, asset: bytes) -> list[tuple[int, Span]]:
        """Who held the asset, and when."""
        found = self.trace("assetRegistry", 4, asset)
        start = found[0].time if found else FOREVER
        held = [(one.value, (one.time, one.end)) for one in found]
        if start <= self.low:
            return held
        first = fields("identity", self.word("assetRegistry", 0, asset)).organization
        return [(first, (0, start)), *held]

    def assets(self, asset: bytes) -> list[tuple[Element, Fields]]:
        """An asset's states; until the first element it is registered from `registeredAt` on."""
        found = self.trace("assetRegistry", 3, asset)
        start = found[0].time if found else FOREVER
        states = [(one, fields("asset", one.value)) for one in found]
        if start <= self.low:
            return states
        registered = fields("identity", self.word("assetRegistry", 0, asset)).registered
        first = [(Element(registered, start, 0), fields("asset", 1))] if registered else []
        return first + states

    def grants(self, grant: bytes) -> list[tuple[Element, Fields]]:
        """A grant's states."""
        return [(one, fields("grant", one.value))
                for one in self.trace("sharingRegistry", 2, grant)]

    def request(self, grant: bytes) -> Fields:
        """Parties, terms and flags of a request."""
        two, three = (self.word("sharingRegistry", 1, grant, plus=i) for i in (2, 3))
        return Fields({**fields("request2", two), **fields("request3", three)})

    def requested(self, grant: bytes) -> bytes:
        """The asset that was requested."""
        return pad(self.word("sharingRegistry", 1, grant))

    def above(self, grant: bytes, request: Fields) -> list[bytes]:
        """The grants from which a grant was shared on, three at most, nearest first."""
        found = [grant] if request.flags & 1 else []
        while found:
            one = pad(self.word("sharingRegistry", 4, found[-1]))
            if not any(one) and len(found) > 1:
                break
            if len(found) > 3:
                raise Unusable
            found.append(one)
        return found[1:]

    def scope(self, grant: bytes, version: int) -> bytes:
        """A version of the scope; 0 is what was asked for."""
        return pad(self.word("sharingRegistry", 3, grant, version) if version
                   else self.word("sharingRegistry", 1, grant, plus=1))

    def log_id(self, number: int) -> bytes:
        """The id of the log at this place, from 1, in the list of logs."""
        return pad(self.state.word("sharingRegistry", (keyed_list(5) + number - 1) % 2**256)) \
            if number else b""


def keyed_list(slot: int) -> int:
    """Where a list's first element stands."""
    return int.from_bytes(keccak(pad(slot)), "big")


def running(states: list[tuple[Element, Fields]], start: int) -> list[Span]:
    """When a grant ran ("Grants", 1); a span of nothing says since when it had been known."""
    found = []
    for one, state in states:
        low = max(one.time, start)
        high = max(low, min(one.end, state.until))
        if state.state not in (1, 2):
            high = low
        if state.suspended:
            found.append((low, max(low, min(high, state.suspended))))
            low = max(low, state.resumed) if state.resumed else high
        found.append((low, max(low, high)))
    return found
