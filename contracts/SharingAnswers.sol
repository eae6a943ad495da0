// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingRequests} from "./interfaces/ISharingRequests.sol";
import {Traces} from "./libraries/Traces.sol";
import {SharingRequests} from "./SharingRequests.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title SharingAnswers
/// @notice What those do who must answer: return, extension, grant and refusal (Order 809, Arts 21 and 22).
abstract contract SharingAnswers is SharingRequests {
    using Traces for Traces.Trace;
    using Traces for uint176;

    // ─── the clock ───────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingRequests
    function returnForGaps(uint32 bySeat, bytes32 id, bytes32 gaps) external {
        uint32 organization = _actingFor(bySeat);
        Request storage filed = _requireStatus(id, RequestStatus.AnswerDue);
        _requireAnswerer(id, organization);
        if (filed.flags & RETURNED != 0) revert SharingRegistry__ReturnedAlready(id);
        _requireCommitment(gaps);

        bool late = _stopAnswer(filed);
        filed.status = RequestStatus.Incomplete;
        filed.flags |= RETURNED;

        emit RequestReturned(id, organization, gaps, late);
    }

    /// @inheritdoc ISharingRequests
    function askExtension(uint32 bySeat, bytes32 id, uint8 days_, bytes32 grounds) external {
        uint32 organization = _actingFor(bySeat);
        Request storage filed = _requireExtensible(id);
        _requireAnswerer(id, organization);
        if (filed.asked != 0) revert SharingRegistry__ExtendedAlready(id);
        uint256 most = _rule("answer.extension.days", _now());
        if (days_ == 0 || days_ > most) revert SharingRegistry__BadExtension(days_, most);
        _requireCommitment(grounds);

        filed.asked = days_;

        emit ExtensionAsked(id, organization, days_, grounds);
    }

    /// @inheritdoc ISharingRequests
    function extend(uint32 bySeat, bytes32 id) external {
        uint32 organization = _actingFor(bySeat);
        Request storage filed = _requireExtensible(id);
        uint8 asked = filed.asked;
        if (asked == 0) revert SharingRegistry__NoExtensionAsked(id);
        _requireAbove(id, organization, _answererOf(id));

        uint16 days_ = uint16(filed.days_) + asked;
        (uint48 due, bool provisional) = CALENDAR.addWorkingDays(filed.since, days_);
        // The calendar refuses more days than fit.
        (filed.days_, filed.asked, filed.due) = (uint8(days_), 0, uint40(due));
        filed.flags |= provisional ? EXTENDED | ANSWER_PROVISIONAL : EXTENDED;

        emit RequestExtended(id, organization, asked, due, provisional);
    }

    // ─── answers ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingRequests
    function grant(uint32 bySeat, bytes32 id, Terms calldata terms) external {
        uint32 provider = _actingFor(bySeat);
        Request storage filed = _requireStatus(id, RequestStatus.AnswerDue);
        _requireAnswerer(id, provider);
        _requireShareable(filed.asset);
        Terms memory given = _requireTerms(terms, filed.wantedUntil);
        if (filed.flags & ONWARD != 0) _requireOnward(id, given);

        _stopAnswer(filed);
        _issue(id, provider, given, _numberOf(given.log));
    }

    /// @inheritdoc ISharingRequests
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

    /// @inheritdoc ISharingRequests
    function consentOnward(uint32 bySeat, bytes32 id) external {
        uint32 organization = _actingFor(bySeat);
        Request storage filed = _requireStatus(id, RequestStatus.AnswerDue);
        if (filed.flags & (ONWARD | ONWARD_CONSENTED) != ONWARD) revert SharingRegistry__NoConsentNeeded(id);
        bytes32 first = _firstOf(id);
        if (!_isParty(organization, _requests[first].provider, first)) {
            revert SharingRegistry__NotEntitled(id, organization);
        }

        filed.flags |= ONWARD_CONSENTED;

        emit OnwardConsented(id, organization);
    }

    // ─── standing consents ───────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingRequests
    function consentStanding(uint32 bySeat, bytes32 asset, Terms calldata terms) external {
        uint32 organization = _actingFor(bySeat);
        _requireHolder(asset, organization);
        if (_requireShareable(asset) != UNCONDITIONAL) revert SharingRegistry__NotUnconditional(asset);
        uint48 bound = terms.until == 0 ? type(uint40).max : terms.until;
        Terms memory given = _requireTerms(terms, bound);

        Consent storage consent = _consents[asset];
        consent.scope = given.scope;
        (consent.provider, consent.logNumber, consent.quota) = (organization, _numberOf(given.log), given.quota);
        (consent.deliveryDays, consent.scoped, consent.disposal) = (given.deliveryDays, given.scope != 0, given.disposal);
        (consent.from, consent.until) = (uint40(given.from), uint40(given.until));

        emit ConsentGiven(asset, organization, given);
    }

    /// @inheritdoc ISharingRequests
    function withdrawConsent(uint32 bySeat, bytes32 asset) external {
        uint32 organization = _actingFor(bySeat);
        _requireHolder(asset, organization);
        if (_consents[asset].provider == 0) revert SharingRegistry__NoConsent(asset);

        delete _consents[asset];

        emit ConsentWithdrawn(asset, organization);
    }

    /// @inheritdoc ISharingRequests
    function requestUnderConsent(uint32 bySeat, Wanted calldata wanted) external returns (bytes32 id) {
        uint32 requester = _actingFor(bySeat);
        (id, ) = _requireWanted(requester, wanted);
        Consent storage consent = _consents[wanted.asset];
        uint32 provider = _requireConsent(consent, wanted);

        Request storage filed = _file(id, requester, wanted);
        filed.flags = BY_CONSENT;
        emit RequestFiled(id, wanted.asset, requester, bySeat, wanted, 0, false);

        Terms memory given;
        (given.from, given.until) = (_now(), wanted.until);
        (given.quota, given.disposal, given.deliveryDays) = (consent.quota, consent.disposal, consent.deliveryDays);
        given.log = logOf(consent.logNumber);
        _issue(id, provider, given, consent.logNumber);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

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

    /// @dev The number of a log, which it is given when it is named first.
    function _numberOf(bytes32 log) internal returns (uint24 number) {
        number = _logNumbers[log];
        if (number == 0) {
            _logs.push(log);
            number = uint24(_logs.length);
            _logNumbers[log] = number;
        }
    }

    /// @dev Refuses terms that cannot be granted. Returns them with beginning and days of the delivery filled in.
    function _requireTerms(Terms calldata terms, uint48 latest) private view returns (Terms memory given) {
        given = terms;
        if (!EXCHANGE_LOG.isOpen(given.log)) revert SharingRegistry__LogNotOpen(given.log);
        if (given.from == 0) given.from = _now();
        uint48 until = given.until == 0 ? latest : given.until;
        if (given.from < _now() || until <= given.from || until > latest) {
            revert SharingRegistry__BadTerm(given.from, given.until, latest);
        }
        uint8 most = _ruleDays("delivery.days", _now());
        if (given.deliveryDays > most) revert SharingRegistry__BadPromise(given.deliveryDays, most);
        if (given.deliveryDays == 0) given.deliveryDays = most;
        if (given.disposal != 0) _requireKnown("disposal.kinds", given.disposal);
    }

    /// @dev Refuses an onward grant without consent, from what is not in force, or beyond its end (Order 809, Art 25).
    function _requireOnward(bytes32 id, Terms memory given) private view {
        if (_requests[id].flags & ONWARD_CONSENTED == 0) revert SharingRegistry__NotConsented(id);
        bytes32 parent = _parents[id];
        if (!inForceAt(parent, _now())) revert SharingRegistry__BadParent(parent);
        uint48 latest = _endOf(parent);
        if (given.until > latest) revert SharingRegistry__BadTerm(given.from, given.until, latest);
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

    /// @dev Whether a request's answer can be extended: it is due, was not extended, and is not late.
    function _requireExtensible(bytes32 id) private view returns (Request storage filed) {
        filed = _requireStatus(id, RequestStatus.AnswerDue);
        if (filed.flags & EXTENDED != 0) revert SharingRegistry__ExtendedAlready(id);
        (uint48 due, ) = _answerDue(filed);
        if (_now() >= due) revert SharingRegistry__TooLate(id, due);
    }

    /// @dev The grant at the top, by which the data left its provider.
    function _firstOf(bytes32 id) private view returns (bytes32) {
        for (uint256 i = 0; i <= MAX_DEPTH && _requests[id].flags & ONWARD != 0; ++i) id = _parents[id];
        return id;
    }
}

// slither-disable-end incorrect-equality
