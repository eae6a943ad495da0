// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IDeliveryRegistry} from "./interfaces/IDeliveryRegistry.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {IReturnRegistry} from "./interfaces/IReturnRegistry.sol";
import {ISharingRegistry} from "./interfaces/ISharingRegistry.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Offices} from "./libraries/Offices.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title ReturnRegistry
/// @notice Return flow: an upper level gives a lower level the data of its own area back (Order 809, Art 24).
contract ReturnRegistry is IReturnRegistry, SuyuanBase {
    using Traces for uint176;

    /// @dev A claim: three slots, the third once it is connected.
    struct Claim {
        bytes32 asset;
        bytes32 scope;
        uint32 claimant;
        uint40 claimedAt;
        uint40 connectedAt;
        bool withdrawn;
        bytes32 grant;
    }

    /// @dev The regions of GB/T 2260: the whole country; a province's ends with four zeros, a city's with two.
    uint24 private constant COUNTRY = 100_000;
    uint24 private constant PROVINCE = 10_000;
    uint24 private constant CITY = 100;

    IOrganizationRegistry private immutable ORGANIZATIONS;
    IAssetRegistry private immutable ASSETS;
    ISharingRegistry private immutable SHARING;
    IDeliveryRegistry private immutable DELIVERIES;

    mapping(bytes32 id => Claim) private _claims;
    mapping(uint32 organization => uint64) private _returnCounts;
    mapping(uint32 organization => mapping(bytes32 asset => bytes32 id)) private _lastClaims;

    /// @param organizations The organisation registry.
    /// @param assets The asset registry.
    /// @param sharing The sharing registry.
    /// @param deliveries The delivery registry.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(
        address organizations,
        address assets,
        address sharing,
        address deliveries,
        address forwarder,
        bytes32 deploymentId_
    ) SuyuanBase(forwarder, deploymentId_) {
        ORGANIZATIONS = IOrganizationRegistry(_requireAddress(organizations));
        ASSETS = IAssetRegistry(_requireAddress(assets));
        SHARING = ISharingRegistry(_requireAddress(sharing));
        DELIVERIES = IDeliveryRegistry(_requireAddress(deliveries));
    }

    // ─── acts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IReturnRegistry
    function claimReturn(uint32 bySeat, bytes32 asset, bytes32 scope) external returns (bytes32 id) {
        uint32 claimant = _actingFor(bySeat);
        id = keccak256(abi.encode(CHAIN_ID, address(this), "return", claimant, ++_returnCounts[claimant]));

        if (!ORGANIZATIONS.hasCapacity(claimant, Capacities.DEPARTMENT)) {
            revert ReturnRegistry__NotDepartment(claimant);
        }
        uint32 holder = _requireUpperHolder(asset, claimant);
        if (scope == 0) revert ReturnRegistry__NoScope();
        _requireNoneOpen(claimant, asset);

        Claim storage claim = _claims[id];
        (claim.asset, claim.scope) = (asset, scope);
        (claim.claimant, claim.claimedAt) = (claimant, uint40(_now()));
        _lastClaims[claimant][asset] = id;

        emit ReturnClaimed(id, asset, claimant, holder, bySeat, scope);
    }

    /// @inheritdoc IReturnRegistry
    function connectReturn(uint32 bySeat, bytes32 id, bytes32 grant) external {
        uint32 organization = _actingFor(bySeat);
        Claim storage claim = _requireOpen(id);
        uint32 holder = ASSETS.holderOf(claim.asset);
        if (organization != holder) revert ReturnRegistry__NotHolder(id, organization, holder);
        _requireFit(id, claim, grant, holder);

        (claim.grant, claim.connectedAt) = (grant, uint40(_now()));

        emit ReturnConnected(id, claim.asset, claim.claimant, holder, bySeat, grant);
    }

    /// @inheritdoc IReturnRegistry
    function withdrawReturn(uint32 bySeat, bytes32 id) external {
        uint32 organization = _actingFor(bySeat);
        Claim storage claim = _requireOpen(id);
        uint32 claimant = ORGANIZATIONS.follow(claim.claimant, id);
        if (organization != claimant) revert ReturnRegistry__NotClaimant(id, organization, claimant);

        claim.withdrawn = true;

        emit ReturnWithdrawn(id, claim.asset, claim.claimant, bySeat);
    }

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IReturnRegistry
    function returnOf(bytes32 id) external view returns (Return memory) {
        ReturnState state = stateOfReturn(id);
        if (state == ReturnState.None) revert ReturnRegistry__UnknownReturn(id);
        Claim storage claim = _claims[id];
        return
            Return({
                asset: claim.asset,
                scope: claim.scope,
                grant: claim.grant,
                claimant: claim.claimant,
                claimedAt: claim.claimedAt,
                connectedAt: claim.connectedAt,
                state: state
            });
    }

    /// @inheritdoc IReturnRegistry
    function stateOfReturn(bytes32 id) public view returns (ReturnState) {
        Claim storage claim = _claims[id];
        if (claim.claimant == 0) return ReturnState.None;
        if (claim.withdrawn) return ReturnState.Withdrawn;
        bytes32 grant = claim.grant;
        if (grant == 0) return ReturnState.Owed;
        if (DELIVERIES.deliveryOf(grant).id != 0) return ReturnState.Delivered;
        bool over = _now() >= SHARING.stateAt(grant, _now()).get(Traces.GRANT_UNTIL);
        return over ? ReturnState.Owed : ReturnState.Connected;
    }

    /// @inheritdoc IReturnRegistry
    function returnCount(uint32 organization) external view returns (uint64) {
        return _returnCounts[organization];
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev The organisation for which the caller acts as head of the data office.
    function _actingFor(uint32 bySeat) private view returns (uint32) {
        return ORGANIZATIONS.requireSeat(bySeat, _msgSender(), Offices.ONLY_HEAD);
    }

    /// @dev Refuses a claim to which something was delivered, or that was withdrawn.
    function _requireOpen(bytes32 id) private view returns (Claim storage) {
        ReturnState state = stateOfReturn(id);
        if (state == ReturnState.None) revert ReturnRegistry__UnknownReturn(id);
        if (state != ReturnState.Owed && state != ReturnState.Connected) {
            revert ReturnRegistry__WrongReturnState(id, state);
        }
        return _claims[id];
    }

    /// @dev Refuses a second claim on an asset while the first is open.
    function _requireNoneOpen(uint32 claimant, bytes32 asset) private view {
        bytes32 last = _lastClaims[claimant][asset];
        ReturnState state = stateOfReturn(last);
        if (state == ReturnState.Owed || state == ReturnState.Connected) revert ReturnRegistry__ReturnOpen(last);
    }

    /// @dev Refuses a grant that is not in force, or not one of the asset from the holder to the claimant.
    function _requireFit(bytes32 id, Claim storage claim, bytes32 grant, uint32 holder) private view {
        ISharingRegistry.Request memory granted = SHARING.requestOf(grant);
        bool fits = granted.asset == claim.asset && granted.provider != 0 && SHARING.inForceAt(grant, _now());
        if (fits) {
            (uint32 provider, uint32 recipient) = SHARING.partiesOf(grant);
            fits = provider == holder && recipient == ORGANIZATIONS.follow(claim.claimant, id);
        }
        if (!fits) revert ReturnRegistry__UnfitGrant(id, grant);
    }

    /// @dev Refuses unless an asset's holder is an upper level of the claimant's own area. Returns the holder.
    function _requireUpperHolder(bytes32 asset, uint32 claimant) private view returns (uint32 holder) {
        holder = ASSETS.holderOf(asset);
        bool upper = holder != 0 && ORGANIZATIONS.isAbove(holder, claimant);
        if (!upper && holder != 0) {
            IOrganizationRegistry.Standing memory above = ORGANIZATIONS.standing(holder);
            IOrganizationRegistry.Standing memory below = ORGANIZATIONS.standing(claimant);
            upper = above.level < below.level && _holds(above.region, below.region);
        }
        if (!upper) revert ReturnRegistry__NotUpperLevel(asset, claimant, holder);
    }

    /// @dev Whether one region lies in another one, or is that.
    function _holds(uint24 region, uint24 inner) private pure returns (bool) {
        if (region == COUNTRY || region == inner) return true;
        if (region % PROVINCE == 0) return region / PROVINCE == inner / PROVINCE;
        return region % CITY == 0 && region / CITY == inner / CITY;
    }
}
