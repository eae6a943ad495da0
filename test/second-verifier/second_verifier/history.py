# SPDX-License-Identifier: Apache-2.0
"""Histories (history.md) and the heads map (heads.md)."""

from typing import Any

from .crypto import path_leads, sha256
from .files import Anchored

PLACES = {"asset": 0, "grant": 1}
NOTHING = bytes(32)

class History(Anchored):
    """One file under judgement."""

    def __init__(self, file: dict[str, Any]) -> None:
        heads = file["heads"]["entry"]
        super().__init__(file, heads, heads["size"])
        self.place = PLACES[file["subject"]["kind"]]
        self.subject = sha256(bytes([self.place + 1]), file["subject"]["id"])

    def is_last(self) -> bool:
        """Whether the heads entry is the last leaf of the checkpoint."""
        size, heads = self.checkpoint.size, self.entry
        return heads["log"] == self.log and heads["size"] == size - 1 and path_leads(
            heads["leaf"], size - 1, size, self.file["heads"]["inclusion"], self.checkpoint.root)

    def is_chained(self) -> bool:
        """Whether the entries are all that the head says."""
        file, leaf, before = self.file, self.file["place"].get("leaf"), None
        where = (file["chainId"], file["contracts"]["exchangeLog"], self.log)
        for n, entry in enumerate(file["entries"], 1):
            said, link = entry["statement"], [*entry["chain"], {}][self.place]
            if (said["chainId"], said["exchangeLog"], said["log"]) != where or (
                    link.get("subject"), link.get("n"), link.get("prev")) != (
                    file["subject"]["id"], n, before):
                return False
            before = entry["leaf"]
        head = (leaf["n"], leaf["leafHash"]) if leaf and leaf["key"] == self.subject else (0, None)
        return (len(file["entries"]), before) == head

    def judge_integrity(self, _data: Any) -> None:
        """The checks `heads` to `times`."""
        self.add("heads", lambda: not self.is_last() and "!heads-misplaced")
        is_placed = leads(self.file["place"], self.subject, self.entry["root"])
        self.add("place", lambda: not is_placed and "!place-wrong")
        if is_placed:
            self.add("entries", lambda: not self.is_chained() and "!entries-broken")
        self.judge_anchored()
        self.add("times", lambda: not self.in_time() and "!heads-times-out-of-order")

    def judge_authorisation(self) -> None:
        """The check `log`."""
        self.add("log", self.judge_log)

    def judge_trust(self, policy: dict[str, Any]) -> None:
        """The checks of all files, and `complete`."""
        super().judge_trust(policy)
        wanted = max(1, policy["witnesses"]["threshold"])
        self.add("complete", lambda: self.signed_by(policy["witnesses"]["keys"]) < wanted
                 and "?complete-as-claimed-by-log")

def leads(place: dict[str, Any], key: bytes, root: bytes) -> bool:
    """Whether a proof of the map leads to its root (heads.md, "Verification")."""
    leaf, siblings = place.get("leaf"), place["siblings"]
    way, node = _bits(key)[:len(siblings)], NOTHING
    if leaf:
        node = sha256(b"\2", leaf["key"], leaf["n"].to_bytes(8, "big"), leaf["leafHash"],
                      leaf["index"].to_bytes(8, "big"))
    for bit, sibling in reversed(list(zip(way, siblings))):
        node = sha256(b"\3", sibling, node) if bit == "1" else sha256(b"\3", node, sibling)
    return node == root and siblings[-1:] != [NOTHING] \
        and (not leaf or _bits(leaf["key"]).startswith(way))

def _bits(key: bytes) -> str:
    return f"{int.from_bytes(key, 'big'):0256b}"
