// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

/// @title Traces
/// @notice Dated facts: append-only lists of (time, value), and the fields packed into their values.
/// @dev A value holds from its time, inclusive, to the time of the next one. Within one second the last value counts.
/// The packing is a published format (docs/spec/storage.md, generated from the constants below): a field is written
/// `(width << 8) | offset`, in bits, and a field once published never moves.
library Traces {
    using Checkpoints for Checkpoints.Trace208;

    /// @notice Thrown when a trace has no element with this index.
    /// @param index The index asked for.
    /// @param length The number of elements.
    error Traces__OutOfRange(uint256 index, uint256 length);

    // ─── fields of an organisation's standing ────────────────────────────────────────────────────────────────────────
    uint256 internal constant STANDING_STATUS = (8 << 8) | 0;
    uint256 internal constant STANDING_CAPACITIES = (16 << 8) | 8;
    uint256 internal constant STANDING_LEVEL = (8 << 8) | 24;
    uint256 internal constant STANDING_REGION = (24 << 8) | 32;
    uint256 internal constant STANDING_PARENT = (32 << 8) | 56;
    uint256 internal constant STANDING_SUCCESSOR = (32 << 8) | 88;

    // ─── fields of a seat's term ─────────────────────────────────────────────────────────────────────────────────────
    uint256 internal constant TERM_STATE = (8 << 8) | 0;
    uint256 internal constant TERM_UNTIL = (48 << 8) | 8;
    uint256 internal constant TERM_COMPROMISED_SINCE = (48 << 8) | 56;

    // ─── field of a system seat's allowance ──────────────────────────────────────────────────────────────────────────
    uint256 internal constant ALLOWANCE_ALLOWED = (8 << 8) | 0;

    // ─── fields of an asset's state ──────────────────────────────────────────────────────────────────────────────────
    uint256 internal constant ASSET_STATE = (8 << 8) | 0;
    uint256 internal constant ASSET_ATTRIBUTE = (8 << 8) | 8;
    uint256 internal constant ASSET_GRADE = (8 << 8) | 16;
    uint256 internal constant ASSET_VERSION = (32 << 8) | 24;
    uint256 internal constant ASSET_UNTIL = (48 << 8) | 56;
    uint256 internal constant ASSET_FROZEN = (8 << 8) | 104;

    // ─── fields of a grant's state ───────────────────────────────────────────────────────────────────────────────────
    uint256 internal constant GRANT_STATE = (8 << 8) | 0;
    uint256 internal constant GRANT_FROM = (48 << 8) | 8;
    uint256 internal constant GRANT_UNTIL = (48 << 8) | 56;
    uint256 internal constant GRANT_REASON = (16 << 8) | 104;
    uint256 internal constant GRANT_LOG_INDEX = (8 << 8) | 120;

    // ─── packing ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Reads one field of a packed value.
    /// @param value The packed value.
    /// @param field One of the constants above.
    /// @return The field's content.
    function get(uint208 value, uint256 field) internal pure returns (uint256) {
        unchecked {
            return (uint256(value) >> (field & 0xff)) & ((1 << (field >> 8)) - 1);
        }
    }

    /// @notice Replaces one field of a packed value.
    /// @dev The content comes from a type no wider than the field, so that nothing is cut off.
    /// @param value The packed value.
    /// @param field One of the constants above.
    /// @param content What the field shall hold.
    /// @return The value with that field replaced.
    function set(uint208 value, uint256 field, uint256 content) internal pure returns (uint208) {
        unchecked {
            uint256 mask = ((1 << (field >> 8)) - 1) << (field & 0xff);
            return uint208((uint256(value) & ~mask) | ((content << (field & 0xff)) & mask));
        }
    }

    // ─── traces ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Lets a value hold from this block on.
    /// @param trace The trace.
    /// @param value The value.
    function write(Checkpoints.Trace208 storage trace, uint208 value) internal {
        trace.push(uint48(block.timestamp), value);
    }

    /// @notice Reads one element.
    /// @param trace The trace.
    /// @param index The element's index, from 0.
    /// @return key The time from which the value holds.
    /// @return value The value.
    function element(
        Checkpoints.Trace208 storage trace,
        uint256 index
    ) internal view returns (uint48 key, uint208 value) {
        uint256 length = trace.length();
        if (index >= length) revert Traces__OutOfRange(index, length);

        Checkpoints.Checkpoint208 storage item = trace._checkpoints[index];
        return (item._key, item._value);
    }
}
