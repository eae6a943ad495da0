// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {Context} from "@openzeppelin/contracts/utils/Context.sol";

import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Traces} from "./libraries/Traces.sol";
import {UnifiedCode} from "./libraries/UnifiedCode.sol";
import {OrganizationSeats} from "./OrganizationSeats.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title OrganizationRegistry
/// @notice Organisations by permanent number, in one tree, and their seats.
contract OrganizationRegistry is OrganizationSeats, AccessManaged {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev How far below its root an organisation may lie; it bounds every walk up the tree.
    uint256 private constant MAX_DEPTH = 8;
    /// @dev The levels: 1 national to 5 township.
    uint8 private constant HIGHEST_LEVEL = 1;
    uint8 private constant LOWEST_LEVEL = 5;
    /// @dev The greatest number of six digits.
    uint24 private constant MAX_REGION = 999_999;

    /// @param manager The access manager, whose administrator admits and suspends roots.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(
        address manager,
        address forwarder,
        bytes32 deploymentId_
    ) SuyuanBase(forwarder, deploymentId_) AccessManaged(_requireAddress(manager)) {}

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

        _setStatus(number, value, Status.Suspended);

        emit OrganizationSuspended(number);
    }

    /// @inheritdoc IOrganizationRegistry
    function resumeOrganization(uint32 number) external {
        uint176 value = _requireStatus(number, Status.Suspended);
        _requireAuthority(_requireParent(number, value));

        _setStatus(number, value, Status.Active);

        emit OrganizationResumed(number);
    }

    /// @inheritdoc IOrganizationRegistry
    function suspendRoot(uint32 number) external restricted {
        uint176 value = _requireStatus(number, Status.Active);
        _requireRoot(number, value);

        _setStatus(number, value, Status.Suspended);

        emit OrganizationSuspended(number);
    }

    /// @inheritdoc IOrganizationRegistry
    function resumeRoot(uint32 number) external restricted {
        uint176 value = _requireStatus(number, Status.Suspended);
        _requireRoot(number, value);

        _setStatus(number, value, Status.Active);

        emit OrganizationResumed(number);
    }

    // ─── changes by the head ─────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IOrganizationRegistry
    function rename(uint32 number, bytes32 nameHash) external {
        _requireHead(number);

        _setName(number, nameHash);

        emit OrganizationRenamed(number, nameHash);
    }

    /// @inheritdoc IOrganizationRegistry
    function changeHead(uint32 number, address newHead) external {
        _requireHead(number);

        address previous = _head(number);
        _bindAccount(newHead, number);
        _heads[number].write(uint160(newHead));

        emit HeadChanged(number, previous, newHead);
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
        uint176 value = _standings[number].latest();
        if (value == 0) revert OrganizationRegistry__UnknownOrganization(number);
        return
            Standing({
                status: Status(value.get(Traces.STANDING_STATUS)),
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
        return
            value.get(Traces.STANDING_STATUS) == uint256(Status.Active) &&
            value.get(Traces.STANDING_CAPACITIES) & capacities == capacities;
    }

    /// @inheritdoc IOrganizationRegistry
    function isAbove(uint32 ancestor, uint32 number) external view returns (bool) {
        uint32 current = number;
        for (uint256 i = 0; i < MAX_DEPTH && current != 0; ++i) {
            current = _parent(current);
            if (current != 0 && current == ancestor) return true;
        }
        return false;
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
        _setName(number, nameHash);

        emit OrganizationAdmitted(
            number,
            uint32(value.get(Traces.STANDING_PARENT)),
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

    /// @dev Gives an organisation a status from this block on.
    function _setStatus(uint32 number, uint176 value, Status status) private {
        _standings[number].write(value.set(Traces.STANDING_STATUS, uint256(status)));
    }

    /// @dev Refuses unless the caller is the head of an active authority. Returns its standing.
    function _requireAuthority(uint32 number) private view returns (uint176 value) {
        value = _requireHead(number);
        _requireCapacity(number, value, Capacities.AUTHORITY);
    }

    /// @dev Refuses a parent that lies at the greatest depth already.
    function _requireRoomBelow(uint32 parent) private view {
        uint32 current = parent;
        for (uint256 i = 0; i < MAX_DEPTH; ++i) {
            current = _parent(current);
            if (current == 0) return;
        }
        revert OrganizationRegistry__TooDeep(parent, MAX_DEPTH);
    }

    function _parent(uint32 number) private view returns (uint32) {
        return uint32(_standings[number].latest().get(Traces.STANDING_PARENT));
    }

    /// @dev Refuses a root. Returns the organisation above.
    function _requireParent(uint32 number, uint176 value) private pure returns (uint32 parent) {
        parent = uint32(value.get(Traces.STANDING_PARENT));
        if (parent == 0) revert OrganizationRegistry__IsRoot(number);
    }

    function _requireRoot(uint32 number, uint176 value) private pure {
        uint32 parent = uint32(value.get(Traces.STANDING_PARENT));
        if (parent != 0) revert OrganizationRegistry__NotRoot(number, parent);
    }

    function _requireLevel(uint8 level, uint8 highest) private pure {
        if (level < highest || level > LOWEST_LEVEL) revert OrganizationRegistry__BadLevel(level, highest);
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
