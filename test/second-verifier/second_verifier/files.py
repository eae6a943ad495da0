# SPDX-License-Identifier: Apache-2.0
"""What all files have alike: contracts, block, nodes, documents, scope, and whom they trust."""

from collections.abc import Callable
from typing import Any

from .hashes import sha256
from .rlp import PARENT, read_header
from .seals import seals
from .shapes import TYPES, Reader, listed, obj
from .state import State
from .strict_json import canonical, need
from .verdict import Verdict, first


def _beside(value: Any) -> dict[str, bytes]:
    made = obj("left? h32, right? h32")(value)
    need(len(made) == 1, "missing-field")
    return made


ITEM = obj("item any, salt h32, path path", path=listed(_beside, 0, 64))
SCOPE = obj("commitment b32, items h32, disclosed? disclosed", disclosed=listed(ITEM, 1, 256))
DOCUMENTS = listed(obj("commitment b32, salt h32, document any"), 1, 64)
BLOCK = obj("header header, hash b32, following? following", header=read_header,
            following=listed(read_header, 1, 256))


def file_shape(kind: str, contracts: tuple[str, ...], members: str, **own: Reader) -> Reader:
    """The members that all files have, and those of this kind."""
    return obj(f"type suyuan/{kind}@1, chainId ordinal, contracts contracts, block block,"
               f"nodes nodes, {members}", block=BLOCK,
               contracts=obj(", ".join(f"{name} b20" for name in contracts)),
               nodes=listed(TYPES["base64"], 0, 2000), documents=DOCUMENTS, scope=SCOPE, **own)


def state_of(file: dict[str, Any], state: State, anchor: int = 0) -> str:
    """The check `state`; to be asked when everything has been read."""
    headers = [file["block"]["header"], *file["block"].get("following", ())]
    linked = all(header.fields[PARENT] == before.hash
                 for before, header in zip(headers, headers[1:]))
    return first("state-proven", (headers[0].hash != file["block"]["hash"], "!header-hash-differs"),
                 (not linked, "!following-unlinked"), (state.invalid, "!state-invalid"),
                 (len(state.trie.walked) < len(state.trie.nodes), "!unused-node"),
                 (anchor > state.time, "!anchor-after-block"), (state.missing, "?state-missing"))


def judge_documents(verdict: Verdict, file: dict[str, Any], named: Callable[[], set[bytes]],
                    scope: Callable[[], bytes]) -> None:
    """The checks `documents`, `scope` and `items`."""
    laid = file.get("scope")

    def documents() -> str:
        for one in file["documents"]:
            if sha256(one["salt"], canonical(one["document"])) != one["commitment"]:
                return "!document-differs"
        names = named() | ({laid["commitment"]} if laid else set())
        every = all(one["commitment"] in names for one in file["documents"])
        return "documents-match" if every else "!document-unnamed"

    def items() -> str:
        match = all(_item_root(one) == laid["items"] for one in laid["disclosed"])
        return "items-match" if match else "!item-differs"
    if "documents" in file:
        verdict.integrity("documents", documents)
    if laid:
        whole = sha256(b"\1", laid["commitment"], laid["items"])
        verdict.integrity("scope", lambda: "scope-of-grant" if whole == scope()
                          else "!scope-differs")
        if "disclosed" in laid:
            verdict.integrity("items", items)


def _item_root(one: dict[str, Any]) -> bytes:
    node = sha256(b"\0", one["salt"], canonical(one["item"]))
    for beside in one["path"]:
        node = sha256(b"\1", beside.get("left", node), beside.get("right", node))
    return node


def judge_trust(verdict: Verdict, policy: dict[str, Any], file: dict[str, Any], state: State,
                unsealed: str) -> None:
    """The checks `chain`, `contracts` and `seals`."""
    chain, block, pinned = policy["chain"], file["block"], policy["contracts"]

    def contracts() -> str:
        if any(file["contracts"][name] != pinned[name]["address"] for name in file["contracts"]):
            return "!contract-address-differs"
        hashes = {name: state.code_hash(name) for name in file["contracts"]}
        return "contracts-known" if all(hashes[name] == pinned[name]["codeHash"]
                                        for name in hashes) else "!contract-code-differs"
    verdict.trust("chain", "chain-known" if chain["chainId"] == file["chainId"]
                  else "!chain-unknown")
    verdict.trust("contracts", contracts)
    verdict.trust("seals", f"?{unsealed}" if chain["consensus"]["kind"] == "none" else seals(
        chain["consensus"], [block["header"], *block.get("following", ())]))
