// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetErrors} from "./interfaces/IAssetErrors.sol";
import {ISharingRegistry} from "./interfaces/ISharingRegistry.sol";
import {Traces} from "./libraries/Traces.sol";
import {SharingGuards} from "./SharingGuards.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title SharingClocks
/// @notice The clocks of requests and grants, and what holds of a grant at a moment.
abstract contract SharingClocks is SharingGuards {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev The clocks, by the numbers that findings have for them, too.
    uint8 private constant ANSWER = 1;
    uint8 private constant DELIVERY = 2;
    uint8 private constant DISPOSAL = 3;
    uint8 private constant RECTIFICATION = 7;

    // ─── clocks ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingRegistry
    function deadlineOf(bytes32 id, uint8 clock) public view returns (uint48 due, bool provisional) {
        Request storage filed = _requests[id];
        if (clock == ANSWER) return filed.status == RequestStatus.Incomplete ? (uint48(0), false) : _answerDue(filed);
        if (clock == DELIVERY) return _deliveryDue(id, filed);
        if (clock == DISPOSAL) return _disposalDue(id);
        if (clock == RECTIFICATION) return (filed.rectifyBy, false);
        revert SharingRegistry__UnknownClock(clock);
    }

    /// @inheritdoc ISharingRegistry
    function lateness(bytes32 subject, uint8 clock) external view returns (uint32 who, uint48 due, bool late) {
        Request storage filed = _requests[subject];
        (due, ) = deadlineOf(subject, clock);
        bool over = due != 0 && _now() >= due;
        if (clock == ANSWER) {
            who = filed.provider == 0 ? _answererOf(subject) : _standIn(filed.provider, subject);
            late = filed.status == RequestStatus.AnswerDue ? over : filed.flags & ANSWERED_LATE != 0;
            if (filed.status == RequestStatus.Incomplete) due = filed.due;
        } else if (clock == DELIVERY) {
            who = _standIn(filed.provider, subject);
            late = over && _endOf(subject) >= due;
        } else {
            who = _standIn(filed.requester, subject);
            bool done = clock == DISPOSAL ? filed.status == RequestStatus.Disposed : filed.flags & RECTIFIED != 0;
            if (done) late = filed.flags & (clock == DISPOSAL ? DISPOSED_LATE : RECTIFIED_LATE) != 0;
            else late = over && (clock == DISPOSAL || _isBoundUntil(subject, due));
        }
    }

    // ─── grants at a moment ──────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingRegistry
    function inForceAt(bytes32 id, uint48 time) public view returns (bool) {
        bytes32 asset = _requests[id].asset;
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

    /// @inheritdoc ISharingRegistry
    function scopeAt(bytes32 id, uint48 time) public view returns (bytes32) {
        uint176 value = _states[id].lookup(time);
        uint8 version = uint8(value.get(Traces.GRANT_SCOPE));
        if (value == 0) return 0;
        return version == 0 ? _requests[id].scope : _scopes[id][version];
    }

    /// @inheritdoc ISharingRegistry
    function logAt(bytes32 id, uint48 time) public view returns (bytes32) {
        return logOf(uint24(_states[id].lookup(time).get(Traces.GRANT_LOG)));
    }

    /// @inheritdoc ISharingRegistry
    function grantStatus(bytes32 id) external view returns (GrantStatus memory status) {
        uint176 value = _requireGrant(id);
        (uint48 grantedAt, ) = _states[id].element(0);
        status.state = GrantState(value.get(Traces.GRANT_STATE));
        status.inForce = inForceAt(id, _now());
        status.grantedAt = grantedAt;
        status.from = _requests[id].from;
        status.until = uint48(value.get(Traces.GRANT_UNTIL));
        status.suspendedSince = uint48(value.get(Traces.GRANT_SUSPENDED));
        status.resumedAt = uint48(value.get(Traces.GRANT_RESUMED));
        status.reason = uint16(value.get(Traces.GRANT_REASON));
        status.scopeVersion = uint8(value.get(Traces.GRANT_SCOPE));
        status.scope = scopeAt(id, _now());
        status.log = logAt(id, _now());
        status.parent = _parents[id];
    }

    /// @inheritdoc ISharingRegistry
    function partiesOf(bytes32 id) external view returns (uint32 provider, uint32 recipient) {
        _requireGrant(id);
        return (_standIn(_requests[id].provider, id), _standIn(_requests[id].requester, id));
    }

    /// @inheritdoc ISharingRegistry
    function answererOf(bytes32 id) external view returns (uint32) {
        return _requests[id].status == RequestStatus.None ? 0 : _answererOf(id);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function _requireGrant(bytes32 id) private view returns (uint176 value) {
        value = _states[id].latest();
        if (value == 0) revert SharingRegistry__UnknownGrant(id);
    }

    /// @dev The delivery's clock begins with the grant, whatever becomes of the trace.
    function _deliveryDue(bytes32 id, Request storage filed) private view returns (uint48 due, bool provisional) {
        if (filed.flags & DELIVERY_PROVISIONAL == 0) return (filed.deliveryDue, false);
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

    /// @dev Tells whether a grant's last suspension, and the grant, lasted until a moment at least.
    function _isBoundUntil(bytes32 id, uint48 time) private view returns (bool) {
        uint256 resumed = _states[id].latest().get(Traces.GRANT_RESUMED);
        return (resumed == 0 || resumed >= time) && _endOf(id) >= time;
    }
}

// slither-disable-end incorrect-equality
