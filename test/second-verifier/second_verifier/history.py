# SPDX-License-Identifier: Apache-2.0
"""Histories (history.md) and the heads map (heads.md)."""

from typing import Any

from .evidence import judge_anchor, judge_checkpoint, judge_log
from .evidence_facts import (CONTRACTS, LAG, LATE, PATH, Anchor, anchored_at, keys_of, operator_term,
                             read_log, read_signed)
from .files import Facts, file_shape, open_state, state_of
from .hashes import path_leads, sha256
from .note import signers
from .policy import judge_contracts, judge_seals
from .shapes import Optional, b32, base64_bytes, count, h32, listed, obj, ordinal, word
from .statement import read_entry, read_heads
from .strict_json import Refused
from .verdict import (AUTHORISATION, INTEGRITY, NOT_CHECKED, OK, TRUST, Outcome, Verdict, failed, over)

KINDS = {"asset": b"\1", "grant": b"\2"}
NOTHING = bytes(32)
PLACE = obj(siblings=listed(h32, 0, 256),
            leaf=Optional(obj(key=h32, n=ordinal, leafHash=h32, index=count)))
HISTORY = file_shape(
    "history", CONTRACTS, log=read_log, checkpoint=read_signed,
    subject=obj(kind=word(*KINDS), id=b32), heads=obj(entry=base64_bytes, inclusion=PATH),
    place=PLACE, entries=listed(base64_bytes, 0, 20000))


def head_of(place: dict[str, Any], key: bytes, root: bytes) -> dict[str, Any] | None:
    """The subject's head, None where it is proven to have none; refuses any other proof."""
    leaf, siblings = place.get("leaf"), place["siblings"]
    number = int.from_bytes(key, "big")
    node = NOTHING
    if leaf:
        if int.from_bytes(leaf["key"], "big") ^ number >> 0 and \
                (int.from_bytes(leaf["key"], "big") ^ number) >> 256 - len(siblings):
            raise Refused("heads-leaf-elsewhere")
        node = sha256(b"\2", leaf["key"], leaf["n"].to_bytes(8, "big"), leaf["leafHash"],
                      leaf["index"].to_bytes(8, "big"))
    if siblings and siblings[-1] == NOTHING:
        raise Refused("heads-proof-padded")
    for depth in range(len(siblings) - 1, -1, -1):
        pair = (siblings[depth], node) if number >> 255 - depth & 1 else (node, siblings[depth])
        node = sha256(b"\3", *pair)
    if node != root:
        raise Refused("root-mismatch")
    return leaf if leaf and leaf["key"] == key else None


class History:
    """One file under judgement."""

    def __init__(self, file: dict[str, Any]) -> None:
        self.file, self.state, self.facts = file, open_state(file), Facts()
        self.checkpoint, self.heads = file["checkpoint"][1], read_heads(file["heads"]["entry"])
        self.entries = [read_entry(entry) for entry in file["entries"]]
        self.log = sha256(file["log"]["origin"].encode())
        for name in CONTRACTS:
            self.facts.learn(f"code {name}", lambda name=name: self.state.code_hash(name))
        self.facts.learn("anchor", lambda: Anchor(file, self.state))
        self.facts.learn("operator", lambda: operator_term(self.state, self.log, self.upper()))
        self.facts.learn("keys", lambda: keys_of(self.state, self.log, *self.bounds()))

    def upper(self) -> int:
        """U."""
        return self.bounds()[1]

    def bounds(self) -> tuple[int, int]:
        """L and U of the heads entry."""
        anchor = self.facts["anchor"]
        return anchor.lower(self.heads["seen"]["time"]), anchor.time

    def head(self) -> dict[str, Any] | None:
        """The subject's head by the map."""
        subject = self.file["subject"]
        return head_of(self.file["place"], sha256(KINDS[subject["kind"]], subject["id"]),
                       self.heads["root"])


def verify(file: dict[str, Any], policy: dict[str, Any], _data: Any) -> Verdict:
    """Judge a history that was read."""
    one, verdict = History(file), Verdict()
    size = one.checkpoint.size

    def add(name: str, judge: Any) -> None:
        verdict.judge(INTEGRITY, name, judge)
    add("format", lambda: "well-formed")
    last = one.heads["log"] == one.log and one.heads["size"] == size - 1 and path_leads(
        one.heads["leaf"], size - 1, size, file["heads"]["inclusion"], one.checkpoint.root)
    add("heads", lambda: "heads-last" if last else failed("heads-misplaced"))
    add("place", lambda: _place(one))
    if verdict.checks[-1].state == OK:
        add("entries", lambda: "entries-chained" if _chained(one) else failed("entries-broken"))
    add("checkpoint", lambda: judge_checkpoint(file))
    add("state", lambda: state_of(file, one.state, anchored_at(one.facts)))
    add("anchor", lambda: judge_anchor(one.facts, one.checkpoint, one.heads["size"]))
    add("times", lambda: _times(one))
    verdict.judge(AUTHORISATION, "log", lambda: _log(one))
    judge_contracts(verdict, policy, file, one.state)
    judge_seals(verdict, policy, file, "chain-has-no-seals")
    judge_log(verdict, policy, file)
    verdict.judge(TRUST, "time", lambda: "checkpoint-time-bounded" if one.upper() >= 0 else None)
    verdict.judge(TRUST, "complete", lambda: _complete(file, policy))
    return verdict


def _place(one: History) -> Outcome:
    try:
        one.head()
    except Refused:
        return failed("place-wrong")
    return "place-proven"


def _chained(one: History) -> bool:
    file, head, before = one.file, one.head(), None
    place = 0 if file["subject"]["kind"] == "asset" else 1
    for n, entry in enumerate(one.entries, 1):
        body, chain = entry["statement"].body, entry["chain"]
        same = (body["chainId"], body["exchangeLog"], body["log"]) == (
            file["chainId"], file["contracts"]["exchangeLog"], one.log)
        link = chain[place] if place < len(chain) else {}
        if not same or (link.get("subject"), link.get("n"), link.get("prev")) != (
                file["subject"]["id"], n, before):
            return False
        before = entry["leaf"]
    return (len(one.entries), before) == ((head["n"], head["leafHash"]) if head else (0, None))


def _times(one: History) -> Outcome:
    anchor, logged, seen = one.facts["anchor"], one.heads["logged"], one.heads["seen"]["time"]
    fits = seen <= min(logged, one.upper()) and anchor.before - LAG <= logged <= one.upper() + LATE
    return "heads-times-in-order" if fits else failed("heads-times-out-of-order")


def _log(one: History) -> Outcome:
    lower, upper = one.bounds()
    if sha256(one.file["log"]["key"].public) not in one.facts["keys"]:
        return failed("log-key-differs")
    return over([one.facts["operator"]], upper, upper, lower, "log-in-order")


def _complete(file: dict[str, Any], policy: dict[str, Any]) -> Outcome:
    wanted = policy["witnesses"]
    try:
        found = len(signers(file["checkpoint"][0], wanted["keys"]))
    except Refused:
        found = 0
    return "complete" if found >= max(1, wanted["threshold"]) else (
        NOT_CHECKED, "complete-as-claimed-by-log")
