// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetVeto} from "./AssetVeto.sol";
import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Offices} from "./libraries/Offices.sol";
import {Registrations} from "./libraries/Registrations.sol";
import {Traces} from "./libraries/Traces.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title AssetProcedure
/// @notice The registration procedure: its view, and what applicant and registrar share.
abstract contract AssetProcedure is AssetVeto {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev The greatest number of six digits.
    uint24 private constant MAX_REGION = 999_999;

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IAssetRegistry
    function procedure(bytes32 id) external view returns (Procedure memory view_) {
        _requireKnown(id);
        Progress memory now_ = _progressOf(id);
        (uint48 due, bool provisional) = _dueOf(now_);
        view_.type_ = now_.type_;
        view_.effect = now_.effect;
        view_.stage = now_.stage;
        view_.returned = now_.returned;
        view_.registrar = now_.registrar == 0 ? 0 : _successorOf(now_.registrar, id);
        view_.opened = now_.opened;
        view_.since = now_.since;
        if (now_.stage == Stage.PublicNotice) view_.noticeEnd = due;
        else view_.due = due;
        view_.provisional = provisional;
        if (now_.effect <= Registrations.CORRECTION) view_.recordHash = _recordHashes[id][_versionOf(id, now_.stage)];
    }

    /// @inheritdoc IAssetRegistry
    function noticeOpen(bytes32 id) external view returns (bool) {
        Progress memory now_ = _progressOf(id);
        if (now_.stage != Stage.PublicNotice) return false;

        (uint48 noticeEnd, ) = _dueOf(now_);
        return _now() < noticeEnd;
    }

    /// @inheritdoc IAssetRegistry
    function requireFree(bytes32 id, uint8 act) public view returns (uint32 holder) {
        uint176 state = _requireConfirmed(id);
        _requireNotExpired(id, state);
        _requireNotFrozen(id, state);
        requireNoVeto(id, act);
        Stage stage = _procedures[id].stage;
        _requireStep(act != Registrations.VETO_TRANSFER || stage >= Stage.Coded, id, stage);

        return recordedHolderOf(id);
    }

    // ─── guards ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses unless the caller acts as head of the data office of the registrar, or of its successor.
    /// Returns the registrar and the procedure.
    function _asRegistrar(uint32 bySeat, bytes32 id) internal view returns (uint32 organization, Progress memory now_) {
        organization = _acting(bySeat, Offices.ONLY_HEAD);
        now_ = _progressOf(id);
        if (now_.stage == Stage.None) revert AssetRegistry__UnknownAsset(id);
        _requireStep(now_.registrar != 0, id, now_.stage);
        // Whoever acts is active, and so stands for itself.
        if (organization == now_.registrar) return (organization, now_);

        uint32 registrar = _successorOf(now_.registrar, id);
        if (organization != registrar) revert AssetRegistry__NotRegistrar(id, organization, registrar);
        _requireCapacity(organization, Capacities.REGISTRAR);
    }

    /// @dev Refuses a step that is no arrow from a stage.
    function _requireStep(bool possible, bytes32 id, Stage stage) internal pure {
        if (!possible) revert AssetRegistry__WrongStage(id, stage);
    }

    /// @dev Refuses another stage of a procedure. Returns the procedure.
    function _requireStage(bytes32 id, Stage stage) internal view returns (Progress memory now_) {
        now_ = _progressOf(id);
        _requireStep(now_.stage == stage, id, now_.stage);
    }

    // ─── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

    function _progressOf(bytes32 id) internal view returns (Progress memory) {
        return _procedures[id];
    }

    /// @dev How the procedure's type proceeds, as the rule book had it when the procedure was opened.
    function _typeOf(Progress memory now_) internal view returns (IRuleBook.RegistrationType memory) {
        return _typeAt(now_.type_, now_.opened);
    }

    function _typeAt(uint8 type_, uint48 time) internal view returns (IRuleBook.RegistrationType memory) {
        return RULES.typeAt(type_, time);
    }

    /// @dev The end of the present stage's limit: what was stored, or a later one that a published calendar gives.
    function _dueOf(Progress memory now_) internal view returns (uint48 due, bool provisional) {
        if (!now_.provisional) return (now_.due, false);
        return CALENDAR.laterDeadline(now_.since, now_.workingDays, now_.due);
    }

    /// @dev Whether the registrar acts after its time: a fact, and no consent (Order 809, Art 21).
    function _isLate(Progress memory now_) internal view returns (bool) {
        (uint48 due, ) = _dueOf(now_);
        return due != 0 && _now() >= due;
    }

    /// @dev The version that a procedure brings: the next one, until it is coded.
    function _versionOf(bytes32 id, Stage stage) internal view returns (uint32 version) {
        version = uint32(_stateOf(id).get(Traces.ASSET_VERSION));
        if (stage != Stage.Coded) ++version;
    }

    // ─── effects ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Brings a procedure to a stage without a limit.
    function _enter(bytes32 id, Progress memory now_, Stage stage) internal {
        _enter(id, now_, stage, 0);
    }

    /// @dev Brings a procedure to a stage, whose limit of some working days begins now; none for zero days.
    function _enter(bytes32 id, Progress memory now_, Stage stage, uint16 workingDays) internal {
        (now_.stage, now_.since) = (stage, _now());
        // The calendar refuses more days than fit.
        (now_.due, now_.provisional, now_.workingDays) = (0, false, uint8(workingDays));
        if (workingDays != 0) (now_.due, now_.provisional) = CALENDAR.addWorkingDays(_now(), workingDays);
        _procedures[id] = now_;
    }

    /// @dev Ends a procedure without coding; what was never coded loses its catalogue code.
    function _fail(bytes32 id, Progress memory now_, Stage stage) internal {
        _enter(id, now_, stage);
        if (_is(id, AssetState.Registered)) _releaseCatalogueCode(id);
    }

    /// @dev Stores the record that a procedure brings, if its effect brings one.
    function _propose(bytes32 id, uint8 effect, uint32 version, bytes32 recordHash) internal {
        if (recordHash == 0) revert AssetRegistry__NoRecord();

        if (effect <= Registrations.CORRECTION) _recordHashes[id][version] = recordHash;
    }

    /// @dev Gives an asset its catalogue code, which no other asset of the region may have (Order 809, Art 19).
    function _takeCatalogueCode(bytes32 catalogueCode, uint24 region, bytes32 id) internal {
        if (catalogueCode == 0) revert AssetRegistry__NoCatalogueCode();
        if (region == 0 || region > MAX_REGION) revert AssetRegistry__BadRegion(region);
        bytes32 taken = _byCatalogueCode[catalogueCode][region];
        if (taken != 0) revert AssetRegistry__CatalogueCodeTaken(catalogueCode, region, taken);

        _byCatalogueCode[catalogueCode][region] = id;
    }

    function _releaseCatalogueCode(bytes32 id) internal {
        Identity storage identity = _identities[id];
        delete _byCatalogueCode[identity.catalogueCode][identity.region];
    }
}

// slither-disable-end incorrect-equality
