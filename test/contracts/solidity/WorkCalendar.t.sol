// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {IWorkCalendar} from "../../../contracts/interfaces/IWorkCalendar.sol";
import {WorkCalendar} from "../../../contracts/WorkCalendar.sol";
import {NaiveCalendar} from "./support/NaiveCalendar.sol";
import {SuyuanTest} from "./support/Vm.sol";

/// @notice Working days, against a model that steps from day to day.
contract WorkCalendarTest is SuyuanTest {
    uint48 private constant LATEST = 7_289_568_000; // 2200-12-30
    uint16 private constant FIRST_YEAR = 2020;
    bytes32 private constant SOURCE = "test";

    WorkCalendar private calendar;
    NaiveCalendar private naive;

    function setUp() public {
        calendar = new WorkCalendar(address(new AccessManager(address(this))), address(1), SOURCE);
        naive = new NaiveCalendar();
    }

    // ─── days and years ──────────────────────────────────────────────────────────────────────────────────────────────

    function testFuzz_weekdaysOfAnyYearWithoutNotice(uint48 time) public view {
        time = uint48(bound(time, 0, LATEST));
        (bool working, bool provisional) = calendar.isWorkingDay(time);
        check(working == naive.isWorking(naive.dayOf(time)), "the weekday");
        check(provisional, "not provisional");
    }

    function testFuzz_everySecondOfADayIsAlike(uint16 day, uint48 one, uint48 other) public view {
        uint48 midnight = uint48(uint256(day) * 1 days + 16 hours);
        uint48 a = midnight + uint48(bound(one, 0, 1 days - 1));
        uint48 b = midnight + uint48(bound(other, 0, 1 days - 1));
        (bool workingA, ) = calendar.isWorkingDay(a);
        (bool workingB, ) = calendar.isWorkingDay(b);
        check(workingA == workingB, "two seconds of one day differ");
        (uint48 deadlineA, ) = calendar.addWorkingDays(a, 10);
        (uint48 deadlineB, ) = calendar.addWorkingDays(b, 10);
        equal(deadlineA, deadlineB, "two limits from one day");
    }

    function testFuzz_momentsAfter2200AreRefused(uint48 time) public {
        time = uint48(bound(time, LATEST + 2 days, type(uint48).max));
        VM.expectRevert();
        calendar.isWorkingDay(time);
        VM.expectRevert();
        calendar.addWorkingDays(time, 1);
    }

    // ─── limits ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function testFuzz_addsAsTheModelDoes(uint256[6] memory seeds, uint48 from, uint16 n) public {
        _publishSome(seeds);
        (from, n) = (_from(from), _days(n));

        (uint48 deadline, bool provisional) = calendar.addWorkingDays(from, n);
        (uint48 expected, bool assumed) = naive.addWorkingDays(from, n);
        equal(deadline, expected, "the deadline");
        check(provisional == assumed, "provisional");
    }

    function testFuzz_daysBetweenAreThoseThatWereAdded(uint256[6] memory seeds, uint48 from, uint16 n) public {
        _publishSome(seeds);
        (from, n) = (_from(from), _days(n));

        (uint48 deadline, bool provisional) = calendar.addWorkingDays(from, n);
        (uint16 left, bool assumed) = calendar.workingDaysBetween(from, deadline - 1);
        equal(left, n, "days until the last second");
        check(assumed == provisional, "provisional");
        (left, ) = calendar.workingDaysBetween(from, deadline - 1 days - 1);
        equal(left, n - 1, "days until the day before");
    }

    function testFuzz_countsAsTheModelDoes(uint256[6] memory seeds, uint48 a, uint48 span) public {
        _publishSome(seeds);
        a = _from(a);
        uint48 b = a + uint48(bound(span, 0, 1_000 days));

        (uint16 count, bool provisional) = calendar.workingDaysBetween(a, b);
        (uint256 expected, bool assumed) = naive.workingDaysBetween(a, b);
        equal(count, expected, "the number of days");
        check(provisional == assumed, "provisional");
    }

    function testFuzz_growsWithDaysAndWithTheAct(uint256[6] memory seeds, uint48 from, uint48 wait, uint16 n) public {
        _publishSome(seeds);
        (from, n) = (_from(from), uint16(bound(n, 1, 249)));
        uint48 later = from + uint48(bound(wait, 0, 30 days));

        (uint48 deadline, ) = calendar.addWorkingDays(from, n);
        (uint48 oneMore, ) = calendar.addWorkingDays(from, n + 1);
        (uint48 afterLater, ) = calendar.addWorkingDays(later, n);
        check(oneMore > deadline, "one day more ends no later");
        check(afterLater >= deadline, "a later act ends earlier");
        check(deadline > from, "ends before it began");
        equal((deadline + 8 hours) % 1 days, 0, "ends within a day");
    }

    function testFuzz_limitsOutOfRangeAreRefused(uint48 from, uint16 n) public {
        VM.assume(n == 0 || n > 250);
        VM.expectRevert(abi.encodeWithSelector(IWorkCalendar.WorkCalendar__DaysOutOfRange.selector, n));
        calendar.addWorkingDays(from, n);
    }

    // ─── publication ─────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Years 2020 to 2025 appear, and change, in any order while a limit runs, once a second at most.
    function testFuzz_noPublicationMovesADeadlineBack(uint256[12] memory seeds, uint48 from, uint16 n) public {
        (from, n) = (_from(from), _days(n));
        VM.warp(from);
        (uint48 stored, ) = calendar.addWorkingDays(from, n);
        uint48 last = stored;
        for (uint256 i = 0; i < seeds.length; ++i) {
            VM.warp(block.timestamp + 1 + (seeds[i] % 40 days));
            uint16 offset = uint16(bound(seeds[i] >> 32, 0, 5));
            _publish(FIRST_YEAR + offset, seeds[i]);

            (uint48 read, bool provisional) = calendar.laterDeadline(from, n, stored);
            (uint48 computed, bool assumed) = calendar.addWorkingDays(from, n);
            check(read >= last, "moved back");
            check(read >= stored && read >= computed, "earlier than what is stored or computed");
            check(provisional == assumed, "provisional");
            last = read;
        }
    }

    /// @dev What is read is a moment that was the computed one at some time: nobody is given more than was said.
    function testFuzz_readsOnlyWhatWasOnceComputed(uint256[5] memory seeds, uint48 from, uint16 n) public {
        (from, n) = (_from(from), _days(n));
        VM.warp(from);
        (uint48 stored, ) = calendar.addWorkingDays(from, n);
        uint48 latest = stored;
        for (uint256 i = 0; i < seeds.length; ++i) {
            VM.warp(block.timestamp + 1 + (seeds[i] % 40 days));
            _publish(FIRST_YEAR + uint16(bound(seeds[i] >> 32, 0, 5)), seeds[i]);
            (uint48 computed, ) = calendar.addWorkingDays(from, n);
            if (computed > latest) latest = computed;
        }
        (uint48 read, ) = calendar.laterDeadline(from, n, stored);
        equal(read, latest, "the latest that was ever computed");
        (read, ) = calendar.laterDeadline(from, n, latest + 7 days);
        equal(read, latest + 7 days, "a later one that is stored");
    }

    function testFuzz_everyVersionStaysReadable(uint256[16] memory seeds) public {
        for (uint16 i = 0; i < 16; ++i) {
            VM.warp(1_800_000_000 + i);
            _publish(2024, seeds[i]);
        }
        for (uint16 i = 0; i < 16; ++i) {
            (uint256 low, uint256 high) = naive.yearFrom(2024, seeds[i]);
            (uint256 storedLow, uint256 storedHigh, bytes32 source, uint48 time) = calendar.yearVersion(2024, i + 1);
            equal(storedLow, low, "low");
            equal(storedHigh, high, "high");
            equal(source, SOURCE, "source");
            equal(time, 1_800_000_000 + i, "publishedAt");
        }
        VM.expectRevert(abi.encodeWithSelector(IWorkCalendar.WorkCalendar__TooManyVersions.selector, 2024, 16));
        this.publish(2024, seeds[0]);
    }

    function testFuzz_nobodyElsePublishes(address other, uint256 seed) public {
        VM.assume(other != address(this) && other != address(1));
        (uint256 low, uint256 high) = naive.yearFrom(2026, seed);
        VM.prank(other);
        VM.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, other));
        calendar.publishYear(2026, low, high, SOURCE);
    }

    // ─── support ─────────────────────────────────────────────────────────────────────────────────────────────────────

    function publish(uint16 year, uint256 seed) external {
        _publish(year, seed);
    }

    function _publish(uint16 year, uint256 seed) private {
        (uint256 low, uint256 high) = naive.yearFrom(year, seed);
        calendar.publishYear(year, low, high, SOURCE);
        naive.publish(year, low, high);
    }

    /// @dev Publishes the years from 2020 on whose seed is odd.
    function _publishSome(uint256[6] memory seeds) private {
        for (uint16 i = 0; i < 6; ++i) if (seeds[i] & 1 == 1) _publish(FIRST_YEAR + i, seeds[i]);
    }

    /// @dev A moment from 2020-01-01 to 2024-12-31.
    function _from(uint48 seed) private pure returns (uint48) {
        return uint48(bound(seed, 1_577_808_000, 1_735_660_799));
    }

    function _days(uint16 seed) private pure returns (uint16) {
        return uint16(bound(seed, 1, 250));
    }
}
