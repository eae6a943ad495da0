// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {IWorkCalendar} from "./interfaces/IWorkCalendar.sol";
import {YearBits} from "./libraries/YearBits.sol";
import {SuyuanBase} from "./SuyuanBase.sol";
import {SuyuanManaged} from "./SuyuanManaged.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title WorkCalendar
/// @notice Working days in China, by the yearly notices of the State Council's General Office on public holidays.
contract WorkCalendar is IWorkCalendar, SuyuanManaged {
    /// @dev One version of a year.
    struct Year {
        uint256 low;
        uint128 high;
        uint48 publishedAt;
        uint16 version;
        bytes32 source;
    }

    /// @dev The bounds of a limit, in working days.
    uint256 private constant LEAST_DAYS = 1;
    uint256 private constant MOST_DAYS = 250;
    /// @dev The bounds of a year's working days. By the lower one a limit ends in the second year after it began at the
    /// latest, so that its computation takes three steps at most.
    uint256 private constant LEAST_A_YEAR = 200;
    uint256 private constant MOST_A_YEAR = 300;
    uint256 private constant YEARS_OF_A_LIMIT = 3;
    /// @dev How often a year can be published: it bounds the work of `laterDeadline`.
    uint16 private constant MOST_VERSIONS = 16;
    /// @dev How many years may begin between two moments between which days are counted.
    uint256 private constant MOST_YEARS_BETWEEN = 3;
    /// @dev Asks for the newest versions.
    uint48 private constant NEWEST = type(uint48).max;

    /// @dev The newest version of each year, where one slot tells whether and when it was published.
    mapping(uint256 year => Year) private _years;
    /// @dev Earlier versions by their number; 0 is never written, and reads as a year that is not published.
    mapping(uint256 year => mapping(uint256 version => Year)) private _earlier;

    /// @param manager The access manager, which knows who may publish.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(
        address manager,
        address forwarder,
        bytes32 deploymentId_
    ) SuyuanBase(forwarder, deploymentId_) AccessManaged(_requireAddress(manager)) {}

    // ─── publication ─────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IWorkCalendar
    function publishYear(uint16 year, uint256 low, uint256 high, bytes32 source) external restricted {
        Year storage newest = _years[year];
        uint16 version = newest.version;

        if (source == 0) revert WorkCalendar__NoSource(year);
        _requireYear(year);
        _requirePlausible(year, low, high);
        if (version == MOST_VERSIONS) revert WorkCalendar__TooManyVersions(year, version);

        if (version != 0) _earlier[year][version] = newest;
        ++version;
        _years[year] = Year(low, uint128(high), _now(), version, source);

        emit YearPublished(year, version, low, high, source);
    }

    // ─── versions ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IWorkCalendar
    function yearOf(
        uint16 year
    ) external view returns (uint256 low, uint256 high, bytes32 source, uint16 version, uint48 publishedAt) {
        Year memory one = _years[year];
        return (one.low, one.high, one.source, one.version, one.publishedAt);
    }

    /// @inheritdoc IWorkCalendar
    function yearVersion(
        uint16 year,
        uint16 version
    ) external view returns (uint256 low, uint256 high, bytes32 source, uint48 publishedAt) {
        Year memory one = version == _years[year].version ? _years[year] : _earlier[year][version];
        if (one.version == 0) revert WorkCalendar__UnknownVersion(year, version);

        return (one.low, one.high, one.source, one.publishedAt);
    }

    // ─── days ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IWorkCalendar
    function isWorkingDay(uint48 time) external view returns (bool working, bool provisional) {
        uint256 day = YearBits.dayOf(time);
        (uint256 year, uint256 first) = YearBits.yearOf(day);
        uint256 index = day - first;
        uint256 low;
        uint256 high;
        (low, high, provisional) = _bits(year, first, index, NEWEST);

        working = (index < 256 ? low >> index : high >> (index - 256)) & 1 == 1;
    }

    /// @inheritdoc IWorkCalendar
    function addWorkingDays(uint48 from, uint16 n) external view returns (uint48 deadline, bool provisional) {
        return _deadline(from, n, NEWEST);
    }

    /// @inheritdoc IWorkCalendar
    function laterDeadline(
        uint48 from,
        uint16 n,
        uint48 stored
    ) external view returns (uint48 deadline, bool provisional) {
        (deadline, provisional) = _deadline(from, n, NEWEST);
        if (stored > deadline) deadline = stored;

        (uint256 year, uint256 first) = YearBits.yearOf(YearBits.dayOf(from) + 1);
        // A year that begins after the end has no say.
        for (uint256 i = 0; i < YEARS_OF_A_LIMIT && first < YearBits.dayOf(deadline); ++i) {
            uint48 latest = _latestSince(from, n, year);
            if (latest > deadline) deadline = latest;
            first += YearBits.lengthOf(year);
            ++year;
        }
    }

    /// @inheritdoc IWorkCalendar
    function workingDaysBetween(uint48 a, uint48 b) external view returns (uint16 days_, bool provisional) {
        uint256 day = YearBits.dayOf(a) + 1;
        uint256 end = YearBits.dayOf(b) + 1;
        (uint256 year, uint256 first) = YearBits.yearOf(day);
        if (b < a || end > YearBits.firstDayOf(year + MOST_YEARS_BETWEEN + 1)) revert WorkCalendar__BadSpan(a, b);

        uint256 count;
        while (day < end) {
            (uint256 low, uint256 high, bool assumed) = _bits(year, first, day - first, NEWEST);
            uint256 next = first + YearBits.lengthOf(year);
            uint256 last = end < next ? end : next;
            count += YearBits.onesBelow(low, high, last - first) - YearBits.onesBelow(low, high, day - first);
            provisional = provisional || assumed;
            (day, first) = (next, next);
            ++year;
        }
        days_ = uint16(count);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev The end of a limit by the versions that were the newest ones at some moment.
    function _deadline(uint48 from, uint16 n, uint48 asOf) private view returns (uint48 deadline, bool provisional) {
        if (n < LEAST_DAYS || n > MOST_DAYS) revert WorkCalendar__DaysOutOfRange(n);

        uint256 left = n;
        uint256 index = YearBits.dayOf(from) + 1;
        (uint256 year, uint256 first) = YearBits.yearOf(index);
        index -= first;
        while (left != 0) {
            (uint256 low, uint256 high, bool assumed) = _bits(year, first, index, asOf);
            provisional = provisional || assumed;
            (index, left) = YearBits.nth(low, high, index, left);
            if (left == 0) deadline = YearBits.endOf(first + index);
            first += YearBits.lengthOf(year);
            ++year;
        }
    }

    /// @dev The latest end that was read for a limit before or after a publication of a year since it began; 0 if there
    /// was none.
    function _latestSince(uint48 from, uint16 n, uint256 year) private view returns (uint48 latest) {
        Year storage one = _years[year];
        if (one.publishedAt <= from) return 0;

        (latest, ) = _deadline(from, n, from);
        while (one.publishedAt > from) {
            (uint48 deadline, ) = _deadline(from, n, one.publishedAt);
            if (deadline > latest) latest = deadline;
            one = _earlier[year][one.version - 1];
        }
    }

    /// @dev The bitmap of a year as it was published at some moment; Monday to Friday if it was not. Its first word is
    /// not read, and zero, if none of its days from `start` on lies there.
    function _bits(
        uint256 year,
        uint256 first,
        uint256 start,
        uint48 asOf
    ) private view returns (uint256 low, uint256 high, bool assumed) {
        _requireYear(year);

        Year storage one = _years[year];
        while (one.publishedAt > asOf) one = _earlier[year][one.version - 1];
        if (one.version != 0) return (start < 256 ? one.low : 0, one.high, false);
        (low, high) = YearBits.mondaysToFridays(first, YearBits.lengthOf(year));
        return (low, high, true);
    }

    /// @dev Refuses bits beyond the days of a year, and bitmaps that can be no year's.
    function _requirePlausible(uint16 year, uint256 low, uint256 high) private pure {
        if (high >> (YearBits.lengthOf(year) - 256) != 0) revert WorkCalendar__NotADay(year, high);
        uint256 count = YearBits.ones(low) + YearBits.ones(high);
        if (count < LEAST_A_YEAR || count > MOST_A_YEAR) revert WorkCalendar__ImplausibleYear(year, count);
    }

    function _requireYear(uint256 year) private pure {
        if (year < YearBits.FIRST_YEAR || year > YearBits.LAST_YEAR) revert WorkCalendar__YearOutOfRange(year);
    }
}

// slither-disable-end incorrect-equality
