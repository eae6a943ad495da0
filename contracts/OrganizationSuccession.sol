// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IOrganizationSuccession} from "./interfaces/IOrganizationSuccession.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Traces} from "./libraries/Traces.sol";
import {OrganizationHeads} from "./OrganizationHeads.sol";

/// @title OrganizationSuccession
/// @notice The part of the organisation registry by which organisations move, merge, split and end.
/// @dev Each succession leads to an organisation whose longest chain is longer than that of the one that ends: an
/// organisation that has ended, or whose subjects are assigned, succeeds nobody any more. So no chain is a circle.
abstract contract OrganizationSuccession is OrganizationHeads {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev How many steps a chain of successions may have.
    uint8 private constant MAX_SUCCESSIONS = 8;
    /// @dev How many subjects may be assigned at once.
    uint256 private constant MAX_SUBJECTS = 100;
    /// @dev The lowest level, a township.
    uint8 private constant LOWEST_LEVEL = 5;

    mapping(uint32 organization => mapping(bytes32 subject => uint32 successor)) private _assignments;

    // ─── place ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IOrganizationSuccession
    function changeParent(uint32 number, uint32 newParent) external {
        uint176 value = _requireCompetent(_byAccount[_msgSender()], number, newParent);

        _move(number, value, newParent);
    }

    /// @inheritdoc IOrganizationSuccession
    function changeTree(uint32 number, uint32 newParent) external restricted {
        uint176 value = _requireLiving(number);
        (uint32 root, ) = _rootOf(number);
        (uint32 newRoot, ) = _rootOf(newParent);
        if (root == newRoot) revert OrganizationRegistry__SameTree(number, root);

        _move(number, value, newParent);
    }

    // ─── succession ──────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IOrganizationSuccession
    function merge(uint32 byAuthority, uint32 number, uint32 into) external {
        uint176 value = _requireCompetent(byAuthority, number, into);

        _merge(byAuthority, number, value, into);
    }

    /// @inheritdoc IOrganizationSuccession
    function assign(uint32 byAuthority, uint32 number, bytes32[] calldata subjects, uint32 to) external {
        _requireCompetent(byAuthority, number, to == 0 ? number : to);

        _assign(byAuthority, number, subjects, to);
    }

    /// @inheritdoc IOrganizationSuccession
    function split(uint32 byAuthority, uint32 number, uint32 keeper) external {
        uint176 value = _requireCompetent(byAuthority, number, keeper);

        _split(byAuthority, number, value, keeper);
    }

    /// @inheritdoc IOrganizationSuccession
    function abolish(uint32 byAuthority, uint32 number) external {
        uint176 value = _requireCompetent(byAuthority, number, number);

        _abolish(byAuthority, number, value);
    }

    /// @inheritdoc IOrganizationSuccession
    function mergeRoot(uint32 number, uint32 into) external restricted {
        uint176 value = _requireLivingRoot(number);

        _merge(0, number, value, into);
    }

    /// @inheritdoc IOrganizationSuccession
    function assignRoot(uint32 number, bytes32[] calldata subjects, uint32 to) external restricted {
        _requireLivingRoot(number);

        _assign(0, number, subjects, to);
    }

    /// @inheritdoc IOrganizationSuccession
    function splitRoot(uint32 number, uint32 keeper) external restricted {
        uint176 value = _requireLivingRoot(number);

        _split(0, number, value, keeper);
    }

    /// @inheritdoc IOrganizationSuccession
    function abolishRoot(uint32 number) external restricted {
        uint176 value = _requireLivingRoot(number);

        _abolish(0, number, value);
    }

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IOrganizationSuccession
    function follow(uint32 number, bytes32 subject) external view returns (uint32 current) {
        current = number;
        for (uint256 i = 0; i <= MAX_SUCCESSIONS; ++i) {
            uint176 value = _standings[current].latest();
            if (value == 0) return 0;
            if (_statusOf(value) != Status.Abolished) return current;

            uint32 assigned = _assignments[current][subject];
            current = assigned == 0 ? uint32(value.get(Traces.STANDING_SUCCESSOR)) : assigned;
        }
    }

    /// @inheritdoc IOrganizationSuccession
    function assignmentOf(uint32 number, bytes32 subject) external view returns (uint32) {
        return _assignments[number][subject];
    }

    /// @inheritdoc IOrganizationSuccession
    function bounds(uint32 number) external view returns (uint32 children, uint32 assignments, uint8 successions) {
        OrganizationSlot storage slot = _organizations[number];
        return (slot.children, slot.assignments, slot.successionDepth);
    }

    /// @inheritdoc IOrganizationSuccession
    function lowestCommonSuperior(uint32 a, uint32 b) external view returns (uint32 lowest) {
        if (a == b) return _parent(a);

        (uint32[MAX_DEPTH + 1] memory aboveA, uint256 i) = _pathOf(a);
        (uint32[MAX_DEPTH + 1] memory aboveB, uint256 j) = _pathOf(b);
        while (i > 0 && j > 0 && aboveA[--i] == aboveB[--j]) lowest = aboveA[i];
    }

    // ─── inside: place ───────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Moves an organisation, after the guards that both ways share.
    function _move(uint32 number, uint176 value, uint32 newParent) private {
        uint176 above = _requireStatus(newParent, Status.Active);
        _requireCapacity(newParent, above, Capacities.AUTHORITY);
        if (number == newParent || _isAbove(number, newParent)) {
            revert OrganizationRegistry__Circular(number, newParent);
        }
        _requireLevel(uint8(value.get(Traces.STANDING_LEVEL)), uint8(above.get(Traces.STANDING_LEVEL)));
        uint256 depth = _requireRoomBelow(newParent);
        uint32 children = _organizations[number].children;
        (, uint256 present) = _rootOf(number);
        if (children != 0 && depth > present) revert OrganizationRegistry__MovesDeeper(number, children);

        uint32 previous = uint32(value.get(Traces.STANDING_PARENT));
        _leave(previous);
        ++_organizations[newParent].children;
        _standings[number].write(value.set(Traces.STANDING_PARENT, newParent));

        emit ParentChanged(number, previous, newParent);
    }

    /// @dev Counts a child less, of an organisation that may be none above a root.
    function _leave(uint32 parent) private {
        if (parent != 0) --_organizations[parent].children;
    }

    /// @dev Refuses a parent that lies at the greatest depth already. Returns the depth just below it.
    function _requireRoomBelow(uint32 parent) internal view returns (uint256 depth) {
        (, depth) = _rootOf(parent);
        if (++depth > MAX_DEPTH) revert OrganizationRegistry__TooDeep(parent, MAX_DEPTH);
    }

    /// @dev Refuses a level that is unknown or above another one.
    function _requireLevel(uint8 level, uint8 highest) internal pure {
        if (level < highest || level > LOWEST_LEVEL) revert OrganizationRegistry__BadLevel(level, highest);
    }

    /// @dev The root above an organisation, or itself, and how far below it the organisation lies.
    function _rootOf(uint32 number) private view returns (uint32 root, uint256 depth) {
        (uint32[MAX_DEPTH + 1] memory path, uint256 length) = _pathOf(number);
        return (path[length - 1], length - 1);
    }

    /// @dev An organisation, and those above it from the lowest to the root.
    function _pathOf(uint32 number) private view returns (uint32[MAX_DEPTH + 1] memory path, uint256 length) {
        uint32 current = number;
        do {
            path[length++] = current;
            current = _parent(current);
        } while (current != 0 && length <= MAX_DEPTH);
    }

    // ─── inside: succession ──────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Ends an organisation whole.
    function _merge(uint32 byAuthority, uint32 number, uint176 value, uint32 into) private {
        _requireWhole(number);
        _succeed(number, into);
        _end(number, value, into);

        emit OrganizationMerged(number, into, byAuthority);
    }

    /// @dev Notes to whom subjects go, at most so many that one transaction holds them.
    function _assign(uint32 byAuthority, uint32 number, bytes32[] calldata subjects, uint32 to) private {
        if (subjects.length == 0 || subjects.length > MAX_SUBJECTS) {
            revert OrganizationRegistry__BadCount(subjects.length, MAX_SUBJECTS);
        }

        if (to != 0) _succeed(number, to);
        uint32 assignments = _organizations[number].assignments;
        for (uint256 i = 0; i < subjects.length; ++i) {
            if (subjects[i] == 0) revert OrganizationRegistry__NoSubject();
            uint32 previous = _assignments[number][subjects[i]];
            if (previous == 0 && to != 0) ++assignments;
            if (previous != 0 && to == 0) --assignments;
            _assignments[number][subjects[i]] = to;
        }
        _organizations[number].assignments = assignments;

        emit SubjectsAssigned(number, to, byAuthority, subjects);
    }

    /// @dev Ends an organisation in parts.
    function _split(uint32 byAuthority, uint32 number, uint176 value, uint32 keeper) private {
        _succeed(number, keeper);
        _end(number, value, keeper);

        emit OrganizationSplit(number, keeper, byAuthority);
    }

    /// @dev Ends an organisation for whom nobody stands in.
    function _abolish(uint32 byAuthority, uint32 number, uint176 value) private {
        _requireWhole(number);
        _end(number, value, 0);

        emit OrganizationAbolished(number, byAuthority);
    }

    /// @dev Lets an organisation succeed another one, as far as chains may grow. What a department held, by itself or
    /// as a successor, stays with departments and authorities.
    function _succeed(uint32 number, uint32 successor) private {
        if (number == successor) revert OrganizationRegistry__Circular(number, successor);
        uint176 value = _requireStatus(successor, Status.Active);
        if (!_mayHold(value) && _mayHold(_standings[number].latest())) {
            _requireCapacity(successor, value, Capacities.DEPARTMENT);
        }
        _requireWhole(successor);
        uint8 depth = _organizations[number].successionDepth + 1;
        if (depth > MAX_SUCCESSIONS) revert OrganizationRegistry__TooManySuccessions(number, MAX_SUCCESSIONS);

        if (_organizations[successor].successionDepth < depth) _organizations[successor].successionDepth = depth;
    }

    /// @dev Ends an organisation below which nobody lies.
    function _end(uint32 number, uint176 value, uint32 successor) private {
        uint32 children = _organizations[number].children;
        if (children != 0) revert OrganizationRegistry__HasChildren(number, children);

        _leave(uint32(value.get(Traces.STANDING_PARENT)));
        value = value.set(Traces.STANDING_STATUS, uint256(Status.Abolished)).set(Traces.STANDING_SUSPENDED_SINCE, 0);
        _standings[number].write(value.set(Traces.STANDING_SUCCESSOR, successor));
    }

    // ─── inside: guards ──────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses unless the caller is the head of an active authority that lies above an organisation, and above
    /// another one or is that. Returns the organisation's standing.
    function _requireCompetent(uint32 authority, uint32 number, uint32 other) private view returns (uint176 value) {
        value = _requireLiving(number);
        _requireAuthority(authority);
        _requireAbove(authority, number);
        if (other != authority) _requireAbove(authority, other);
    }

    /// @dev Whether holding rights may be an organisation's, by its registrations or by succession.
    function _mayHold(uint176 value) private pure returns (bool) {
        return value.get(Traces.STANDING_CAPACITIES) & Capacities.HOLDERS != 0;
    }

    /// @dev Refuses an organisation whose subjects are assigned.
    function _requireWhole(uint32 number) private view {
        uint32 assignments = _organizations[number].assignments;
        if (assignments != 0) revert OrganizationRegistry__BeingSplit(number, assignments);
    }
}
