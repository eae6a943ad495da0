// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {CanonicalText} from "../../../contracts/libraries/CanonicalText.sol";
import {SuyuanTest} from "./support/Vm.sol";

/// @notice What the library writes, as bytes.
contract CanonicalTextCaller {
    using CanonicalText for uint256;

    function number(uint256 value) external pure returns (bytes memory) {
        uint256 pos = CanonicalText.reserve(128);
        return _taken(pos, pos.putNumber(value));
    }

    function word(bytes32 value) external pure returns (bytes memory) {
        uint256 pos = CanonicalText.reserve(128);
        return _taken(pos, pos.putHex(value));
    }

    function part(bytes32 value, uint256 length) external pure returns (bytes memory) {
        uint256 pos = CanonicalText.reserve(128);
        return _taken(pos, pos.putHex(value, length));
    }

    function truth(bool value) external pure returns (bytes memory) {
        uint256 pos = CanonicalText.reserve(128);
        return _taken(pos, pos.putBool(value));
    }

    function hash(bytes32 value, uint256 length) external view returns (bytes32) {
        uint256 pos = CanonicalText.reserve(128);
        return CanonicalText.hashOf(pos, pos.put(value, length));
    }

    function _taken(uint256 from, uint256 to) private pure returns (bytes memory text) {
        text = new bytes(to - from);
        for (uint256 i = 0; i < text.length; ++i) {
            uint256 character;
            assembly ("memory-safe") {
                character := byte(0, mload(add(from, i)))
            }
            text[i] = bytes1(uint8(character));
        }
    }
}

/// @notice Numbers and hex against OpenZeppelin's.
contract CanonicalTextTest is SuyuanTest {
    CanonicalTextCaller private caller;

    function setUp() public {
        caller = new CanonicalTextCaller();
    }

    function testFuzz_numbers(uint256 value, uint8 width) public view {
        _number(bound(value, 0, 10 ** bound(width, 0, 15)));
        _number(bound(value, 0, 2 ** 53 - 1));
    }

    function test_numbersAtTheEdges() public view {
        for (uint256 width = 0; width < 16; ++width) {
            uint256 power = 10 ** width;
            if (power > 1) _number(power - 1);
            _number(power);
            if (power < 2 ** 53 - 1) _number(power + 1);
        }
        _number(0);
        _number(2 ** 53 - 1);
    }

    function testFuzz_numbersThatReadersRoundAreRefused(uint256 value) public {
        value = bound(value, 2 ** 53, type(uint256).max - 1);
        VM.expectRevert(abi.encodeWithSelector(CanonicalText.CanonicalText__UnsafeNumber.selector, value));
        caller.number(value);
    }

    function testFuzz_hex(bytes32 value) public view {
        _same(caller.word(value), bytes(Strings.toHexString(uint256(value), 32)));
        _same(caller.part(value, 16), bytes(Strings.toHexString(uint256(value) >> 128, 16)));
        _same(caller.part(value, 20), bytes(Strings.toHexString(uint256(value) >> 96, 20)));
    }

    function testFuzz_hash(bytes32 value, uint8 length) public view {
        uint256 taken = bound(length, 0, 32);
        bytes memory text = abi.encodePacked(value);
        assembly ("memory-safe") {
            mstore(text, taken)
        }
        equal(caller.hash(value, taken), sha256(text), "the hash is another");
    }

    function test_truth() public view {
        _same(caller.truth(true), "true");
        _same(caller.truth(false), "false");
    }

    function _number(uint256 value) private view {
        _same(caller.number(value), bytes(Strings.toString(value)));
    }

    function _same(bytes memory actual, bytes memory expected) private pure {
        equal(keccak256(actual), keccak256(expected), "the text is another");
    }
}
