# SPDX-License-Identifier: Apache-2.0
"""Checks in three groups, what is judged over a period, and the exit status (evidence.md)."""

from collections.abc import Callable
from functools import partialmethod
from typing import Any, NamedTuple

from .registry import Span
from .state import Missing, Unusable

# A code alone is ok; after `!` it is failed, after `?` not checked. None is no line.
Outcome = str | None
STATES = {"!": "failed", "?": "not-checked"}
NO_FAULT = {"data-not-given", "related-not-given"}


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

    def judge(self, group: str, name: str, judge: Callable[..., Outcome] | str, *of: Any) -> None:
        """Add a line."""
        try:
            outcome = judge if isinstance(judge, str) else judge(*of)
        except Missing:
            outcome = "?state-missing"
        except Unusable:
            outcome = "?state-unusable"
        if outcome:
            state = STATES.get(outcome[0], "ok")
            self.checks.append(Check(group, name, state, outcome.lstrip("!?")))

    integrity = partialmethod(judge, "integrity")
    authorisation = partialmethod(judge, "authorisation")
    trust = partialmethod(judge, "trust")

    def exit_status(self, policy: dict[str, Any]) -> int:
        """10, 11, 12 or 0; the first that applies."""
        required = {"chain", "contracts", "log-key", *policy["require"]}
        if policy["chain"]["consensus"]["kind"] != "none":
            required.add("seals")
        failed = {check.group for check in self.checks if check.state == "failed"}
        for group, status in (("integrity", 10), ("authorisation", 11), ("trust", 12)):
            if group in failed:
                return status
        undone = any(check.state == "not-checked" and check.code not in NO_FAULT
                     and (check.group != "trust" or check.name in required)
                     for check in self.checks)
        return 12 if undone else 0


def fact(read: Callable[..., Any], *of: Any) -> Callable[[], Any]:
    """Read now; what was found, or that it could not be had, is said whenever it is asked for."""
    try:
        found = read(*of)
    except (Missing, Unusable) as error:
        refusal = error

        def again() -> Any:
            raise refusal
        return again
    return lambda: found


def known(ask: Callable[[], Any], *causes: type[Exception]) -> Any:
    """A fact, or None where it could not be had for these causes, or for any."""
    try:
        return ask()
    except causes or (Missing, Unusable):
        return None


def first(ok: str, *faults: tuple[object, str]) -> str:
    """The first fault that applies."""
    return next((code for applies, code in faults if applies), ok)


def over(spans: list[Span], low: int, high: int, lower: int, ok: str) -> str:
    """A fact that held during these spans, judged from `low` to `high` ("Time")."""
    low = end = min(low, high)
    for start, stop in sorted(spans):
        if start <= end and stop > end:
            end = stop
    return first("!not-yet-valid", (end > high, ok), (low < end <= lower, "!ended-before-logged"),
                 (end > low, "?ended-before-anchored"),
                 (any(start <= low for start, _ in spans), "!already-ended"))


def both(one: list[Span], other: list[Span]) -> list[Span]:
    """When both held."""
    found = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return [span for span in found if span[0] < span[1]]
