// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RightsHandler} from "./support/RightsHandler.sol";
import {WatchedTest} from "./support/Watched.sol";
import {RightRegistry} from "../../../contracts/RightRegistry.sol";
import {CaseRegistry} from "../../../contracts/CaseRegistry.sol";

/// @notice What stays true of rights and cases, whatever anyone does in whatever order: a holding right has exactly one
/// holder, no right outlives or exceeds that from which it derives, nothing moves while frozen or vetoed and what ran
/// goes on, a case once decided stays decided, and as many cases are open as freezes are counted. The handler looks
/// after each step; here its findings are read.
contract RightsTest is WatchedTest {
    uint8 private constant CITY = 1;
    uint8 private constant HOLDER = 2;
    uint8 private constant OTHER = 3;
    uint8 private constant COMPANY = 4;
    uint8 private constant CENTRE = 5;

    RightsHandler private handler;

    function setUp() public {
        handler = new RightsHandler();
        _watch(handler);
    }

    function invariant_nothingForbiddenHappens() public view {
        _requireNoViolation();
    }

    /// @notice The handler can do everything, so that the invariant is not true for want of acts.
    function test_handlerReachesEverything() public {
        handler.confer(HOLDER, 0, 2, COMPANY, 1_000_000);
        handler.acceptRight(0, true, 0);
        handler.confer(COMPANY, 1, 1, CENTRE, 900_000);
        handler.acceptRight(1, true, 0);
        handler.raise(OTHER, false);
        handler.confer(HOLDER, 0, 2, COMPANY, 1_000_000);
        handler.close(CITY, 0, 1);
        handler.offerTransfer(0, true, OTHER);
        handler.withdrawTransfer(HOLDER);
        handler.offerTransfer(0, true, OTHER);
        handler.acceptTransfer(0, true);
        handler.waive(1, CENTRE);
        handler.endRight(0, CITY, 1);
        handler.raise(COMPANY, true);
        handler.close(COMPANY, 1, 0);
        handler.raise(HOLDER, true);
        handler.close(CITY, 2, 2);
        handler.raise(6, false);
        handler.close(0, 3, 3);
        handler.raise(6, false);
        handler.close(0, 4, 4);
        handler.merge(0, 2, 0);
        handler.publish();

        _requireNoViolation();
        _done(RightRegistry.confer.selector, 2);
        _done(RightRegistry.acceptRight.selector, 2);
        _done(RightRegistry.waive.selector, 1);
        _done(RightRegistry.endRight.selector, 1);
        _done(RightRegistry.offerTransfer.selector, 2);
        _done(RightRegistry.acceptTransfer.selector, 1);
        _done(RightRegistry.withdrawTransfer.selector, 1);
        _done(CaseRegistry.raiseObjection.selector, 2);
        _done(CaseRegistry.openOwnershipDispute.selector, 3);
        _done(CaseRegistry.withdrawCase.selector, 1);
        _done(CaseRegistry.dismiss.selector, 1);
        _done(CaseRegistry.uphold.selector, 1);
        _done(CaseRegistry.dismissByCouncil.selector, 1);
        _done(CaseRegistry.upholdByCouncil.selector, 1);
    }

    function _done(bytes4 act, uint256 times) private view {
        equal(handler.done(act), times, "acts that were allowed");
    }
}
