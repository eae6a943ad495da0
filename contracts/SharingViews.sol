// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingRegistry} from "./interfaces/ISharingRegistry.sol";
import {Traces} from "./libraries/Traces.sol";
import {SharingClocks} from "./SharingClocks.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title SharingViews
/// @notice What the sharing registry tells.
abstract contract SharingViews is ISharingRegistry, SharingClocks {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev The clocks, by the numbers that findings have for them, too.
    uint8 private constant ANSWER = 1;
    uint8 private constant DELIVERY = 2;
    uint8 private constant DISPOSAL = 3;
    uint8 private constant RECTIFICATION = 7;

    // ─── requests ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingRegistry
    function requestOf(bytes32 id) external view returns (Request memory found) {
        found = _requests[id];
        if (found.flags & BY_CONSENT != 0) found.asset = _assetOf(id);
    }

    /// @inheritdoc ISharingRegistry
    function answererOf(bytes32 id) external view returns (uint32) {
        return _requests[id].status == RequestStatus.None ? 0 : _answererOf(id);
    }

    /// @inheritdoc ISharingRegistry
    function counts(uint32 organization) external view returns (uint64 requests, uint64 demands) {
        return (_counts[organization].requests, _counts[organization].demands);
    }

    /// @inheritdoc ISharingRegistry
    function demandOf(bytes32 demand) external view returns (Demand memory) {
        return _demands[demand];
    }

    /// @inheritdoc ISharingRegistry
    function consentOf(bytes32 asset) external view returns (Consent memory) {
        return _consents[asset];
    }

    // ─── grants ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingRegistry
    function grantStatus(bytes32 id) external view returns (GrantStatus memory status) {
        uint176 value = _requireGrant(id);
        // When it was granted, not in which state.
        // slither-disable-next-line unused-return
        (uint48 grantedAt, ) = _states[id].element(0);
        status.state = GrantState(value.get(Traces.GRANT_STATE));
        status.inForce = _inForceAt(id, _now());
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
    function scopeAt(bytes32 id, uint48 time) public view returns (bytes32) {
        uint176 value = _states[id].lookup(time);
        uint8 version = uint8(value.get(Traces.GRANT_SCOPE));
        if (value == 0) return 0;
        return version == 0 ? _requests[id].scope : _scopes[id][version];
    }

    /// @inheritdoc ISharingRegistry
    function logAt(bytes32 id, uint48 time) public view returns (bytes32) {
        return _logOf(_states[id].lookup(time).get(Traces.GRANT_LOG));
    }

    /// @inheritdoc ISharingRegistry
    function logOf(uint24 number) public view returns (bytes32) {
        return number > _logs.length ? bytes32(0) : _logOf(number);
    }

    /// @inheritdoc ISharingRegistry
    function parentOf(bytes32 id) external view returns (bytes32) {
        return _parents[id];
    }

    /// @inheritdoc ISharingRegistry
    function changeOf(bytes32 id) external view returns (Change memory) {
        return _changes[id];
    }

    /// @inheritdoc ISharingRegistry
    function stateTrace(bytes32 id) external view returns (uint256) {
        return _states[id].length();
    }

    /// @inheritdoc ISharingRegistry
    function stateTraceElement(bytes32 id, uint256 index) external view returns (uint48 key, uint176 value) {
        return _states[id].element(index);
    }

    /// @inheritdoc ISharingRegistry
    function stateAt(bytes32 id, uint48 time) external view returns (uint176) {
        return _states[id].lookup(time);
    }

    /// @inheritdoc ISharingRegistry
    function inForceAt(bytes32 id, uint48 time) external view returns (bool) {
        return _inForceAt(id, time);
    }

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
    function lateness(
        bytes32 subject,
        uint8 clock
    ) external view returns (uint32 who, uint48 since, uint48 due, bool late) {
        Request storage filed = _requests[subject];
        (due, ) = deadlineOf(subject, clock);
        since = _sinceOf(subject, clock);
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

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev When a clock began; 0 if it has not.
    function _sinceOf(bytes32 id, uint8 clock) private view returns (uint48 since) {
        if (clock == ANSWER) return _requests[id].since;
        if (_states[id].newestTime() == 0) return 0;
        if (clock == DISPOSAL) return _endOf(id);
        if (clock == RECTIFICATION) return uint48(_states[id].latest().get(Traces.GRANT_SUSPENDED));
        // When it was granted, not in which state.
        // slither-disable-next-line unused-return
        (since, ) = _states[id].element(0);
    }

    function _requireGrant(bytes32 id) private view returns (uint176 value) {
        value = _states[id].latest();
        if (value == 0) revert SharingRegistry__UnknownGrant(id);
    }

    /// @dev Tells whether a grant's last suspension, and the grant, lasted until a moment at least.
    function _isBoundUntil(bytes32 id, uint48 time) private view returns (bool) {
        uint256 resumed = _states[id].latest().get(Traces.GRANT_RESUMED);
        return (resumed == 0 || resumed >= time) && _endOf(id) >= time;
    }
}

// slither-disable-end incorrect-equality
