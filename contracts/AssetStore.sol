// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;


import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title AssetStore
/// @notice Storage of the asset registry, and its views.
abstract contract AssetStore is IAssetRegistry, SuyuanBase {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev What never changes about an asset.
    struct Identity {
        uint32 organization;
        uint64 localNumber;
        uint24 region;
        bytes32 catalogueCode;
        bytes32 legalBasis;
    }

    /// @dev The sharing attribute of what is withheld (Order 809, Art 15).
    uint8 internal constant NOT_SHARED = 3;

    mapping(bytes32 asset => Identity) internal _identities;
    mapping(bytes32 asset => bytes32[]) internal _recordHashes;
    mapping(bytes32 asset => Traces.Trace) internal _states;
    mapping(bytes32 asset => Traces.Trace) internal _holders;
    mapping(bytes32 asset => Traces.Trace) internal _custodians;
    mapping(bytes32 catalogueCode => mapping(uint24 region => bytes32 asset)) internal _byCatalogueCode;

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IAssetRegistry
    function asset(bytes32 id) external view returns (Asset memory view_) {
        if (!_exists(id)) revert AssetRegistry__UnknownAsset(id);

        Identity storage identity = _identities[id];
        uint176 state = _states[id].latest();
        view_.organization = identity.organization;
        view_.localNumber = identity.localNumber;
        view_.catalogueCode = identity.catalogueCode;
        view_.region = identity.region;
        view_.legalBasis = identity.legalBasis;
        view_.state = AssetState(state.get(Traces.ASSET_STATE));
        view_.attribute = uint8(state.get(Traces.ASSET_ATTRIBUTE));
        view_.grade = uint8(state.get(Traces.ASSET_GRADE));
        view_.version = uint32(state.get(Traces.ASSET_VERSION));
        view_.until = uint48(state.get(Traces.ASSET_UNTIL));
        view_.frozen = state.get(Traces.ASSET_FROZEN) == 1;
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
        bytes32[] storage hashes = _recordHashes[id];
        return version == 0 || version > hashes.length ? bytes32(0) : hashes[version - 1];
    }

    /// @inheritdoc IAssetRegistry
    function assetByCatalogueCode(bytes32 catalogueCode, uint24 region) external view returns (bytes32) {
        return _byCatalogueCode[catalogueCode][region];
    }

    /// @inheritdoc IAssetRegistry
    function holderOf(bytes32 id) public view returns (uint32) {
        return uint32(_holders[id].latest());
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
    function stateTrace(bytes32 id) external view returns (uint256) {
        return _states[id].length();
    }

    /// @inheritdoc IAssetRegistry
    function stateTraceElement(bytes32 id, uint256 index) external view returns (uint48 key, uint176 value) {
        return _states[id].element(index);
    }

    /// @inheritdoc IAssetRegistry
    function stateAt(bytes32 id, uint48 time) external view returns (uint176) {
        return _states[id].lookup(time);
    }

    /// @inheritdoc IAssetRegistry
    function holderTrace(bytes32 id) external view returns (uint256) {
        return _holders[id].length();
    }

    /// @inheritdoc IAssetRegistry
    function holderTraceElement(bytes32 id, uint256 index) external view returns (uint48 key, uint176 value) {
        return _holders[id].element(index);
    }

    /// @inheritdoc IAssetRegistry
    function holderAt(bytes32 id, uint48 time) external view returns (uint32) {
        return uint32(_holders[id].lookup(time));
    }

    /// @inheritdoc IAssetRegistry
    function custodianTrace(bytes32 id) external view returns (uint256) {
        return _custodians[id].length();
    }

    /// @inheritdoc IAssetRegistry
    function custodianTraceElement(bytes32 id, uint256 index) external view returns (uint48 key, uint176 value) {
        return _custodians[id].element(index);
    }

    /// @inheritdoc IAssetRegistry
    function custodianAt(bytes32 id, uint48 time) external view returns (uint32) {
        return uint32(_custodians[id].lookup(time));
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function _exists(bytes32 id) internal view returns (bool) {
        return _identities[id].organization != 0;
    }
}
