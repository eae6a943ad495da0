// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingErrors} from "../../../contracts/interfaces/ISharingErrors.sol";
import {ISharingEvents} from "../../../contracts/interfaces/ISharingEvents.sol";
import {SharingHandler} from "./support/SharingHandler.sol";
import {WatchedTest} from "./support/Watched.sol";
import {World} from "./support/World.sol";

/// @notice What stays true of requests and grants, whatever anyone does in whatever order: a grant never outlives its
/// end or the grant above it, a suspended one is never in force, a clock runs once, and nobody answers for the other side.
contract SharingInvariantsTest is WatchedTest {
    SharingHandler private handler;

    function setUp() public {
        handler = new SharingHandler();
        _watch(handler);
    }

    function invariant_nothingForbiddenHappens() public view {
        _requireNoViolation();
    }

    /// @notice The handler can do everything, so that the invariant is not true for want of acts.
    function test_handlerReachesEverything() public {
        handler.request(2, 90 days, 0, false);
        handler.grant(1, 0, 30 days, 0);
        handler.request(0, 90 days, 0, true);
        handler.consent(1, 1);
        handler.grant(2, 1, 20 days, 0);
        handler.suspendOrResume(1, 0, false);
        handler.suspendOrResume(0, 0, true);
        handler.changeTerm(0, 0, 10 days);
        handler.request(2, 90 days, 0, false);
        handler.refuse(1, 2);
        handler.pass(11 days);
        handler.close(1);
        handler.close(0);
        handler.request(2, 90 days, 0, false);
        handler.grant(1, 3, 30 days, 0);
        handler.end(2, 3);

        equal(handler.grants(), 3, "grants");
        equal(handler.onwardGrants(), 1, "onward grants");
        equal(handler.refusals(), 1, "refusals");
        equal(handler.violationCount(), 0, "violations");
    }
}

/// @notice Laws of one grant, for any terms and moments.
contract SharingTest is World {
    bytes32 private id;

    function setUp() public {
        _build();
        VM.prank(_account(OTHER));
        id = sharing.request(OTHER, _wanted(_now() + 300 days, 0));
    }

    /// @notice It is in force from its beginning on and before its end, and at no other moment.
    function testFuzz_isInForceWithinItsTermOnly(uint48 from, uint48 until, uint48 time) public {
        from = uint48(bound(from, _now(), _now() + 200 days));
        until = uint48(bound(until, from + 1, _now() + 300 days));
        time = uint48(bound(time, _now() - 1, _now() + 400 days));
        _grant(from, until);
        check(sharing.inForceAt(id, time) == (from <= time && time < until), "in force");
    }

    /// @notice While it is suspended it is not in force, and around that it is.
    function testFuzz_isNotInForceWhileSuspended(uint24 wait, uint24 length, uint48 time) public {
        uint48 since = _now() + wait;
        uint48 resumed = since + length;
        time = uint48(bound(time, _now(), _now() + 299 days));
        VM.assume(resumed < _now() + 299 days);
        _grant(_now(), _now() + 300 days);
        VM.warp(since);
        VM.prank(_account(HOLDER));
        sharing.suspend(HOLDER, id, 1, 0);
        check(!sharing.inForceAt(id, since), "suspended, and in force");
        VM.warp(resumed);
        VM.prank(_account(HOLDER));
        sharing.resume(HOLDER, id);
        check(sharing.inForceAt(id, time) == (time < since || time >= resumed), "in force");
    }

    /// @notice Its end cannot be taken back, and moves to no later moment.
    function testFuzz_endsForGood(uint24 wait, uint48 time) public {
        _grant(_now(), _now() + 300 days);
        uint48 ended = _now() + wait;
        time = uint48(bound(time, BEGINNING, BEGINNING + 600 days));
        VM.warp(ended);
        VM.prank(_account(OTHER));
        sharing.end(OTHER, id, 1);
        check(!sharing.inForceAt(id, time) || time < ended, "in force after its end");
        VM.prank(_account(HOLDER));
        VM.expectRevert(abi.encodeWithSelector(ISharingErrors.SharingRegistry__GrantHasEnded.selector, id));
        sharing.resume(HOLDER, id);
    }

    /// @notice Whoever answers late is late from the deadline on, and never before.
    function testFuzz_isLateFromTheDeadlineOn(uint24 wait) public {
        (uint48 due, ) = sharing.deadlineOf(id, 1);
        VM.warp(_now() + wait);
        (, , , bool late) = sharing.lateness(id, 1);
        check(late == (_now() >= due), "late while unanswered");
        VM.prank(_account(HOLDER));
        sharing.refuse(HOLDER, id, 1, keccak256("law"));
        (, , , late) = sharing.lateness(id, 1);
        check(late == (_now() >= due), "late when answered");
    }

    /// @notice No code is known but those of the rule.
    function testFuzz_unknownReasonsAreRefused(uint16 code) public {
        if (code >= 1 && code <= 8) code += 8;
        VM.prank(_account(HOLDER));
        VM.expectRevert(
            abi.encodeWithSelector(
                ISharingErrors.SharingRegistry__UnknownReason.selector,
                bytes32("reasons.refusal"),
                code
            )
        );
        sharing.refuse(HOLDER, id, code, keccak256("law"));
    }

    /// @notice A call with whatever follows its arguments does what the call does, and no data is misread.
    function testFuzz_calldataBehindTheArgumentsIsNotRead(bytes calldata bomb) public {
        bytes memory call_ = abi.encodeCall(sharing.returnForGaps, (HOLDER, id, keccak256("gaps")));
        VM.prank(_account(HOLDER));
        (bool done, ) = address(sharing).call(abi.encodePacked(call_, bomb));
        check(done, "refused for what follows");
        check(sharing.requestOf(id).status == ISharingErrors.RequestStatus.Incomplete, "not returned");
    }

    function _grant(uint48 from, uint48 until) private {
        ISharingEvents.Terms memory terms = _terms(until);
        terms.from = from;
        VM.prank(_account(HOLDER));
        sharing.grant(HOLDER, id, terms);
    }
}
