// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {AssetReview} from "./AssetReview.sol";
import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {IWorkCalendar} from "./interfaces/IWorkCalendar.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Offices} from "./libraries/Offices.sol";
import {Registrations} from "./libraries/Registrations.sol";
import {Traces} from "./libraries/Traces.sol";
import {RightRegistry} from "./RightRegistry.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title AssetRegistry
/// @notice Data assets: registration, versions of their record, holder and custodian.
contract AssetRegistry is AssetReview {
    using Traces for Traces.Trace;

    RightRegistry private immutable RIGHTS;

    /// @param manager The access manager, which lets the case registry freeze.
    /// @param organizations The organisation registry.
    /// @param rules The rule book.
    /// @param calendar The work calendar.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(
        address manager,
        address organizations,
        address rules,
        address calendar,
        address forwarder,
        bytes32 deploymentId_
    ) SuyuanBase(forwarder, deploymentId_) AccessManaged(_requireAddress(manager)) {
        ORGANIZATIONS = IOrganizationRegistry(_requireAddress(organizations));
        RULES = IRuleBook(_requireAddress(rules));
        CALENDAR = IWorkCalendar(_requireAddress(calendar));
        // Each knows the other from its first moment on.
        RIGHTS = new RightRegistry(organizations, forwarder, deploymentId_);
    }

    // ─── acts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IAssetRegistry
    function setCustodian(uint32 bySeat, bytes32 id, uint32 organization) external {
        _requireHolder(bySeat, id, Offices.ONLY_HEAD);
        _requireNotCancelled(id);
        if (organization != 0) _requireCapacity(organization, Capacities.EXCHANGE_CENTRE);

        _custodians[id].write(organization);

        emit CustodianSet(id, organization);
    }

    /// @inheritdoc IAssetRegistry
    function moveHolder(bytes32 id, uint32 to) external {
        if (msg.sender != address(RIGHTS)) revert AssetRegistry__NotRightRegistry(msg.sender);
        requireFree(id, Registrations.VETO_TRANSFER);
        uint32 from = holderOf(id);

        _holders[id].write(to);

        emit HolderMoved(id, from, to);
    }

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IAssetRegistry
    function rights() external view returns (address) {
        return address(RIGHTS);
    }
}
