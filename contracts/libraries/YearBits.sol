// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title YearBits
/// @notice Days and years of the Gregorian calendar in Asia/Shanghai, and counting in a year's bitmap.
/// @dev Days are counted from 1970-01-01, within a year from 0. A bitmap has two words: bit d of `low` is day d, bit
/// d of `high` is day 256 + d. Nothing here overflows for times of 48 bits.
library YearBits {
    /// @dev The first and the last year that are reckoned with.
    uint256 internal constant FIRST_YEAR = 1970;
    uint256 internal constant LAST_YEAR = 2200;

    /// @dev How far Beijing time is ahead of UTC. There is no summer time; what there was until 1991 is left out.
    uint256 private constant OFFSET = 8 hours;
    /// @dev Days in the 400 years after which the calendar repeats.
    uint256 private constant DAYS_IN_400_YEARS = 146_097;
    /// @dev Leap days from the year 1 to 1969.
    uint256 private constant LEAP_DAYS_BEFORE_1970 = 477;
    /// @dev The day of the week of 1970-01-01, from 0 for Monday.
    uint256 private constant THURSDAY = 3;
    /// @dev The bits of whose number the remainder by 7 is below 5.
    uint256 private constant WEEK = 0xf3e7cf9f3e7cf9f3e7cf9f3e7cf9f3e7cf9f3e7cf9f3e7cf9f3e7cf9f3e7cf9f;

    /// @dev The lower half of every field of 2, 4, 8 and 16 bits, and 1 in every field of 16 bits.
    uint256 private constant PAIRS = type(uint256).max / 0x3;
    uint256 private constant NIBBLES = type(uint256).max / 0x5;
    uint256 private constant BYTES = type(uint256).max / 0x11;
    uint256 private constant WORDS = type(uint256).max / 0x101;
    uint256 private constant ONES = type(uint256).max / 0xffff;

    // ─── days and years ──────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice The day on which a moment lies.
    /// @param time The moment, in seconds since the epoch.
    /// @return The day.
    function dayOf(uint256 time) internal pure returns (uint256) {
        unchecked {
            return (time + OFFSET) / 1 days;
        }
    }

    /// @notice The first moment after a day.
    /// @param day The day.
    /// @return The moment, in seconds since the epoch.
    function endOf(uint256 day) internal pure returns (uint48) {
        unchecked {
            return uint48((day + 1) * 1 days - OFFSET);
        }
    }

    /// @notice The year in which a day lies.
    /// @param day The day.
    /// @return year The year.
    /// @return first The first day of that year.
    function yearOf(uint256 day) internal pure returns (uint256 year, uint256 first) {
        unchecked {
            // By the mean length of a year, which is wrong by one year at most.
            year = FIRST_YEAR + (day * 400) / DAYS_IN_400_YEARS;
            first = firstDayOf(year);
            if (first > day) first = firstDayOf(--year);
            else if (day >= first + lengthOf(year)) first = firstDayOf(++year);
        }
    }

    /// @notice The first day of a year.
    /// @param year The year, not before 1970.
    /// @return The day.
    function firstDayOf(uint256 year) internal pure returns (uint256) {
        unchecked {
            uint256 past = year - 1;
            return (year - FIRST_YEAR) * 365 + past / 4 - past / 100 + past / 400 - LEAP_DAYS_BEFORE_1970;
        }
    }

    /// @notice The number of days of a year.
    /// @param year The year.
    /// @return 365 or 366.
    function lengthOf(uint256 year) internal pure returns (uint256) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365;
    }

    /// @notice The bitmap of Mondays to Fridays of a year.
    /// @param first The first day of the year.
    /// @param length The number of its days.
    /// @return low Its first word.
    /// @return high Its second word.
    function mondaysToFridays(uint256 first, uint256 length) internal pure returns (uint256 low, uint256 high) {
        unchecked {
            low = _weekFrom(first);
            high = _weekFrom(first + 256) & ((1 << (length - 256)) - 1);
        }
    }

    /// @dev A word whose bit 0 is a given day.
    function _weekFrom(uint256 day) private pure returns (uint256) {
        unchecked {
            uint256 weekday = (day + THURSDAY) % 7;
            return (WEEK >> weekday) | (WEEK << (7 - weekday));
        }
    }

    // ─── bits ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Finds the n-th set bit of a bitmap, from some bit on.
    /// @param low The first word.
    /// @param high The second word.
    /// @param start The first bit that counts.
    /// @param n Which set bit to find, from 1.
    /// @return index Its place, if there is one.
    /// @return left 0 if there is one; else n less the number of set bits from `start` on.
    function nth(
        uint256 low,
        uint256 high,
        uint256 start,
        uint256 n
    ) internal pure returns (uint256 index, uint256 left) {
        unchecked {
            uint256 count;
            if (start < 256) {
                low = (low >> start) << start;
                count = ones(low);
                if (count >= n) return (_select(low, n), 0);
                n -= count;
            } else {
                start -= 256;
                high = (high >> start) << start;
            }
            count = ones(high);
            if (count >= n) return (256 + _select(high, n), 0);
            return (0, n - count);
        }
    }

    /// @notice Counts the set bits of a bitmap below some bit.
    /// @param low The first word.
    /// @param high The second word.
    /// @param end The first bit that does not count.
    /// @return The number.
    function onesBelow(uint256 low, uint256 high, uint256 end) internal pure returns (uint256) {
        unchecked {
            if (end < 256) return ones(low & ((1 << end) - 1));
            return ones(low) + ones(high & ((1 << (end - 256)) - 1));
        }
    }

    /// @notice Counts the set bits of a word, in fields of doubling width.
    /// @param word The word.
    /// @return The number.
    function ones(uint256 word) internal pure returns (uint256) {
        unchecked {
            word -= (word >> 1) & PAIRS;
            word = (word & NIBBLES) + ((word >> 2) & NIBBLES);
            word = (word + (word >> 4)) & BYTES;
            word = (word & WORDS) + ((word >> 8) & WORDS);
            // The product's highest 16 bits are the sum of all fields.
            return (word * ONES) >> 240;
        }
    }

    /// @dev The place of the n-th set bit, which there MUST be: in which half, in which quarter, and so on.
    function _select(uint256 word, uint256 n) private pure returns (uint256 index) {
        unchecked {
            for (uint256 width = 128; width != 0; width >>= 1) {
                uint256 count = ones(word & ((1 << width) - 1));
                if (count < n) {
                    n -= count;
                    index += width;
                    word >>= width;
                }
            }
        }
    }
}
