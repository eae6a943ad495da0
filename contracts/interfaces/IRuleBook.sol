// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISuyuanBase} from "./ISuyuanBase.sol";

/// @title IRuleBook
/// @notice Limits, switches and registration types, each with its legal source, its mark and the moment it holds from.
/// @dev Marks: 1 confirmed in the text of the rule, 2 seen in a secondary source only, 3 unconfirmed. Keys, sources and
/// names are ASCII, from the left, zeros behind. What held at a past moment never changes; a version that has not begun
/// may be set again or withdrawn. The events tell which rules there are.
interface IRuleBook is ISuyuanBase {
    /// @notice A version of a rule.
    /// @param value The value, in the unit that the rule's key names.
    /// @param mark How sure it is that the law says so.
    /// @param source Where the law says so.
    /// @param from The moment from which it holds.
    struct Rule {
        uint128 value;
        uint8 mark;
        bytes32 source;
        uint48 from;
    }

    /// @notice How a kind of registration proceeds (Interim Measures for the Registration of Public Data Resources).
    /// @param effect What its end does: 1 first registration, 2 new version, 3 correction, 4 renewal, 5 cancellation, 6
    /// recorded only.
    /// @param assessed Whether the assessments come before the approval (Order 809, Art 13).
    /// @param reviewed Whether there is a formal review.
    /// @param acceptDays Working days within which the registrar accepts, returns or rejects.
    /// @param reviewDays Working days for the formal review.
    /// @param noticeDays Working days of public notice; 0 for none.
    /// @param name Its name.
    struct RegistrationType {
        uint8 effect;
        bool assessed;
        bool reviewed;
        uint16 acceptDays;
        uint16 reviewDays;
        uint16 noticeDays;
        bytes32 name;
    }

    /// @notice A rule has a further version.
    event RuleSet(bytes32 indexed key, uint128 value, uint8 mark, bytes32 source, uint48 from);

    /// @notice A version of a rule that had not begun was withdrawn.
    event RuleWithdrawn(bytes32 indexed key, uint48 from);

    /// @notice A registration type has a further version.
    event TypeSet(uint8 indexed id, RegistrationType type_, uint8 mark, bytes32 source, uint48 from);

    /// @notice A version of a registration type that had not begun was withdrawn.
    event TypeWithdrawn(uint8 indexed id, uint48 from);

    /// @notice Thrown when no version of a rule held at a moment.
    /// @param key The rule.
    /// @param time The moment.
    error RuleBook__UnknownRule(bytes32 key, uint48 time);

    /// @notice Thrown when no version of a registration type held at a moment.
    /// @param id The type.
    /// @param time The moment.
    error RuleBook__UnknownType(uint8 id, uint48 time);

    /// @notice Thrown when a rule or a registration type has no version of this index.
    /// @param index The index asked for.
    /// @param length How many versions there are.
    error RuleBook__OutOfRange(uint256 index, uint256 length);

    /// @notice Thrown when a rule's key or a registration type's number is zero.
    error RuleBook__NoKey();

    /// @notice Thrown when a version names no source of law.
    error RuleBook__NoSource();

    /// @notice Thrown when a registration type has no name.
    /// @param id The type.
    error RuleBook__NoName(uint8 id);

    /// @notice Thrown when a mark is not 1, 2 or 3.
    /// @param mark The mark.
    error RuleBook__BadMark(uint8 mark);

    /// @notice Thrown when an effect is not one of 1 to 6.
    /// @param effect The effect.
    error RuleBook__BadEffect(uint8 effect);

    /// @notice Thrown when a version would hold from a moment that is over.
    /// @param from That moment.
    /// @param time This block's time.
    error RuleBook__InThePast(uint48 from, uint48 time);

    /// @notice Thrown when a version would hold from before the newest one.
    /// @param from The moment from which it would hold.
    /// @param newest The moment from which the newest one holds.
    error RuleBook__BeforeNewest(uint48 from, uint48 newest);

    /// @notice Thrown when a version cannot be withdrawn, since it holds or there is none.
    /// @param from The moment from which the newest one holds; 0 if there is none.
    /// @param time This block's time.
    error RuleBook__AlreadyBegun(uint48 from, uint48 time);

    /// @notice Lets a rule have a value from a moment on. Only the council may.
    /// @dev A version that begins at the same moment as the newest one takes its place.
    /// @param key The rule.
    /// @param value The value.
    /// @param mark How sure it is: 1 confirmed, 2 partial, 3 unconfirmed.
    /// @param source Where the law says so.
    /// @param from The moment from which it holds, not in the past and not before the newest version's; 0 for now.
    function setRule(bytes32 key, uint128 value, uint8 mark, bytes32 source, uint48 from) external;

    /// @notice Withdraws the newest version of a rule while it has not begun. Only the council may.
    /// @param key The rule.
    function withdrawRule(bytes32 key) external;

    /// @notice Lets a registration type proceed in some way from a moment on. Only the council may.
    /// @dev A version that begins at the same moment as the newest one takes its place.
    /// @param id The type's number, from 1.
    /// @param type_ How it proceeds.
    /// @param mark How sure it is: 1 confirmed, 2 partial, 3 unconfirmed.
    /// @param source Where the law says so.
    /// @param from The moment from which it holds, not in the past and not before the newest version's; 0 for now.
    function setType(uint8 id, RegistrationType calldata type_, uint8 mark, bytes32 source, uint48 from) external;

    /// @notice Withdraws the newest version of a registration type while it has not begun. Only the council may.
    /// @param id The type.
    function withdrawType(uint8 id) external;

    /// @notice The value of a rule at a moment; refused if no version held then.
    /// @param key The rule.
    /// @param time The moment.
    /// @return The value.
    function valueAt(bytes32 key, uint48 time) external view returns (uint128);

    /// @notice The version of a rule that held at a moment; refused if none did.
    /// @param key The rule.
    /// @param time The moment.
    /// @return The version.
    function ruleAt(bytes32 key, uint48 time) external view returns (Rule memory);

    /// @notice How a registration type proceeds at a moment; refused if no version held then.
    /// @param id The type.
    /// @param time The moment.
    /// @return How it proceeds.
    function typeAt(uint8 id, uint48 time) external view returns (RegistrationType memory);

    /// @notice Where the law says how a registration type proceeds at a moment; refused if no version held then.
    /// @param id The type.
    /// @param time The moment.
    /// @return mark How sure it is.
    /// @return source Where the law says so.
    /// @return from The moment from which it holds.
    function typeSourceAt(uint8 id, uint48 time) external view returns (uint8 mark, bytes32 source, uint48 from);

    /// @notice How many versions a rule has, also those that have not begun.
    /// @param key The rule.
    /// @return The number.
    function ruleVersions(bytes32 key) external view returns (uint256);

    /// @notice One version of a rule; an unknown one is refused.
    /// @param key The rule.
    /// @param index The version, from 0.
    /// @return The version.
    function ruleVersion(bytes32 key, uint256 index) external view returns (Rule memory);

    /// @notice How many versions a registration type has, also those that have not begun.
    /// @param id The type.
    /// @return The number.
    function typeVersions(uint8 id) external view returns (uint256);

    /// @notice One version of a registration type; an unknown one is refused.
    /// @param id The type.
    /// @param index The version, from 0.
    /// @return type_ How it proceeds.
    /// @return mark How sure it is.
    /// @return source Where the law says so.
    /// @return from The moment from which it holds.
    function typeVersion(
        uint8 id,
        uint256 index
    ) external view returns (RegistrationType memory type_, uint8 mark, bytes32 source, uint48 from);
}
