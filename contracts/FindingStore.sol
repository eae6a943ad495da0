// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {ICaseRegistry} from "./interfaces/ICaseRegistry.sol";
import {IFindingRegistry} from "./interfaces/IFindingRegistry.sol";
import {ILateness} from "./interfaces/ILateness.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title FindingStore
/// @notice Storage of the finding registry, its views, and where it learns of lateness.
abstract contract FindingStore is IFindingRegistry, SuyuanBase {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev The kinds: lateness, found by an authority, self-reported.
    uint8 internal constant LATENESS = 1;
    uint8 internal constant FOUND = 2;
    uint8 internal constant SELF_REPORTED = 3;

    /// @dev The limits, by number.
    uint8 internal constant ANSWER = 1;
    uint8 internal constant DELIVERY = 2;
    uint8 internal constant DISPOSAL = 3;
    uint8 internal constant RECEIPT = 4;
    uint8 internal constant CORRECTION = 5;
    uint8 internal constant REGISTRATION = 6;
    uint8 internal constant RECTIFICATION = 7;

    IOrganizationRegistry internal immutable ORGANIZATIONS;
    IAssetRegistry internal immutable ASSETS;
    ILateness internal immutable SHARING;
    ILateness internal immutable DELIVERIES;
    ICaseRegistry internal immutable CASES;
    IRuleBook internal immutable RULES;

    mapping(bytes32 id => Finding) internal _findings;
    mapping(bytes32 id => Traces.Trace) internal _states;
    mapping(uint32 by => uint40) internal _counts;
    mapping(uint8 clock => mapping(bytes32 subject => bytes32 finding)) internal _newest;

    constructor(
        address organizations,
        address assets,
        address sharing,
        address deliveries,
        address cases,
        address rules
    ) {
        ORGANIZATIONS = IOrganizationRegistry(_requireAddress(organizations));
        ASSETS = IAssetRegistry(_requireAddress(assets));
        SHARING = ILateness(_requireAddress(sharing));
        DELIVERIES = ILateness(_requireAddress(deliveries));
        CASES = ICaseRegistry(_requireAddress(cases));
        RULES = IRuleBook(_requireAddress(rules));
    }

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IFindingRegistry
    function findingOf(bytes32 id) external view returns (Finding memory) {
        return _requireKnown(id);
    }

    /// @inheritdoc IFindingRegistry
    function findingStatus(bytes32 id) external view returns (FindingStatus memory) {
        _requireKnown(id);
        uint176 value = _states[id].latest();
        return
            FindingStatus({
                state: FindingState(value.get(Traces.FINDING_STATE)),
                by: uint32(value.get(Traces.FINDING_BY)),
                orderedBy: uint48(value.get(Traces.FINDING_ORDERED_BY)),
                orderedAt: uint48(value.get(Traces.FINDING_ORDERED_AT)),
                reportedAt: uint48(value.get(Traces.FINDING_REPORTED_AT))
            });
    }

    /// @inheritdoc IFindingRegistry
    function stateAt(bytes32 id, uint48 time) external view returns (uint176) {
        return _states[id].lookup(time);
    }

    /// @inheritdoc IFindingRegistry
    function againstOf(bytes32 id) external view returns (uint32) {
        Finding storage found = _requireKnown(id);
        return ORGANIZATIONS.follow(found.against, found.subject);
    }

    /// @inheritdoc IFindingRegistry
    function latenessFindingOf(uint8 clock, bytes32 subject) external view returns (bytes32) {
        return _newest[clock][subject];
    }

    /// @inheritdoc IFindingRegistry
    function findingCount(uint32 by) external view returns (uint40) {
        return _counts[by];
    }

    // ─── lateness ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ILateness
    function lateness(
        bytes32 subject,
        uint8 clock
    ) public view returns (uint32 who, uint48 since, uint48 due, bool late) {
        if (clock == REGISTRATION) return _ofRegistration(subject);
        if (clock == RECTIFICATION && _findings[subject].kind != 0) return _ofOrder(subject);
        if (clock == CORRECTION) return CASES.lateness(subject, clock);
        if (clock == DELIVERY || clock == RECEIPT) return DELIVERIES.lateness(subject, clock);
        if (clock == ANSWER || clock == DISPOSAL || clock == RECTIFICATION) return SHARING.lateness(subject, clock);
        revert FindingRegistry__UnknownClock(clock);
    }

    /// @dev Whether a registrar's step is overdue; of a step that was done, the next one is told of.
    function _ofRegistration(bytes32 asset) private view returns (uint32 who, uint48 since, uint48 due, bool late) {
        IAssetRegistry.Procedure memory procedure = ASSETS.procedure(asset);
        (who, since, due) = (procedure.registrar, procedure.since, procedure.due);
        late = due != 0 && _now() >= due;
    }

    /// @dev Whether a finding was not reported as put right by the date of its order.
    function _ofOrder(bytes32 id) private view returns (uint32 who, uint48 since, uint48 due, bool late) {
        Finding storage found = _findings[id];
        uint176 value = _states[id].latest();
        FindingState state = FindingState(value.get(Traces.FINDING_STATE));
        if (state == FindingState.Annulled || state == FindingState.Dropped) return (0, 0, 0, false);

        uint256 reportedAt = value.get(Traces.FINDING_REPORTED_AT);
        uint256 end = reportedAt == 0 ? _now() : reportedAt;
        who = _standIn(found.against, found.subject);
        since = uint48(value.get(Traces.FINDING_ORDERED_AT));
        due = uint48(value.get(Traces.FINDING_ORDERED_BY));
        late = due != 0 && end >= due;
    }

    // ─── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses the id of no finding.
    function _requireKnown(bytes32 id) internal view returns (Finding storage found) {
        found = _findings[id];
        if (found.kind == 0) revert FindingRegistry__UnknownFinding(id);
    }

    function _stateOf(bytes32 id) internal view returns (FindingState) {
        return FindingState(_states[id].latest().get(Traces.FINDING_STATE));
    }

    /// @dev Who stands in an organisation's place; itself, which keeps its place in the tree, if nobody does.
    function _standIn(uint32 organization, bytes32 subject) internal view returns (uint32) {
        uint32 successor = ORGANIZATIONS.follow(organization, subject);
        return successor == 0 ? organization : successor;
    }
}

// slither-disable-end incorrect-equality
