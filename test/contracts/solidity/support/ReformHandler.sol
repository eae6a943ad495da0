// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IOrganizationRegistry} from "../../../../contracts/interfaces/IOrganizationRegistry.sol";
import {Capacities} from "../../../../contracts/libraries/Capacities.sol";
import {PastWatch} from "./PastWatch.sol";
import {Watched} from "./Watched.sol";
import {World} from "./World.sol";

/// @notice Reforms at random, beside a naive account of who lies where and who took whose place: plain lists that are
/// walked without any bound.
contract ReformHandler is World, PastWatch, Watched {
    uint32 private constant MOST = 40;
    uint256 private constant SUBJECTS = 3;
    uint256 private constant LONGEST = 8;
    /// @dev After each step, one in so many organisations is compared, another each second; at the end all are.
    uint32 private constant APART = 5;

    struct Ghost {
        uint32 parent;
        uint8 level;
        bool authority;
        bool suspended;
        bool ended;
        uint32 successor;
    }

    /// @notice How many reforms were done: moves, then ends.
    uint256 public moves;
    uint256 public ends;

    Ghost[] internal _ghosts;
    mapping(uint32 organization => mapping(bytes32 subject => uint32)) internal _assigned;

    modifier watched() {
        _;
        VM.warp(block.timestamp + 1);
        for (uint32 number = uint32(1 + (block.timestamp % APART)); number < _ghosts.length; number += APART) {
            _compare(number);
        }
    }

    constructor() {
        _build();
        _ghosts.push();
        _ghosts.push(Ghost(0, 2, true, false, false, 0));
        for (uint256 i = 0; i < 3; ++i) _ghosts.push(Ghost(1, 2, false, false, false, 0));
        organizations.admitRoot(_code(5), "name", Capacities.AUTHORITY, 2, 990_000, _head(5));
        _ghosts.push(Ghost(0, 2, true, false, false, 0));
        uint8[4] memory below = [1, 1, 5, 6];
        for (uint256 i = 0; i < below.length; ++i) admit(below[i] - 1, 0, true);
    }

    // ─── what happens ────────────────────────────────────────────────────────────────────────────────────────────────

    function admit(uint8 below, uint8 lower, bool authority) public watched {
        uint32 number = uint32(_ghosts.length);
        if (number > MOST) return;
        uint32 parent = _any(below);
        uint8 level = _ghosts[parent].level + (lower % 2);
        uint16 capacities = authority ? Capacities.AUTHORITY : Capacities.DEPARTMENT;
        VM.prank(_head(parent));
        try organizations.admit(parent, _code(number), "name", capacities, level, 990_000, _head(number)) {
            if (!_acts(parent)) violations.push("admitted below one that may not");
            _ghosts.push(Ghost(parent, level, authority, false, false, 0));
        } catch {}
    }

    function move(uint8 by, uint8 which, uint8 below) external watched {
        (uint32 authority, uint32 number, uint32 parent) = (_any(by), _any(which), _any(below));
        VM.prank(_head(authority));
        try organizations.changeParent(number, parent) {
            if (!_competent(authority, number, parent)) violations.push("moved by one that may not");
            _moved(number, parent);
        } catch {}
    }

    function changeTree(uint8 which, uint8 below) external watched {
        (uint32 number, uint32 parent) = (_any(which), _any(below));
        try organizations.changeTree(number, parent) {
            if (_root(number) == _root(parent)) violations.push("moved by the administrator within a tree");
            _moved(number, parent);
        } catch {}
    }

    function merge(uint8 by, uint8 which, uint8 into) external watched {
        (uint32 authority, uint32 number, uint32 successor) = (_any(by), _any(which), _any(into));
        VM.prank(_head(authority));
        try organizations.merge(authority, number, successor) {
            if (!_competent(authority, number, successor)) violations.push("merged by one that may not");
            if (_assignments(number) > 0) violations.push("merged while being split");
            _ended(number, successor);
        } catch {}
    }

    function assign(uint8 by, uint8 which, uint8 what, uint8 to) external watched {
        (uint32 authority, uint32 number) = (_any(by), _any(which));
        uint32 successor = to % 4 == 0 ? 0 : _any(to);
        bytes32[] memory subjects = new bytes32[](1);
        subjects[0] = _subject(what);
        VM.prank(_head(authority));
        try organizations.assign(authority, number, subjects, successor) {
            bool may = _competent(authority, number, successor == 0 ? authority : successor);
            if (!may) violations.push("assigned by one that may not");
            if (_ghosts[number].ended) violations.push("assigned after the end");
            if (successor != 0) _succeeded(number, successor);
            _assigned[number][subjects[0]] = successor;
        } catch {}
    }

    function split(uint8 by, uint8 which, uint8 keeper) external watched {
        (uint32 authority, uint32 number, uint32 successor) = (_any(by), _any(which), _any(keeper));
        VM.prank(_head(authority));
        try organizations.split(authority, number, successor) {
            if (!_competent(authority, number, successor)) violations.push("split by one that may not");
            _ended(number, successor);
        } catch {}
    }

    /// @dev Every eighth call at most, so that somebody is left.
    function abolish(uint8 by, uint8 which, uint8 chance) external watched {
        if (chance % 8 != 0) return;
        (uint32 authority, uint32 number) = (_any(by), _any(which));
        VM.prank(_head(authority));
        try organizations.abolish(authority, number) {
            if (!_competent(authority, number, authority)) violations.push("abolished by one that may not");
            _ended(number, 0);
        } catch {}
    }

    function suspendOrResume(uint8 which, uint8 chance) external watched {
        uint32 number = _any(which);
        Ghost storage ghost = _ghosts[number];
        if (!ghost.suspended && chance % 4 != 0) return;
        VM.prank(_head(ghost.parent));
        bytes memory call_ =
            ghost.suspended
                ? abi.encodeCall(organizations.resumeOrganization, (number))
                : abi.encodeCall(organizations.suspendOrganization, (number));
        (bool done, ) = address(organizations).call(call_);
        if (!done) return;
        if (ghost.ended || !_acts(ghost.parent)) violations.push("suspended or resumed where it may not be");
        ghost.suspended = !ghost.suspended;
    }

    /// @dev What differs stays so, and is seen here at the latest.
    function compareAll() external {
        for (uint32 number = 1; number < _ghosts.length; ++number) _compare(number);
    }

    // ─── the naive account ───────────────────────────────────────────────────────────────────────────────────────────

    function _moved(uint32 number, uint32 parent) private {
        ++moves;
        if (_ghosts[number].ended || !_acts(parent)) violations.push("moved what or where it may not be");
        if (_above(number, parent) || number == parent) violations.push("moved below itself");
        if (_ghosts[parent].level > _ghosts[number].level) violations.push("moved below a lower level");
        _ghosts[number].parent = parent;
    }

    function _ended(uint32 number, uint32 successor) private {
        ++ends;
        Ghost storage ghost = _ghosts[number];
        if (ghost.ended) violations.push("ended twice");
        if (_children(number) > 0) violations.push("ended above others");
        if (successor != 0) _succeeded(number, successor);
        (ghost.ended, ghost.suspended, ghost.successor) = (true, false, successor);
    }

    function _succeeded(uint32 number, uint32 successor) private {
        Ghost storage ghost = _ghosts[successor];
        if (ghost.ended || ghost.suspended || number == successor) violations.push("a successor that may not be");
        if (_assignments(successor) > 0) violations.push("a successor that is being split");
        if (successor == CENTRE) violations.push("a centre holds what a department held");
    }

    /// @dev What the registry tells of an organisation is what the account has, and was what it was.
    function _compare(uint32 number) private {
        Ghost storage ghost = _ghosts[number];
        IOrganizationRegistry.Standing memory told = organizations.standing(number);
        uint8 status = ghost.ended ? 3 : (ghost.suspended ? 2 : 1);
        if (uint8(told.status) != status) violations.push("a status differs");
        if (told.parent != ghost.parent || told.successor != ghost.successor) violations.push("a place differs");
        (uint32 children, uint32 assignments, ) = organizations.bounds(number);
        if (children != _children(number)) violations.push("the number of children differs");
        if (assignments != _assignments(number)) violations.push("the number of assignments differs");
        if (!ghost.ended && _depth(number) > LONGEST) violations.push("an organisation lies too deep");
        bytes32 subject = _subject(number);
        if (organizations.follow(number, subject) != _follow(number, subject)) violations.push("a successor differs");
        _compareLowest(number, _any(uint8(uint256(keccak256(abi.encode(number, block.timestamp))))));
        bytes memory id = abi.encode(number);
        bool same = _isAsItWas(address(organizations), "standingAt(uint32,uint48)", id);
        if (!same) violations.push("a past standing changed");
    }

    /// @dev Of organisations that have not ended, the naive answer: the first above the one that is above the other, too.
    function _compareLowest(uint32 a, uint32 b) private {
        if (_ghosts[a].ended || _ghosts[b].ended) return;
        uint32 lowest = a == b ? _ghosts[a].parent : a;
        while (lowest != 0 && lowest != b && !_above(lowest, b)) lowest = _ghosts[lowest].parent;
        if (organizations.lowestCommonSuperior(a, b) != lowest) violations.push("a common superior differs");
    }

    function _follow(uint32 number, bytes32 subject) private returns (uint32) {
        uint256 steps = 0;
        while (number != 0 && _ghosts[number].ended) {
            uint32 assigned = _assigned[number][subject];
            number = assigned == 0 ? _ghosts[number].successor : assigned;
            if (++steps > LONGEST) violations.push("a chain of successions is too long");
        }
        return number;
    }

    function _competent(uint32 authority, uint32 number, uint32 other) private view returns (bool) {
        return _acts(authority) && _above(authority, number) && (other == authority || _above(authority, other));
    }

    function _acts(uint32 number) private view returns (bool) {
        Ghost storage ghost = _ghosts[number];
        return ghost.authority && !ghost.suspended && !ghost.ended;
    }

    function _above(uint32 ancestor, uint32 number) private view returns (bool) {
        do number = _ghosts[number].parent; while (number != 0 && number != ancestor);
        return number != 0;
    }

    function _root(uint32 number) private view returns (uint32) {
        while (_ghosts[number].parent != 0) number = _ghosts[number].parent;
        return number;
    }

    function _depth(uint32 number) private view returns (uint256 depth) {
        while ((number = _ghosts[number].parent) != 0) ++depth;
    }

    function _children(uint32 number) private view returns (uint32 count) {
        for (uint256 i = 1; i < _ghosts.length; ++i) {
            if (_ghosts[i].parent == number && !_ghosts[i].ended) ++count;
        }
    }

    function _assignments(uint32 number) private view returns (uint32 count) {
        for (uint256 i = 0; i < SUBJECTS; ++i) {
            if (_assigned[number][_subject(i)] != 0) ++count;
        }
    }

    function _subject(uint256 which) private pure returns (bytes32) {
        return keccak256(abi.encode("subject", which % SUBJECTS));
    }

    function _any(uint8 which) private view returns (uint32) {
        return uint32(bound(which, 1, _ghosts.length - 1));
    }
}
