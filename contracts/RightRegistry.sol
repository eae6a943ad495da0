// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRightRegistry} from "./interfaces/IRightRegistry.sol";
import {Registrations} from "./libraries/Registrations.sol";
import {Rights} from "./libraries/Rights.sol";
import {Traces} from "./libraries/Traces.sol";
import {RightGuards} from "./RightGuards.sol";
import {RightStore} from "./RightStore.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title RightRegistry
/// @notice The three rights in data assets, their transfer and their end.
contract RightRegistry is RightGuards {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev The asset registry deploys this contract, and lets it alone move holders.
    /// @param organizations_ The organisation registry.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(
        address organizations_,
        address forwarder,
        bytes32 deploymentId_
    ) SuyuanBase(forwarder, deploymentId_) RightStore(organizations_) {}

    // ─── use and operating rights ────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IRightRegistry
    function confer(
        uint32 bySeat,
        bytes32 asset,
        bytes32 parent,
        uint8 kind,
        uint32 to,
        uint8 basis,
        uint48 from,
        uint48 until,
        bytes32 scopeCommitment,
        bytes32 basisCommitment
    ) external returns (bytes32) {
        // Filled member by member: ten arguments leave no room on the stack for a list of them.
        // slither-disable-next-line uninitialized-local
        Right memory given;
        (given.asset, given.parent, given.kind, given.basis) = (asset, parent, kind, basis);
        (given.from, given.until) = (from == 0 ? _now() : from, until);
        (given.scopeCommitment, given.basisCommitment) = (scopeCommitment, basisCommitment);
        (given.holder, given.grantor) = (to, _actingFor(bySeat));

        return _offer(given);
    }

    /// @inheritdoc IRightRegistry
    function acceptRight(uint32 bySeat, bytes32 right) external {
        uint32 organization = _actingFor(bySeat);
        uint176 value = _requireOpen(right);
        RightState state = RightState(value.get(Traces.RIGHT_STATE));
        if (state != RightState.Offered) revert RightRegistry__WrongState(right, uint8(state));
        _requireRightHolder(right, organization);
        Right storage given = _rights[right];
        uint32 source = _requireSource(given.asset, given.parent);
        if (ORGANIZATIONS.follow(given.grantor, _subjectOf(given)) != source) revert RightRegistry__OfferVoid(source);
        _requireOfferor(source);
        _requireRecipient(organization, source, given.kind);

        _states[right].write(value.set(Traces.RIGHT_STATE, uint256(RightState.InForce)));

        emit RightAccepted(right, given.asset, organization);
    }

    /// @inheritdoc IRightRegistry
    function waive(uint32 bySeat, bytes32 right) external {
        uint32 organization = _actingFor(bySeat);
        uint176 value = _requireOpen(right);
        _requireRightHolder(right, organization);

        _states[right].write(value.set(Traces.RIGHT_STATE, uint256(RightState.Ended)));

        emit RightWaived(right, _rights[right].asset, organization);
    }

    /// @inheritdoc IRightRegistry
    function endRight(uint32 bySeat, bytes32 right, uint16 reason, bytes32 legalBasis) external {
        uint32 organization = _actingFor(bySeat);
        uint176 value = _requireOpen(right);
        Right storage given = _rights[right];
        uint32 grantor = ORGANIZATIONS.follow(given.grantor, _subjectOf(given));
        if (organization == grantor) {
            bool offered = value.get(Traces.RIGHT_STATE) == uint256(RightState.Offered);
            if (!offered) revert RightRegistry__GrantorMayNotEnd(right, organization);
        } else {
            _requireAuthorityAbove(right, organization, grantor == 0 ? given.grantor : grantor);
            if (legalBasis == 0) revert RightRegistry__NoLegalBasis();
        }
        if (reason == 0) revert RightRegistry__NoReason();

        value = value.set(Traces.RIGHT_STATE, uint256(RightState.Ended));
        _states[right].write(value.set(Traces.RIGHT_REASON, reason));

        emit RightEnded(right, given.asset, organization, reason, legalBasis);
    }

    // ─── holding right ───────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IRightRegistry
    function offerTransfer(uint32 bySeat, bytes32 asset, uint32 to, bytes32 basis) external {
        uint32 organization = _actingFor(bySeat);
        _requireHolder(asset, organization, ASSETS.requireFree(asset, Registrations.VETO_TRANSFER));
        if (to == organization) revert RightRegistry__SameOrganization(to);
        if (to == 0) revert RightRegistry__BadRecipient(to, Rights.HOLDING);
        if (basis == 0) revert RightRegistry__NoCommitment();

        Transfers memory moved = _transfers[asset];
        (moved.to, moved.time) = (to, _now());
        _transfers[asset] = moved;
        _transferBases[asset][moved.count + 1] = basis;

        emit TransferOffered(asset, organization, to, basis);
    }

    /// @inheritdoc IRightRegistry
    function acceptTransfer(uint32 bySeat, bytes32 asset) external {
        uint32 organization = _actingFor(bySeat);
        Transfers memory moved = _requireOffer(asset);
        if (organization != moved.to) _requireSuccessor(asset, organization, moved.to);
        uint32 holder = ORGANIZATIONS.follow(ASSETS.requireFree(asset, Registrations.VETO_TRANSFER), asset);
        _requireOfferor(holder);
        _requireRecipient(organization, holder, Rights.HOLDING);

        _transfers[asset] = Transfers(0, 0, ++moved.count, holder);
        ASSETS.moveHolder(asset, organization);

        emit TransferAccepted(asset, holder, organization, _transferBases[asset][moved.count]);
    }

    /// @inheritdoc IRightRegistry
    function withdrawTransfer(uint32 bySeat, bytes32 asset) external {
        uint32 organization = _actingFor(bySeat);
        Transfers memory moved = _requireOffer(asset);
        _requireHolder(asset, organization, ASSETS.recordedHolderOf(asset));

        _transfers[asset] = Transfers(0, 0, moved.count, moved.previous);
        delete _transferBases[asset][moved.count + 1];

        emit TransferWithdrawn(asset, organization, moved.to);
    }

    // ─── value stage ─────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IRightRegistry
    function recordStage(uint32 bySeat, bytes32 asset, uint8 stage, bytes32 basis) external {
        uint32 organization = _actingFor(bySeat);
        _requireHolder(asset, organization, ASSETS.requireFree(asset, 0));
        uint176 value = _stages[asset].latest();
        if (stage == 0 || stage > Rights.LAST_STAGE || stage == value.get(Traces.STAGE_STAGE)) {
            revert RightRegistry__BadStage(stage);
        }
        if (basis == 0) revert RightRegistry__NoCommitment();

        uint32 number = uint32(value.get(Traces.STAGE_NUMBER)) + 1;
        _stages[asset].write(value.set(Traces.STAGE_STAGE, stage).set(Traces.STAGE_NUMBER, number));
        _stageBases[asset][number] = basis;

        emit StageRecorded(asset, organization, stage, basis);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Offers a right of which everything is known but its serial.
    function _offer(Right memory given) private returns (bytes32 right) {
        given.serial = ++_counts[given.asset];
        right = rightId(given.asset, given.serial);

        _requireKind(given.kind, given.parent);
        _requireTerms(given);
        uint32 source = _requireSource(given.asset, given.parent);
        if (given.parent == 0) _requireHolder(given.asset, given.grantor, source);
        else _requireDerivable(given, source);
        _requireRecipient(given.holder, given.grantor, given.kind);

        _rights[right] = given;
        uint176 value = uint176(0).set(Traces.RIGHT_STATE, uint256(RightState.Offered));
        _states[right].write(value.set(Traces.RIGHT_UNTIL, given.until));

        _emitOffered(right, given);
    }

    function _emitOffered(bytes32 right, Right memory given) private {
        emit RightOffered(
            right,
            given.asset,
            given.holder,
            given.grantor,
            given.parent,
            given.kind,
            given.basis,
            given.from,
            given.until,
            given.scopeCommitment,
            given.basisCommitment
        );
    }
}
