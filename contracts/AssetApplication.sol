// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetProcedure} from "./AssetProcedure.sol";
import {IAssetProcedure} from "./interfaces/IAssetProcedure.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Offices} from "./libraries/Offices.sol";
import {Registrations} from "./libraries/Registrations.sol";
import {Traces} from "./libraries/Traces.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title AssetApplication
/// @notice The applicant's acts in a registration procedure.
abstract contract AssetApplication is AssetProcedure {
    using Traces for uint176;

    bytes32 private constant RENEWAL_DAYS = "registration.renewal.days";
    bytes32 private constant VALIDITY_YEARS = "registration.validity.years";
    uint8 private constant MOST_YEARS = type(uint8).max;
    uint8 private constant IMPORTANT = 2;

    // ─── acts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IAssetProcedure
    function register(
        uint32 bySeat,
        uint64 localNumber,
        bytes32 catalogueCode,
        uint24 region,
        uint8 attribute,
        uint8 grade,
        bytes32 recordHash,
        bytes32 legalBasis,
        bool holdsNoSecrets
    ) external returns (bytes32 id) {
        uint32 organization = _acting(bySeat, Offices.REGISTRATION);
        id = assetId(organization, localNumber);

        _requireCapacity(organization, Capacities.DEPARTMENT);
        if (!holdsNoSecrets) revert AssetRegistry__HoldsSecrets();
        _requireClass(attribute, grade, legalBasis);
        if (_identities[id].organization != 0) revert AssetRegistry__LocalNumberTaken(id, localNumber);

        _takeCatalogueCode(catalogueCode, region, id);
        _identities[id] = Identity(organization, localNumber, region, attribute, grade, _now(), catalogueCode);
        if (legalBasis != 0) _legalBases[id] = legalBasis;
        _begin(id, Registrations.TYPE_FIRST, Registrations.FIRST, 1, recordHash);

        emit AssetRegistered(
            id,
            organization,
            catalogueCode,
            bySeat,
            localNumber,
            region,
            attribute,
            grade,
            recordHash,
            legalBasis
        );
    }

    /// @inheritdoc IAssetProcedure
    function open(uint32 bySeat, bytes32 id, uint8 type_, bytes32 recordHash) external {
        uint32 organization = _requireHolder(bySeat, id, Offices.REGISTRATION);
        Stage stage = _procedures[id].stage;
        _requireStep(stage >= Stage.Coded, id, stage);
        uint8 effect = _typeAt(type_, _now()).effect;
        _requireOpenable(id, type_, effect);

        if (_is(id, AssetState.Registered)) _retakeCatalogueCode(id);
        _begin(id, type_, effect, _versionOf(id, Stage.Drafted), recordHash);

        emit ProcedureOpened(id, type_, organization, bySeat, effect, recordHash);
    }

    /// @inheritdoc IAssetProcedure
    function assess(
        uint32 bySeat,
        bytes32 id,
        bytes32 secrecyAssessment,
        bytes32 personalInformationAssessment
    ) external {
        _requireHolder(bySeat, id, Offices.REGISTRATION);
        Progress memory now_ = _requireStage(id, Stage.Drafted);
        _requireStep(_typeOf(now_).assessed, id, Stage.Drafted);
        if (secrecyAssessment == 0 || personalInformationAssessment == 0) revert AssetRegistry__NoRecord();

        _enter(id, now_, Stage.Assessed);

        emit ApplicationAssessed(id, bySeat, secrecyAssessment, personalInformationAssessment);
    }

    /// @inheritdoc IAssetProcedure
    function approve(bytes32 id) external {
        _requireKnown(id);
        uint32 holder = holderOf(id);
        _requireHeadOf(id, holder);
        Progress memory now_ = _progressOf(id);
        Stage stage = _typeOf(now_).assessed ? Stage.Assessed : Stage.Drafted;
        _requireStep(now_.stage == stage, id, now_.stage);

        _enter(id, now_, Stage.Approved);

        emit ApplicationApproved(id, holder, _msgSender());
    }

    /// @inheritdoc IAssetProcedure
    function submit(uint32 bySeat, bytes32 id, uint32 registrar) external {
        uint32 holder = _requireHolder(bySeat, id, Offices.ONLY_HEAD);
        Progress memory now_ = _requireStage(id, Stage.Approved);
        _requireCapacity(registrar, Capacities.REGISTRAR);
        _requireAbove(registrar, holder);

        uint256 validYears = _rule(VALIDITY_YEARS, now_.opened);
        (now_.registrar, now_.validYears) = (registrar, validYears > MOST_YEARS ? MOST_YEARS : uint8(validYears));
        _handIn(bySeat, id, now_, 0);
    }

    /// @inheritdoc IAssetProcedure
    function resubmit(uint32 bySeat, bytes32 id, bytes32 recordHash) external {
        _requireHolder(bySeat, id, Offices.ONLY_HEAD);
        Progress memory now_ = _requireStage(id, Stage.Returned);

        _propose(id, now_.effect, _versionOf(id, Stage.Returned), recordHash);
        _handIn(bySeat, id, now_, recordHash);
    }

    /// @inheritdoc IAssetProcedure
    function withdraw(uint32 bySeat, bytes32 id) external {
        _requireHolder(bySeat, id, Offices.ONLY_HEAD);
        Progress memory now_ = _progressOf(id);
        _requireStep(now_.stage < Stage.Coded, id, now_.stage);
        // An objection is decided, not evaded.
        if (now_.stage == Stage.PublicNotice) _requireNotFrozen(id, _stateOf(id));

        _fail(id, now_, Stage.Withdrawn);

        emit ApplicationWithdrawn(id, bySeat);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Begins a procedure with a draft.
    function _begin(bytes32 id, uint8 type_, uint8 effect, uint32 version, bytes32 recordHash) private {
        _propose(id, effect, version, recordHash);
        Progress memory now_ = _progressOf(id);
        (now_.type_, now_.effect, now_.opened) = (type_, effect, _now());
        (now_.returned, now_.registrar, now_.validYears) = (false, 0, 0);
        _enter(id, now_, Stage.Drafted);
    }

    /// @dev Hands an application in, so that the registrar's time to accept it begins.
    function _handIn(uint32 bySeat, bytes32 id, Progress memory now_, bytes32 recordHash) private {
        _enter(id, now_, Stage.Submitted, _typeOf(now_).acceptDays);

        emit ApplicationSubmitted(id, now_.registrar, bySeat, recordHash, now_.due, now_.provisional);
    }

    /// @dev Takes the catalogue code again that an asset lost when its registration failed.
    function _retakeCatalogueCode(bytes32 id) private {
        Identity storage identity = _identities[id];
        _takeCatalogueCode(identity.catalogueCode, identity.region, id);
    }

    /// @dev Refuses an effect that the asset's state and validity do not allow to be applied for.
    function _requireOpenable(bytes32 id, uint8 type_, uint8 effect) private view {
        if (effect == 0 || effect > Registrations.RECORDED) revert AssetRegistry__BadEffect(type_, effect);
        if (effect == Registrations.FIRST && _is(id, AssetState.Registered)) return;

        uint176 state = _requireConfirmed(id);
        uint48 until = uint48(state.get(Traces.ASSET_UNTIL));
        if (effect == Registrations.CANCELLATION) return;
        if (effect == Registrations.FIRST) {
            if (_now() < until) revert AssetRegistry__StillValid(id, until);
            return;
        }
        if (effect == Registrations.RENEWAL) return _requireInWindow(id, until);
        _requireNotExpired(id, state);
        if (effect != Registrations.RECORDED) requireNoVeto(id, Registrations.VETO_VERSION);
    }

    /// @dev Refuses a renewal before the last days of the validity, and after it.
    function _requireInWindow(bytes32 id, uint48 until) private view {
        uint48 from = until - uint48(_rule(RENEWAL_DAYS, _now())) * 1 days;
        if (_now() < from || _now() >= until) revert AssetRegistry__NotInWindow(id, from, until);
    }

    /// @dev Refuses unless the caller is the head account of an active organisation.
    function _requireHeadOf(bytes32 id, uint32 holder) private view {
        bool active = ORGANIZATIONS.hasCapacity(holder, 0);
        if (!active || ORGANIZATIONS.headAt(holder, _now()) != _msgSender())
            revert AssetRegistry__NotHead(id, _msgSender(), holder);
    }

    /// @dev Refuses what may not be registered: core data, and data withheld without a legal basis.
    function _requireClass(uint8 attribute, uint8 grade, bytes32 legalBasis) private pure {
        if (grade == 0 || grade > IMPORTANT) revert AssetRegistry__BadGrade(grade);
        if (attribute == 0 || attribute > NOT_SHARED) revert AssetRegistry__BadAttribute(attribute);
        if (attribute == NOT_SHARED && legalBasis == 0) revert AssetRegistry__NoLegalBasis();
    }
}

// slither-disable-end incorrect-equality
