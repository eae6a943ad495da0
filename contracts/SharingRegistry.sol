// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingProcedure} from "./interfaces/ISharingProcedure.sol";
import {SharingAnswers} from "./SharingAnswers.sol";
import {SharingProcedure} from "./SharingProcedure.sol";
import {SharingStore} from "./SharingStore.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title SharingRegistry
/// @notice Requests for data assets, their answers, and grants (Order 809, Arts 20 to 27).
/// @dev What is seldom done runs on this contract's storage by the code of the procedure, which this contract makes and
/// which never changes: all in one is more than a contract may hold.
contract SharingRegistry is SharingAnswers {
    /// @dev Made by this contract's constructor.
    address private immutable PROCEDURE;

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
    ) SuyuanBase(forwarder, deploymentId_) SharingStore(organizations, assets, exchangeLog, calendar, rules) {
        SharingProcedure procedure_ = new SharingProcedure(
            organizations,
            assets,
            exchangeLog,
            calendar,
            rules,
            forwarder,
            deploymentId_
        );
        PROCEDURE = address(procedure_);
    }

    // ─── by the procedure's code ─────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingProcedure
    function announceDemand(uint32, bytes32) external returns (bytes32) {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function matchDemand(uint32, bytes32, bytes32) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function withdrawDemand(uint32, bytes32) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function returnForGaps(uint32, bytes32, bytes32) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function resubmit(uint32, bytes32, bytes32) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function withdrawRequest(uint32, bytes32) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function askExtension(uint32, bytes32, uint8, bytes32) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function extend(uint32, bytes32) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function consentOnward(uint32, bytes32) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function consentStanding(uint32, bytes32, Terms calldata) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function withdrawConsent(uint32, bytes32) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function suspend(uint32, bytes32, uint16, uint48) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function reportRectified(uint32, bytes32, bytes32) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function resume(uint32, bytes32) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function end(uint32, bytes32, uint16) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function closeExpired(bytes32) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function recordDisposal(uint32, bytes32, bytes32) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function proposeChange(uint32, bytes32, uint8, bytes32) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function withdrawChange(uint32, bytes32) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function declineChange(uint32, bytes32) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function acceptChange(uint32, bytes32, bytes32) external {
        _run();
    }

    /// @inheritdoc ISharingProcedure
    function confirmChange(uint32, bytes32, bytes32) external {
        _run();
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Runs the call by the procedure's code, on this contract's storage and for the same sender, and ends with
    /// what comes of it.
    function _run() private {
        address procedure_ = PROCEDURE;
        // The call's data may be of any length, and what comes back, too.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let free := mload(0x40)
            calldatacopy(free, 0, calldatasize())
            let done := delegatecall(gas(), procedure_, free, calldatasize(), 0, 0)
            returndatacopy(free, 0, returndatasize())
            if iszero(done) {
                revert(free, returndatasize())
            }
            return(free, returndatasize())
        }
    }
}

// slither-disable-end incorrect-equality
