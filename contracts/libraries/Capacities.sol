// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Capacities
/// @notice In what capacities an organisation takes part: a bitmap, since one organisation may have several.
library Capacities {
    /// @dev A department that provides and uses data (Order 809, Art 2).
    uint16 internal constant DEPARTMENT = 1 << 0;
    /// @dev The competent department, which admits and supervises (Order 809, Art 8).
    uint16 internal constant AUTHORITY = 1 << 1;
    /// @dev Confirms registrations (Interim Measures for the Registration of Public Data Resources).
    uint16 internal constant REGISTRAR = 1 << 2;
    /// @dev Runs an exchange platform and its log (Order 809, Art 31).
    uint16 internal constant EXCHANGE_CENTRE = 1 << 3;
    /// @dev Replays logs and cosigns their checkpoints.
    uint16 internal constant AUDIT_BODY = 1 << 4;
    /// @dev A company authorised to operate public data.
    uint16 internal constant OPERATING_BODY = 1 << 5;

    /// @dev In one of these capacities an organisation may hold what a department held.
    uint16 internal constant HOLDERS = DEPARTMENT | AUTHORITY;
    /// @dev Every capacity that is known.
    uint16 internal constant ALL = (1 << 6) - 1;
}
