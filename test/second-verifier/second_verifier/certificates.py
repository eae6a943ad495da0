# SPDX-License-Identifier: Apache-2.0
"""Certificates of rights (right.md) and of grants (grant.md): facts at one moment."""

from typing import Any

from .crypto import sha256
from .files import File, Outcome, fact, first, known, told
from .registry import ABOLISHED, ACTIVE, CODED, STEPS, Registry, running
from .storage import FOREVER, Fields, Unknown, hashed, pad

KINDS = {"holding": 1, "use": 2, "operating": 3}
OFFERED, IN_FORCE = 1, 2
SIDES = {"provider": "provider", "recipient": "requester"}


class Certificate(File):
    """A certificate under judgement; `members` names organisations, and may name them in words."""

    def __init__(self, file: dict[str, Any], members: dict[str, str]) -> None:
        super().__init__(file)
        self.time, self.members = file["time"], members
        self.registry = Registry(self.state, self.time)
        self.who = {member: fact(self._organization, file[member]) for member in members}

    def asset(self, asset: bytes) -> Fields:
        """The asset's state; all zero where nobody had registered it."""
        found = self.registry.assets(asset)
        return found[-1] if found and found[-1].time <= self.time else Fields()

    def in_place(self, party: int, subject: bytes) -> int:
        """Who stood in the place of a party at the moment; 0 for nobody."""
        now = self.registry.follow(party, subject, (self.time, self.time + 1)) if party else ()
        return next((who for who, _ in now), 0)

    def _organization(self, number: int) -> tuple[Fields, bytes]:
        """What an organisation was, and the hash of its name; its code is proven with them."""
        standing, _, name = (self.registry.at(f"organizationRegistry.{one}", number)
                             for one in ("standings", "codes", "names"))
        return standing, self.registry.item("organizationRegistry.nameHashes", name.value)

    def judge_integrity(self, certificate: Any, named: Any, scope: Any) -> None:
        """The checks `certificate` to `scope`."""
        self.add("certificate", certificate)
        self.judge_state()
        self.add("times", first, (self.time > self.state.time, "!moment-after-block"))
        for member, words in self.members.items():
            if words in self.file:
                name, who = sha256(self.file[words].encode()), self.who[member]
                self.add("name", lambda: first((who()[1] != name, "!name-differs")))
        self.judge_documents(named, scope)

    def judge_asset(self, asset: Any, run_out: str) -> None:
        """The check `asset`; `run_out` is the code where its registration has run out."""
        self.group = "authorisation"
        states = {0: "!asset-unknown", 1: "!asset-not-coded", 3: "!asset-cancelled"}
        self.add("asset", lambda: states.get(asset().state) or first(
            (self.time >= asset().until, run_out)))

    def judge_organizations(self, suspended: str) -> None:
        """The check `organization`, for each."""
        for who in self.who.values():
            self.add("organization", lambda: first(
                (who()[0].status not in (ACTIVE, ABOLISHED), "!holder-unknown"),
                (who()[0].status == ABOLISHED, "!holder-abolished"),
                (0 < who()[0].suspendedSince <= self.time, suspended)))

    def judge_trust(self, policy: dict[str, Any]) -> None:
        """The checks of all files, and `time`."""
        super().judge_trust(policy)
        self.add("time", told)


class Right(Certificate):
    """One certificate of a right."""

    def __init__(self, file: dict[str, Any]) -> None:
        super().__init__(file, {"organization": "name"})
        self.holding, asset, right = file["kind"] == "holding", file["asset"], file["right"]
        self.asset_state, self.named = fact(self.asset, asset), fact(set)
        self.record = self.right_state = self.sources = fact(Fields)
        if self.holding:
            self.holder = fact(lambda: self.in_place(self.registry.holder(asset), asset))
        else:
            self.record = fact(self._record, right)
            self.right_state = fact(self.registry.at, "rightRegistry.states", right)
            self.sources = fact(self._sources)
            self.holder = fact(lambda: self.in_place(self.record().holder, right))
            if "documents" in file:
                self.named = fact(lambda: {pad(self.registry.word(
                    "rightRegistry.rights", right, plus=i)) for i in (2, 3)})
        self.offer = fact(self.registry.fields, "rightRegistry.transfers", asset)

    def certificate(self) -> Outcome:
        """The check `certificate`: ids are keccak256(abi.encode(…)) with one short text."""
        place = (self.file["chainId"], self.file["contracts"]["rightRegistry"])
        holding, text = b"holding".ljust(32, b"\0"), b"right".ljust(32, b"\0")
        made = hashed(*place, 96, 7, holding) ^ int.from_bytes(self.file["asset"], "big") \
            if self.holding else hashed(*place, 160, self.file["asset"], self.record().serial,
                                        5, text)
        return first((not self.holding and not self.record().kind, None),
                     (pad(made) != self.file["right"], "!right-id-differs"))

    def right(self) -> Outcome:
        """The check `right`."""
        if self.holding:
            return first((self.asset_state().state != CODED, "!right-without-registration"))
        record, state = self.record(), self.right_state().state
        return first((not record.kind, "!right-unknown"),
                     (record.kind != KINDS[self.file["kind"]], "!right-of-other-kind"),
                     (not state, "!right-not-offered"), (state == OFFERED, "!right-not-accepted"),
                     (state != IN_FORCE, "!right-ended")) or first((not all(
                         state.state == IN_FORCE and source["from"] <= self.time < state.until
                         for source, state in self.sources()), "!source-not-in-force"))

    def term(self) -> Outcome:
        """The check `term`."""
        until = (self.asset_state if self.holding else self.right_state)().until
        return first((self.time < self.record().get("from", 0), "!term-not-begun"),
                     (self.time >= until, "!term-over")) if until else None

    def _record(self, right: bytes) -> Fields:
        return self.registry.fields("rightRegistry.rights", right, words=(0, 1, 4))

    def _sources(self) -> list[tuple[Fields, Fields]]:
        """The rights from which it derives, each with its state."""
        found: list[tuple[Fields, Fields]] = []
        record = self.record()
        while record.parent:
            if len(found) == STEPS:
                raise Unknown("state-unusable")
            right, record = pad(record.parent), self._record(pad(record.parent))
            found.append((record, self.registry.at("rightRegistry.states", right)))
        return found


class Grant(Certificate):
    """One certificate of a grant."""

    def __init__(self, file: dict[str, Any]) -> None:
        super().__init__(file, {side: f"{side}Name" for side in SIDES})
        grant, of = file["grant"], self.registry
        self.requested = fact(of.requested, grant)
        self.asset_state = fact(lambda: self.asset(self.requested()))
        self.request = fact(of.request, grant)
        self.states = fact(Registry(self.state, -1, FOREVER).trace, "sharingRegistry.states", grant)
        self.named = fact(lambda: [
            (of.scope(grant, one.scope), of.item("sharingRegistry.logs", one.log))
            for one in self.states()])
        self.sources = fact(lambda: [self._source(above) for above in of.above(grant)])
        self.sides = {side: fact(lambda: self.in_place(self.request()[party], grant))
                      for side, party in SIDES.items()}
        self.delivery = fact(self._delivery, "deliveryRegistry.deliveries", grant)

    def now(self) -> list[Fields]:
        """Its states up to the moment."""
        return [one for one in self.states() if one.time <= self.time]

    def given(self, place: int) -> bytes | None:
        """Scope (0) or log (1) at the moment; None where nothing was given yet."""
        named = self.named()
        return named[len(self.now()) - 1][place] if self.now() else None

    def certificate(self) -> Outcome:
        """The check `certificate`."""
        same = (self.requested(), self.request().purpose) == (
            self.file["asset"], self.file["purpose"])
        return first((not self.request().provider, None), (not same, "!grant-differs"))

    def grant(self) -> Outcome:
        """The check `grant`: why it did not run at the moment ("Grants")."""
        request, state = self.request(), [Fields(), *self.now()][-1]
        return first((not request.provider, "!grant-unknown"),
                     (state.state not in (1, 2), "!grant-not-given"),
                     (self.time < request["from"], "!grant-not-begun"),
                     (self._runs(request, state), ""),
                     (self.time < state.until, "!grant-suspended"),
                     (state.state == 2 and state.reason, "!grant-ended"), (True, "!grant-expired"))

    def judge_told(self) -> None:
        """Lines that accuse nobody (15 to 20): ok if the proof is there."""
        if known(self.requested) == bytes(32):
            return
        for name in ("answer", "history"):
            self.add(name, lambda: "" if self.states() else None)
        self.add("delivery", told, self.delivery)
        self.add("receipt", self._receipt)
        self.add("rectification", lambda: "" if self.request().rectifyBy else None)
        self.add("disposal", lambda: "" if self.states() else None)

    def _receipt(self) -> Outcome:
        delivery = known(self.delivery, "state-missing")
        return "" if delivery and delivery.anchoredAt else None

    def _runs(self, request: Fields, state: Fields) -> bool:
        return any(low <= self.time < high for low, high in running([state], request["from"]))

    def _source(self, above: bytes) -> bool:
        """Whether a grant above ran at the moment."""
        state = self.registry.at("sharingRegistry.states", above)
        self.registry.requested(above)
        request = self.registry.request(above)
        return bool(request.provider) and self._runs(request, state)

    def _delivery(self, where: str, grant: bytes) -> Fields:
        made = self.registry.fields(where, grant, words=(0, 1))
        return self.registry.fields(where, grant, words=(0, 1, 2)) if made.result else made


def verify_right(file: dict[str, Any], policy: dict[str, Any], _data: Any) -> File:
    """Judge a certificate of a right that was read."""
    one = Right(file)
    one.judge_integrity(one.certificate, one.named, bytes)
    one.judge_asset(one.asset_state, "asset-run-out")
    one.add("registration", lambda: first((
        not one.asset_state().registrar, "!registration-unnumbered")))
    one.add("right", one.right)
    one.add("term", one.term)
    one.add("holder", lambda: first((not one.holder(), "!holder-none"),
                                    (one.holder() != file["organization"], "!holder-differs")))
    one.judge_organizations("holder-suspended")
    one.add("freeze", lambda: "asset-frozen" if one.asset_state().frozen else "asset-free")
    one.add("offer", lambda: "offer-open" if one.offer().to else "offer-none")
    one.judge_trust(policy)
    return one


def verify_grant(file: dict[str, Any], policy: dict[str, Any], _data: Any) -> File:
    """Judge a certificate of a grant that was read."""
    one = Grant(file)
    add = one.add
    one.judge_integrity(one.certificate, set, lambda: one.given(0))
    if "origin" in file:
        log = sha256(file["origin"].encode())
        add("origin", lambda: first((one.given(1) != log, "!origin-differs")))
    one.judge_asset(one.asset_state, "!asset-expired")
    add("grant", one.grant)
    sources = known(one.sources)
    for i in range(1 if sources is None else len(sources)):
        add("source", lambda: first((not one.sources()[i], "!source-not-granted")))
    add("coverage", lambda: None if one.given(0) is None else "")
    add("log", lambda: first((one.given(1) is None, None),
                             (one.given(1) == bytes(32), "!log-none")))
    for side, stood in one.sides.items():
        add(side, lambda: first((not stood(), "!side-none"),
                                (stood() != file[side], "!side-differs")))
    one.judge_organizations("side-suspended")
    add("use", lambda: "" if one.request().provider else None)
    one.judge_told()
    one.judge_trust(policy)
    return one
