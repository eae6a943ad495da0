# SPDX-License-Identifier: Apache-2.0
"""Certificates of grants (grant.md)."""

from typing import Any

from .files import DOCUMENTS, SCOPE, file_shape, judge_documents, open_state, state_of
from .hashes import sha256
from .policy import judge_contracts, judge_seals
from .right import Moment, judge_asset
from .shapes import Optional, b32, text, time48, u32
from .state import FOREVER, Element, Fields, Registry, Unusable, fields
from .verdict import AUTHORISATION, INTEGRITY, TRUST, Outcome, Verdict, failed

CONTRACTS = ("organizationRegistry", "assetRegistry", "sharingRegistry", "deliveryRegistry")
NAME = Optional(text(1, 200))
GRANT = file_shape(
    "grant", CONTRACTS, grant=b32, asset=b32, provider=u32, recipient=u32, purpose=u32, time=time48,
    providerName=NAME, recipientName=NAME, origin=Optional(text(1, 255)), scope=Optional(SCOPE),
    documents=Optional(DOCUMENTS))
SIDES = (("provider", "provider"), ("recipient", "requester"))


class Grant:
    """One certificate under judgement."""

    def __init__(self, file: dict[str, Any]) -> None:
        self.file, self.state, self.time = file, open_state(file), file["time"]
        self.grant = file["grant"]
        self.moment = Moment(self.state, self.time)
        self.facts, self.registry = self.moment.facts, self.moment.registry
        learn = self.facts.learn
        for name in CONTRACTS:
            learn(f"code {name}", lambda name=name: self.state.code_hash(name))
        learn("requested", lambda: self.registry.requested(self.grant))
        learn("asset", lambda: self.moment.asset(self.facts["requested"]))
        learn("request", lambda: self.registry.request(self.grant))
        learn("states", self._states)
        learn("named", lambda: [(self.registry.scope(self.grant, state.scope),
                                 self.registry.log_id(state.log))
                                for _, state in self.facts["states"]])
        learn("sources", self._sources)
        for side, party in SIDES:
            learn(side, lambda party=party: self.moment.in_place(
                self.facts["request"][party], self.grant))
            self.moment.learn_organization(f"{side} organization", file[side])
        learn("delivery", self._delivery)

    def _delivery(self) -> tuple[Fields, Fields]:
        words = [self.registry.word("deliveryRegistry", 0, self.grant, plus=i) for i in (0, 1)]
        made = fields("stored", words[0]), fields("stored1", words[1])
        if made[1].result:
            self.registry.word("deliveryRegistry", 0, self.grant, plus=2)
        return made

    def _states(self) -> list[tuple[Element, Fields]]:
        return Registry(self.state, -1, FOREVER).grants(self.grant)

    def _sources(self) -> list[tuple[Fields, Fields]]:
        found = []
        for above in self.registry.above(self.grant, self.facts["request"]):
            states = self.registry.grants(above)
            self.registry.requested(above)
            found.append((self.registry.request(above),
                          states[-1][1] if states else fields("grant", 0)))
        return found

    def now(self) -> int:
        """The place, among its states, of the one that holds at the moment; -1 for none."""
        return sum(one.time <= self.time for one, _ in self.facts["states"]) - 1

    def given(self) -> tuple[bytes, bytes] | None:
        """Scope and log at the moment."""
        return self.facts["named"][self.now()] if self.now() >= 0 else None


def verify(file: dict[str, Any], policy: dict[str, Any], _data: Any) -> Verdict:
    """Judge a certificate of a grant that was read."""
    one, verdict = Grant(file), Verdict()
    _integrity(one, verdict)
    _authorisation(one, verdict)
    judge_contracts(verdict, policy, file, one.state)
    judge_seals(verdict, policy, file, "block-unsealed")
    verdict.judge(TRUST, "time", lambda: "block-dated")
    return verdict


def _integrity(one: Grant, verdict: Verdict) -> None:
    file, facts = one.file, one.facts

    def certificate() -> Outcome | None:
        asset, request = facts["requested"], facts["request"]
        if not request.provider:
            return None
        return "grant-as-recorded" if (asset, request.purpose) == (file["asset"], file["purpose"]) \
            else failed("grant-differs")

    def origin() -> Outcome:
        given = one.given()
        same = given and given[1] == sha256(file["origin"].encode())
        return "origin-matches" if same else failed("origin-differs")
    verdict.judge(INTEGRITY, "format", lambda: "well-formed")
    verdict.judge(INTEGRITY, "certificate", certificate)
    verdict.judge(INTEGRITY, "state", lambda: state_of(file, one.state, None))
    verdict.judge(INTEGRITY, "times", lambda: "moment-covered" if one.time <= one.state.time
                  else failed("moment-after-block"))
    for side, _ in SIDES:
        one.moment.judge_name(verdict, file.get(f"{side}Name"), f"{side} organization")
    judge_documents(verdict, file, set, lambda: (one.given() or (b"",))[0])
    if "origin" in file:
        verdict.judge(INTEGRITY, "origin", origin)


def _authorisation(one: Grant, verdict: Verdict) -> None:
    facts, time = one.facts, one.time

    def add(name: str, judge: Any) -> None:
        verdict.judge(AUTHORISATION, name, judge)
    add("asset", lambda: judge_asset(facts["asset"], time, None))
    add("grant", lambda: _grant(one))
    sources = facts.known["sources"]
    for i in range(len(sources) if isinstance(sources, list) else 1):
        add("source", lambda i=i: "source-granted" if runs(*facts["sources"][i], time) is None
            else failed("source-not-granted"))
    add("coverage", lambda: one.given() and "scope-granted")
    add("log", lambda: one.given() and (
        "log-of-grant" if any(one.given()[1]) else failed("log-none")))  # type: ignore[index]
    for side, _ in SIDES:
        add(side, lambda side=side: _side(one, side))
    for side, _ in SIDES:
        one.moment.judge_organization(verdict, f"{side} organization", "side-suspended")
    add("use", lambda: "use-granted" if facts["request"].provider else None)
    _told(one, verdict)


def runs(request: Fields, state: Fields, time: int) -> str | None:
    """Why a grant did not run at the moment; None where it ran ("Grants" of storage.md)."""
    if not request.provider:
        return "grant-unknown"
    if state.state not in (1, 2):
        return "grant-not-given"
    if time < request.start:
        return "grant-not-begun"
    if state.suspended and state.suspended <= time and (
            not state.resumed or time < state.resumed) and time < state.until:
        return "grant-suspended"
    if time < state.until:
        return None
    return "grant-ended" if state.state == 2 and state.reason else "grant-expired"


def _grant(one: Grant) -> Outcome:
    states, now = one.facts["states"], one.now()
    state = states[now][1] if now >= 0 else fields("grant", 0)
    code = runs(one.facts["request"], state, one.time)
    return failed(code) if code else "grant-in-force"


def _side(one: Grant, side: str) -> Outcome:
    if not one.facts[side]:
        return failed("side-none")
    return "side-proven" if one.facts[side] == one.file[side] else failed("side-differs")


def _told(one: Grant, verdict: Verdict) -> None:
    """Lines that accuse nobody (16 to 20): one each, ok if the proof is there."""
    facts = one.facts

    def add(name: str, judge: Any) -> None:
        verdict.judge(AUTHORISATION, name, judge)

    def receipt() -> Outcome | None:
        return {1: "receipt-accepted", 2: "receipt-mismatch"}.get(
            facts["delivery"][1].result, "receipt-none")
    if facts.known["requested"] == bytes(32):
        return
    add("answer", lambda: "answered" if facts["states"] else None)
    add("history", lambda: "history-given" if facts["states"] else None)
    add("delivery", lambda: "delivery-recorded" if facts["delivery"][0].anchored
        else "delivery-none")
    recorded = facts.known["delivery"]
    if isinstance(recorded, Unusable) or (isinstance(recorded, tuple) and recorded[0].anchored):
        add("receipt", receipt)
    add("rectification", lambda: "rectification-ordered" if facts["request"].rectify_by else None)
    add("disposal", lambda: {6: "disposal-due", 7: "disposed"}.get(
        facts["request"].status, "disposal-not-due") if facts["states"] else None)
