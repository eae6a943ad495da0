// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRuleBook} from "../interfaces/IRuleBook.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title CouncilRules
/// @notice The council's own limits as the rule book has them, each within bounds: a rule that is missing or absurd
/// must not end the council's power to change it.
library CouncilRules {
    bytes32 private constant VOTING_DELAY = "council.voting.delay.seconds";
    bytes32 private constant VOTING_PERIOD = "council.voting.period.seconds";
    bytes32 private constant DELAY = "council.delay.seconds";
    bytes32 private constant MAJORITY_NUMERATOR = "council.majority.numerator";
    bytes32 private constant MAJORITY_DENOMINATOR = "council.majority.denominator";
    bytes32 private constant QUALIFIED_NUMERATOR = "council.qualified.numerator";
    bytes32 private constant QUALIFIED_DENOMINATOR = "council.qualified.denominator";

    /// @dev What every rule of the council's own begins with.
    bytes8 private constant OWN = "council.";

    uint256 private constant SHORTEST = 1 hours;
    uint256 private constant LONGEST = 90 days;

    /// @notice Tells whether a rule is one of the council's own.
    /// @param key The rule's key.
    /// @return True if it begins with `council.`.
    function isOwn(bytes32 key) internal pure returns (bool) {
        return bytes8(key) == OWN;
    }

    /// @notice How long after a proposal the voting begins.
    /// @param rules The rule book.
    /// @return Seconds, at most 90 days.
    function votingDelay(IRuleBook rules) internal view returns (uint256) {
        return _between(_read(rules, VOTING_DELAY, block.timestamp), 0);
    }

    /// @notice How long the voting lasts.
    /// @param rules The rule book.
    /// @return Seconds, an hour at least and 90 days at most.
    function votingPeriod(IRuleBook rules) internal view returns (uint256) {
        return _between(_read(rules, VOTING_PERIOD, block.timestamp), SHORTEST);
    }

    /// @notice How long the guardian has for a veto.
    /// @param rules The rule book.
    /// @return Seconds, an hour at least and 90 days at most.
    function delay(IRuleBook rules) internal view returns (uint256) {
        return _between(_read(rules, DELAY, block.timestamp), SHORTEST);
    }

    /// @notice How many votes in favour an ordinary proposal needs: more than the given part, one half or above.
    /// @param rules The rule book.
    /// @param members How many members there were.
    /// @param time When the voting began.
    /// @return The number, of all members at most.
    function majority(IRuleBook rules, uint256 members, uint256 time) internal view returns (uint256) {
        uint256 numerator = _read(rules, MAJORITY_NUMERATOR, time);
        uint256 denominator = _read(rules, MAJORITY_DENOMINATOR, time);
        if (numerator >= denominator) return members;
        return _atLeastHalf((members * numerator) / denominator + 1, members);
    }

    /// @notice How many votes in favour a qualified proposal needs: the given part at least, and never fewer than an
    /// ordinary one.
    /// @param rules The rule book.
    /// @param members How many members there were.
    /// @param time When the voting began.
    /// @return The number, of all members at most.
    function qualified(IRuleBook rules, uint256 members, uint256 time) internal view returns (uint256) {
        uint256 numerator = _read(rules, QUALIFIED_NUMERATOR, time);
        uint256 denominator = _read(rules, QUALIFIED_DENOMINATOR, time);
        if (numerator >= denominator) return members;
        uint256 needed = (members * numerator + denominator - 1) / denominator;
        uint256 ordinary = majority(rules, members, time);
        return needed < ordinary ? ordinary : needed;
    }

    /// @dev More than half of the members, or more.
    function _atLeastHalf(uint256 needed, uint256 members) private pure returns (uint256) {
        uint256 half = members / 2 + 1;
        return needed < half ? half : needed;
    }

    function _between(uint256 value, uint256 low) private pure returns (uint256) {
        if (value < low) return low;
        return value > LONGEST ? LONGEST : value;
    }

    /// @dev A rule that is not there reads as zero, and so becomes the bound.
    function _read(IRuleBook rules, bytes32 key, uint256 time) private view returns (uint256) {
        try rules.valueAt(key, uint48(time)) returns (uint128 value) {
            return value;
        } catch {
            return 0;
        }
    }
}

// slither-disable-end incorrect-equality
