// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ICouncilTimelock
/// @notice What the council's timelock adds to OpenZeppelin's `TimelockController`.
interface ICouncilTimelock {
    /// @notice Thrown when the delay is to be changed here: it is the rule `council.delay.seconds`.
    error CouncilTimelock__DelayIsARule();
}
