// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetApplication} from "./AssetApplication.sol";
import {IAssetProcedure} from "./interfaces/IAssetProcedure.sol";
import {IAssetVeto} from "./interfaces/IAssetVeto.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {Registrations} from "./libraries/Registrations.sol";
import {Traces} from "./libraries/Traces.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title AssetReview
/// @notice The registrar's acts in a registration procedure, and its end.
abstract contract AssetReview is AssetApplication {
    using Traces for Traces.Trace;
    using Traces for uint176;

    // ─── acceptance ──────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IAssetProcedure
    function accept(uint32 bySeat, bytes32 id) external {
        (uint32 organization, Progress memory now_) = _asRegistrar(bySeat, id, Stage.Submitted);
        _requireNotFrozen(id, _stateOf(id));
        bool late = _isLate(now_);

        _enter(id, now_, Stage.Accepted, _typeOf(now_).reviewDays);

        emit ApplicationAccepted(id, organization, bySeat, now_.due, now_.provisional, late);
    }

    /// @inheritdoc IAssetProcedure
    function returnForGaps(uint32 bySeat, bytes32 id, bytes32 gaps) external {
        (uint32 organization, Progress memory now_) = _asRegistrar(bySeat, id, Stage.Submitted);
        if (now_.returned) revert AssetRegistry__ReturnedBefore(id);
        if (gaps == 0) revert AssetRegistry__NoReason();
        bool late = _isLate(now_);

        now_.returned = true;
        _enter(id, now_, Stage.Returned);

        emit ApplicationReturned(id, organization, bySeat, gaps, late);
    }

    /// @inheritdoc IAssetProcedure
    function reject(uint32 bySeat, bytes32 id, uint16 reason, bytes32 legalBasis) external {
        (uint32 organization, Progress memory now_) = _asRegistrar(bySeat, id, Stage.Submitted);
        _requireReason(reason, legalBasis);
        bool late = _isLate(now_);

        _fail(id, now_, Stage.Rejected);

        emit ApplicationRejected(id, organization, bySeat, reason, legalBasis, late);
    }

    // ─── formal review ───────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IAssetProcedure
    function review(uint32 bySeat, bytes32 id) external {
        (uint32 organization, Progress memory now_) = _asRegistrar(bySeat, id, Stage.Accepted);
        _requireStep(_typeOf(now_).reviewed, id, Stage.Accepted);
        bool late = _isLate(now_);

        _enter(id, now_, Stage.Reviewed);

        emit ApplicationReviewed(id, organization, bySeat, late);
    }

    /// @inheritdoc IAssetProcedure
    function refuse(uint32 bySeat, bytes32 id, uint16 reason, bytes32 legalBasis) external {
        (uint32 organization, Progress memory now_) = _asRegistrar(bySeat, id, Stage.Accepted);
        _requireReason(reason, legalBasis);
        bool late = _isLate(now_);

        _fail(id, now_, Stage.Refused);

        emit ApplicationRefused(id, organization, bySeat, reason, legalBasis, late);
    }

    // ─── public notice and coding ────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IAssetProcedure
    function publish(uint32 bySeat, bytes32 id) external {
        (uint32 organization, Progress memory now_) = _asRegistrar(bySeat, id);
        IRuleBook.RegistrationType memory type_ = _typeOf(now_);
        // A registrar into which the applicant was merged shall not bring its own application to coding.
        bool foreign = organization != holderOf(id);
        _requireStep(foreign && type_.noticeDays != 0 && now_.stage == _passed(type_), id, now_.stage);

        _enter(id, now_, Stage.PublicNotice, type_.noticeDays);

        emit NoticePublished(id, organization, bySeat, now_.due, now_.provisional);
    }

    /// @inheritdoc IAssetProcedure
    function confirm(uint32 bySeat, bytes32 id) external {
        (uint32 organization, Progress memory now_) = _asRegistrar(bySeat, id);
        _requireComplete(id, now_, organization);
        uint176 state = _stateOf(id);
        _requireNotFrozen(id, state);
        requireNoVeto(id, Registrations.VETO_CODING);

        _enter(id, now_, Stage.Coded);
        _effect(id, now_, state, organization, bySeat);
    }

    /// @inheritdoc IAssetVeto
    function uphold(bytes32 id, bytes32 decision) external restricted {
        Progress memory now_ = _progressOf(id);
        if (now_.stage == Stage.None || now_.stage >= Stage.Coded) return;

        _fail(id, now_, Stage.Refused);

        emit ObjectionUpheld(id, decision);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Lets the effect of a coded procedure take place.
    function _effect(bytes32 id, Progress memory now_, uint176 state, uint32 organization, uint32 bySeat) private {
        uint8 effect = now_.effect;
        if (effect == Registrations.RECORDED) {
            _requireNotExpired(id, state);
            emit RegistrationRecorded(id, organization, now_.type_, bySeat);
            return;
        }
        if (effect == Registrations.CANCELLATION) {
            _setState(id, state.set(Traces.ASSET_STATE, uint256(AssetState.Cancelled)));
            _releaseCatalogueCode(id);
            emit AssetCancelled(id, organization, bySeat);
            return;
        }

        if (effect == Registrations.FIRST) state = _number(state, organization, now_.validYears);
        else if (effect == Registrations.RENEWAL)
            state = _extend(state, uint48(state.get(Traces.ASSET_UNTIL)), now_.validYears);
        else _requireVersionAllowed(id, state);
        if (effect != Registrations.RENEWAL) {
            state = state.set(Traces.ASSET_VERSION, state.get(Traces.ASSET_VERSION) + 1);
        }
        _setState(id, state);

        emit AssetConfirmed(
            id,
            organization,
            effect,
            bySeat,
            uint32(state.get(Traces.ASSET_VERSION)),
            uint48(state.get(Traces.ASSET_UNTIL)),
            uint32(state.get(Traces.ASSET_SERIAL))
        );
    }

    /// @dev Gives a registration its number, and a validity that begins now.
    function _number(uint176 state, uint32 registrar, uint256 validYears) private returns (uint176) {
        state = state.set(Traces.ASSET_STATE, uint256(AssetState.Confirmed));
        state = state.set(Traces.ASSET_REGISTRAR, registrar).set(Traces.ASSET_SERIAL, ++_serials[registrar]);
        return _extend(state, _now(), validYears);
    }

    /// @dev Lets a validity run from a moment on; of each four years that have begun, one has a leap day.
    function _extend(uint176 state, uint48 from, uint256 validYears) private pure returns (uint176) {
        return state.set(Traces.ASSET_UNTIL, from + (validYears * 365 + (validYears + 3) / 4) * 1 days);
    }

    function _requireVersionAllowed(bytes32 id, uint176 state) private view {
        _requireNotExpired(id, state);
        requireNoVeto(id, Registrations.VETO_VERSION);
    }

    /// @dev Refuses coding before the last step that the type prescribes, or before the end of the public notice. After a
    /// notice nothing is left to judge, so that only without one the registrar must still be another than the holder.
    function _requireComplete(bytes32 id, Progress memory now_, uint32 organization) private view {
        if (now_.stage == Stage.PublicNotice) {
            (uint48 noticeEnd, ) = _dueOf(now_);
            if (_now() < noticeEnd) revert AssetRegistry__NoticeNotOver(id, noticeEnd);
            return;
        }
        IRuleBook.RegistrationType memory type_ = _typeOf(now_);
        bool foreign = organization != holderOf(id);
        _requireStep(foreign && type_.noticeDays == 0 && now_.stage == _passed(type_), id, now_.stage);
    }

    function _asRegistrar(
        uint32 bySeat,
        bytes32 id,
        Stage stage
    ) private view returns (uint32 organization, Progress memory now_) {
        (organization, now_) = _asRegistrar(bySeat, id);
        _requireStep(now_.stage == stage, id, now_.stage);
    }

    /// @dev The stage of an application whose content has been examined as far as its type prescribes.
    function _passed(IRuleBook.RegistrationType memory type_) private pure returns (Stage) {
        return type_.reviewed ? Stage.Reviewed : Stage.Accepted;
    }

    function _requireReason(uint16 reason, bytes32 legalBasis) private pure {
        if (reason == 0) revert AssetRegistry__NoReason();
        if (legalBasis == 0) revert AssetRegistry__NoLegalBasis();
    }
}

// slither-disable-end incorrect-equality
