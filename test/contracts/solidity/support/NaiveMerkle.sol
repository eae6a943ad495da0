// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The Merkle tree as RFC 9162, section 2.1, defines it: by recursion, with the compiler's own `sha256`, and
/// with nothing of the library under test.
library NaiveMerkle {
    /// @notice MTH(D[begin:end]).
    function root(bytes32[] memory leaves, uint256 begin, uint256 end) internal pure returns (bytes32) {
        if (end - begin == 1) return leaves[begin];
        uint256 middle = begin + split(end - begin);
        return sha256(abi.encodePacked(bytes1(0x01), root(leaves, begin, middle), root(leaves, middle, end)));
    }

    /// @notice PATH(m, D[begin:end]), section 2.1.3.1.
    function inclusion(
        bytes32[] memory leaves,
        uint256 m,
        uint256 begin,
        uint256 end
    ) internal pure returns (bytes32[] memory) {
        if (end - begin == 1) return new bytes32[](0);
        uint256 middle = begin + split(end - begin);
        if (m < middle) return append(inclusion(leaves, m, begin, middle), root(leaves, middle, end));
        return append(inclusion(leaves, m, middle, end), root(leaves, begin, middle));
    }

    /// @notice PROOF(m, D[0:n]), section 2.1.4.1.
    function consistency(bytes32[] memory leaves, uint256 m, uint256 n) internal pure returns (bytes32[] memory) {
        return _subproof(leaves, 0, n, m, true);
    }

    /// @notice The largest power of two smaller than a size.
    function split(uint256 size) internal pure returns (uint256 power) {
        power = 1;
        while (power * 2 < size) power *= 2;
    }

    /// @notice The leaf hashes of a tree that a seed gives.
    function leavesOf(uint256 seed, uint256 size) internal pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](size);
        for (uint256 i = 0; i < size; ++i) leaves[i] = sha256(abi.encodePacked(bytes1(0x00), seed, i));
    }

    function append(bytes32[] memory list, bytes32 item) internal pure returns (bytes32[] memory longer) {
        longer = new bytes32[](list.length + 1);
        for (uint256 i = 0; i < list.length; ++i) longer[i] = list[i];
        longer[list.length] = item;
    }

    function _subproof(
        bytes32[] memory leaves,
        uint256 begin,
        uint256 end,
        uint256 m,
        bool complete
    ) private pure returns (bytes32[] memory) {
        uint256 size = end - begin;
        if (m == size) return complete ? new bytes32[](0) : append(new bytes32[](0), root(leaves, begin, end));
        uint256 k = split(size);
        if (m <= k) {
            bytes32[] memory left = _subproof(leaves, begin, begin + k, m, complete);
            return append(left, root(leaves, begin + k, end));
        }
        bytes32[] memory right = _subproof(leaves, begin + k, end, m - k, false);
        return append(right, root(leaves, begin, begin + k));
    }
}
