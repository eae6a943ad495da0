# SPDX-License-Identifier: Apache-2.0
"""What certificates of rights and of grants have alike: facts at one moment."""

from typing import Any

from .files import judge_documents, judge_trust, state_of
from .hashes import sha256
from .registry import Registry
from .state import Fields, State
from .verdict import Verdict, fact, first


class Moment:
    """A certificate under judgement."""

    def __init__(self, file: dict[str, Any]) -> None:
        self.file, self.state, self.time = file, State(file), file["time"]
        self.registry, self.verdict = Registry(self.state, self.time), Verdict()
        for name in file["contracts"]:
            fact(self.state.code_hash, name)

    def asset(self, asset: bytes) -> Fields:
        """The asset's state; all zero where nobody had registered it."""
        found = self.registry.assets(asset)
        return found[-1] if found and found[-1].time <= self.time else Fields()

    def in_place(self, party: int, subject: bytes) -> int:
        """Who stood in the place of a party at the moment; 0 for nobody."""
        now = (self.time, self.time + 1)
        found = list(self.registry.follow(party, subject, now)) if party else []
        return found[0][0] if found else 0

    def organization(self, number: int) -> tuple[Fields, bytes]:
        """What an organisation was, and the hash of its name; its code is proven with them."""
        standing, _, name = (self.registry.at(f"organizationRegistry.{one}", number)
                             for one in ("standings", "codes", "names"))
        return standing, self.registry.item("organizationRegistry.nameHashes", name.value)

    def judge_integrity(self, certificate: Any, names: list[tuple[str | None, Any]], named: Any,
                        scope: Any) -> None:
        """The checks of integrity."""
        add = self.verdict.integrity
        add("format", "well-formed")
        add("certificate", certificate)
        add("state", state_of(self.file, self.state))
        add("times", "moment-covered" if self.time <= self.state.time else "!moment-after-block")
        for name, who in names:
            if name is not None:
                add("name", lambda: "name-matches" if sha256(name.encode()) == who()[1]
                    else "!name-differs")
        judge_documents(self.verdict, self.file, named, scope)

    def judge_asset(self, asset: Any, run_out: str) -> None:
        """The check `asset`; `run_out` is the code where its registration has run out."""
        def judge() -> str:
            state = asset().state
            return first("asset-coded", (state == 0, "!asset-unknown"),
                         (state == 1, "!asset-not-coded"), (state == 3, "!asset-cancelled"),
                         (self.time >= asset().until, run_out))
        self.verdict.authorisation("asset", judge)

    def judge_organization(self, who: Any, suspended: str) -> None:
        """The check `organization`."""
        def judge() -> str:
            standing = who()[0]
            return first("holder-active", (standing.status not in (1, 3), "!holder-unknown"),
                         (standing.status == 3, "!holder-abolished"),
                         (0 < standing.suspendedSince <= self.time, suspended))
        self.verdict.authorisation("organization", judge)

    def judge_trust(self, policy: dict[str, Any]) -> Verdict:
        """The checks of trust, and with them the whole verdict."""
        judge_trust(self.verdict, policy, self.file, self.state, "block-unsealed")
        self.verdict.trust("time", "block-dated")
        return self.verdict
