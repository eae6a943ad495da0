# SPDX-License-Identifier: Apache-2.0
"""Policies (policy.md) and the checks of trust that all files share."""

import base64
from typing import Any

from .hashes import sha256
from .note import LOG, WITNESS, Key, read_key, read_note, signers
from .seals import seals
from .shapes import (Optional, anything, b20, b32, count, integer, listed, obj, ordinal, refuse, text,
                     unique, word)
from .state import State
from .strict_json import canonical, parse
from .verdict import NOT_CHECKED, TRUST, Verdict, failed

CONTRACTS = ("organizationRegistry", "assetRegistry", "sharingRegistry", "exchangeLog",
             "rightRegistry", "deliveryRegistry")


def _set(value: Any) -> dict[str, Any]:
    made = obj(**{"from": count, "to": Optional(count), "validators": listed(b20, 1, 256)})(value)
    unique(made["validators"], "duplicate-item")
    return made if made["from"] <= made.get("to", made["from"]) else refuse("wrong-order")


def _sets(value: Any) -> list[dict[str, Any]]:
    made = listed(_set, 1, 1024)(value)
    for one, following in zip(made, made[1:]):
        if one["from"] > following["from"]:
            refuse("wrong-order")
        if one.get("to", following["from"]) >= following["from"]:
            refuse("overlapping-sets")
    return made


CONSENSUS = {
    "none": obj(kind=text()), **{kind: obj(kind=text(), sets=_sets)
                                 for kind in ("qbft", "ibft2", "ibft1")},
    "clique": obj(kind=text(), sets=_sets, following=integer(1, 256), signers=integer(1, 256))}


def _consensus(value: Any) -> Any:
    kind = value.get("kind") if isinstance(value, dict) else None
    return CONSENSUS[kind](value) if isinstance(kind, str) and kind in CONSENSUS \
        else refuse("out-of-range")


def _key(kind: int) -> Any:
    def read(value: Any) -> Key:
        key = read_key(value)
        return key if key.kind == kind else refuse("out-of-range")
    return read


POLICY = obj(
    type=word("suyuan/policy@1"), name=text(1, 200),
    chain=obj(chainId=ordinal, consensus=_consensus),
    contracts=obj(**{name: obj(address=b20, codeHash=b32) for name in CONTRACTS}),
    logs=listed(obj(origin=text(1), keys=listed(_key(LOG), 1, 64)), 1, 1024),
    witnesses=obj(threshold=count, keys=listed(_key(WITNESS), 0, 64)),
    require=listed(word("seals", "witnesses", "time", "complete"), 0, 4),
    authority=Optional(obj(threshold=ordinal, keys=listed(_key(LOG), 1, 64))),
    supersedes=Optional(b32))
UPDATE = obj(type=word("suyuan/policy-update@1"), policy=anything, note=text())
MOST_UPDATES = 1024


def read_policy(data: bytes) -> dict[str, Any]:
    """Read a policy; refuses what breaks a rule of policy.md."""
    policy = POLICY(parse(data))
    _consistent(policy)
    return {**policy, "hash": sha256(canonical(parse(data)))}


def updated(policy: dict[str, Any], updates: list[Any]) -> dict[str, Any]:
    """The policy after all of its signed updates, in their order; refuses them all if one fails."""
    taken = {policy.get("supersedes")} - {None}
    for update in listed(UPDATE, 0, MOST_UPDATES)(updates):
        following = read_policy(canonical(update["policy"]))
        before = following.get("supersedes") or refuse("missing-field")
        if before != policy["hash"]:
            refuse("policy-forked" if before in taken else "policy-not-next")
        if following["chain"]["chainId"] != policy["chain"]["chainId"]:
            refuse("policy-of-other-chain")
        authority, note = policy.get("authority"), read_note(update["note"])
        named = base64.b64encode(following["hash"]).decode()
        if authority is None:
            refuse("policy-not-updatable")
        if note.text != f"suyuan/policy-update@1\n{named}\n":
            refuse("policy-undersigned")
        found = len(signers(note, authority["keys"])) or refuse("note-not-signed")
        if found < authority["threshold"]:
            refuse("policy-undersigned")
        taken.add(policy["hash"])
        policy = following
    return policy


def _consistent(policy: dict[str, Any]) -> None:
    unique([log["origin"] for log in policy["logs"]], "duplicate-item")
    for log in policy["logs"]:
        unique([key.public for key in log["keys"]], "duplicate-item")
    authority = policy.get("authority", {"threshold": 0, "keys": []})
    signing = [key.public for key in authority["keys"]]
    watching = [key.public for key in policy["witnesses"]["keys"]]
    unique(signing + watching, "duplicate-item")
    unique(watching, "duplicate-item")
    unique(policy["require"], "duplicate-item")
    if {key.public for log in policy["logs"] for key in log["keys"]} & set(watching + signing):
        refuse("duplicate-item")
    consensus = policy["chain"]["consensus"]
    sealing = {one for named in consensus.get("sets", ()) for one in named["validators"]}
    if policy["witnesses"]["threshold"] > len(watching) or authority["threshold"] > len(signing) \
            or consensus.get("signers", 0) > len(sealing):
        refuse("unreachable-threshold")


def judge_contracts(verdict: Verdict, policy: dict[str, Any], file: dict[str, Any],
                    state: State) -> None:
    """The checks `chain` and `contracts` of every kind of file."""
    def contracts() -> Any:
        known = policy["contracts"]
        hashes = {}
        for name, address in file["contracts"].items():
            if address != known[name]["address"]:
                return failed("contract-address-differs")
        for name in file["contracts"]:
            hashes[name] = state.code_hash(name)
        return "contracts-known" if all(
            made == known[name]["codeHash"] for name, made in hashes.items()) \
            else failed("contract-code-differs")
    verdict.judge(TRUST, "chain", lambda: "chain-known" if policy["chain"]["chainId"]
                  == file["chainId"] else failed("chain-unknown"))
    verdict.judge(TRUST, "contracts", contracts)


def judge_seals(verdict: Verdict, policy: dict[str, Any], file: dict[str, Any],
                unsealed: str) -> None:
    """The check `seals`."""
    consensus, block = policy["chain"]["consensus"], file["block"]
    verdict.judge(TRUST, "seals", lambda: (NOT_CHECKED, unsealed) if consensus["kind"] == "none"
                  else seals(consensus, [block["header"], *block.get("following", ())]))
