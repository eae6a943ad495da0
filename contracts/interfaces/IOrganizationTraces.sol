// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IOrganizationTraces
/// @notice The dated facts of organisations and seats, element by element. Packing: docs/spec/storage.md.
/// @dev For each fact: `…Trace` gives the number of elements, `…TraceElement` one of them, and `…At` the packed value
/// that held at a moment (zero before the first). Evidence reads the same elements from proven storage.
interface IOrganizationTraces {
    /// @notice The number of elements in the trace of an organisation's standing.
    /// @param organization Its number.
    /// @return The number of elements.
    function standingTrace(uint32 organization) external view returns (uint256);

    /// @notice One element of the trace of an organisation's standing.
    /// @param organization Its number.
    /// @param index The element's index, from 0.
    /// @return key The time from which it holds.
    /// @return value Status, capacities, level, region, parent and successor, packed.
    function standingTraceElement(uint32 organization, uint256 index) external view returns (uint48 key, uint176 value);

    /// @notice An organisation's standing at a moment.
    /// @param organization Its number.
    /// @param time The moment.
    /// @return The packed value.
    function standingAt(uint32 organization, uint48 time) external view returns (uint176);

    /// @notice The number of elements in the trace of an organisation's head.
    /// @param organization Its number.
    /// @return The number of elements.
    function headTrace(uint32 organization) external view returns (uint256);

    /// @notice One element of the trace of an organisation's head.
    /// @param organization Its number.
    /// @param index The element's index, from 0.
    /// @return key The time from which it holds.
    /// @return value The account, in the low 160 bits.
    function headTraceElement(uint32 organization, uint256 index) external view returns (uint48 key, uint176 value);

    /// @notice An organisation's head at a moment.
    /// @param organization Its number.
    /// @param time The moment.
    /// @return The account.
    function headAt(uint32 organization, uint48 time) external view returns (address);

    /// @notice The number of elements in the trace of an organisation's unified social credit code.
    /// @param organization Its number.
    /// @return The number of elements.
    function codeTrace(uint32 organization) external view returns (uint256);

    /// @notice One element of the trace of an organisation's unified social credit code.
    /// @param organization Its number.
    /// @param index The element's index, from 0.
    /// @return key The time from which it holds.
    /// @return value The eighteen characters, in the low 144 bits.
    function codeTraceElement(uint32 organization, uint256 index) external view returns (uint48 key, uint176 value);

    /// @notice An organisation's unified social credit code at a moment.
    /// @param organization Its number.
    /// @param time The moment.
    /// @return The eighteen characters.
    function codeAt(uint32 organization, uint48 time) external view returns (bytes18);

    /// @notice The number of elements in the trace of an organisation's name.
    /// @param organization Its number.
    /// @return The number of elements.
    function nameTrace(uint32 organization) external view returns (uint256);

    /// @notice One element of the trace of an organisation's name.
    /// @param organization Its number.
    /// @param index The element's index, from 0.
    /// @return key The time from which it holds.
    /// @return value The place of the name's hash in the list of name hashes, from 1.
    function nameTraceElement(uint32 organization, uint256 index) external view returns (uint48 key, uint176 value);

    /// @notice The hash of an organisation's name at a moment.
    /// @param organization Its number.
    /// @param time The moment.
    /// @return The hash.
    function nameAt(uint32 organization, uint48 time) external view returns (bytes32);

    /// @notice The number of elements in the trace of a seat's term.
    /// @param seat Its number.
    /// @return The number of elements.
    function termTrace(uint32 seat) external view returns (uint256);

    /// @notice One element of the trace of a seat's term.
    /// @param seat Its number.
    /// @param index The element's index, from 0.
    /// @return key The time from which it holds.
    /// @return value State, until and compromisedSince, packed.
    function termTraceElement(uint32 seat, uint256 index) external view returns (uint48 key, uint176 value);

    /// @notice A seat's term at a moment.
    /// @param seat Its number.
    /// @param time The moment.
    /// @return The packed value.
    function termAt(uint32 seat, uint48 time) external view returns (uint176);

    /// @notice The number of elements in the trace of a system seat's allowance.
    /// @param seat Its number.
    /// @param subject The grant or asset.
    /// @return The number of elements.
    function allowanceTrace(uint32 seat, bytes32 subject) external view returns (uint256);

    /// @notice One element of the trace of a system seat's allowance.
    /// @param seat Its number.
    /// @param subject The grant or asset.
    /// @param index The element's index, from 0.
    /// @return key The time from which it holds.
    /// @return value 1 if allowed, else 0.
    function allowanceTraceElement(
        uint32 seat,
        bytes32 subject,
        uint256 index
    ) external view returns (uint48 key, uint176 value);

    /// @notice Whether a system seat was allowed for a subject at a moment.
    /// @param seat Its number.
    /// @param subject The grant or asset.
    /// @param time The moment.
    /// @return True if it was.
    function allowanceAt(uint32 seat, bytes32 subject, uint48 time) external view returns (bool);
}
