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
    /// @dev Weights of places 0 to 16: powers of 3 modulo 31, one byte each.
    bytes17 private constant WEIGHTS = hex"0103091b131a1011141d190d08180a1e1c";
    /// @dev The number of characters, and the modulus of the check.
    uint256 private constant MODULUS = 31;
    /// @dev Places that the check character covers.
    uint256 private constant CHECKED = 17;
    /// @dev Places 2 to 7 are the region of registration (GB/T 2260): digits only.
    uint256 private constant REGION_BEGIN = 2;
    uint256 private constant REGION_END = 8;
    uint256 private constant HIGHEST_DIGIT = 9;
    /// @dev What {_valueOf} gives for a character that has no value.
    uint256 private constant NONE = type(uint256).max;

    /// @notice Refuses a code that is malformed or whose check character is wrong.
    /// @param code Eighteen ASCII characters.
    function requireValid(bytes18 code) internal pure {
        bytes1 expected = checkCharacter(code);

        if (_valueOf(code[CHECKED]) == NONE) revert UnifiedCode__BadCharacter(code, CHECKED);
        if (code[CHECKED] != expected) revert UnifiedCode__BadCheckCharacter(code, expected);
    }

    /// @notice Computes the check character of a code's first seventeen characters.
    /// @param code Eighteen ASCII characters; the last one does not matter.
    /// @return The check character.
    function checkCharacter(bytes18 code) internal pure returns (bytes1) {
        uint256 sum = 0;
        for (uint256 i = 0; i < CHECKED; ++i) {
            uint256 value = _valueOf(code[i]);
            uint256 highest = i >= REGION_BEGIN && i < REGION_END ? HIGHEST_DIGIT : MODULUS - 1;
            if (value > highest) revert UnifiedCode__BadCharacter(code, i);
            sum += value * uint8(WEIGHTS[i]);
        }
        return ALPHABET[(MODULUS - (sum % MODULUS)) % MODULUS];
    }

    /// @dev The value of a character: its place in the alphabet. Comparisons, since a search would cost far more.
    function _valueOf(bytes1 character) private pure returns (uint256) {
        if (character >= "0" && character <= "9") return uint8(character) - uint8(bytes1("0"));
        if (character < "A" || character > "Y") return NONE;
        if (character == "I" || character == "O" || character == "S" || character == "V") return NONE;

        uint256 value = 10 + uint8(character) - uint8(bytes1("A"));
        if (character > "I") --value;
        if (character > "O") --value;
        if (character > "S") --value;
        if (character > "V") --value;
        return value;
    }
}
