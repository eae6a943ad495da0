// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DeliveriesHandler} from "./support/DeliveriesHandler.sol";
import {WatchedTest} from "./support/Watched.sol";

/// @notice Remembers something else than what it did, so that what the contracts rightly recorded looks wrong to it.
contract ForgetfulDeliveries is DeliveriesHandler {
    function disown(uint256 place) external {
        _kept[place].entitled = false;
    }

    function hasten(uint256 grant) external {
        _before[_grants[grant]].firstAt = 1;
    }

    function rewrite(uint256 index) external {
        _leaves[0][index] ^= bytes32(uint256(1));
    }

    function compromise(uint32 seat) external {
        _compromised[seat] = 1;
    }
}

/// @notice What stays true of deliveries and receipts, whatever anyone does in whatever order: each that is recorded
/// stands in an anchored log, under its grant, said by whoever was entitled to it then and when it was anchored. The
/// handler looks after each step; here its findings are read.
contract DeliveriesTest is WatchedTest {
    DeliveriesHandler private handler;

    function setUp() public {
        handler = new DeliveriesHandler();
        _watch(handler);
    }

    function invariant_nothingForbiddenHappens() public view {
        _requireNoViolation();
    }

    /// @notice The handler can do everything, so that the invariant is not true for want of acts.
    function test_handlerReachesEverything() public {
        handler.deliver(0, 1, 0, 0, false);
        handler.record(0, 7, 0);
        handler.anchor(0);
        handler.record(0, 0, 0);
        handler.record(0, 1, 2);
        handler.record(0, 7, 0);
        handler.receive_(0, 1, true, 0, true);
        handler.deliver(0, 1, 1, 0, true);
        handler.anchor(0);
        handler.record(1, 7, 0);
        handler.record(3, 7, 0);
        handler.receive_(3, 1, false, 0, false);
        handler.deliver(1, 1, 0, 5, false);
        handler.anchor(0);
        handler.record(4, 7, 0);
        handler.record(5, 7, 0);

        _requireNoViolation();
        equal(handler.deliveriesRecorded(), 2, "deliveries");
        equal(handler.fromBatches(), 1, "deliveries of a batch");
        equal(handler.receiptsRecorded(), 2, "receipts");
        equal(handler.alteredRefused(), 2, "altered ones refused");
        equal(handler.othersRefused(), 1, "ones that nobody was entitled to say");
    }

    /// @notice Each watch sees what it watches for.
    function test_watchesSeeWhatIsWrong() public {
        ForgetfulDeliveries one = new ForgetfulDeliveries();
        one.deliver(0, 1, 0, 0, false);
        one.anchor(0);
        one.record(0, 7, 0);
        one.receive_(0, 1, false, 0, true);
        one.anchor(0);
        one.compromise(7);
        one.record(1, 7, 0);
        equal(one.violationCount(), 1, "violations before");
        _saw(one, "a compromised key was believed");
        one.disown(1);
        one.pass(0);
        _saw(one, "a recorded receipt is not in the log");
        one.disown(0);
        one.hasten(0);
        one.pass(0);
        _saw(one, "a recorded delivery is not in the log");
        _saw(one, "a clock stopped at no delivery's anchor");
        _saw(one, "a stopped clock ran on");
        one.rewrite(0);
        one.pass(0);
        _saw(one, "a root is not the log's");
    }
}
