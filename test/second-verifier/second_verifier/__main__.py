# SPDX-License-Identifier: Apache-2.0
"""`python3 -m second_verifier FILE --policy P [--data FILE [--salt HEX]]`."""

import hashlib
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SM3, Hash

from . import certificates, evidence, history
from .files import Check, exit_status
from .formats import read, read_policy, updated
from .strict import MIB, SAFE, Refused, need, parse

LIMIT, MOST_VALUES = 64 * MIB, 65536
KINDS = {"suyuan/evidence@1": evidence.Evidence, "suyuan/history@1": history.History,
         "suyuan/right@1": certificates.Right, "suyuan/grant@1": certificates.Grant}

def answer(under: bytes, updates: Any, data: bytes, digest: Any) -> dict[str, Any]:
    """The verdict on a file under a policy and its updates, as JSON."""
    try:
        policy = updated(read_policy(under), updates)
    except Refused as refusal:
        return {"exit": 2, "refused": str(refusal)}
    checks, told = [Check("integrity", "format", "failed", "malformed")], {}
    try:
        file = read("file>type", parse(data, LIMIT, MOST_VALUES if len(data) > MIB else SAFE))
        need(len(data) <= MIB or file["type"] == "suyuan/history@1", "too-large")
        checks = KINDS[file["type"]](file).judge(policy, digest)
    except Refused as refusal:
        told = {"refused": str(refusal)}
    return {"exit": exit_status(checks, policy), **told,
            "checks": [one._asdict() for one in checks]}

def _opened(path: Path, limit: int = MIB) -> bytes:
    with path.open("rb") as stream:
        return stream.read(limit + 1)

def _digest(path: Path, salt: bytes) -> dict[str, Any]:
    """Both hashes and the length of data (canonical.md, rule 9)."""
    sha256, sm3 = hashlib.sha256(salt), Hash(SM3())
    sm3.update(salt)
    with path.open("rb") as stream:
        while block := stream.read(MIB):
            sha256.update(block)
            sm3.update(block)
        return {"bytes": stream.tell(), "sha256": sha256.digest(), "sm3": sm3.finalize()}

def main() -> int:
    """Verify; the exit status is that of evidence.md, 2 where the policy cannot be read."""
    parser = ArgumentParser(prog="second_verifier")
    parser.add_argument("file", type=Path, help="the file")
    parser.add_argument("--policy", type=Path, required=True)
    parser.add_argument("--update", type=Path, action="append", default=[], help="of the policy")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--salt", type=bytes.fromhex, default=b"", help="of the data, in hex")
    of = parser.parse_args()
    try:
        updates = [parse(_opened(path)) for path in of.update]
        digest = _digest(of.data, of.salt) if of.data else None
        found = answer(_opened(of.policy), updates, _opened(of.file, LIMIT), digest)
    except (Refused, OSError) as error:
        found = {"exit": 2, "refused": str(error)}
    print(json.dumps(found, ensure_ascii=False))
    return int(found["exit"])

if __name__ == "__main__":
    sys.exit(main())
