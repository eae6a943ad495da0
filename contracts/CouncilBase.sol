// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {Governor, IGovernor} from "@openzeppelin/contracts/governance/Governor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {Context} from "@openzeppelin/contracts/utils/Context.sol";

import {ICouncil} from "./interfaces/ICouncil.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title CouncilBase
/// @notice The parts of OpenZeppelin's Governor that make up the council, put together.
abstract contract CouncilBase is ICouncil, GovernorCountingSimple, GovernorVotes, GovernorTimelockControl, SuyuanBase {
    /// @param seats Who has votes.
    /// @param hand The timelock.
    constructor(
        IVotes seats,
        TimelockController hand
    ) Governor("Suyuan Council") GovernorVotes(seats) GovernorTimelockControl(hand) {}

    // ─── what this council cannot do ─────────────────────────────────────────────────────────────────────────────────

    /// @notice Refused: the council acts by its timelock alone.
    function relay(address, uint256, bytes calldata) external payable override {
        revert Council__Fixed();
    }

    /// @notice Refused: the council keeps its timelock.
    function updateTimelock(TimelockController) external pure override {
        revert Council__Fixed();
    }

    /// @notice Refused: a vote has no parameters.
    function castVoteWithReasonAndParams(
        uint256,
        uint8,
        string calldata,
        bytes memory
    ) public pure override returns (uint256) {
        revert Council__Fixed();
    }

    /// @notice Refused: a vote has no parameters.
    function castVoteWithReasonAndParamsBySig(
        uint256,
        uint8,
        address,
        string calldata,
        bytes memory,
        bytes memory
    ) public pure override returns (uint256) {
        revert Council__Fixed();
    }

    // ─── one of two ──────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IGovernor
    function state(uint256 proposalId) public view override(Governor, GovernorTimelockControl) returns (ProposalState) {
        return super.state(proposalId);
    }

    /// @inheritdoc IGovernor
    function proposalNeedsQueuing(
        uint256 proposalId
    ) public view override(Governor, GovernorTimelockControl) returns (bool) {
        return super.proposalNeedsQueuing(proposalId);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal virtual override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }

    // ─── sender ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function _msgSender() internal view override(Context, ERC2771Context) returns (address) {
        return ERC2771Context._msgSender();
    }

    function _msgData() internal view override(Context, ERC2771Context) returns (bytes calldata) {
        return ERC2771Context._msgData();
    }

    function _contextSuffixLength() internal view override(Context, ERC2771Context) returns (uint256) {
        return ERC2771Context._contextSuffixLength();
    }
}
