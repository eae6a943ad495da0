// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Traces
/// @notice Dated facts: append-only lists of (time, value), and the fields packed into their values.
/// @dev A value holds from its time, inclusive, to the time of the next one. Within one second the last value counts.
/// An element is one word: bits 0 to 47 its time, bits 48 to 79 how many elements came before it, bits 80 to 255 its
/// value. The newest element stands in the trace's own slot, so that reading the present takes one slot and beginning
/// a trace writes one; earlier ones stand at keccak256(slot) + index.
/// The packing is a published format (docs/spec/storage.md, generated from the constants below): a field is written
/// `(width << 8) | offset`, in bits, and a field once published never moves.
library Traces {
    /// @dev A dated fact.
    struct Trace {
        /// @dev The newest element; zero while there is none.
        uint256 newest;
    }

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
    /// @dev Set where it stands: before that moment the organisation was not suspended.
    uint256 internal constant STANDING_SUSPENDED_SINCE = (48 << 8) | 120;

    // ─── field of a system seat's allowance ──────────────────────────────────────────────────────────────────────────
    uint256 internal constant ALLOWANCE_ALLOWED = (8 << 8) | 0;

    // ─── fields of a responsibility ──────────────────────────────────────────────────────────────────────────────────
    uint256 internal constant DUTY_SEAT = (32 << 8) | 0;
    uint256 internal constant DUTY_BASIS = (32 << 8) | 32;

    // ─── fields of an asset's state ──────────────────────────────────────────────────────────────────────────────────
    uint256 internal constant ASSET_STATE = (8 << 8) | 0;
    uint256 internal constant ASSET_ATTRIBUTE = (8 << 8) | 8;
    uint256 internal constant ASSET_GRADE = (8 << 8) | 16;
    uint256 internal constant ASSET_VERSION = (32 << 8) | 24;
    uint256 internal constant ASSET_UNTIL = (48 << 8) | 56;
    uint256 internal constant ASSET_FROZEN = (8 << 8) | 104;
    uint256 internal constant ASSET_REGISTRAR = (32 << 8) | 112;
    uint256 internal constant ASSET_SERIAL = (32 << 8) | 144;

    // ─── fields of a grant's state ───────────────────────────────────────────────────────────────────────────────────
    uint256 internal constant GRANT_STATE = (8 << 8) | 0;
    /// @dev Moved back where it stands when the grant ends, to that moment.
    uint256 internal constant GRANT_UNTIL = (40 << 8) | 8;
    uint256 internal constant GRANT_LOG = (24 << 8) | 48;
    uint256 internal constant GRANT_SCOPE = (8 << 8) | 72;
    /// @dev Set where they stand: before that moment the grant was not suspended, or not resumed.
    uint256 internal constant GRANT_SUSPENDED = (40 << 8) | 80;
    uint256 internal constant GRANT_RESUMED = (40 << 8) | 120;
    uint256 internal constant GRANT_REASON = (16 << 8) | 160;

    // ─── fields of a right's state ───────────────────────────────────────────────────────────────────────────────────
    uint256 internal constant RIGHT_STATE = (8 << 8) | 0;
    uint256 internal constant RIGHT_UNTIL = (48 << 8) | 8;
    uint256 internal constant RIGHT_REASON = (16 << 8) | 56;

    // ─── fields of an asset's value stage ────────────────────────────────────────────────────────────────────────────
    uint256 internal constant STAGE_STAGE = (8 << 8) | 0;
    uint256 internal constant STAGE_NUMBER = (32 << 8) | 8;

    // ─── fields of a case's state ────────────────────────────────────────────────────────────────────────────────────
    uint256 internal constant CASE_STATE = (8 << 8) | 0;
    uint256 internal constant CASE_BY = (32 << 8) | 8;

    // ─── fields of a finding's state ─────────────────────────────────────────────────────────────────────────────────
    uint256 internal constant FINDING_STATE = (8 << 8) | 0;
    uint256 internal constant FINDING_BY = (32 << 8) | 8;
    uint256 internal constant FINDING_ORDERED_BY = (48 << 8) | 40;
    uint256 internal constant FINDING_ORDERED_AT = (48 << 8) | 88;
    uint256 internal constant FINDING_REPORTED_AT = (40 << 8) | 136;

    // ─── fields of a rule's version ──────────────────────────────────────────────────────────────────────────────────
    uint256 internal constant RULE_VALUE = (128 << 8) | 0;
    uint256 internal constant RULE_MARK = (8 << 8) | 128;

    // ─── fields of a registration type's version ─────────────────────────────────────────────────────────────────────
    uint256 internal constant TYPE_EFFECT = (8 << 8) | 0;
    uint256 internal constant TYPE_ASSESSED = (8 << 8) | 8;
    uint256 internal constant TYPE_REVIEWED = (8 << 8) | 16;
    uint256 internal constant TYPE_ACCEPT_DAYS = (16 << 8) | 24;
    uint256 internal constant TYPE_REVIEW_DAYS = (16 << 8) | 40;
    uint256 internal constant TYPE_NOTICE_DAYS = (16 << 8) | 56;
    uint256 internal constant TYPE_MARK = (8 << 8) | 72;

    // ─── packing ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Reads one field of a packed value.
    /// @param value The packed value.
    /// @param field One of the constants above.
    /// @return The field's content.
    function get(uint176 value, uint256 field) internal pure returns (uint256) {
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
    function set(uint176 value, uint256 field, uint256 content) internal pure returns (uint176) {
        unchecked {
            uint256 mask = ((1 << (field >> 8)) - 1) << (field & 0xff);
            return uint176((uint256(value) & ~mask) | ((content << (field & 0xff)) & mask));
        }
    }

    // ─── traces ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Lets a value hold from this block on.
    /// @param trace The trace.
    /// @param value The value.
    function write(Trace storage trace, uint176 value) internal {
        writeFrom(trace, value, uint48(block.timestamp));
    }

    /// @notice Lets a value hold from a moment on.
    /// @dev The caller MUST refuse a moment before the newest element's, or in the past.
    /// @param trace The trace.
    /// @param value The value.
    /// @param from The moment, in seconds since the epoch.
    function writeFrom(Trace storage trace, uint176 value, uint48 from) internal {
        uint256 newest = trace.newest;
        uint256 before = uint32(newest >> 48);
        if (newest != 0 && uint48(newest) != from) {
            _setEarlier(trace, before, newest);
            ++before;
        }
        trace.newest = (uint256(value) << 80) | (before << 48) | from;
    }

    /// @notice Takes the newest element away again.
    /// @dev The caller MUST refuse an element whose time has come: what held never changes.
    /// @param trace A trace with at least one element.
    function withdraw(Trace storage trace) internal {
        uint256 before = uint32(trace.newest >> 48);
        trace.newest = before == 0 ? 0 : _earlier(trace, before - 1);
    }

    /// @notice Completes the newest element where it stands.
    /// @dev Only for a field that says from when on it counts, so that what held before is not changed.
    /// @param trace A trace with at least one element.
    /// @param value The value with that field set.
    function complete(Trace storage trace, uint176 value) internal {
        trace.newest = (uint256(value) << 80) | uint80(trace.newest);
    }

    /// @notice The value that holds at present.
    /// @param trace The trace.
    /// @return The value; zero if there is none.
    function latest(Trace storage trace) internal view returns (uint176) {
        return uint176(trace.newest >> 80);
    }

    /// @notice The time from which the newest value holds.
    /// @param trace The trace.
    /// @return The time; zero if there is none.
    function newestTime(Trace storage trace) internal view returns (uint48) {
        return uint48(trace.newest);
    }

    /// @notice The number of elements.
    /// @param trace The trace.
    /// @return The number.
    function length(Trace storage trace) internal view returns (uint256) {
        uint256 newest = trace.newest;
        return newest == 0 ? 0 : uint256(uint32(newest >> 48)) + 1;
    }

    /// @notice The value that held at a moment.
    /// @dev Takes as many steps as the number of elements has binary digits.
    /// @param trace The trace.
    /// @param time The moment, in seconds since the epoch.
    /// @return The value; zero before the first element.
    function lookup(Trace storage trace, uint48 time) internal view returns (uint176) {
        return uint176(_wordAt(trace, time) >> 80);
    }

    /// @notice The element that held at a moment.
    /// @param trace The trace.
    /// @param time The moment, in seconds since the epoch.
    /// @return key The time from which the value holds; zero before the first element.
    /// @return value The value; zero before the first element.
    function find(Trace storage trace, uint48 time) internal view returns (uint48 key, uint176 value) {
        uint256 word = _wordAt(trace, time);
        return (uint48(word), uint176(word >> 80));
    }

    /// @notice Reads one element.
    /// @param trace The trace.
    /// @param index The element's index, from 0.
    /// @return key The time from which the value holds.
    /// @return value The value.
    function element(Trace storage trace, uint256 index) internal view returns (uint48 key, uint176 value) {
        uint256 count = length(trace);
        if (index >= count) revert Traces__OutOfRange(index, count);

        uint256 word = index + 1 == count ? trace.newest : _earlier(trace, index);
        return (uint48(word), uint176(word >> 80));
    }

    /// @dev The word of the element that held at a moment; zero before the first.
    function _wordAt(Trace storage trace, uint48 time) private view returns (uint256) {
        uint256 newest = trace.newest;
        if (uint48(newest) <= time) return newest;

        (uint256 low, uint256 high) = (0, uint32(newest >> 48));
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (uint48(_earlier(trace, middle)) <= time) low = middle + 1;
            else high = middle;
        }
        return low == 0 ? 0 : _earlier(trace, low - 1);
    }

    /// @dev Reads an element that is no longer the newest.
    function _earlier(Trace storage trace, uint256 index) private view returns (uint256 word) {
        uint256 place = _placeOf(trace, index);
        // A trace's slot is known to the compiler as a place only, hence the assembly here and below.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            word := sload(place)
        }
    }

    function _setEarlier(Trace storage trace, uint256 index, uint256 word) private {
        uint256 place = _placeOf(trace, index);
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            sstore(place, word)
        }
    }

    /// @dev Where an earlier element stands: as in an array whose length is at the trace's slot.
    function _placeOf(Trace storage trace, uint256 index) private pure returns (uint256 place) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(0, trace.slot)
            place := add(keccak256(0, 32), index)
        }
    }
}
