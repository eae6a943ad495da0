// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The cheat codes that the tests use; Hardhat's test runner answers them.
interface Vm {
    function prank(address sender) external;
    function warp(uint256 time) external;
    function roll(uint256 number) external;
    function mockCall(address callee, bytes calldata data, bytes calldata answer) external;
    function assume(bool condition) external pure;
    function expectRevert(bytes calldata reason) external;
    function expectRevert() external;
    function addr(uint256 key) external pure returns (address);
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
}

/// @notice What every test inherits: the cheat codes, and plain assertions.
abstract contract SuyuanTest {
    Vm internal constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    error Unequal(string what, uint256 actual, uint256 expected);
    error Untrue(string what);

    function check(bool condition, string memory what) internal pure {
        if (!condition) revert Untrue(what);
    }

    function equal(uint256 actual, uint256 expected, string memory what) internal pure {
        if (actual != expected) revert Unequal(what, actual, expected);
    }

    function equal(bytes32 actual, bytes32 expected, string memory what) internal pure {
        equal(uint256(actual), uint256(expected), what);
    }

    /// @notice A number between two others, both inclusive.
    function bound(uint256 value, uint256 low, uint256 high) internal pure returns (uint256) {
        return low + (value % (high - low + 1));
    }
}
