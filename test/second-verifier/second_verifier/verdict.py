# SPDX-License-Identifier: Apache-2.0
"""Checks in three groups, what is judged over a period, and the exit status (evidence.md)."""

from collections.abc import Callable
from typing import Any, NamedTuple

from .state import Missing, Span, Unusable

INTEGRITY, AUTHORISATION, TRUST = "integrity", "authorisation", "trust"
OK, FAILED, NOT_CHECKED = "ok", "failed", "not-checked"
NO_FAULT = {"data-not-given", "related-not-given"}
Outcome = str | tuple[str, str]


class Check(NamedTuple):
    """One line of a verdict."""
    group: str
    name: str
    state: str
    code: str


class Verdict:
    """The lines of a verdict, in order."""

    def __init__(self) -> None:
        self.checks: list[Check] = []

    def judge(self, group: str, name: str, judge: Callable[[], Outcome | None]) -> None:
        """Add a line: a code is ok, (state, code) any other; None is no line."""
        try:
            outcome = judge()
        except Missing:
            outcome = (NOT_CHECKED, "state-missing")
        except Unusable:
            outcome = (NOT_CHECKED, "state-unusable")
        if outcome is not None:
            state, code = (OK, outcome) if isinstance(outcome, str) else outcome
            self.checks.append(Check(group, name, state, code))

    def exit_status(self, policy: dict[str, Any]) -> int:
        """10, 11, 12 or 0; the first that applies."""
        required = {"chain", "contracts", "log-key", *policy["require"]}
        if policy["chain"]["consensus"]["kind"] != "none":
            required.add("seals")
        failed = {check.group for check in self.checks if check.state == FAILED}
        for group, status in ((INTEGRITY, 10), (AUTHORISATION, 11), (TRUST, 12)):
            if group in failed:
                return status
        undone = any(check.state == NOT_CHECKED and check.code not in NO_FAULT
                     and (check.group != TRUST or check.name in required)
                     for check in self.checks)
        return 12 if undone else 0


def failed(code: str) -> Outcome:
    """A failed check."""
    return (FAILED, code)


def over(spans: list[Span], low: int, high: int, lower: int, ok: str) -> Outcome:
    """A fact that held during these spans, judged from `low` to `high` ("Time")."""
    low = min(low, high)
    end = low
    for start, stop in sorted(spans):
        if start <= end and stop > end:
            end = stop
    if end > high:
        return ok
    if end > low:
        return failed("ended-before-logged") if end <= lower else \
            (NOT_CHECKED, "ended-before-anchored")
    return failed("already-ended" if any(start <= low for start, _ in spans) else "not-yet-valid")


def both(one: list[Span], other: list[Span]) -> list[Span]:
    """When both held."""
    found = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return [span for span in found if span[0] < span[1]]
