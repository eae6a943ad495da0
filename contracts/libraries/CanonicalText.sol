// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title CanonicalText
/// @notice Writes canonical JSON (docs/spec/canonical.md), piece after piece.
/// @dev Every function writes at a place in memory and returns the place behind. It may leave rubbish behind that
/// place, up to the 64th byte: whoever writes reserves that much more.
library CanonicalText {
    /// @dev `0x`, which is written in front of all hex.
    uint256 private constant HEX_PREFIX = 0x3078 << 240;
    /// @dev 2^53 − 1.
    uint256 private constant MAX_SAFE_NUMBER = (1 << 53) - 1;

    /// @notice Thrown when a number is beyond what all readers of JSON read alike (docs/spec/canonical.md, rule 4).
    /// @param value The number.
    error CanonicalText__UnsafeNumber(uint256 value);

    /// @notice Reserves memory to write in.
    /// @param length How many bytes.
    /// @return pos The place of the first.
    function reserve(uint256 length) internal pure returns (uint256 pos) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            pos := mload(0x40)
            mstore(0x40, add(pos, length))
        }
    }

    /// @notice Writes text as it is.
    /// @param pos Where.
    /// @param text At most 32 bytes, from the left.
    /// @param length How many bytes of it.
    /// @return The place behind.
    function put(uint256 pos, bytes32 text, uint256 length) internal pure returns (uint256) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(pos, text)
        }
        unchecked {
            return pos + length;
        }
    }

    /// @notice Writes a word as hex, without quotes.
    /// @param pos Where.
    /// @param value The word.
    /// @return The place behind.
    function putHex(uint256 pos, bytes32 value) internal pure returns (uint256) {
        return putDigits(put(pos, bytes32(HEX_PREFIX), 2), value);
    }

    /// @notice Writes a word's 64 digits.
    /// @dev Of each half of the word, half bytes are moved apart, one to a byte, and each becomes its character: 10 and
    /// more carry into the upper half when 6 is added, and stand 39 further, at the letters. In a loop, so that the
    /// compiler does not copy it to wherever it is called.
    /// @param pos Where.
    /// @param value The word.
    /// @return place The place behind.
    function putDigits(uint256 pos, bytes32 value) internal pure returns (uint256 place) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            place := add(pos, 0x40)
            for {} lt(pos, place) {} {
                let x := shr(128, value)
                x := and(or(x, shl(64, x)), 0xffffffffffffffff0000000000000000ffffffffffffffff)
                x := and(or(x, shl(32, x)), 0x00000000ffffffff00000000ffffffff00000000ffffffff00000000ffffffff)
                x := and(or(x, shl(16, x)), 0x0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff)
                x := and(or(x, shl(8, x)), 0x00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff)
                x := and(or(x, shl(4, x)), 0x0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f)
                let sixes := add(x, 0x0606060606060606060606060606060606060606060606060606060606060606)
                let letters := and(shr(4, sixes), 0x0101010101010101010101010101010101010101010101010101010101010101)
                x := add(x, 0x3030303030303030303030303030303030303030303030303030303030303030)
                mstore(pos, add(x, mul(letters, 39)))
                pos := add(pos, 0x20)
                value := shl(128, value)
            }
        }
    }

    /// @notice Writes the first bytes of a word as hex, without quotes.
    /// @param pos Where.
    /// @param value The bytes, from the left.
    /// @param length How many bytes.
    /// @return The place behind.
    function putHex(uint256 pos, bytes32 value, uint256 length) internal pure returns (uint256) {
        unchecked {
            return putHex(pos, value) - 64 + 2 * length;
        }
    }

    /// @notice Writes a number in decimal digits.
    /// @param pos Where.
    /// @param value The number; one that JSON readers round is refused.
    /// @return place The place behind.
    function putNumber(uint256 pos, uint256 value) internal pure returns (uint256 place) {
        if (value > MAX_SAFE_NUMBER) revert CanonicalText__UnsafeNumber(value);
        uint256 digits;
        unchecked {
            // Most numbers have one digit.
            if (value < 10) return put(pos, bytes32((value + 0x30) << 248), 1);
            digits = value < 1e8 ? _eightDigits(value) : (_eightDigits(value / 1e8) << 64) | _eightDigits(value % 1e8);
        }
        uint256 width = _widthOf(value);
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(pos, shl(sub(256, shl(3, width)), digits))
            place := add(pos, width)
        }
    }

    /// @notice Writes true or false.
    /// @param pos Where.
    /// @param value The value.
    /// @return The place behind.
    function putBool(uint256 pos, bool value) internal pure returns (uint256) {
        return value ? put(pos, "true", 4) : put(pos, "false", 5);
    }

    /// @notice The SHA-256 of what was written.
    /// @param from The place of its first byte.
    /// @param to The place behind its last.
    /// @return hash The hash.
    function hashOf(uint256 from, uint256 to) internal view returns (bytes32 hash) {
        // The precompile fails only for want of gas, and then leaves too little to end the transaction.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            pop(staticcall(gas(), 0x02, from, sub(to, from), 0x00, 0x20))
            hash := mload(0x00)
        }
    }

    /// @dev How many digits a number below 10^16 has.
    function _widthOf(uint256 value) private pure returns (uint256 width) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            width := 1
            if gt(value, 99999999) {
                width := 9
                value := div(value, 100000000)
            }
            if gt(value, 9999) {
                width := add(width, 4)
                value := div(value, 10000)
            }
            if gt(value, 99) {
                width := add(width, 2)
                value := div(value, 100)
            }
            width := add(width, gt(value, 9))
        }
    }

    /// @dev The characters of a number below 10^8, in the last eight bytes: it is parted into numbers below 10^4, these
    /// into numbers below 100, these into digits, each time all at once. A product and a shift stand for a division.
    function _eightDigits(uint256 value) private pure returns (uint256 digits) {
        unchecked {
            digits = ((value / 1e4) << 32) | (value % 1e4);
            digits += (((digits * 5243) >> 19) & 0x0000007f0000007f) * (0x10000 - 100);
            digits += (((digits * 103) >> 10) & 0x000f000f000f000f) * (0x100 - 10);
            digits += 0x3030303030303030;
        }
    }
}
