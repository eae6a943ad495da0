# SPDX-License-Identifier: Apache-2.0
"""The one reader of every format, by the table of formats.md, and rules that no table can say."""

import base64
import re
from functools import partial
from typing import Any

import rfc8785

from .crypto import LOG, WITNESS, read_checkpoint, read_key, read_note, sha256, signers, tree_root
from .seals import read_header
from .strict import SAFE, base64_bytes, need, page, parse

HEX = re.compile(r"0x(?:[0-9a-f]{2})*")
UNKNOWN = {"consensus": "out-of-range", "signature": "unknown-algorithm"}

def _table() -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Members with their kinds, by format; and kinds that have a name, by it."""
    formats: dict[str, dict[str, str]] = {}
    named: dict[str, str] = {}
    for line in re.sub(r"\n +", " ", page("formats.md").split("```")[1]).split("\n")[1:-1]:
        name, *words = line.split()
        if words[0] == "=":
            named[name] = words[1]
            continue
        formats[name] = {}
        for member, _, kind in (word.partition(":") for word in words):
            formats[name] |= {member: kind} if kind else formats[member]
    return formats, named

MEMBERS, NAMED = _table()

def read(kind: str, value: Any) -> Any:
    """The value, by its kind: an object as a dict, hex as bytes, a key or a note taken apart."""
    kind = NAMED.get(kind, kind)
    if many := re.fullmatch(r"(.+)\*(\d+)-(\d+)", kind):
        need(isinstance(value, list), "wrong-type")
        need(int(many[2]) <= len(value) <= int(many[3]), "out-of-range")
        return [read(many[1], item) for item in value]
    if kind == "sources":
        kind = "refs" if isinstance(value, dict) and "list" in value else "list"
    if ">" in kind:
        name, member = kind.split(">")
        kind = f"{name}.{value.get(member) if isinstance(value, dict) else None}"
        need(kind in MEMBERS, UNKNOWN.get(name, "unknown-type"))
    if kind in MEMBERS:
        return _rules(kind.split(".")[0], _object(MEMBERS[kind], value), value)
    bounds = re.fullmatch(r"(\d+)\.\.(\d+)", kind)
    wanted = int if bounds else bool if kind in ("flag", "true") else str
    need(type(value) is wanted or kind == "any", "wrong-type")
    need(value or kind != "true", "out-of-range")
    need(not bounds or int(bounds[1]) <= value <= int(bounds[2]), "out-of-range")
    return _text(kind, value) if isinstance(value, str) and kind != "any" else value

def unique(values: list[Any]) -> None:
    """Refuse a list that holds something twice."""
    need(len(set(map(repr, values))) == len(values), "duplicate-item")

def signers_of(statement: dict[str, Any]) -> list[dict[str, Any]]:
    """Who signs a statement, in order."""
    return [statement, *([statement["counterparty"]] if "counterparty" in statement else [])]

def read_policy(data: bytes) -> dict[str, Any]:
    """Read a policy; refuses what breaks a rule of policy.md."""
    value = parse(data)
    policy = read("policy", value)
    unique(policy["require"])
    unique([log["origin"] for log in policy["logs"]])
    authority = policy.get("authority", {"threshold": 0, "keys": []})
    naming = [key.public for one in (policy["witnesses"], authority) for key in one["keys"]]
    for log in policy["logs"]:
        unique([*naming, *(key.public for key in log["keys"])])
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
        found = signers(update["note"], authority["keys"])
        need(found, "note-not-signed")
        need(len(found) >= authority["threshold"], "policy-undersigned")
        taken.add(policy["hash"])
        policy = following
    return policy

def _object(members: dict[str, str], value: Any) -> dict[str, Any]:
    need(isinstance(value, dict), "wrong-type")
    kinds = {member.rstrip("?"): kind for member, kind in members.items()}
    need(value.keys() <= kinds.keys(), "unknown-field")
    need(all(member in value or member.endswith("?") for member in members), "missing-field")
    return {member: read(kinds[member], value[member]) for member in value}

def _text(kind: str, value: str) -> Any:
    if kind in TEXTS:
        return TEXTS[kind](value)
    if size := re.fullmatch(r"([bh])(\d+)", kind):
        return _hex(size[1], value, int(size[2]))
    need(re.fullmatch(kind, value, re.S), "out-of-range")
    return value

def _hex(kind: str, text: str, size: int | None = None) -> bytes:
    """Bytes in lower-case hex; never all zero where the kind is `b`."""
    need(HEX.fullmatch(text) and size in (None, len(text) // 2 - 1), "invalid-hex")
    made = bytes.fromhex(text[2:])
    need(kind == "h" or any(made), "out-of-range")
    return made

def _leaf(kind: str, text: str) -> Any:
    """A leaf of a log, at most 65,535 bytes (log.md, 1), with its leaf hash."""
    data = base64_bytes(text)
    value = parse(data, 65535)
    need(rfc8785.dumps(value) == data, "not-canonical")
    return {**read(kind, value), "leaf": sha256(b"\0", data)}

def _rules(kind: str, made: dict[str, Any], value: Any) -> Any:
    """What the table cannot say of a format; its value, with what is made of it."""
    if kind in ("target", "beside"):
        need(len(made) == 1, "missing-field")
    if kind == "refs":
        unique(made["list"])
        leaves = [ref["log"] + ref["id"] for ref in made["list"]]
        return {"count": len(leaves), "root": tree_root(leaves)}
    if kind == "statement":  # rules 5 to 10 and 12 of statement.md
        other, target = made.get("counterparty", {}), made.get("target", {})
        need(made.get("from", 0) <= made.get("until", 0) and made.get("at", 0) <= made["time"]
             and all(made[name] != other[name] for name in other)
             and ("act" not in made or made["asset"] == made["log"]), "out-of-range")
        need("lag" not in made or ("digest" in made) == ("salted" in made), "missing-field")
        need("serial" not in target or "grant" in made, "missing-field")
        return {**made, "kind": made["type"][7:-2], "id": sha256(rfc8785.dumps(value))}
    if kind == "signature":  # rules 16 and 17 of statement.md
        need(made["value"][64] in (27, 28) and (made["alg"] == "eip712" or (
            made["index"] < made["count"] and made["from"] <= made["until"]
            and ("grant" in made) == (made["purpose"] != 0))), "out-of-range")
    if kind == "entry":  # rules 2 and 7 of log.md
        said, links = made["statement"], made["chain"]
        seats = [signer["seat"] for signer in signers_of(said)]
        need([one["seat"] for one in made["signatures"]] == seats, "signature-seat")
        subjects = [said[name] for name in ("asset", "grant") if name in said]
        need([link["subject"] for link in links] == subjects
             and all((link["n"] == 1) != ("prev" in link) for link in links), "entry-chain")
    if kind == "consensus":  # rule 5 of policy.md
        begin, end = 0, -1
        for one in made.get("sets", []):
            unique(one["validators"])
            need(begin <= one["from"] <= one.get("to", SAFE), "wrong-order")
            need(one["from"] > end, "overlapping-sets")
            begin, end = one["from"], one.get("to", SAFE)
    return made

TEXTS = {"base64": base64_bytes, "note": read_note, "checkpoint": read_checkpoint,
         "log-key": partial(read_key, LOG), "witness-key": partial(read_key, WITNESS),
         "entry-bytes": partial(_leaf, "entry"), "heads-bytes": partial(_leaf, "heads"),
         "header": lambda text: read_header(_hex("h", text))}
