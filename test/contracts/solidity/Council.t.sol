// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CouncilHandler} from "./support/CouncilHandler.sol";
import {WatchedTest} from "./support/Watched.sol";

/// @notice What stays true of the law, whatever anyone tries in whatever order: nobody but the council changes a rule, a
/// registration type or a calendar, and the council does so by enough votes, after its delay and unless its guardian
/// objects. The handler looks after each step; here its findings are read.
contract CouncilTest is WatchedTest {
    CouncilHandler private handler;

    function setUp() public {
        handler = new CouncilHandler();
        _watch(handler);
    }

    function invariant_nobodyButTheCouncilChangesTheLaw() public view {
        _requireNoViolation();
    }

    /// @notice Acts chosen from one number, most of which bring a proposal on: more decisions than chance finds.
    function testFuzz_nobodyButTheCouncilChangesTheLaw(uint256 seed) public {
        for (uint256 i = 0; i < 20; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            (uint8 a, uint8 b) = (uint8(seed), uint8(seed >> 8));
            uint256 what = (seed >> 16) % 8;
            if (what == 0) handler.seize(a, b, uint128(seed >> 128));
            else if (what == 1) handler.propose(a, b, uint128(seed >> 128));
            else if (what <= 3) handler.voteTogether(a, b);
            else if (what == 4) handler.queue(a, b % 4 != 0);
            else if (what <= 6) handler.execute(a, b % 4 != 0);
            else if (b % 2 == 0) handler.veto(a, b);
            else handler.vote(a, b, uint8(seed >> 24));
        }
        invariant_nobodyButTheCouncilChangesTheLaw();
    }

    /// @notice The handler can do everything, so that the invariant is not true for want of acts.
    function test_handlerReachesEverything() public {
        handler.propose(0, 0, 15);
        handler.voteTogether(0, 3);
        handler.queue(0, true);
        handler.execute(0, false);
        handler.execute(0, true);
        handler.propose(1, 2, 9);
        handler.voteTogether(1, 3);
        handler.queue(1, true);
        handler.execute(1, true);
        handler.propose(1, 2, 8);
        handler.voteTogether(2, 4);
        handler.queue(2, true);
        handler.veto(2, 0);
        handler.veto(2, 1);
        handler.execute(2, true);
        handler.propose(1, 2, 7);
        handler.voteTogether(3, 4);
        handler.queue(3, true);
        handler.execute(3, true);
        for (uint8 what = 0; what < 40; ++what) handler.seize(what, what / 2, what);

        invariant_nobodyButTheCouncilChangesTheLaw();
        equal(handler.changes(), 2, "decisions");
        equal(handler.vetoes(), 1, "vetoes");
        equal(handler.attempts(), 40, "attempts");
    }
}
