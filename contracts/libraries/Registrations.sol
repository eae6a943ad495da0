// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Registrations
/// @notice What a registration type can do to an asset, and which acts a chief data officer can veto.
library Registrations {
    // ─── effects of a type, when its procedure is coded ──────────────────────────────────────────────────────────────
    /// @dev First registration, also once more after it failed or expired: number, query code and validity.
    uint8 internal constant FIRST = 1;
    /// @dev Change: another version of the record.
    uint8 internal constant NEW_VERSION = 2;
    /// @dev Correction: another version of the record, since the one before was wrong.
    uint8 internal constant CORRECTION = 3;
    /// @dev Renewal: another term of validity.
    uint8 internal constant RENEWAL = 4;
    /// @dev Cancellation, which frees the catalogue code.
    uint8 internal constant CANCELLATION = 5;
    /// @dev Nothing but the record of it: a city's own types.
    uint8 internal constant RECORDED = 6;

    /// @dev The type of a first registration, with which `register` begins.
    uint8 internal constant TYPE_FIRST = 1;

    // ─── acts that can be vetoed ─────────────────────────────────────────────────────────────────────────────────────
    uint8 internal constant VETO_CODING = 1;
    uint8 internal constant VETO_TRANSFER = 2;
    uint8 internal constant VETO_CONFERRING = 3;
    uint8 internal constant VETO_VERSION = 4;
}
