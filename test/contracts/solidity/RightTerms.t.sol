// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRightErrors} from "../../../contracts/interfaces/IRightErrors.sol";
import {RightsWorld} from "./support/RightsWorld.sol";

/// @notice When rights run, whatever their terms are, and by which ids they go.
contract RightTermsTest is RightsWorld {
    uint8 private constant USE = 2;
    uint8 private constant OPERATING = 3;

    function setUp() public {
        _build();
    }

    function testFuzz_rightRunsExactlyWithinItsTerm(uint32 begins, uint32 lasts, uint32 later) public {
        uint48 from = _now() + 1 + uint48(begins);
        uint48 until = from + 1 + uint48(lasts);
        bytes32 right = _offered(0, HOLDER, COMPANY, from, until);
        VM.prank(_account(COMPANY));
        rights.acceptRight(COMPANY, right);

        VM.warp(block.timestamp + later);
        check(rights.rightStatus(right).inForce == (_now() >= from && _now() < until), "runs outside its term");
    }

    function testFuzz_derivedRightNeverOutlivesItsParent(uint32 parentLasts, uint32 lasts, uint32 later) public {
        uint48 parentUntil = _now() + 1 + uint48(parentLasts);
        uint48 until = _now() + 1 + uint48(lasts);
        bytes32 parent = _accepted(0, OPERATING, HOLDER, COMPANY, parentUntil);
        if (until > parentUntil) {
            VM.expectRevert(
                abi.encodeWithSelector(IRightErrors.RightRegistry__OutlivesParent.selector, until, parentUntil)
            );
            _confer(parent, USE, COMPANY, CENTRE, 0, until);
            return;
        }
        bytes32 right = _accepted(parent, USE, COMPANY, CENTRE, until);

        VM.warp(block.timestamp + later);
        check(
            !rights.rightStatus(right).inForce || rights.rightStatus(parent).inForce,
            "a right outlives the one from which it derives"
        );
        check(rights.rightStatus(right).inForce == (_now() < until), "runs outside its term");
    }

    function testFuzz_onlyUseRightsDerive(uint8 kind) public {
        bytes32 parent = _accepted(0, OPERATING, HOLDER, COMPANY, _now() + YEAR);
        if (kind == OPERATING) {
            VM.expectRevert(
                abi.encodeWithSelector(IRightErrors.RightRegistry__WiderThanParent.selector, kind, OPERATING)
            );
        } else if (kind != USE) {
            VM.expectRevert(abi.encodeWithSelector(IRightErrors.RightRegistry__BadKind.selector, kind));
        }
        _confer(parent, kind, COMPANY, CENTRE, 0, _now() + 1);
    }

    function testFuzz_assetIsFoundFromItsHoldingRight(bytes32 id, bytes32 other, uint64 serial) public view {
        equal(rights.holdingRightOf(rights.holdingRightOf(id)), id, "the asset of a holding right");
        check(id == other || rights.holdingRightOf(id) != rights.holdingRightOf(other), "one right for two assets");
        check(rights.rightId(id, serial) != rights.holdingRightOf(id), "a right by a holding right's id");
        check(rights.rightId(id, serial) != rights.rightId(id, serial ^ 1), "two rights by one id");
    }

    function _offered(bytes32 parent, uint32 by, uint32 to, uint48 from, uint48 until) private returns (bytes32) {
        VM.prank(_account(by));
        return
            rights.confer(by, asset, parent, OPERATING, to, 2, from, until, keccak256("scope"), keccak256("agreement"));
    }

    /// @dev Tries what may be refused, with the caller's expectation.
    function _confer(bytes32 parent, uint8 kind, uint32 by, uint32 to, uint48 from, uint48 until) private {
        VM.prank(_account(by));
        rights.confer(by, asset, parent, kind, to, 4, from, until, keccak256("scope"), keccak256("agreement"));
    }
}
