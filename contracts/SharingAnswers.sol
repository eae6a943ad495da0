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

    /// @dev What a grant is made of beside its terms. `consented` is the number of a standing consent, or 0.
    /// `version` is that of its scope.
    struct Issue {
        bytes32 asset;
        uint32 provider;
        uint24 logNumber;
        uint24 consented;
        uint16 flags;
        uint8 version;
    }

    /// @dev The methods: 1 interface, 2 batch, 3 file.
    uint8 private constant LAST_METHOD = 3;

    // ─── requests and answers ────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingActs
    function request(uint32 bySeat, Wanted calldata wanted) external returns (bytes32 id) {
        uint32 requester = _actingFor(bySeat);
        uint256 attribute;
        (id, attribute, , ) = _requireWanted(requester, wanted);
        (uint8 days_, uint48 due, bool provisional) = _answerClock(attribute);

        if (wanted.parent != 0) _parents[id] = wanted.parent;
        uint16 flags = (wanted.parent == 0 ? 0 : ONWARD) | (provisional ? ANSWER_PROVISIONAL : 0);
        Request storage filed = _requests[id];
        (filed.asset, filed.scope) = (wanted.asset, wanted.scope);
        // The term was compared with the longest one.
        _file(filed, requester, wanted.purpose, wanted.method, uint40(wanted.until), days_, uint40(due), flags);
        filed.since = uint40(_now());

        emit RequestFiled(id, wanted.asset, requester, bySeat, wanted, due, provisional);
    }

    /// @inheritdoc ISharingActs
    function requestUnderConsent(uint32 bySeat, Wanted calldata wanted) external returns (bytes32 id) {
        uint32 requester = _actingFor(bySeat);
        uint32 provider;
        bool isActive;
        (id, , provider, isActive) = _requireWanted(requester, wanted);
        Consent storage consent = _consents[wanted.asset];
        _requireConsent(consent, provider, isActive, wanted);

        // The asset is told by the consent's number.
        Request storage filed = _requests[id];
        filed.scope = wanted.scope;
        _file(filed, requester, wanted.purpose, wanted.method, uint40(wanted.until), 0, 0, BY_CONSENT);
        emit RequestFiled(id, wanted.asset, requester, bySeat, wanted, 0, false);

        Issue memory issue = Issue(wanted.asset, provider, consent.logNumber, consent.number, BY_CONSENT, 0);
        Terms memory given = Terms({
            log: _logOf(issue.logNumber),
            scope: wanted.scope,
            from: _now(),
            until: wanted.until,
            quota: consent.quota,
            disposal: consent.disposal,
            deliveryDays: consent.deliveryDays
        });
        _issue(id, issue, given);
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
        bytes32 asked = filed.scope;
        if (given.scope == 0) given.scope = asked;
        if (given.scope != asked) _scopes[id][1] = given.scope;
        uint8 version = given.scope == asked ? 0 : 1;
        _issue(id, Issue(filed.asset, provider, _numberOf(given.log), 0, filed.flags, version), given);
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

    /// @dev Stores who wants it, what for and until when, and the answer's clock. One member after the other, and all
    /// given: the compiler then writes the word that they share once.
    function _file(
        Request storage filed,
        uint32 requester,
        uint32 purpose,
        uint8 method,
        uint40 until,
        uint8 days_,
        uint40 due,
        uint16 flags
    ) private {
        filed.status = RequestStatus.AnswerDue;
        filed.due = due;
        filed.flags = flags;
        filed.wantedUntil = until;
        filed.days_ = days_;
        filed.method = method;
        filed.purpose = purpose;
        filed.requester = requester;
    }

    /// @dev Issues a grant, and begins the clock of its delivery (Order 809, Art 22).
    function _issue(bytes32 id, Issue memory issue, Terms memory given) private {
        (uint48 due, bool provisional) = CALENDAR.addWorkingDays(_now(), given.deliveryDays);
        uint16 flags = provisional ? issue.flags | DELIVERY_PROVISIONAL : issue.flags;
        uint176 value = uint176(0).set(Traces.GRANT_STATE, uint256(GrantState.Running));
        value = value.set(Traces.GRANT_UNTIL, given.until).set(Traces.GRANT_LOG, issue.logNumber);
        value = value.set(Traces.GRANT_SCOPE, issue.version);

        Request storage filed = _requests[id];
        (filed.status, filed.flags) = (RequestStatus.Granted, flags);
        _give(filed, issue, uint40(given.from), given.quota, uint40(due), given.deliveryDays, given.disposal);
        _states[id].write(value);

        emit GrantIssued(id, issue.asset, issue.provider, given, due, flags);
    }

    /// @dev Stores who gives it, from when on, how often, the delivery's clock and what becomes of the data: as does
    /// {_file}.
    function _give(
        Request storage filed,
        Issue memory issue,
        uint40 from,
        uint24 quota,
        uint40 due,
        uint8 days_,
        uint16 disposal
    ) private {
        filed.provider = issue.provider;
        filed.consented = issue.consented;
        filed.from = from;
        filed.quota = quota;
        filed.deliveryDays = days_;
        filed.deliveryDue = due;
        filed.disposal = disposal;
    }

    /// @dev Gives the next local number to a request, unless the same was filed just before.
    function _count(uint32 requester, Wanted calldata wanted) private returns (bytes32 id) {
        uint128 fingerprint = _fingerprint(wanted);
        Counts storage counted = _counts[requester];
        (uint64 number, uint128 last) = (counted.requests, counted.last);
        if (last == fingerprint) revert SharingRegistry__FiledAlready(_requestId(requester, number));

        // Nobody lives to file 2^64 requests.
        unchecked {
            ++number;
        }
        (counted.requests, counted.last) = (number, fingerprint);
        return _requestId(requester, number);
    }

    /// @dev What two filings have in common only if they are the same: a hash of the data of the call.
    function _fingerprint(Wanted calldata wanted) private pure returns (uint128 fingerprint) {
        // Its seven members stand in the data one after the other, a word each, and each was read and found to fit.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let free := mload(0x40)
            calldatacopy(free, wanted, 0xe0)
            fingerprint := shr(128, keccak256(free, 0xe0))
        }
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

    /// @dev Refuses what cannot be requested, in the order of its parts. Returns the request's id, the asset's sharing
    /// attribute, its holder, and whether that is known to be active.
    function _requireWanted(
        uint32 requester,
        Wanted calldata wanted
    ) private returns (bytes32 id, uint256 attribute, uint32 holder, bool isActive) {
        _requireDepartment(requester);
        attribute = _requireShareable(wanted.asset);
        holder = ASSETS.recordedHolderOf(wanted.asset);
        // Whoever is active stands for itself.
        isActive = ORGANIZATIONS.hasCapacity(holder, 0);
        if (!isActive) holder = ORGANIZATIONS.follow(holder, wanted.asset);
        if (holder == requester) revert SharingRegistry__OwnAsset(wanted.asset, requester);
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
        if (!runs || _assetOf(parent) != wanted.asset || _depthOf(parent) == MAX_DEPTH) {
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

    /// @dev Refuses a request that no standing consent of the asset's holder covers.
    function _requireConsent(
        Consent storage consent,
        uint32 provider,
        bool isActive,
        Wanted calldata wanted
    ) private view {
        (uint48 from, uint48 latest, bool scoped) = (consent.from, consent.until, consent.scoped);
        bool covers =
            wanted.parent == 0 &&
                _isParty(provider, consent.provider, wanted.asset) &&
                (isActive || ORGANIZATIONS.hasCapacity(provider, 0)) &&
                from <= _now() &&
                (!scoped || consent.scope == wanted.scope);
        if (!covers) revert SharingRegistry__NoConsent(wanted.asset);
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
        // As abi.encode has it of the text "request": its place, and behind all else its length and itself.
        bytes32 text = "request";
        return keccak256(abi.encode(CHAIN_ID, address(this), uint256(160), requester, localNumber, uint256(7), text));
    }
}

// slither-disable-end incorrect-equality
