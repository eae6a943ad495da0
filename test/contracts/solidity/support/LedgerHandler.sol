// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Offices} from "../../../../contracts/libraries/Offices.sol";
import {NaiveMerkle} from "./NaiveMerkle.sol";
import {World} from "./World.sol";

/// @notice Acts at random on the world, keeps its own account of what should hold, and notes what should not have been.
contract LedgerHandler is World {
    uint256 private constant LEAVES = 48;

    struct GhostSeat {
        uint32 organization;
        uint8 office;
        address account;
        uint48 until;
        bool ended;
    }

    struct GhostTrace {
        uint256 length;
        bytes32 settled;
    }

    /// @notice Everything that was allowed and should not have been.
    string[] public violations;
    /// @notice Acts that were allowed, by a seat; a test without any proves nothing.
    uint256 public actsBySeats;
    uint256 public forgeriesRefused;

    mapping(uint32 seat => GhostSeat) private _ghostSeats;
    mapping(uint32 organization => bool) private _suspended;
    mapping(bytes32 request => uint256) private _answers;
    mapping(bytes32 trace => GhostTrace) private _traces;
    bytes32[] private _requests;
    bytes32[] private _grants;
    uint64[] private _sizes;
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
            abi.encodeCall(sharing.request, (seat, asset, 1, keccak256("why"), 1, _now() + term))
        );
        if (done) _requests.push(abi.decode(answer, (bytes32)));
    }

    function grant(uint8 which, uint8 what, uint16 term) external watched {
        uint32 seat = _anySeat(which);
        bytes32 id = _any(_requests, what);
        (bool done, bytes memory answer) = _act(
            seat,
            address(sharing),
            abi.encodeCall(sharing.grant, (seat, id, LOG, 0, _now() + term, keccak256("scope")))
        );
        if (!done) return;
        _grants.push(abi.decode(answer, (bytes32)));
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
        bytes memory call_ = abi.encodeCall(sharing.suspend, (seat, id, 1));
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

    function violationCount() external view returns (uint256) {
        return violations.length;
    }

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

    function _watchTraces() private {
        for (uint32 number = 1; number <= 4; ++number) {
            _watch(address(organizations), "standing", abi.encode(number));
            _watch(address(organizations), "head", abi.encode(number));
        }
        for (uint32 seat = 1; seat <= organizations.seatCount(); ++seat) {
            _watch(address(organizations), "term", abi.encode(seat));
        }
        for (uint256 i = 0; i < _grants.length; ++i) _watch(address(sharing), "state", abi.encode(_grants[i]));
        _watch(address(assets), "state", abi.encode(asset));
        _watch(address(exchange), "operator", abi.encode(LOG));
    }

    /// @dev A trace never shrinks, stays in order, and keeps every element but the last as it was.
    function _watch(address target, string memory name, bytes memory id) private {
        string memory suffix = target == address(organizations) ? "uint32" : "bytes32";
        uint256 length = abi.decode(_view(target, string.concat(name, "Trace(", suffix, ")"), id), (uint256));
        GhostTrace storage ghost = _traces[keccak256(abi.encode(target, name, id))];
        if (length < ghost.length) violations.push("a trace shrank");
        bytes32 chain;
        uint48 last = 0;
        for (uint256 i = 0; i < length; ++i) {
            if (i + 1 == ghost.length && chain != ghost.settled) violations.push("an element of a trace changed");
            if (i + 1 == length) (ghost.length, ghost.settled) = (length, chain);
            bytes memory answer = _view(
                target,
                string.concat(name, "TraceElement(", suffix, ",uint256)"),
                abi.encodePacked(id, i)
            );
            (uint48 key, uint176 value) = abi.decode(answer, (uint48, uint176));
            if (key <= last) violations.push("a trace is out of order");
            last = key;
            chain = keccak256(abi.encode(chain, key, value));
        }
    }

    function _view(
        address target,
        string memory signature,
        bytes memory arguments
    ) private view returns (bytes memory) {
        (bool done, bytes memory answer) = target.staticcall(
            abi.encodePacked(bytes4(keccak256(bytes(signature))), arguments)
        );
        check(done, signature);
        return answer;
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
