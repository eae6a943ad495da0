# SPDX-License-Identifier: Apache-2.0
"""Who signed a statement (statement.md, rules 12 to 17), by the structs that its page names."""

import re
from typing import Any

from .crypto import keccak, path_leads, recover, sha256
from .formats import signers_of
from .strict import page

HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0
DOMAIN = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
STRUCTS = {name: re.sub(r"\s*\n\s*", "", members) for name, members in re.findall(
    r"^ {4}([A-Z]\w+) +(\w+ \w+,.*(?:\n {8,}.*)*)$", page("statement.md"), re.M)}


def signed_by_seats(entry: dict[str, Any], seats: list[Any]) -> str:
    """Whether the accounts of these seats signed an entry's statement, each in its place."""
    for signature, signer, seat in zip(
            entry["signatures"], signers_of(entry["statement"]), seats):
        found = _signer(entry["statement"], signer["organization"], signature)
        if found is None or found != seat().account.to_bytes(20, "big"):
            return "!signer-differs" if found else "!signature-invalid"
    return ""


def _signer(said: dict[str, Any], organization: int, signature: dict[str, Any]) -> bytes | None:
    """The address that signed, or None; a batch may not be for the statement."""
    values, struct = dict(said), said["kind"].title().replace("-", "")
    for name, inner in said.items():
        for member in inner if isinstance(inner, dict) else ():
            values[name.rstrip("s") + member.capitalize()] = inner[member]
    members = f"{STRUCTS['COMMON']},{STRUCTS[struct]}"
    if signature["alg"] == "eip712-batch":
        if (signature["asset"], signature.get("grant")) != (said["asset"], said.get("grant")) \
                or not signature["from"] <= said["time"] <= signature["until"] \
                or not path_leads(sha256(b"\0", said["id"]), signature["index"],
                                  signature["count"], signature["path"], signature["root"]):
            return None
        values = {**signature, "log": said["log"], "organization": organization}
        struct, members = "Batch", STRUCTS["Batch"]
    domain = keccak(keccak(DOMAIN.encode()), keccak(b"Suyuan"), keccak(b"1"),
                    _word("uint", said["chainId"]), said["exchangeLog"].rjust(32, b"\0"))
    digest = keccak(b"\x19\x01", domain, _hashed(struct, members, values))
    value = signature["value"]
    is_low = int.from_bytes(value[32:64], "big") <= HALF_ORDER
    return recover(digest, value[:64], value[64] - 27) if is_low else None


def _hashed(struct: str, members: str, values: dict[str, Any]) -> bytes:
    """A struct's hash by EIP-712."""
    inner = f"Digest({STRUCTS['Digest']})" if "Digest" in members else ""
    words = [_word(kind, values.get(name)) for kind, name in map(str.split, members.split(","))]
    return keccak(keccak(f"{struct}({members}){inner}".encode()), *words)


def _word(kind: str, value: Any) -> bytes:
    """A member as EIP-712 encodes it; what is absent is zero."""
    if kind == "Digest":
        digest = {"size": value["bytes"], **value} if value else {}
        return _hashed("Digest", STRUCTS["Digest"], digest)
    if kind == "string":
        return keccak((value or "").encode())
    return (value or b"").ljust(32, b"\0") if kind.startswith("bytes") \
        else int(value or 0).to_bytes(32, "big")
