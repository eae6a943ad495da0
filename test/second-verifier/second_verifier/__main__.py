# SPDX-License-Identifier: Apache-2.0
"""`python3 -m second_verifier FILE --policy P [--data FILE [--salt HEX]]`, or `-` for a batch."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from . import evidence, grant, history, right
from .hashes import digest_of
from .policy import read_consensus, read_policy, updated
from .rlp import read_header
from .seals import seals
from .shapes import TYPES
from .strict_json import MIB, Refused, canonical, need, parse
from .verdict import Verdict

LIMIT, MOST_VALUES = 64 * MIB, 65536
KINDS = {"suyuan/evidence@1": (evidence.EVIDENCE, evidence.verify, MIB),
         "suyuan/right@1": (right.RIGHT, right.verify, MIB),
         "suyuan/grant@1": (grant.GRANT, grant.verify, MIB),
         "suyuan/history@1": (history.HISTORY, history.verify, LIMIT)}


def verify(data: bytes, policy: dict[str, Any], digest: dict[str, Any] | None) -> dict[str, Any]:
    """The verdict on a file, as JSON."""
    verdict, kind, more = Verdict(), None, {}
    try:
        value = parse(data, LIMIT, MOST_VALUES if len(data) > MIB else None)
        kind = value.get("type") if isinstance(value, dict) else None
        need(isinstance(kind, str) and kind in KINDS, "unknown-type")
        reader, judge, limit = KINDS[str(kind)]
        parse(data, limit, MOST_VALUES if limit == LIMIT else None)
        verdict = judge(reader(value), policy, digest)
    except Refused as refusal:
        verdict.integrity("format", "!malformed")
        more = {"refused": str(refusal)}
    return {"kind": kind, "exit": verdict.exit_status(policy), **more,
            "checks": [one._asdict() for one in verdict.checks]}


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    """To {file, policy, updates?, data?} a verdict, to {consensus, headers} the code of `seals`."""
    try:
        if "consensus" in asked:
            headers = [read_header(header) for header in asked["headers"]]
            found = seals(read_consensus(asked["consensus"]), headers)
            return {"exit": 0, "seals": found.lstrip("!?")}
        policy = updated(read_policy(canonical(asked["policy"])), asked.get("updates", []))
    except Refused as refusal:
        return {"exit": 2, "refused": str(refusal)}
    data = TYPES["digest"](asked["data"]) if "data" in asked else None
    return verify(canonical(asked["file"]), policy, data)


def _one(options: argparse.Namespace) -> dict[str, Any]:
    def read(path: Path, limit: int = MIB) -> bytes:
        with path.open("rb") as stream:
            return stream.read(limit + 1)
    digest = None
    try:
        updates = [parse(read(path)) for path in options.update]
        policy = updated(read_policy(read(options.policy)), updates)
        data = read(options.file, LIMIT)
        if options.data:
            with options.data.open("rb") as stream:
                digest = digest_of(stream, options.salt)
    except (Refused, OSError) as error:
        return {"exit": 2, "refused": str(error)}
    return verify(data, policy, digest)


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
        for line in sys.stdin.buffer:
            print(json.dumps(_answer(parse(line, 2 * LIMIT)), ensure_ascii=False))
        return 0
    answer = _one(options) if options.policy else parser.error("--policy is needed")
    print(json.dumps(answer, ensure_ascii=False))
    return int(answer["exit"])


if __name__ == "__main__":
    sys.exit(main())
