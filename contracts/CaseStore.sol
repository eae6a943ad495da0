// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {ICaseRegistry} from "./interfaces/ICaseRegistry.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title CaseStore
/// @notice Storage of the case registry, its views, and who decides a case.
abstract contract CaseStore is ICaseRegistry, SuyuanBase {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev The kinds: an objection during public notice, a dispute over ownership.
    uint8 internal constant OBJECTION = 1;
    uint8 internal constant OWNERSHIP = 2;
    /// @dev No organisation lies deeper than this below its root; it bounds the walk up.
    uint256 internal constant MAX_DEPTH = 8;

    IOrganizationRegistry internal immutable ORGANIZATIONS;
    IAssetRegistry internal immutable ASSETS;

    mapping(bytes32 id => Case) internal _cases;
    mapping(bytes32 id => Traces.Trace) internal _states;
    mapping(bytes32 id => bytes32) internal _decisions;
    mapping(uint32 raiser => uint64) internal _counts;
    mapping(bytes32 asset => mapping(uint32 raiser => bytes32 id)) internal _openCases;

    constructor(address organizations, address assets) {
        ORGANIZATIONS = IOrganizationRegistry(_requireAddress(organizations));
        ASSETS = IAssetRegistry(_requireAddress(assets));
    }

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICaseRegistry
    function caseOf(bytes32 id) external view returns (Case memory) {
        return _requireKnown(id);
    }

    /// @inheritdoc ICaseRegistry
    function caseStatus(bytes32 id) external view returns (CaseStatus memory) {
        _requireKnown(id);
        uint176 value = _states[id].latest();
        CaseState state = CaseState(value.get(Traces.CASE_STATE));
        return CaseStatus(state, uint32(value.get(Traces.CASE_BY)), _decisions[id]);
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
    function caseCount(uint32 raiser) external view returns (uint64) {
        return _counts[raiser];
    }

    // ─── who decides ─────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICaseRegistry
    function deciderOf(bytes32 id) public view returns (uint32 decider) {
        Case memory case_ = _requireKnown(id);
        (uint32 raiser, uint32 respondent) = _parties(id, case_);
        uint16 capacity = Capacities.AUTHORITY;
        if (case_.kind == OBJECTION) {
            (decider, capacity) = (_standIn(case_.registrar, case_.asset), Capacities.REGISTRAR);
        } else {
            decider = ORGANIZATIONS.lowestCommonSuperior(raiser, respondent);
        }

        for (uint256 i = 0; i <= MAX_DEPTH && decider != 0; ++i) {
            bool party = decider == raiser || decider == respondent;
            if (!party && ORGANIZATIONS.hasCapacity(decider, capacity)) return decider;
            (decider, capacity) = (ORGANIZATIONS.standing(decider).parent, Capacities.AUTHORITY);
        }
        return 0;
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Both sides of a case, as they stand now.
    function _parties(bytes32 id, Case memory case_) internal view returns (uint32 raiser, uint32 respondent) {
        (raiser, respondent) = (_standIn(case_.raiser, id), _standIn(case_.respondent, case_.asset));
    }

    /// @dev Who stands in an organisation's place; itself, which keeps its place in the tree, if nobody does.
    function _standIn(uint32 organization, bytes32 subject) internal view returns (uint32) {
        uint32 successor = ORGANIZATIONS.follow(organization, subject);
        return successor == 0 ? organization : successor;
    }

    /// @dev Refuses the id of no case.
    function _requireKnown(bytes32 id) internal view returns (Case memory case_) {
        case_ = _cases[id];
        if (case_.kind == 0) revert CaseRegistry__UnknownCase(id);
    }
}

// slither-disable-end incorrect-equality
