// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";
import {SuyuanManaged} from "./SuyuanManaged.sol";

/// @title RuleBook
/// @notice Limits, switches and registration types, each with its legal source, its mark and the moment it holds from.
contract RuleBook is IRuleBook, SuyuanManaged {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev The last of the marks: 1 confirmed, 2 partial, 3 unconfirmed.
    uint8 private constant LAST_MARK = 3;
    /// @dev The last of the effects: 1 first registration, 2 new version, 3 correction, 4 renewal, 5 cancellation, 6
    /// recorded only.
    uint8 private constant LAST_EFFECT = 6;

    /// @dev The words of a version that its trace has no room for.
    struct Words {
        bytes32 source;
        bytes32 name;
    }

    mapping(bytes32 key => Traces.Trace) private _rules;
    /// @dev By the moment from which the version holds.
    mapping(bytes32 key => mapping(uint48 from => bytes32)) private _ruleSources;

    mapping(uint8 id => Traces.Trace) private _types;
    /// @dev By the moment from which the version holds.
    mapping(uint8 id => mapping(uint48 from => Words)) private _typeWords;

    /// @param manager The access manager, which knows who may set rules.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(
        address manager,
        address forwarder,
        bytes32 deploymentId_
    ) SuyuanBase(forwarder, deploymentId_) AccessManaged(_requireAddress(manager)) {}

    // ─── rules ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IRuleBook
    function setRule(bytes32 key, uint128 value, uint8 mark, bytes32 source, uint48 from) external restricted {
        Traces.Trace storage versions = _rules[key];

        if (key == 0) revert RuleBook__NoKey();
        _requireCited(mark, source);
        from = _requireInOrder(versions, from);

        versions.writeFrom(uint176(0).set(Traces.RULE_VALUE, value).set(Traces.RULE_MARK, mark), from);
        _ruleSources[key][from] = source;

        emit RuleSet(key, value, mark, source, from);
    }

    /// @inheritdoc IRuleBook
    function withdrawRule(bytes32 key) external restricted {
        uint48 from = _withdraw(_rules[key]);

        emit RuleWithdrawn(key, from);
    }

    // ─── registration types ──────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IRuleBook
    function setType(
        uint8 id,
        RegistrationType calldata type_,
        uint8 mark,
        bytes32 source,
        uint48 from
    ) external restricted {
        Traces.Trace storage versions = _types[id];

        if (id == 0) revert RuleBook__NoKey();
        if (type_.effect == 0 || type_.effect > LAST_EFFECT) revert RuleBook__BadEffect(type_.effect);
        if (type_.name == 0) revert RuleBook__NoName(id);
        _requireCited(mark, source);
        from = _requireInOrder(versions, from);

        versions.writeFrom(_packed(type_).set(Traces.TYPE_MARK, mark), from);
        _typeWords[id][from] = Words(source, type_.name);

        emit TypeSet(id, type_, mark, source, from);
    }

    /// @inheritdoc IRuleBook
    function withdrawType(uint8 id) external restricted {
        uint48 from = _withdraw(_types[id]);

        emit TypeWithdrawn(id, from);
    }

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IRuleBook
    function valueAt(bytes32 key, uint48 time) external view returns (uint128) {
        uint176 value = _rules[key].lookup(time);
        if (value == 0) revert RuleBook__UnknownRule(key, time);
        return uint128(value.get(Traces.RULE_VALUE));
    }

    /// @inheritdoc IRuleBook
    function ruleAt(bytes32 key, uint48 time) external view returns (Rule memory) {
        (uint48 from, uint176 value) = _rules[key].find(time);
        if (value == 0) revert RuleBook__UnknownRule(key, time);
        return _rule(key, from, value);
    }

    /// @inheritdoc IRuleBook
    function ruleVersions(bytes32 key) external view returns (uint256) {
        return _rules[key].length();
    }

    /// @inheritdoc IRuleBook
    function ruleVersion(bytes32 key, uint256 index) external view returns (Rule memory) {
        (uint48 from, uint176 value) = _element(_rules[key], index);
        return _rule(key, from, value);
    }

    /// @inheritdoc IRuleBook
    function typeAt(uint8 id, uint48 time) external view returns (RegistrationType memory) {
        (uint48 from, uint176 value) = _requireType(id, time);
        return _type(id, from, value);
    }

    /// @inheritdoc IRuleBook
    function typeSourceAt(uint8 id, uint48 time) external view returns (uint8 mark, bytes32 source, uint48 from) {
        uint176 value;
        (from, value) = _requireType(id, time);
        return (uint8(value.get(Traces.TYPE_MARK)), _typeWords[id][from].source, from);
    }

    /// @inheritdoc IRuleBook
    function typeVersions(uint8 id) external view returns (uint256) {
        return _types[id].length();
    }

    /// @inheritdoc IRuleBook
    function typeVersion(
        uint8 id,
        uint256 index
    ) external view returns (RegistrationType memory type_, uint8 mark, bytes32 source, uint48 from) {
        uint176 value;
        (from, value) = _element(_types[id], index);
        return (_type(id, from, value), uint8(value.get(Traces.TYPE_MARK)), _typeWords[id][from].source, from);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Takes the newest version away unless it has begun. Returns the moment from which it would have held.
    function _withdraw(Traces.Trace storage versions) private returns (uint48 from) {
        from = versions.newestTime();
        if (from <= _now()) revert RuleBook__AlreadyBegun(from, _now());

        versions.withdraw();
    }

    /// @dev Refuses a moment that is over, or before the newest version's. Returns it, with now for 0.
    function _requireInOrder(Traces.Trace storage versions, uint48 from) private view returns (uint48) {
        if (from == 0) from = _now();
        if (from < _now()) revert RuleBook__InThePast(from, _now());
        uint48 newest = versions.newestTime();
        if (from < newest) revert RuleBook__BeforeNewest(from, newest);
        return from;
    }

    function _requireType(uint8 id, uint48 time) private view returns (uint48 from, uint176 value) {
        (from, value) = _types[id].find(time);
        if (value == 0) revert RuleBook__UnknownType(id, time);
    }

    function _element(Traces.Trace storage versions, uint256 index) private view returns (uint48, uint176) {
        uint256 length = versions.length();
        if (index >= length) revert RuleBook__OutOfRange(index, length);
        return versions.element(index);
    }

    function _rule(bytes32 key, uint48 from, uint176 value) private view returns (Rule memory) {
        return
            Rule({
                value: uint128(value.get(Traces.RULE_VALUE)),
                mark: uint8(value.get(Traces.RULE_MARK)),
                source: _ruleSources[key][from],
                from: from
            });
    }

    function _type(uint8 id, uint48 from, uint176 value) private view returns (RegistrationType memory) {
        return
            RegistrationType({
                effect: uint8(value.get(Traces.TYPE_EFFECT)),
                assessed: value.get(Traces.TYPE_ASSESSED) == 1,
                reviewed: value.get(Traces.TYPE_REVIEWED) == 1,
                acceptDays: uint16(value.get(Traces.TYPE_ACCEPT_DAYS)),
                reviewDays: uint16(value.get(Traces.TYPE_REVIEW_DAYS)),
                noticeDays: uint16(value.get(Traces.TYPE_NOTICE_DAYS)),
                name: _typeWords[id][from].name
            });
    }

    function _packed(RegistrationType calldata type_) private pure returns (uint176 value) {
        value = value.set(Traces.TYPE_EFFECT, type_.effect);
        value = value.set(Traces.TYPE_ASSESSED, type_.assessed ? 1 : 0);
        value = value.set(Traces.TYPE_REVIEWED, type_.reviewed ? 1 : 0);
        value = value.set(Traces.TYPE_ACCEPT_DAYS, type_.acceptDays);
        value = value.set(Traces.TYPE_REVIEW_DAYS, type_.reviewDays);
        return value.set(Traces.TYPE_NOTICE_DAYS, type_.noticeDays);
    }

    function _requireCited(uint8 mark, bytes32 source) private pure {
        if (mark == 0 || mark > LAST_MARK) revert RuleBook__BadMark(mark);
        if (source == 0) revert RuleBook__NoSource();
    }
}
