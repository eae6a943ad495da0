// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {IOrganizationTraces} from "./interfaces/IOrganizationTraces.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanManaged} from "./SuyuanManaged.sol";

/// @title OrganizationStore
/// @notice Storage of the organisation registry, the views of its traces, and the guards that all its parts use.
abstract contract OrganizationStore is IOrganizationRegistry, SuyuanManaged {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev What acts upon an organisation count, in one slot that is not zero from the admission on.
    struct OrganizationSlot {
        uint48 admittedAt;
        uint32 headOfDataOfficeSeat;
        uint32 chiefDataOfficerSeat;
        uint32 children;
        uint32 assignments;
        uint8 successionDepth;
    }

    /// @dev What is settled when a seat is appointed; its end brings `until` forward. Its organisation is the one to
    /// which the account is bound.
    struct SeatSlot {
        address account;
        uint8 office;
        uint40 from;
        uint48 until;
    }

    /// @dev When a seat ended, and since when its key was compromised; zero for neither.
    struct SeatEnd {
        uint48 endedAt;
        uint48 compromisedSince;
    }

    /// @dev How far below its root an organisation may lie; it bounds every walk up the tree.
    uint256 internal constant MAX_DEPTH = 8;

    /// @inheritdoc IOrganizationRegistry
    uint32 public organizationCount;
    uint32 internal _seatCount;

    mapping(uint32 organization => Traces.Trace) internal _standings;
    mapping(uint32 organization => Traces.Trace) internal _heads;
    mapping(uint32 organization => Traces.Trace) internal _codes;
    mapping(uint32 organization => Traces.Trace) internal _names;
    bytes32[] internal _nameHashes;
    mapping(bytes18 code => uint32 organization) internal _byCode;
    mapping(address account => uint32 organization) internal _byAccount;
    mapping(uint32 organization => OrganizationSlot) internal _organizations;

    mapping(uint32 seat => SeatSlot) internal _seats;
    mapping(uint32 seat => SeatEnd) internal _ends;
    mapping(uint32 seat => bytes32) internal _sm2KeyHashes;
    mapping(uint32 seat => uint32) internal _dailyLimits;
    mapping(uint32 seat => mapping(bytes32 subject => Traces.Trace)) internal _allowances;

    // ─── traces ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IOrganizationTraces
    function standingAt(uint32 number, uint48 time) external view returns (uint176) {
        return _standings[number].lookup(time);
    }

    /// @inheritdoc IOrganizationTraces
    function headAt(uint32 number, uint48 time) external view returns (address) {
        return address(uint160(_heads[number].lookup(time)));
    }

    /// @inheritdoc IOrganizationTraces
    function codeAt(uint32 number, uint48 time) external view returns (bytes18) {
        return bytes18(uint144(_codes[number].lookup(time)));
    }

    /// @inheritdoc IOrganizationTraces
    function nameAt(uint32 number, uint48 time) external view returns (bytes32) {
        return _nameHash(_names[number].lookup(time));
    }

    /// @inheritdoc IOrganizationTraces
    function allowanceAt(uint32 number, bytes32 subject, uint48 time) external view returns (bool) {
        return _allowances[number][subject].lookup(time).get(Traces.ALLOWANCE_ALLOWED) == 1;
    }

    // ─── guards ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses an organisation that does not exist. Returns its standing.
    function _requireExisting(uint32 number) internal view returns (uint176 value) {
        value = _standings[number].latest();
        if (value == 0) revert OrganizationRegistry__UnknownOrganization(number);
    }

    /// @dev Refuses an organisation that does not exist, or is in another status. Returns its standing.
    function _requireStatus(uint32 number, Status required) internal view returns (uint176 value) {
        value = _requireExisting(number);

        Status status = _statusOf(value);
        if (status != required) revert OrganizationRegistry__WrongStatus(number, uint8(status));
    }

    /// @dev Refuses an organisation that does not exist, or is abolished. Returns its standing.
    function _requireLiving(uint32 number) internal view returns (uint176 value) {
        value = _requireExisting(number);
        if (_statusOf(value) == Status.Abolished) {
            revert OrganizationRegistry__WrongStatus(number, uint8(Status.Abolished));
        }
    }

    /// @dev Refuses unless the caller is the head of an active organisation. Returns its standing.
    function _requireHead(uint32 number) internal view returns (uint176 value) {
        value = _requireStatus(number, Status.Active);

        (address caller, address head) = (_msgSender(), _head(number));
        if (caller != head) revert OrganizationRegistry__NotHead(number, caller, head);
    }

    /// @dev Refuses unless the caller is the head of an active authority. Returns its standing.
    function _requireAuthority(uint32 number) internal view returns (uint176 value) {
        value = _requireHead(number);
        _requireCapacity(number, value, Capacities.AUTHORITY);
    }

    /// @dev Refuses a standing without a capacity.
    function _requireCapacity(uint32 number, uint176 value, uint16 capacity) internal pure {
        if (value.get(Traces.STANDING_CAPACITIES) & capacity != capacity) {
            revert OrganizationRegistry__MissingCapacity(number, capacity);
        }
    }

    /// @dev Refuses a root. Returns the organisation above.
    function _requireParent(uint32 number, uint176 value) internal pure returns (uint32 parent) {
        parent = uint32(value.get(Traces.STANDING_PARENT));
        if (parent == 0) revert OrganizationRegistry__IsRoot(number);
    }

    /// @dev Refuses an organisation with another one above it.
    function _requireRoot(uint32 number, uint176 value) internal pure {
        uint32 parent = uint32(value.get(Traces.STANDING_PARENT));
        if (parent != 0) revert OrganizationRegistry__NotRoot(number, parent);
    }

    /// @dev Refuses an organisation that is abolished or has another one above it. Returns its standing.
    function _requireLivingRoot(uint32 number) internal view returns (uint176 value) {
        value = _requireLiving(number);
        _requireRoot(number, value);
    }

    /// @dev Refuses unless one organisation lies above another one.
    function _requireAbove(uint32 ancestor, uint32 number) internal view {
        if (!_isAbove(ancestor, number)) revert OrganizationRegistry__NotAbove(ancestor, number);
    }

    /// @dev Refuses the zero address, and an account that serves another organisation. Tells whether it is bound yet.
    function _requireOwn(address account, uint32 number) internal view returns (bool) {
        uint32 bound = _byAccount[_requireAddress(account)];
        if (bound != 0 && bound != number) revert OrganizationRegistry__AccountTaken(account, bound);
        return bound != 0;
    }

    /// @dev Binds an account to an organisation, for good: else its earlier acts would seem another organisation's.
    function _bindAccount(address account, uint32 number) internal {
        if (!_requireOwn(account, number)) _byAccount[account] = number;
    }

    // ─── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev The status at present: a suspension is a date in the standing of an organisation that is not abolished.
    function _statusOf(uint176 value) internal pure returns (Status status) {
        status = Status(value.get(Traces.STANDING_STATUS));
        if (status == Status.Active && value.get(Traces.STANDING_SUSPENDED_SINCE) != 0) return Status.Suspended;
    }

    /// @dev The present head of an organisation.
    function _head(uint32 number) internal view returns (address) {
        return address(uint160(_heads[number].latest()));
    }

    /// @dev The organisation above another one; 0 above a root.
    function _parent(uint32 number) internal view returns (uint32) {
        return uint32(_standings[number].latest().get(Traces.STANDING_PARENT));
    }

    /// @dev Whether one organisation lies above another one.
    function _isAbove(uint32 ancestor, uint32 number) internal view returns (bool) {
        uint32 current = number;
        for (uint256 i = 0; i < MAX_DEPTH && current != 0; ++i) {
            current = _parent(current);
            if (current != 0 && current == ancestor) return true;
        }
        return false;
    }

    /// @dev The name hash at a place that a name trace holds, from 1; zero at place 0.
    function _nameHash(uint256 place) internal view returns (bytes32) {
        return place == 0 ? bytes32(0) : _nameHashes[place - 1];
    }
}
