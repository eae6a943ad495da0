# SPDX-License-Identifier: Apache-2.0
"""Policies and their signed updates (policy.md)."""

import base64
from typing import Any

from .hashes import sha256
from .note import LOG, WITNESS, key_of, read_note, signers
from .shapes import TYPES, integer, listed, obj, text, unique
from .strict_json import canonical, need, parse

CONTRACTS = ("organizationRegistry", "assetRegistry", "sharingRegistry", "exchangeLog",
             "rightRegistry", "deliveryRegistry")
MOST_UPDATES = 1024


def read_consensus(value: Any) -> Any:
    """Who may seal which blocks."""
    kind = value.get("kind") if isinstance(value, dict) else None
    need(isinstance(kind, str) and kind in CONSENSUS, "out-of-range")
    made = CONSENSUS[kind](value)
    for one in made.get("sets", ()):
        unique(one["validators"])
        need(one["from"] <= one.get("to", one["from"]), "wrong-order")
    for one, following in zip(made.get("sets", ()), made.get("sets", ())[1:]):
        need(one["from"] <= following["from"], "wrong-order")
        need(one.get("to", following["from"]) < following["from"], "overlapping-sets")
    return made


SETS = listed(obj("from count, to? count, validators validators",
                  validators=listed(TYPES["b20"], 1, 256)), 1, 1024)
CONSENSUS = {"none": obj("kind text"),
             **dict.fromkeys(("qbft", "ibft2", "ibft1"), obj("kind text, sets sets", sets=SETS)),
             "clique": obj("kind text, sets sets, following most, signers most", sets=SETS,
                           most=integer(1, 256))}
LOG_KEYS, WITNESS_KEYS = listed(key_of(LOG), 1, 64), listed(key_of(WITNESS), 0, 64)
POLICY = obj(
    "type suyuan/policy@1, name name, chain chain, contracts contracts, logs logs,"
    "witnesses witnesses, require require, authority? authority, supersedes? b32",
    name=text(1, 200), chain=obj("chainId ordinal, consensus of", of=read_consensus),
    contracts=obj(", ".join(f"{name} one" for name in CONTRACTS),
                  one=obj("address b20, codeHash b32")),
    logs=listed(obj("origin origin, keys keys", origin=text(1), keys=LOG_KEYS), 1, 1024),
    witnesses=obj("threshold count, keys keys", keys=WITNESS_KEYS),
    require=listed(text(pattern="seals|witnesses|time|complete"), 0, 4),
    authority=obj("threshold ordinal, keys keys", keys=LOG_KEYS))
UPDATE = obj("type suyuan/policy-update@1, policy any, note text")


def read_policy(data: bytes) -> dict[str, Any]:
    """Read a policy; refuses what breaks a rule of policy.md."""
    policy = POLICY(parse(data))
    unique(policy["require"])
    unique([log["origin"] for log in policy["logs"]])
    authority = policy.get("authority", {"threshold": 0, "keys": []})
    watching, signing = ([key.public for key in one["keys"]]
                         for one in (policy["witnesses"], authority))
    for log in policy["logs"]:
        unique([key.public for key in log["keys"]])
        need({key.public for key in log["keys"]}.isdisjoint(watching + signing), "duplicate-item")
    unique(watching + signing)
    consensus = policy["chain"]["consensus"]
    sealing = {one for named in consensus.get("sets", ()) for one in named["validators"]}
    need(policy["witnesses"]["threshold"] <= len(watching)
         and authority["threshold"] <= len(signing)
         and consensus.get("signers", 0) <= len(sealing), "unreachable-threshold")
    return {**policy, "hash": sha256(canonical(parse(data)))}


def updated(policy: dict[str, Any], updates: list[Any]) -> dict[str, Any]:
    """The policy after all of its signed updates, in their order; refuses them all if one fails."""
    taken = {policy.get("supersedes")}
    for update in listed(UPDATE, 0, MOST_UPDATES)(updates):
        following = read_policy(canonical(update["policy"]))
        need("supersedes" in following, "missing-field")
        before, authority = following["supersedes"], policy.get("authority")
        need(before not in taken or before == policy["hash"], "policy-forked")
        need(before == policy["hash"], "policy-not-next")
        need(following["chain"]["chainId"] == policy["chain"]["chainId"], "policy-of-other-chain")
        need(authority, "policy-not-updatable")
        note, named = read_note(update["note"]), base64.b64encode(following["hash"]).decode()
        need(note.text == f"suyuan/policy-update@1\n{named}\n", "policy-undersigned")
        found = signers(note, authority["keys"])
        need(found, "note-not-signed")
        need(len(found) >= authority["threshold"], "policy-undersigned")
        taken.add(policy["hash"])
        policy = following
    return policy
