# SPDX-License-Identifier: Apache-2.0
"""`python3 -m second_verifier FILE --policy P [--data FILE [--salt HEX]]`, or `-` for a batch."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from . import evidence, grant, history, right
from .evidence_facts import EVIDENCE
from .hashes import digest_of
from .policy import read_policy, updated
from .shapes import digest as shape_of_digest
from .strict_json import MIB, Refused, canonical, parse
from .verdict import Verdict

LIMIT = 64 * MIB
KINDS = {"suyuan/evidence@1": (EVIDENCE, evidence.verify, MIB, None),
         "suyuan/right@1": (right.RIGHT, right.verify, MIB, None),
         "suyuan/grant@1": (grant.GRANT, grant.verify, MIB, None),
         "suyuan/history@1": (history.HISTORY, history.verify, LIMIT, 65536)}


def verify(data: bytes, policy: dict[str, Any], digest: dict[str, Any] | None) -> dict[str, Any]:
    """The verdict on a file, as JSON."""
    verdict, kind = Verdict(), None
    try:
        kind, value = _open(data)
        reader, judge, _, _ = KINDS[kind]
        verdict = judge(reader(value), policy, digest)
    except Refused as refusal:
        verdict.judge("integrity", "format", lambda: ("failed", "malformed"))
        return {"kind": kind, "exit": 10, "refused": refusal.code, "checks": verdict.checks}
    return {"kind": kind, "exit": verdict.exit_status(policy), "checks": verdict.checks}


def _open(data: bytes) -> tuple[str, Any]:
    value = parse(data, LIMIT, 65536 if len(data) > MIB else None)
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in KINDS:
        raise Refused("unknown-type")
    _, _, limit, values = KINDS[kind]
    return kind, parse(data, limit, values)


def _read(path: Path, limit: int) -> bytes:
    with path.open("rb") as stream:
        return stream.read(limit + 1)


def _printed(verdict: dict[str, Any]) -> str:
    checks = [one._asdict() for one in verdict["checks"]]
    return json.dumps({**verdict, "checks": checks}, ensure_ascii=False)


def _batch() -> int:
    """One {file, policy, updates?, data?} a line from the input, one verdict a line to the output."""
    for line in sys.stdin.buffer:
        asked = parse(line, 2 * LIMIT)
        try:
            policy = updated(read_policy(canonical(asked["policy"])), asked.get("updates", []))
        except Refused as refusal:
            print(json.dumps({"exit": 2, "refused": refusal.code}))
            continue
        data = shape_of_digest(asked["data"]) if "data" in asked else None
        print(_printed(verify(canonical(asked["file"]), policy, data)))
    return 0


def _one(options: argparse.Namespace) -> int:
    digest = None
    try:
        policy = read_policy(_read(options.policy, MIB))
        policy = updated(policy, [parse(_read(path, MIB)) for path in options.update])
        data = _read(options.file, LIMIT)
        if options.data:
            with options.data.open("rb") as stream:
                digest = digest_of(stream, options.salt)
    except (Refused, OSError) as error:
        print(json.dumps({"exit": 2, "refused": getattr(error, "code", str(error))}))
        return 2
    verdict = verify(data, policy, digest)
    print(_printed(verdict))
    return int(verdict["exit"])


def main() -> int:
    """Verify; the exit status is that of evidence.md, 2 where the policy cannot be read."""
    parser = argparse.ArgumentParser(prog="second_verifier")
    parser.add_argument("file", type=Path, help="the file, or - for a batch from the input")
    parser.add_argument("--policy", type=Path)
    parser.add_argument("--update", type=Path, action="append", default=[], help="of the policy")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--salt", type=bytes.fromhex, default=b"", help="of the data, in hex")
    options = parser.parse_args()
    if str(options.file) == "-":
        return _batch()
    return _one(options) if options.policy else parser.error("--policy is needed")


if __name__ == "__main__":
    sys.exit(main())
