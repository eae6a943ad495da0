# SPDX-License-Identifier: Apache-2.0
"""Certificates of rights (right.md)."""

from typing import Any

from .files import file_shape
from .moment import Moment
from .registry import STEPS
from .shapes import text
from .state import Fields, Unusable, hashed, pad
from .verdict import Outcome, Verdict, fact, first

KINDS = {"holding": 1, "use": 2, "operating": 3}
CONTRACTS = ("organizationRegistry", "assetRegistry", "rightRegistry")
RIGHT = file_shape(
    "right", CONTRACTS, "asset b32, right b32, kind holding|use|operating, organization u32,"
    "name? name, time time, documents? documents", name=text(1, 200))
RECORD = (0, 1, 4)


def abi(*values: int | bytes | str) -> int:
    """keccak-256 of abi.encode of words and one short text, as a number."""
    words, tail = [], []
    for value in values:
        if isinstance(value, str):
            tail, value = [len(value), value.encode().ljust(32, b"\0")], 32 * len(values)
        words.append(value)
    return hashed(*words, *tail)


class Right(Moment):
    """One certificate under judgement."""

    def __init__(self, file: dict[str, Any]) -> None:
        super().__init__(file)
        self.holding, asset, right = file["kind"] == "holding", file["asset"], file["right"]
        self.asset_state, self.named = fact(self.asset, asset), fact(set)
        self.record = self.right_state = self.sources = fact(Fields)
        if not self.holding:
            self.record = fact(self.record_of, right)
            self.right_state = fact(self.registry.at, "rightRegistry.states", right)
            self.sources = fact(self._sources)
            if "documents" in file:
                self.named = fact(lambda: {pad(self.registry.word("rightRegistry.rights", right,
                                                                  plus=i)) for i in (2, 3)})
        self.holder = fact(self._holder)
        self.who = fact(self.organization, file["organization"])
        self.offer = fact(self.registry.fields, "rightRegistry.transfers", asset)

    def record_of(self, right: bytes) -> Fields:
        """What `rights` holds of a right."""
        return self.registry.fields("rightRegistry.rights", right, words=RECORD)

    def certificate(self) -> Outcome:
        """The check `certificate`."""
        file, record = self.file, self.record()
        place = (file["chainId"], file["contracts"]["rightRegistry"])
        if not self.holding and not record.kind:
            return None
        made = int.from_bytes(file["asset"], "big") ^ abi(*place, "holding") if self.holding \
            else abi(*place, "right", file["asset"], record.serial)
        return "certificate-consistent" if pad(made) == file["right"] else "!right-id-differs"

    def right(self) -> str:
        """The check `right`."""
        if self.holding:
            return first("right-in-force",
                         (self.asset_state().state != 2, "!right-without-registration"))
        record, state = self.record(), self.right_state().state
        fault = first("", (not record.kind, "!right-unknown"),
                      (record.kind != KINDS[self.file["kind"]], "!right-of-other-kind"),
                      (state == 0, "!right-not-offered"), (state == 1, "!right-not-accepted"),
                      (state != 2, "!right-ended"))
        return fault or first("right-in-force", (not all(
            state.state == 2 and source["from"] <= self.time < state.until
            for source, state in self.sources()), "!source-not-in-force"))

    def term(self) -> Outcome:
        """The check `term`."""
        until = (self.asset_state if self.holding else self.right_state)().until
        ok = "term-of-registration" if self.holding else "term-running"
        return first(ok, (self.time < self.record().get("from", 0), "!term-not-begun"),
                     (self.time >= until, "!term-over")) if until else None

    def _sources(self) -> list[tuple[Fields, Fields]]:
        found: list[tuple[Fields, Fields]] = []
        parent = self.record().parent
        while parent:
            if len(found) == STEPS:
                raise Unusable
            record = self.record_of(pad(parent))
            found.append((record, self.registry.at("rightRegistry.states", pad(parent))))
            parent = record.parent
        return found

    def _holder(self) -> int:
        if not self.holding:
            return self.in_place(self.record().holder, self.file["right"])
        held = [number for number, (start, end) in self.registry.holders(self.file["asset"])
                if start <= self.time < end]
        return self.in_place(held[-1] if held else 0, self.file["asset"])


def verify(file: dict[str, Any], policy: dict[str, Any], _data: Any) -> Verdict:
    """Judge a certificate of a right that was read."""
    one = Right(file)
    add = one.verdict.authorisation
    one.judge_integrity(one.certificate, [(file.get("name"), one.who)], one.named, bytes)
    one.judge_asset(one.asset_state, "asset-run-out")
    add("registration", lambda: "registration-numbered" if one.asset_state().registrar
        else "!registration-unnumbered")
    add("right", one.right)
    add("term", one.term)
    add("holder", lambda: first("holder-proven", (not one.holder(), "!holder-none"),
                                (one.holder() != file["organization"], "!holder-differs")))
    one.judge_organization(one.who, "holder-suspended")
    add("freeze", lambda: "asset-frozen" if one.asset_state().frozen else "asset-free")
    add("offer", lambda: "offer-open" if one.offer().to else "offer-none")
    return one.judge_trust(policy)
