// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Rfc9162
/// @notice Proofs over RFC 9162 Merkle trees with SHA-256: of consistency between two sizes, and of inclusion.
library Rfc9162 {
    /// @notice Whether a proof has the number of nodes that its sizes or places ask for.
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
        unchecked {
            // Step 4: the proof begins at the largest subtree that is complete in both and ends the older one.
            uint256 leaves = first & (0 - first);
            uint256 fn = first / leaves - 1;
            uint256 sn = (second - 1) / leaves;
            // Step 2: that subtree is the whole older tree, or the first node of the proof.
            if (fn == 0) return _walk(fn, sn, firstRoot, proof);
            if (proof.length == 0) return (Fit.TooShort, firstRoot, firstRoot);
            return _walk(fn, sn, proof[0], proof[1:]);
        }
    }

    /// @notice Rebuilds the root of a tree from an inclusion path (RFC 9162, section 2.1.3.2).
    /// @dev The caller MUST compare the root. The index MUST be below the size.
    /// @param index The leaf's index.
    /// @param size The tree's size.
    /// @param leaf The leaf hash.
    /// @param path The nodes, lowest first.
    /// @return fit Whether the path has the right length; the root means something only if it is `Exact`.
    /// @return root The root to which the path leads.
    function inclusionRoot(
        uint256 index,
        uint256 size,
        bytes32 leaf,
        bytes32[] calldata path
    ) internal view returns (Fit fit, bytes32 root) {
        uint256 place;
        uint256 end;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            place := path.offset
            end := add(place, shl(5, path.length))
        }

        uint256 sn;
        (root, sn, place) = _climb(index, size - 1, leaf, place, end);

        if (sn != 0) fit = Fit.TooShort;
        else if (place != end) fit = Fit.TooLong;
    }

    /// @notice The hash of a leaf whose data is one word.
    /// @param data The data.
    /// @return The leaf hash.
    function leafOf(bytes32 data) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(bytes1(0x00), data));
    }

    /// @dev From a leaf to the root: `fn` and `sn` are the places of the present node and of the last one on its level.
    /// A last node without a sibling rises until it is a right child. Calls of the precompile are as in {_walk}.
    function _climb(
        uint256 fn,
        uint256 sn,
        bytes32 node,
        uint256 place,
        uint256 end
    ) private view returns (bytes32, uint256, uint256) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let a := mload(0x40)
            mstore(0x40, add(a, 0x60))
            mstore8(a, 0x01)
            for {} and(gt(sn, 0), lt(place, end)) {
                place := add(place, 0x20)
            } {
                switch or(and(fn, 1), eq(fn, sn))
                case 0 {
                    mstore(add(a, 0x01), node)
                    calldatacopy(add(a, 0x21), place, 0x20)
                }
                default {
                    calldatacopy(add(a, 0x01), place, 0x20)
                    mstore(add(a, 0x21), node)
                    for {} and(gt(fn, 0), iszero(and(fn, 1))) {} {
                        fn := shr(1, fn)
                        sn := shr(1, sn)
                    }
                }
                pop(staticcall(gas(), 0x02, a, 0x41, 0x00, 0x20))
                node := mload(0x00)
                fn := shr(1, fn)
                sn := shr(1, sn)
            }
        }
        return (node, sn, place);
    }

    /// @dev Steps 5 to 7 of the algorithm, in its names: `fn` and `sn` are the places of the present node in the older
    /// and in the newer tree, of which `fn` is the smaller at first.
    ///
    /// Assembly from here on, since this is most of what a checkpoint costs beside its storage. `a` and `b` are inputs
    /// of 65 bytes, 0x01 ‖ left ‖ right, for the older and for the newer tree. The node of each tree stays at the right
    /// of its input, where the next hash wants it. Calls of the precompile need no check: they fail only for want of
    /// gas, and then leave too little to end the transaction.
    function _walk(
        uint256 fn,
        uint256 sn,
        bytes32 start,
        bytes32[] calldata nodes
    ) private view returns (Fit fit, bytes32 older, bytes32 newer) {
        (uint256 a, uint256 b) = _inputs(start);
        uint256 place;
        uint256 end;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            place := nodes.offset
            end := add(place, shl(5, nodes.length))
        }

        (fn, sn, place) = _whileParted(a, b, fn, sn, place, end);
        if (fn == sn) (sn, place) = _whileTogether(a, b, fn, place, end);

        if (sn != 0) fit = Fit.TooShort;
        else if (place != end) fit = Fit.TooLong;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            older := mload(add(a, 0x21))
            newer := mload(add(b, 0x21))
        }
    }

    /// @dev While the places differ, a node is on the left of both trees if `fn` is odd, else on the right of the newer
    /// one alone.
    function _whileParted(
        uint256 a,
        uint256 b,
        uint256 fn,
        uint256 sn,
        uint256 place,
        uint256 end
    ) private view returns (uint256, uint256, uint256) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            for {} and(lt(fn, sn), lt(place, end)) {
                place := add(place, 0x20)
            } {
                switch and(fn, 1)
                case 0 {
                    mstore(add(b, 0x01), mload(add(b, 0x21)))
                    calldatacopy(add(b, 0x21), place, 0x20)
                }
                default {
                    calldatacopy(add(a, 0x01), place, 0x20)
                    calldatacopy(add(b, 0x01), place, 0x20)
                    pop(staticcall(gas(), 0x02, a, 0x41, add(a, 0x21), 0x20))
                }
                pop(staticcall(gas(), 0x02, b, 0x41, add(b, 0x21), 0x20))
                fn := shr(1, fn)
                sn := shr(1, sn)
            }
        }
        return (fn, sn, place);
    }

    /// @dev Once the places are equal, every further node is on the left of both trees, one for each bit that is set.
    function _whileTogether(
        uint256 a,
        uint256 b,
        uint256 bits,
        uint256 place,
        uint256 end
    ) private view returns (uint256, uint256) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            for {} and(gt(bits, 0), lt(place, end)) {
                place := add(place, 0x20)
            } {
                calldatacopy(add(a, 0x01), place, 0x20)
                calldatacopy(add(b, 0x01), place, 0x20)
                pop(staticcall(gas(), 0x02, a, 0x41, add(a, 0x21), 0x20))
                pop(staticcall(gas(), 0x02, b, 0x41, add(b, 0x21), 0x20))
                bits := and(bits, sub(bits, 1))
            }
        }
        return (bits, place);
    }

    /// @dev Allocates both inputs, with the node where the proof begins at the right of each.
    function _inputs(bytes32 start) private pure returns (uint256 a, uint256 b) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            a := add(mload(0x40), 0x1f)
            b := add(a, 0x60)
            mstore(0x40, add(a, 0xc1))
            mstore8(a, 0x01)
            mstore8(b, 0x01)
            mstore(add(a, 0x21), start)
            mstore(add(b, 0x21), start)
        }
    }
}
