# SPDX-License-Identifier: Apache-2.0
"""Certificates of grants (grant.md)."""

from typing import Any

from .files import file_shape
from .hashes import sha256
from .moment import Moment
from .registry import Registry
from .shapes import text
from .state import FOREVER, Fields, Missing
from .verdict import Outcome, Verdict, fact, first, known

CONTRACTS = ("organizationRegistry", "assetRegistry", "sharingRegistry", "deliveryRegistry")
GRANT = file_shape(
    "grant", CONTRACTS, "grant b32, asset b32, provider u32, recipient u32, purpose u32, time time,"
    "providerName? name, recipientName? name, origin? origin, scope? scope, documents? documents",
    name=text(1, 200), origin=text(1, 255))
SIDES = {"provider": "provider", "recipient": "requester"}


class Grant(Moment):
    """One certificate under judgement."""

    def __init__(self, file: dict[str, Any]) -> None:
        super().__init__(file)
        grant, registry = file["grant"], self.registry
        self.requested = fact(registry.requested, grant)
        self.asset_state = fact(lambda: self.asset(self.requested()))
        self.request = fact(registry.request, grant)
        self.states = fact(Registry(self.state, -1, FOREVER).grants, grant)
        self.named = fact(lambda: [(registry.scope(grant, one.scope), registry.log_id(one))
                                   for one in self.states()])
        self.sources = fact(lambda: [self._source(above) for above in registry.above(grant)])
        self.sides = {side: fact(lambda: self.in_place(self.request()[party], grant))
                      for side, party in SIDES.items()}
        self.who = {side: fact(self.organization, file[side]) for side in SIDES}
        self.delivery = fact(self._delivery)

    def now(self) -> int:
        """The place, among its states, of the one that holds at the moment; -1 for none."""
        return sum(one.time <= self.time for one in self.states()) - 1

    def given(self) -> tuple[bytes, bytes] | None:
        """Scope and log at the moment."""
        named = self.named()
        return named[self.now()] if self.now() >= 0 else None

    def fault(self, request: Fields, state: Fields) -> str:
        """Why a grant did not run at the moment; nothing where it ran ("Grants")."""
        time, ended = self.time, state.state == 2 and state.reason
        return first("", (not request.provider, "!grant-unknown"),
                     (state.state not in (1, 2), "!grant-not-given"),
                     (time < request["from"], "!grant-not-begun"),
                     (0 < state.suspended <= time < state.until
                      and not 0 < state.resumed <= time, "!grant-suspended"),
                     (time >= state.until, "!grant-ended" if ended else "!grant-expired"))

    def judge_sources(self) -> None:
        """The lines of `source`."""
        sources = known(self.sources)
        for i in range(1 if sources is None else len(sources)):
            self.verdict.authorisation("source", lambda: first(
                "source-granted", (self.fault(*self.sources()[i]), "!source-not-granted")))

    def judge_told(self) -> None:
        """Lines that accuse nobody (16 to 20): one each, ok if the proof is there."""
        add = self.verdict.authorisation
        if known(self.requested) == bytes(32):
            return
        add("answer", lambda: self.states() and "answered")
        add("history", lambda: self.states() and "history-given")
        add("delivery", lambda: first("delivery-none",
                                      (self.delivery().anchoredAt, "delivery-recorded")))
        add("receipt", self.receipt)
        add("rectification", lambda: self.request().rectifyBy and "rectification-ordered")
        add("disposal", lambda: self.states() and {6: "disposal-due", 7: "disposed"}.get(
            self.request().status, "disposal-not-due"))

    def receipt(self) -> Outcome:
        """The check `receipt`."""
        delivery = known(self.delivery, Missing)
        return {1: "receipt-accepted", 2: "receipt-mismatch"}.get(
            delivery.result, "receipt-none") if delivery and delivery.anchoredAt else None

    def _source(self, above: bytes) -> tuple[Fields, Fields]:
        state = self.registry.at("sharingRegistry.states", above)
        self.registry.requested(above)
        return self.registry.request(above), state

    def _delivery(self) -> Fields:
        where, grant = "deliveryRegistry.deliveries", self.file["grant"]
        made = self.registry.fields(where, grant, words=(0, 1))
        _ = made.result and self.registry.word(where, grant, plus=2)
        return made


def verify(file: dict[str, Any], policy: dict[str, Any], _data: Any) -> Verdict:
    """Judge a certificate of a grant that was read."""
    one = Grant(file)
    add = one.verdict.authorisation

    def certificate() -> Outcome:
        asset, request = one.requested(), one.request()
        same = (asset, request.purpose) == (file["asset"], file["purpose"])
        return first("!grant-differs", (same, "grant-as-recorded")) if request.provider else None

    def origin() -> str:
        given = one.given()
        same = given and given[1] == sha256(file["origin"].encode())
        return "origin-matches" if same else "!origin-differs"

    def in_force() -> str:
        states, now = one.states(), one.now()
        fault = one.fault(one.request(), states[now] if now >= 0 else Fields())
        return fault or "grant-in-force"

    def log() -> Outcome:
        given = one.given()
        return given and first("!log-none", (any(given[1]), "log-of-grant"))
    names = [(file.get(f"{side}Name"), one.who[side]) for side in SIDES]
    one.judge_integrity(certificate, names, set, lambda: (one.given() or (b"",))[0])
    if "origin" in file:
        one.verdict.integrity("origin", origin)
    one.judge_asset(one.asset_state, "!asset-expired")
    add("grant", in_force)
    one.judge_sources()
    add("coverage", lambda: one.given() and "scope-granted")
    add("log", log)
    for side, stood in one.sides.items():
        add(side, lambda: first("side-proven", (not stood(), "!side-none"),
                                (stood() != file[side], "!side-differs")))
    for side in SIDES:
        one.judge_organization(one.who[side], "side-suspended")
    add("use", lambda: one.request().provider and "use-granted")
    one.judge_told()
    return one.judge_trust(policy)
