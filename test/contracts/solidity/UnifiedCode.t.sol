// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {UnifiedCode} from "../../../contracts/libraries/UnifiedCode.sol";
import {SuyuanTest} from "./support/Vm.sol";

/// @notice The library behind a call, so that a refusal can be caught.
contract UnifiedCodeCaller {
    function requireValid(bytes18 code) external pure {
        UnifiedCode.requireValid(code);
    }
}

/// @notice The check character of unified social credit codes, against the congruence that defines it: the values of
/// all eighteen characters, weighted by powers of three, sum to 0 modulo 31 (GB 32100-2015).
contract UnifiedCodeTest is SuyuanTest {
    bytes private constant ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    UnifiedCodeCaller private caller;

    function setUp() public {
        caller = new UnifiedCodeCaller();
    }

    function test_publishedCodesAreValid() public view {
        // Codes that organisations publish on their own pages.
        check(_valid("91350100M000100Y43"), "an example of the standard");
        check(_valid("91110000600037341L"), "a company");
    }

    function testFuzz_exactlyOneCheckCharacterFits(uint256 seed) public view {
        bytes18 code = _random(seed);
        uint256 fitting = 0;
        for (uint256 value = 0; value < 31; ++value) {
            bytes18 candidate = _with(code, 17, ALPHABET[value]);
            bool valid = _valid(candidate);
            check(valid == (_sum(candidate) % 31 == 0), "the library and the congruence differ");
            if (valid) ++fitting;
        }
        equal(fitting, 1, "fitting check characters");
    }

    function testFuzz_oneChangedCharacterIsRefused(uint256 seed, uint256 place, uint256 by) public view {
        bytes18 code = _complete(_random(seed));
        uint256 at_ = bound(place, 0, 17);
        uint256 base = at_ >= 2 && at_ < 8 ? 10 : 31;
        uint256 value = (_valueOf(code[at_]) + bound(by, 1, base - 1)) % base;
        check(!_valid(_with(code, at_, ALPHABET[value])), "a changed character is accepted");
    }

    function testFuzz_strangeCharacterIsRefused(uint256 seed, uint256 place, bytes1 character) public {
        VM.assume(_valueOf(character) == type(uint256).max);
        uint256 at_ = bound(place, 0, 17);
        bytes18 code = _with(_complete(_random(seed)), at_, character);
        VM.expectRevert(abi.encodeWithSelector(UnifiedCode.UnifiedCode__BadCharacter.selector, code, at_));
        caller.requireValid(code);
    }

    function testFuzz_letterInRegionIsRefused(uint256 seed, uint256 place, uint256 letter) public {
        uint256 at_ = bound(place, 2, 7);
        bytes18 code = _with(_complete(_random(seed)), at_, ALPHABET[bound(letter, 10, 30)]);
        VM.expectRevert(abi.encodeWithSelector(UnifiedCode.UnifiedCode__BadCharacter.selector, code, at_));
        caller.requireValid(code);
    }

    function _valid(bytes18 code) private view returns (bool) {
        try caller.requireValid(code) {
            return true;
        } catch {
            return false;
        }
    }

    function _random(uint256 seed) private pure returns (bytes18 code) {
        for (uint256 i = 0; i < 17; ++i) {
            uint256 base = i >= 2 && i < 8 ? 10 : 31;
            code = _with(code, i, ALPHABET[uint256(keccak256(abi.encode(seed, i))) % base]);
        }
        return _with(code, 17, "0");
    }

    function _complete(bytes18 code) private pure returns (bytes18) {
        uint256 rest = _sum(_with(code, 17, "0")) % 31;
        return _with(code, 17, ALPHABET[(31 - rest) % 31]);
    }

    function _sum(bytes18 code) private pure returns (uint256 sum) {
        uint256 weight = 1;
        for (uint256 i = 0; i < 17; ++i) {
            sum += weight * _valueOf(code[i]);
            weight = (weight * 3) % 31;
        }
        sum += _valueOf(code[17]);
    }

    function _valueOf(bytes1 character) private pure returns (uint256) {
        for (uint256 i = 0; i < 31; ++i) {
            if (ALPHABET[i] == character) return i;
        }
        return type(uint256).max;
    }

    function _with(bytes18 code, uint256 place, bytes1 character) private pure returns (bytes18) {
        bytes18 mask = ~(bytes18(bytes1(0xff)) >> (8 * place));
        return (code & mask) | (bytes18(character) >> (8 * place));
    }
}
