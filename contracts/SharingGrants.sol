// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingGrants} from "./interfaces/ISharingGrants.sol";
import {Traces} from "./libraries/Traces.sol";
import {SharingAnswers} from "./SharingAnswers.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title SharingGrants
/// @notice Suspension, rectification, end and disposal of grants (Order 809, Art 27).
abstract contract SharingGrants is SharingAnswers {
    using Traces for Traces.Trace;
    using Traces for uint176;

    // ─── suspension ──────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingGrants
    function suspend(uint32 bySeat, bytes32 id, uint16 reason, uint48 rectifyBy) external {
        uint32 organization = _actingFor(bySeat);
        (Request storage granted, uint176 value) = _requireRunning(id);
        if (_isSuspended(value)) revert SharingRegistry__WrongSuspension(id, true);
        _requirePartyOrAbove(id, organization, granted.provider);
        _requireKnown("reasons.suspension", reason);
        if (rectifyBy != 0 && (rectifyBy <= _now() || rectifyBy > type(uint40).max)) {
            revert SharingRegistry__BadRectification(rectifyBy);
        }

        (granted.suspendedBy, granted.rectifyBy) = (organization, uint40(rectifyBy));
        uint16 flags = granted.flags;
        if (flags & (RECTIFIED | RECTIFIED_LATE) != 0) granted.flags = flags & ~(RECTIFIED | RECTIFIED_LATE);
        bool first = value.get(Traces.GRANT_SUSPENDED) == 0;
        value = value.set(Traces.GRANT_SUSPENDED, _now()).set(Traces.GRANT_RESUMED, 0);
        value = value.set(Traces.GRANT_REASON, reason);
        // What has been suspended before keeps its moments in an element of its own.
        if (first) _states[id].complete(value);
        else _states[id].write(value);

        emit GrantSuspended(id, organization, reason, rectifyBy);
    }

    /// @inheritdoc ISharingGrants
    function reportRectified(uint32 bySeat, bytes32 id, bytes32 evidence) external {
        uint32 organization = _actingFor(bySeat);
        (Request storage granted, uint176 value) = _requireRunning(id);
        _requireRequester(id, organization);
        bool owed = _isSuspended(value) && granted.rectifyBy != 0 && granted.flags & RECTIFIED == 0;
        if (!owed) revert SharingRegistry__NothingToRectify(id);
        _requireCommitment(evidence);

        bool late = _now() >= granted.rectifyBy;
        granted.flags |= late ? RECTIFIED | RECTIFIED_LATE : RECTIFIED;

        emit RectificationReported(id, evidence, late);
    }

    /// @inheritdoc ISharingGrants
    function resume(uint32 bySeat, bytes32 id) external {
        uint32 organization = _actingFor(bySeat);
        (Request storage granted, uint176 value) = _requireRunning(id);
        if (!_isSuspended(value)) revert SharingRegistry__WrongSuspension(id, false);
        _requirePartyOrAbove(id, organization, granted.suspendedBy);

        _states[id].complete(value.set(Traces.GRANT_RESUMED, _now()));

        emit GrantResumed(id, organization);
    }

    // ─── end and disposal ────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingGrants
    function end(uint32 bySeat, bytes32 id, uint16 reason) external {
        uint32 organization = _actingFor(bySeat);
        (Request storage granted, uint176 value) = _requireRunning(id);
        if (!_isParty(organization, granted.requester, id)) {
            uint32 provider = granted.provider;
            _requirePartyOrAbove(id, organization, provider);
            bool alone = _isParty(organization, provider, id) && !_isSuspended(value);
            if (alone) revert SharingRegistry__ProviderMayNotEnd(id, organization);
        }
        _requireKnown("reasons.end", reason);

        _finish(id, value, _now(), reason);

        emit GrantEnded(id, organization, reason);
    }

    /// @inheritdoc ISharingGrants
    function closeExpired(bytes32 id) external {
        _requireStatus(id, RequestStatus.Granted);
        uint48 until = _requireOver(id);

        _finish(id, _states[id].latest(), until, 0);
        (uint48 due, bool provisional) = _disposalDue(id);

        emit GrantClosed(id, until, due, provisional);
    }

    /// @inheritdoc ISharingGrants
    function recordDisposal(uint32 bySeat, bytes32 id, bytes32 record) external {
        uint32 organization = _actingFor(bySeat);
        Request storage granted = _requests[id];
        RequestStatus status = granted.status;
        if (status == RequestStatus.Granted) _finish(id, _states[id].latest(), _requireOver(id), 0);
        else if (status != RequestStatus.DisposalDue) revert SharingRegistry__WrongStatus(id, status);
        _requireRequester(id, organization);
        _requireCommitment(record);

        (uint48 due, ) = _disposalDue(id);
        bool late = _now() >= due;
        granted.status = RequestStatus.Disposed;
        if (late) granted.flags |= DISPOSED_LATE;

        emit DisposalRecorded(id, record, late);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Ends a grant at a moment that is not to come, where its end stands.
    function _finish(bytes32 id, uint176 value, uint48 until, uint16 reason) internal {
        value = value.set(Traces.GRANT_STATE, uint256(GrantState.Ended)).set(Traces.GRANT_UNTIL, until);
        if (reason != 0) value = value.set(Traces.GRANT_REASON, reason);
        _requests[id].status = RequestStatus.DisposalDue;
        _states[id].complete(value);
    }

    /// @dev Refuses a grant that is not over. Returns when it ended.
    function _requireOver(bytes32 id) private view returns (uint48 until) {
        until = _endOf(id);
        if (_now() < until) revert SharingRegistry__NotOver(id, until);
    }
}

// slither-disable-end incorrect-equality
