# SPDX-License-Identifier: Apache-2.0
"""`python3 -m second_verifier FILE --policy P [--data FILE [--salt HEX]]`, or `-` for a batch."""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.hashes import SM3, Hash

from . import certificates, evidence, history
from .files import Check, exit_status
from .formats import read
from .policy import read_policy, updated
from .seals import seals
from .strict import MIB, SAFE, Refused, need, parse

LIMIT, MOST_VALUES = 64 * MIB, 65536
JUDGES = {"suyuan/evidence@1": evidence.verify, "suyuan/history@1": history.verify,
          "suyuan/right@1": certificates.verify_right, "suyuan/grant@1": certificates.verify_grant}


def answer(under: bytes, updates: Any, data: bytes, digest: Any) -> dict[str, Any]:
    """The verdict on a file under a policy and its updates, as JSON."""
    checks, kind = [Check("integrity", "format", "failed", "malformed")], None
    try:
        policy = updated(read_policy(under), updates)
    except Refused as refusal:
        return {"exit": 2, "refused": str(refusal)}
    try:
        value = parse(data, LIMIT, MOST_VALUES if len(data) > MIB else SAFE)
        kind = value.get("type") if isinstance(value, dict) else None
        need(len(data) <= MIB or kind == "suyuan/history@1", "too-large")
        file = read("file>type", value)
        checks, refused = JUDGES[file["type"]](file, policy, digest).checks, {}
    except Refused as refusal:
        refused = {"refused": str(refusal)}
    return {"kind": kind, "exit": exit_status(checks, policy), **refused,
            "checks": [one._asdict() for one in checks]}


def _asked(line: bytes) -> dict[str, Any]:
    """To {file, policy, updates?, data?} a verdict, to {consensus, headers} the code of `seals`."""
    asked = parse(line, 2 * LIMIT)
    if "consensus" in asked:
        headers = read("header*1-257", asked["headers"])
        found = seals(read("consensus>kind", asked["consensus"]), headers)
        return {"exit": 0, "seals": found.lstrip("!?")}
    digest = read("digest", asked["data"]) if "data" in asked else None
    policy, file = map(rfc8785.dumps, (asked["policy"], asked["file"]))
    return answer(policy, asked.get("updates", []), file, digest)


def _opened(path: Path, limit: int = MIB) -> bytes:
    with path.open("rb") as stream:
        return stream.read(limit + 1)


def _digest(path: Path, salt: bytes) -> dict[str, Any]:
    """Both hashes and the length of data, in one pass (canonical.md, rule 9)."""
    sha, sm3, size = hashlib.sha256(salt), Hash(SM3()), 0
    sm3.update(salt)
    with path.open("rb") as stream:
        while block := stream.read(MIB):
            sha.update(block)
            sm3.update(block)
            size += len(block)
    return {"bytes": size, "sha256": sha.digest(), "sm3": sm3.finalize()}


def main() -> int:
    """Verify; the exit status is that of evidence.md, 2 where the policy cannot be read."""
    parser = argparse.ArgumentParser(prog="second_verifier")
    parser.add_argument("file", type=Path, help="the file, or - for a batch from the input")
    parser.add_argument("--policy", type=Path, default=Path("-"))
    parser.add_argument("--update", type=Path, action="append", default=[], help="of the policy")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--salt", type=bytes.fromhex, default=b"", help="of the data, in hex")
    options = parser.parse_args()
    if str(options.file) == "-":
        for line in sys.stdin.buffer:
            print(json.dumps(_asked(line), ensure_ascii=False))
        return 0
    try:
        updates = [parse(_opened(path)) for path in options.update]
        digest = _digest(options.data, options.salt) if options.data else None
        found = answer(_opened(options.policy), updates, _opened(options.file, LIMIT), digest)
    except (Refused, OSError) as error:
        found = {"exit": 2, "refused": str(error)}
    print(json.dumps(found, ensure_ascii=False))
    return int(found["exit"])


if __name__ == "__main__":
    sys.exit(main())
