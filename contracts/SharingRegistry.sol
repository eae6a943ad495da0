// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IExchangeLog} from "./interfaces/IExchangeLog.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {ISharingRegistry} from "./interfaces/ISharingRegistry.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Offices} from "./libraries/Offices.sol";
import {Traces} from "./libraries/Traces.sol";
import {SharingStore} from "./SharingStore.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title SharingRegistry
/// @notice Requests for data assets, their answers, and grants (Order 809, Arts 20 to 27).
contract SharingRegistry is SharingStore {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev The longest term of a request: ten years, of which at most three have a leap day.
    uint48 private constant LONGEST_TERM = 3653 days;
    /// @dev The methods: 1 interface, 2 batch, 3 file.
    uint8 private constant LAST_METHOD = 3;

    IOrganizationRegistry private immutable ORGANIZATIONS;
    IAssetRegistry private immutable ASSETS;
    IExchangeLog private immutable EXCHANGE_LOG;

    /// @param organizations The organisation registry.
    /// @param assets The asset registry.
    /// @param exchangeLog The exchange log.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(
        address organizations,
        address assets,
        address exchangeLog,
        address forwarder,
        bytes32 deploymentId_
    ) SuyuanBase(forwarder, deploymentId_) {
        ORGANIZATIONS = IOrganizationRegistry(_requireAddress(organizations));
        ASSETS = IAssetRegistry(_requireAddress(assets));
        EXCHANGE_LOG = IExchangeLog(_requireAddress(exchangeLog));
    }

    // ─── requests ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingRegistry
    function request(
        uint32 bySeat,
        bytes32 assetId,
        uint32 purpose,
        bytes32 commitment,
        uint8 method,
        uint48 until
    ) external returns (bytes32 id) {
        uint32 organization = _actingFor(bySeat);
        uint64 localNumber = ++_counts[organization].requests;
        id = keccak256(abi.encode(CHAIN_ID, address(this), "request", organization, localNumber));

        if (!ORGANIZATIONS.hasCapacity(organization, Capacities.DEPARTMENT)) {
            revert SharingRegistry__NotDepartment(organization);
        }
        if (ASSETS.holderOf(assetId) == organization) revert SharingRegistry__OwnAsset(assetId, organization);
        if (!ASSETS.isShareable(assetId)) revert SharingRegistry__NotShareable(assetId);
        _requireContent(purpose, commitment, method);
        _requireRequestedTerm(until);

        Request storage filed = _requests[id];
        (filed.asset, filed.commitment) = (assetId, commitment);
        (filed.organization, filed.seat, filed.purpose, filed.method) = (organization, bySeat, purpose, method);
        (filed.until, filed.time, filed.status) = (until, _now(), RequestStatus.Pending);

        emit RequestFiled(id, assetId, organization, bySeat, purpose, commitment, method, until);
    }

    /// @inheritdoc ISharingRegistry
    function withdrawRequest(uint32 bySeat, bytes32 requestId) external {
        uint32 organization = _actingFor(bySeat);
        Request storage filed = _requirePending(requestId);
        uint32 requester = _standIn(filed.organization, requestId);
        if (organization != requester) revert SharingRegistry__NotRequester(requestId, organization, requester);

        filed.status = RequestStatus.Withdrawn;

        emit RequestWithdrawn(requestId);
    }

    // ─── answers ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingRegistry
    function grant(
        uint32 bySeat,
        bytes32 requestId,
        bytes32 log,
        uint48 from,
        uint48 until,
        bytes32 scopeCommitment
    ) external returns (bytes32 id) {
        uint32 provider = _actingFor(bySeat);
        id = keccak256(abi.encode(CHAIN_ID, address(this), provider, ++_counts[provider].grants));

        Request storage filed = _requirePending(requestId);
        _requireHolder(filed.asset, provider);
        if (!ASSETS.isShareable(filed.asset)) revert SharingRegistry__NotShareable(filed.asset);
        if (!EXCHANGE_LOG.isOpen(log)) revert SharingRegistry__LogNotOpen(log);
        if (scopeCommitment == 0) revert SharingRegistry__NoCommitment();
        if (from == 0) from = _now();
        if (from < _now() || until <= from || until > filed.until) {
            revert SharingRegistry__BadTerm(from, until, filed.until);
        }

        (filed.status, filed.answer) = (RequestStatus.Granted, id);
        _storeGrant(id, provider, requestId, scopeCommitment);
        _logs[id].push(log);
        _states[id].write(_newState(from, until));

        emit GrantIssued(id, requestId, filed.asset, provider, filed.organization, log, from, until, scopeCommitment);
    }

    /// @inheritdoc ISharingRegistry
    function refuse(uint32 bySeat, bytes32 requestId, uint16 reasonCode, bytes32 legalBasis) external {
        uint32 provider = _actingFor(bySeat);
        Request storage filed = _requirePending(requestId);
        _requireHolder(filed.asset, provider);
        if (reasonCode == 0) revert SharingRegistry__NoReason();
        if (legalBasis == 0) revert SharingRegistry__NoLegalBasis();

        (filed.status, filed.reason, filed.answer) = (RequestStatus.Refused, reasonCode, legalBasis);

        emit RequestRefused(requestId, provider, reasonCode, legalBasis);
    }

    // ─── grants ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingRegistry
    function suspend(uint32 bySeat, bytes32 grantId, uint16 reason) external {
        uint32 organization = _actingFor(bySeat);
        (uint176 value, GrantState state) = _requireRunning(grantId);
        if (state != GrantState.Active) revert SharingRegistry__WrongState(grantId, state);
        _requireSelfOrAbove(grantId, organization, _standIn(_grants[grantId].provider, grantId));
        if (reason == 0) revert SharingRegistry__NoReason();

        _suspendedBy[grantId] = organization;
        _setState(grantId, value, GrantState.Suspended, reason);

        emit GrantSuspended(grantId, organization, reason);
    }

    /// @inheritdoc ISharingRegistry
    function resume(uint32 bySeat, bytes32 grantId) external {
        uint32 organization = _actingFor(bySeat);
        (uint176 value, GrantState state) = _requireRunning(grantId);
        if (state != GrantState.Suspended) revert SharingRegistry__WrongState(grantId, state);
        _requireSelfOrAbove(grantId, organization, _standIn(_suspendedBy[grantId], grantId));

        _setState(grantId, value, GrantState.Active, 0);

        emit GrantResumed(grantId, organization);
    }

    /// @inheritdoc ISharingRegistry
    function end(uint32 bySeat, bytes32 grantId, uint16 reason) external {
        uint32 organization = _actingFor(bySeat);
        (uint176 value, GrantState state) = _requireRunning(grantId);
        uint32 provider = _standIn(_grants[grantId].provider, grantId);
        if (organization == provider) {
            if (state != GrantState.Suspended) revert SharingRegistry__ProviderMayNotEnd(grantId, organization);
        } else if (organization != _standIn(_grants[grantId].recipient, grantId)) {
            _requireSelfOrAbove(grantId, organization, provider);
        }
        if (reason == 0) revert SharingRegistry__NoReason();

        _setState(grantId, value, GrantState.Ended, reason);

        emit GrantEnded(grantId, organization, reason);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Stores what never changes about a grant.
    function _storeGrant(bytes32 id, uint32 provider, bytes32 requestId, bytes32 scopeCommitment) private {
        Request storage filed = _requests[requestId];
        _grants[id] = Grant({
            asset: filed.asset,
            request: requestId,
            scopeCommitment: scopeCommitment,
            provider: provider,
            recipient: filed.organization,
            purpose: filed.purpose,
            method: filed.method
        });
    }

    /// @dev Gives a grant a state from this block on; term and log stay.
    function _setState(bytes32 id, uint176 value, GrantState state, uint16 reason) private {
        value = value.set(Traces.GRANT_STATE, uint256(state));
        _states[id].write(value.set(Traces.GRANT_REASON, reason));
    }

    /// @dev The organisation for which the caller acts as head of the data office.
    function _actingFor(uint32 bySeat) private view returns (uint32) {
        return ORGANIZATIONS.requireSeat(bySeat, _msgSender(), Offices.ONLY_HEAD);
    }

    /// @dev Who stands in a party's place now: its successor, or itself while it lasts and where nobody succeeded it.
    function _standIn(uint32 party, bytes32 subject) private view returns (uint32) {
        uint32 current = ORGANIZATIONS.follow(party, subject);
        return current == 0 ? party : current;
    }

    /// @dev Refuses a request that does not exist or has been answered.
    function _requirePending(bytes32 id) private view returns (Request storage filed) {
        filed = _requests[id];
        if (filed.status == RequestStatus.None) revert SharingRegistry__UnknownRequest(id);
        if (filed.status != RequestStatus.Pending) revert SharingRegistry__RequestClosed(id, filed.status);
    }

    /// @dev Refuses unless an organisation is the asset's present holder.
    function _requireHolder(bytes32 assetId, uint32 organization) private view {
        uint32 holder = ASSETS.holderOf(assetId);
        if (organization != holder) revert SharingRegistry__NotHolder(assetId, organization, holder);
    }

    /// @dev Refuses a grant that does not exist, has ended or has expired. Returns its packed state.
    function _requireRunning(bytes32 id) private view returns (uint176 value, GrantState state) {
        value = _states[id].latest();
        state = GrantState(value.get(Traces.GRANT_STATE));
        if (state == GrantState.None) revert SharingRegistry__UnknownGrant(id);
        if (state == GrantState.Ended) revert SharingRegistry__WrongState(id, state);
        uint48 until = uint48(value.get(Traces.GRANT_UNTIL));
        if (_now() >= until) revert SharingRegistry__GrantExpired(id, until);
    }

    /// @dev Refuses unless an organisation is the one named, or an authority above it.
    function _requireSelfOrAbove(bytes32 grantId, uint32 organization, uint32 subject) private view {
        if (organization == subject) return;
        bool entitled =
            ORGANIZATIONS.hasCapacity(organization, Capacities.AUTHORITY) &&
                ORGANIZATIONS.isAbove(organization, subject);
        if (!entitled) revert SharingRegistry__NotEntitled(grantId, organization);
    }

    function _requireRequestedTerm(uint48 until) private view {
        uint48 latest = _now() + LONGEST_TERM;
        if (until <= _now() || until > latest) revert SharingRegistry__BadRequestedTerm(until, latest);
    }

    function _requireContent(uint32 purpose, bytes32 commitment, uint8 method) private pure {
        if (purpose == 0) revert SharingRegistry__NoPurpose();
        if (commitment == 0) revert SharingRegistry__NoCommitment();
        if (method == 0 || method > LAST_METHOD) revert SharingRegistry__BadMethod(method);
    }

    /// @dev The state of a new grant, whose log is the first of its list.
    function _newState(uint48 from, uint48 until) private pure returns (uint176) {
        uint176 value = uint176(0).set(Traces.GRANT_STATE, uint256(GrantState.Active));
        return value.set(Traces.GRANT_FROM, from).set(Traces.GRANT_UNTIL, until);
    }
}
