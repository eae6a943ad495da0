// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICaseErrors} from "../../../../contracts/interfaces/ICaseErrors.sol";
import {IRightRegistry} from "../../../../contracts/interfaces/IRightRegistry.sol";
import {RightsWorld} from "./RightsWorld.sol";
import {Watched} from "./Watched.sol";

/// @notice Acts at random on rights and cases, keeps its own account of what should hold, and notes what should not have
/// been.
contract RightsHandler is RightsWorld, Watched {
    /// @dev An act that a freeze and a veto must stop.
    uint8 private constant NEVER = 0;
    uint8 private constant TRANSFER = 2;
    uint8 private constant CONFERRING = 3;

    /// @notice How often each act was allowed; a test of acts that never happen proves nothing.
    mapping(bytes4 act => uint256) public done;
    /// @notice The rights that were conferred, and the cases that were raised.
    bytes32[] public conferred;
    bytes32[] public raised;

    /// @dev The organisation to which the holding right went last.
    uint32 internal _ghostHolder = HOLDER;
    mapping(bytes32 id => ICaseErrors.CaseState) internal _ghostCases;
    mapping(bytes32 right => bool) internal _ghostEnded;
    mapping(bytes32 right => IRightRegistry.Right) internal _ghostRights;
    mapping(uint32 organization => bool) internal _suspended;
    mapping(uint8 act => uint48) internal _vetoedUntil;
    bytes32 private _draft;

    /// @dev What is true after every step.
    modifier watched() {
        _;
        _watchHolder();
        _watchRights();
        _watchCases();
    }

    constructor() {
        _build();
        _draft = _published(OTHER, CITY);
    }

    // ─── what happens to actors ──────────────────────────────────────────────────────────────────────────────────────

    function pass(uint16 time) external watched {
        VM.warp(block.timestamp + time);
    }

    function passLong(uint8 days_) external watched {
        VM.warp(block.timestamp + uint256(days_ % 8) * 1 days);
    }

    /// @dev Suspends every fourth call at most, and resumes always.
    function suspendOrResume(uint8 which, uint8 chance) external watched {
        uint32 number = uint32(bound(which, COMPANY, CENTRE));
        if (!_suspended[number] && chance % 4 != 0) return;
        VM.prank(_head(PROVINCE));
        (bool success, ) = address(organizations).call(
            _suspended[number]
                ? abi.encodeCall(organizations.resumeOrganization, (number))
                : abi.encodeCall(organizations.suspendOrganization, (number))
        );
        if (success) _suspended[number] = !_suspended[number];
    }

    /// @dev Merges one organisation into another, every thirty-second call at most.
    function merge(uint8 which, uint8 into, uint8 chance) external watched {
        if (chance % 32 != 0) return;
        (uint32 number, uint32 other) = (uint32(bound(which, HOLDER, CENTRE)), uint32(bound(into, CITY, CENTRE)));
        VM.prank(_head(PROVINCE));
        (bool success, ) = address(organizations).call(abi.encodeCall(organizations.merge, (PROVINCE, number, other)));
        if (success) ++done[organizations.merge.selector];
    }

    // ─── rights ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function confer(uint8 which, uint8 parent, uint8 kind, uint8 to, uint24 term) external watched {
        bytes32 source = parent % 2 == 0 ? bytes32(0) : _any(conferred, parent / 2);
        uint32 seat = parent % 4 < 2 ? _holderSeat(source) : _seat(which);
        bytes memory call_ = abi.encodeCall(
            rights.confer,
            (
                seat,
                asset,
                source,
                uint8(bound(kind, 1, 3)),
                _seat(to),
                source == 0 ? 2 : 4,
                0,
                _now() + term,
                keccak256("scope"),
                keccak256("basis")
            )
        );
        (bool success, bytes memory answer) = _act(seat, address(rights), call_, CONFERRING);
        if (!success) return;
        bytes32 id = abi.decode(answer, (bytes32));
        conferred.push(id);
        _ghostRights[id] = rights.rightOf(id);
    }

    function acceptRight(uint8 what, bool byHolder, uint8 which) external watched {
        bytes32 id = _any(conferred, what);
        uint32 seat = byHolder ? _holderSeat(id) : _seat(which);
        _act(seat, address(rights), abi.encodeCall(rights.acceptRight, (seat, id)), CONFERRING);
    }

    function waive(uint8 what, uint8 which) external watched {
        bytes32 id = _any(conferred, what);
        uint32 seat = _seat(which);
        (bool success, ) = _act(seat, address(rights), abi.encodeCall(rights.waive, (seat, id)), NEVER);
        if (success) _ghostEnded[id] = true;
    }

    function endRight(uint8 what, uint8 which, uint16 reason) external watched {
        bytes32 id = _any(conferred, what);
        uint32 seat = _seat(which);
        bytes memory call_ = abi.encodeCall(rights.endRight, (seat, id, reason, keccak256("law")));
        (bool success, ) = _act(seat, address(rights), call_, NEVER);
        if (success) _ghostEnded[id] = true;
    }

    function offerTransfer(uint8 which, bool byHolder, uint8 to) external watched {
        uint32 seat = byHolder ? _holderSeat(0) : _seat(which);
        bytes memory call_ = abi.encodeCall(rights.offerTransfer, (seat, asset, _seat(to), keccak256("basis")));
        _act(seat, address(rights), call_, TRANSFER);
    }

    function acceptTransfer(uint8 which, bool byRecipient) external watched {
        uint32 seat = byRecipient ? _seatOf(rights.offerOf(asset).to) : _seat(which);
        (bool success, ) = _act(seat, address(rights), abi.encodeCall(rights.acceptTransfer, (seat, asset)), TRANSFER);
        if (success) _ghostHolder = seat;
    }

    function withdrawTransfer(uint8 which) external watched {
        uint32 seat = _seat(which);
        _act(seat, address(rights), abi.encodeCall(rights.withdrawTransfer, (seat, asset)), NEVER);
    }

    function veto(bool transfer, uint16 time, uint8 chance) external watched {
        if (chance % 4 != 0) return;
        uint8 act = transfer ? TRANSFER : CONFERRING;
        uint48 until = _now() + time;
        VM.prank(_account(CHIEF));
        (bool success, ) = address(assets).call(
            abi.encodeCall(assets.veto, (CHIEF, asset, act, keccak256("reason"), until))
        );
        if (success) _vetoedUntil[act] = until;
    }

    // ─── cases ───────────────────────────────────────────────────────────────────────────────────────────────────────

    function raise(uint8 which, bool objection) external watched {
        uint32 seat = _seat(which);
        bytes memory call_ =
            objection
                ? abi.encodeCall(cases.raiseObjection, (seat, _draft, keccak256("grounds")))
                : abi.encodeCall(cases.openOwnershipDispute, (seat, asset, keccak256("grounds")));
        bytes32 running = _running();
        (bool success, bytes memory answer) = _act(seat, address(cases), call_, NEVER);
        if (running != _running()) violations.push("a freeze stopped a right that ran");
        if (!success) return;
        bytes32 id = abi.decode(answer, (bytes32));
        raised.push(id);
        _ghostCases[id] = ICaseErrors.CaseState.Open;
    }

    /// @dev Withdraws, dismisses or upholds, also by the council.
    function close(uint8 which, uint8 what, uint8 how) external watched {
        bytes32 id = _any(raised, what);
        uint32 seat = _seat(which);
        bytes32 decision = keccak256("decision");
        if (how % 5 == 0) return _close(seat, id, abi.encodeCall(cases.withdrawCase, (seat, id)));
        if (how % 5 == 1) return _close(seat, id, abi.encodeCall(cases.dismiss, (seat, id, decision)));
        if (how % 5 == 2) return _close(seat, id, abi.encodeCall(cases.uphold, (seat, id, decision)));
        bytes memory call_ =
            how % 5 == 3
                ? abi.encodeCall(cases.dismissByCouncil, (id, decision))
                : abi.encodeCall(cases.upholdByCouncil, (id, decision));
        (bool success, ) = address(cases).call(call_);
        _note(success, call_, id);
    }

    /// @dev Another application under notice, once the last one has ended.
    function publish() external watched {
        if (assets.noticeOpen(_draft) || _suspended[OTHER] || !organizations.hasCapacity(OTHER, 0)) return;
        _draft = _published(OTHER, CITY);
    }

    // ─── answers ─────────────────────────────────────────────────────────────────────────────────────────────────────

    // ─── acting ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Acts by a seat, and notes it if a freeze, a veto or a suspension should have stopped it.
    function _act(
        uint32 seat,
        address target,
        bytes memory call_,
        uint8 act
    ) private returns (bool success, bytes memory answer) {
        bool frozen = _open(asset) != 0;
        VM.prank(_account(seat));
        (success, answer) = target.call(call_);
        if (!success) return (success, answer);

        ++done[bytes4(call_)];
        if (_suspended[seat]) violations.push("a suspended organisation acted");
        if (act != NEVER && frozen) violations.push("something moved while frozen");
        if (act != NEVER && _now() < _vetoedUntil[act]) violations.push("something moved against a veto");
    }

    function _close(uint32 seat, bytes32 id, bytes memory call_) private {
        VM.prank(_account(seat));
        (bool success, ) = address(cases).call(call_);
        _note(success, call_, id);
    }

    function _note(bool success, bytes memory call_, bytes32 id) private {
        if (!success) return;
        ++done[bytes4(call_)];
        if (_ghostCases[id] != ICaseErrors.CaseState.Open) violations.push("a closed case was closed again");
        _ghostCases[id] = cases.caseStatus(id).state;
    }

    // ─── watching ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev The holding right has exactly one holder: whoever accepted it last, or stands in that one's place.
    function _watchHolder() private {
        uint32 holder = organizations.follow(_ghostHolder, asset);
        bytes32 right = rights.holdingRightOf(asset);
        if (holder == 0) violations.push("an asset has no holder");
        if (assets.holderOf(asset) != holder) violations.push("an asset moved without both sides");
        if (rights.rightStatus(right).holder != holder) violations.push("two holders of a holding right");
        if (!rights.rightStatus(right).inForce) return;
        if (token.ownerOf(uint256(right)) != organizations.organization(holder).head) {
            violations.push("a token has another owner");
        }
    }

    /// @dev What was conferred never changes, ended rights stay ended, and none outlives or exceeds its parent.
    function _watchRights() private {
        for (uint256 i = 0; i < conferred.length; ++i) {
            bytes32 id = conferred[i];
            IRightRegistry.Right memory right = rights.rightOf(id);
            IRightRegistry.RightStatus memory status = rights.rightStatus(id);
            if (keccak256(abi.encode(right)) != keccak256(abi.encode(_ghostRights[id]))) {
                violations.push("a right changed");
            }
            bool ended = status.state == IRightRegistry.RightState.Ended;
            if (ended != _ghostEnded[id]) violations.push("a right ended, or came back, by itself");
            if (status.inForce && (ended || _now() >= right.until)) violations.push("a right runs after its end");
            if (right.parent == 0) continue;
            if (status.inForce && !rights.rightStatus(right.parent).inForce)
                violations.push("a right outlives its parent");
            if (right.until > rights.rightOf(right.parent).until) violations.push("a term exceeds the parent's");
            if (right.kind != 2) violations.push("a right is wider than its parent");
        }
    }

    /// @dev Decided cases stay as they are, and as many are open as freezes are counted.
    function _watchCases() private {
        for (uint256 i = 0; i < raised.length; ++i) {
            if (cases.caseStatus(raised[i]).state != _ghostCases[raised[i]])
                violations.push("a case changed by itself");
            bytes32 subject = cases.caseOf(raised[i]).asset;
            if (assets.asset(subject).frozen != _open(subject)) violations.push("freezes and open cases differ");
        }
    }

    /// @dev How many of the cases on an asset are open, by this contract's own account.
    function _open(bytes32 subject) private view returns (uint256 count) {
        for (uint256 i = 0; i < raised.length; ++i) {
            bool isOpen = _ghostCases[raised[i]] == ICaseErrors.CaseState.Open;
            if (isOpen && cases.caseOf(raised[i]).asset == subject) ++count;
        }
    }

    /// @dev Which rights run.
    function _running() private view returns (bytes32 all) {
        for (uint256 i = 0; i < conferred.length; ++i) {
            all = keccak256(abi.encode(all, rights.rightStatus(conferred[i]).inForce));
        }
    }

    // ─── choosing ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev The seat of whoever holds a right, or the asset if none is given.
    function _holderSeat(bytes32 id) private view returns (uint32) {
        return _seatOf(id == 0 ? assets.holderOf(asset) : rights.rightStatus(id).holder);
    }

    function _seatOf(uint32 organization) private pure returns (uint32) {
        return organization == 0 ? STRANGER : organization;
    }

    function _seat(uint8 which) private pure returns (uint32) {
        return uint32(bound(which, PROVINCE, STRANGER));
    }

    function _any(bytes32[] storage list, uint8 which) private view returns (bytes32) {
        return list.length == 0 ? bytes32(0) : list[which % list.length];
    }
}
