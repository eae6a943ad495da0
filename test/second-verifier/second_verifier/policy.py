# SPDX-License-Identifier: Apache-2.0
"""Policies and their signed updates (policy.md)."""

import base64
from typing import Any

import rfc8785

from .crypto import sha256
from .formats import read, unique
from .strict import need, parse


def read_policy(data: bytes) -> dict[str, Any]:
    """Read a policy; refuses what breaks a rule of policy.md."""
    value = parse(data)
    policy = read("policy", value)
    unique(policy["require"])
    unique([log["origin"] for log in policy["logs"]])
    authority = policy.get("authority", {"threshold": 0, "keys": []})
    naming = [key.public for one in (policy["witnesses"], authority) for key in one["keys"]]
    unique(naming)
    for log in policy["logs"]:
        unique([key.public for key in log["keys"]])
        need({key.public for key in log["keys"]}.isdisjoint(naming), "duplicate-item")
    consensus = policy["chain"]["consensus"]
    sealing = {one for named in consensus.get("sets", ()) for one in named["validators"]}
    need(all(one["threshold"] <= len(one["keys"]) for one in (policy["witnesses"], authority))
         and consensus.get("signers", 0) <= len(sealing), "unreachable-threshold")
    return {**policy, "hash": sha256(rfc8785.dumps(value))}


def updated(policy: dict[str, Any], updates: list[Any]) -> dict[str, Any]:
    """The policy after all of its signed updates, in their order; refuses them all if one fails."""
    taken = {policy.get("supersedes")}
    for update in read("update*0-1024", updates):
        following = read_policy(rfc8785.dumps(update["policy"]))
        need("supersedes" in following, "missing-field")
        before, authority = following["supersedes"], policy.get("authority")
        need(before not in taken or before == policy["hash"], "policy-forked")
        need(before == policy["hash"], "policy-not-next")
        need(following["chain"]["chainId"] == policy["chain"]["chainId"], "policy-of-other-chain")
        need(authority, "policy-not-updatable")
        named = base64.b64encode(following["hash"]).decode()
        need(update["note"].text == f"suyuan/policy-update@1\n{named}\n", "policy-undersigned")
        found = update["note"].signers(authority["keys"])
        need(found, "note-not-signed")
        need(len(found) >= authority["threshold"], "policy-undersigned")
        taken.add(policy["hash"])
        policy = following
    return policy
