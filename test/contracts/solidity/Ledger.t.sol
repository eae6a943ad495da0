// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LedgerHandler} from "./support/LedgerHandler.sol";
import {WatchedTest} from "./support/Watched.sol";

/// @notice What stays true of the whole ledger, whatever anyone does in whatever order: traces only grow and stay in
/// order, ended and expired seats and suspended organisations never act, every anchored root extends the one before,
/// and a request is answered at most once. The handler looks after each step; here its findings are read.
contract LedgerTest is WatchedTest {
    LedgerHandler private handler;

    function setUp() public {
        handler = new LedgerHandler();
        _watch(handler);
    }

    function invariant_nothingForbiddenHappens() public view {
        _requireNoViolation();
    }

    /// @notice The handler can do everything, so that the invariant is not true for want of acts.
    function test_handlerReachesEverything() public {
        handler.advance(3, 0, false);
        handler.pass(5);
        handler.request(2, 90 days);
        handler.grant(1, 0, 60_000);
        handler.grant(1, 0, 60_000);
        handler.refuse(1, 0);
        handler.request(2, 90 days);
        handler.refuse(1, 1);
        handler.refuse(1, 1);
        handler.grant(1, 1, 60_000);
        handler.change(1, 0, 0);
        handler.advance(3, 1, true);
        handler.advance(3, 1, false);
        handler.endSeat(4, false, 0);
        handler.appoint(4, 200);
        handler.advance(2, 0, false);
        handler.suspendOrResume(0, 0);
        handler.register(1);

        (uint256 requests, uint256 grants, uint256 checkpoints) = handler.counts();
        equal(requests, 2, "requests");
        equal(grants, 1, "grants");
        equal(checkpoints, 3, "checkpoints");
        equal(handler.forgeriesRefused(), 1, "forgeries refused");
        equal(handler.violationCount(), 0, "violations");
        check(handler.actsBySeats() >= 8, "acts by seats");
    }
}
