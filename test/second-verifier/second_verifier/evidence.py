# SPDX-License-Identifier: Apache-2.0
"""The checks of evidence (evidence.md, "Verification")."""

from typing import Any

from .evidence_facts import (HEAD, LAG, LATE, MAX_AGE, MAX_AHEAD, OFFICES, SIGNING, Evidence,
                             anchored_at)
from .files import Facts, judge_documents, state_of
from .hashes import path_leads, sha256
from .note import Checkpoint, signers
from .policy import judge_contracts, judge_seals
from .state import FOREVER, Span, running
from .statement import Statement, recover_signer
from .strict_json import Refused
from .verdict import (AUTHORISATION, INTEGRITY, NOT_CHECKED, TRUST, Outcome, Verdict, failed,
                      over)


def verify(file: dict[str, Any], policy: dict[str, Any], data: dict[str, Any] | None) -> Verdict:
    """Judge an evidence file that was read."""
    one, verdict = Evidence(file), Verdict()
    _integrity(one, verdict, data)
    _authorisation(one, verdict)
    judge_contracts(verdict, policy, file, one.state)
    judge_seals(verdict, policy, file, "chain-has-no-seals")
    judge_log(verdict, policy, file)
    verdict.judge(TRUST, "time", lambda: "time-bounded" if one.bounds() else None)
    if "timestamps" in file:
        verdict.judge(TRUST, "timestamps", lambda: (NOT_CHECKED, "timestamps-not-supported"))
    return verdict


def _integrity(one: Evidence, verdict: Verdict, data: dict[str, Any] | None) -> None:
    file, body, facts = one.file, one.body, one.facts

    def add(name: str, judge: Any) -> None:
        verdict.judge(INTEGRITY, name, judge)

    def statement() -> Outcome:
        for same, code in ((body["chainId"] == file["chainId"], "chain-id-differs"),
                           (body["exchangeLog"] == file["contracts"]["exchangeLog"],
                            "contract-differs"), (body["log"] == one.log, "log-differs")):
            if not same:
                return failed(code)
        return "statement-consistent"
    verdict.judge(INTEGRITY, "format", lambda: "well-formed")
    add("statement", statement)
    add("signature", lambda: _signature(one, one.entry, "seat"))
    add("inclusion", lambda: "included" if _included(one, file) else failed("not-included"))
    add("checkpoint", lambda: judge_checkpoint(file))
    add("state", lambda: state_of(file, one.state, anchored_at(facts)))
    add("anchor", lambda: judge_anchor(facts, one.checkpoint, file["index"]))
    add("chain-links", lambda: _links(one))
    add("times", lambda: _times(one))
    judge_documents(verdict, file, lambda: {body[name] for name in ("effect", "storage", "record")
                                            if name in body}, one.covered)
    if data is None:
        add("data", lambda: (NOT_CHECKED, "data-not-given"))
    else:
        add("data", lambda: failed("data-without-digest") if "digest" not in body else
            "data-matches" if body["digest"] == data else failed("data-differs"))


def _signature(one: Evidence, entry: dict[str, Any], fact: str) -> Outcome:
    for i, signature in enumerate(entry["signatures"]):
        try:
            signer = recover_signer(entry["statement"], i, signature)
        except Refused:
            return failed("signature-invalid")
        if signer != one.facts[f"{fact} {i}"][0].account.to_bytes(20, "big"):
            return failed("signer-differs")
    return "signatures-valid"


def _included(one: Evidence, part: dict[str, Any]) -> bool:
    return path_leads(part["entry"]["leaf"], part["index"], one.checkpoint.size,
                      part["inclusion"], one.checkpoint.root)


def judge_checkpoint(file: dict[str, Any]) -> Outcome:
    """The check `checkpoint`."""
    note, checkpoint = file["checkpoint"]
    origin, key = file["log"]["origin"], file["log"]["key"]
    if checkpoint.origin != origin or key.name != origin:
        return failed("checkpoint-other-log")
    try:
        return "checkpoint-signed" if signers(note, [key]) else failed("checkpoint-unsigned")
    except Refused:
        return failed("checkpoint-unsigned")


def judge_anchor(facts: Facts, checkpoint: Checkpoint, index: int) -> Outcome:
    """The check `anchor`."""
    anchor = facts["anchor"]
    if not anchor.time:
        return failed("not-anchored")
    if anchor.root != checkpoint.root:
        return failed("anchored-root-differs")
    return "anchored" if index >= anchor.previous else failed("outside-anchor")


def _links(one: Evidence) -> Outcome | None:
    body, names = one.body, named_by(one.statement)
    if not one.related:
        return (NOT_CHECKED, "related-not-given") if names and names[0] == one.log else None
    entry: dict[str, Any] = one.related["entry"]
    other: Statement = entry["statement"]
    where = ("asset", "chainId", "exchangeLog", "log")
    fits = names == (other.body["log"], other.id) and _included(one, one.related) \
        and all(other.body[name] == body[name] for name in where) \
        and one.related["index"] < one.file["index"] and _earlier(entry, one.entry)
    if one.kind in ("delivery", "mirror"):
        fits = fits and other.kind == "dataset-version"
    if one.kind == "receipt":
        fits = fits and other.kind == "delivery" and other.body["grant"] == body["grant"] and (
            (other.body["digest"] == body["digest"]) == (body["result"] == "accepted"))
    if not fits:
        return failed("links-broken")
    signed = _signature(one, entry, "related")
    owners = all(one.facts[f"related {i}"][2] == signer["organization"]
                 for i, signer in enumerate(other.signers()))
    return "links-hold" if owners and signed == "signatures-valid" else failed("links-broken")


def named_by(statement: Statement) -> tuple[bytes, bytes] | None:
    """Log and id of the entry that a statement names (rule 11)."""
    body = statement.body
    if statement.kind in ("delivery", "mirror"):
        return body["log"], body["version"]
    if statement.kind == "receipt":
        return body["delivery"]["log"], body["delivery"]["id"]
    return (body["log"], body["target"]["id"]) if "id" in body.get("target", {}) else None


def _earlier(entry: dict[str, Any], later: dict[str, Any]) -> bool:
    """Earlier in every chain that both stand in; the one right before is named by its leaf hash."""
    links = {link["subject"]: link for link in later["chain"]}
    both_in = [(link["n"], links[link["subject"]]) for link in entry["chain"]
               if link["subject"] in links]
    return all(n < link["n"] and (n + 1 < link["n"] or link["prev"] == entry["leaf"])
               for n, link in both_in)


def _times(one: Evidence) -> Outcome:
    entry, time, anchor = one.entry, one.body["time"], one.facts["anchor"]
    upper, logged, seen = one.bounds()[1], entry["logged"], entry["seen"]["time"]
    fits = seen <= min(logged, upper) and logged <= upper + LATE \
        and logged >= anchor.before - LAG and logged - MAX_AGE <= time <= logged + MAX_AHEAD
    return "times-in-order" if fits else failed("times-out-of-order")


def judge_log(verdict: Verdict, policy: dict[str, Any], file: dict[str, Any]) -> None:
    """The checks `log-key` and `witnesses`."""
    note, log = file["checkpoint"][0], file["log"]
    known = any(log["origin"] == one["origin"] and log["key"].public in
                [key.public for key in one["keys"]] for one in policy["logs"])
    verdict.judge(TRUST, "log-key", lambda: "log-key-known" if known
                  else failed("log-key-unknown"))

    def witnesses() -> Outcome:
        wanted = policy["witnesses"]
        if not wanted["threshold"]:
            return (NOT_CHECKED, "no-witnesses-named")
        try:
            found = len(signers(note, wanted["keys"]))
        except Refused:
            return failed("witness-signature-wrong")
        return "witnessed" if found >= wanted["threshold"] else (NOT_CHECKED, "too-few-witnesses")
    verdict.judge(TRUST, "witnesses", witnesses)


def _authorisation(one: Evidence, verdict: Verdict) -> None:
    facts, body, kind = one.facts, one.body, one.kind

    def add(name: str, judge: Any) -> None:
        verdict.judge(AUTHORISATION, name, judge)
    withdrawn = one.related["entry"]["statement"] if one.related else None
    for i, signer in enumerate(one.statement.signers()):
        add("seat", lambda i=i, signer=signer: _seat(one, i, signer))
        add("office", lambda i=i: _office(one, i, withdrawn))
        add("allowance", lambda i=i: None
            if facts.known[f"allowed {i}"] is None or isinstance(facts.known[f"seat {i}"], Exception)
            else one.over(facts[f"allowed {i}"], "allowance-given"))
        add("organization", lambda i=i: one.over(facts[f"active {i}"], "organization-active"))
    add("party", lambda: _party(one, withdrawn))
    if kind == "delivery":
        add("party", lambda: None if _touches(one, facts["recipient"])
            else failed("recipient-differs"))
    add("asset", lambda: _asset(one))
    if one.grant:
        add("grant", lambda: _grant(one))
    if kind == "delivery":
        sources = facts.known["sources"]
        request = facts.known["request"]
        unread = isinstance(request, Exception) or not request.provider
        for i in range(0 if unread else len(sources) if isinstance(sources, list) else 1):
            add("source", lambda i=i: one.over(
                running(facts["sources"][i], 0), "source-in-order"))
        add("coverage", lambda: _coverage(one))
        add("serial", lambda: "serial-counted" if body["serial"] else failed("serial-invalid"))
    add("log", lambda: _log(one))


def _touches(one: Evidence, spans: list[Span]) -> bool:
    time, upper, _ = one.bounds()
    return any(low <= upper and high > min(time, upper) for low, high in spans)


def _seat(one: Evidence, i: int, signer: dict[str, int]) -> Outcome:
    seat, term, owner = one.facts[f"seat {i}"]
    if not seat.account:
        return failed("seat-unknown")
    if owner != signer["organization"]:
        return failed("seat-of-other-organization")
    return one.over([term], "seat-valid")


def _office(one: Evidence, i: int, withdrawn: Statement | None) -> Outcome:
    office, allowed = one.facts[f"seat {i}"][0].office, OFFICES.get(one.kind, {HEAD})
    if one.kind == "withdrawal" and office != HEAD:
        if "serial" in one.body["target"]:
            allowed = OFFICES["delivery"]
        elif office not in SIGNING:
            return failed("office-not-allowed")
        elif not withdrawn:
            return (NOT_CHECKED, "office-depends-on-withdrawn")
        else:
            allowed = {one.facts[f"related {j}"][0].office
                       for j in range(len(withdrawn.signers()))}
    return "office-allowed" if office in allowed else failed("office-not-allowed")


def _party(one: Evidence, withdrawn: Statement | None) -> Outcome:
    spans = one.facts["party"]
    if spans is None:
        return (NOT_CHECKED, "party-depends-on-withdrawn")
    if one.kind == "withdrawal" and withdrawn and (
            withdrawn.body["asset"], withdrawn.body.get("grant")) != (one.body["asset"], one.grant):
        return failed("withdrawn-elsewhere")
    return one.over(spans, "party-fits") if _touches(one, spans) else failed("not-a-party")


def _asset(one: Evidence) -> Outcome:
    spans = []
    for element, state in one.facts["asset"]:
        if one.kind == "delivery":
            end = min(element.end, state.until) if state.state == 2 else element.time
        elif one.kind in ("dataset-version", "mirror"):
            end = element.time if state.state == 3 else element.end
            end = max(element.time, min(end, state.until)) if state.state == 2 else end
        else:
            end = element.end
        spans.append((element.time, end))
    return one.over(spans, "asset-in-order")


def _grant(one: Evidence) -> Outcome:
    request, states = one.facts["request"], one.facts["states"]
    if not request.provider:
        return failed("grant-unknown")
    if one.facts["requested"] != one.body["asset"]:
        return failed("grant-of-other-asset")
    if any(signature.get("purpose", request.purpose) != request.purpose
           for signature in one.entry["signatures"]):
        return failed("batch-purpose-differs")
    if one.kind == "delivery":
        return one.over(running(states, request.start), "grant-in-order")
    begun = [(max(states[0][0].time, request.start), FOREVER)] if states else []
    return one.over(begun, "grant-in-order")


def _coverage(one: Evidence) -> Outcome | None:
    covered = one.covered()
    spans = [span for span, scope in one.facts["scopes"] if scope == covered]
    return one.over(spans, "scope-throughout") if covered else None


def _log(one: Evidence) -> Outcome:
    time, upper, lower = one.bounds()
    if one.grant and any(log != one.log for span, log in one.facts["logs"]
                         if _touches(one, [span])):
        return failed("log-not-of-grant")
    if sha256(one.file["log"]["key"].public) not in one.facts["keys"]:
        return failed("log-key-differs")
    return over([one.facts["operator"]], upper, upper, lower, "log-in-order")
