// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IExchangeLog} from "./interfaces/IExchangeLog.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {ISharingRegistry} from "./interfaces/ISharingRegistry.sol";
import {IWorkCalendar} from "./interfaces/IWorkCalendar.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title SharingStore
/// @notice Storage of the sharing registry, and its plain views.
abstract contract SharingStore is ISharingRegistry, SuyuanBase {
    using Traces for Traces.Trace;

    /// @dev What an organisation has made: one slot.
    struct Counts {
        uint64 requests;
        uint64 demands;
        /// @dev A fingerprint of its last request, by which the same filing is known twice in a row.
        uint128 last;
    }

    /// @dev The flags of a request, and of the grant that answers it.
    uint16 internal constant ONWARD = 1;
    uint16 internal constant BY_CONSENT = 2;
    uint16 internal constant ANSWERED_LATE = 4;
    uint16 internal constant RETURNED = 8;
    uint16 internal constant EXTENDED = 16;
    uint16 internal constant ANSWER_PROVISIONAL = 32;
    uint16 internal constant DELIVERY_PROVISIONAL = 64;
    uint16 internal constant RECTIFIED = 128;
    uint16 internal constant DISPOSED_LATE = 256;
    uint16 internal constant RECTIFIED_LATE = 512;
    uint16 internal constant ONWARD_CONSENTED = 1024;

    IOrganizationRegistry internal immutable ORGANIZATIONS;
    IAssetRegistry internal immutable ASSETS;
    IExchangeLog internal immutable EXCHANGE_LOG;
    IWorkCalendar internal immutable CALENDAR;
    IRuleBook internal immutable RULES;

    mapping(uint32 organization => Counts) internal _counts;
    /// @dev A grant's first three slots are the request's; the fourth is written when it is granted.
    mapping(bytes32 request => Request) internal _requests;
    /// @dev Begins with the grant.
    mapping(bytes32 grant => Traces.Trace) internal _states;
    /// @dev From version 1 on; version 0 is what was asked.
    mapping(bytes32 grant => mapping(uint8 version => bytes32)) internal _scopes;
    /// @dev Of onward requests, and of their grants, only.
    mapping(bytes32 request => bytes32 grant) internal _parents;
    /// @dev The logs that were ever named; a log's number is its place in this list, from 1.
    bytes32[] internal _logs;
    mapping(bytes32 log => uint24 number) internal _logNumbers;
    mapping(bytes32 demand => Demand) internal _demands;
    mapping(bytes32 asset => Consent) internal _consents;
    mapping(bytes32 grant => Change) internal _changes;

    constructor(address organizations, address assets, address exchangeLog, address calendar, address rules) {
        ORGANIZATIONS = IOrganizationRegistry(_requireAddress(organizations));
        ASSETS = IAssetRegistry(_requireAddress(assets));
        EXCHANGE_LOG = IExchangeLog(_requireAddress(exchangeLog));
        CALENDAR = IWorkCalendar(_requireAddress(calendar));
        RULES = IRuleBook(_requireAddress(rules));
    }

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingRegistry
    function requestOf(bytes32 id) external view returns (Request memory) {
        return _requests[id];
    }

    /// @inheritdoc ISharingRegistry
    function counts(uint32 organization) external view returns (uint64 requests, uint64 demands) {
        return (_counts[organization].requests, _counts[organization].demands);
    }

    /// @inheritdoc ISharingRegistry
    function demandOf(bytes32 demand) external view returns (Demand memory) {
        return _demands[demand];
    }

    /// @inheritdoc ISharingRegistry
    function consentOf(bytes32 asset) external view returns (Consent memory) {
        return _consents[asset];
    }

    /// @inheritdoc ISharingRegistry
    function changeOf(bytes32 id) external view returns (Change memory) {
        return _changes[id];
    }

    /// @inheritdoc ISharingRegistry
    function parentOf(bytes32 id) external view returns (bytes32) {
        return _parents[id];
    }

    /// @inheritdoc ISharingRegistry
    function logOf(uint24 number) public view returns (bytes32) {
        return number == 0 || number > _logs.length ? bytes32(0) : _logs[number - 1];
    }

    /// @inheritdoc ISharingRegistry
    function stateTrace(bytes32 id) external view returns (uint256) {
        return _states[id].length();
    }

    /// @inheritdoc ISharingRegistry
    function stateTraceElement(bytes32 id, uint256 index) external view returns (uint48 key, uint176 value) {
        return _states[id].element(index);
    }

    /// @inheritdoc ISharingRegistry
    function stateAt(bytes32 id, uint48 time) external view returns (uint176) {
        return _states[id].lookup(time);
    }
}
