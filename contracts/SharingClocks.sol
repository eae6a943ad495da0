// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetErrors} from "./interfaces/IAssetErrors.sol";
import {Traces} from "./libraries/Traces.sol";
import {SharingGuards} from "./SharingGuards.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title SharingClocks
/// @notice What requests, answers and grants share: their clocks, terms, force and end.
abstract contract SharingClocks is SharingGuards {
    using Traces for Traces.Trace;
    using Traces for uint176;

    // ─── clocks ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Begins the answer's clock (Order 809, Art 21).
    function _startAnswer(Request storage filed, uint256 attribute) internal returns (uint48 due, bool provisional) {
        uint8 days_;
        (days_, due, provisional) = _answerClock(attribute);
        (filed.days_, filed.since, filed.due) = (days_, uint40(_now()), uint40(due));
        if (provisional) filed.flags |= ANSWER_PROVISIONAL;
    }

    /// @dev The working days of an answer to a request that is filed now, and their end.
    function _answerClock(uint256 attribute) internal view returns (uint8 days_, uint48 due, bool provisional) {
        days_ = _ruleDays(
            attribute == UNCONDITIONAL ? bytes32("answer.unconditional.days") : bytes32("answer.conditional.days"),
            _now()
        );
        (due, provisional) = CALENDAR.addWorkingDays(_now(), days_);
    }

    /// @dev Stops the answer's clock, and fixes its end and whether it was over. Returns the latter.
    function _stopAnswer(Request storage filed) internal returns (bool late) {
        uint16 flags = filed.flags;
        (uint48 due, ) = _answerDue(filed);
        late = _now() >= due;
        if (flags & ANSWER_PROVISIONAL != 0) filed.due = uint40(due);
        filed.flags = (flags & ~ANSWER_PROVISIONAL) | (late ? ANSWERED_LATE : 0);
    }

    /// @dev The delivery's clock begins with the grant, whatever becomes of the trace.
    function _deliveryDue(bytes32 id, Request storage filed) internal view returns (uint48 due, bool provisional) {
        if (filed.flags & DELIVERY_PROVISIONAL == 0) return (filed.deliveryDue, false);
        // When it was granted, not in which state.
        // slither-disable-next-line unused-return
        (uint48 grantedAt, ) = _states[id].element(0);
        return CALENDAR.laterDeadline(grantedAt, filed.deliveryDays, filed.deliveryDue);
    }

    /// @dev The disposal's clock begins when the grant is over, by the rule of that moment. It needs no stored end: the
    /// calendar knows every end that was read since.
    function _disposalDue(bytes32 id) internal view returns (uint48 due, bool provisional) {
        uint48 until = _endOf(id);
        if (until == 0 || _now() < until) return (0, false);
        return CALENDAR.laterDeadline(until, _ruleDays("disposal.days", until), 0);
    }

    // ─── terms ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses terms that cannot be granted; only unbounded ones have no end. Returns them with beginning and days
    /// of the delivery filled in.
    function _requireTerms(
        Terms calldata terms,
        uint48 latest,
        bool unbounded
    ) internal view returns (Terms memory given) {
        given = terms;
        if (!EXCHANGE_LOG.isOpen(given.log)) revert SharingRegistry__LogNotOpen(given.log);
        if (given.from == 0) given.from = _now();
        uint48 until = unbounded && given.until == 0 ? latest : given.until;
        if (given.from < _now() || until <= given.from || until > latest) {
            revert SharingRegistry__BadTerm(given.from, given.until, latest);
        }
        uint8 most = _ruleDays("delivery.days", _now());
        if (given.deliveryDays > most) revert SharingRegistry__BadPromise(given.deliveryDays, most);
        if (given.deliveryDays == 0) given.deliveryDays = most;
        if (given.disposal != 0) _requireKnown("disposal.kinds", given.disposal);
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

    // ─── force and end ───────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Whether a grant, those above it and the registration of its asset were in force at a moment.
    function _inForceAt(bytes32 id, uint48 time) internal view returns (bool) {
        bytes32 asset = _assetOf(id);
        for (uint256 i = 0; i <= MAX_DEPTH && id != 0; ++i) {
            uint176 value = _states[id].lookup(time);
            if (value == 0 || time < _requests[id].from || time >= value.get(Traces.GRANT_UNTIL)) return false;
            uint256 suspended = value.get(Traces.GRANT_SUSPENDED);
            uint256 resumed = value.get(Traces.GRANT_RESUMED);
            if (suspended != 0 && suspended <= time && (resumed == 0 || time < resumed)) return false;
            id = _requests[id].flags & ONWARD == 0 ? bytes32(0) : _parents[id];
        }
        uint176 state = ASSETS.stateAt(asset, time);
        bool confirmed = state.get(Traces.ASSET_STATE) == uint256(IAssetErrors.AssetState.Confirmed);
        return confirmed && time < state.get(Traces.ASSET_UNTIL);
    }

    /// @dev Ends a grant at a moment that is not to come, where its end stands.
    function _finish(bytes32 id, uint176 value, uint48 until, uint16 reason) internal {
        value = value.set(Traces.GRANT_STATE, uint256(GrantState.Ended)).set(Traces.GRANT_UNTIL, until);
        value = value.set(Traces.GRANT_REASON, reason);
        _requests[id].status = RequestStatus.DisposalDue;
        _states[id].complete(value);
    }
}

// slither-disable-end incorrect-equality
