// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingActs} from "./interfaces/ISharingActs.sol";
import {Traces} from "./libraries/Traces.sol";
import {SharingViews} from "./SharingViews.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title SharingAnswers
/// @notice Requests and their answers (Order 809, Arts 20 to 22).
abstract contract SharingAnswers is SharingViews {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev The methods: 1 interface, 2 batch, 3 file.
    uint8 private constant LAST_METHOD = 3;

    // ─── requests and answers ────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingActs
    function request(uint32 bySeat, Wanted calldata wanted) external returns (bytes32 id) {
        uint32 requester = _actingFor(bySeat);
        uint256 attribute;
        (id, attribute) = _requireWanted(requester, wanted);

        Request storage filed = _file(id, requester, wanted);
        filed.status = RequestStatus.AnswerDue;
        if (wanted.parent != 0) {
            filed.flags = ONWARD;
            _parents[id] = wanted.parent;
        }
        (uint48 due, bool provisional) = _startAnswer(filed, attribute);

        emit RequestFiled(id, wanted.asset, requester, bySeat, wanted, due, provisional);
    }

    /// @inheritdoc ISharingActs
    function requestUnderConsent(uint32 bySeat, Wanted calldata wanted) external returns (bytes32 id) {
        uint32 requester = _actingFor(bySeat);
        (id, ) = _requireWanted(requester, wanted);
        Consent storage consent = _consents[wanted.asset];
        uint32 provider = _requireConsent(consent, wanted);

        Request storage filed = _file(id, requester, wanted);
        filed.flags = BY_CONSENT;
        emit RequestFiled(id, wanted.asset, requester, bySeat, wanted, 0, false);

        Terms memory given = Terms({
            log: logOf(consent.logNumber),
            scope: 0,
            from: _now(),
            until: wanted.until,
            quota: consent.quota,
            disposal: consent.disposal,
            deliveryDays: consent.deliveryDays
        });
        _issue(id, provider, given, consent.logNumber);
    }

    /// @inheritdoc ISharingActs
    function grant(uint32 bySeat, bytes32 id, Terms calldata terms) external {
        uint32 provider = _actingFor(bySeat);
        Request storage filed = _requireStatus(id, RequestStatus.AnswerDue);
        _requireAnswerer(id, provider);
        _requireRecipient(id, provider, filed.requester);
        _requireShareable(filed.asset);
        Terms memory given = _requireTerms(terms, filed.wantedUntil, false);
        if (filed.flags & ONWARD != 0) _requireOnward(id, given);

        _stopAnswer(filed);
        _issue(id, provider, given, _numberOf(given.log));
    }

    /// @inheritdoc ISharingActs
    function refuse(uint32 bySeat, bytes32 id, uint16 reason, bytes32 legalBasis) external {
        uint32 organization = _actingFor(bySeat);
        Request storage filed = _requireStatus(id, RequestStatus.AnswerDue);
        _requireAnswerer(id, organization);
        _requireKnown("reasons.refusal", reason);
        if (legalBasis == 0) revert SharingRegistry__NoLegalBasis();

        bool late = _stopAnswer(filed);
        (filed.status, filed.reason) = (RequestStatus.Refused, reason);

        emit RequestRefused(id, organization, reason, legalBasis, late);
    }

    // ─── effects ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Stores what is wanted.
    function _file(bytes32 id, uint32 requester, Wanted calldata wanted) internal returns (Request storage filed) {
        filed = _requests[id];
        (filed.asset, filed.scope) = (wanted.asset, wanted.scope);
        (filed.requester, filed.purpose, filed.method) = (requester, wanted.purpose, wanted.method);
        // The term was compared with the longest one.
        filed.wantedUntil = uint40(wanted.until);
    }

    /// @dev Issues a grant, and begins the clock of its delivery (Order 809, Art 22).
    function _issue(bytes32 id, uint32 provider, Terms memory given, uint24 logNumber) private {
        Request storage filed = _requests[id];
        (uint48 due, bool provisional) = CALENDAR.addWorkingDays(_now(), given.deliveryDays);
        uint176 value = uint176(0).set(Traces.GRANT_STATE, uint256(GrantState.Running));
        value = value.set(Traces.GRANT_UNTIL, given.until).set(Traces.GRANT_LOG, logNumber);
        bytes32 asked = filed.scope;
        if (given.scope == 0) given.scope = asked;
        if (given.scope != asked) {
            value = value.set(Traces.GRANT_SCOPE, 1);
            _scopes[id][1] = given.scope;
        }

        filed.status = RequestStatus.Granted;
        if (provisional) filed.flags |= DELIVERY_PROVISIONAL;
        (filed.provider, filed.from, filed.quota) = (provider, uint40(given.from), given.quota);
        (filed.deliveryDue, filed.deliveryDays, filed.disposal) = (uint40(due), given.deliveryDays, given.disposal);
        _states[id].write(value);

        emit GrantIssued(id, filed.asset, provider, given, due, filed.flags);
    }

    /// @dev Gives the next local number to a request, unless the same was filed just before.
    function _count(uint32 requester, Wanted calldata wanted) private returns (bytes32 id) {
        Counts memory counted = _counts[requester];
        uint128 fingerprint = uint128(uint256(keccak256(abi.encode(wanted))));
        if (counted.last == fingerprint) {
            revert SharingRegistry__FiledAlready(_requestId(requester, counted.requests));
        }

        ++counted.requests;
        counted.last = fingerprint;
        _counts[requester] = counted;
        return _requestId(requester, counted.requests);
    }

    /// @dev Marks a demand as filed, which was matched with the asset.
    function _fileDemand(uint32 requester, Wanted calldata wanted) private {
        Demand storage found = _demands[wanted.demand];
        bool fits = found.status == DemandStatus.Matched && found.asset == wanted.asset;
        if (!fits || !_isParty(requester, found.organization, wanted.demand)) {
            revert SharingRegistry__BadDemand(wanted.demand, found.status);
        }

        found.status = DemandStatus.Filed;
    }

    // ─── guards ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses what cannot be requested, in the order of its parts. Returns the request's id, and the asset's
    /// sharing attribute.
    function _requireWanted(uint32 requester, Wanted calldata wanted) internal returns (bytes32 id, uint256 attribute) {
        _requireDepartment(requester);
        attribute = _requireShareable(wanted.asset);
        if (ASSETS.holderOf(wanted.asset) == requester) {
            revert SharingRegistry__OwnAsset(wanted.asset, requester);
        }
        if (wanted.purpose == 0) revert SharingRegistry__NoPurpose();
        _requireCommitment(wanted.scope);
        if (wanted.method == 0 || wanted.method > LAST_METHOD) revert SharingRegistry__BadMethod(wanted.method);
        uint48 latest = _now() + LONGEST_TERM;
        if (wanted.until <= _now() || wanted.until > latest) {
            revert SharingRegistry__BadRequestedTerm(wanted.until, latest);
        }
        if (wanted.parent != 0) _requireParent(requester, wanted);
        if (wanted.demand != 0) _fileDemand(requester, wanted);
        id = _count(requester, wanted);
    }

    /// @dev Refuses a grant from which the asset cannot be shared on with this requester.
    function _requireParent(uint32 requester, Wanted calldata wanted) private view {
        bytes32 parent = wanted.parent;
        Request storage above = _requests[parent];
        bool runs = above.status == RequestStatus.Granted && _now() < _endOf(parent);
        if (!runs || above.asset != wanted.asset || _depthOf(parent) == MAX_DEPTH) {
            revert SharingRegistry__BadParent(parent);
        }
        if (_isParty(requester, above.requester, parent)) revert SharingRegistry__OwnAsset(wanted.asset, requester);
    }

    /// @dev Refuses an onward grant without consent, from what is not in force, or beyond its end (Order 809, Art 25).
    function _requireOnward(bytes32 id, Terms memory given) private view {
        if (_requests[id].flags & ONWARD_CONSENTED == 0) revert SharingRegistry__NotConsented(id);
        bytes32 parent = _parents[id];
        if (!_inForceAt(parent, _now())) revert SharingRegistry__BadParent(parent);
        uint48 latest = _endOf(parent);
        if (given.until > latest) revert SharingRegistry__BadTerm(given.from, given.until, latest);
    }

    /// @dev Refuses a requester that is gone, or that has become whoever answers it.
    function _requireRecipient(bytes32 id, uint32 provider, uint32 requester) private view {
        uint32 recipient = ORGANIZATIONS.follow(requester, id);
        if (recipient == 0) revert SharingRegistry__NotDepartment(requester);
        if (recipient == provider) revert SharingRegistry__OwnAsset(_requests[id].asset, provider);
    }

    /// @dev Refuses a request that no standing consent covers. Returns who gives by it.
    function _requireConsent(Consent storage consent, Wanted calldata wanted) private view returns (uint32 provider) {
        provider = ASSETS.holderOf(wanted.asset);
        bool covers =
            wanted.parent == 0 &&
                _isParty(provider, consent.provider, wanted.asset) &&
                ORGANIZATIONS.hasCapacity(provider, 0) &&
                consent.from <= _now() &&
                (!consent.scoped || consent.scope == wanted.scope);
        if (!covers) revert SharingRegistry__NoConsent(wanted.asset);
        uint48 latest = consent.until;
        if (latest != 0 && wanted.until > latest) revert SharingRegistry__BadTerm(_now(), wanted.until, latest);
    }

    /// @dev How many grants a grant is below.
    function _depthOf(bytes32 id) private view returns (uint256 depth) {
        while (depth < MAX_DEPTH && _requests[id].flags & ONWARD != 0) {
            id = _parents[id];
            ++depth;
        }
    }

    function _requestId(uint32 requester, uint64 localNumber) private view returns (bytes32) {
        return keccak256(abi.encode(CHAIN_ID, address(this), "request", requester, localNumber));
    }
}

// slither-disable-end incorrect-equality
