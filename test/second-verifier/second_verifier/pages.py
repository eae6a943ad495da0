# SPDX-License-Identifier: Apache-2.0
"""Tables that are read from the specification's pages: where facts lie, what is signed."""

import re
from pathlib import Path

PAGES = Path(__file__).resolve().parents[3] / "docs" / "spec"
Bits = tuple[int, int, int]  # word of the struct, lowest and highest bit


def _storage() -> tuple[dict[str, int], dict[str, dict[str, Bits]]]:
    """Slot by `contract.variable`; fields by that, of its struct, or by the name of a value."""
    slots: dict[str, int] = {}
    fields: dict[str, dict[str, Bits]] = {}
    structs, title, struct = {}, "", ""
    for line in (PAGES / "storage.md").read_text("utf-8").splitlines():
        cells = [cell.strip(" `") for cell in line.strip("|").split("|")]
        if found := re.fullmatch(r"### (\w+)", line):
            title, struct = found[1], ""
        elif found := re.fullmatch(r"`(\w+)`:", line):
            struct = f"{title}.{found[1]}"
        elif found := re.fullmatch(r"\| `(\w+)` +(?:\|.* (\d+) +)?\| (\d+) to (\d+) +\|", line):
            bits = (int(found[2] or 0), int(found[3]), int(found[4]))
            fields.setdefault(struct or title, {})[found[1]] = bits
        elif re.match(r"\| `\w+` ", line) and len(cells) == 4:
            slots[f"{title}.{cells[0]}"] = int(cells[1].split(",")[0])
            structs[f"{title}.{cells[0]}"] = f"{title}.{cells[3][0].lower()}{cells[3][1:]}"
    return slots, {**fields, **{at: fields[one] for at, one in structs.items() if one in fields}}


def _signed() -> dict[str, str]:
    """The members of each struct of statement.md, as EIP-712 spells them."""
    made, last = {}, ""
    for block in re.findall(r"^ {4}```\n(.*?)^ {4}```", (PAGES / "statement.md").read_text("utf-8"),
                            re.M | re.S):
        for line in block.splitlines():
            name, _, members = line[4:].partition(" ")
            last = name or last
            made[last] = made.get(last, "") + members.strip()
    return made


SLOTS, FIELDS = _storage()
STRUCTS = _signed()
FIELDS["element"] = {"time": (0, 0, 47), "before": (0, 48, 79), "value": (0, 80, 255)}
