// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title CanonicalText
/// @notice Writes canonical JSON (docs/spec/canonical.md), piece after piece.
/// @dev Every function writes at a place in memory and returns the place behind. It may leave rubbish behind that place,
/// up to the 64th byte: whoever writes reserves that much more.
library CanonicalText {
    /// @dev `0x`, which is written in front of all hex.
    uint256 private constant HEX_PREFIX = 0x3078 << 240;

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
    /// @dev In a loop over both halves, so that the compiler does not copy it to wherever it is called.
    /// @param pos Where.
    /// @param value The word.
    /// @return The place behind.
    function putDigits(uint256 pos, bytes32 value) internal pure returns (uint256) {
        uint256 rest = uint256(value);
        uint256 end = pos + 64;
        while (pos < end) {
            uint256 digits = _digits(rest >> 128);
            // solhint-disable-next-line no-inline-assembly
            assembly ("memory-safe") {
                mstore(pos, digits)
                pos := add(pos, 0x20)
                rest := shl(128, rest)
            }
        }
        return pos;
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
    /// @param value The number.
    /// @return place The place behind.
    function putNumber(uint256 pos, uint256 value) internal pure returns (uint256 place) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let digits := 0
            let width := 0
            // The last digit first, each to the left of the one before.
            for {} 1 {} {
                digits := or(shr(8, digits), shl(248, add(0x30, mod(value, 10))))
                width := add(width, 1)
                value := div(value, 10)
                if iszero(value) {
                    break
                }
            }
            mstore(pos, digits)
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

    /// @dev The 32 digits of 16 bytes: half bytes are moved apart, one to a byte, and each becomes its character.
    function _digits(uint256 value) private pure returns (uint256 digits) {
        unchecked {
            digits = (value | (value << 64)) & 0x0000000000000000ffffffffffffffff0000000000000000ffffffffffffffff;
            digits = (digits | (digits << 32)) & 0x00000000ffffffff00000000ffffffff00000000ffffffff00000000ffffffff;
            digits = (digits | (digits << 16)) & 0x0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff;
            digits = (digits | (digits << 8)) & 0x00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff;
            digits = (digits | (digits << 4)) & 0x0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f;
            // 10 and more carry into the upper half when 6 is added: those stand 39 further, at the letters.
            uint256 letters =
                ((digits + 0x0606060606060606060606060606060606060606060606060606060606060606) >> 4) &
                    0x0101010101010101010101010101010101010101010101010101010101010101;
            digits += 0x3030303030303030303030303030303030303030303030303030303030303030 + letters * 39;
        }
    }
}
