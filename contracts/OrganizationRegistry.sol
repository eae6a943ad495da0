// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Traces} from "./libraries/Traces.sol";
import {UnifiedCode} from "./libraries/UnifiedCode.sol";
import {OrganizationHeads} from "./OrganizationHeads.sol";
import {OrganizationSuccession} from "./OrganizationSuccession.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title OrganizationRegistry
/// @notice Organisations by permanent number, in one tree, and their seats.
contract OrganizationRegistry is OrganizationSuccession {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev The highest level, the national one.
    uint8 private constant HIGHEST_LEVEL = 1;
    /// @dev The greatest number of six digits.
    uint24 private constant MAX_REGION = 999_999;

    /// @param manager The access manager, whose administrator decides on roots.
    /// @param rules The rule book, which holds the delays.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(
        address manager,
        address rules,
        address forwarder,
        bytes32 deploymentId_
    ) SuyuanBase(forwarder, deploymentId_) AccessManaged(_requireAddress(manager)) OrganizationHeads(rules) {}

    // ─── admission ───────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IOrganizationRegistry
    function admitRoot(
        bytes18 code,
        bytes32 nameHash,
        uint16 capacities,
        uint8 level,
        uint24 region,
        address head
    ) external restricted returns (uint32) {
        _requireLevel(level, HIGHEST_LEVEL);

        return _admit(code, nameHash, _newStanding(capacities, level, region, 0), head);
    }

    /// @inheritdoc IOrganizationRegistry
    function admit(
        uint32 parent,
        bytes18 code,
        bytes32 nameHash,
        uint16 capacities,
        uint8 level,
        uint24 region,
        address head
    ) external returns (uint32) {
        uint176 above = _requireAuthority(parent);
        _requireLevel(level, uint8(above.get(Traces.STANDING_LEVEL)));
        _requireRoomBelow(parent);

        return _admit(code, nameHash, _newStanding(capacities, level, region, parent), head);
    }

    // ─── suspension ──────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IOrganizationRegistry
    function suspendOrganization(uint32 number) external {
        uint176 value = _requireStatus(number, Status.Active);
        _requireAuthority(_requireParent(number, value));

        _suspend(number, value);
    }

    /// @inheritdoc IOrganizationRegistry
    function resumeOrganization(uint32 number) external {
        uint176 value = _requireStatus(number, Status.Suspended);
        _requireAuthority(_requireParent(number, value));

        _resume(number, value);
    }

    /// @inheritdoc IOrganizationRegistry
    function suspendRoot(uint32 number) external restricted {
        uint176 value = _requireStatus(number, Status.Active);
        _requireRoot(number, value);

        _suspend(number, value);
    }

    /// @inheritdoc IOrganizationRegistry
    function resumeRoot(uint32 number) external restricted {
        uint176 value = _requireStatus(number, Status.Suspended);
        _requireRoot(number, value);

        _resume(number, value);
    }

    // ─── name ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IOrganizationRegistry
    function rename(uint32 number, bytes32 nameHash) external {
        _requireHead(number);

        _setName(number, nameHash);

        emit OrganizationRenamed(number, nameHash);
    }

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IOrganizationRegistry
    function organization(uint32 number) external view returns (Organization memory) {
        return
            Organization({
                code: bytes18(uint144(_codes[number].latest())),
                nameHash: _nameHash(_names[number].latest()),
                head: _head(number),
                standing: standing(number)
            });
    }

    /// @inheritdoc IOrganizationRegistry
    function standing(uint32 number) public view returns (Standing memory) {
        uint176 value = _requireExisting(number);
        return
            Standing({
                status: _statusOf(value),
                capacities: uint16(value.get(Traces.STANDING_CAPACITIES)),
                level: uint8(value.get(Traces.STANDING_LEVEL)),
                region: uint24(value.get(Traces.STANDING_REGION)),
                parent: uint32(value.get(Traces.STANDING_PARENT)),
                successor: uint32(value.get(Traces.STANDING_SUCCESSOR))
            });
    }

    /// @inheritdoc IOrganizationRegistry
    function organizationOf(address account) external view returns (uint32) {
        return _byAccount[account];
    }

    /// @inheritdoc IOrganizationRegistry
    function organizationByCode(bytes18 code) external view returns (uint32) {
        return _byCode[code];
    }

    /// @inheritdoc IOrganizationRegistry
    function hasCapacity(uint32 number, uint16 capacities) external view returns (bool) {
        uint176 value = _standings[number].latest();
        return _statusOf(value) == Status.Active && value.get(Traces.STANDING_CAPACITIES) & capacities == capacities;
    }

    /// @inheritdoc IOrganizationRegistry
    function isAbove(uint32 ancestor, uint32 number) external view returns (bool) {
        return _isAbove(ancestor, number);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Stores a new organisation, after the guards that roots and others share.
    function _admit(bytes18 code, bytes32 nameHash, uint176 value, address head) private returns (uint32 number) {
        number = ++organizationCount;

        UnifiedCode.requireValid(code);
        if (_byCode[code] != 0) revert OrganizationRegistry__CodeTaken(code, _byCode[code]);

        _bindAccount(head, number);
        _byCode[code] = number;
        _codes[number].write(uint144(code));
        _heads[number].write(uint160(head));
        _standings[number].write(value);
        _organizations[number].admittedAt = _now();
        uint32 parent = uint32(value.get(Traces.STANDING_PARENT));
        if (parent != 0) ++_organizations[parent].children;
        _setName(number, nameHash);

        emit OrganizationAdmitted(
            number,
            parent,
            code,
            nameHash,
            uint16(value.get(Traces.STANDING_CAPACITIES)),
            uint8(value.get(Traces.STANDING_LEVEL)),
            uint24(value.get(Traces.STANDING_REGION)),
            head
        );
    }

    /// @dev Gives an organisation a name from this block on.
    function _setName(uint32 number, bytes32 nameHash) private {
        if (nameHash == 0) revert OrganizationRegistry__NoName();

        _nameHashes.push(nameHash);
        _names[number].write(uint176(_nameHashes.length));
    }

    /// @dev Suspends an organisation from this block on, by a date in the standing that it has.
    function _suspend(uint32 number, uint176 value) private {
        _standings[number].complete(value.set(Traces.STANDING_SUSPENDED_SINCE, _now()));

        emit OrganizationSuspended(number);
    }

    /// @dev Gives an organisation the same standing without a suspension from this block on.
    function _resume(uint32 number, uint176 value) private {
        _standings[number].write(value.set(Traces.STANDING_SUSPENDED_SINCE, 0));

        emit OrganizationResumed(number);
    }

    /// @dev The standing of a new, active organisation.
    function _newStanding(uint16 capacities, uint8 level, uint24 region, uint32 parent) private pure returns (uint176) {
        if (capacities == 0 || capacities & ~Capacities.ALL != 0) {
            revert OrganizationRegistry__BadCapacities(capacities);
        }
        if (region == 0 || region > MAX_REGION) revert OrganizationRegistry__BadRegion(region);

        uint176 value = uint176(0).set(Traces.STANDING_STATUS, uint256(Status.Active));
        value = value.set(Traces.STANDING_CAPACITIES, capacities).set(Traces.STANDING_LEVEL, level);
        return value.set(Traces.STANDING_REGION, region).set(Traces.STANDING_PARENT, parent);
    }
}
