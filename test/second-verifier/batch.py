# SPDX-License-Identifier: Apache-2.0
"""What the second verifier says of many files: one question a line of the input, one answer each."""

import json
import sys
from typing import Any

import rfc8785
from second_verifier.__main__ import LIMIT, answer
from second_verifier.formats import read
from second_verifier.seals import seals
from second_verifier.strict import parse


def asked(line: bytes) -> dict[str, Any]:
    """To {file, policy, updates?, data?} a verdict, to {consensus, headers} the code of `seals`."""
    question = parse(line, 2 * LIMIT)
    if "consensus" in question:
        headers = read("header*1-257", question["headers"])
        found = seals(read("consensus>kind", question["consensus"]), headers)
        return {"exit": 0, "seals": found.lstrip("!?")}
    digest = read("digest", question["data"]) if "data" in question else None
    policy, file = map(rfc8785.dumps, (question["policy"], question["file"]))
    return answer(policy, question.get("updates", []), file, digest)


if __name__ == "__main__":
    for text in sys.stdin.buffer:
        print(json.dumps(asked(text), ensure_ascii=False))
