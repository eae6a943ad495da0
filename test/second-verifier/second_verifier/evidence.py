# SPDX-License-Identifier: Apache-2.0
"""Evidence: what is read from storage for it, its checks (evidence.md), and who signed."""

import re
from typing import Any

from .crypto import keccak, path_leads, recover, sha256
from .files import Anchored, fact, known, over
from .formats import signers_of
from .registry import CANCELLED, CODED, Registry, Span, running
from .storage import FOREVER, Fields
from .strict import page

STATES, LOGS, SEATS = "sharingRegistry.states", "sharingRegistry.logs", "organizationRegistry.seats"
REGISTRANT, HEAD, RECEIVER, OPERATOR, SYSTEM = 1, 2, 4, 5, 7
MAX_AGE, MAX_AHEAD, ALWAYS, GIVING = 604800, 300, (0, FOREVER), {REGISTRANT, HEAD, SYSTEM}
OFFICES = {"dataset-version": GIVING, "delivery": GIVING, "receipt": {RECEIVER, HEAD, SYSTEM},
           "use": {RECEIVER, HEAD}, "disposal": {HEAD}, "mirror": {OPERATOR, SYSTEM},
           "reconciliation": {HEAD}, "withdrawal": {HEAD}, "administration": {OPERATOR}}
RELATED = {"delivery": "dataset-version", "mirror": "dataset-version", "receipt": "delivery"}

HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0
DOMAIN = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
STRUCTS = {name: re.sub(r"\s*\n\s*", "", members) for name, members in re.findall(
    r"^ {4}([A-Z]\w+) +(\w+ \w+,.*(?:\n {8,}.*)*)$", page("statement.md"), re.M)}

class Evidence(Anchored):
    """One file under judgement, and the facts that are read before anything is judged."""

    def __init__(self, file: dict[str, Any]) -> None:
        super().__init__(file, file["entry"], file["index"])
        body = self.body = self.entry["statement"]
        self.kind, self.time, self.grant = body["kind"], body["time"], body.get("grant")
        self.related = file.get("related", [None])[0]
        self.other = self.related["entry"]["statement"] if self.related else {}
        self.target, self.asset, self.is_act = body.get("target", {}), body["asset"], "act" in body
        self.signers, self.others = signers_of(body), signers_of(self.other) if self.other else []
        self.low = fact(lambda: min(self.time, self.upper()))
        of = fact(lambda: Registry(self.state, self.low(), self.upper()))
        self.seats = [fact(lambda: of().owned(of().term(one["seat"]))) for one in self.signers]
        self.active = [fact(lambda: of().active(one["organization"])) for one in self.signers]
        self.allowed = [fact(lambda: of().allowed(one["seat"], self.grant or self.asset)
                             if seat().office == SYSTEM else [])
                        for seat, one in zip(self.seats, self.signers)]
        self.other_seats = [fact(lambda: of().owned(of().fields(SEATS, one["seat"])))
                            for one in self.others]
        self.assets = fact(lambda: [] if self.is_act else of().assets(self.asset))
        self.states = self.scopes = self.logs = fact(list)
        if self.grant:
            self.request = fact(lambda: of().request(self.grant))
            self.requested = fact(lambda: of().requested(self.grant))
            self.states = fact(lambda: of().trace(STATES, self.grant))
            self.logs = fact(lambda: [of().item(LOGS, one.log) for one in self.states()])
        if self.kind == "delivery":
            self.scopes = fact(lambda: [of().scope(self.grant, one.scope) for one in self.states()])
            self.sources = fact(lambda: [of().trace(STATES, one) for one in of().above(self.grant)])
            self.recipient = fact(lambda: self._side(of(), "requester", body["recipient"]))
        self.party = fact(lambda: self._party(of(), body["organization"]))

    def over(self, spans: list[Span]) -> Any:
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

    def _party(self, of: Registry, who: int) -> list[Span]:
        """When the signer was, or stood for, who may sign (check 16)."""
        if "custodian" in self.body or self.kind == "mirror":
            held = of.trace("assetRegistry.custodians", self.asset)
            return of.in_place(who, [(one.value, (one.time, one.end)) for one in held], self.asset)
        if self.is_act:  # another seat of the operator's organisation does not speak for the log
            held = of.trace("exchangeLog.operators", self.asset)
            return [(one.time, one.end) for one in held if one.value == self.body["seat"]]
        if self.kind == "dataset-version":
            return of.in_place(who, of.holders(self.asset), self.asset)
        if self.kind == "reconciliation":
            own, other = ([self._side(of, side, signer["organization"])
                           for side in ("provider", "requester")] for signer in self.signers)
            return [(max(a, c), min(b, d)) for one, two in zip(own, reversed(other))
                    for a, b in one for c, d in two if max(a, c) < min(b, d)]
        if "id" in self.target:
            parties = [(one["organization"], ALWAYS) for one in self.others]
            return of.in_place(who, parties, self.grant or self.asset)
        is_giver = self.kind in ("delivery", "withdrawal")
        return self._side(of, "provider" if is_giver else "requester", who)

    def judge_integrity(self, data: dict[str, Any] | None) -> None:
        """The checks 2 to 11."""
        body, add, age = self.body, self.add, self.entry["logged"] - self.time
        add("statement", lambda: body["chainId"] != self.file["chainId"] and "!chain-id-differs"
            or body["exchangeLog"] != self.file["contracts"]["exchangeLog"] and "!contract-differs"
            or body["log"] != self.log and "!log-differs")
        add("signature", lambda: signed_by_seats(self.entry, self.seats))
        add("inclusion", lambda: not self._included(self.file) and "!not-included")
        self.judge_anchored()
        add("chain-links", self._links)
        add("times", lambda: not (self.in_time() and -MAX_AHEAD <= age <= MAX_AGE)
            and "!times-out-of-order")
        names = {body.get(name) for name in ("effect", "storage", "record")}
        self.judge_documents(lambda: names, self.covered)
        add("data", lambda: data is None and "?data-not-given"
            or "digest" not in body and "!data-without-digest"
            or body["digest"] != data and "!data-differs")

    def _included(self, part: dict[str, Any]) -> bool:
        return path_leads(part["entry"]["leaf"], part["index"], self.checkpoint.size,
                          part["inclusion"], self.checkpoint.root)

    def _links(self) -> Any:
        """The check `chain-links`."""
        body, other = self.body, self.other
        id_ = self.target.get("id", body.get("version"))
        named = body.get("delivery", {"log": body["log"], "id": id_})
        if not other:
            return "?related-not-given" if named["id"] and named["log"] == self.log else None
        entry, leaf = self.related["entry"], self.related["entry"]["leaf"]
        fits = named == {"log": other["log"], "id": other["id"]} and self._included(self.related) \
            and all(other[of] == body[of] for of in ("asset", "chainId", "exchangeLog", "log")) \
            and self.related["index"] < self.index \
            and other["kind"] == RELATED.get(self.kind, other["kind"]) \
            and (self.kind != "receipt" or other["grant"] == self.grant and (
                body["result"] == "accepted") == (other["digest"] == body.get("digest"))) \
            and all(link["n"] > one["n"] + 1 or (link["n"], link["prev"]) == (one["n"] + 1, leaf)
                    for one in entry["chain"] for link in self.entry["chain"]
                    if one["subject"] == link["subject"]) \
            and all(seat().owner == one["organization"]
                    for seat, one in zip(self.other_seats, self.others))
        return (not fits or signed_by_seats(entry, self.other_seats)) and "!links-broken"

    def judge_authorisation(self) -> None:
        """The checks 12 to 20."""
        add, is_delivery = self.add, self.kind == "delivery"
        for seat, one, allowed, active in zip(self.seats, self.signers, self.allowed, self.active):
            add("seat", lambda: not seat().account and "!seat-unknown"
                or seat().owner != one["organization"] and "!seat-of-other-organization"
                or self.over([(seat()["from"], seat().end)]))
            add("office", lambda: self._office(seat()))
            if (known(seat) or Fields()).office == SYSTEM:
                add("allowance", lambda: self.over(allowed()))
            add("organization", lambda: self.over(active()))
        add("party", self._fits)
        if is_delivery:
            add("party", lambda: None if self.touches(self.recipient()) else "!recipient-differs")
        add("asset", lambda: None if self.is_act else self.over([*map(self._asset, self.assets())]))
        add("grant", lambda: self._granted() if self.grant else None)
        if is_delivery:
            if (known(self.request) or Fields()).provider:
                for i in range(1 if (found := known(self.sources)) is None else len(found)):
                    add("source", lambda: self.over(running(self.sources()[i], 0)))
            add("coverage", self._coverage)
        add("log", self._log)

    def _office(self, seat: Fields) -> Any:
        allowed = OFFICES[self.kind]
        if self.kind == "withdrawal" and seat.office in (REGISTRANT, RECEIVER, OPERATOR, SYSTEM):
            if "id" in self.target and not self.other:
                return "?office-depends-on-withdrawn"
            allowed = OFFICES["delivery"] if "serial" in self.target \
                else {other().office for other in self.other_seats}
        return seat.office not in allowed and "!office-not-allowed"

    def _fits(self) -> Any:
        """The check `party`."""
        spans, other = self.party(), self.other
        elsewhere = (other.get("asset"), other.get("grant")) != (self.asset, self.grant)
        return "id" in self.target and not other and "?party-depends-on-withdrawn" \
            or self.target and other and elsewhere and "!withdrawn-elsewhere" \
            or not self.touches(spans) and "!not-a-party" or self.over(spans)

    def _asset(self, state: Fields) -> Span:
        """When a state of the asset was in order for this kind (check 17)."""
        last = state.end
        if self.kind in ("delivery", "dataset-version", "mirror"):
            ended = state.state == CANCELLED or self.kind == "delivery" and state.state != CODED
            last = state.time if ended else min(last, state.until) if state.state == CODED else last
        return state.time, last

    def _granted(self) -> Any:
        """The check `grant`."""
        request, states = self.request(), self.states()
        purposes = {one.get("purpose", request.purpose) for one in self.entry["signatures"]}
        spans = running(states, request["from"]) if self.kind == "delivery" else \
            [(max(state.time, request["from"]), FOREVER) for state in states[:1]]
        return not request.provider and "!grant-unknown" \
            or self.requested() != self.asset and "!grant-of-other-asset" \
            or purposes != {request.purpose} and "!batch-purpose-differs" or self.over(spans)

    def _coverage(self) -> Any:
        return self.over([(state.time, state.end) for state, scope in zip(
            self.states(), self.scopes()) if scope == self.covered()]) if self.covered() else None

    def _log(self) -> Any:
        logs = zip(self.states(), self.logs())
        elsewhere = [(one.time, one.end) for one, log in logs if log != self.log]
        return self.touches(elsewhere) and "!log-not-of-grant" or self.judge_log()

def signed_by_seats(entry: dict[str, Any], seats: list[Any]) -> str:
    """Whether the accounts of these seats signed an entry's statement, each in its place."""
    said = entry["statement"]
    for signature, signer, seat in zip(entry["signatures"], signers_of(said), seats):
        found = _signer(said, signer["organization"], signature)
        if found is None or found != seat().account.to_bytes(20, "big"):
            return "!signer-differs" if found else "!signature-invalid"
    return ""

def _signer(said: dict[str, Any], organization: int, signature: dict[str, Any]) -> bytes | None:
    """The address that signed, or None; a batch may not be for the statement."""
    values = {**said, **{name.rstrip("s") + member.capitalize(): value
                         for name, inner in said.items() if isinstance(inner, dict)
                         for member, value in inner.items()}}
    struct = said["kind"].title().replace("-", "")
    members = f"{STRUCTS['COMMON']},{STRUCTS[struct]}"
    if signature["alg"] == "eip712-batch":
        if (signature["asset"], signature.get("grant")) != (said["asset"], said.get("grant")) \
                or not signature["from"] <= said["time"] <= signature["until"] \
                or not path_leads(sha256(b"\0", said["id"]), signature["index"],
                                  signature["count"], signature["path"], signature["root"]):
            return None
        values = {**signature, "log": said["log"], "organization": organization}
        struct, members = "Batch", STRUCTS["Batch"]
    domain = keccak(keccak(DOMAIN.encode()), keccak(b"Suyuan"), keccak(b"1"),
                    _word("uint", said["chainId"]), said["exchangeLog"].rjust(32, b"\0"))
    digest = keccak(b"\x19\x01", domain, _hashed(struct, members, values))
    value = signature["value"]
    is_low = int.from_bytes(value[32:64], "big") <= HALF_ORDER
    return recover(digest, value[:64], value[64] - 27) if is_low else None

def _hashed(struct: str, members: str, values: dict[str, Any]) -> bytes:
    """A struct's hash by EIP-712."""
    inner = f"Digest({STRUCTS['Digest']})" if "Digest" in members else ""
    words = [_word(kind, values.get(name)) for kind, name in map(str.split, members.split(","))]
    return keccak(keccak(f"{struct}({members}){inner}".encode()), *words)

def _word(kind: str, value: Any) -> bytes:
    """A member as EIP-712 encodes it; what is absent is zero."""
    if kind == "Digest":
        return _hashed(kind, STRUCTS[kind], {"size": value["bytes"], **value} if value else {})
    if kind == "string":
        return keccak((value or "").encode())
    return (value or b"").ljust(32, b"\0") if kind.startswith("bytes") \
        else int(value or 0).to_bytes(32, "big")
