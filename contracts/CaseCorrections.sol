// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CaseGuards} from "./CaseGuards.sol";
import {IAssetErrors} from "./interfaces/IAssetErrors.sol";
import {ICaseCorrections} from "./interfaces/ICaseCorrections.sol";
import {ISharingRegistry} from "./interfaces/ISharingRegistry.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Traces} from "./libraries/Traces.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title CaseCorrections
/// @notice The part of the case registry for errors in data (Order 809, Art 26).
abstract contract CaseCorrections is CaseGuards {
    using Traces for uint176;

    // ─── raising ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICaseCorrections
    function raiseCorrection(
        uint32 bySeat,
        bytes32 asset,
        bytes32 grant,
        bytes32 grounds
    ) external returns (bytes32 id) {
        uint32 organization = _actingFor(bySeat);
        if (!ORGANIZATIONS.hasCapacity(organization, Capacities.DEPARTMENT)) {
            revert CaseRegistry__NotDepartment(organization);
        }
        uint256 state = ASSETS.stateAt(asset, _now()).get(Traces.ASSET_STATE);
        if (state != uint256(IAssetErrors.AssetState.Confirmed)) revert CaseRegistry__NoAsset(asset);
        if (grant != 0) _requireItsGrant(grant, asset, organization);
        _requireGrounds(grounds);

        uint32 holder = _holderOf(asset);
        id = _open(CORRECTION, organization, holder, 0, asset, grounds, CaseState.Open);
        (_turns[id].subject, _turns[id].selfReported) = (grant, organization == holder);

        _tellRaised(id, asset, organization, grant, holder, grounds);
    }

    // ─── answers ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICaseCorrections
    function correct(uint32 bySeat, bytes32 id, bytes32 version) external {
        (uint32 organization, bytes32 asset) = _answering(bySeat, id);
        if (version == 0) revert CaseRegistry__NoVersion();

        bool late = _isLate(id);
        _answer(id, CaseState.Corrected, organization, version);

        emit DataCorrected(id, asset, version, organization, late, _turns[id].selfReported);
    }

    /// @inheritdoc ICaseCorrections
    function rejectCorrection(uint32 bySeat, bytes32 id, bytes32 grounds) external {
        (uint32 organization, bytes32 asset) = _answering(bySeat, id);
        if (_turns[id].selfReported) revert CaseRegistry__SelfReported(id);
        _requireGrounds(grounds);

        bool late = _isLate(id);
        _answer(id, CaseState.Rejected, organization, grounds);

        emit CorrectionRejected(id, asset, organization, grounds, late);
    }

    /// @inheritdoc ICaseCorrections
    function closeCorrection(uint32 bySeat, bytes32 id) external {
        uint32 organization = _actingFor(bySeat);
        Case storage case_ = _requireKind(id, CORRECTION);
        (uint32 raiser, ) = _parties(id, case_);
        _requireRaiser(id, organization, raiser);
        CaseState state = _stateOf(id);
        _requireStep(state == CaseState.Corrected || state == CaseState.Rejected, id, state);

        _enter(id, CaseState.Closed, organization);

        emit CorrectionClosed(id, case_.asset, organization);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Begins the limit, unless the holder reports an error of its own data: nobody asked then.
    function _tellRaised(
        bytes32 id,
        bytes32 asset,
        uint32 raiser,
        bytes32 grant,
        uint32 holder,
        bytes32 grounds
    ) private {
        bool selfReported = raiser == holder;
        (uint48 due, uint8 workingDays, bool provisional) = (0, 0, false);
        if (!selfReported) (due, workingDays, provisional) = _begin(id, "correction.days");

        emit CorrectionRaised(id, asset, raiser, grant, holder, grounds, due, workingDays, provisional, selfReported);
    }

    /// @dev Refuses whoever does not hold the asset, and a correction that was answered or withdrawn.
    function _answering(uint32 bySeat, bytes32 id) private view returns (uint32 organization, bytes32 asset) {
        organization = _actingFor(bySeat);
        Case storage case_ = _requireKind(id, CORRECTION);
        asset = case_.asset;
        uint32 holder = ASSETS.holderOf(asset);
        if (organization != holder) revert CaseRegistry__NotRespondent(id, organization, holder);
        CaseState state = _stateOf(id);
        _requireStep(state == CaseState.Open, id, state);
    }

    function _answer(bytes32 id, CaseState state, uint32 by, bytes32 content) private {
        _enter(id, state, by);
        _turns[id].doneAt = _now();
        _decisions[id] = content;
    }

    /// @dev Refuses what is no grant of the asset, or another organisation's.
    function _requireItsGrant(bytes32 grant, bytes32 asset, uint32 organization) private view {
        ISharingRegistry.Request memory granted = SHARING.requestOf(grant);
        bool itsOwn =
            granted.provider != 0 &&
                granted.asset == asset &&
                organization == ORGANIZATIONS.follow(granted.requester, grant);
        if (!itsOwn) revert CaseRegistry__NotItsGrant(grant, asset, organization);
    }
}

// slither-disable-end incorrect-equality
