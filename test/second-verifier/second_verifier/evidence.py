# SPDX-License-Identifier: Apache-2.0
"""Evidence: what is read from storage for it, and its checks (evidence.md)."""

from typing import Any

from .crypto import path_leads
from .files import Anchored, File, Outcome, fact, first, known, over
from .formats import signers_of
from .registry import CANCELLED, CODED, Registry, Span, running
from .signing import signed_by_seats
from .storage import FOREVER, Fields

MAX_AGE, MAX_AHEAD, ALWAYS = 604800, 300, (0, FOREVER)
STATES = "sharingRegistry.states"
REGISTRANT, HEAD, RECEIVER, OPERATOR, SYSTEM = 1, 2, 4, 5, 7
OFFICES = {"dataset-version": {REGISTRANT, HEAD, SYSTEM}, "delivery": {REGISTRANT, HEAD, SYSTEM},
           "receipt": {RECEIVER, HEAD, SYSTEM}, "use": {RECEIVER, HEAD}, "disposal": {HEAD},
           "mirror": {OPERATOR, SYSTEM}, "reconciliation": {HEAD}, "withdrawal": {HEAD}}
SIGNING = set().union(*OFFICES.values())


class Evidence(Anchored):
    """One file under judgement, and the facts that are read before anything is judged."""

    def __init__(self, file: dict[str, Any]) -> None:
        super().__init__(file, file["entry"], file["index"])
        body = self.body = self.entry["statement"]
        self.kind, self.time, self.grant = body["kind"], body["time"], body.get("grant")
        self.related = file.get("related", [None])[0]
        self.other = self.related and self.related["entry"]["statement"]
        self.target = body.get("target", {})
        self.signers = signers_of(body)
        self.others = signers_of(self.other) if self.other else []
        self.low = fact(lambda: min(self.time, self.upper()))
        of = fact(lambda: Registry(self.state, self.low(), self.upper()))
        self.seats = [fact(lambda: of().owned(of().term(one["seat"]))) for one in self.signers]
        self.active = [fact(lambda: of().active(one["organization"])) for one in self.signers]
        self.allowed = [fact(lambda: of().allowed(one["seat"], self.grant or body["asset"])
                             if seat().office == SYSTEM else [])
                        for seat, one in zip(self.seats, self.signers)]
        self.other_seats = [fact(lambda: of().owned(of().seat(one["seat"])))
                            for one in self.others]
        self.assets = fact(lambda: of().assets(body["asset"]))
        self.states = self.scopes = fact(list)
        if self.grant:
            self.request = fact(lambda: of().request(self.grant))
            self.requested = fact(lambda: of().requested(self.grant))
            self.states = fact(lambda: of().trace(STATES, self.grant))
            self.logs = fact(lambda: [of().item("sharingRegistry.logs", one.log)
                                      for one in self.states()])
        if self.kind == "delivery":
            self.scopes = fact(lambda: [of().scope(self.grant, one.scope)
                                        for one in self.states()])
            self.sources = fact(lambda: [of().trace(STATES, above)
                                         for above in of().above(self.grant)])
            self.recipient = fact(lambda: self._side(of(), "requester", body["recipient"]))
        self.party = fact(lambda: self._party(of(), body["asset"], body["organization"]))

    def over(self, spans: list[Span]) -> Outcome:
        """A fact judged over the period of the statement."""
        return over(spans, self.time, self.upper(), self.lower())

    def touches(self, spans: list[Span]) -> bool:
        """Whether one of the spans has a moment of the period."""
        return any(low <= self.upper() and high > self.low() for low, high in spans)

    def covered(self) -> bytes:
        """The scope at the statement's time, nothing where there was none yet."""
        scopes = self.scopes()
        return scopes[0] if scopes and self.states()[0].time <= self.low() else b""

    def _side(self, of: Registry, side: str, who: int) -> list[Span]:
        return of.in_place(who, [(self.request()[side], ALWAYS)], self.grant)

    def _party(self, of: Registry, asset: bytes, who: int) -> list[Span]:
        """When the signer was, or stood for, who may sign (check 16)."""
        if "custodian" in self.body or self.kind == "mirror":
            return of.in_place(who, of.values("assetRegistry.custodians", asset), asset)
        if self.kind == "dataset-version":
            return of.in_place(who, of.holders(asset), asset)
        if self.kind == "reconciliation":
            own, other = ([self._side(of, side, signer["organization"])
                           for side in ("provider", "requester")] for signer in self.signers)
            found = [(max(a, c), min(b, d)) for one, two in zip(own, reversed(other))
                     for a, b in one for c, d in two]
            return [span for span in found if span[0] < span[1]]
        if "id" in self.target:
            parties = [(one["organization"], ALWAYS) for one in self.others]
            return of.in_place(who, parties, self.grant or asset)
        return self._side(
            of, "provider" if self.kind in ("delivery", "withdrawal") else "requester", who)

    def judge_integrity(self, data: dict[str, Any] | None) -> None:
        """The checks 2 to 11."""
        body, add = self.body, self.add
        add("statement", first, (body["chainId"] != self.file["chainId"], "!chain-id-differs"),
            (body["exchangeLog"] != self.file["contracts"]["exchangeLog"], "!contract-differs"),
            (body["log"] != self.log, "!log-differs"))
        add("signature", signed_by_seats, self.entry, self.seats)
        add("inclusion", first, (not self._included(self.file), "!not-included"))
        self.judge_anchored()
        add("chain-links", self._links)
        age = self.entry["logged"] - self.time
        add("times", lambda: first((not self.in_time() or not -MAX_AHEAD <= age <= MAX_AGE,
                                    "!times-out-of-order")))
        names = {body[name] for name in ("effect", "storage", "record") if name in body}
        self.judge_documents(lambda: names, self.covered)
        add("data", first, (data is None, "?data-not-given"),
            ("digest" not in body, "!data-without-digest"),
            (body.get("digest") != data, "!data-differs"))

    def _included(self, part: dict[str, Any]) -> bool:
        return path_leads(part["entry"]["leaf"], part["index"], self.checkpoint.size,
                          part["inclusion"], self.checkpoint.root)

    def _links(self) -> Outcome:
        """The check `chain-links`."""
        body, other = self.body, self.other
        named = body.get("delivery", {
            "log": body["log"], "id": self.target.get("id", body.get("version"))})
        if not other:
            return "?related-not-given" if named["id"] and named["log"] == self.log else None
        entry, same = self.related["entry"], other.get("digest") == body.get("digest")
        kinds = {"delivery": "dataset-version", "mirror": "dataset-version", "receipt": "delivery"}
        fits = named == {"log": other["log"], "id": other["id"]} and self._included(self.related) \
            and all(other[of] == body[of] for of in ("asset", "chainId", "exchangeLog", "log")) \
            and self.related["index"] < self.index \
            and kinds.get(self.kind, other["kind"]) == other["kind"] \
            and (self.kind != "receipt" or other["grant"] == self.grant
                 and same == (body["result"] == "accepted")) \
            and all(one["n"] < link["n"] and (one["n"] + 1 < link["n"]
                                              or link["prev"] == entry["leaf"])
                    for one in entry["chain"] for link in self.entry["chain"]
                    if one["subject"] == link["subject"])
        owned = fits and all(seat().owner == one["organization"]
                             for seat, one in zip(self.other_seats, self.others))
        return first((not owned or signed_by_seats(entry, self.other_seats), "!links-broken"))

    def judge_authorisation(self) -> None:
        """The checks 12 to 20."""
        add, is_delivery, self.group = self.add, self.kind == "delivery", "authorisation"
        for i, (seat, signer) in enumerate(zip(self.seats, self.signers)):
            add("seat", self._seat, seat, signer["organization"])
            add("office", self._office, seat)
            if known(seat) and known(seat).office == SYSTEM:
                add("allowance", lambda: self.over(self.allowed[i]()))
            add("organization", lambda: self.over(self.active[i]()))
        add("party", self._fits)
        if is_delivery:
            add("party", lambda: None if self.touches(self.recipient()) else "!recipient-differs")
        add("asset", lambda: self.over(list(map(self._asset, self.assets()))))
        if self.grant:
            add("grant", self._granted)
        if is_delivery:
            request, sources = known(self.request), known(self.sources)
            count = 1 if sources is None else len(sources)
            for i in range(count if request and request.provider else 0):
                add("source", lambda: self.over(running(self.sources()[i], 0)))
            add("coverage", self._coverage)
        add("log", self._log)

    def _seat(self, seat: Any, organization: int) -> Outcome:
        return first((not seat().account, "!seat-unknown"),
                     (seat().owner != organization, "!seat-of-other-organization")) \
            or self.over([(seat()["from"], seat().end)])

    def _office(self, seat: Any) -> Outcome:
        allowed = OFFICES[self.kind]
        if self.kind == "withdrawal" and seat().office in SIGNING - {HEAD}:
            if "id" in self.target and not self.other:
                return "?office-depends-on-withdrawn"
            allowed = OFFICES["delivery"] if "serial" in self.target \
                else {other().office for other in self.other_seats}
        return first((seat().office not in allowed, "!office-not-allowed"))

    def _fits(self) -> Outcome:
        """The check `party`."""
        spans, other = self.party(), self.other or {}
        elsewhere = (other.get("asset"), other.get("grant")) != (self.body["asset"], self.grant)
        return first(("id" in self.target and not other, "?party-depends-on-withdrawn"),
                     (self.target and other and elsewhere, "!withdrawn-elsewhere"),
                     (not self.touches(spans), "!not-a-party")) or self.over(spans)

    def _asset(self, state: Fields) -> Span:
        """When a state of the asset was in order for this kind (check 17)."""
        last = state.end
        if self.kind in ("delivery", "dataset-version", "mirror"):
            ended = state.state == CANCELLED or self.kind == "delivery" and state.state != CODED
            last = state.time if ended else min(last, state.until) if state.state == CODED else last
        return state.time, last

    def _granted(self) -> Outcome:
        """The check `grant`."""
        request, states = self.request(), self.states()
        purposes = {one.get("purpose", request.purpose) for one in self.entry["signatures"]}
        begun = [(max(state.time, request["from"]), FOREVER) for state in states[:1]]
        return first((not request.provider, "!grant-unknown")) or first(
            (self.requested() != self.body["asset"], "!grant-of-other-asset"),
            (purposes != {request.purpose}, "!batch-purpose-differs")) or self.over(
                running(states, request["from"]) if self.kind == "delivery" else begun)

    def _coverage(self) -> Outcome:
        covered = self.covered()
        spans = [(state.time, state.end) for state, scope in zip(self.states(), self.scopes())
                 if scope == covered]
        return self.over(spans) if covered else None

    def _log(self) -> Outcome:
        named = zip(self.states(), self.logs()) if self.grant else ()
        strange = any(log != self.log and self.touches([(state.time, state.end)])
                      for state, log in named)
        return first((strange, "!log-not-of-grant")) or self.judge_log()


def verify(file: dict[str, Any], policy: dict[str, Any], data: dict[str, Any] | None) -> File:
    """Judge an evidence file that was read."""
    one = Evidence(file)
    one.judge_integrity(data)
    one.judge_authorisation()
    one.judge_trust(policy)
    if "timestamps" in file:
        one.add("timestamps", first, (True, "?timestamps-not-supported"))
    return one
