// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IAssetVeto} from "./interfaces/IAssetVeto.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {IWorkCalendar} from "./interfaces/IWorkCalendar.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title AssetStore
/// @notice Storage of the asset registry, and its plain views.
abstract contract AssetStore is IAssetRegistry, SuyuanBase {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev What never changes about an asset: two slots.
    struct Identity {
        uint32 organization;
        uint64 localNumber;
        uint24 region;
        uint8 attribute;
        uint8 grade;
        uint48 registeredAt;
        bytes32 catalogueCode;
    }

    /// @dev How far an asset's procedure has come: one slot.
    struct Progress {
        uint8 type_;
        uint8 effect;
        Stage stage;
        bool returned;
        uint32 registrar;
        uint48 opened;
        uint48 since;
        /// @dev As computed when the stage began: the registrar's limit, or under public notice the notice's end.
        uint48 due;
        /// @dev The working days of that limit.
        uint8 workingDays;
        /// @dev Whether it was computed with a year that was not published.
        bool provisional;
        /// @dev For how many years coding makes the registration valid, once it has been handed in.
        uint8 validYears;
        /// @dev Bit `act` is set once a veto on it was laid, so that coding needs to look for one seldom. It is the
        /// asset's, and outlives the procedure.
        uint8 vetoed;
    }

    /// @dev The sharing attribute of what is withheld (Order 809, Art 15).
    uint8 internal constant NOT_SHARED = 3;

    IOrganizationRegistry internal immutable ORGANIZATIONS;
    IRuleBook internal immutable RULES;
    IWorkCalendar internal immutable CALENDAR;

    mapping(bytes32 asset => Identity) internal _identities;
    mapping(bytes32 asset => bytes32) internal _legalBases;
    /// @dev By version; the version after the last coded one is that of the procedure, which may fail.
    mapping(bytes32 asset => mapping(uint32 version => bytes32)) internal _recordHashes;
    /// @dev Begins with the first coding or freeze.
    mapping(bytes32 asset => Traces.Trace) internal _states;
    /// @dev Begins with the first transfer; before it, the organisation that registered the asset holds it.
    mapping(bytes32 asset => Traces.Trace) internal _holders;
    mapping(bytes32 asset => Traces.Trace) internal _custodians;
    mapping(bytes32 catalogueCode => mapping(uint24 region => bytes32 asset)) internal _byCatalogueCode;
    mapping(bytes32 asset => Progress) internal _procedures;
    mapping(bytes32 asset => mapping(uint8 act => IAssetVeto.Veto)) internal _vetoes;
    /// @dev The last serial number that a registrar gave.
    mapping(uint32 registrar => uint32) internal _serials;

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IAssetRegistry
    function asset(bytes32 id) external view returns (Asset memory view_) {
        Identity storage identity = _requireKnown(id);
        uint176 state = _stateOf(id);
        view_.organization = identity.organization;
        view_.localNumber = identity.localNumber;
        view_.registeredAt = identity.registeredAt;
        view_.catalogueCode = identity.catalogueCode;
        view_.region = identity.region;
        view_.legalBasis = _legalBases[id];
        view_.state = AssetState(state.get(Traces.ASSET_STATE));
        view_.attribute = identity.attribute;
        view_.grade = identity.grade;
        view_.version = uint32(state.get(Traces.ASSET_VERSION));
        view_.until = uint48(state.get(Traces.ASSET_UNTIL));
        view_.frozen = uint8(state.get(Traces.ASSET_FROZEN));
        view_.registrar = uint32(state.get(Traces.ASSET_REGISTRAR));
        view_.serial = uint32(state.get(Traces.ASSET_SERIAL));
        view_.recordHash = recordHashOf(id, view_.version);
        view_.holder = holderOf(id);
        view_.custodian = uint32(_custodians[id].latest());
    }

    /// @inheritdoc IAssetRegistry
    function assetId(uint32 organization, uint64 localNumber) public view returns (bytes32) {
        return keccak256(abi.encode(CHAIN_ID, address(this), organization, localNumber));
    }

    /// @inheritdoc IAssetRegistry
    function recordHashOf(bytes32 id, uint32 version) public view returns (bytes32) {
        return version > _stateOf(id).get(Traces.ASSET_VERSION) ? bytes32(0) : _recordHashes[id][version];
    }

    /// @inheritdoc IAssetRegistry
    function registrationNumberOf(bytes32 id) public view returns (uint32 registrar, uint32 serial) {
        uint176 state = _states[id].latest();
        return (uint32(state.get(Traces.ASSET_REGISTRAR)), uint32(state.get(Traces.ASSET_SERIAL)));
    }

    /// @inheritdoc IAssetRegistry
    function queryCodeOf(bytes32 id) external view returns (bytes8) {
        (uint32 registrar, uint32 serial) = registrationNumberOf(id);
        return serial == 0 ? bytes8(0) : bytes8(keccak256(abi.encode(id, registrar, serial)));
    }

    /// @inheritdoc IAssetRegistry
    function assetByCatalogueCode(bytes32 catalogueCode, uint24 region) external view returns (bytes32) {
        return _byCatalogueCode[catalogueCode][region];
    }

    /// @inheritdoc IAssetRegistry
    function holderOf(bytes32 id) public view returns (uint32) {
        uint32 recorded = recordedHolderOf(id);
        return recorded == 0 ? 0 : _successorOf(recorded, id);
    }

    /// @inheritdoc IAssetRegistry
    function recordedHolderOf(bytes32 id) public view returns (uint32) {
        uint32 moved = uint32(_holders[id].latest());
        return moved == 0 ? _identities[id].organization : moved;
    }

    /// @inheritdoc IAssetRegistry
    function isShareable(bytes32 id) external view returns (bool) {
        uint176 state = _states[id].latest();
        return
            state.get(Traces.ASSET_STATE) == uint256(AssetState.Confirmed) &&
            state.get(Traces.ASSET_ATTRIBUTE) != NOT_SHARED &&
            state.get(Traces.ASSET_FROZEN) == 0 &&
            _now() < state.get(Traces.ASSET_UNTIL);
    }

    // ─── traces ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IAssetRegistry
    function stateAt(bytes32 id, uint48 time) public view returns (uint176) {
        uint176 state = _states[id].lookup(time);
        return state == 0 && time >= _identities[id].registeredAt ? _draft(id) : state;
    }

    /// @inheritdoc IAssetRegistry
    function holderAt(bytes32 id, uint48 time) external view returns (uint32) {
        uint32 moved = uint32(_holders[id].lookup(time));
        if (moved != 0 || _states[id].lookup(time).get(Traces.ASSET_SERIAL) == 0) return moved;
        return _identities[id].organization;
    }

    /// @inheritdoc IAssetRegistry
    function custodianAt(bytes32 id, uint48 time) external view returns (uint32) {
        return uint32(_custodians[id].lookup(time));
    }

    // ─── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses the id of no asset.
    function _requireKnown(bytes32 id) internal view returns (Identity storage identity) {
        identity = _identities[id];
        if (identity.organization == 0) revert AssetRegistry__UnknownAsset(id);
    }

    /// @dev The present state, packed; that of a draft until the trace begins; zero if there is no such asset.
    function _stateOf(bytes32 id) internal view returns (uint176 state) {
        state = _states[id].latest();
        if (state == 0) state = _draft(id);
    }

    /// @dev Whether an asset is a draft, coded or cancelled.
    function _is(bytes32 id, AssetState state) internal view returns (bool) {
        return _stateOf(id).get(Traces.ASSET_STATE) == uint256(state);
    }

    /// @dev Gives an asset a state from this block on.
    function _setState(bytes32 id, uint176 state) internal {
        _states[id].write(state);
    }

    /// @dev The state of an asset that has been registered and not coded; zero if there is no such asset.
    function _draft(bytes32 id) internal view returns (uint176) {
        Identity storage identity = _identities[id];
        if (identity.organization == 0) return 0;

        uint176 state = uint176(0).set(Traces.ASSET_STATE, uint256(AssetState.Registered));
        return state.set(Traces.ASSET_ATTRIBUTE, identity.attribute).set(Traces.ASSET_GRADE, identity.grade);
    }

    /// @dev Refuses unless an asset is coded. Returns its packed state.
    function _requireConfirmed(bytes32 id) internal view returns (uint176 state) {
        state = _states[id].latest();
        AssetState found = AssetState(state.get(Traces.ASSET_STATE));
        if (found != AssetState.Confirmed) {
            _requireKnown(id);
            revert AssetRegistry__WrongState(id, state == 0 ? AssetState.Registered : found);
        }
    }

    function _requireCapacity(uint32 organization, uint16 capacity) internal view {
        if (!ORGANIZATIONS.hasCapacity(organization, capacity)) {
            revert AssetRegistry__MissingCapacity(organization, capacity);
        }
    }

    function _requireAbove(uint32 organization, uint32 below) internal view {
        if (!_isAbove(organization, below)) revert AssetRegistry__NotAbove(organization, below);
    }

    function _isAbove(uint32 organization, uint32 below) internal view returns (bool) {
        return ORGANIZATIONS.isAbove(organization, below);
    }

    /// @dev The living organisation that stands in another's place as far as an asset is concerned; 0 for none.
    function _successorOf(uint32 organization, bytes32 id) internal view returns (uint32) {
        return ORGANIZATIONS.follow(organization, id);
    }

    /// @dev The value of a rule at a moment.
    function _rule(bytes32 key, uint48 time) internal view returns (uint256) {
        return RULES.valueAt(key, time);
    }

    function _requireNotCancelled(bytes32 id) internal view {
        if (_is(id, AssetState.Cancelled)) revert AssetRegistry__WrongState(id, AssetState.Cancelled);
    }

    function _requireNotExpired(bytes32 id, uint176 state) internal view {
        uint48 until = uint48(state.get(Traces.ASSET_UNTIL));
        if (_now() >= until) revert AssetRegistry__Expired(id, until);
    }

    function _requireNotFrozen(bytes32 id, uint176 state) internal pure {
        if (state.get(Traces.ASSET_FROZEN) != 0) revert AssetRegistry__Frozen(id);
    }

    /// @dev The organisation for which the caller acts, by a seat with one of the offices.
    function _acting(uint32 bySeat, uint256 offices) internal view returns (uint32) {
        return ORGANIZATIONS.requireSeat(bySeat, _msgSender(), offices);
    }

    /// @dev Refuses unless the caller acts, by a seat with one of the offices, for the asset's holder.
    function _requireHolder(uint32 bySeat, bytes32 id, uint256 offices) internal view returns (uint32 organization) {
        organization = _acting(bySeat, offices);
        _requireKnown(id);
        // Whoever acts is active, and so stands for itself.
        if (organization == recordedHolderOf(id)) return organization;
        uint32 holder = holderOf(id);
        if (organization != holder) revert AssetRegistry__NotHolder(id, organization, holder);
    }
}

// slither-disable-end incorrect-equality
