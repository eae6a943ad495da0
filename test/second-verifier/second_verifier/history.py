# SPDX-License-Identifier: Apache-2.0
"""Histories (history.md) and the heads map (heads.md)."""

from typing import Any

from .anchored import PATH, Anchored, anchored_shape
from .files import judge_trust, state_of
from .hashes import path_leads, sha256
from .shapes import TYPES, listed, obj
from .statement import read_entry, read_heads
from .strict_json import Refused, need
from .verdict import Verdict, known

KINDS = {"asset": b"\1", "grant": b"\2"}
NOTHING = bytes(32)
LEAF = obj("key h32, n ordinal, leafHash h32, index count")
HISTORY = anchored_shape(
    "history", "subject subject, heads heads, place place, entries entries",
    subject=obj("kind asset|grant, id b32"), entries=listed(read_entry, 0, 20000),
    heads=obj("entry entry, inclusion path", entry=read_heads, path=PATH),
    place=obj("siblings siblings, leaf? leaf", siblings=listed(TYPES["h32"], 0, 256), leaf=LEAF))


def head_of(place: dict[str, Any], key: bytes, root: bytes) -> dict[str, Any] | None:
    """The subject's head, None where it is proven to have none; refuses any other proof."""
    leaf, siblings = place.get("leaf"), place["siblings"]
    way, node = f"{int.from_bytes(key, 'big'):0256b}", NOTHING
    if leaf:
        own = f"{int.from_bytes(leaf['key'], 'big'):0256b}"
        need(own[:len(siblings)] == way[:len(siblings)], "heads-leaf-elsewhere")
        node = sha256(b"\2", leaf["key"], leaf["n"].to_bytes(8, "big"), leaf["leafHash"],
                      leaf["index"].to_bytes(8, "big"))
    need(not siblings or siblings[-1] != NOTHING, "heads-proof-padded")
    for bit, sibling in reversed(list(zip(way, siblings))):
        node = sha256(b"\3", sibling, node) if bit == "1" else sha256(b"\3", node, sibling)
    need(node == root, "root-mismatch")
    return leaf if leaf and leaf["key"] == key else None


class History(Anchored):
    """One file under judgement."""

    def __init__(self, file: dict[str, Any]) -> None:
        super().__init__(file, file["heads"]["entry"])
        self.head: dict[str, Any] | None = None

    def is_last(self) -> bool:
        """Whether the heads entry is the last leaf of the checkpoint."""
        size, heads = self.checkpoint.size, self.entry
        return heads["log"] == self.log and heads["size"] == size - 1 and path_leads(
            heads["leaf"], size - 1, size, self.file["heads"]["inclusion"], self.checkpoint.root)

    def place(self) -> str:
        """The check `place`."""
        subject = self.file["subject"]
        key = sha256(KINDS[subject["kind"]], subject["id"])
        try:
            self.head = head_of(self.file["place"], key, self.entry["root"])
        except Refused:
            return "!place-wrong"
        return "place-proven"

    def is_chained(self) -> bool:
        """Whether the entries are all that the head says."""
        file, before = self.file, None
        place = 0 if file["subject"]["kind"] == "asset" else 1
        where = (file["chainId"], file["contracts"]["exchangeLog"], self.log)
        for n, entry in enumerate(file["entries"], 1):
            body, link = entry["statement"].body, ([*entry["chain"], {}, {}])[place]
            if (body["chainId"], body["exchangeLog"], body["log"]) != where or (
                    link.get("subject"), link.get("n"), link.get("prev")) != (
                    file["subject"]["id"], n, before):
                return False
            before = entry["leaf"]
        last = (self.head["n"], self.head["leafHash"]) if self.head else (0, None)
        return (len(file["entries"]), before) == last


def verify(file: dict[str, Any], policy: dict[str, Any], _data: Any) -> Verdict:
    """Judge a history that was read."""
    one, verdict = History(file), Verdict()
    add, anchor, place = verdict.integrity, known(one.anchor), one.place()
    add("format", "well-formed")
    add("heads", "heads-last" if one.is_last() else "!heads-misplaced")
    add("place", place)
    if place == "place-proven":
        add("entries", "entries-chained" if one.is_chained() else "!entries-broken")
    add("checkpoint", one.judge_checkpoint)
    add("state", state_of(file, one.state, anchor.blockTime if anchor else 0))
    add("anchor", one.judge_anchor, one.entry["size"])
    add("times", lambda: "heads-times-in-order" if one.in_time() else "!heads-times-out-of-order")
    verdict.authorisation("log", one.judge_log)
    judge_trust(verdict, policy, file, one.state, "chain-has-no-seals")
    one.judge_witnesses(verdict, policy)
    verdict.trust("time", lambda: one.upper() >= 0 and "checkpoint-time-bounded")
    found = one.signed_by(policy["witnesses"]["keys"]) or 0
    verdict.trust("complete", "complete" if found >= max(1, policy["witnesses"]["threshold"])
                  else "?complete-as-claimed-by-log")
    return verdict
