// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRuleBook} from "../../../../contracts/interfaces/IRuleBook.sol";
import {ISharingEvents} from "../../../../contracts/interfaces/ISharingEvents.sol";
import {LivesWatch} from "./LivesWatch.sol";

/// @notice Lives of requests and grants at random, by every side and by strangers, while the asset that they are of is
/// moved, renewed, expires and is cancelled.
contract LivesHandler is LivesWatch {
    uint256 private constant MOST = 8;
    uint8 private constant RENEWING = 4;
    uint8 private constant CANCELLING = 5;
    uint8 private constant TERM = 2;
    uint8 private constant END = 4;

    /// @notice How often each act was allowed; a test of acts that never happen proves nothing.
    mapping(bytes4 act => uint256) public done;
    uint256 public renewals;

    constructor() {
        _build();
        rules.setType(RENEWING, IRuleBook.RegistrationType(4, false, false, 3, 0, 0, "renewal"), 1, "a test", 0);
        rules.setType(CANCELLING, IRuleBook.RegistrationType(5, false, false, 3, 0, 0, "cancel"), 1, "a test", 0);
        _noteRegistration();
        _grantBoth();
    }

    // ─── what happens to the registration ────────────────────────────────────────────────────────────────────────────

    function pass(uint24 time) external watched {
        VM.warp(block.timestamp + time);
    }

    /// @dev Every second call at most lets half a year pass.
    function passLong(uint8 chance) external watched {
        if (chance % 2 == 0 && block.timestamp < BEGINNING + 4 * uint256(YEAR)) VM.warp(block.timestamp + YEAR / 2);
    }

    /// @dev Into the last days of the validity.
    function passToRenewal(uint8 chance) external watched {
        uint256 late = _validUntil - 30 days;
        if (chance % 4 == 0 && block.timestamp < late && late < BEGINNING + 4 * uint256(YEAR)) VM.warp(late);
    }

    function move(bool other) external watched {
        uint32 to = other ? OTHER : HOLDER;
        VM.prank(assets.rights());
        (bool allowed, ) = address(assets).call(abi.encodeCall(assets.moveHolder, (asset, to)));
        if (allowed) _holder = to;
        if (allowed) ++done[assets.moveHolder.selector];
    }

    function renew() external watched {
        uint48 before = _validUntil;
        _register(RENEWING);
        if (_validUntil > before) ++renewals;
    }

    /// @dev Every eighth call at most, since nothing brings it back.
    function cancel(uint8 chance) external watched {
        if (chance % 8 == 0) _register(CANCELLING);
    }

    /// @notice The first moment after the validity of the registration.
    function validUntil() external view returns (uint48) {
        return _validUntil;
    }

    // ─── requests ────────────────────────────────────────────────────────────────────────────────────────────────────

    function request(uint8 by, uint32 term, uint8 above, bool onward) public watched {
        if (_ids.length == MOST) return;
        uint32 seat = _seat(by);
        bytes32 parent = onward ? _any(above) : bytes32(0);
        bytes memory call_ = abi.encodeCall(sharing.request, (seat, _wanted(_now() + term, parent)));
        (bool allowed, bytes memory answer) = _call(seat, call_);
        if (!allowed) return;
        bytes32 id = abi.decode(answer, (bytes32));
        _ids.push(id);
        (_ghosts[id].requester, _ghosts[id].parent, _ghosts[id].answerRuns) = (seat, parent, 1);
        _begin(id, ANSWER);
    }

    function consent(uint8 by, uint8 which) public watched {
        (uint32 seat, bytes32 id) = (_seat(by), _any(which));
        (bool allowed, ) = _call(seat, abi.encodeCall(sharing.consentOnward, (seat, id)));
        if (!allowed) return;
        bytes32 first = id;
        while (_ghosts[first].parent != 0) first = _ghosts[first].parent;
        if (seat != _ghosts[first].provider) violations.push("another one consented");
    }

    function grant(uint8 by, uint8 which, uint32 term, uint16 later) public watched {
        (uint32 seat, bytes32 id) = (_seat(by), _any(which));
        ISharingEvents.Terms memory terms = _terms(_now() + term);
        terms.from = later % 2 == 0 ? 0 : _now() + later;
        (bool allowed, ) = _call(seat, abi.encodeCall(sharing.grant, (seat, id, terms)));
        if (!allowed) return;
        _answered(id, seat);
        if (!_isRegistered()) violations.push("granted without a registration");
        Ghost storage ghost = _ghosts[id];
        (ghost.provider, ghost.until) = (seat, terms.until);
        ghost.from = terms.from == 0 ? _now() : terms.from;
        if (ghost.parent != 0 && !_lasts(ghost.parent)) violations.push("shared on from what was not in force");
        _begin(id, DELIVERY);
    }

    /// @dev Refused, or returned for gaps; both stop the clock.
    function turnDown(uint8 by, uint8 which, bool forGaps) external watched {
        (uint32 seat, bytes32 id) = (_seat(by), _any(which));
        bytes memory call_ =
            forGaps
                ? abi.encodeCall(sharing.returnForGaps, (seat, id, keccak256("gaps")))
                : abi.encodeCall(sharing.refuse, (seat, id, 1, keccak256("law")));
        (bool allowed, ) = _call(seat, call_);
        if (!allowed) return;
        if (forGaps && _ghosts[id].answerRuns > 1) violations.push("returned twice");
        _answered(id, seat);
    }

    function resubmit(uint8 by, uint8 which) external watched {
        (uint32 seat, bytes32 id) = (_seat(by), _any(which));
        (bool allowed, ) = _call(seat, abi.encodeCall(sharing.resubmit, (seat, id, keccak256("more"))));
        if (!allowed) return;
        if (seat != _ghosts[id].requester) violations.push("another one completed a request");
        if (++_ghosts[id].answerRuns > 2) violations.push("a clock ran a third time");
        _ghosts[id].extended = false;
        _begin(id, ANSWER);
    }

    function withdraw(uint8 by, uint8 which) external watched {
        (uint32 seat, bytes32 id) = (_seat(by), _any(which));
        bool pending = _runs[id][ANSWER].doneAt == 0;
        (bool allowed, ) = _call(seat, abi.encodeCall(sharing.withdrawRequest, (seat, id)));
        if (!allowed) return;
        if (seat != _ghosts[id].requester) violations.push("another one withdrew a request");
        if (pending) _done(id, ANSWER);
    }

    /// @dev Asked for by one and allowed by another one, who stands above.
    function extend(uint8 by, uint8 above, uint8 which, uint8 days_) external watched {
        (uint32 seat, uint32 over, bytes32 id) = (_seat(by), _seat(above), _any(which));
        bytes memory call_ = abi.encodeCall(sharing.askExtension, (seat, id, days_, keccak256("grounds")));
        (bool asked, ) = _call(seat, call_);
        if (asked && seat != _answerer(id)) violations.push("another one asked for more time");
        (bool allowed, ) = _call(over, abi.encodeCall(sharing.extend, (over, id)));
        if (!allowed) return;
        if (over != AUTHORITY || _answerer(id) == AUTHORITY) violations.push("extended by one that may not");
        if (_ghosts[id].extended) violations.push("extended twice");
        Run storage run = _runs[id][ANSWER];
        if (_now() >= run.due) violations.push("extended after its end");
        (, , uint48 due, ) = sharing.lateness(id, ANSWER);
        if (due <= run.due) violations.push("extended to no later end");
        (run.due, _ghosts[id].extended) = (due, true);
    }

    // ─── grants ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function suspend(uint8 by, uint8 which, uint16 rectifyIn) external watched {
        (uint32 seat, bytes32 id) = (_seat(by), _any(which));
        uint48 rectifyBy = rectifyIn % 2 == 0 ? 0 : _now() + rectifyIn;
        (bool allowed, ) = _call(seat, abi.encodeCall(sharing.suspend, (seat, id, 1, rectifyBy)));
        if (!allowed) return;
        Ghost storage ghost = _ghosts[id];
        if (seat != ghost.provider && seat != AUTHORITY) violations.push("a stranger suspended a grant");
        if (ghost.suspended) violations.push("suspended twice");
        (ghost.suspended, ghost.suspendedBy) = (true, seat);
        _runs[id][RECTIFICATION] = Run(_now(), rectifyBy, 0);
    }

    function rectify(uint8 by, uint8 which) external watched {
        (uint32 seat, bytes32 id) = (_seat(by), _any(which));
        (bool allowed, ) = _call(seat, abi.encodeCall(sharing.reportRectified, (seat, id, keccak256("evidence"))));
        if (!allowed) return;
        if (seat != _ghosts[id].requester) violations.push("another one rectified");
        _done(id, RECTIFICATION);
    }

    function resume(uint8 by, uint8 which) external watched {
        (uint32 seat, bytes32 id) = (_seat(by), _any(which));
        (bool allowed, ) = _call(seat, abi.encodeCall(sharing.resume, (seat, id)));
        if (!allowed) return;
        Ghost storage ghost = _ghosts[id];
        if (seat != ghost.suspendedBy && seat != AUTHORITY) violations.push("another one resumed");
        if (!ghost.suspended) violations.push("resumed what was not suspended");
        ghost.suspended = false;
    }

    /// @dev A change of the term, or the end, by both sides or by consultation and filing.
    function propose(uint8 by, uint8 which, uint24 term, bool end_) external watched {
        (uint32 seat, bytes32 id) = (_seat(by), _any(which));
        bytes32 value = end_ ? bytes32(uint256(1)) : bytes32(uint256(_now() + term));
        (bool allowed, ) = _call(seat, abi.encodeCall(sharing.proposeChange, (seat, id, end_ ? END : TERM, value)));
        if (!allowed) return;
        Ghost storage ghost = _ghosts[id];
        if (seat != ghost.provider && seat != ghost.requester) violations.push("a stranger proposed");
        (ghost.proposer, ghost.declined) = (seat, false);
    }

    /// @dev Accepted, declined, or confirmed by whoever stands above.
    function answerChange(uint8 by, uint8 which, uint8 how) external watched {
        (uint32 seat, bytes32 id) = (_seat(by), _any(which));
        (bytes32 value, uint8 kind) = (sharing.changeOf(id).value, sharing.changeOf(id).kind);
        bytes memory call_ = abi.encodeCall(sharing.acceptChange, (seat, id, value));
        if (how % 3 == 1) call_ = abi.encodeCall(sharing.declineChange, (seat, id));
        if (how % 3 == 2) call_ = abi.encodeCall(sharing.confirmChange, (seat, id, value));
        (bool allowed, ) = _call(seat, call_);
        if (!allowed) return;
        Ghost storage ghost = _ghosts[id];
        bool otherSide = seat == (ghost.proposer == ghost.provider ? ghost.requester : ghost.provider);
        if (how % 3 < 2 && !otherSide) violations.push("a side answered for the other one");
        bool filed = ghost.declined && ghost.proposer == ghost.provider && seat == AUTHORITY;
        if (how % 3 == 2 && !filed) violations.push("confirmed without consultation, or by one that may not");
        if (how % 3 == 1) ghost.declined = true;
        else if (kind == TERM) ghost.until = uint48(uint256(value));
        else _over(id, _now());
    }

    function end(uint8 by, uint8 which) external watched {
        (uint32 seat, bytes32 id) = (_seat(by), _any(which));
        Ghost storage ghost = _ghosts[id];
        (bool allowed, ) = _call(seat, abi.encodeCall(sharing.end, (seat, id, 1)));
        if (!allowed) return;
        bool entitled = seat == ghost.requester || seat == AUTHORITY || (seat == ghost.provider && ghost.suspended);
        if (!entitled) violations.push("another one ended a grant");
        _over(id, _now());
    }

    function dispose(uint8 by, uint8 which) external watched {
        (uint32 seat, bytes32 id) = (_seat(by), _any(which));
        (bool allowed, ) = _call(seat, abi.encodeCall(sharing.recordDisposal, (seat, id, keccak256("record"))));
        if (!allowed) return;
        if (seat != _ghosts[id].requester) violations.push("another one disposed");
        if (_now() < _endOf(id)) violations.push("disposed before the end");
        if (_runs[id][DISPOSAL].since == 0) _begin(id, DISPOSAL);
        _done(id, DISPOSAL);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev A long grant and one that was shared on from it, so that chance begins where something can happen to them.
    function _grantBoth() private {
        request(2, 3000 days, 0, false);
        grant(1, 0, 2900 days, 0);
        request(0, 1500 days, 0, true);
        consent(1, 1);
        grant(2, 1, 1400 days, 0);
    }

    function _seatTerm() internal pure override returns (uint48) {
        return 6 * YEAR;
    }

    function _call(uint32 seat, bytes memory call_) private returns (bool allowed, bytes memory answer) {
        VM.prank(_account(seat));
        (allowed, answer) = address(sharing).call(call_);
        if (allowed) ++done[bytes4(call_)];
    }

    /// @dev A procedure of the asset, from its opening to its coding, as far as it is allowed.
    function _register(uint8 type_) private {
        _procedure(_account(_holder), abi.encodeCall(assets.open, (_holder, asset, type_, keccak256("record"))));
        _procedure(_head(_holder), abi.encodeCall(assets.approve, (asset)));
        _procedure(_account(_holder), abi.encodeCall(assets.submit, (_holder, asset, AUTHORITY)));
        _procedure(_account(AUTHORITY), abi.encodeCall(assets.accept, (AUTHORITY, asset)));
        _procedure(_account(AUTHORITY), abi.encodeCall(assets.confirm, (AUTHORITY, asset)));
        _noteRegistration();
    }

    function _procedure(address by, bytes memory call_) private {
        VM.prank(by);
        (bool allowed, ) = address(assets).call(call_);
        if (allowed) ++done[bytes4(call_)];
    }

    function _answered(bytes32 id, uint32 seat) private {
        if (seat != _answerer(id)) violations.push("another one answered");
        _done(id, ANSWER);
    }

    function _over(bytes32 id, uint48 time) private {
        Ghost storage ghost = _ghosts[id];
        if (ghost.ended || time > _endOf(id)) violations.push("a grant ended twice, or after its end");
        (ghost.ended, ghost.until) = (true, time);
    }

    function _answerer(bytes32 id) private view returns (uint32) {
        bytes32 parent = _ghosts[id].parent;
        return parent == 0 ? _holder : _ghosts[parent].requester;
    }

    function _seat(uint8 which) private pure returns (uint32) {
        return uint32(bound(which, 1, 4));
    }

    function _any(uint8 which) private view returns (bytes32) {
        return _ids.length == 0 ? bytes32(0) : _ids[which % _ids.length];
    }
}
