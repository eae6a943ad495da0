// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingProcedure} from "./interfaces/ISharingProcedure.sol";
import {Traces} from "./libraries/Traces.sol";
import {SharingChanges} from "./SharingChanges.sol";
import {SharingStore} from "./SharingStore.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title SharingProcedure
/// @notice What goes on around requests and grants, for the sharing registry, which runs this code on its own storage.
/// @dev The registry makes this contract, and no call but the registry's has any effect on it. Here:
/// suspension, end and disposal.
contract SharingProcedure is SharingChanges {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @param organizations The organisation registry.
    /// @param assets The asset registry.
    /// @param exchangeLog The exchange log.
    /// @param calendar The work calendar.
    /// @param rules The rule book.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(
        address organizations,
        address assets,
        address exchangeLog,
        address calendar,
        address rules,
        address forwarder,
        bytes32 deploymentId_
    ) SuyuanBase(forwarder, deploymentId_) SharingStore(organizations, assets, exchangeLog, calendar, rules) {}

    // ─── suspension, end and disposal ───────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingProcedure
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

    /// @inheritdoc ISharingProcedure
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

    /// @inheritdoc ISharingProcedure
    function resume(uint32 bySeat, bytes32 id) external {
        uint32 organization = _actingFor(bySeat);
        (Request storage granted, uint176 value) = _requireRunning(id);
        if (!_isSuspended(value)) revert SharingRegistry__WrongSuspension(id, false);
        _requirePartyOrAbove(id, organization, granted.suspendedBy);

        _states[id].complete(value.set(Traces.GRANT_RESUMED, _now()));

        emit GrantResumed(id, organization);
    }

    /// @inheritdoc ISharingProcedure
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

    /// @inheritdoc ISharingProcedure
    function closeExpired(bytes32 id) external {
        _requireStatus(id, RequestStatus.Granted);
        uint48 until = _requireOver(id);

        _finish(id, _states[id].latest(), until, 0);
        (uint48 due, bool provisional) = _disposalDue(id);

        emit GrantClosed(id, until, due, provisional);
    }

    /// @inheritdoc ISharingProcedure
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

    /// @dev Refuses a grant that is not over. Returns when it ended.
    function _requireOver(bytes32 id) private view returns (uint48 until) {
        until = _endOf(id);
        if (_now() < until) revert SharingRegistry__NotOver(id, until);
    }
}

// slither-disable-end incorrect-equality
