# SPDX-License-Identifier: Apache-2.0
"""What evidence holds, and what is read from storage for it (evidence.md)."""

from typing import Any

from .files import (DOCUMENTS, SCOPE, Facts, file_shape, open_state)
from .hashes import sha256
from .note import LOG, Checkpoint, Note, read_checkpoint, read_key, read_note
from .shapes import Optional, base64_bytes, count, h32, listed, obj, refuse, text
from .state import (FOREVER, Element, Fields, Registry, Span, State, fields, keyed, keyed_list,
                    pad)
from .statement import Statement, read_entry
from .verdict import (Outcome, both, over)

LAG = LATE = 60
MAX_AGE, MAX_AHEAD = 604800, 300
REGISTRANT, HEAD, RECEIVER, OPERATOR, SYSTEM = 1, 2, 4, 5, 7
OFFICES = {"dataset-version": {REGISTRANT, HEAD, SYSTEM}, "delivery": {REGISTRANT, HEAD, SYSTEM},
           "receipt": {RECEIVER, HEAD, SYSTEM}, "use": {RECEIVER, HEAD}, "disposal": {HEAD},
           "mirror": {OPERATOR, SYSTEM}, "reconciliation": {HEAD}}
SIGNING = set().union(*OFFICES.values())
CONTRACTS = ("organizationRegistry", "assetRegistry", "sharingRegistry", "exchangeLog")


def _entry(value: Any) -> dict[str, Any]:
    return read_entry(base64_bytes(value))


def read_log(value: Any) -> dict[str, Any]:
    """A log's origin and key."""
    made = obj(origin=text(1), key=read_key)(value)
    return made if made["key"].kind == LOG else refuse("out-of-range")


def read_signed(value: Any) -> tuple[Note, Checkpoint]:
    """A checkpoint and the note in which it stands."""
    note = read_note(text()(value))
    return note, read_checkpoint(note.text)


PATH = listed(h32, 0, 53)
EVIDENCE = file_shape(
    "evidence", CONTRACTS, log=read_log, entry=_entry, index=count, inclusion=PATH,
    checkpoint=read_signed, timestamps=Optional(listed(base64_bytes, 1, 16)),
    documents=Optional(DOCUMENTS), scope=Optional(SCOPE),
    related=Optional(listed(obj(entry=_entry, index=count, inclusion=PATH), 1, 1)))


class Anchor:
    """The anchor of the file's checkpoint: its words, U and the time of the anchor before."""

    def __init__(self, file: dict[str, Any], state: State) -> None:
        size = file["checkpoint"][1].size
        registry, log = Registry(state, 0, FOREVER), sha256(file["log"]["origin"].encode())
        self.root = pad(registry.word("exchangeLog", 1, log, size))
        record = fields("checkpoint", registry.word("exchangeLog", 1, log, size, plus=1))
        self.time, self.previous, self.before = record.time, record.previous, 0
        if self.previous:
            earlier = registry.word("exchangeLog", 1, log, self.previous, plus=1)
            self.before = fields("checkpoint", earlier).time

    def lower(self, seen: int) -> int:
        """L, for an entry that had seen a block of this time."""
        return max(seen, self.before - LAG) if self.before else seen


def operator_term(state: State, log: bytes, upper: int) -> Span:
    """When the seat is in office that operated the log at U."""
    seat = state.at("exchangeLog", keyed(2, log), upper)
    return Registry(state, upper, upper).term(seat)[1]


def keys_of(state: State, log: bytes, lower: int, upper: int) -> set[bytes]:
    """SHA-256 of each key that the log had at some moment between L and U."""
    registry = Registry(state, min(lower, upper), upper)
    return {pad(state.word("exchangeLog", (keyed_list(5) + one.value - 1) % 2**256))
            for one in registry.trace("exchangeLog", 3, log) if one.value}


def anchored_at(facts: Facts) -> int | None:
    """The block time of the anchor, None where it is not known."""
    known = facts.known["anchor"]
    return None if isinstance(known, Exception) else known.time


class Evidence:
    """One file under judgement."""

    def __init__(self, file: dict[str, Any]) -> None:
        self.file, self.state, self.facts = file, open_state(file), Facts()
        self.entry, self.checkpoint = file["entry"], file["checkpoint"][1]
        self.statement: Statement = self.entry["statement"]
        self.body, self.kind = self.statement.body, self.statement.kind
        self.grant = self.body.get("grant")
        self.related = file["related"][0] if "related" in file else None
        self.log = sha256(file["log"]["origin"].encode())
        self.facts.learn("anchor", lambda: Anchor(file, self.state))
        self._learn()

    def bounds(self) -> tuple[int, int, int]:
        """The statement's time, U and L."""
        anchor = self.facts["anchor"]
        return self.body["time"], anchor.time, anchor.lower(self.entry["seen"]["time"])

    def over(self, spans: list[Span], ok: str) -> Outcome:
        """A fact judged over the period of the statement."""
        time, upper, lower = self.bounds()
        return over(spans, time, upper, lower, ok)

    def registry(self) -> Registry:
        """Storage over the period of the statement."""
        time, upper, _ = self.bounds()
        return Registry(self.state, min(time, upper), upper)

    def _learn(self) -> None:
        learn, body = self.facts.learn, self.body
        for name in CONTRACTS:
            learn(f"code {name}", lambda name=name: self.state.code_hash(name))
        for i, signer in enumerate(self.statement.signers()):
            learn(f"seat {i}", lambda seat=signer["seat"]: self.registry().seat(seat))
            learn(f"active {i}", lambda number=signer["organization"]:
                  self.registry().active(number))
            learn(f"allowed {i}", lambda seat=signer["seat"], i=i: self._allowed(seat, i))
        if self.related:
            for i, signer in enumerate(self.related["entry"]["statement"].signers()):
                learn(f"related {i}", lambda seat=signer["seat"]: self._related(seat))
        learn("asset", lambda: self.registry().assets(body["asset"]))
        if self.grant:
            learn("request", lambda: self.registry().request(self.grant))
            learn("requested", lambda: self.registry().requested(self.grant))
            learn("states", lambda: self.registry().grants(self.grant))
            learn("logs", self._logs)
        if self.kind == "delivery":
            learn("scopes", self._scopes)
            learn("sources", self._sources)
        learn("party", self._party)
        if self.kind == "delivery":
            learn("recipient", lambda: self.registry().in_place(
                body["recipient"], self._side("requester"), self.grant))
        learn("operator", lambda: operator_term(self.state, self.log, self.bounds()[1]))
        learn("keys", lambda: keys_of(self.state, self.log, self.bounds()[2], self.bounds()[1]))

    def _allowed(self, seat: int, i: int) -> list[Span] | None:
        if self.facts[f"seat {i}"][0].office != SYSTEM:
            return None
        found = self.registry().trace("organizationRegistry", 13, seat,
                                      self.grant or self.body["asset"])
        return [(one.time, one.end if one.value & 255 == 1 else one.time) for one in found]

    def _logs(self) -> list[tuple[Span, bytes]]:
        registry = self.registry()
        return [((one.time, one.end), registry.log_id(state.log))
                for one, state in self.facts["states"]]

    def _scopes(self) -> list[tuple[Span, bytes]]:
        return [((one.time, one.end), self.registry().scope(self.grant, state.scope))
                for one, state in self.facts["states"]]

    def covered(self) -> bytes:
        """The scope at the statement's time."""
        scopes, low = self.facts["scopes"], self.registry().low
        return scopes[0][1] if scopes and scopes[0][0][0] <= low else b""

    def _sources(self) -> list[list[tuple[Element, Fields]]]:
        chain = self.registry().above(self.grant, self.facts["request"])
        return [self.registry().grants(above) for above in chain]

    def _side(self, name: str) -> list[tuple[int, Span]]:
        return [(self.facts["request"][name], (0, FOREVER))]

    def _custodians(self) -> list[tuple[int, Span]]:
        found = self.registry().trace("assetRegistry", 5, self.body["asset"])
        return [(one.value, (one.time, one.end)) for one in found]

    def _related(self, number: int) -> tuple[Fields, None, int]:
        seat = fields("seat", self.registry().word("organizationRegistry", 9, number))
        return seat, None, self.registry().word("organizationRegistry", 7, seat.account) & 2**32 - 1

    def _party(self) -> list[Span] | None:
        registry, asset = self.registry(), self.body["asset"]
        who = self.body["organization"]
        place = registry.in_place
        if "custodian" in self.body or self.kind == "mirror":
            return place(who, self._custodians(), asset)
        if self.kind == "dataset-version":
            return place(who, registry.holders(asset), asset)
        if self.kind == "reconciliation":
            own, other = ([place(signer["organization"], self._side(side), self.grant)
                           for side in ("provider", "requester")]
                          for signer in self.statement.signers())
            return both(own[0], other[1]) + both(own[1], other[0])
        if self.kind == "withdrawal" and "id" in self.body["target"]:
            if not self.related:
                return None
            parties = [(one["organization"], (0, FOREVER))
                       for one in self.related["entry"]["statement"].signers()]
            return [span for one in parties for span in place(who, [one], self.grant or asset)]
        provides = self.kind in ("delivery", "withdrawal")
        return place(who, self._side("provider" if provides else "requester"), self.grant)


