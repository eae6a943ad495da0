// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICaseCorrections} from "../../../contracts/interfaces/ICaseCorrections.sol";
import {ICaseDisputes} from "../../../contracts/interfaces/ICaseDisputes.sol";
import {ICaseRegistry} from "../../../contracts/interfaces/ICaseRegistry.sol";
import {CasesHandler} from "./support/CasesHandler.sol";
import {WatchedTest} from "./support/Watched.sol";

/// @notice What stays true of corrections and disputes over sharing, whatever anyone does in whatever order: each step
/// is an arrow, nobody answers for the other side or decides in its own case, nothing is settled by one side, and a
/// limit is kept or not once and for all. The handler looks after each step; here its findings are read.
contract CasesTest is WatchedTest {
    uint8 private constant AUTHORITY = 0;
    uint8 private constant HOLDER = 1;
    uint8 private constant OTHER = 2;
    uint8 private constant NEIGHBOUR = 4;
    uint8 private constant CITY = 5;
    uint8 private constant COUNTY = 6;

    CasesHandler private handler;

    function setUp() public {
        handler = new CasesHandler();
        _watch(handler);
    }

    function invariant_nothingForbiddenHappens() public view {
        _requireNoViolation();
    }

    /// @notice The handler can do everything, so that the invariant is not true for want of acts.
    function test_handlerReachesEverything() public {
        handler.raiseCorrection(OTHER, 0, true);
        handler.answer(HOLDER, 0, true);
        handler.closeCorrection(OTHER, 0);
        handler.raiseCorrection(HOLDER, 0, false);
        handler.withdrawCase(HOLDER, 1);
        handler.raiseCorrection(COUNTY, 0, false);
        handler.pass(type(uint24).max);
        handler.answer(HOLDER, 2, false);
        handler.raiseDispute(COUNTY, 2, true);
        handler.settle(HOLDER, 3, true);
        handler.settle(COUNTY, 3, false);
        handler.settle(HOLDER, 3, false);
        handler.raiseDispute(HOLDER, 0, false);
        handler.escalate(OTHER, 4);
        handler.decide(AUTHORITY, 4);
        handler.execute(OTHER, 4);
        handler.execute(HOLDER, 4);
        handler.request(NEIGHBOUR);
        handler.raiseDispute(NEIGHBOUR, 1, false);
        handler.escalate(NEIGHBOUR, 5);
        handler.decideByCouncil(5);
        handler.request(COUNTY);
        handler.raiseDispute(HOLDER, 2, false);
        handler.escalate(COUNTY, 6);
        handler.refer(AUTHORITY, 6);
        handler.decideByCouncil(6);
        handler.merge(0, CITY, 0);

        _requireNoViolation();
        _done(ICaseCorrections.raiseCorrection.selector, 3);
        _done(ICaseCorrections.correct.selector, 1);
        _done(ICaseCorrections.rejectCorrection.selector, 1);
        _done(ICaseCorrections.closeCorrection.selector, 1);
        _done(ICaseRegistry.withdrawCase.selector, 1);
        _done(ICaseDisputes.raiseDispute.selector, 4);
        _done(ICaseDisputes.settle.selector, 3);
        _done(ICaseDisputes.escalate.selector, 3);
        _done(ICaseDisputes.decideDispute.selector, 1);
        _done(ICaseDisputes.decideDisputeByCouncil.selector, 2);
        _done(ICaseDisputes.referToGovernment.selector, 1);
        _done(ICaseDisputes.execute.selector, 2);
    }

    function _done(bytes4 act, uint256 times) private view {
        equal(handler.done(act), times, "acts that were allowed");
    }
}
