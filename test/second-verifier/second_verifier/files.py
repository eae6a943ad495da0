# SPDX-License-Identifier: Apache-2.0
"""Verdicts ("Time" and "Verdict" of evidence.md), and what all files have alike."""

from collections.abc import Callable
from typing import Any, NamedTuple

import rfc8785

from .crypto import sha256
from .registry import Registry, Span
from .seals import PARENT, seals
from .storage import Fields, State, Unknown, pad
from .strict import Refused

LAG = LATE = 60
# A code after `!` is failed, after `?` not checked; any other, or none, is ok. None is no line.
Outcome = str | None
STATES = {"!": "failed", "?": "not-checked"}
EXITS = {"integrity": 10, "authorisation": 11, "trust": 12}
NO_FAULT = {"data-not-given", "related-not-given"}


class Check(NamedTuple):
    """One line of a verdict."""
    group: str
    name: str
    state: str
    code: str


def exit_status(checks: list[Check], policy: dict[str, Any]) -> int:
    """10, 11, 12 or 0; the first that applies."""
    required = {"chain", "contracts", "log-key", *policy["require"]}
    if policy["chain"]["consensus"]["kind"] != "none":
        required.add("seals")
    undone = any(check.state == "not-checked" and check.code not in NO_FAULT
                 and (check.group != "trust" or check.name in required) for check in checks)
    failed = [EXITS[check.group] for check in checks if check.state == "failed"]
    return min(failed, default=12 if undone else 0)


def fact(read: Callable[..., Any], *of: Any) -> Callable[[], Any]:
    """Read now; what was found, or that it could not be had, is said whenever it is asked for."""
    try:
        found, refusal = read(*of), None
    except Unknown as error:
        found, refusal = None, error

    def ask() -> Any:
        if refusal:
            raise refusal
        return found
    return ask


def known(ask: Callable[[], Any], code: str = "state-") -> Any:
    """A fact, or None where it could not be had for a reason that begins so."""
    try:
        return ask()
    except Unknown as error:
        if not str(error).startswith(code):
            raise
        return None


def first(*faults: tuple[object, Outcome]) -> Outcome:
    """The first fault that applies; ok where none does."""
    return next((code for applies, code in faults if applies), "")


def told(*facts: Callable[[], Any]) -> Outcome:
    """Ok where these facts could be had."""
    for ask in facts:
        ask()
    return ""


def over(spans: list[Span], low: int, high: int, lower: int) -> Outcome:
    """A fact that held during these spans, judged from `low` to `high` ("Time")."""
    low = end = min(low, high)
    for start, stop in sorted(spans):
        if start <= end and stop > end:
            end = stop
    return first((end > high, ""), (low < end <= lower, "!ended-before-logged"),
                 (end > low, "?ended-before-anchored"),
                 (any(start <= low for start, _ in spans), "!already-ended"),
                 (True, "!not-yet-valid"))


class File:
    """A file under judgement, what its state shows, and the lines of its verdict."""

    unsealed = "?block-unsealed"

    def __init__(self, file: dict[str, Any]) -> None:
        self.file, self.state, self.group = file, State(file), "integrity"
        self.headers = [file["block"]["header"], *file["block"].get("following", ())]
        self.checks: list[Check] = []
        for name in file["contracts"]:
            fact(self.state.account, name)
        self.add("format", told)

    def add(self, name: str, judge: Callable[..., Outcome], *of: Any) -> None:
        """Add a line to the group."""
        try:
            outcome = judge(*of)
        except Unknown as error:
            outcome = f"?{error}"
        if outcome is not None:
            state = STATES.get(outcome[:1], "ok")
            self.checks.append(Check(self.group, name, state, outcome.lstrip("!?")))

    def judge_state(self, anchor: int = 0) -> None:
        """The check `state`; to be asked when everything has been read."""
        state, headers = self.state, self.headers
        unlinked = any(header.fields[PARENT] != before.hash
                       for before, header in zip(headers, headers[1:]))
        self.add("state", first, (headers[0].hash != self.file["block"]["hash"],
                                  "!header-hash-differs"),
                 (unlinked, "!following-unlinked"),
                 ("state-invalid" in state.faults, "!state-invalid"),
                 (len(state.walked) < len(state.nodes), "!unused-node"),
                 (anchor > state.time, "!anchor-after-block"), (state.faults, "?state-missing"))

    def judge_documents(self, named: Any, scope: Any) -> None:
        """The checks `documents`, `scope` and `items`: what the chain names, what it grants."""
        given, laid = self.file.get("documents", []), self.file.get("scope")
        if given:
            differ = any(one["commitment"] != sha256(one["salt"], rfc8785.dumps(one["document"]))
                         for one in given)
            more = {laid["commitment"]} if laid else set()
            self.add("documents", lambda: first((differ, "!document-differs")) or first(
                ({one["commitment"] for one in given} - named() - more, "!document-unnamed")))
        if laid:
            whole = sha256(b"\1", laid["commitment"], laid["items"])
            self.add("scope", lambda: first((whole != scope(), "!scope-differs")))
        if laid and "disclosed" in laid:
            roots = set(map(_item_root, laid["disclosed"]))
            self.add("items", first, (roots != {laid["items"]}, "!item-differs"))

    def judge_trust(self, policy: dict[str, Any]) -> None:
        """The checks `chain`, `contracts` and `seals`."""
        named, pinned, chain = self.file["contracts"], policy["contracts"], policy["chain"]
        self.group = "trust"
        self.add("chain", first, (chain["chainId"] != self.file["chainId"], "!chain-unknown"))
        self.add("contracts", lambda: first((any(
            named[name] != pinned[name]["address"] for name in named),
            "!contract-address-differs")) or first(([
                name for name in named if self.state.account(name)[3] != pinned[name]["codeHash"]],
                "!contract-code-differs")))
        self.add("seals", lambda: self.unsealed if chain["consensus"]["kind"] == "none"
                 else seals(chain["consensus"], self.headers))


def _item_root(one: dict[str, Any]) -> bytes:
    """The root to which a disclosed item leads ("Scope" of grant.md)."""
    node = sha256(b"\0", one["salt"], rfc8785.dumps(one["item"]))
    for beside in one["path"]:
        node = sha256(b"\1", beside.get("left", node), beside.get("right", node))
    return node


class Anchored(File):
    """A file with a checkpoint; `entry` is the leaf of which it is evidence, `index` its place."""

    unsealed = "?chain-has-no-seals"

    def __init__(self, file: dict[str, Any], entry: dict[str, Any], index: int) -> None:
        super().__init__(file)
        self.entry, self.index, self.checkpoint = entry, index, file["checkpoint"]
        self.origin, self.key = file["log"]["origin"], file["log"]["key"]
        self.log, self.seen = sha256(self.origin.encode()), entry["seen"]["time"]
        self.anchor = fact(self._anchor)
        self.upper = fact(lambda: self.anchor().blockTime)
        self.lower = fact(lambda: max(self.seen, self.anchor().before - LAG))
        self.keys, self.operator = fact(self._keys), fact(self._operator)

    def in_time(self) -> bool:
        """Whether the leaf's own times fit together (check 9)."""
        logged, upper = self.entry["logged"], self.upper()
        return self.seen <= min(logged, upper) \
            and self.anchor().before - LAG <= logged <= upper + LATE

    def judge_anchored(self) -> None:
        """The checks `checkpoint`, `state` and `anchor`."""
        named = self.checkpoint.origin == self.origin == self.key.name
        self.add("checkpoint", first, (not named, "!checkpoint-other-log"),
                 (self.signed_by([self.key]) < 1, "!checkpoint-unsigned"))
        self.judge_state(known(self.upper) or 0)
        self.add("anchor", lambda: first(
            (not self.upper(), "!not-anchored"),
            (pad(self.anchor().root) != self.checkpoint.root, "!anchored-root-differs"),
            (self.index < self.anchor().previousSize, "!outside-anchor")))

    def signed_by(self, keys: list[Any]) -> int:
        """How many of the keys signed the note; -1 where a signature is wrong."""
        try:
            return len(self.checkpoint.note.signers(keys))
        except Refused:
            return -1

    def judge_log(self) -> Outcome:
        """The check `log`."""
        return first((sha256(self.key.public) not in self.keys(), "!log-key-differs")) \
            or over([self.operator()], self.upper(), self.upper(), self.lower())

    def judge_trust(self, policy: dict[str, Any]) -> None:
        """The checks of all files, `log-key`, `witnesses` and `time`."""
        super().judge_trust(policy)
        known_keys = [(log["origin"], key.public) for log in policy["logs"] for key in log["keys"]]
        wanted, keys = policy["witnesses"]["threshold"], policy["witnesses"]["keys"]
        found = self.signed_by(keys)
        self.add("log-key", first, ((self.origin, self.key.public) not in known_keys,
                                    "!log-key-unknown"))
        self.add("witnesses", first, (not wanted, "?no-witnesses-named"),
                 (found < 0, "!witness-signature-wrong"), (found < wanted, "?too-few-witnesses"))
        self.add("time", told, self.upper)

    def _anchor(self) -> Fields:
        where, storage = "exchangeLog.checkpoints", Registry(self.state, 0)
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
