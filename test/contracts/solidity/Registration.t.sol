// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRuleBook} from "../../../contracts/interfaces/IRuleBook.sol";
import {RegistrationHandler} from "./support/RegistrationHandler.sol";
import {WatchedTest} from "./support/Watched.sol";
import {World} from "./support/World.sol";

/// @notice What stays true of registrations, whatever anyone does in whatever order: a procedure goes along the arrows
/// only, nothing moves while frozen, a veto blocks until it is lifted or has ended, nothing is coded before the end of
/// its notice, no limit that runs ends earlier than was told, and what held in the past does not change. The handler looks after each step; here its findings are read.
contract RegistrationTest is WatchedTest {
    RegistrationHandler private handler;

    function setUp() public {
        handler = new RegistrationHandler();
        _watch(handler);
    }

    function invariant_registrationsKeepToTheLaw() public view {
        _requireNoViolation();
    }

    /// @notice Acts chosen from one number, most of which bring a procedure on: more codings than chance finds.
    function testFuzz_registrationsKeepToTheLaw(uint256 seed) public {
        for (uint256 i = 0; i < 24; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            (uint8 a, uint8 b) = (uint8(seed), uint8(seed >> 8));
            uint256 what = (seed >> 16) % 16;
            if (what <= 4) handler.nextStep(a);
            else if (what <= 6) handler.open(a, b);
            else if (what <= 8) handler.passDays(b);
            else if (what == 9) handler.veto(a, b, uint32(seed >> 24), (seed >> 56) % 2 == 0);
            else if (what == 10) handler.lift(a, b);
            else if (what == 11) handler.freeze(a);
            else if (what == 12) handler.unfreeze(a);
            else if (what == 13) handler.move(a, b % 2 == 0);
            else if (what == 14) handler.anyStep(a, b);
            else if (b < 64) handler.passYear(b);
            else handler.publishCalendar(seed);
        }
        _requireNoViolation();
    }

    /// @notice The handler can do everything, so that the invariant is not true for want of acts.
    function test_handlerReachesEverything() public {
        handler.nextStep(1);
        handler.open(1, 1);
        handler.anyStep(0, 3);
        handler.freeze(0);
        handler.move(0, true);
        handler.unfreeze(0);
        handler.veto(0, 1, 1 days, false);
        handler.move(0, true);
        handler.nextStep(0);
        handler.lift(0, 1);
        handler.move(0, true);
        handler.veto(0, 0, 1 days, false);
        handler.open(0, 2);
        handler.nextStep(0);
        handler.lift(0, 0);
        handler.nextStep(0);
        _publishAndCode();
        _return();
        handler.passYear(0);
        handler.passYear(0);
        handler.passYear(0);
        handler.open(0, 4);
        handler.open(0, 0);
        handler.nextStep(0);
        for (uint256 seed = 1; seed < 9; ++seed) handler.publishCalendar(uint256(keccak256(abi.encode(seed))));

        check(handler.published() >= 4, "calendars");
        equal(handler.violationCount(), 0, "violations");
        check(handler.done(bytes4(keccak256("confirm(uint32,bytes32)"))) >= 3, "codings");
        check(handler.done(bytes4(keccak256("moveHolder(bytes32,uint32)"))) >= 1, "transfers");
        check(handler.done(bytes4(keccak256("liftVeto(uint32,bytes32,uint8,bytes32)"))) >= 1, "lifted vetoes");
        check(handler.done(bytes4(keccak256("returnForGaps(uint32,bytes32,bytes32)"))) == 1, "returns");
        check(handler.done(bytes4(keccak256("uphold(bytes32,bytes32)"))) >= 1, "upheld objections");
    }

    /// @dev A change with all its steps, whose notice passes; and one that an objection ends.
    function _publishAndCode() private {
        handler.open(0, 1);
        handler.nextStep(0);
        handler.passDays(19);
        handler.nextStep(0);
        handler.open(0, 1);
        handler.nextStep(0);
        handler.freeze(0);
        handler.passDays(19);
        handler.nextStep(0);
        handler.uphold(0);
        handler.unfreeze(0);
    }

    function _return() private {
        handler.open(0, 1);
        for (uint8 what = 0; what < 3; ++what) handler.anyStep(0, what);
        handler.anyStep(0, 8);
        handler.nextStep(0);
        handler.anyStep(0, 8);
        handler.anyStep(0, 11);
    }
}

/// @notice Moments at which something begins or ends, whatever their number.
contract RegistrationMomentsTest is World {
    function setUp() public {
        _build();
    }

    /// @notice A renewal is opened in the last sixty days of the validity, to the second.
    function testFuzz_renewalIsOpenedInItsWindow(uint48 time) public {
        rules.setType(4, IRuleBook.RegistrationType(4, false, false, 3, 0, 0, "renewal"), 1, "a test", 0);
        uint48 until = assets.asset(asset).until;
        time = uint48(bound(time, until - 120 days, until + 60 days));
        VM.warp(time - 1 days);
        VM.prank(_head(HOLDER));
        uint32 seat = organizations.appointSeat(HOLDER, 1, address(0xA0), time + 1 days, 0);
        VM.warp(time);
        VM.prank(address(0xA0));
        bytes memory call_ = abi.encodeCall(assets.open, (seat, asset, 4, keccak256("documents")));
        (bool opened, ) = address(assets).call(call_);
        check(opened == (time >= until - 60 days && time < until), "the window");
    }

    /// @notice An asset can be shared and moved until its end, and not from then on.
    function testFuzz_validityEndsAtItsEnd(uint48 time) public {
        uint48 until = assets.asset(asset).until;
        time = uint48(bound(time, until - 2 days, until + 2 days));
        VM.warp(time);
        check(assets.isShareable(asset) == (time < until), "shareable");
        VM.prank(assets.rights());
        (bool moved, ) = address(assets).call(abi.encodeCall(assets.moveHolder, (asset, OTHER)));
        check(moved == (time < until), "moved");
    }

    /// @notice A veto is at most ninety days long, and blocks from its first moment to its last.
    function testFuzz_vetoBlocksForItsTerm(uint48 term, uint48 later) public {
        address chief = address(0xC0);
        VM.prank(_head(HOLDER));
        uint32 seat = organizations.appointSeat(HOLDER, 3, chief, _now() + YEAR, 0);
        term = uint48(bound(term, 0, 180 days));
        later = uint48(bound(later, 0, 180 days));
        VM.prank(chief);
        (bool laid, ) = address(assets).call(
            abi.encodeCall(assets.veto, (seat, asset, 2, keccak256("reason"), _now() + term))
        );
        check(laid == (term > 0 && term <= 90 days), "laid");
        VM.warp(block.timestamp + later);
        VM.prank(assets.rights());
        (bool moved, ) = address(assets).call(abi.encodeCall(assets.moveHolder, (asset, OTHER)));
        check(moved == (!laid || later >= term), "moved");
    }
}
