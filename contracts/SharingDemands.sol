// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingProcedure} from "./interfaces/ISharingProcedure.sol";
import {SharingClocks} from "./SharingClocks.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title SharingDemands
/// @notice Demands, which precede requests (Order 809, Art 20).
abstract contract SharingDemands is ISharingProcedure, SharingClocks {
    // ─── demands ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingProcedure
    function announceDemand(uint32 bySeat, bytes32 commitment) external returns (bytes32 demand) {
        uint32 organization = _actingFor(bySeat);
        uint64 localNumber = ++_counts[organization].demands;
        demand = keccak256(abi.encode(CHAIN_ID, address(this), "demand", organization, localNumber));

        _requireDepartment(organization);
        _requireCommitment(commitment);

        _demands[demand] = Demand(commitment, 0, organization, DemandStatus.Announced);

        emit DemandAnnounced(demand, organization, commitment);
    }

    /// @inheritdoc ISharingProcedure
    function matchDemand(uint32 bySeat, bytes32 demand, bytes32 asset) external {
        uint32 organization = _actingFor(bySeat);
        Demand storage found = _requireOpenDemand(demand);
        _requireShareable(asset);
        if (organization != ASSETS.holderOf(asset)) {
            _requireAbove(demand, organization, _standIn(found.organization, demand));
        }

        (found.asset, found.status) = (asset, DemandStatus.Matched);

        emit DemandMatched(demand, asset, organization);
    }

    /// @inheritdoc ISharingProcedure
    function withdrawDemand(uint32 bySeat, bytes32 demand) external {
        uint32 organization = _actingFor(bySeat);
        Demand storage found = _requireOpenDemand(demand);
        if (!_isParty(organization, found.organization, demand)) {
            revert SharingRegistry__NotEntitled(demand, organization);
        }

        found.status = DemandStatus.Withdrawn;

        emit DemandWithdrawn(demand);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function _requireOpenDemand(bytes32 demand) private view returns (Demand storage found) {
        found = _demands[demand];
        if (found.status != DemandStatus.Announced && found.status != DemandStatus.Matched) {
            revert SharingRegistry__BadDemand(demand, found.status);
        }
    }
}

// slither-disable-end incorrect-equality
