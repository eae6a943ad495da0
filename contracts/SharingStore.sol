// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingRegistry} from "./interfaces/ISharingRegistry.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title SharingStore
/// @notice Storage of the sharing registry, and its views.
abstract contract SharingStore is ISharingRegistry, SuyuanBase {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev The last local numbers of an organisation.
    struct Counts {
        uint64 requests;
        uint64 grants;
    }

    mapping(uint32 organization => Counts) internal _counts;
    mapping(bytes32 request => Request) internal _requests;
    mapping(bytes32 grant => Grant) internal _grants;
    mapping(bytes32 grant => Traces.Trace) internal _states;
    mapping(bytes32 grant => bytes32[]) internal _logs;
    mapping(bytes32 grant => uint32 organization) internal _suspendedBy;

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingRegistry
    function requestOf(bytes32 id) external view returns (Request memory) {
        if (_requests[id].status == RequestStatus.None) revert SharingRegistry__UnknownRequest(id);
        return _requests[id];
    }

    /// @inheritdoc ISharingRegistry
    function grantOf(bytes32 id) external view returns (Grant memory) {
        if (_grants[id].provider == 0) revert SharingRegistry__UnknownGrant(id);
        return _grants[id];
    }

    /// @inheritdoc ISharingRegistry
    function grantStatus(bytes32 id) external view returns (GrantStatus memory) {
        uint176 value = _states[id].latest();
        if (value == 0) revert SharingRegistry__UnknownGrant(id);
        return
            GrantStatus({
                state: GrantState(value.get(Traces.GRANT_STATE)),
                from: uint48(value.get(Traces.GRANT_FROM)),
                until: uint48(value.get(Traces.GRANT_UNTIL)),
                reason: uint16(value.get(Traces.GRANT_REASON)),
                suspendedBy: _suspendedBy[id],
                log: _logs[id][value.get(Traces.GRANT_LOG_INDEX)]
            });
    }

    /// @inheritdoc ISharingRegistry
    function grantLogs(bytes32 id) external view returns (bytes32[] memory) {
        return _logs[id];
    }

    /// @inheritdoc ISharingRegistry
    function counts(uint32 organization) external view returns (uint64 requests, uint64 grants) {
        return (_counts[organization].requests, _counts[organization].grants);
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
}
