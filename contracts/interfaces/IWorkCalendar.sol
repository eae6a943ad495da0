// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISuyuanBase} from "./ISuyuanBase.sol";

/// @title IWorkCalendar
/// @notice Working days in China, by the yearly notices of the State Council's General Office on public holidays.
/// @dev Days are those of Asia/Shanghai, UTC+8 without summer time. A year is a bitmap: bit d stands for its day d,
/// counted from 0, and is set on a working day; `low` holds days 0 to 255, `high` the others. A year that is not
/// published counts Monday to Friday, and whatever is computed from such days is provisional.
interface IWorkCalendar is ISuyuanBase {
    /// @notice A year was published, for the first time or again.
    event YearPublished(uint16 indexed year, uint16 indexed version, uint256 low, uint256 high, bytes32 source);

    /// @notice Thrown when a moment or a year lies outside 1970 to 2200.
    /// @param year The year.
    error WorkCalendar__YearOutOfRange(uint256 year);

    /// @notice Thrown when a bitmap has bits beyond the days of its year.
    /// @param year The year.
    /// @param high The bitmap's second word.
    error WorkCalendar__NotADay(uint16 year, uint256 high);

    /// @notice Thrown when a bitmap has fewer than 200 or more than 300 working days, as no year has.
    /// @param year The year.
    /// @param workingDays How many it has.
    error WorkCalendar__ImplausibleYear(uint16 year, uint256 workingDays);

    /// @notice Thrown when a year is published without the notice that it comes from.
    /// @param year The year.
    error WorkCalendar__NoSource(uint16 year);

    /// @notice Thrown when a year was published so often that no further version is taken.
    /// @param year The year.
    /// @param versions How many versions it has.
    error WorkCalendar__TooManyVersions(uint16 year, uint16 versions);

    /// @notice Thrown when a year has no version of this number.
    /// @param year The year.
    /// @param version The number asked for.
    error WorkCalendar__UnknownVersion(uint16 year, uint16 version);

    /// @notice Thrown when a limit is not of 1 to 250 working days.
    /// @param n The number of working days.
    error WorkCalendar__DaysOutOfRange(uint16 n);

    /// @notice Thrown when the second of two moments lies before the first, or more than three years later.
    /// @param a The first moment.
    /// @param b The second moment.
    error WorkCalendar__BadSpan(uint48 a, uint48 b);

    /// @notice Publishes the working days of a year, or publishes them again. Only the council may.
    /// @dev Published again when a notice changes days, also days of the year before. Earlier versions stay readable.
    /// @param year The year, 1970 to 2200.
    /// @param low Its days 0 to 255, a bit set for a working day.
    /// @param high Its other days, from bit 0.
    /// @param source The number of the State Council's notice, in UTF-8.
    function publishYear(uint16 year, uint256 low, uint256 high, bytes32 source) external;

    /// @notice The newest version of a year.
    /// @param year The year.
    /// @return low Its days 0 to 255; all zero if it is not published.
    /// @return high Its other days.
    /// @return source The number of the notice.
    /// @return version How often it was published; 0 if never.
    /// @return publishedAt When this version was published.
    function yearOf(
        uint16 year
    ) external view returns (uint256 low, uint256 high, bytes32 source, uint16 version, uint48 publishedAt);

    /// @notice One version of a year; an unknown one is refused.
    /// @param year The year.
    /// @param version The version, from 1.
    /// @return low Its days 0 to 255.
    /// @return high Its other days.
    /// @return source The number of the notice.
    /// @return publishedAt When this version was published.
    function yearVersion(
        uint16 year,
        uint16 version
    ) external view returns (uint256 low, uint256 high, bytes32 source, uint48 publishedAt);

    /// @notice Tells whether a moment lies on a working day.
    /// @param time The moment.
    /// @return working True if it does.
    /// @return provisional True if its year is not published.
    function isWorkingDay(uint48 time) external view returns (bool working, bool provisional);

    /// @notice The end of a limit that is set in working days (Order 809, Arts 17, 21, 22 and 26).
    /// @dev The day of the act is not counted, and the last day counts in full.
    /// @param from The moment of the act.
    /// @param n The number of working days, 1 to 250.
    /// @return deadline The first second after the last day: whoever acts then or later is late.
    /// @return provisional True if a day of the limit lies in a year that is not published.
    function addWorkingDays(uint48 from, uint16 n) external view returns (uint48 deadline, bool provisional);

    /// @notice The end of a limit whose first computation was stored: the latest that was ever read for it.
    /// @dev No publication moves it to an earlier moment, so that nobody becomes late who relied on what the ledger
    /// said. Within one second the last publication counts. For an act in the future only the stored and the present
    /// computation count.
    /// @param from The moment of the act.
    /// @param n The number of working days, 1 to 250.
    /// @param stored What was computed when the limit began.
    /// @return deadline The latest of what is stored, of the present computation and of those in between.
    /// @return provisional True if a day of the present computation lies in a year that is not published.
    function laterDeadline(
        uint48 from,
        uint16 n,
        uint48 stored
    ) external view returns (uint48 deadline, bool provisional);

    /// @notice Counts working days from one moment to another: not the day of the first, but the day of the second.
    /// @dev From now to the last second before a deadline these are the days left; from there to now, the days late.
    /// @param a The first moment.
    /// @param b The second, not before it, and at most three calendar years later.
    /// @return days_ The number of working days.
    /// @return provisional True if a day between lies in a year that is not published.
    function workingDaysBetween(uint48 a, uint48 b) external view returns (uint16 days_, bool provisional);
}
