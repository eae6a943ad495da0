// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetErrors} from "./interfaces/IAssetErrors.sol";
import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {IRightRegistry} from "./interfaces/IRightRegistry.sol";
import {Rights} from "./libraries/Rights.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title RightStore
/// @notice Storage of the right registry, and its views.
abstract contract RightStore is IRightRegistry, SuyuanBase {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev An asset's transfers: the open offer, how many there were, and who held it before the last one. The offer
    /// is always that of the present holder, or of whom it succeeds: only a transfer moves an asset, and it ends the
    /// offer.
    struct Transfers {
        uint32 to;
        uint48 time;
        uint32 count;
        uint32 previous;
    }

    /// @dev How many steps a right may lie below the holding right; it bounds every walk up.
    uint256 internal constant MAX_DEPTH = 8;

    IOrganizationRegistry internal immutable ORGANIZATIONS;
    /// @dev The contract that deployed this one.
    IAssetRegistry internal immutable ASSETS;
    /// @dev What turns an asset's id into the id of its holding right, and back.
    bytes32 private immutable HOLDING_MARK;

    mapping(bytes32 right => Right) internal _rights;
    mapping(bytes32 right => Traces.Trace) internal _states;
    mapping(bytes32 asset => uint64) internal _counts;
    mapping(bytes32 asset => Transfers) internal _transfers;
    /// @dev By the number of the transfer, from 1; the last one may be that of an open offer.
    mapping(bytes32 asset => mapping(uint32 number => bytes32)) internal _transferBases;
    mapping(bytes32 asset => Traces.Trace) internal _stages;
    mapping(bytes32 asset => mapping(uint32 number => bytes32)) internal _stageBases;

    constructor(address organizations_) {
        ORGANIZATIONS = IOrganizationRegistry(_requireAddress(organizations_));
        ASSETS = IAssetRegistry(msg.sender);
        HOLDING_MARK = keccak256(abi.encode(CHAIN_ID, address(this), "holding"));
    }

    // ─── rights ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IRightRegistry
    function holdingRightOf(bytes32 asset) public view returns (bytes32) {
        return asset ^ HOLDING_MARK;
    }

    /// @inheritdoc IRightRegistry
    function rightId(bytes32 asset, uint64 serial) public view returns (bytes32) {
        return keccak256(abi.encode(CHAIN_ID, address(this), "right", asset, serial));
    }

    /// @inheritdoc IRightRegistry
    function rightOf(bytes32 right) external view returns (Right memory) {
        return _rights[right].serial == 0 ? _holdingRight(right) : _rights[right];
    }

    /// @inheritdoc IRightRegistry
    function rightStatus(bytes32 right) external view returns (RightStatus memory status) {
        if (_rights[right].serial == 0) return _holdingStatus(right);

        uint176 value = _states[right].latest();
        status.state = RightState(value.get(Traces.RIGHT_STATE));
        status.holder = _holderOf(right);
        status.until = uint48(value.get(Traces.RIGHT_UNTIL));
        status.reason = uint16(value.get(Traces.RIGHT_REASON));
        (bool running, ) = _isRunning(right);
        status.inForce = running && _assetState(_rights[right].asset) == IAssetErrors.AssetState.Confirmed;
    }

    /// @inheritdoc IRightRegistry
    function stateAt(bytes32 right, uint48 time) external view returns (uint176) {
        return _states[right].lookup(time);
    }

    /// @inheritdoc IRightRegistry
    function rightCount(bytes32 asset) external view returns (uint64) {
        return _counts[asset];
    }

    // ─── transfers and stages ────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IRightRegistry
    function offerOf(bytes32 asset) external view returns (Offer memory) {
        Transfers storage moved = _transfers[asset];
        if (moved.to == 0) return Offer(0, 0, 0, 0);
        return Offer(ASSETS.holderOf(asset), moved.to, moved.time, _transferBases[asset][moved.count + 1]);
    }

    /// @inheritdoc IRightRegistry
    function transferCount(bytes32 asset) external view returns (uint32) {
        return _transfers[asset].count;
    }

    /// @inheritdoc IRightRegistry
    function stageAt(bytes32 asset, uint48 time) external view returns (uint8 stage, bytes32 basis) {
        uint176 value = _stages[asset].lookup(time);
        stage = uint8(value.get(Traces.STAGE_STAGE));
        basis = _stageBases[asset][uint32(value.get(Traces.STAGE_NUMBER))];
    }

    // ─── neighbours ──────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IRightRegistry
    function organizations() external view returns (address) {
        return address(ORGANIZATIONS);
    }

    /// @inheritdoc IRightRegistry
    function assets() external view returns (address) {
        return address(ASSETS);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Tells whether a right and all from which it derives are in force and within their terms, and how many they
    /// are. Their asset is not looked at.
    function _isRunning(bytes32 right) internal view returns (bool, uint256 depth) {
        for (; depth < MAX_DEPTH && right != 0; ++depth) {
            uint176 value = _states[right].latest();
            if (value.get(Traces.RIGHT_STATE) != uint256(RightState.InForce)) return (false, depth);
            if (_now() < _rights[right].from || _now() >= value.get(Traces.RIGHT_UNTIL)) return (false, depth);
            right = _rights[right].parent;
        }
        return (true, depth);
    }

    /// @dev Who holds a use or operating right, or stands in the holder's place.
    function _holderOf(bytes32 right) internal view returns (uint32) {
        return ORGANIZATIONS.follow(_rights[right].holder, right);
    }

    /// @dev The holding right of an asset that was coded, however it stands now.
    function _holdingRight(bytes32 right) private view returns (Right memory found) {
        bytes32 asset = right ^ HOLDING_MARK;
        uint48 until = uint48(_assetValue(right).get(Traces.ASSET_UNTIL));
        Transfers storage moved = _transfers[asset];
        found.asset = asset;
        found.holder = ASSETS.recordedHolderOf(asset);
        found.grantor = moved.previous;
        found.kind = Rights.HOLDING;
        found.basis = moved.count == 0 ? Rights.STATUTORY_DUTY : Rights.DERIVED;
        if (moved.count != 0) found.basisCommitment = _transferBases[asset][moved.count];
        found.until = until;
    }

    /// @dev How the holding right of an asset that was coded stands.
    function _holdingStatus(bytes32 right) private view returns (RightStatus memory status) {
        uint176 value = _assetValue(right);
        bool coded = value.get(Traces.ASSET_STATE) == uint256(IAssetErrors.AssetState.Confirmed);
        status.state = coded ? RightState.InForce : RightState.Ended;
        status.holder = ASSETS.holderOf(right ^ HOLDING_MARK);
        status.until = uint48(value.get(Traces.ASSET_UNTIL));
        status.inForce = coded && _now() < status.until;
    }

    /// @dev The packed state of the asset of a holding right. Refuses the id of no right.
    function _assetValue(bytes32 right) private view returns (uint176 value) {
        value = ASSETS.stateAt(right ^ HOLDING_MARK, _now());
        if (value.get(Traces.ASSET_UNTIL) == 0) revert RightRegistry__UnknownRight(right);
    }

    function _assetState(bytes32 asset) private view returns (IAssetErrors.AssetState) {
        return IAssetErrors.AssetState(ASSETS.stateAt(asset, _now()).get(Traces.ASSET_STATE));
    }
}

// slither-disable-end incorrect-equality
