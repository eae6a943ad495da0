// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Working days by stepping from one day to the next, from 1970-01-01, a Thursday, on.
contract NaiveCalendar {
    struct Year {
        uint256 low;
        uint256 high;
        bool published;
    }

    mapping(uint256 year => Year) private _years;

    function publish(uint256 year, uint256 low, uint256 high) external {
        _years[year] = Year(low, high, true);
    }

    function addWorkingDays(uint48 from, uint16 n) external view returns (uint48 deadline, bool provisional) {
        uint256 day = dayOf(from);
        (uint256 year, uint256 index) = placeOf(day);
        uint256 left = n;
        while (left != 0) {
            ++day;
            (year, index) = _next(year, index);
            if (_isWorking(day, year, index)) --left;
            if (!_years[year].published) provisional = true;
        }
        deadline = uint48((day + 1) * 86_400 - 28_800);
    }

    function workingDaysBetween(uint48 a, uint48 b) external view returns (uint256 count, bool provisional) {
        uint256 day = dayOf(a);
        (uint256 year, uint256 index) = placeOf(day);
        while (day < dayOf(b)) {
            ++day;
            (year, index) = _next(year, index);
            if (_isWorking(day, year, index)) ++count;
            if (!_years[year].published) provisional = true;
        }
    }

    /// @notice A year with some of its days turned round, about one in eight, by a seed.
    function yearFrom(uint16 year, uint256 seed) external pure returns (uint256 low, uint256 high) {
        uint256 day = 0;
        for (uint256 i = 1970; i < year; ++i) day += isLeap(i) ? 366 : 365;
        uint256 length = isLeap(year) ? 366 : 365;
        uint256 dice;
        for (uint256 i = 0; i < length; ++i) {
            if (i % 64 == 0) dice = uint256(keccak256(abi.encode(seed, i)));
            bool turned = dice & 7 == 0;
            bool working = (day + i + 3) % 7 < 5 != turned;
            dice >>= 4;
            if (!working) continue;
            if (i < 256) low |= 1 << i;
            else high |= 1 << (i - 256);
        }
    }

    function isWorking(uint256 day) public view returns (bool) {
        (uint256 year, uint256 index) = placeOf(day);
        return _isWorking(day, year, index);
    }

    function dayOf(uint256 time) public pure returns (uint256) {
        return (time + 28_800) / 86_400;
    }

    /// @notice The year of a day, and its place there, by walking through all years before.
    function placeOf(uint256 day) public pure returns (uint256 year, uint256 index) {
        (year, index) = (1970, day);
        while (index >= (isLeap(year) ? 366 : 365)) {
            index -= isLeap(year) ? 366 : 365;
            ++year;
        }
    }

    function isLeap(uint256 year) public pure returns (bool) {
        if (year % 400 == 0) return true;
        if (year % 100 == 0) return false;
        return year % 4 == 0;
    }

    function _isWorking(uint256 day, uint256 year, uint256 index) private view returns (bool) {
        Year storage one = _years[year];
        if (!one.published) return (day + 3) % 7 < 5;
        return (index < 256 ? one.low >> index : one.high >> (index - 256)) & 1 == 1;
    }

    function _next(uint256 year, uint256 index) private pure returns (uint256, uint256) {
        ++index;
        return index == (isLeap(year) ? 366 : 365) ? (year + 1, 0) : (year, index);
    }
}
