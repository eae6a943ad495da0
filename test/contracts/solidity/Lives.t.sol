// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LivesHandler} from "./support/LivesHandler.sol";
import {WatchedTest} from "./support/Watched.sol";

/// @notice Remembers something else than what it did, so that what the contracts rightly did looks wrong to it.
contract ForgetfulLives is LivesHandler {
    function lapse() external {
        _validUntil = 0;
    }

    function shorten() external {
        _ghosts[_ids[0]].until = 0;
    }

    function suspendOne() external {
        _ghosts[_ids[0]].suspended = true;
    }

    function restart(uint8 clock) external {
        _runs[_ids[0]][clock].since = 1;
    }

    function moveEnd(uint8 clock) external {
        _runs[_ids[0]][clock].due = 1;
    }

    function forgetProvider() external {
        _ghosts[_ids[0]].provider = 99;
    }

    function forgetRequester() external {
        _ghosts[_ids[0]].requester = 99;
    }
}

/// @notice What stays true over whole lives of requests and grants: no grant outlives its end, the one above it or the
/// registration that it came from; none is in force while it is suspended; a clock runs once, and whether it was kept is
/// settled by the act; nobody acts for the other side. The handler looks after each step; here its findings are read.
contract LivesTest is WatchedTest {
    LivesHandler private handler;

    function setUp() public {
        handler = new LivesHandler();
        _watch(handler);
    }

    function invariant_nothingForbiddenHappens() public view {
        _requireNoViolation();
    }

    /// @notice The handler can do everything, so that the invariant is not true for want of acts.
    function test_handlerReachesEverything() public {
        handler.request(2, 400 days, 0, false);
        handler.extend(1, 0, 2, 5);
        handler.turnDown(1, 2, true);
        handler.resubmit(2, 2);
        handler.turnDown(1, 2, false);
        handler.end(0, 1);
        handler.move(true);
        handler.move(false);
        handler.suspend(1, 0, 101);
        handler.rectify(2, 0);
        handler.resume(1, 0);
        handler.propose(1, 0, 30 days, false);
        handler.answerChange(2, 0, 0);
        handler.propose(1, 0, 0, true);
        handler.answerChange(2, 0, 1);
        handler.answerChange(0, 0, 2);
        handler.dispose(2, 0);
        handler.request(2, 90 days, 0, false);
        handler.withdraw(2, 3);
        handler.passToRenewal(0);
        handler.renew();
        handler.cancel(0);

        _requireNoViolation();
        equal(handler.renewals(), 1, "renewals");
        string[15] memory acts = [
            "extend(uint32,bytes32)",
            "returnForGaps(uint32,bytes32,bytes32)",
            "resubmit(uint32,bytes32,bytes32)",
            "consentOnward(uint32,bytes32)",
            "reportRectified(uint32,bytes32,bytes32)",
            "resume(uint32,bytes32)",
            "acceptChange(uint32,bytes32,bytes32)",
            "declineChange(uint32,bytes32)",
            "confirmChange(uint32,bytes32,bytes32)",
            "recordDisposal(uint32,bytes32,bytes32)",
            "refuse(uint32,bytes32,uint16,bytes32)",
            "withdrawRequest(uint32,bytes32)",
            "moveHolder(bytes32,uint32)",
            "end(uint32,bytes32,uint16)",
            "confirm(uint32,bytes32)"
        ];
        for (uint256 i = 0; i < acts.length; ++i) {
            check(handler.done(bytes4(keccak256(bytes(acts[i])))) > 0, string.concat("never done: ", acts[i]));
        }
    }

    /// @notice The grants of the beginning run when the registration that they came from expires: they end with it.
    function test_expiredRegistrationEndsItsGrants() public {
        handler.passToRenewal(0);
        _requireNoViolation();
        equal(block.timestamp, handler.validUntil() - 30 days, "a moment before the end of the validity");
        handler.passLong(0);
        check(block.timestamp > handler.validUntil(), "the validity lasts");
        _requireNoViolation();
    }

    /// @notice Each watch sees what it watches for.
    function test_watchesSeeWhatIsWrong() public {
        ForgetfulLives one = new ForgetfulLives();
        equal(one.violationCount(), 0, "violations before");
        one.lapse();
        one.suspendOne();
        one.pass(0);
        _saw(one, "a grant outlived the right that it came from");
        _saw(one, "a suspended grant was in force");
        one.shorten();
        one.pass(0);
        _saw(one, "a grant outlived its end");
        one.restart(2);
        one.moveEnd(1);
        one.pass(0);
        _saw(one, "a clock began again");
        _saw(one, "a clock was moved");
        _saw(one, "lateness was not settled by the act");
        one.forgetProvider();
        one.suspend(1, 0, 0);
        _saw(one, "a stranger suspended a grant");
        one.forgetRequester();
        one.end(2, 0);
        _saw(one, "another one ended a grant");
    }
}
