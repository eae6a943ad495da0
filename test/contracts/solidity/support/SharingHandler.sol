// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingEvents} from "../../../../contracts/interfaces/ISharingEvents.sol";
import {PastWatch} from "./PastWatch.sol";
import {Watched} from "./Watched.sol";
import {World} from "./World.sol";

/// @notice Acts at random on requests and grants, by every side and by strangers, and notes what should not have been.
/// @dev Its account is kept apart from the registry's state: who asked, who answered, when, until when, and below what.
contract SharingHandler is World, PastWatch, Watched {
    uint256 private constant MOST = 6;
    uint256 private constant LAST_SEAT = 4;

    struct Ghost {
        uint32 requester;
        uint32 provider;
        bytes32 parent;
        uint48 from;
        uint48 until;
        bool suspended;
        bool ended;
    }

    uint256 public grants;
    uint256 public onwardGrants;
    uint256 public refusals;

    mapping(bytes32 id => Ghost) internal _ghosts;
    mapping(bytes32 id => uint48) private _dues;
    bytes32[] internal _ids;

    /// @dev What is true after every step.
    modifier watched() {
        _;
        for (uint256 i = 0; i < _ids.length; ++i) _watchOne(_ids[i]);
    }

    constructor() {
        _build();
    }

    // ─── what happens ────────────────────────────────────────────────────────────────────────────────────────────────

    function pass(uint24 time) external watched {
        VM.warp(block.timestamp + time);
    }

    function request(uint8 by, uint32 term, uint8 above, bool onward) external watched {
        if (_ids.length == MOST) return;
        uint32 seat = _seat(by);
        bytes32 parent = onward ? _any(above) : bytes32(0);
        VM.prank(_account(seat));
        try sharing.request(seat, _wanted(_now() + term, parent)) returns (bytes32 id) {
            _ids.push(id);
            _ghosts[id].requester = seat;
            _ghosts[id].parent = parent;
            if (seat == CENTRE) violations.push("no department requested");
            if (parent == 0 && seat == HOLDER) violations.push("a holder requested its own");
        } catch {}
    }

    function consent(uint8 by, uint8 which) external watched {
        uint32 seat = _seat(by);
        bytes32 id = _any(which);
        VM.prank(_account(seat));
        (bool done, ) = address(sharing).call(abi.encodeCall(sharing.consentOnward, (seat, id)));
        if (done && seat != HOLDER) violations.push("another one consented");
    }

    function grant(uint8 by, uint8 which, uint24 term, uint16 later) external watched {
        uint32 seat = _seat(by);
        bytes32 id = _any(which);
        ISharingEvents.Terms memory terms = _terms(_now() + term);
        terms.from = later % 2 == 0 ? 0 : _now() + later;
        VM.prank(_account(seat));
        (bool done, ) = address(sharing).call(abi.encodeCall(sharing.grant, (seat, id, terms)));
        if (!done) return;
        Ghost storage ghost = _ghosts[id];
        if (ghost.provider != 0 || ghost.ended) violations.push("a request was answered twice");
        if (seat != _answerer(id)) violations.push("another one answered");
        (ghost.provider, ghost.until) = (seat, terms.until);
        ghost.from = terms.from == 0 ? _now() : terms.from;
        ++grants;
        if (ghost.parent != 0) ++onwardGrants;
    }

    function refuse(uint8 by, uint8 which) external watched {
        uint32 seat = _seat(by);
        bytes32 id = _any(which);
        VM.prank(_account(seat));
        (bool done, ) = address(sharing).call(abi.encodeCall(sharing.refuse, (seat, id, 1, keccak256("law"))));
        if (!done) return;
        Ghost storage ghost = _ghosts[id];
        if (ghost.provider != 0 || ghost.ended) violations.push("a request was answered twice");
        if (seat != _answerer(id)) violations.push("another one answered");
        ghost.ended = true;
        ++refusals;
    }

    function suspendOrResume(uint8 by, uint8 which, bool resumes) external watched {
        uint32 seat = _seat(by);
        bytes32 id = _any(which);
        Ghost storage ghost = _ghosts[id];
        bytes memory call_ =
            resumes ? abi.encodeCall(sharing.resume, (seat, id)) : abi.encodeCall(sharing.suspend, (seat, id, 1, 0));
        VM.prank(_account(seat));
        (bool done, ) = address(sharing).call(call_);
        if (!done) return;
        if (seat != ghost.provider && seat != AUTHORITY) violations.push("a stranger suspended or resumed");
        if (ghost.suspended != resumes) violations.push("suspended twice, or resumed twice");
        ghost.suspended = !resumes;
    }

    function end(uint8 by, uint8 which) external watched {
        uint32 seat = _seat(by);
        bytes32 id = _any(which);
        Ghost storage ghost = _ghosts[id];
        VM.prank(_account(seat));
        (bool done, ) = address(sharing).call(abi.encodeCall(sharing.end, (seat, id, 1)));
        if (!done) return;
        bool entitled = seat == ghost.requester || seat == AUTHORITY || (seat == ghost.provider && ghost.suspended);
        if (!entitled) violations.push("another one ended a grant");
        _over(id, _now());
    }

    function changeTerm(uint8 by, uint8 which, uint24 term) external watched {
        bytes32 id = _any(which);
        Ghost storage ghost = _ghosts[id];
        uint32 seat = by % 2 == 0 ? ghost.provider : ghost.requester;
        uint32 other = by % 2 == 0 ? ghost.requester : ghost.provider;
        bytes32 value = bytes32(uint256(_now() + term));
        if (seat == 0 || other == 0) return;
        VM.prank(_account(seat));
        (bool done, ) = address(sharing).call(abi.encodeCall(sharing.proposeChange, (seat, id, 2, value)));
        VM.prank(_account(seat));
        (bool alone, ) = address(sharing).call(abi.encodeCall(sharing.acceptChange, (seat, id, value)));
        if (alone) violations.push("a side answered for the other one");
        VM.prank(_account(other));
        (bool accepted, ) = address(sharing).call(abi.encodeCall(sharing.acceptChange, (other, id, value)));
        if (accepted) ghost.until = _now() + term;
        else if (done) _withdraw(seat, id);
    }

    function close(uint8 which) external watched {
        bytes32 id = _any(which);
        uint48 until = _endOf(id);
        (bool done, ) = address(sharing).call(abi.encodeCall(sharing.closeExpired, (id)));
        if (!done) return;
        if (_now() < until) violations.push("a running grant was closed");
        _over(id, until);
    }

    // ─── what must hold ──────────────────────────────────────────────────────────────────────────────────────────────

    function _watchOne(bytes32 id) private {
        if (sharing.inForceAt(id, _now()) != _shouldHold(id)) violations.push("in force, and should not be, or not");
        if (!_isAsItWas(address(sharing), "inForceAt(bytes32,uint48)", abi.encode(id))) {
            violations.push("the past changed");
        }
        (uint48 due, ) = sharing.deadlineOf(id, 1);
        if (_dues[id] != 0 && due != _dues[id]) violations.push("a clock ran twice");
        _dues[id] = due;
    }

    /// @dev Neither before its beginning nor after its end, nor suspended, nor without those above it.
    function _shouldHold(bytes32 id) private view returns (bool) {
        while (id != 0) {
            Ghost storage ghost = _ghosts[id];
            if (ghost.provider == 0 || ghost.suspended) return false;
            if (_now() < ghost.from || _now() >= ghost.until) return false;
            id = ghost.parent;
        }
        return true;
    }

    /// @dev When a grant and those above it are over, the first of them.
    function _endOf(bytes32 id) private view returns (uint48 until) {
        until = type(uint48).max;
        for (; id != 0; id = _ghosts[id].parent) {
            if (_ghosts[id].until < until) until = _ghosts[id].until;
        }
    }

    function _over(bytes32 id, uint48 time) private {
        Ghost storage ghost = _ghosts[id];
        if (ghost.ended) violations.push("a grant ended twice");
        if (time > _endOf(id)) violations.push("a grant outlived its end, or the grant above");
        ghost.ended = true;
        ghost.until = time;
    }

    function _answerer(bytes32 id) private view returns (uint32) {
        bytes32 parent = _ghosts[id].parent;
        return parent == 0 ? HOLDER : _ghosts[parent].requester;
    }

    function _withdraw(uint32 seat, bytes32 id) private {
        VM.prank(_account(seat));
        sharing.withdrawChange(seat, id);
    }

    function _seat(uint8 which) private pure returns (uint32) {
        return uint32(bound(which, 1, LAST_SEAT));
    }

    function _any(uint8 which) private view returns (bytes32) {
        return _ids.length == 0 ? bytes32(0) : _ids[which % _ids.length];
    }
}
