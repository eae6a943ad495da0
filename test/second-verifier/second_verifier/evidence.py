# SPDX-License-Identifier: Apache-2.0
"""Evidence: what is read from storage for it, and its checks (evidence.md)."""

from typing import Any

from .anchored import PATH, Anchored, anchored_shape
from .files import judge_documents, judge_trust, state_of
from .hashes import path_leads
from .registry import Registry, Span, running
from .shapes import TYPES, listed, obj
from .state import FOREVER, Fields
from .statement import Statement, read_entry, recover_signer
from .strict_json import Refused
from .verdict import Outcome, Verdict, both, fact, first, known, over

MAX_AGE, MAX_AHEAD = 604800, 300
REGISTRANT, HEAD, RECEIVER, OPERATOR, SYSTEM = 1, 2, 4, 5, 7
OFFICES = {"dataset-version": {REGISTRANT, HEAD, SYSTEM}, "delivery": {REGISTRANT, HEAD, SYSTEM},
           "receipt": {RECEIVER, HEAD, SYSTEM}, "use": {RECEIVER, HEAD}, "disposal": {HEAD},
           "mirror": {OPERATOR, SYSTEM}, "reconciliation": {HEAD}}
SIGNING = set().union(*OFFICES.values())
INCLUDED = "entry entry, index count, inclusion path"
EVIDENCE = anchored_shape(
    "evidence", f"{INCLUDED}, timestamps? timestamps, documents? documents, scope? scope,"
    "related? related", entry=read_entry,
    timestamps=listed(TYPES["base64"], 1, 16),
    related=listed(obj(INCLUDED, entry=read_entry, path=PATH), 1, 1))


class Evidence(Anchored):
    """One file under judgement, and the facts that are read before anything is judged."""

    def __init__(self, file: dict[str, Any]) -> None:
        super().__init__(file, file["entry"])
        self.statement: Statement = self.entry["statement"]
        self.body, self.kind = self.statement.body, self.statement.kind
        self.time, self.grant = self.body["time"], self.body.get("grant")
        self.related = file.get("related", [None])[0]
        self.other: Statement | None = self.related and self.related["entry"]["statement"]
        period = fact(lambda: Registry(self.state, min(self.time, self.upper()), self.upper()))
        self.registry = period
        signers = self.statement.signers()
        self.seats = [fact(lambda: period().owned(period().term(one["seat"]))) for one in signers]
        self.active = [fact(lambda: period().active(one["organization"])) for one in signers]
        self.allowed = [fact(self._allowed, seat, one) for seat, one in zip(self.seats, signers)]
        others = self.other.signers() if self.other else []
        self.other_seats = [fact(lambda: period().owned(period().seat(one["seat"])))
                            for one in others]
        self.assets = fact(lambda: period().assets(self.body["asset"]))
        self.states = self.scopes = fact(list)
        if self.grant:
            self.request = fact(lambda: period().request(self.grant))
            self.requested = fact(lambda: period().requested(self.grant))
            self.states = fact(lambda: period().grants(self.grant))
            self.logs = fact(lambda: [period().log_id(one) for one in self.states()])
        if self.kind == "delivery":
            self.scopes = fact(lambda: [period().scope(self.grant, one.scope)
                                        for one in self.states()])
            self.sources = fact(lambda: [period().grants(above)
                                         for above in period().above(self.grant)])
            self.recipient = fact(lambda: self._side("requester", self.body["recipient"]))
        self.party = fact(self._party)

    def over(self, spans: list[Span], ok: str) -> str:
        """A fact judged over the period of the statement."""
        return over(spans, self.time, self.upper(), self.lower(), ok)

    def touches(self, spans: list[Span]) -> bool:
        """Whether one of the spans has a moment of the period."""
        return any(low <= self.upper() and high > min(self.time, self.upper())
                   for low, high in spans)

    def included(self, part: dict[str, Any]) -> bool:
        """Whether an entry's path leads to the checkpoint's root."""
        return path_leads(part["entry"]["leaf"], part["index"], self.checkpoint.size,
                          part["inclusion"], self.checkpoint.root)

    def covered(self) -> bytes:
        """The scope at the statement's time, nothing where there was none yet."""
        scopes = self.scopes()
        return scopes[0] if scopes and self.states()[0].time <= self.registry().low else b""

    def named(self) -> tuple[bytes, bytes] | None:
        """Log and id of the entry that the statement names (rule 11)."""
        body = self.body
        named = body.get("delivery", {"id": body.get("target", {}).get("id", body.get("version"))})
        return (named.get("log", body["log"]), named["id"]) if named["id"] else None

    def _allowed(self, seat: Any, signer: dict[str, int]) -> list[Span] | None:
        if seat().office != SYSTEM:
            return None
        found = self.registry().trace("organizationRegistry.allowances", signer["seat"],
                                      self.grant or self.body["asset"])
        return [(one.time, one.end if one.allowed == 1 else one.time) for one in found]

    def _side(self, side: str, who: int) -> list[Span]:
        party = [(self.request()[side], (0, FOREVER))]
        return self.registry().in_place(who, party, self.grant)

    def _party(self) -> list[Span] | None:
        registry, asset, who = self.registry(), self.body["asset"], self.body["organization"]
        if "custodian" in self.body or self.kind == "mirror":
            found = registry.trace("assetRegistry.custodians", asset)
            return registry.in_place(who, registry.values(found), asset)
        if self.kind == "dataset-version":
            return registry.in_place(who, registry.holders(asset), asset)
        if self.kind == "reconciliation":
            own, other = ([self._side(side, signer["organization"])
                           for side in ("provider", "requester")]
                          for signer in self.statement.signers())
            return both(own[0], other[1]) + both(own[1], other[0])
        if "id" in self.body.get("target", {}):
            parties = self.other.signers() if self.other else []
            return [span for one in parties for span in registry.in_place(
                who, [(one["organization"], (0, FOREVER))], self.grant or asset)] \
                if self.other else None
        provides = self.kind in ("delivery", "withdrawal")
        return self._side("provider" if provides else "requester", who)


def verify(file: dict[str, Any], policy: dict[str, Any], data: dict[str, Any] | None) -> Verdict:
    """Judge an evidence file that was read."""
    one, verdict = Evidence(file), Verdict()
    _integrity(one, verdict, data)
    _authorisation(one, verdict)
    judge_trust(verdict, policy, file, one.state, "chain-has-no-seals")
    one.judge_witnesses(verdict, policy)
    verdict.trust("time", lambda: one.upper() >= 0 and "time-bounded")
    if "timestamps" in file:
        verdict.trust("timestamps", "?timestamps-not-supported")
    return verdict


def _integrity(one: Evidence, verdict: Verdict, data: dict[str, Any] | None) -> None:
    file, body, add = one.file, one.body, verdict.integrity
    add("format", "well-formed")
    add("statement", first(
        "statement-consistent", (body["chainId"] != file["chainId"], "!chain-id-differs"),
        (body["exchangeLog"] != file["contracts"]["exchangeLog"], "!contract-differs"),
        (body["log"] != one.log, "!log-differs")))
    add("signature", _signature, one.entry, one.seats)
    add("inclusion", "included" if one.included(file) else "!not-included")
    add("checkpoint", one.judge_checkpoint)
    anchor = known(one.anchor)
    add("state", state_of(file, one.state, anchor.blockTime if anchor else 0))
    add("anchor", one.judge_anchor, file["index"])
    add("chain-links", _links, one)
    add("times", lambda: "times-in-order" if one.in_time()
        and -MAX_AHEAD <= one.entry["logged"] - one.time <= MAX_AGE else "!times-out-of-order")
    judge_documents(verdict, file, lambda: {body[name] for name in ("effect", "storage", "record")
                                            if name in body}, one.covered)
    add("data", first("data-matches", (data is None, "?data-not-given"),
                      ("digest" not in body, "!data-without-digest"),
                      (body.get("digest") != data, "!data-differs")))


def _signature(entry: dict[str, Any], seats: list[Any]) -> str:
    for i, (signature, seat) in enumerate(zip(entry["signatures"], seats)):
        try:
            signer = recover_signer(entry["statement"], i, signature)
        except Refused:
            signer = None
        if signer is None:
            return "!signature-invalid"
        if signer != seat().account.to_bytes(20, "big"):
            return "!signer-differs"
    return "signatures-valid"


def _links(one: Evidence) -> Outcome:
    body, names, other = one.body, one.named(), one.other
    if not other:
        return "?related-not-given" if names and names[0] == one.log else None
    entry, said = one.related["entry"], other.body
    fits = names == (said["log"], other.id) and one.included(one.related) \
        and all(said[name] == body[name] for name in ("asset", "chainId", "exchangeLog", "log")) \
        and one.related["index"] < one.file["index"] and _earlier(entry, one.entry)
    if one.kind in ("delivery", "mirror"):
        fits = fits and other.kind == "dataset-version"
    if one.kind == "receipt":
        fits = fits and other.kind == "delivery" and said["grant"] == body["grant"] \
            and (said["digest"] == body["digest"]) == (body["result"] == "accepted")
    if not fits:
        return "!links-broken"
    signed = _signature(entry, one.other_seats)
    owned = all(seat().owner == signer["organization"]
                for seat, signer in zip(one.other_seats, other.signers()))
    return "links-hold" if owned and signed == "signatures-valid" else "!links-broken"


def _earlier(entry: dict[str, Any], later: dict[str, Any]) -> bool:
    """Earlier in every chain that both stand in; the one right before is named by its leaf hash."""
    return all(one["n"] < link["n"] and (one["n"] + 1 < link["n"] or link["prev"] == entry["leaf"])
               for one in entry["chain"] for link in later["chain"]
               if one["subject"] == link["subject"])


def _authorisation(one: Evidence, verdict: Verdict) -> None:
    add, is_delivery = verdict.authorisation, one.kind == "delivery"
    for i, signer in enumerate(one.statement.signers()):
        add("seat", _seat, one, i, signer["organization"])
        add("office", _office, one, one.seats[i])
        if known(one.seats[i]) and known(one.seats[i]).office == SYSTEM:
            add("allowance", lambda: one.over(one.allowed[i](), "allowance-given"))
        add("organization", lambda: one.over(one.active[i](), "organization-active"))
    add("party", _party, one)
    if is_delivery:
        add("party", lambda: None if one.touches(one.recipient()) else "!recipient-differs")
    add("asset", lambda: one.over([_asset(one.kind, state) for state in one.assets()],
                                  "asset-in-order"))
    if one.grant:
        add("grant", _grant, one)
    if is_delivery:
        sources, request = known(one.sources), known(one.request)
        count = 0 if not request or not request.provider else 1 if sources is None else len(sources)
        for i in range(count):
            add("source", lambda: one.over(running(one.sources()[i], 0), "source-in-order"))
        add("coverage", _coverage, one)
        add("serial", "serial-counted" if one.body["serial"] else "!serial-invalid")
    add("log", _log, one)


def _seat(one: Evidence, i: int, organization: int) -> str:
    seat = one.seats[i]()
    if seat.account and seat.owner == organization:
        return one.over([(seat["from"], seat.end)], "seat-valid")
    return "!seat-of-other-organization" if seat.account else "!seat-unknown"


def _office(one: Evidence, seat: Any) -> str:
    office, allowed = seat().office, OFFICES.get(one.kind, {HEAD})
    if one.kind == "withdrawal" and office != HEAD:
        if "serial" in one.body["target"]:
            allowed = OFFICES["delivery"]
        elif office in SIGNING and not one.other:
            return "?office-depends-on-withdrawn"
        elif office in SIGNING:
            allowed = {other().office for other in one.other_seats}
    return "office-allowed" if office in allowed else "!office-not-allowed"


def _party(one: Evidence) -> str:
    spans, other = one.party(), one.other
    if spans is None:
        return "?party-depends-on-withdrawn"
    if one.kind == "withdrawal" and other and (
            other.body["asset"], other.body.get("grant")) != (one.body["asset"], one.grant):
        return "!withdrawn-elsewhere"
    return one.over(spans, "party-fits") if one.touches(spans) else "!not-a-party"


def _asset(kind: str, state: Fields) -> Span:
    last = state.end
    if kind in ("delivery", "dataset-version", "mirror"):
        ended = state.state == 3 or kind == "delivery" and state.state != 2
        last = state.time if ended else min(last, state.until) if state.state == 2 else last
    return state.time, last


def _grant(one: Evidence) -> str:
    request, states = one.request(), one.states()
    if not request.provider:
        return "!grant-unknown"
    if one.requested() != one.body["asset"]:
        return "!grant-of-other-asset"
    if any(signature.get("purpose", request.purpose) != request.purpose
           for signature in one.entry["signatures"]):
        return "!batch-purpose-differs"
    begun = [(max(state.time, request["from"]), FOREVER) for state in states[:1]]
    return one.over(running(states, request["from"]) if one.kind == "delivery" else begun,
                    "grant-in-order")


def _coverage(one: Evidence) -> Outcome:
    covered = one.covered()
    spans = [(state.time, state.end) for state, scope in zip(one.states(), one.scopes())
             if scope == covered]
    return one.over(spans, "scope-throughout") if covered else None


def _log(one: Evidence) -> str:
    named = zip(one.states(), one.logs()) if one.grant else ()
    if any(log != one.log and one.touches([(state.time, state.end)]) for state, log in named):
        return "!log-not-of-grant"
    return one.judge_log()
