// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title UnifiedCode
/// @notice The unified social credit code of GB 32100-2015: eighteen characters, the last of which checks the others.
library UnifiedCode {
    /// @notice Thrown when a character is outside the code's alphabet of 31, or no digit where the region stands.
    /// @param code The code.
    /// @param position The place of the character, from 0.
    error UnifiedCode__BadCharacter(bytes18 code, uint256 position);

    /// @notice Thrown when the last character does not check the seventeen before it.
    /// @param code The code.
    /// @param expected The check character that would fit.
    error UnifiedCode__BadCheckCharacter(bytes18 code, bytes1 expected);

    /// @dev Digits and capital letters without I, O, S, V and Z, in the order of their values.
    bytes31 private constant ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    /// @dev Read the other way: five bits for each character from "0" to "Y", 31 for one without a value.
    uint256 private constant VALUES = 0x3dde7f7afe717fdab49cbf183dcd62d5ffffffffd28398a418820;
    uint256 private constant FIRST = 0x30;
    uint256 private constant PLACES = 42;
    /// @dev What {_valueOf} gives for a character that has no value.
    uint256 private constant NONE = 31;
    /// @dev The number of characters, and the modulus of the check. Weights are the powers of 3 modulo that.
    uint256 private constant MODULUS = 31;
    uint256 private constant BASE = 3;
    /// @dev Places that the check character covers.
    uint256 private constant CHECKED = 17;
    /// @dev Places 2 to 7 are the region of registration (GB/T 2260): digits only.
    uint256 private constant REGION_BEGIN = 2;
    uint256 private constant REGION_END = 8;
    uint256 private constant HIGHEST_DIGIT = 9;

    /// @notice Refuses a code that is malformed or whose check character is wrong.
    /// @param code Eighteen ASCII characters.
    function requireValid(bytes18 code) internal pure {
        bytes1 expected = checkCharacter(code);

        if (_valueOf(code, CHECKED) == NONE) revert UnifiedCode__BadCharacter(code, CHECKED);
        if (bytes1(code << (8 * CHECKED)) != expected) revert UnifiedCode__BadCheckCharacter(code, expected);
    }

    /// @notice Computes the check character of a code's first seventeen characters.
    /// @param code Eighteen ASCII characters; the last one does not matter.
    /// @return The check character.
    function checkCharacter(bytes18 code) internal pure returns (bytes1) {
        unchecked {
            uint256 sum = 0;
            uint256 weight = 1;
            for (uint256 i = 0; i < CHECKED; ++i) {
                uint256 value = _valueOf(code, i);
                uint256 highest = i >= REGION_BEGIN && i < REGION_END ? HIGHEST_DIGIT : MODULUS - 1;
                if (value > highest) revert UnifiedCode__BadCharacter(code, i);
                sum += value * weight;
                weight = (weight * BASE) % MODULUS;
            }
            return bytes1(ALPHABET << (8 * ((MODULUS - (sum % MODULUS)) % MODULUS)));
        }
    }

    /// @dev The value of the character at a place: its place in the alphabet.
    function _valueOf(bytes18 code, uint256 place) private pure returns (uint256) {
        unchecked {
            // A character below the first one wraps around, and lies beyond the last one.
            uint256 character = uint256(uint8(bytes1(code << (8 * place)))) - FIRST;
            return character < PLACES ? (VALUES >> (5 * character)) & NONE : NONE;
        }
    }
}
