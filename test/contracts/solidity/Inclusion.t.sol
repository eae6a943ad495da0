// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Rfc9162} from "../../../contracts/libraries/Rfc9162.sol";
import {NaiveMerkle} from "./support/NaiveMerkle.sol";
import {SuyuanTest} from "./support/Vm.sol";

/// @notice The library behind a call, so that its path lies in calldata as it does in the contract.
contract InclusionCaller {
    function rootOf(
        uint256 index,
        uint256 size,
        bytes32 leaf,
        bytes32[] calldata path
    ) external view returns (Rfc9162.Fit, bytes32) {
        return Rfc9162.inclusionRoot(index, size, leaf, path);
    }

    function leafOf(bytes32 data) external pure returns (bytes32) {
        return Rfc9162.leafOf(data);
    }
}

/// @notice Inclusion paths against a naive tree.
contract InclusionTest is SuyuanTest {
    uint256 private constant LARGEST = 70;

    struct Case {
        uint256 index;
        uint256 size;
        bytes32 leaf;
        bytes32 root;
        bytes32[] path;
    }

    InclusionCaller private caller;

    function setUp() public {
        caller = new InclusionCaller();
    }

    function test_everyLeafOfEverySmallTreeIsIn() public view {
        for (uint256 n = 1; n <= 33; ++n) {
            for (uint256 m = 0; m < n; ++m) check(_accepted(_exact(n, m, n)), "an honest path is refused");
        }
    }

    function testFuzz_everyLeafIsIn(uint256 seed, uint256 m, uint256 n) public view {
        check(_accepted(_case(seed, m, n)), "an honest path is refused");
    }

    function testFuzz_flippedBitInPathIsRefused(uint256 seed, uint256 m, uint256 n, uint256 bit) public view {
        Case memory one = _larger(seed, m, n);
        uint256 place = bound(bit, 0, one.path.length * 256 - 1);
        one.path[place / 256] ^= bytes32(1 << (place % 256));
        check(!_accepted(one), "a changed node is accepted");
    }

    function testFuzz_flippedBitInLeafIsRefused(uint256 seed, uint256 m, uint256 n, uint8 bit) public view {
        Case memory one = _case(seed, m, n);
        one.leaf ^= bytes32(1 << bit);
        check(!_accepted(one), "another leaf is accepted");
    }

    function testFuzz_anotherIndexIsRefused(uint256 seed, uint256 m, uint256 n, uint256 other) public view {
        Case memory one = _larger(seed, m, n);
        uint256 index = bound(other, 0, one.size - 1);
        VM.assume(index != one.index);
        one.index = index;
        check(!_accepted(one), "a leaf is accepted at another index");
    }

    function testFuzz_shorterPathIsTooShort(uint256 seed, uint256 m, uint256 n) public view {
        Case memory one = _larger(seed, m, n);
        bytes32[] memory shorter = new bytes32[](one.path.length - 1);
        for (uint256 i = 0; i < shorter.length; ++i) shorter[i] = one.path[i];
        one.path = shorter;
        check(_fit(one) == Rfc9162.Fit.TooShort, "a path without its last node is not too short");
    }

    function testFuzz_longerPathIsTooLong(uint256 seed, uint256 m, uint256 n, bytes32 extra) public view {
        Case memory one = _case(seed, m, n);
        one.path = NaiveMerkle.append(one.path, extra);
        check(_fit(one) == Rfc9162.Fit.TooLong, "a path with one more node is not too long");
    }

    function testFuzz_hugeTreesEnd(uint64 m, uint64 n) public view {
        Case memory one;
        one.size = bound(n, 2, type(uint64).max);
        one.index = bound(m, 0, one.size - 1);
        check(_fit(one) == Rfc9162.Fit.TooShort, "an empty path is not too short");
    }

    function testFuzz_leafIsMarked(bytes32 data) public view {
        equal(caller.leafOf(data), sha256(bytes.concat(hex"00", data)), "the leaf of a word is another");
    }

    function _case(uint256 seed, uint256 m, uint256 n) private pure returns (Case memory) {
        uint256 size = bound(n, 1, LARGEST);
        return _exact(seed, bound(m, 0, size - 1), size);
    }

    /// @dev A case with two leaves at least, so that there is a path.
    function _larger(uint256 seed, uint256 m, uint256 n) private pure returns (Case memory) {
        uint256 size = bound(n, 2, LARGEST);
        return _exact(seed, bound(m, 0, size - 1), size);
    }

    function _exact(uint256 seed, uint256 m, uint256 n) private pure returns (Case memory) {
        bytes32[] memory leaves = NaiveMerkle.leavesOf(seed, n);
        return
            Case({
                index: m,
                size: n,
                leaf: leaves[m],
                root: NaiveMerkle.root(leaves, 0, n),
                path: NaiveMerkle.inclusion(leaves, m, 0, n)
            });
    }

    function _accepted(Case memory one) private view returns (bool) {
        (Rfc9162.Fit fit, bytes32 root) = caller.rootOf(one.index, one.size, one.leaf, one.path);
        return fit == Rfc9162.Fit.Exact && root == one.root;
    }

    function _fit(Case memory one) private view returns (Rfc9162.Fit fit) {
        (fit, ) = caller.rootOf(one.index, one.size, one.leaf, one.path);
    }
}
