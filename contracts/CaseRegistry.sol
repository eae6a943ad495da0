// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {CaseDisputes} from "./CaseDisputes.sol";
import {CaseStore} from "./CaseStore.sol";
import {IAssetErrors} from "./interfaces/IAssetErrors.sol";
import {ICaseRegistry} from "./interfaces/ICaseRegistry.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title CaseRegistry
/// @notice Objections to a registration and disputes over an asset's ownership, which freeze it; corrections and
/// disputes over sharing.
contract CaseRegistry is CaseDisputes {
    using Traces for uint176;

    /// @param manager The access manager, whose administrator is the council.
    /// @param organizations The organisation registry.
    /// @param assets The asset registry, where this contract may freeze.
    /// @param sharing The sharing registry.
    /// @param calendar The working calendar.
    /// @param rules The rule book.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(
        address manager,
        address organizations,
        address assets,
        address sharing,
        address calendar,
        address rules,
        address forwarder,
        bytes32 deploymentId_
    )
        SuyuanBase(forwarder, deploymentId_)
        CaseStore(organizations, assets, sharing, calendar, rules)
        AccessManaged(_requireAddress(manager))
    {}

    // ─── raising ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICaseRegistry
    function raiseObjection(uint32 bySeat, bytes32 asset, bytes32 grounds) external returns (bytes32) {
        uint32 organization = _actingFor(bySeat);
        if (!ASSETS.noticeOpen(asset)) revert CaseRegistry__NoNotice(asset);

        return _raise(OBJECTION, organization, asset, ASSETS.procedure(asset).registrar, grounds);
    }

    /// @inheritdoc ICaseRegistry
    function openOwnershipDispute(uint32 bySeat, bytes32 asset, bytes32 grounds) external returns (bytes32) {
        uint32 organization = _actingFor(bySeat);
        bool mayClaim =
            ORGANIZATIONS.hasCapacity(organization, Capacities.DEPARTMENT) ||
                ORGANIZATIONS.hasCapacity(organization, Capacities.OPERATING_BODY);
        if (!mayClaim) revert CaseRegistry__MayNotClaim(organization);
        uint256 state = ASSETS.stateAt(asset, _now()).get(Traces.ASSET_STATE);
        bool standing =
            state == uint256(IAssetErrors.AssetState.Registered) || state == uint256(IAssetErrors.AssetState.Confirmed);
        if (!standing) revert CaseRegistry__NoAsset(asset);

        return _raise(OWNERSHIP, organization, asset, 0, grounds);
    }

    /// @inheritdoc ICaseRegistry
    function withdrawCase(uint32 bySeat, bytes32 id) external {
        uint32 organization = _actingFor(bySeat);
        Case storage case_ = _requireKnown(id);
        _requirePending(id);
        _requireRaiser(id, organization, _raiserOf(id, case_));

        _enter(id, CaseState.Withdrawn, organization);
        bool freezes = case_.kind == OBJECTION || case_.kind == OWNERSHIP;
        if (freezes) delete _openCases[case_.asset][case_.raiser];
        else if (case_.kind == DISPUTE) delete _openDisputes[_turns[id].subject];
        else _turns[id].doneAt = _now();

        emit CaseWithdrawn(id, case_.asset, organization);
        if (freezes) ASSETS.unfreeze(case_.asset);
    }

    // ─── deciding ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICaseRegistry
    function dismiss(uint32 bySeat, bytes32 id, bytes32 decision) external {
        uint32 organization = _actingFor(bySeat);
        Case storage case_ = _requireOpen(id);
        _requireDecider(id, case_, organization);

        _dismiss(id, case_, organization, decision);
    }

    /// @inheritdoc ICaseRegistry
    function uphold(uint32 bySeat, bytes32 id, bytes32 decision) external {
        uint32 organization = _actingFor(bySeat);
        Case storage case_ = _requireOpen(id);
        _requireDecider(id, case_, organization);

        _uphold(id, case_, organization, decision);
    }

    /// @inheritdoc ICaseRegistry
    function dismissByCouncil(bytes32 id, bytes32 decision) external restricted {
        Case storage case_ = _requireOpen(id);
        _requireNoDecider(id);

        _dismiss(id, case_, 0, decision);
    }

    /// @inheritdoc ICaseRegistry
    function upholdByCouncil(bytes32 id, bytes32 decision) external restricted {
        Case storage case_ = _requireOpen(id);
        _requireNoDecider(id);

        _uphold(id, case_, 0, decision);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Raises a case, after the guards of its kind, and freezes the asset.
    function _raise(
        uint8 kind,
        uint32 raiser,
        bytes32 asset,
        uint32 registrar,
        bytes32 grounds
    ) private returns (bytes32 id) {
        uint32 respondent = _holderOf(asset);
        if (raiser == respondent) revert CaseRegistry__OwnAsset(asset, raiser);
        _requireGrounds(grounds);
        bytes32 open = _openCases[asset][raiser];
        if (open != 0) revert CaseRegistry__OpenAlready(asset, open);

        id = _open(kind, raiser, respondent, registrar, asset, grounds, CaseState.Open);
        _openCases[asset][raiser] = id;

        emit CaseRaised(id, asset, raiser, kind, respondent, registrar, grounds);
        ASSETS.freeze(asset);
    }

    function _dismiss(bytes32 id, Case storage case_, uint32 by, bytes32 decision) private {
        _requireDecision(decision);

        _close(id, case_, CaseState.Dismissed, by);
        _decisions[id] = decision;

        emit CaseDismissed(id, case_.asset, by, decision);
        ASSETS.unfreeze(case_.asset);
    }

    /// @dev Ends the procedure too: else what was contested would be coded next.
    function _uphold(bytes32 id, Case storage case_, uint32 by, bytes32 decision) private {
        _requireDecision(decision);

        _close(id, case_, CaseState.Upheld, by);
        _decisions[id] = decision;

        emit CaseUpheld(id, case_.asset, by, decision);
        // An objection is to the application that was under notice, not to a later one.
        bool concerned = case_.kind != OBJECTION || ASSETS.procedure(case_.asset).opened <= case_.time;
        if (concerned) ASSETS.uphold(case_.asset, decision);
        ASSETS.unfreeze(case_.asset);
    }

    /// @dev Gives a case its last state.
    function _close(bytes32 id, Case storage case_, CaseState state, uint32 by) private {
        _enter(id, state, by);
        delete _openCases[case_.asset][case_.raiser];
    }

    // ─── guards ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses a case that does not exist, freezes nothing, was withdrawn or is decided.
    function _requireOpen(bytes32 id) private view returns (Case storage case_) {
        case_ = _requireKnown(id);
        if (case_.kind > OWNERSHIP) revert CaseRegistry__WrongKind(id, case_.kind);
        _requirePending(id);
    }

    /// @dev Refuses a case that has come to an end, or to an answer.
    function _requirePending(bytes32 id) private view {
        CaseState state = _stateOf(id);
        bool pending =
            state == CaseState.Open ||
                state == CaseState.Consulting ||
                state == CaseState.Coordinating ||
                state == CaseState.GovernmentDecision;
        if (!pending) revert CaseRegistry__Closed(id, state);
    }

    /// @dev Who may withdraw a case; 0 if the raiser was abolished and nobody took its place.
    function _raiserOf(bytes32 id, Case storage case_) private view returns (uint32 raiser) {
        if (case_.kind <= OWNERSHIP) return ORGANIZATIONS.follow(case_.raiser, id);
        (raiser, ) = _parties(id, case_);
    }
}

// slither-disable-end incorrect-equality
