# SPDX-License-Identifier: Apache-2.0
"""Statements, entries and their signatures (statement.md; log.md, rules 1 to 7)."""

from typing import Any, NamedTuple

from .hashes import keccak, leaf_hash, path_leads, recover, sha256, tree_root
from .pages import STRUCTS
from .shapes import TYPES, base64_bytes, integer, listed, obj, raw, text, unique
from .strict_json import canonical, need, parse

ENTRY_BYTES = 65535
HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0
REF, LIST = obj("log b32, id b32"), obj("count u32, root h32")
COMMON = "type text, chainId ordinal, exchangeLog b20, log b32, time time, nonce b16," \
    "organization u32, seat u32, asset b32,"
KINDS = {
    "dataset-version": "digest digest, salted flag, schema b32, custodian? true, supersedes? b32,"
                       "sources? sources, activity? activity",
    "delivery": "version b32, grant b32, serial ordinal, recipient u32, digest digest, salted flag,"
                "channel interface|batch|file, parts? list, custodian? true",
    "receipt": "grant b32, delivery ref, digest digest, salted flag, result accepted|mismatch,"
               "supersedes? b32",
    "use": "grant b32, purpose u32, from time, until time, count count, effect b32, storage? b32",
    "disposal": "grant b32, method destroyed|returned|sealed, disposedAt time, record b32",
    "mirror": "version b32, state in-sync|drifted|stopped, lag count, digest? digest, salted? flag",
    "reconciliation": "grant b32, from time, until time, count count, deliveries b32,"
                      "counterparty signer",
    "withdrawal": "grant? b32, target target, reason u16",
}
DIGEST = f"Digest({STRUCTS['Digest']})"
DOMAIN = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
SIGNATURES = {
    "eip712": obj("alg text, seat u32, value value", value=raw(65)),
    "eip712-batch": obj(
        "alg text, seat u32, value value, root h32, count size, index count, path path, asset b32,"
        "grant? b32, purpose purpose, from time, until time", value=raw(65),
        size=integer(1, 1024), path=listed(TYPES["h32"], 0, 10), purpose=integer(0, 2**32 - 1))}
SEEN = obj("number count, hash b32, time time")


class Statement(NamedTuple):
    """A statement that was read: its kind, its members, and the id of its body."""
    kind: str
    body: dict[str, Any]
    id: bytes

    def signers(self) -> list[dict[str, int]]:
        """Who signs, in order."""
        other = [self.body["counterparty"]] if "counterparty" in self.body else []
        return [self.body, *other]


def read_statement(value: Any) -> Statement:
    """Read a body by rules 1 to 11."""
    kind = str(value.get("type") if isinstance(value, dict) else "")[7:-2]
    need(kind in KINDS and value["type"] == f"suyuan/{kind}@1", "unknown-type")
    body = obj(COMMON + KINDS[kind], sources=_sources, target=_target, ref=REF, list=LIST,
               signer=obj("organization u32, seat u32"), activity=text(1, 64, "[a-z0-9-]*"))(value)
    other, target = body.get("counterparty", {}), body.get("target", {})
    need(body.get("from", 0) <= body.get("until", 0)
         and all(body[name] != other[name] for name in other), "out-of-range")
    need(kind != "mirror" or ("digest" in body) == ("salted" in body), "missing-field")
    need("serial" not in target or "grant" in body, "missing-field")
    return Statement(kind, body, sha256(canonical(value)))


def read_entry(value: Any) -> dict[str, Any]:
    """An entry, from its canonical bytes in base64."""
    entry = _leaf(value, ENTRY)
    statement, chain = entry["statement"], entry["chain"]
    seats = [signature["seat"] for signature in entry["signatures"]]
    need(seats == [signer["seat"] for signer in statement.signers()], "signature-seat")
    subjects = [statement.body[name] for name in ("asset", "grant") if name in statement.body]
    need([link["subject"] for link in chain] == subjects
         and all((link["n"] == 1) != ("prev" in link) for link in chain), "entry-chain")
    return entry


def read_heads(value: Any) -> dict[str, Any]:
    """A heads entry, likewise."""
    return _leaf(value, HEADS)


def recover_signer(statement: Statement, place: int, signature: dict[str, Any]) -> bytes | None:
    """The address that signed in that place; refuses a batch that is not for the statement."""
    body, value = {**statement.body, "id": statement.id}, signature["value"]
    struct = "".join(map(str.capitalize, statement.kind.split("-")))
    for name, inner in statement.body.items():
        for member in inner if isinstance(inner, dict) else ():
            body[name.rstrip("s") + member.capitalize()] = inner[member]
    members = f"{STRUCTS['COMMON']},{STRUCTS[struct]}"
    if signature["alg"] == "eip712-batch":
        need((signature["asset"], signature.get("grant")) == (body["asset"], body.get("grant"))
             and signature["from"] <= body["time"] <= signature["until"], "batch-mismatch")
        need(path_leads(leaf_hash(statement.id), signature["index"], signature["count"],
                        signature["path"], signature["root"]), "batch-path")
        struct, members = "Batch", STRUCTS["Batch"]
        body |= {**signature, **statement.signers()[place], "log": body["log"]}
    need(int.from_bytes(value[32:64], "big") <= HALF_ORDER, "high-s")
    domain = keccak(keccak(DOMAIN.encode()), _word("string", "Suyuan"), _word("string", "1"),
                    _word("uint", body["chainId"]), body["exchangeLog"].rjust(32, b"\0"))
    encoded = f"{struct}({members})" + (DIGEST if "Digest" in members else "")
    digest = keccak(b"\x19\x01", domain, _hashed(encoded, members, body))
    return recover(digest, value[:64], value[64] - 27)


def _hashed(encoded: str, members: str, values: dict[str, Any]) -> bytes:
    words = [_word(kind, values.get(name)) for kind, name in map(str.split, members.split(","))]
    return keccak(keccak(encoded.encode()), *words)


def _word(kind: str, value: Any) -> bytes:
    if kind == "Digest":
        values = {"size": value["bytes"], **value} if value else {}
        return _hashed(DIGEST, STRUCTS["Digest"], values)
    if kind == "string":
        return keccak((value or "").encode())
    return (value or b"").ljust(32, b"\0") if kind.startswith("bytes") \
        else int(value or 0).to_bytes(32, "big")


def _leaf(value: Any, shape: Any) -> dict[str, Any]:
    data = base64_bytes(value)
    read = parse(data, ENTRY_BYTES)
    need(canonical(read) == data, "not-canonical")
    return {**shape(read), "leaf": leaf_hash(data)}


def _signature(value: Any) -> dict[str, Any]:
    alg = value.get("alg") if isinstance(value, dict) else None
    need(isinstance(alg, str) and alg in SIGNATURES, "unknown-algorithm")
    made = SIGNATURES[alg](value)
    need(made["value"][64] in (27, 28) and (alg == "eip712" or (
        made["index"] < made["count"] and made["from"] <= made["until"]
        and ("grant" in made) == (made["purpose"] != 0))), "out-of-range")
    return made


def _sources(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or "list" not in value:
        return LIST(value)
    refs = obj("list refs", refs=listed(REF, 1, 256))(value)["list"]
    unique(refs)
    return {"count": len(refs), "root": tree_root([ref["log"] + ref["id"] for ref in refs])}


def _target(value: Any) -> dict[str, Any]:
    made = obj("id? b32, serial? ordinal")(value)
    need(len(made) == 1, "missing-field")
    return made


ENTRY = obj("type suyuan/entry@1, statement statement, signatures signatures, logged time,"
            "seen seen, chain chain", statement=read_statement, seen=SEEN,
            signatures=listed(_signature, 1, 2),
            chain=listed(obj("subject b32, n ordinal, prev? h32"), 1, 2))
HEADS = obj("type suyuan/heads@1, count ordinal, log b32, logged time, root h32, seen seen,"
            "size ordinal", seen=SEEN)
