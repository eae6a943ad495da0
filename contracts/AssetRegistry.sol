// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;


import {AssetStore} from "./AssetStore.sol";
import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Offices} from "./libraries/Offices.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title AssetRegistry
/// @notice Data assets: registration, versions of their record, holder and custodian.
contract AssetRegistry is AssetStore {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev How long a confirmation is valid: three years, of which at most one has a leap day.
    uint48 private constant VALIDITY = 1096 days;
    uint8 private constant IMPORTANT = 2;
    /// @dev The greatest number of six digits.
    uint24 private constant MAX_REGION = 999_999;

    IOrganizationRegistry private immutable ORGANIZATIONS;

    /// @param organizations The organisation registry.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(address organizations, address forwarder, bytes32 deploymentId_) SuyuanBase(forwarder, deploymentId_) {
        ORGANIZATIONS = IOrganizationRegistry(_requireAddress(organizations));
    }

    // ─── acts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IAssetRegistry
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
        uint32 organization = ORGANIZATIONS.requireSeat(bySeat, _msgSender(), Offices.REGISTRATION);
        id = assetId(organization, localNumber);

        _requireCapacity(organization, Capacities.DEPARTMENT);
        if (!holdsNoSecrets) revert AssetRegistry__HoldsSecrets();
        _requireClass(attribute, grade, legalBasis);
        if (recordHash == 0) revert AssetRegistry__NoRecord();
        if (_exists(id)) revert AssetRegistry__LocalNumberTaken(id, localNumber);

        _takeCatalogueCode(catalogueCode, region, id);
        _identities[id] = Identity(organization, localNumber, region, catalogueCode, legalBasis);
        _recordHashes[id].push(recordHash);
        _states[id].write(_newState(attribute, grade));
        _holders[id].write(organization);

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

    /// @inheritdoc IAssetRegistry
    function confirm(uint32 bySeat, bytes32 id) external {
        uint32 organization = ORGANIZATIONS.requireSeat(bySeat, _msgSender(), Offices.ONLY_HEAD);
        uint176 state = _requireState(id, AssetState.Registered);
        _requireCapacity(organization, Capacities.REGISTRAR);
        uint32 holder = holderOf(id);
        if (!ORGANIZATIONS.isAbove(organization, holder)) revert AssetRegistry__NotAbove(organization, holder);

        uint48 until = _now() + VALIDITY;
        state = state.set(Traces.ASSET_STATE, uint256(AssetState.Confirmed));
        _states[id].write(state.set(Traces.ASSET_UNTIL, until));

        emit AssetConfirmed(id, organization, until);
    }

    /// @inheritdoc IAssetRegistry
    function revise(uint32 bySeat, bytes32 id, bytes32 recordHash) external {
        _requireHolder(bySeat, id, Offices.REGISTRATION);
        uint176 state = _requireState(id, AssetState.Confirmed);
        uint48 until = uint48(state.get(Traces.ASSET_UNTIL));
        if (_now() >= until) revert AssetRegistry__Expired(id, until);
        _requireNotFrozen(id, state);
        if (recordHash == 0) revert AssetRegistry__NoRecord();

        _recordHashes[id].push(recordHash);
        uint32 version = uint32(_recordHashes[id].length);
        _states[id].write(state.set(Traces.ASSET_VERSION, version));

        emit AssetRevised(id, version, recordHash);
    }

    /// @inheritdoc IAssetRegistry
    function cancel(uint32 bySeat, bytes32 id) external {
        _requireHolder(bySeat, id, Offices.ONLY_HEAD);
        uint176 state = _requireNotCancelled(id);
        _requireNotFrozen(id, state);

        Identity storage identity = _identities[id];
        delete _byCatalogueCode[identity.catalogueCode][identity.region];
        _states[id].write(state.set(Traces.ASSET_STATE, uint256(AssetState.Cancelled)));

        emit AssetCancelled(id);
    }

    /// @inheritdoc IAssetRegistry
    function setCustodian(uint32 bySeat, bytes32 id, uint32 organization) external {
        _requireHolder(bySeat, id, Offices.ONLY_HEAD);
        _requireNotCancelled(id);
        if (organization != 0) _requireCapacity(organization, Capacities.EXCHANGE_CENTRE);

        _custodians[id].write(organization);

        emit CustodianSet(id, organization);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Gives an asset its catalogue code, which no other asset of the region may have.
    function _takeCatalogueCode(bytes32 catalogueCode, uint24 region, bytes32 id) private {
        if (catalogueCode == 0) revert AssetRegistry__NoCatalogueCode();
        if (region == 0 || region > MAX_REGION) revert AssetRegistry__BadRegion(region);
        bytes32 taken = _byCatalogueCode[catalogueCode][region];
        if (taken != 0) revert AssetRegistry__CatalogueCodeTaken(catalogueCode, region, taken);

        _byCatalogueCode[catalogueCode][region] = id;
    }

    /// @dev Refuses unless the caller acts, by a seat with one of the offices, for the asset's holder.
    function _requireHolder(uint32 bySeat, bytes32 id, uint256 offices) private view {
        uint32 organization = ORGANIZATIONS.requireSeat(bySeat, _msgSender(), offices);
        if (!_exists(id)) revert AssetRegistry__UnknownAsset(id);
        uint32 holder = holderOf(id);
        if (organization != holder) revert AssetRegistry__NotHolder(id, organization, holder);
    }

    /// @dev Refuses another state. Returns the packed one.
    function _requireState(bytes32 id, AssetState required) private view returns (uint176 value) {
        if (!_exists(id)) revert AssetRegistry__UnknownAsset(id);
        value = _states[id].latest();
        AssetState state = AssetState(value.get(Traces.ASSET_STATE));
        if (state != required) revert AssetRegistry__WrongState(id, state);
    }

    /// @dev Refuses a cancelled asset. Returns the packed state.
    function _requireNotCancelled(bytes32 id) private view returns (uint176 value) {
        value = _states[id].latest();
        AssetState state = AssetState(value.get(Traces.ASSET_STATE));
        if (state == AssetState.Cancelled) revert AssetRegistry__WrongState(id, state);
    }

    function _requireCapacity(uint32 organization, uint16 capacity) private view {
        if (!ORGANIZATIONS.hasCapacity(organization, capacity)) {
            revert AssetRegistry__MissingCapacity(organization, capacity);
        }
    }

    function _requireNotFrozen(bytes32 id, uint176 state) private pure {
        if (state.get(Traces.ASSET_FROZEN) == 1) revert AssetRegistry__Frozen(id);
    }

    /// @dev Refuses what may not be registered: core data, and data withheld without a legal basis.
    function _requireClass(uint8 attribute, uint8 grade, bytes32 legalBasis) private pure {
        if (grade == 0 || grade > IMPORTANT) revert AssetRegistry__BadGrade(grade);
        if (attribute == 0 || attribute > NOT_SHARED) revert AssetRegistry__BadAttribute(attribute);
        if (attribute == NOT_SHARED && legalBasis == 0) revert AssetRegistry__NoLegalBasis();
    }

    /// @dev The state of an asset that has just been registered.
    function _newState(uint8 attribute, uint8 grade) private pure returns (uint176) {
        uint176 value = uint176(0).set(Traces.ASSET_STATE, uint256(AssetState.Registered));
        return value.set(Traces.ASSET_ATTRIBUTE, attribute).set(Traces.ASSET_GRADE, grade).set(Traces.ASSET_VERSION, 1);
    }
}
