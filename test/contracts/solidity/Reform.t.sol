// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ReformHandler} from "./support/ReformHandler.sol";
import {WatchedTest} from "./support/Watched.sol";

/// @notice What stays true of organisations, whatever is reformed in whatever order: who lies where and who stands in
/// whose place is what a naive account says, no chain of successions is longer than eight, and no past standing
/// changes. The handler looks after each step; here its findings are read.
contract ReformTest is WatchedTest {
    ReformHandler private handler;

    function setUp() public {
        handler = new ReformHandler();
        _watch(handler);
    }

    /// @notice At the end of each run every organisation is compared.
    function afterInvariant() public {
        handler.compareAll();
        invariant_reformsAreAsTheNaiveAccountHasThem();
    }

    function invariant_reformsAreAsTheNaiveAccountHasThem() public view {
        _requireNoViolation();
    }

    /// @notice Reforms chosen from one number, most of them by an authority that lies above: longer chains than chance
    /// finds.
    function testFuzz_longReformsAreAsTheNaiveAccountHasThem(uint256 seed) public {
        for (uint256 i = 0; i < 24; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            (uint8 a, uint8 b, uint8 c) = (uint8(seed), uint8(seed >> 8), uint8(seed >> 16));
            uint8 by = (seed >> 32) % 4 == 0 ? c : 0;
            uint256 what = (seed >> 24) % 8;
            if (what <= 1) handler.admit(a, b, c % 2 == 0);
            else if (what == 2) handler.move(by, a, b);
            else if (what <= 4) handler.merge(by, a, b);
            else if (what == 5) handler.assign(by, a, c, b);
            else if (what == 6) handler.split(by, a, b);
            else handler.suspendOrResume(a, b);
        }
        handler.compareAll();
        _requireNoViolation();
    }

    /// @notice The handler can do everything, so that the laws are not true for want of reforms.
    function test_handlerReachesEverything() public {
        handler.move(0, 8, 6);
        handler.changeTree(8, 4);
        handler.assign(0, 2, 1, 5);
        handler.merge(0, 1, 5);
        handler.split(0, 2, 6);
        handler.suspendOrResume(3, 0);
        handler.suspendOrResume(3, 0);
        handler.abolish(0, 3, 0);
        handler.compareAll();
        equal(handler.violationCount(), 0, "violations");
        equal(handler.moves(), 2, "moves");
        equal(handler.ends(), 3, "ends");
    }
}
