// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetErrors} from "../../../contracts/interfaces/IAssetErrors.sol";
import {ICaseErrors} from "../../../contracts/interfaces/ICaseErrors.sol";
import {CouncilHandler} from "./support/CouncilHandler.sol";
import {LedgerHandler} from "./support/LedgerHandler.sol";
import {PastWatch} from "./support/PastWatch.sol";
import {ReformHandler} from "./support/ReformHandler.sol";
import {RegistrationHandler} from "./support/RegistrationHandler.sol";
import {RightsHandler} from "./support/RightsHandler.sol";
import {SuyuanTest} from "./support/Vm.sol";

/// @notice What all handlers tell.
interface IWatch {
    function violations(uint256 index) external view returns (string memory);
    function violationCount() external view returns (uint256);
}

/// @notice Changes what a handler remembers, so that what the contracts rightly do looks forbidden to it.
abstract contract Forgetful is PastWatch {
    function forgePast(address target, string memory view_, bytes memory arguments) public {
        Moment[] storage past = _past[keccak256(abi.encode(target, view_, arguments))];
        check(past.length > 0, "nothing is remembered");
        for (uint256 i = 0; i < past.length; ++i) past[i].answer ^= 1;
    }
}

contract ForgetfulLedger is LedgerHandler, Forgetful {
    function endSeat(uint32 seat) external {
        _ghostSeats[seat].ended = true;
    }

    function expire(uint32 seat) external {
        _ghostSeats[seat].until = 0;
    }

    function suspend(uint32 organization) external {
        _suspended[organization] = true;
    }

    function answer() external {
        ++_answers[_requests[0]];
    }

    function endAt(uint32 seat) external {
        _ends[seat] = GhostEnd(1, 0);
    }

    function anchor(uint64 size) external {
        _sizes.push(size);
    }

    function forge() external {
        forgePast(address(assets), "stateAt(bytes32,uint48)", abi.encode(asset));
    }
}

contract ForgetfulRegistration is RegistrationHandler, Forgetful {
    function freezeOne() external {
        _ghosts[_ids[0]].frozen = 1;
    }

    function vetoOne(uint8 act) external {
        _ghosts[_ids[0]].vetoedUntil[act] = type(uint48).max;
    }

    function putOff() external {
        _ghosts[_ids[0]].end = type(uint48).max;
    }

    function lengthen() external {
        _ghosts[_ids[0]].noticeEnd = type(uint48).max;
    }

    function stage(IAssetErrors.Stage stage_) external {
        _ghosts[_ids[0]].stage = stage_;
    }

    function version() external {
        _ghosts[_ids[0]].version = 9;
    }

    function forge() external {
        forgePast(address(assets), "holderAt(bytes32,uint48)", abi.encode(_ids[0]));
    }
}

contract ForgetfulRights is RightsHandler {
    function hold(uint32 organization) external {
        _ghostHolder = organization;
    }

    function vetoOne(uint8 act) external {
        _vetoedUntil[act] = type(uint48).max;
    }

    function suspend(uint32 organization) external {
        _suspended[organization] = true;
    }

    function reopen() external {
        _ghostCases[raised[0]] = ICaseErrors.CaseState.Open;
    }

    function shorten() external {
        _ghostRights[conferred[0]].until = 0;
    }

    function endOne() external {
        _ghostEnded[conferred[0]] = true;
    }
}

contract ForgetfulReform is ReformHandler {
    function place(uint32 organization, uint32 parent) external {
        _ghosts[organization].parent = parent;
    }

    function disempower(uint32 organization) external {
        _ghosts[organization].authority = false;
    }

    function suspend(uint32 organization) external {
        _ghosts[organization].suspended = true;
    }
}

contract ForgetfulCouncil is CouncilHandler {
    function expect(uint128 value) external {
        _expected[0] = value;
    }

    function forgetVotes() external {
        _plans[0].inFavour = 2;
    }

    function vetoOne() external {
        _plans[0].vetoed = true;
    }

    function queueLater() external {
        _plans[0].queuedAt = type(uint48).max - 1 days;
    }
}

/// @notice Each watch sees what it watches for: a handler that remembers something else than what it did, so that an act
/// or a state is forbidden by its account, says so.
contract WatchesTest is SuyuanTest {
    function test_ledgerSeesActsThatAreNotAllowed() public {
        ForgetfulLedger ledger = new ForgetfulLedger();
        ledger.request(2, 90 days);
        _sawNothing(address(ledger));
        ledger.endSeat(2);
        ledger.register(1);
        _saw(address(ledger), "an ended seat acted");
        ledger.expire(2);
        ledger.register(1);
        _saw(address(ledger), "an expired seat acted");
        ledger.suspend(2);
        ledger.register(1);
        _saw(address(ledger), "a suspended organisation acted");
        ledger.answer();
        ledger.refuse(1, 0);
        _saw(address(ledger), "a request was answered twice");
    }

    function test_ledgerSeesAnotherPast() public {
        ForgetfulLedger ledger = new ForgetfulLedger();
        ledger.pass(5);
        _sawNothing(address(ledger));
        ledger.forge();
        ledger.pass(0);
        _saw(address(ledger), "the past changed: stateAt(bytes32,uint48)");
        ledger.endAt(3);
        ledger.pass(0);
        _saw(address(ledger), "an ended seat changed");
        ledger.anchor(7);
        ledger.pass(0);
        _saw(address(ledger), "a root is not the tree's");
        _saw(address(ledger), "a wrong last size");
    }

    function test_registrationSeesWhatMoves() public {
        ForgetfulRegistration one = new ForgetfulRegistration();
        one.pass(5);
        _sawNothing(address(one));
        one.vetoOne(2);
        one.move(0, true);
        _saw(address(one), "a vetoed transfer");
        one.freezeOne();
        one.move(0, false);
        _saw(address(one), "a freeze was lost or made up");
        _saw(address(one), "a frozen asset moved");
        one.forge();
        one.pass(0);
        _saw(address(one), "a past holder");
        one.version();
        one.pass(0);
        _saw(address(one), "a version or validity shrank");
    }

    function test_registrationSeesStepsThatAreNoArrows() public {
        ForgetfulRegistration one = new ForgetfulRegistration();
        one.open(0, 1);
        one.nextStep(0);
        _sawNothing(address(one));
        one.putOff();
        one.pass(0);
        _saw(address(one), "a deadline moved back");
        one.lengthen();
        one.vetoOne(1);
        one.vetoOne(4);
        one.passDays(19);
        one.nextStep(0);
        _saw(address(one), "coded before the end of the notice");
        _saw(address(one), "coded against a veto");
        _saw(address(one), "a new version against a veto");
        one.open(0, 1);
        one.stage(IAssetErrors.Stage.Accepted);
        one.pass(0);
        _saw(address(one), "a stage off the arrows");
    }

    function test_rightsSeeWhatMoves() public {
        ForgetfulRights one = new ForgetfulRights();
        one.confer(2, 0, 2, 4, 1_000_000);
        one.raise(3, false);
        one.close(3, 0, 0);
        _sawNothing(address(one));
        one.reopen();
        one.offerTransfer(0, true, 3);
        _saw(address(one), "something moved while frozen");
        _saw(address(one), "freezes and open cases differ");
        _saw(address(one), "a case changed by itself");
        one.vetoOne(2);
        one.offerTransfer(0, true, 3);
        _saw(address(one), "something moved against a veto");
        one.suspend(3);
        one.offerTransfer(0, true, 3);
        _saw(address(one), "a suspended organisation acted");
    }

    function test_rightsSeeAnotherHolder() public {
        ForgetfulRights one = new ForgetfulRights();
        one.confer(2, 0, 2, 4, 1_000_000);
        _sawNothing(address(one));
        one.hold(4);
        one.pass(0);
        _saw(address(one), "an asset moved without both sides");
        _saw(address(one), "two holders of a holding right");
        one.shorten();
        one.endOne();
        one.pass(0);
        _saw(address(one), "a right changed");
        _saw(address(one), "a right ended, or came back, by itself");
    }

    function test_reformSeesAnotherAccount() public {
        ForgetfulReform one = new ForgetfulReform();
        one.compareAll();
        _sawNothing(address(one));
        one.disempower(1);
        one.merge(0, 1, 2);
        _saw(address(one), "merged by one that may not");
        one.place(4, 5);
        one.suspend(4);
        one.compareAll();
        _saw(address(one), "a place differs");
        _saw(address(one), "a status differs");
        _saw(address(one), "the number of children differs");
    }

    function test_councilSeesAnotherLaw() public {
        ForgetfulCouncil one = new ForgetfulCouncil();
        one.propose(0, 0, 15);
        one.voteTogether(0, 3);
        one.queue(0, true);
        _sawNothing(address(one));
        one.forgetVotes();
        one.vetoOne();
        one.queueLater();
        one.execute(0, true);
        _saw(address(one), "decided by too few");
        _saw(address(one), "executed against a veto");
        _saw(address(one), "executed too early");
        one.expect(16);
        one.pass(0);
        _saw(address(one), "a rule changed");
    }

    function _sawNothing(address handler) private view {
        equal(IWatch(handler).violationCount(), 0, "violations before");
    }

    function _saw(address handler, string memory what) private view {
        for (uint256 i = 0; i < IWatch(handler).violationCount(); ++i) {
            if (keccak256(bytes(IWatch(handler).violations(i))) == keccak256(bytes(what))) return;
        }
        check(false, string.concat("unseen: ", what));
    }
}
