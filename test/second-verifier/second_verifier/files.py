# SPDX-License-Identifier: Apache-2.0
"""What all files have alike: contracts, block, nodes, scope, documents."""

from collections.abc import Callable
from typing import Any

from .hashes import commitment, sha256
from .rlp import PARENT, Header, read_header
from .shapes import (Optional, Reader, anything, b20, b32, base64_bytes, h32, listed,
                     obj, ordinal, raw, refuse, text)
from .state import Missing, State, Unusable
from .strict_json import canonical
from .trie import Trie
from .verdict import INTEGRITY, NOT_CHECKED, Outcome, Verdict, failed



def _beside(value: Any) -> dict[str, bytes]:
    made = obj(left=Optional(h32), right=Optional(h32))(value)
    return made if len(made) == 1 else refuse("missing-field")


ITEM = obj(item=anything, salt=raw(32, zero=True), path=listed(_beside, 0, 64))
SCOPE = obj(commitment=b32, items=h32, disclosed=Optional(listed(ITEM, 1, 256)))
DOCUMENTS = listed(obj(commitment=b32, salt=raw(32, zero=True), document=anything), 1, 64)


def header_bytes(value: Any) -> Header:
    """A header in hex."""
    return read_header(raw()(value))


def file_shape(kind_of_file: str, contracts: tuple[str, ...], **members: Any) -> Reader:
    """The members that all files have, and those of this kind."""
    return obj(
        type=text(pattern=f"suyuan/{kind_of_file}@1"), chainId=ordinal,
        contracts=obj(**{name: b20 for name in contracts}),
        block=obj(header=header_bytes, hash=b32,
                  following=Optional(listed(header_bytes, 1, 256))),
        nodes=listed(base64_bytes, 0, 2000), **members)


def open_state(file: dict[str, Any]) -> State:
    """The state that the file shows; refuses nodes that are long, doubled or out of order."""
    trie = Trie(file["nodes"])
    if any(len(node) > 1024 for node in file["nodes"]) or list(trie.nodes) != sorted(trie.nodes) \
            or len(trie.nodes) != len(file["nodes"]):
        refuse("malformed")
    return State(file["block"]["header"], trie, file["contracts"])


class Facts:
    """What was read from storage before judging; a fact that could not be read raises."""

    def __init__(self) -> None:
        self.known: dict[str, Any] = {}

    def learn(self, name: str, read: Callable[[], Any]) -> None:
        """Read a fact now."""
        try:
            self.known[name] = read()
        except (Missing, Unusable) as error:
            self.known[name] = error

    def __getitem__(self, name: str) -> Any:
        if isinstance(self.known.get(name), Exception):
            raise self.known[name]
        return self.known.get(name)


def state_of(file: dict[str, Any], state: State, anchor: int | None) -> Outcome:
    """The check `state`; to be asked when everything has been read."""
    block, before = file["block"], file["block"]["header"]
    if before.hash != block["hash"]:
        return failed("header-hash-differs")
    for header in block.get("following", ()):
        if header.fields[PARENT] != before.hash:
            return failed("following-unlinked")
        before = header
    if state.invalid:
        return failed("state-invalid")
    if len(state.trie.walked) < len(state.trie.nodes):
        return failed("unused-node")
    if anchor is not None and anchor > state.time:
        return failed("anchor-after-block")
    return (NOT_CHECKED, "state-missing") if state.missing else "state-proven"


def judge_documents(verdict: Verdict, file: dict[str, Any], named: Callable[[], set[bytes]],
                    scope: Callable[[], bytes]) -> None:
    """The checks `documents`, `scope` and `items`."""
    laid = file.get("scope")

    def documents() -> Outcome:
        for one in file["documents"]:
            if commitment(one["salt"], one["document"]) != one["commitment"]:
                return failed("document-differs")
        names = named() | ({laid["commitment"]} if laid else set())
        return "documents-match" if all(one["commitment"] in names for one in file["documents"]) \
            else failed("document-unnamed")
    if "documents" in file:
        verdict.judge(INTEGRITY, "documents", documents)
    if laid:
        whole = sha256(b"\1", laid["commitment"], laid["items"])
        verdict.judge(INTEGRITY, "scope", lambda: "scope-of-grant" if whole == scope()
                      else failed("scope-differs"))
        if "disclosed" in laid:
            match = all(_item_root(one) == laid["items"] for one in laid["disclosed"])
            verdict.judge(INTEGRITY, "items", lambda: "items-match" if match
                          else failed("item-differs"))


def _item_root(one: dict[str, Any]) -> bytes:
    node = sha256(b"\0", one["salt"], canonical(one["item"]))
    for beside in one["path"]:
        left = beside.get("left")
        node = sha256(b"\1", left, node) if left else sha256(b"\1", node, beside["right"])
    return node
