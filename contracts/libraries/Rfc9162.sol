// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Rfc9162
/// @notice Consistency proofs between two sizes of one RFC 9162 Merkle tree over SHA-256.
library Rfc9162 {
    /// @notice Whether a proof has the number of nodes that its two sizes ask for.
    /// @param Exact It has.
    /// @param TooShort Nodes are missing at the end.
    /// @param TooLong Nodes are left over.
    enum Fit {
        Exact,
        TooShort,
        TooLong
    }

    /// @notice Rebuilds the roots of both trees from a consistency proof (RFC 9162, section 2.1.4.2, steps 2 to 7).
    /// @dev The caller MUST compare both roots. Sizes MUST satisfy 0 < first < second.
    ///
    /// `older` and `newer` walk up from the node that both trees share, and stay equal until the newer tree has a
    /// node on the right that the older one has not; while they are equal one hash serves both.
    /// @param first The size of the older tree.
    /// @param second The size of the newer tree.
    /// @param firstRoot The root of the older tree, which a complete older tree lends to the proof as its first node.
    /// @param proof The nodes, lowest first.
    /// @return fit Whether the proof has the right length; the roots mean something only if it is `Exact`.
    /// @return older The older root as the proof has it.
    /// @return newer The newer root as the proof has it.
    function consistencyRoots(
        uint256 first,
        uint256 second,
        bytes32 firstRoot,
        bytes32[] calldata proof
    ) internal view returns (Fit fit, bytes32 older, bytes32 newer) {
        uint256 next = 0;
        if (first & (first - 1) == 0) older = firstRoot;
        else if (proof.length == 0) return (Fit.TooShort, older, newer);
        else older = proof[next++];
        newer = older;

        unchecked {
            uint256 fn = first - 1;
            uint256 sn = second - 1;
            while (fn & 1 == 1) (fn, sn) = (fn >> 1, sn >> 1);

            for (; next < proof.length; ++next) {
                if (sn == 0) return (Fit.TooLong, older, newer);
                bytes32 node = _nodeAt(proof, next);
                if (fn & 1 == 1 || fn == sn) {
                    bytes32 joined = hashNode(node, older);
                    newer = newer == older ? joined : hashNode(node, newer);
                    older = joined;
                    while (fn & 1 == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
                } else {
                    newer = hashNode(newer, node);
                }
                (fn, sn) = (fn >> 1, sn >> 1);
            }
            if (sn != 0) fit = Fit.TooShort;
        }
    }

    /// @notice Hashes an inner node: SHA-256(0x01 ‖ left ‖ right) (RFC 9162, section 2.1.1).
    /// @dev Assembly, since encoding for the `sha256` builtin allocates memory anew for every node and costs as much as
    /// the hash. The 65 bytes lie at 0x1f to 0x5f; the free memory pointer, which they cover, is put back.
    /// @param left The left child.
    /// @param right The right child.
    /// @return node The node.
    function hashNode(bytes32 left, bytes32 right) internal view returns (bytes32 node) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(0x00, 0x01)
            mstore(0x20, left)
            mstore(0x40, right)
            // The precompile fails only for want of gas.
            if iszero(staticcall(gas(), 0x02, 0x1f, 0x41, 0x00, 0x20)) {
                revert(0x00, 0x00)
            }
            node := mload(0x00)
            mstore(0x40, free)
        }
    }

    /// @dev Reads a node without a second check of its bounds: the loop has made the first.
    function _nodeAt(bytes32[] calldata proof, uint256 index) private pure returns (bytes32 node) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            node := calldataload(add(proof.offset, shl(5, index)))
        }
    }
}
