# SPDX-License-Identifier: Apache-2.0
"""Verdicts ("Time" and "Verdict" of evidence.md), and what all files have alike."""

from collections import namedtuple
from typing import Any, Callable

import rfc8785

from .crypto import sha256, signers
from .registry import Registry, Span
from .seals import PARENT, seals
from .storage import Fields, State, Unknown, pad
from .strict import Refused

STATES = {"!": "failed", "?": "not-checked"}
EXITS = {"integrity": 10, "authorisation": 11, "trust": 12}
LAG, LATE, NO_FAULT = 60, 60, {"data-not-given", "related-not-given"}

# One line of a verdict.
Check = namedtuple("Check", "group name state code")

def exit_status(checks: list[Check], policy: dict[str, Any]) -> int:
    """10, 11, 12 or 0; the first that applies."""
    seals_too = ["seals"] if policy["chain"]["consensus"]["kind"] != "none" else []
    required = {"chain", "contracts", "log-key", *policy["require"], *seals_too}
    undone = any(check.state == "not-checked" and check.code not in NO_FAULT
                 and (check.group != "trust" or check.name in required) for check in checks)
    failed = [EXITS[check.group] for check in checks if check.state == "failed"]
    return min(failed, default=12 if undone else 0)

def fact(read: Callable[..., Any], *of: Any) -> Callable[[], Any]:
    """Read now; what was found, or that it could not be had, is said whenever it is asked for."""
    try:
        found = read(*of)
        return lambda: found
    except Unknown as error:
        def refuse(refusal: Unknown = error) -> Any:
            raise refusal
        return refuse

def known(ask: Callable[[], Any], code: str = "state-") -> Any:
    """A fact, or None where it could not be had for a reason that begins so."""
    try:
        return ask()
    except Unknown as error:
        if not str(error).startswith(code):
            raise
        return None

def over(spans: list[Span], low: int, high: int, lower: int) -> Any:
    """A fact that held during these spans, judged from `low` to `high` ("Time")."""
    low = end = min(low, high)
    for start, stop in sorted(spans):
        end = max(end, stop) if start <= end else end
    if end > high:
        return ""
    if end > low:
        return "!ended-before-logged" if end <= lower else "?ended-before-anchored"
    return "!already-ended" if any(start <= low for start, _ in spans) else "!not-yet-valid"

class File:
    """A file under judgement, what its state shows, and the lines of its verdict.

    A check says what is wrong: `fault and "!code" or …` where it failed, `?code` where it could
    not be done, and any other text where there is something to tell. None is no line.
    """

    unsealed = "?block-unsealed"

    def __init__(self, file: dict[str, Any]) -> None:
        self.file, self.state, self.group = file, State(file), "integrity"
        self.headers = [file["block"]["header"], *file["block"].get("following", ())]
        self.checks: list[Check] = []
        self.accounts = [fact(self.state.account, name) for name in file["contracts"]]
        self.add("format", bool)

    def judge(self, policy: dict[str, Any], data: dict[str, Any] | None) -> list[Check]:
        """All lines, on a file that was read; `data` is what is known of the data beside it."""
        self.judge_integrity(data)
        self.group = "authorisation"
        self.judge_authorisation()
        self.group = "trust"
        self.judge_trust(policy)
        return self.checks

    def add(self, name: str, judge: Callable[[], Any]) -> None:
        """Add a line to the group."""
        try:
            found = judge()
        except Unknown as error:
            found = f"?{error}"
        if found is not None:
            code = found if isinstance(found, str) else ""
            state = STATES.get(code[:1], "ok")
            self.checks.append(Check(self.group, name, state, code.lstrip("!?")))

    def judge_state(self, anchor: int = 0) -> None:
        """The check `state`; to be asked when everything has been read."""
        state, hashes = self.state, [header.hash for header in self.headers]
        parents = [header.fields[PARENT] for header in self.headers[1:]]
        self.add("state", lambda: hashes[0] != self.file["block"]["hash"] and "!header-hash-differs"
            or parents != hashes[:-1] and "!following-unlinked"
            or "state-invalid" in state.faults and "!state-invalid"
            or len(state.walked) < len(state.nodes) and "!unused-node"
            or anchor > state.time and "!anchor-after-block" or state.faults and "?state-missing")

    def judge_documents(self, named: Any, scope: Any) -> None:
        """The checks `documents`, `scope` and `items`: what the chain names, what it grants."""
        given, laid = self.file.get("documents"), self.file.get("scope", {})
        if given:
            commitments = [one["commitment"] for one in given]
            made = [sha256(one["salt"], rfc8785.dumps(one["document"])) for one in given]
            self.add("documents", lambda: commitments != made and "!document-differs"
                or set(commitments) - {laid.get("commitment")} - named() and "!document-unnamed")
        if laid:
            whole = sha256(b"\1", laid["commitment"], laid["items"])
            self.add("scope", lambda: whole != scope() and "!scope-differs")
        if "disclosed" in laid:
            roots = set(map(_item_root, laid["disclosed"]))
            self.add("items", lambda: roots != {laid["items"]} and "!item-differs")

    def judge_trust(self, policy: dict[str, Any]) -> None:
        """The checks `chain`, `contracts` and `seals`."""
        named, pinned, chain = self.file["contracts"], policy["contracts"], policy["chain"]
        self.add("chain", lambda: chain["chainId"] != self.file["chainId"] and "!chain-unknown")
        moved = {name for name in named if named[name] != pinned[name]["address"]}
        codes = [(account, pinned[name]["codeHash"]) for account, name in zip(self.accounts, named)]
        self.add("contracts", lambda: moved and "!contract-address-differs"
            or any(account()[3] != code for account, code in codes) and "!contract-code-differs")
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
        logged, upper, before = self.entry["logged"], self.upper(), self.anchor().before
        return self.seen <= min(logged, upper) and before - LAG <= logged <= upper + LATE

    def judge_anchored(self) -> None:
        """The checks `checkpoint`, `state` and `anchor`."""
        self.add("checkpoint", lambda: (
            not self.checkpoint.origin == self.origin == self.key.name and "!checkpoint-other-log"
            or self.signed_by([self.key]) < 1 and "!checkpoint-unsigned"))
        self.judge_state(known(self.upper) or 0)
        self.add("anchor", lambda: not self.upper() and "!not-anchored"
            or pad(self.anchor().root) != self.checkpoint.root and "!anchored-root-differs"
            or self.index < self.anchor().previousSize and "!outside-anchor")

    def signed_by(self, keys: list[Any]) -> int:
        """How many of the keys signed the note; -1 where a signature is wrong."""
        try:
            return len(signers(self.checkpoint.note, keys))
        except Refused:
            return -1

    def judge_log(self) -> Any:
        """The check `log`."""
        upper = self.upper()
        return sha256(self.key.public) not in self.keys() and "!log-key-differs" \
            or over([self.operator()], upper, upper, self.lower())

    def judge_trust(self, policy: dict[str, Any]) -> None:
        """The checks of all files, `log-key`, `witnesses` and `time`."""
        super().judge_trust(policy)
        named = [(log["origin"], key) for log in policy["logs"] for key in log["keys"]]
        witnesses = policy["witnesses"]
        wanted, found = witnesses["threshold"], self.signed_by(witnesses["keys"])
        self.add("log-key", lambda: (self.origin, self.key) not in named and "!log-key-unknown")
        self.add("witnesses", lambda: not wanted and "?no-witnesses-named"
            or found < 0 and "!witness-signature-wrong" or found < wanted and "?too-few-witnesses")
        self.add("time", self.upper)
        if "timestamps" in self.file:
            self.add("timestamps", lambda: "?timestamps-not-supported")

    def _anchor(self) -> Fields:
        where, storage = "exchangeLog.checkpoints", Registry(self.state, 0)
        made = storage.fields(where, self.log, self.checkpoint.size, words=(0, 1))
        earlier = storage.fields(where, self.log, made.previousSize, words=(1,)) \
            if made.previousSize else Fields()
        return Fields(made, before=earlier.blockTime)

    def _operator(self) -> Span:
        at_upper = Registry(self.state, self.upper())
        seat = at_upper.term(at_upper.at("exchangeLog.operators", self.log).value)
        return seat["from"], seat.end

    def _keys(self) -> set[bytes]:
        registry = Registry(self.state, min(self.lower(), self.upper()), self.upper())
        return {registry.item("exchangeLog.keyHashes", one.value)
                for one in registry.trace("exchangeLog.keys", self.log) if one.value}
