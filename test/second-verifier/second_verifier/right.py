# SPDX-License-Identifier: Apache-2.0
"""Certificates of rights (right.md)."""

from typing import Any

from .files import (DOCUMENTS, Facts, file_shape, judge_documents, open_state, state_of)
from .hashes import keccak, sha256
from .policy import judge_contracts, judge_seals
from .shapes import Optional, b32, text, time48, u32, word
from .state import Fields, Registry, State, Unusable, fields, keyed_list, pad
from .verdict import AUTHORISATION, INTEGRITY, TRUST, Outcome, Verdict, failed

KINDS = {"holding": 1, "use": 2, "operating": 3}
CONTRACTS = ("organizationRegistry", "assetRegistry", "rightRegistry")
RIGHT = file_shape("right", CONTRACTS, asset=b32, right=b32, kind=word(*KINDS), organization=u32,
                   name=Optional(text(1, 200)), time=time48, documents=Optional(DOCUMENTS))


def abi(*values: int | bytes | str) -> bytes:
    """keccak-256 of abi.encode of words and one short text."""
    head, tail = b"", b""
    for value in values:
        if isinstance(value, str):
            head += pad(32 * len(values))
            tail = pad(len(value)) + value.encode().ljust(32, b"\0")
        else:
            head += pad(value)
    return keccak(head, tail)


class Moment:
    """Facts about organisations and an asset at one moment, which all certificates tell."""

    def __init__(self, state: State, time: int) -> None:
        self.state, self.time, self.facts = state, time, Facts()
        self.registry = Registry(state, time, time)

    def learn_organization(self, name: str, number: int) -> None:
        """Standing, code and name of an organisation."""
        self.facts.learn(name, lambda: self._organization(number))

    def learn_side(self, name: str, party: int, subject: bytes) -> None:
        """Who stood in the place of a party."""
        self.facts.learn(name, lambda: self.in_place(party, subject))

    def in_place(self, party: int, subject: bytes) -> int:
        """Who stood in the place of a party at the moment; 0 for nobody."""
        found = list(self.registry.stands_for(party, subject, self.time, self.time + 1)) \
            if party else []
        return found[0][0] if found else 0

    def _organization(self, number: int) -> tuple[Fields, bytes]:
        registry = self.registry
        standing = fields("standing", self._at("organizationRegistry", 1, number))
        self._at("organizationRegistry", 3, number)
        place = self._at("organizationRegistry", 4, number)
        word_ = self.state.word("organizationRegistry", (keyed_list(5) + place - 1) % 2**256) \
            if place else 0
        del registry
        return standing, pad(word_)

    def _at(self, contract: str, slot: int, *keys: int | bytes) -> int:
        found = self.registry.trace(contract, slot, *keys)
        return found[-1].value if found else 0

    def asset(self, asset: bytes) -> Fields:
        """The asset's state; all zero where nobody registered it."""
        found = self.registry.assets(asset)
        return found[-1][1] if found and found[-1][0].time <= self.time else fields("asset", 0)

    def judge_name(self, verdict: Verdict, name: str | None, fact: str) -> None:
        """The check `name`."""
        if name is not None:
            verdict.judge(INTEGRITY, "name", lambda: "name-matches" if sha256(name.encode())
                          == self.facts[fact][1] else failed("name-differs"))

    def judge_organization(self, verdict: Verdict, fact: str, suspended: str) -> None:
        """The check `organization`."""
        def judge() -> Outcome:
            standing, _ = self.facts[fact]
            if standing.status not in (1, 3):
                return failed("holder-unknown")
            if standing.status == 3:
                return failed("holder-abolished")
            return suspended if 0 < standing.suspended <= self.time else "holder-active"
        verdict.judge(AUTHORISATION, "organization", judge)


class Right:
    """One certificate under judgement."""

    def __init__(self, file: dict[str, Any]) -> None:
        self.file, self.state, self.time = file, open_state(file), file["time"]
        self.moment = Moment(self.state, self.time)
        self.facts, self.registry = self.moment.facts, self.moment.registry
        self.holding, learn = file["kind"] == "holding", self.facts.learn
        asset, right = file["asset"], file["right"]
        for name in CONTRACTS:
            learn(f"code {name}", lambda name=name: self.state.code_hash(name))
        learn("asset", lambda: self.moment.asset(asset))
        if not self.holding:
            learn("record", lambda: self.record(right))
            learn("right", lambda: self.right_state(right))
            learn("sources", self._sources)
            if "documents" in file:
                learn("named", self._named)
        learn("holder", self._holder)
        self.moment.learn_organization("organization", file["organization"])
        learn("offer", lambda: self.registry.word("rightRegistry", 3, asset))

    def record(self, right: bytes) -> Fields:
        """What `rights` holds of a right."""
        asset, parent, last = (self.registry.word("rightRegistry", 0, right, plus=i)
                               for i in (0, 1, 4))
        return Fields({**fields("right4", last), "asset": asset, "parent": parent})

    def _named(self) -> set[bytes]:
        return {pad(self.registry.word("rightRegistry", 0, self.file["right"], plus=i))
                for i in (2, 3)}

    def right_state(self, right: bytes) -> Fields:
        """The state of a right at the moment."""
        found = self.registry.trace("rightRegistry", 1, right)
        return fields("rightState", found[-1].value if found else 0)

    def _sources(self) -> list[tuple[Fields, Fields]]:
        found: list[tuple[Fields, Fields]] = []
        parent = self.facts["record"].parent
        while parent:
            if len(found) == 8:
                raise Unusable
            record = self.record(pad(parent))
            found.append((record, self.right_state(pad(parent))))
            parent = record.parent
        return found

    def _holder(self) -> int:
        if not self.holding:
            return self.moment.in_place(self.facts["record"].holder, self.file["right"])
        held = [number for number, (start, end) in self.registry.holders(self.file["asset"])
                if start <= self.time < end]
        return self.moment.in_place(held[-1] if held else 0, self.file["asset"])


def verify(file: dict[str, Any], policy: dict[str, Any], _data: Any) -> Verdict:
    """Judge a certificate of a right that was read."""
    one, verdict = Right(file), Verdict()
    facts, time = one.facts, file["time"]
    verdict.judge(INTEGRITY, "format", lambda: "well-formed")
    verdict.judge(INTEGRITY, "certificate", lambda: _certificate(one))
    verdict.judge(INTEGRITY, "state", lambda: state_of(file, one.state, None))
    verdict.judge(INTEGRITY, "times", lambda: "moment-covered" if time <= one.state.time
                  else failed("moment-after-block"))
    one.moment.judge_name(verdict, file.get("name"), "organization")
    judge_documents(verdict, file, lambda: facts["named"] or set(), lambda: b"")

    def add(name: str, judge: Any) -> None:
        verdict.judge(AUTHORISATION, name, judge)
    add("asset", lambda: judge_asset(facts["asset"], time, "asset-run-out"))
    add("registration", lambda: "registration-numbered" if facts["asset"].registrar
        else failed("registration-unnumbered"))
    add("right", lambda: _right(one))
    add("term", lambda: _term(one))
    add("holder", lambda: _holder(one))
    one.moment.judge_organization(verdict, "organization", "holder-suspended")
    add("freeze", lambda: "asset-frozen" if facts["asset"].frozen else "asset-free")
    add("offer", lambda: "offer-open" if facts["offer"] & 2**32 - 1 else "offer-none")
    judge_contracts(verdict, policy, file, one.state)
    judge_seals(verdict, policy, file, "block-unsealed")
    verdict.judge(TRUST, "time", lambda: "block-dated")
    return verdict


def _certificate(one: Right) -> Outcome | None:
    file = one.file
    place = (file["chainId"], file["contracts"]["rightRegistry"])
    if one.holding:
        mask = int.from_bytes(abi(*place, "holding"), "big")
        made = pad(int.from_bytes(file["asset"], "big") ^ mask)
    elif one.facts["record"].kind:
        made = abi(*place, "right", file["asset"], one.facts["record"].serial)
    else:
        return None
    return "certificate-consistent" if made == file["right"] else failed("right-id-differs")


def judge_asset(asset: Fields, time: int, run_out: str | None) -> Outcome:
    """The check `asset` of a certificate; `run_out` is ok where a registration may have run out."""
    if asset.state != 2:
        return failed(["asset-unknown", "asset-not-coded", "", "asset-cancelled"][asset.state & 3])
    if time >= asset.until:
        return run_out or failed("asset-expired")
    return "asset-coded"


def _right(one: Right) -> Outcome:
    if one.holding:
        return "right-in-force" if one.facts["asset"].state == 2 \
            else failed("right-without-registration")
    record, state = one.facts["record"], one.facts["right"].state
    if not record.kind:
        return failed("right-unknown")
    if record.kind != KINDS[one.file["kind"]]:
        return failed("right-of-other-kind")
    if state != 2:
        return failed({0: "right-not-offered", 1: "right-not-accepted"}.get(state, "right-ended"))
    runs = all(state.state == 2 and source.start <= one.time < state.until
               for source, state in one.facts["sources"])
    return "right-in-force" if runs else failed("source-not-in-force")


def _term(one: Right) -> Outcome | None:
    until = one.facts["asset" if one.holding else "right"].until
    if not until:
        return None
    start = 0 if one.holding else one.facts["record"].start
    if one.time < start:
        return failed("term-not-begun")
    ok = "term-of-registration" if one.holding else "term-running"
    return ok if one.time < until else failed("term-over")


def _holder(one: Right) -> Outcome:
    if not one.facts["holder"]:
        return failed("holder-none")
    return "holder-proven" if one.facts["holder"] == one.file["organization"] \
        else failed("holder-differs")
