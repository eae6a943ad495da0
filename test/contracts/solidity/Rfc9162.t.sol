// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Rfc9162} from "../../../contracts/libraries/Rfc9162.sol";
import {NaiveMerkle} from "./support/NaiveMerkle.sol";
import {SuyuanTest} from "./support/Vm.sol";

/// @notice The library behind a call, so that its proof lies in calldata as it does in the contract.
contract Rfc9162Caller {
    function roots(
        uint256 first,
        uint256 second,
        bytes32 firstRoot,
        bytes32[] calldata proof
    ) external view returns (Rfc9162.Fit, bytes32, bytes32) {
        return Rfc9162.consistencyRoots(first, second, firstRoot, proof);
    }
}

/// @notice Consistency proofs against a naive tree.
contract Rfc9162Test is SuyuanTest {
    uint256 private constant LARGEST = 70;

    struct Case {
        uint256 first;
        uint256 second;
        bytes32 firstRoot;
        bytes32 secondRoot;
        bytes32[] proof;
    }

    Rfc9162Caller private caller;

    function setUp() public {
        caller = new Rfc9162Caller();
    }

    function testFuzz_everyPairIsConsistent(uint256 seed, uint256 m, uint256 n) public view {
        Case memory one = _case(seed, m, n);
        check(_accepted(one), "an honest proof is refused");
    }

    function test_everySmallPairIsConsistent() public view {
        for (uint256 n = 2; n <= 20; ++n) {
            for (uint256 m = 1; m < n; ++m) check(_accepted(_exact(n, m, n)), "an honest proof is refused");
        }
    }

    function testFuzz_flippedBitInProofIsRefused(uint256 seed, uint256 m, uint256 n, uint256 bit) public view {
        Case memory one = _case(seed, m, n);
        uint256 place = bound(bit, 0, one.proof.length * 256 - 1);
        one.proof[place / 256] ^= bytes32(1 << (place % 256));
        check(!_accepted(one), "a changed node is accepted");
    }

    function testFuzz_flippedBitInFirstRootIsRefused(uint256 seed, uint256 m, uint256 n, uint8 bit) public view {
        Case memory one = _case(seed, m, n);
        one.firstRoot ^= bytes32(1 << bit);
        check(!_accepted(one), "another first root is accepted");
    }

    function testFuzz_flippedBitInSecondRootIsRefused(uint256 seed, uint256 m, uint256 n, uint8 bit) public view {
        Case memory one = _case(seed, m, n);
        one.secondRoot ^= bytes32(1 << bit);
        check(!_accepted(one), "another second root is accepted");
    }

    function testFuzz_shorterProofIsTooShort(uint256 seed, uint256 m, uint256 n) public view {
        Case memory one = _case(seed, m, n);
        bytes32[] memory shorter = new bytes32[](one.proof.length - 1);
        for (uint256 i = 0; i < shorter.length; ++i) shorter[i] = one.proof[i];
        one.proof = shorter;
        check(_fit(one) == Rfc9162.Fit.TooShort, "a proof without its last node is not too short");
    }

    function testFuzz_longerProofIsTooLong(uint256 seed, uint256 m, uint256 n, bytes32 extra) public view {
        Case memory one = _case(seed, m, n);
        one.proof = NaiveMerkle.append(one.proof, extra);
        check(_fit(one) == Rfc9162.Fit.TooLong, "a proof with one more node is not too long");
    }

    function testFuzz_emptyProofIsTooShort(uint64 m, uint64 n) public view {
        uint256 first = bound(m, 1, type(uint64).max - 1);
        Case memory one;
        one.first = first;
        one.second = bound(n, first + 1, type(uint64).max);
        check(_fit(one) == Rfc9162.Fit.TooShort, "an empty proof is not too short");
    }

    function testFuzz_anotherSizeIsRefused(uint256 seed, uint256 m, uint256 n, uint256 other) public view {
        Case memory one = _case(seed, m, n);
        uint256 size = bound(other, 1, one.second - 1);
        VM.assume(size != one.first);
        one.first = size;
        check(!_accepted(one), "a proof holds for another older size");
    }

    function _case(uint256 seed, uint256 m, uint256 n) private pure returns (Case memory) {
        uint256 second = bound(n, 2, LARGEST);
        return _exact(seed, bound(m, 1, second - 1), second);
    }

    function _exact(uint256 seed, uint256 m, uint256 n) private pure returns (Case memory) {
        bytes32[] memory leaves = NaiveMerkle.leavesOf(seed, n);
        return
            Case({
                first: m,
                second: n,
                firstRoot: NaiveMerkle.root(leaves, 0, m),
                secondRoot: NaiveMerkle.root(leaves, 0, n),
                proof: NaiveMerkle.consistency(leaves, m, n)
            });
    }

    function _accepted(Case memory one) private view returns (bool) {
        (Rfc9162.Fit fit, bytes32 older, bytes32 newer) = caller.roots(one.first, one.second, one.firstRoot, one.proof);
        return fit == Rfc9162.Fit.Exact && older == one.firstRoot && newer == one.secondRoot;
    }

    function _fit(Case memory one) private view returns (Rfc9162.Fit fit) {
        (fit, , ) = caller.roots(one.first, one.second, one.firstRoot, one.proof);
    }
}
