// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Offices} from "../../../../contracts/libraries/Offices.sol";
import {NaiveMerkle} from "./NaiveMerkle.sol";
import {PastWatch} from "./PastWatch.sol";
import {Watched} from "./Watched.sol";
import {World} from "./World.sol";

/// @notice Acts at random on the world, keeps its own account of what should hold, and notes what should not have been.
contract LedgerHandler is World, PastWatch, Watched {
    uint256 private constant LEAVES = 48;

    struct GhostSeat {
        uint32 organization;
        uint8 office;
        address account;
        uint48 until;
        bool ended;
    }

    struct GhostEnd {
        uint48 endedAt;
        uint48 compromisedSince;
    }

    /// @notice Acts that were allowed, by a seat; a test without any proves nothing.
    uint256 public actsBySeats;
    uint256 public forgeriesRefused;

    mapping(uint32 seat => GhostSeat) internal _ghostSeats;
    mapping(uint32 organization => bool) internal _suspended;
    mapping(bytes32 request => uint256) internal _answers;
    mapping(uint32 seat => GhostEnd) internal _ends;
    bytes32[] internal _requests;
    bytes32[] private _grants;
    uint64[] internal _sizes;
    uint64 private _localNumber = 1;

    /// @dev What is true after every step.
    modifier watched() {
        _;
        _watchTraces();
        _watchCheckpoints();
    }

    constructor() {
        _build();
        for (uint32 number = 1; number <= 4; ++number) {
            _ghostSeats[number] = GhostSeat(
                number,
                Offices.HEAD_OF_DATA_OFFICE,
                _account(number),
                _now() + YEAR,
                false
            );
        }
        _ghostSeats[OPERATOR_SEAT] = GhostSeat(CENTRE, Offices.LOG_OPERATOR, _operator(), _now() + YEAR, false);
    }

    // ─── what happens to actors ──────────────────────────────────────────────────────────────────────────────────────

    function pass(uint16 time) external watched {
        VM.warp(block.timestamp + time);
    }

    function passLong(uint8 days_) external watched {
        VM.warp(block.timestamp + uint256(days_ % 16) * 1 days);
    }

    /// @dev Suspends every fourth call at most, and resumes always.
    function suspendOrResume(uint8 which, uint8 chance) external watched {
        uint32 number = uint32(bound(which, HOLDER, CENTRE));
        if (!_suspended[number] && chance % 4 != 0) return;
        VM.prank(_head(AUTHORITY));
        if (_suspended[number]) organizations.resumeOrganization(number);
        else organizations.suspendOrganization(number);
        _suspended[number] = !_suspended[number];
    }

    /// @dev Every fourth call at most, so that acts are possible most of the time.
    function endSeat(uint8 which, bool compromised, uint8 chance) external watched {
        if (chance % 4 != 0) return;
        uint32 seat = _anySeat(which);
        GhostSeat storage ghost = _ghostSeats[seat];
        bytes memory call_ =
            compromised
                ? abi.encodeCall(organizations.reportCompromised, (seat, _now()))
                : abi.encodeCall(organizations.endSeat, (seat));
        VM.prank(_head(ghost.organization));
        (bool done, ) = address(organizations).call(call_);
        if (done && _suspended[ghost.organization]) violations.push("a suspended organisation ended a seat");
        if (done) ghost.ended = true;
    }

    function appoint(uint8 which, uint8 days_) external watched {
        GhostSeat memory former = _ghostSeats[_anySeat(which)];
        address account = address(uint160(0x40000) + organizations.seatCount());
        uint48 until = _now() + uint48(days_) * 1 days;
        VM.prank(_head(former.organization));
        try organizations.appointSeat(former.organization, former.office, account, until, 0) returns (uint32 seat) {
            if (_suspended[former.organization]) violations.push("a suspended organisation appointed a seat");
            _ghostSeats[seat] = GhostSeat(former.organization, former.office, account, until, false);
            if (former.office == Offices.LOG_OPERATOR) _rotate(seat);
        } catch {}
    }

    // ─── what actors do ──────────────────────────────────────────────────────────────────────────────────────────────

    function register(uint8 which) external watched {
        uint32 seat = _anySeat(which);
        bytes32 catalogueCode = keccak256(abi.encode(_localNumber));
        _act(
            seat,
            address(assets),
            abi.encodeCall(
                assets.register,
                (seat, ++_localNumber, catalogueCode, 990_000, 1, 1, keccak256("record"), 0, true)
            )
        );
    }

    function request(uint8 which, uint32 term) external watched {
        uint32 seat = _anySeat(which);
        (bool done, bytes memory answer) = _act(
            seat,
            address(sharing),
            abi.encodeCall(sharing.request, (seat, _wanted(_now() + term, 0)))
        );
        if (done) _requests.push(abi.decode(answer, (bytes32)));
    }

    function grant(uint8 which, uint8 what, uint16 term) external watched {
        uint32 seat = _anySeat(which);
        bytes32 id = _any(_requests, what);
        bytes memory call_ = abi.encodeCall(sharing.grant, (seat, id, _terms(_now() + term)));
        (bool done, ) = _act(seat, address(sharing), call_);
        if (!done) return;
        _grants.push(id);
        _noteAnswer(id);
    }

    function refuse(uint8 which, uint8 what) external watched {
        uint32 seat = _anySeat(which);
        bytes32 id = _any(_requests, what);
        bytes memory call_ = abi.encodeCall(sharing.refuse, (seat, id, 1, keccak256("law")));
        (bool done, ) = _act(seat, address(sharing), call_);
        if (done) _noteAnswer(id);
    }

    function change(uint8 which, uint8 what, uint8 how) external watched {
        uint32 seat = _anySeat(which);
        bytes32 id = _any(_grants, what);
        bytes memory call_ = abi.encodeCall(sharing.suspend, (seat, id, 1, 0));
        if (how % 3 == 1) call_ = abi.encodeCall(sharing.resume, (seat, id));
        if (how % 3 == 2) call_ = abi.encodeCall(sharing.end, (seat, id, 1));
        _act(seat, address(sharing), call_);
    }

    /// @dev Half of the checkpoints rewrite an entry that an earlier one covers, with the best proof there is.
    function advance(uint8 by, uint8 rewritten, bool forged) external watched {
        uint64 last = _sizes.length == 0 ? 0 : _sizes[_sizes.length - 1];
        uint64 size = last + uint64(by % 5);
        if (size > LEAVES || size == 0) return;
        bytes32[] memory leaves = NaiveMerkle.leavesOf(1, size);
        forged = forged && last > 0;
        if (forged) leaves[rewritten % last] ^= bytes32(uint256(1));
        bytes32[] memory proof =
            last == 0 || size == last ? new bytes32[](0) : NaiveMerkle.consistency(leaves, last, size);
        bytes32 root = NaiveMerkle.root(leaves, 0, size);
        uint32 seat = exchange.log(LOG).operatorSeat;
        bytes memory call_ = abi.encodeCall(exchange.advance, (LOG, size, root, proof, _now()));
        (bool done, ) = _act(seat, address(exchange), call_);
        if (done && forged) violations.push("a rewritten history was anchored");
        if (done && size <= last) violations.push("a checkpoint did not grow");
        if (done) _sizes.push(size);
        else if (forged) ++forgeriesRefused;
    }

    // ─── answers ─────────────────────────────────────────────────────────────────────────────────────────────────────

    function counts() external view returns (uint256 requests, uint256 grants, uint256 checkpoints) {
        return (_requests.length, _grants.length, _sizes.length);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Acts by a seat, and notes it if the seat should not have been able to.
    function _act(uint32 seat, address target, bytes memory call_) private returns (bool done, bytes memory answer) {
        GhostSeat memory ghost = _ghostSeats[seat];
        VM.prank(ghost.account);
        (done, answer) = target.call(call_);
        if (!done) return (done, answer);

        ++actsBySeats;
        if (ghost.ended) violations.push("an ended seat acted");
        if (_now() >= ghost.until) violations.push("an expired seat acted");
        if (_suspended[ghost.organization]) violations.push("a suspended organisation acted");
    }

    /// @dev Makes a new operator the log's, by whichever seat of the centre's head of the data office is active.
    function _rotate(uint32 seat) private {
        uint32 head = organizations.soleSeat(CENTRE, Offices.HEAD_OF_DATA_OFFICE);
        _act(head, address(exchange), abi.encodeCall(exchange.rotateOperator, (head, LOG, seat)));
    }

    function _noteAnswer(bytes32 id) private {
        if (++_answers[id] > 1) violations.push("a request was answered twice");
    }

    /// @dev What held in the past is what it was, and a seat that ended did so once.
    function _watchTraces() private {
        for (uint32 number = 1; number <= 4; ++number) {
            _watch(address(organizations), "standingAt(uint32,uint48)", abi.encode(number));
            _watch(address(organizations), "headAt(uint32,uint48)", abi.encode(number));
        }
        for (uint32 seat = 1; seat <= organizations.seatCount(); ++seat) _watchSeat(seat);
        for (uint256 i = 0; i < _grants.length; ++i) {
            _watch(address(sharing), "inForceAt(bytes32,uint48)", abi.encode(_grants[i]));
            _watch(address(sharing), "scopeAt(bytes32,uint48)", abi.encode(_grants[i]));
            _watch(address(sharing), "logAt(bytes32,uint48)", abi.encode(_grants[i]));
        }
        _watch(address(assets), "stateAt(bytes32,uint48)", abi.encode(asset));
        _watch(address(exchange), "operatorAt(bytes32,uint48)", abi.encode(LOG));
    }

    function _watch(address target, string memory view_, bytes memory id) private {
        if (!_isAsItWas(target, view_, id)) violations.push(string.concat("the past changed: ", view_));
    }

    function _watchSeat(uint32 seat) private {
        (uint48 endedAt, uint48 compromisedSince) = organizations.seatEnd(seat);
        GhostEnd storage ghost = _ends[seat];
        if (ghost.endedAt != 0 && endedAt != ghost.endedAt) violations.push("an ended seat changed");
        bool later = compromisedSince == 0 || compromisedSince > ghost.compromisedSince;
        if (ghost.compromisedSince != 0 && later) violations.push("a compromise moved on");
        _ends[seat] = GhostEnd(endedAt, compromisedSince);
    }

    /// @dev Every stored root is that of the one honest tree, and each checkpoint names the one before it.
    function _watchCheckpoints() private {
        bytes32[] memory leaves = NaiveMerkle.leavesOf(1, LEAVES);
        uint64 previous = 0;
        for (uint256 i = 0; i < _sizes.length; ++i) {
            bytes32 root = exchange.checkpoint(LOG, _sizes[i]).root;
            if (root != NaiveMerkle.root(leaves, 0, _sizes[i])) violations.push("a root is not the tree's");
            if (exchange.checkpoint(LOG, _sizes[i]).previousSize != previous) violations.push("a wrong previous size");
            previous = _sizes[i];
        }
        if (exchange.log(LOG).size != previous) violations.push("a wrong last size");
    }

    function _anySeat(uint8 which) private view returns (uint32) {
        return uint32(bound(which, 1, organizations.seatCount()));
    }

    function _any(bytes32[] storage list, uint8 which) private view returns (bytes32) {
        return list.length == 0 ? bytes32(0) : list[which % list.length];
    }
}
