// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FindingGuards} from "./FindingGuards.sol";
import {FindingStore} from "./FindingStore.sol";
import {IFindingRegistry} from "./interfaces/IFindingRegistry.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title FindingRegistry
/// @notice Findings of breaches: lateness, what an authority finds, and what is reported of oneself (Order 809, Arts 38
/// to 41).
contract FindingRegistry is FindingGuards {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @param organizations The organisation registry.
    /// @param assets The asset registry.
    /// @param sharing The sharing registry.
    /// @param deliveries The delivery registry.
    /// @param cases The case registry.
    /// @param rules The rule book.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(
        address organizations,
        address assets,
        address sharing,
        address deliveries,
        address cases,
        address rules,
        address forwarder,
        bytes32 deploymentId_
    ) SuyuanBase(forwarder, deploymentId_) FindingStore(organizations, assets, sharing, deliveries, cases, rules) {}

    // ─── lateness ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IFindingRegistry
    function recordLateness(uint8 clock, bytes32 subject) external returns (bytes32 finding) {
        (uint32 against, uint48 since, uint48 due, bool late) = lateness(subject, clock);
        if (!late || due == 0) revert FindingRegistry__NotLate(clock, subject, due);
        if (against == 0) revert FindingRegistry__Gone(0, 0);
        _requireNewRun(clock, subject, since);
        finding = keccak256(abi.encode(CHAIN_ID, address(this), "lateness", clock, subject, due));
        uint16 code = _codeOf(clock, subject);

        _findings[finding] = Finding(
            subject,
            0,
            against,
            0,
            code,
            LATENESS,
            clock,
            uint40(_now()),
            uint40(due),
            uint40(since),
            0
        );
        _states[finding].write(_plain(FindingState.Open, 0));
        _newest[clock][subject] = finding;

        emit LatenessRecorded(finding, subject, against, clock, code, due);
    }

    /// @inheritdoc IFindingRegistry
    function annulLateness(bytes32 finding) external {
        Finding storage found = _requireKnown(finding);
        if (found.kind != LATENESS) revert FindingRegistry__NoLateness(finding);
        uint176 value = _states[finding].latest();
        FindingState state = FindingState(value.get(Traces.FINDING_STATE));
        _requireStep(state != FindingState.Annulled && state != FindingState.Dropped, finding, state);
        uint48 due = _requireDisproved(finding, found);

        _states[finding].write(_with(value, FindingState.Annulled, 0));

        emit LatenessAnnulled(finding, found.subject, found.against, found.clock, found.code, due);
    }

    // ─── found ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IFindingRegistry
    function openFinding(
        uint32 bySeat,
        uint32 against,
        uint16 code,
        bytes32 subject,
        bytes32 grounds
    ) external returns (bytes32) {
        uint32 organization = _actingFor(bySeat);
        _requireSubjectTo(against, code, subject);
        _requireAbove(organization, against, subject);
        _requireGrounds(grounds);

        return _open(FOUND, organization, against, code, subject, grounds);
    }

    /// @inheritdoc IFindingRegistry
    function selfReport(uint32 bySeat, uint16 code, bytes32 subject, bytes32 grounds) external returns (bytes32) {
        uint32 organization = _actingFor(bySeat);
        _requireSubjectTo(organization, code, subject);
        _requireGrounds(grounds);

        return _open(SELF_REPORTED, organization, organization, code, subject, grounds);
    }

    /// @inheritdoc IFindingRegistry
    function drop(uint32 bySeat, bytes32 finding, bytes32 grounds) external {
        (uint32 organization, uint32 against, uint176 value) = _asAuthority(bySeat, finding);
        FindingState state = FindingState(value.get(Traces.FINDING_STATE));
        _requireStep(_isPending(state) || state == FindingState.Reported, finding, state);
        _requireGrounds(grounds);

        _states[finding].write(_with(value, FindingState.Dropped, organization));

        emit FindingDropped(finding, organization, against, grounds);
    }

    // ─── rectification ───────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IFindingRegistry
    function order(uint32 bySeat, bytes32 finding, uint48 by) external {
        (uint32 organization, uint32 against, uint176 value) = _asAuthority(bySeat, finding);
        FindingState state = FindingState(value.get(Traces.FINDING_STATE));
        _requireStep(_isPending(state), finding, state);
        if (by <= _now()) revert FindingRegistry__InThePast(by, _now());

        value = _with(value, FindingState.Ordered, organization).set(Traces.FINDING_ORDERED_BY, by);
        _states[finding].write(value.set(Traces.FINDING_ORDERED_AT, _now()));

        emit RectificationOrdered(finding, organization, against, by);
    }

    /// @inheritdoc IFindingRegistry
    function reportRectification(uint32 bySeat, bytes32 finding, bytes32 evidence) external {
        uint32 organization = _actingFor(bySeat);
        Finding storage found = _requireKnown(finding);
        uint32 against = ORGANIZATIONS.follow(found.against, found.subject);
        if (organization != against) revert FindingRegistry__NotAgainst(finding, organization, against);
        uint176 value = _states[finding].latest();
        FindingState state = FindingState(value.get(Traces.FINDING_STATE));
        _requireStep(_isPending(state), finding, state);
        if (evidence == 0) revert FindingRegistry__NoEvidence();

        uint256 orderedBy = value.get(Traces.FINDING_ORDERED_BY);
        value = _with(value, FindingState.Reported, organization);
        _states[finding].write(value.set(Traces.FINDING_REPORTED_AT, _now()));

        emit RectificationReported(finding, organization, evidence, orderedBy != 0 && _now() >= orderedBy);
    }

    /// @inheritdoc IFindingRegistry
    function acceptRectification(uint32 bySeat, bytes32 finding) external {
        (uint32 organization, uint32 against, uint176 value) = _asAuthority(bySeat, finding);
        _requireState(finding, value, FindingState.Reported);

        _states[finding].write(_with(value, FindingState.Rectified, organization));

        emit FindingRectified(finding, organization, against);
    }

    /// @inheritdoc IFindingRegistry
    function rejectRectification(uint32 bySeat, bytes32 finding, bytes32 grounds) external {
        (uint32 organization, uint32 against, uint176 value) = _asAuthority(bySeat, finding);
        _requireState(finding, value, FindingState.Reported);
        _requireGrounds(grounds);

        uint48 orderedBy = uint48(value.get(Traces.FINDING_ORDERED_BY));
        value = _with(value, orderedBy == 0 ? FindingState.Open : FindingState.Ordered, organization);
        _states[finding].write(value.set(Traces.FINDING_REPORTED_AT, 0));

        emit RectificationRejected(finding, organization, against, grounds, orderedBy);
    }

    /// @inheritdoc IFindingRegistry
    function circulate(uint32 bySeat, bytes32 finding) external {
        (uint32 organization, uint32 against, uint176 value) = _asAuthority(bySeat, finding);
        _requireState(finding, value, FindingState.Ordered);
        uint48 orderedBy = uint48(value.get(Traces.FINDING_ORDERED_BY));
        if (_now() < orderedBy) revert FindingRegistry__NotOverdue(finding, orderedBy);

        _states[finding].write(_with(value, FindingState.Circulated, organization));

        emit FindingCirculated(finding, organization, against);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function _open(
        uint8 kind,
        uint32 by,
        uint32 against,
        uint16 code,
        bytes32 subject,
        bytes32 grounds
    ) private returns (bytes32 id) {
        uint40 serial = ++_counts[by];
        id = keccak256(abi.encode(CHAIN_ID, address(this), "finding", by, serial));

        _findings[id] = Finding(subject, grounds, against, by, code, kind, 0, uint40(_now()), 0, 0, serial);
        _states[id].write(_plain(FindingState.Open, by));

        emit FindingOpened(id, against, by, code, subject, grounds, kind == SELF_REPORTED);
    }

    /// @dev Refuses the same run of a limit a second time, unless the first was none. A run that follows another one
    /// begins later.
    function _requireNewRun(uint8 clock, bytes32 subject, uint48 since) private view {
        bytes32 last = _newest[clock][subject];
        if (last == 0 || since > _findings[last].since || _stateOf(last) == FindingState.Annulled) return;
        revert FindingRegistry__RecordedAlready(clock, subject, last);
    }

    /// @dev Refuses unless the same run ends later than it was recorded, or what a log proves was done in time.
    function _requireDisproved(bytes32 id, Finding storage found) private view returns (uint48 due) {
        uint48 since;
        bool late;
        (, since, due, late) = lateness(found.subject, found.clock);
        bool proven = !late && (found.clock == DELIVERY || found.clock == RECEIPT);
        bool disproved = due != 0 && since <= found.since && (proven || found.time < due);
        if (!disproved) revert FindingRegistry__StillLate(id, due);
    }

    /// @dev The code of a limit that was not kept. An order that was not followed is of what it was about.
    function _codeOf(uint8 clock, bytes32 subject) private view returns (uint16) {
        if (clock == ANSWER || clock == DELIVERY) return 3904;
        if (clock == CORRECTION) return 3906;
        if (clock == DISPOSAL) return 4004;
        if (clock == REGISTRATION) return 4103;
        uint16 ordered = _findings[subject].code;
        return ordered == 0 ? 4007 : ordered;
    }

    /// @dev Whether a finding waits for its organisation.
    function _isPending(FindingState state) private pure returns (bool) {
        return state == FindingState.Open || state == FindingState.Ordered;
    }

    function _requireState(bytes32 id, uint176 value, FindingState wanted) private pure {
        FindingState state = FindingState(value.get(Traces.FINDING_STATE));
        _requireStep(state == wanted, id, state);
    }

    function _plain(FindingState state, uint32 by) private pure returns (uint176) {
        return _with(0, state, by);
    }

    /// @dev The same order and report, in another state.
    function _with(uint176 value, FindingState state, uint32 by) private pure returns (uint176) {
        return value.set(Traces.FINDING_STATE, uint256(state)).set(Traces.FINDING_BY, by);
    }
}

// slither-disable-end incorrect-equality
