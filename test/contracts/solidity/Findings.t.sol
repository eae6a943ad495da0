// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IFindingRegistry} from "../../../contracts/interfaces/IFindingRegistry.sol";
import {FindingsHandler} from "./support/FindingsHandler.sol";
import {WatchedTest} from "./support/Watched.sol";

/// @notice What stays true of findings, whatever anyone does in whatever order: lateness is recorded if there is any and
/// once for each run of a limit, it is annulled for a reason only, each step is an arrow, and nobody but an authority
/// above acts against an organisation. The handler looks after each step; here its findings are read.
contract FindingsTest is WatchedTest {
    uint8 private constant AUTHORITY = 0;
    uint8 private constant HOLDER = 1;
    uint8 private constant OTHER = 2;
    uint8 private constant DELIVERY = 1;
    uint24 private constant TIME = 1000;

    FindingsHandler private handler;

    function setUp() public {
        handler = new FindingsHandler();
        _watch(handler);
    }

    function invariant_nothingForbiddenHappens() public view {
        _requireNoViolation();
    }

    /// @notice A delivery that is late to all appearance is proven to have been anchored in time.
    function testFuzz_aDeliveryInTimeIsNoLateness(uint24 length, uint24 wait, uint24 ago) public {
        handler.begin(0, DELIVERY, length);
        handler.pass(wait);
        handler.record(0, DELIVERY);
        handler.finish(0, DELIVERY, ago);
        handler.annul(0, DELIVERY);
        bool found = handler.done(IFindingRegistry.recordLateness.selector) == 1;
        // The act is done when the wait is over, or so much before; the limit ends a second after its length.
        uint256 doneAfter = wait > ago ? wait - ago : wait;
        bool kept = doneAfter < uint256(length) + 1;
        bool annulled = handler.done(IFindingRegistry.annulLateness.selector) == 1;
        check(found == (wait > length), "lateness");
        check(annulled == (found && kept), "annulment");
        check(handler.violationCount() == 0, "violations");
    }

    /// @notice The handler can do everything, so that the invariant is not true for want of acts.
    function test_handlerReachesEverything() public {
        handler.begin(0, DELIVERY, TIME);
        handler.record(0, DELIVERY);
        handler.pass(TIME + 1);
        handler.record(0, DELIVERY);
        handler.record(0, DELIVERY);
        handler.annul(0, DELIVERY);
        handler.finish(0, DELIVERY, TIME);
        handler.annul(0, DELIVERY);
        handler.begin(1, 0, TIME);
        handler.pass(TIME + 1);
        handler.record(1, 0);
        handler.move(1, 0, 2);
        handler.annul(1, 0);
        handler.pass(2);
        handler.record(1, 0);
        handler.order(AUTHORITY, 2, TIME);
        handler.report(HOLDER, 2);
        handler.turnDown(AUTHORITY, 2);
        handler.pass(TIME);
        handler.circulate(AUTHORITY, 2);
        handler.open(AUTHORITY, OTHER, 1);
        handler.report(OTHER, 3);
        handler.accept(AUTHORITY, 3);
        handler.selfReport(HOLDER);
        handler.drop(AUTHORITY, 4);

        _requireNoViolation();
        _done(IFindingRegistry.recordLateness.selector, 3);
        _done(IFindingRegistry.annulLateness.selector, 2);
        _done(IFindingRegistry.openFinding.selector, 1);
        _done(IFindingRegistry.selfReport.selector, 1);
        _done(IFindingRegistry.order.selector, 1);
        _done(IFindingRegistry.reportRectification.selector, 2);
        _done(IFindingRegistry.rejectRectification.selector, 1);
        _done(IFindingRegistry.acceptRectification.selector, 1);
        _done(IFindingRegistry.circulate.selector, 1);
        _done(IFindingRegistry.drop.selector, 1);
    }

    function _done(bytes4 act, uint256 times) private view {
        equal(handler.done(act), times, "acts that were allowed");
    }
}
