// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ILateness
/// @notice A contract whose acts have limits, and which tells whether they were kept.
/// @dev The limits, by number: 1 answer to a request, 2 delivery, 3 disposal, 4 receipt, 5 correction, 6 a step of the
/// registration, 7 rectification. What is told is of the newest run of a limit.
interface ILateness {
    /// @notice Tells whether a limit was kept.
    /// @param subject What it is about.
    /// @param clock Its number.
    /// @return who Who owes the act, followed through succession.
    /// @return since When the limit began.
    /// @return due The first moment after it, by the calendars as they are; 0 if it never began.
    /// @return late Whether the act was done at or after `due`, or has not been done and `due` is over.
    function lateness(
        bytes32 subject,
        uint8 clock
    ) external view returns (uint32 who, uint48 since, uint48 due, bool late);
}
