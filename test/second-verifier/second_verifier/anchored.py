# SPDX-License-Identifier: Apache-2.0
"""What evidence and histories have alike: a checkpoint, its anchor and its log (evidence.md)."""

from typing import Any

from .files import file_shape
from .hashes import sha256
from .note import LOG, key_of, read_signed, signers
from .registry import Registry, Span
from .shapes import TYPES, Reader, listed, obj, text
from .state import FOREVER, Fields, State, pad
from .strict_json import Refused
from .verdict import Verdict, fact, first, over

LAG = LATE = 60
CONTRACTS = ("organizationRegistry", "assetRegistry", "sharingRegistry", "exchangeLog")
PATH = listed(TYPES["h32"], 0, 53)


def anchored_shape(kind: str, members: str, **own: Reader) -> Reader:
    """The members of a file with a checkpoint."""
    log = obj("origin origin, key key", origin=text(1), key=key_of(LOG))
    return file_shape(kind, CONTRACTS, f"log log, checkpoint checkpoint, {members}", log=log,
                      checkpoint=read_signed, path=PATH, **own)


class Anchored:
    """A file with a checkpoint; `entry` is the leaf of which it is evidence."""

    def __init__(self, file: dict[str, Any], entry: dict[str, Any]) -> None:
        self.file, self.entry, self.state = file, entry, State(file)
        self.note, self.checkpoint = file["checkpoint"]
        self.origin, self.key = file["log"]["origin"], file["log"]["key"]
        self.log, self.seen = sha256(self.origin.encode()), entry["seen"]["time"]
        for name in CONTRACTS:
            fact(self.state.code_hash, name)
        self.anchor = fact(self._anchor)
        self.keys, self.operator = fact(self._keys), fact(self._operator)

    def upper(self) -> int:
        """U."""
        return int(self.anchor().blockTime)

    def lower(self) -> int:
        """L."""
        before = self.anchor().before
        return max(self.seen, before - LAG) if before else self.seen

    def in_time(self) -> bool:
        """Whether the leaf's own times fit together (check 9)."""
        logged, upper = self.entry["logged"], self.upper()
        return self.seen <= min(logged, upper) \
            and self.anchor().before - LAG <= logged <= upper + LATE

    def judge_anchor(self, index: int) -> str:
        """The check `anchor`."""
        anchor = self.anchor()
        return first("anchored", (not anchor.blockTime, "!not-anchored"),
                     (pad(anchor.root) != self.checkpoint.root, "!anchored-root-differs"),
                     (index < anchor.previousSize, "!outside-anchor"))

    def judge_checkpoint(self) -> str:
        """The check `checkpoint`."""
        if not self.checkpoint.origin == self.origin == self.key.name:
            return "!checkpoint-other-log"
        return "checkpoint-signed" if self.signed_by([self.key]) else "!checkpoint-unsigned"

    def signed_by(self, keys: list[Any]) -> int | None:
        """How many of the keys signed the note; None where a signature is wrong."""
        try:
            return len(signers(self.note, keys))
        except Refused:
            return None

    def judge_log(self) -> str:
        """The check `log`."""
        if sha256(self.key.public) not in self.keys():
            return "!log-key-differs"
        return over([self.operator()], self.upper(), self.upper(), self.lower(), "log-in-order")

    def judge_witnesses(self, verdict: Verdict, policy: dict[str, Any]) -> None:
        """The checks `log-key` and `witnesses`."""
        is_known = any(self.origin == one["origin"] and self.key.public in
                       [key.public for key in one["keys"]] for one in policy["logs"])
        verdict.trust("log-key", "log-key-known" if is_known else "!log-key-unknown")
        wanted = policy["witnesses"]["threshold"]
        found = self.signed_by(policy["witnesses"]["keys"])
        verdict.trust("witnesses", first(
            "witnessed", (not wanted, "?no-witnesses-named"),
            (found is None, "!witness-signature-wrong"),
            ((found or 0) < wanted, "?too-few-witnesses")))

    def _anchor(self) -> Fields:
        where, storage = "exchangeLog.checkpoints", Registry(self.state, 0, FOREVER)
        made = storage.fields(where, self.log, self.checkpoint.size, words=(0, 1))
        if made.previousSize:
            earlier = storage.fields(where, self.log, made.previousSize, words=(1,))
            made["before"] = earlier.blockTime
        return made

    def _operator(self) -> Span:
        at_upper = Registry(self.state, self.upper())
        seat = at_upper.term(at_upper.at("exchangeLog.operators", self.log).value)
        return seat["from"], seat.end

    def _keys(self) -> set[bytes]:
        registry = Registry(self.state, min(self.lower(), self.upper()), self.upper())
        return {registry.item("exchangeLog.keyHashes", one.value)
                for one in registry.trace("exchangeLog.keys", self.log) if one.value}
