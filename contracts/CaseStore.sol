// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {ICaseRegistry} from "./interfaces/ICaseRegistry.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {ISharingRegistry} from "./interfaces/ISharingRegistry.sol";
import {IWorkCalendar} from "./interfaces/IWorkCalendar.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanManaged} from "./SuyuanManaged.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title CaseStore
/// @notice Storage of the case registry, its views, its sides, and who decides a case.
abstract contract CaseStore is ICaseRegistry, SuyuanManaged {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev The kinds: an objection during public notice, a dispute over ownership, a correction, a dispute over
    /// sharing.
    uint8 internal constant OBJECTION = 1;
    uint8 internal constant OWNERSHIP = 2;
    uint8 internal constant CORRECTION = 3;
    uint8 internal constant DISPUTE = 4;
    /// @dev The number of the limit of a correction.
    uint8 internal constant CORRECTION_CLOCK = 5;
    /// @dev No organisation lies deeper than this below its root; it bounds the walk up.
    uint256 internal constant MAX_DEPTH = 8;

    IOrganizationRegistry internal immutable ORGANIZATIONS;
    IAssetRegistry internal immutable ASSETS;
    ISharingRegistry internal immutable SHARING;
    IWorkCalendar internal immutable CALENDAR;
    IRuleBook internal immutable RULES;

    mapping(bytes32 id => Case) internal _cases;
    mapping(bytes32 id => Traces.Trace) internal _states;
    mapping(bytes32 id => bytes32) internal _decisions;
    mapping(uint32 raiser => uint64) internal _counts;
    /// @dev Of the kinds that freeze.
    mapping(bytes32 asset => mapping(uint32 raiser => bytes32 id)) internal _openCases;
    /// @dev Of corrections and disputes over sharing.
    mapping(bytes32 id => Turn) internal _turns;
    mapping(bytes32 subject => bytes32 dispute) internal _openDisputes;

    constructor(address organizations, address assets, address sharing, address calendar, address rules) {
        ORGANIZATIONS = IOrganizationRegistry(_requireAddress(organizations));
        ASSETS = IAssetRegistry(_requireAddress(assets));
        SHARING = ISharingRegistry(_requireAddress(sharing));
        CALENDAR = IWorkCalendar(_requireAddress(calendar));
        RULES = IRuleBook(_requireAddress(rules));
    }

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICaseRegistry
    function caseOf(bytes32 id) external view returns (Case memory) {
        return _requireKnown(id);
    }

    /// @inheritdoc ICaseRegistry
    function caseStatus(bytes32 id) external view returns (CaseStatus memory) {
        _requireKnown(id);
        return CaseStatus(_stateOf(id), uint32(_states[id].latest().get(Traces.CASE_BY)), _decisions[id]);
    }

    /// @inheritdoc ICaseRegistry
    function turnOf(bytes32 id) external view returns (Turn memory) {
        _requireKnown(id);
        return _turns[id];
    }

    /// @inheritdoc ICaseRegistry
    function stateAt(bytes32 id, uint48 time) external view returns (uint176) {
        return _states[id].lookup(time);
    }

    /// @inheritdoc ICaseRegistry
    function openCaseOf(bytes32 asset, uint32 raiser) external view returns (bytes32) {
        return _openCases[asset][raiser];
    }

    /// @inheritdoc ICaseRegistry
    function openDisputeOf(bytes32 subject) external view returns (bytes32) {
        return _openDisputes[subject];
    }

    /// @inheritdoc ICaseRegistry
    function caseCount(uint32 raiser) external view returns (uint64) {
        return _counts[raiser];
    }

    /// @inheritdoc ICaseRegistry
    function partiesOf(bytes32 id) external view returns (uint32 raiser, uint32 respondent) {
        return _parties(id, _requireKnown(id));
    }

    // ─── limits ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICaseRegistry
    function deadlineOf(bytes32 id) external view returns (uint48 due, bool provisional) {
        _requireKnown(id);
        return _dueOf(_turns[id]);
    }

    /// @inheritdoc ICaseRegistry
    function lateness(bytes32 id, uint8 clock) external view returns (uint32 who, uint48 since, uint48 due, bool late) {
        Case storage case_ = _cases[id];
        if (clock != CORRECTION_CLOCK || case_.kind != CORRECTION) return (0, 0, 0, false);

        Turn storage turn = _turns[id];
        (due, ) = _dueOf(turn);
        uint48 end = turn.doneAt == 0 ? _now() : turn.doneAt;
        return (_holderOf(case_.asset), turn.since, due, due != 0 && end >= due);
    }

    // ─── who decides ─────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICaseRegistry
    function deciderOf(bytes32 id) public view returns (uint32 decider) {
        Case storage case_ = _requireKnown(id);
        (uint32 raiser, uint32 respondent) = _parties(id, case_);
        if (case_.kind == CORRECTION) return respondent;

        uint16 capacity = Capacities.AUTHORITY;
        uint32 referredBy = _turns[id].referredBy;
        if (case_.kind == OBJECTION) {
            (decider, capacity) = (_standIn(case_.registrar, case_.asset), Capacities.REGISTRAR);
        } else if (referredBy != 0) {
            decider = ORGANIZATIONS.standing(_standIn(referredBy, id)).parent;
        } else {
            // A side that nobody stands for any more has no superior.
            decider = ORGANIZATIONS.lowestCommonSuperior(raiser, respondent == 0 ? raiser : respondent);
        }

        for (uint256 i = 0; i <= MAX_DEPTH && decider != 0; ++i) {
            bool party = decider == raiser || decider == respondent;
            if (!party && ORGANIZATIONS.hasCapacity(decider, capacity)) return decider;
            (decider, capacity) = (ORGANIZATIONS.standing(decider).parent, Capacities.AUTHORITY);
        }
        return 0;
    }

    // ─── sides ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICaseRegistry
    function sidesOf(bytes32 subject) public view returns (bytes32 asset, uint32 requester, uint32 provider) {
        Case storage case_ = _cases[subject];
        if (case_.kind != 0) {
            (requester, provider) = _parties(subject, case_);
            return (case_.asset, requester, provider);
        }
        ISharingRegistry.Request memory filed = SHARING.requestOf(subject);
        if (filed.asset == 0) revert CaseRegistry__UnknownSubject(subject);
        requester = _standIn(filed.requester, subject);
        provider = filed.provider == 0 ? SHARING.answererOf(subject) : _standIn(filed.provider, subject);
        return (filed.asset, requester, provider);
    }

    /// @dev Both sides of a case, as they stand now.
    function _parties(bytes32 id, Case storage case_) internal view returns (uint32 raiser, uint32 respondent) {
        Turn storage turn = _turns[id];
        if (case_.kind == DISPUTE) {
            (, uint32 requester, uint32 provider) = sidesOf(turn.subject);
            return turn.byProvider ? (provider, requester) : (requester, provider);
        }
        if (case_.kind == CORRECTION) {
            bytes32 grant = turn.subject;
            return (_standIn(case_.raiser, grant == 0 ? id : grant), _holderOf(case_.asset));
        }
        return (_standIn(case_.raiser, id), _standIn(case_.respondent, case_.asset));
    }

    /// @dev Who holds an asset, or stands in that one's place.
    function _holderOf(bytes32 asset) internal view returns (uint32) {
        return _standIn(ASSETS.recordedHolderOf(asset), asset);
    }

    /// @dev Who stands in an organisation's place; itself, which keeps its place in the tree, if nobody does.
    function _standIn(uint32 organization, bytes32 subject) internal view returns (uint32) {
        uint32 successor = ORGANIZATIONS.follow(organization, subject);
        return successor == 0 ? organization : successor;
    }

    // ─── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses the id of no case.
    function _requireKnown(bytes32 id) internal view returns (Case storage case_) {
        case_ = _cases[id];
        if (case_.kind == 0) revert CaseRegistry__UnknownCase(id);
    }

    function _stateOf(bytes32 id) internal view returns (CaseState) {
        return CaseState(_states[id].latest().get(Traces.CASE_STATE));
    }

    /// @dev The end of a running limit: what was stored, or a later one that a published calendar gives.
    function _dueOf(Turn storage turn) internal view returns (uint48 due, bool provisional) {
        if (!turn.provisional) return (turn.due, false);
        return CALENDAR.laterDeadline(turn.since, turn.workingDays, turn.due);
    }
}

// slither-disable-end incorrect-equality
