# SPDX-License-Identifier: Apache-2.0
"""Certificates of rights (right.md) and of grants (grant.md): facts at one moment."""

from typing import Any

from .crypto import sha256
from .files import File, fact, known
from .registry import ABOLISHED, ACTIVE, CODED, STEPS, Registry, running
from .storage import FOREVER, Fields, Unknown, hashed, pad

KINDS, OFFERED, IN_FORCE = {"use": 2, "operating": 3}, 1, 2
SIDES = {"provider": "provider", "recipient": "requester"}
RIGHTS, GRANTS, LOGS = "rightRegistry.states", "sharingRegistry.states", "sharingRegistry.logs"

class Certificate(File):
    """A certificate under judgement; `members` names organisations, and may name them in words."""

    documented, scope = set, bytes  # what the chain names

    def __init__(self, file: dict[str, Any], members: dict[str, str]) -> None:
        super().__init__(file)
        self.time, self.members, self.of = file["time"], members, Registry(self.state, file["time"])
        self.who = {member: fact(self._organization, file[member]) for member in members}

    def asset(self, asset: bytes) -> Fields:
        """The asset's state; all zero where nobody had registered it."""
        found = self.of.assets(asset)
        return found[-1] if found and found[-1].time <= self.time else Fields()

    def in_place(self, party: int, subject: bytes) -> int:
        """Who stood in the place of a party at the moment; 0 for nobody."""
        now = self.of.follow(party, subject, (self.time, self.time + 1)) if party else ()
        return next((who for who, _ in now), 0)

    def _organization(self, number: int) -> tuple[Fields, bytes]:
        """What an organisation was, and the hash of its name; its code is proven with them."""
        standing, _, name = (self.of.at(f"organizationRegistry.{one}", number)
                             for one in ("standings", "codes", "names"))
        return standing, self.of.item("organizationRegistry.nameHashes", name.value)

    def judge_integrity(self, _data: Any) -> None:
        """The checks `certificate` to `items`."""
        self.add("certificate", self.certificate)
        self.judge_state()
        self.add("times", lambda: self.time > self.state.time and "!moment-after-block")
        for member, words in self.members.items():
            if words in self.file:
                name = sha256(self.file[words].encode())
                self.add("name", lambda: self.who[member]()[1] != name and "!name-differs")
        self.judge_documents(self.documented, self.scope)

    def judge_asset(self, run_out: str) -> None:
        """The check `asset`; `run_out` is the code where its registration has run out."""
        states = {0: "!asset-unknown", 1: "!asset-not-coded", 3: "!asset-cancelled"}
        self.add("asset", lambda: states.get(self.asset_state().state)
                 or self.time >= self.asset_state().until and run_out)

    def judge_organizations(self, suspended: str) -> None:
        """The check `organization`, for each."""
        for who in self.who.values():
            self.add("organization", lambda: who()[0].status == ABOLISHED and "!holder-abolished"
                or who()[0].status != ACTIVE and "!holder-unknown"
                or 0 < who()[0].suspendedSince <= self.time and suspended)

    def judge_trust(self, policy: dict[str, Any]) -> None:
        """The checks of all files, and `time`."""
        super().judge_trust(policy)
        self.add("time", bool)

class Right(Certificate):
    """One certificate of a right."""

    def __init__(self, file: dict[str, Any]) -> None:
        super().__init__(file, {"organization": "name"})
        self.holding, of = file["kind"] == "holding", self.of
        asset, right = file["asset"], file["right"]
        self.asset_state = fact(self.asset, asset)
        self.record = self.right_state = self.sources = fact(Fields)
        if self.holding:
            self.holder = fact(lambda: self.in_place(of.holder(asset), asset))
        else:
            self.record, self.sources = fact(self._record, right), fact(self._sources, right)
            self.right_state = fact(of.at, RIGHTS, right)
            self.holder = fact(lambda: self.in_place(self.record().holder, right))
            if "documents" in file:
                self.documented = fact(lambda: {
                    pad(of.word("rightRegistry.rights", right, plus=i)) for i in (2, 3)})
        self.offer = fact(of.fields, "rightRegistry.transfers", asset)

    def judge_authorisation(self) -> None:
        """The checks `asset` to `offer`."""
        self.judge_asset("asset-run-out")
        self.add("registration", lambda: self.asset_state().registrar or "!registration-unnumbered")
        self.add("right", self._right)
        self.add("term", self._term)
        self.add("holder", lambda: not self.holder() and "!holder-none"
                 or self.holder() != self.file["organization"] and "!holder-differs")
        self.judge_organizations("holder-suspended")
        self.add("freeze", lambda: "asset-frozen" if self.asset_state().frozen else "asset-free")
        self.add("offer", lambda: "offer-open" if self.offer().to else "offer-none")

    def certificate(self) -> Any:
        """The check `certificate`: ids are keccak256(abi.encode(…)) with one short text."""
        asset, record = self.file["asset"], self.record()
        if not self.holding and not record.kind:
            return None
        place = (self.file["chainId"], self.file["contracts"]["rightRegistry"])
        made = hashed(*place, 96, 7, b"holding".ljust(32, b"\0")) ^ int.from_bytes(asset, "big") \
            if self.holding else hashed(*place, 160, asset, record.serial, 5,
                                        b"right".ljust(32, b"\0"))
        return pad(made) != self.file["right"] and "!right-id-differs"

    def _right(self) -> Any:
        if self.holding:
            return self.asset_state().state != CODED and "!right-without-registration"
        record, state = self.record(), self.right_state().state
        return not record.kind and "!right-unknown" \
            or record.kind != KINDS[self.file["kind"]] and "!right-of-other-kind" \
            or not state and "!right-not-offered" or state == OFFERED and "!right-not-accepted" \
            or state != IN_FORCE and "!right-ended" \
            or not all(above.state == IN_FORCE and source["from"] <= self.time < above.until
                       for source, above in self.sources()) and "!source-not-in-force"

    def _term(self) -> Any:
        until = (self.asset_state if self.holding else self.right_state)().until
        return (self.time < self.record().get("from", 0) and "!term-not-begun"
                or self.time >= until and "!term-over") if until else None

    def _record(self, right: bytes) -> Fields:
        return self.of.fields("rightRegistry.rights", right, words=(0, 1, 4))

    def _sources(self, right: bytes) -> list[tuple[Fields, Fields]]:
        """The rights from which it derives, each with its state."""
        found: list[tuple[Fields, Fields]] = []
        while parent := self._record(right).parent:
            if len(found) == STEPS:
                raise Unknown("state-unusable")
            right = pad(parent)
            found.append((self._record(right), self.of.at(RIGHTS, right)))
        return found

class Grant(Certificate):
    """One certificate of a grant."""

    def __init__(self, file: dict[str, Any]) -> None:
        super().__init__(file, {side: f"{side}Name" for side in SIDES})
        grant, of = file["grant"], self.of
        self.requested = fact(of.requested, grant)
        self.asset_state = fact(lambda: self.asset(self.requested()))
        self.request = fact(of.request, grant)
        self.states = fact(Registry(self.state, -1, FOREVER).trace, GRANTS, grant)
        self.named = fact(lambda: [(of.scope(grant, one.scope), of.item(LOGS, one.log))
                                   for one in self.states()])
        self.sources = fact(lambda: [self._source(above) for above in of.above(grant)])
        self.sides = {side: fact(lambda: self.in_place(self.request()[party], grant))
                      for side, party in SIDES.items()}
        self.delivery = fact(self._delivery, "deliveryRegistry.deliveries", grant)
        self.scope = lambda: self.given()[0]

    def now(self) -> list[Fields]:
        """Its states up to the moment."""
        return [one for one in self.states() if one.time <= self.time]

    def given(self) -> tuple[bytes | None, bytes | None]:
        """Scope and log at the moment; None where nothing was given yet."""
        return [(None, None), *self.named()][len(self.now())]

    def judge_integrity(self, data: Any) -> None:
        """The checks of all certificates, and `origin`."""
        super().judge_integrity(data)
        if "origin" in self.file:
            log = sha256(self.file["origin"].encode())
            self.add("origin", lambda: self.given()[1] != log and "!origin-differs")

    def judge_authorisation(self) -> None:
        """The checks `asset` to `disposal`; of some is told only that they can be known."""
        add = self.add
        self.judge_asset("!asset-expired")
        add("grant", self._grant)
        for i in range(1 if (found := known(self.sources)) is None else len(found)):
            add("source", lambda: not self.sources()[i] and "!source-not-granted")
        add("coverage", self.scope)
        add("log", lambda: self.given()[1] and self.given()[1] == bytes(32) and "!log-none")
        for side, stood in self.sides.items():
            add(side, lambda: not stood() and "!side-none"
                or stood() != self.file[side] and "!side-differs")
        self.judge_organizations("side-suspended")
        add("use", lambda: self.request().provider or None)
        if known(self.requested) != bytes(32):
            add("answer", lambda: self.states() or None)
            add("history", lambda: self.states() or None)
            add("delivery", self.delivery)
            add("receipt", lambda: (
                known(self.delivery, "state-missing") or Fields()).anchoredAt or None)
            add("rectification", lambda: self.request().rectifyBy or None)
            add("disposal", lambda: self.states() or None)

    def certificate(self) -> Any:
        """The check `certificate`."""
        asset, request = self.requested(), self.request()
        same = (asset, request.purpose) == (self.file["asset"], self.file["purpose"])
        return (not same and "!grant-differs") if request.provider else None

    def _grant(self) -> Any:
        """Why it did not run at the moment ("Grants")."""
        request, state = self.request(), [Fields(), *self.now()][-1]
        if self._runs(request, state):
            return ""
        return not request.provider and "!grant-unknown" \
            or state.state not in (1, 2) and "!grant-not-given" \
            or self.time < request["from"] and "!grant-not-begun" \
            or self.time < state.until and "!grant-suspended" \
            or state.state == 2 and state.reason and "!grant-ended" or "!grant-expired"

    def _runs(self, request: Fields, state: Fields) -> bool:
        return bool(request.provider) and any(
            low <= self.time < high for low, high in running([state], request["from"]))

    def _source(self, above: bytes) -> bool:
        """Whether a grant above ran at the moment."""
        state, _ = self.of.at(GRANTS, above), self.of.requested(above)
        return self._runs(self.of.request(above), state)

    def _delivery(self, where: str, grant: bytes) -> Fields:
        made = self.of.fields(where, grant, words=(0, 1))
        return self.of.fields(where, grant, words=(0, 1, 2)) if made.result else made
