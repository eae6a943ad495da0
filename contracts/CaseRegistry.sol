// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {Context} from "@openzeppelin/contracts/utils/Context.sol";

import {CaseStore} from "./CaseStore.sol";
import {IAssetErrors} from "./interfaces/IAssetErrors.sol";
import {ICaseRegistry} from "./interfaces/ICaseRegistry.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Offices} from "./libraries/Offices.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title CaseRegistry
/// @notice Objections to a registration and disputes over an asset's ownership.
contract CaseRegistry is CaseStore, AccessManaged {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @param manager The access manager, whose administrator is the council.
    /// @param organizations The organisation registry.
    /// @param assets The asset registry, where this contract may freeze.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(
        address manager,
        address organizations,
        address assets,
        address forwarder,
        bytes32 deploymentId_
    ) SuyuanBase(forwarder, deploymentId_) CaseStore(organizations, assets) AccessManaged(_requireAddress(manager)) {}

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
        Case memory case_ = _requireOpen(id);
        uint32 raiser = ORGANIZATIONS.follow(case_.raiser, id);
        if (organization != raiser) revert CaseRegistry__NotRaiser(id, organization, raiser);

        _close(id, case_, CaseState.Withdrawn, organization);

        emit CaseWithdrawn(id, case_.asset, organization);
        ASSETS.unfreeze(case_.asset);
    }

    // ─── deciding ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICaseRegistry
    function dismiss(uint32 bySeat, bytes32 id, bytes32 decision) external {
        uint32 organization = _actingFor(bySeat);
        Case memory case_ = _requireOpen(id);
        _requireDecider(id, case_, organization);

        _dismiss(id, case_, organization, decision);
    }

    /// @inheritdoc ICaseRegistry
    function uphold(uint32 bySeat, bytes32 id, bytes32 decision) external {
        uint32 organization = _actingFor(bySeat);
        Case memory case_ = _requireOpen(id);
        _requireDecider(id, case_, organization);

        _uphold(id, case_, organization, decision);
    }

    /// @inheritdoc ICaseRegistry
    function dismissByCouncil(bytes32 id, bytes32 decision) external restricted {
        Case memory case_ = _requireOpen(id);
        _requireNoDecider(id);

        _dismiss(id, case_, 0, decision);
    }

    /// @inheritdoc ICaseRegistry
    function upholdByCouncil(bytes32 id, bytes32 decision) external restricted {
        Case memory case_ = _requireOpen(id);
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
        uint64 serial = ++_counts[raiser];
        id = keccak256(abi.encode(CHAIN_ID, address(this), "case", raiser, serial));

        uint32 respondent = _standIn(ASSETS.recordedHolderOf(asset), asset);
        if (raiser == respondent) revert CaseRegistry__OwnAsset(asset, raiser);
        if (grounds == 0) revert CaseRegistry__NoGrounds();
        bytes32 open = _openCases[asset][raiser];
        if (open != 0) revert CaseRegistry__OpenAlready(asset, open);

        _cases[id] = Case(asset, grounds, raiser, respondent, registrar, kind, _now(), serial);
        _states[id].write(uint176(0).set(Traces.CASE_STATE, uint256(CaseState.Open)));
        _openCases[asset][raiser] = id;

        emit CaseRaised(id, asset, raiser, kind, respondent, registrar, grounds);
        ASSETS.freeze(asset);
    }

    function _dismiss(bytes32 id, Case memory case_, uint32 by, bytes32 decision) private {
        if (decision == 0) revert CaseRegistry__NoDecision();

        _close(id, case_, CaseState.Dismissed, by);
        _decisions[id] = decision;

        emit CaseDismissed(id, case_.asset, by, decision);
        ASSETS.unfreeze(case_.asset);
    }

    /// @dev Ends the procedure too: else what was contested would be coded next.
    function _uphold(bytes32 id, Case memory case_, uint32 by, bytes32 decision) private {
        if (decision == 0) revert CaseRegistry__NoDecision();

        _close(id, case_, CaseState.Upheld, by);
        _decisions[id] = decision;

        emit CaseUpheld(id, case_.asset, by, decision);
        // An objection is to the application that was under notice, not to a later one.
        bool concerned = case_.kind != OBJECTION || ASSETS.procedure(case_.asset).opened <= case_.time;
        if (concerned) ASSETS.uphold(case_.asset, decision);
        ASSETS.unfreeze(case_.asset);
    }

    /// @dev Gives a case its last state.
    function _close(bytes32 id, Case memory case_, CaseState state, uint32 by) private {
        uint176 value = uint176(0).set(Traces.CASE_STATE, uint256(state));
        _states[id].write(value.set(Traces.CASE_BY, by));
        delete _openCases[case_.asset][case_.raiser];
    }

    // ─── guards ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev The organisation for which the caller acts as head of the data office.
    function _actingFor(uint32 bySeat) private view returns (uint32) {
        return ORGANIZATIONS.requireSeat(bySeat, _msgSender(), Offices.ONLY_HEAD);
    }

    /// @dev Refuses a case that does not exist, was withdrawn or is decided.
    function _requireOpen(bytes32 id) private view returns (Case memory case_) {
        case_ = _requireKnown(id);
        CaseState state = CaseState(_states[id].latest().get(Traces.CASE_STATE));
        if (state != CaseState.Open) revert CaseRegistry__Closed(id, state);
    }

    /// @dev Refuses whoever neither decides the case nor is an authority above who does, and either side.
    function _requireDecider(bytes32 id, Case memory case_, uint32 organization) private view {
        uint32 decider = deciderOf(id);
        if (organization == decider) return;
        (uint32 raiser, uint32 respondent) = _parties(id, case_);
        bool entitled =
            organization != raiser &&
                organization != respondent &&
                ORGANIZATIONS.hasCapacity(organization, Capacities.AUTHORITY) &&
                ORGANIZATIONS.isAbove(organization, decider);
        if (!entitled) revert CaseRegistry__NotEntitled(id, organization, decider);
    }

    /// @dev Leaves to an organisation what an organisation can decide.
    function _requireNoDecider(bytes32 id) private view {
        uint32 decider = deciderOf(id);
        if (decider != 0) revert CaseRegistry__NotEntitled(id, 0, decider);
    }

    // ─── sender ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function _msgSender() internal view override(Context, ERC2771Context) returns (address) {
        return ERC2771Context._msgSender();
    }

    function _msgData() internal view override(Context, ERC2771Context) returns (bytes calldata) {
        return ERC2771Context._msgData();
    }

    function _contextSuffixLength() internal view override(Context, ERC2771Context) returns (uint256) {
        return ERC2771Context._contextSuffixLength();
    }
}

// slither-disable-end incorrect-equality
