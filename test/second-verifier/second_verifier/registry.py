# SPDX-License-Identifier: Apache-2.0
"""Facts about organisations, seats, assets and grants ("Succession", "Grants" of storage.md)."""

from collections.abc import Iterator

from .storage import FOREVER, Fields, Storage, Unknown, pad

# Else a state that no contract writes could lead in circles.
STEPS, MOST_STEPS, GRANTS_ABOVE = 8, 1000, 3
REGISTERED, CODED, CANCELLED, ACTIVE, ABOLISHED = 1, 2, 3, 1, 3
Span = tuple[int, int]
Party = tuple[int, Span]

class Registry(Storage):
    """The contracts' facts over the period."""

    steps = 0

    def active(self, number: int) -> list[Span]:
        """When an organisation was active; a span of nothing says since when it had been known."""
        return [(one.time, one.time if one.status != ACTIVE else one.end if not one.suspendedSince
                 else min(one.end, max(one.suspendedSince, one.time)))
                for one in self.trace("organizationRegistry.standings", number)]

    def term(self, number: int) -> Fields:
        """A seat, and as `end` when it is no longer in office."""
        seat = self.fields("organizationRegistry.seats", number)
        ends = self.fields("organizationRegistry.ends", number)
        return Fields(seat, end=min([seat.until, *filter(None, ends.values())]))

    def owned(self, seat: Fields) -> Fields:
        """A seat with the organisation of its account as `owner`."""
        return Fields(seat, owner=self.word("organizationRegistry.byAccount", seat.account) % 2**32)

    def allowed(self, seat: int, subject: bytes) -> list[Span]:
        """When a system seat was allowed for a grant or an asset."""
        return [(one.time, one.end if one.allowed == 1 else one.time)
                for one in self.trace("organizationRegistry.allowances", seat, subject)]

    def in_place(self, number: int, parties: list[Party], subject: bytes) -> list[Span]:
        """When the organisation was the party, or stood in its place."""
        return [span for party, term in parties if party
                for who, span in list(self.follow(party, subject, term)) if who == number]

    def follow(self, party: int, subject: bytes, term: Span, steps: int = 0) -> Iterator[Party]:
        """Who stood in the place of a party, and when."""
        self.steps += 1
        if steps > STEPS or self.steps > MOST_STEPS:
            raise Unknown("state-unusable")
        standings = self.trace("organizationRegistry.standings", party)
        known = standings[0].time if standings else FOREVER
        for one in [Fields(end=known), *standings]:
            span = max(one.time, term[0]), min(one.end, term[1])
            if span[0] < span[1] and one.status != ABOLISHED:
                yield party, span
            elif span[0] < span[1]:
                assigned = self.word("organizationRegistry.assignments", party, subject) % 2**32
                if follower := assigned or one.successor:
                    yield from self.follow(follower, subject, span, steps + 1)

    def holders(self, asset: bytes) -> list[Party]:
        """Who held the asset, and when; until the first transfer, who registered it."""
        return [(one.get("value", one.organization), (one.time, one.end))
                for one in self._since_registered("assetRegistry.holders", asset)]

    def holder(self, asset: bytes) -> int:
        """Who held the asset at the period's beginning; 0 for nobody."""
        return [0, *(who for who, (low, high) in self.holders(asset) if low <= self.low < high)][-1]

    def assets(self, asset: bytes) -> list[Fields]:
        """An asset's states; until the first element it is registered from `registeredAt` on."""
        found = self._since_registered("assetRegistry.states", asset)
        return [Fields({"time": one.registeredAt, "state": REGISTERED, **one})
                for one in found if one.get("registeredAt", 1)]

    def _since_registered(self, where: str, asset: bytes) -> list[Fields]:
        """A trace, before whose first element stands what `identities` has of the asset."""
        found = self.trace(where, asset)
        end = found[0].time if found else FOREVER
        if end > self.low:
            found.insert(0, Fields(self.fields("assetRegistry.identities", asset), end=end))
        return found

    def request(self, grant: bytes) -> Fields:
        """Parties, terms and flags of a request."""
        return self.fields("sharingRegistry.requests", grant, words=(2, 3))

    def requested(self, grant: bytes) -> bytes:
        """The asset that was requested; by a standing consent, the one that it was given for."""
        request = self.request(grant)
        return self.item("sharingRegistry.consented", request.consented) if request.flags & 2 \
            else pad(self.word("sharingRegistry.requests", grant))

    def above(self, grant: bytes) -> list[bytes]:
        """The grants from which a grant was shared on, three at most, nearest first."""
        found = [grant] if self.request(grant).flags & 1 else []
        while found:
            one = pad(self.word("sharingRegistry.parents", found[-1]))
            if not any(one) and len(found) > 1:
                break
            if len(found) > GRANTS_ABOVE:
                raise Unknown("state-unusable")
            found.append(one)
        return found[1:]

    def scope(self, grant: bytes, version: int) -> bytes:
        """A version of the scope; 0 is what was asked for."""
        return pad(self.word("sharingRegistry.scopes", grant, version) if version
                   else self.word("sharingRegistry.requests", grant, plus=1))

def running(states: list[Fields], start: int) -> list[Span]:
    """When a grant ran ("Grants", 1); a span of nothing says since when it had been known."""
    found = []
    for one in states:
        low = max(one.time, start)
        high = max(low, min(one.end, one.until)) if one.state in (1, 2) else low
        if one.suspended:
            found.append((low, max(low, min(high, one.suspended))))
            low = max(low, one.resumed) if one.resumed else high
        found.append((low, max(low, high)))
    return found
