// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IOrganizationTraces
/// @notice What held at a moment. Evidence reads the same facts from proven storage (docs/spec/storage.md).
interface IOrganizationTraces {
    /// @notice An organisation's standing at a moment.
    /// @dev A suspension is a date within the value: at that moment or later, the organisation was suspended.
    /// @param organization Its number.
    /// @param time The moment.
    /// @return Status, capacities, level, region, parent, successor and suspendedSince, packed; 0 before its admission.
    function standingAt(uint32 organization, uint48 time) external view returns (uint176);

    /// @notice An organisation's head at a moment.
    /// @param organization Its number.
    /// @param time The moment.
    /// @return The account; zero before its admission.
    function headAt(uint32 organization, uint48 time) external view returns (address);

    /// @notice An organisation's unified social credit code at a moment.
    /// @param organization Its number.
    /// @param time The moment.
    /// @return The eighteen characters; zero before its admission.
    function codeAt(uint32 organization, uint48 time) external view returns (bytes18);

    /// @notice The hash of an organisation's name at a moment.
    /// @param organization Its number.
    /// @param time The moment.
    /// @return The hash; zero before its admission.
    function nameAt(uint32 organization, uint48 time) external view returns (bytes32);

    /// @notice Whether a system seat was allowed for a subject at a moment.
    /// @param seat Its number.
    /// @param subject The grant or asset.
    /// @param time The moment.
    /// @return True if it was.
    function allowanceAt(uint32 seat, bytes32 subject, uint48 time) external view returns (bool);
}
