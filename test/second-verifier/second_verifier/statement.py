# SPDX-License-Identifier: Apache-2.0
"""Statements, entries and their signatures (statement.md; log.md, rules 1 to 7)."""

from typing import Any, NamedTuple

from .hashes import HALF_ORDER, keccak, leaf_hash, path_leads, recover, sha256, tree_root
from .shapes import (Optional, Reader, b20, b32, count, digest, flag, h32, integer, listed, obj,
                     only_true, ordinal, raw, refuse, text, time48, u16, u32, unique, word)
from .strict_json import Refused, canonical, parse

ENTRY_BYTES = 65535
REF = obj(log=b32, id=b32)
LIST = obj(count=u32, root=h32)
COMMON: dict[str, Any] = dict(
    type=text(), chainId=ordinal, exchangeLog=b20, log=b32, time=time48,
    nonce=raw(16, zero=True), organization=u32, seat=u32, asset=b32)


def _sources(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or "list" not in value:
        return LIST(value)
    made = obj(list=listed(REF, 1, 256))(value)
    unique(made["list"], "out-of-range")
    leaves = [ref["log"] + ref["id"] for ref in made["list"]]
    return {"count": len(leaves), "root": tree_root(leaves)}


def _target(value: Any) -> dict[str, Any]:
    made = obj(id=Optional(b32), serial=Optional(ordinal))(value)
    return made if len(made) == 1 else refuse("unknown-field" if made else "missing-field")


KINDS: dict[str, dict[str, Any]] = {
    "dataset-version": dict(
        digest=digest, salted=flag, schema=b32, custodian=Optional(only_true),
        supersedes=Optional(b32), sources=Optional(_sources),
        activity=Optional(text(1, 64, "[a-z0-9-]*"))),
    "delivery": dict(
        version=b32, grant=b32, serial=ordinal, recipient=u32, digest=digest, salted=flag,
        channel=word("interface", "batch", "file"), parts=Optional(LIST),
        custodian=Optional(only_true)),
    "receipt": dict(grant=b32, delivery=REF, digest=digest, salted=flag,
                    result=word("accepted", "mismatch"), supersedes=Optional(b32)),
    "use": {"grant": b32, "purpose": u32, "from": time48, "until": time48, "count": count,
            "effect": b32, "storage": Optional(b32)},
    "disposal": dict(grant=b32, method=word("destroyed", "returned", "sealed"),
                     disposedAt=time48, record=b32),
    "mirror": dict(version=b32, state=word("in-sync", "drifted", "stopped"), lag=count,
                   digest=Optional(digest), salted=Optional(flag)),
    "reconciliation": {"grant": b32, "from": time48, "until": time48, "count": count,
                       "deliveries": b32, "counterparty": obj(organization=u32, seat=u32)},
    "withdrawal": dict(grant=Optional(b32), target=_target, reason=u16),
}
# Rule 13: the struct of each kind, member by member.
SHARED = "bytes32 id,bytes32 log,uint64 time,bytes16 nonce,uint32 organization,uint32 seat," \
    "bytes32 asset,"
STRUCTS = {
    "dataset-version": "Digest digest,bool salted,bytes32 schema,bool custodian,"
    "bytes32 supersedes,uint32 sourceCount,bytes32 sourceRoot,string activity",
    "delivery": "bytes32 version,bytes32 grant,uint64 serial,uint32 recipient,Digest digest,"
    "bool salted,string channel,uint32 partCount,bytes32 partRoot,bool custodian",
    "receipt": "bytes32 grant,bytes32 deliveryLog,bytes32 deliveryId,Digest digest,bool salted,"
    "string result,bytes32 supersedes",
    "use": "bytes32 grant,uint32 purpose,uint64 from,uint64 until,uint64 count,bytes32 effect,"
    "bytes32 storage",
    "disposal": "bytes32 grant,string method,uint64 disposedAt,bytes32 record",
    "mirror": "bytes32 version,string state,uint64 lag,Digest digest,bool salted",
    "reconciliation": "bytes32 grant,uint64 from,uint64 until,uint64 count,bytes32 deliveries,"
    "uint32 counterpartyOrganization,uint32 counterpartySeat",
    "withdrawal": "bytes32 grant,bytes32 targetId,uint64 targetSerial,uint16 reason",
}
# Where a struct's member stands in the body under another name.
NESTED = {"sourceCount": ("sources", "count"), "sourceRoot": ("sources", "root"),
          "partCount": ("parts", "count"), "partRoot": ("parts", "root"),
          "deliveryLog": ("delivery", "log"), "deliveryId": ("delivery", "id"),
          "counterpartyOrganization": ("counterparty", "organization"),
          "counterpartySeat": ("counterparty", "seat"),
          "targetId": ("target", "id"), "targetSerial": ("target", "serial")}
BATCH = "bytes32 root,uint32 count,uint32 seat,uint32 organization,bytes32 log,bytes32 asset," \
    "bytes32 grant,uint32 purpose,uint64 from,uint64 until"
DIGEST = "Digest(uint64 size,bytes32 sha256,bytes32 sm3)"
DOMAIN = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
SIGNATURES: dict[str, Reader] = {
    "eip712": obj(alg=text(), seat=u32, value=raw(65)),
    "eip712-batch": obj(**{
        "alg": text(), "seat": u32, "value": raw(65), "root": h32, "count": integer(1, 1024),
        "index": count, "path": listed(h32, 0, 10), "asset": b32, "grant": Optional(b32),
        "purpose": integer(0, 2**32 - 1), "from": time48, "until": time48}),
}
LINK = obj(subject=b32, n=ordinal, prev=Optional(h32))
SEEN = obj(number=count, hash=b32, time=time48)
ENTRY = obj(type=word("suyuan/entry@1"), statement=lambda value: read_statement(value),
            signatures=listed(lambda value: read_signature(value), 1, 2), logged=time48, seen=SEEN,
            chain=listed(LINK, 1, 2))
HEADS = obj(type=word("suyuan/heads@1"), count=ordinal, log=b32, logged=time48, root=h32,
            seen=SEEN, size=ordinal)


class Statement(NamedTuple):
    """A statement that was read: its kind, its members, and the id of its body."""
    kind: str
    body: dict[str, Any]
    id: bytes

    def signers(self) -> list[dict[str, int]]:
        """Organisation and seat of each who signs, in order (rule 14)."""
        own = [{name: self.body[name] for name in ("organization", "seat")}]
        return own + ([self.body["counterparty"]] if "counterparty" in self.body else [])

    def subjects(self) -> list[bytes]:
        """The asset, and the grant where there is one (log.md, rule 7)."""
        return [self.body[name] for name in ("asset", "grant") if name in self.body]


def read_statement(value: Any) -> Statement:
    """Read a body by rules 1 to 11."""
    name = value.get("type") if isinstance(value, dict) else refuse("wrong-type")
    kind = name[7:-2] if isinstance(name, str) else ""
    if name != f"suyuan/{kind}@1" or kind not in KINDS:
        raise Refused("unknown-type")
    body = obj(**COMMON, **KINDS[kind])(value)
    other = body.get("counterparty")
    if body.get("from", 0) > body.get("until", 0) or (other and (
            other["organization"] == body["organization"] or other["seat"] == body["seat"])):
        raise Refused("out-of-range")
    if kind == "mirror" and ("digest" in body) != ("salted" in body):
        raise Refused("missing-field")
    if "serial" in body.get("target", {}) and "grant" not in body:
        raise Refused("missing-field")
    return Statement(kind, body, sha256(canonical(value)))


def read_signature(value: Any) -> dict[str, Any]:
    """Read one signature by rules 15 to 17."""
    alg = value.get("alg") if isinstance(value, dict) else refuse("wrong-type")
    if not isinstance(alg, str) or alg not in SIGNATURES:
        raise Refused("unknown-algorithm" if isinstance(alg, str) else "wrong-type")
    made = SIGNATURES[alg](value)
    if made["value"][64] not in (27, 28):
        raise Refused("out-of-range")
    if alg == "eip712-batch" and (made["index"] >= made["count"]
                                  or made["from"] > made["until"]
                                  or ("grant" in made) != (made["purpose"] != 0)):
        raise Refused("out-of-range")
    return made


def read_entry(data: bytes) -> dict[str, Any]:
    """Read a leaf that is an entry."""
    entry = ENTRY(_leaf(data))
    statement, signatures = entry["statement"], entry["signatures"]
    check_signatures(statement, signatures)
    if [link["subject"] for link in entry["chain"]] != statement.subjects() \
            or any((link["n"] == 1) == ("prev" in link) for link in entry["chain"]):
        raise Refused("entry-chain")
    return {**entry, "leaf": leaf_hash(data)}


def read_heads(data: bytes) -> dict[str, Any]:
    """Read a leaf that is a heads entry."""
    return {**HEADS(_leaf(data)), "leaf": leaf_hash(data)}


def check_signatures(statement: Statement, signatures: list[dict[str, Any]]) -> None:
    """One signature for each signer, in their order."""
    seats = [signer["seat"] for signer in statement.signers()]
    if len(signatures) != len(seats):
        raise Refused("signature-count")
    if [signature["seat"] for signature in signatures] != seats:
        raise Refused("signature-seat")


def signing_digest(statement: Statement) -> bytes:
    """The EIP-712 digest of rule 13."""
    name = "".join(map(str.capitalize, statement.kind.split("-")))
    encoded = f"{name}({SHARED}{STRUCTS[statement.kind]})"
    values = {**statement.body, "id": statement.id}
    for member, (outer, inner) in NESTED.items():
        values[member] = statement.body.get(outer, {}).get(inner) if isinstance(
            statement.body.get(outer, {}), dict) else None
    kinds = encoded + (DIGEST if "Digest" in encoded else "")
    return _typed(statement, kinds, SHARED + STRUCTS[statement.kind], values)


def recover_signer(statement: Statement, place: int, signature: dict[str, Any]) -> bytes:
    """The address that signed in that place; refuses a batch that is not for the statement."""
    body, made = statement.body, signing_digest(statement)
    if signature["alg"] == "eip712-batch":
        if (signature["asset"], signature.get("grant")) != (body["asset"], body.get("grant")) \
                or not signature["from"] <= body["time"] <= signature["until"]:
            raise Refused("batch-mismatch")
        if not path_leads(leaf_hash(statement.id), signature["index"], signature["count"],
                          signature["path"], signature["root"]):
            raise Refused("batch-path")
        values = {**signature, **statement.signers()[place], "log": body["log"]}
        made = _typed(statement, f"Batch({BATCH})", BATCH, values)
    value = signature["value"]
    if int.from_bytes(value[32:64], "big") > HALF_ORDER:
        raise Refused("high-s")
    return recover(made, value[:64], value[64] - 27) or refuse("unrecoverable-signature")


def _typed(statement: Statement, kinds: str, members: str, values: dict[str, Any]) -> bytes:
    body = statement.body
    domain = keccak(keccak(DOMAIN.encode()), keccak(b"Suyuan"), keccak(b"1"),
                    _word("uint256", body["chainId"]), body["exchangeLog"].rjust(32, b"\0"))
    words = [_word(kind, values.get(name)) for kind, name in
             (member.split(" ") for member in members.split(","))]
    return keccak(b"\x19\x01", domain, keccak(keccak(kinds.encode()), *words))


def _word(kind: str, value: Any) -> bytes:
    if kind == "Digest":
        size, parts = (value["bytes"], [value["sha256"], value["sm3"]]) if value else \
            (0, [bytes(32), bytes(32)])
        return keccak(keccak(DIGEST.encode()), _word("uint64", size), *parts)
    if kind == "string":
        return keccak((value or "").encode())
    if kind.startswith("bytes"):
        return (value or b"").ljust(32, b"\0")
    return int(value or 0).to_bytes(32, "big")


def _leaf(data: bytes) -> Any:
    value = parse(data, ENTRY_BYTES)
    if canonical(value) != data:
        raise Refused("not-canonical")
    if not isinstance(value, dict) or value.get("type") not in ("suyuan/entry@1", "suyuan/heads@1"):
        raise Refused("unknown-type")
    return value
