// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IExchangeLog} from "./interfaces/IExchangeLog.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {ISharingEvents} from "./interfaces/ISharingEvents.sol";
import {IWorkCalendar} from "./interfaces/IWorkCalendar.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title SharingStore
/// @notice Storage of the sharing registry.
abstract contract SharingStore is ISharingEvents, SuyuanBase {
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
    /// @dev A grant's first three slots are the request's; the fourth is written when it is granted. The first one is
    /// empty where a standing consent is the answer: `consented` says where the asset stands.
    mapping(bytes32 request => Request) internal _requests;
    /// @dev Begins with the grant.
    mapping(bytes32 grant => Traces.Trace) internal _states;
    /// @dev From version 1 on; version 0 is what was asked.
    mapping(bytes32 grant => mapping(uint8 version => bytes32)) internal _scopes;
    // Some are written by SharingProcedure alone, which runs on this storage.
    // slither-disable-start uninitialized-state
    /// @dev Of onward requests, and of their grants, only.
    mapping(bytes32 request => bytes32 grant) internal _parents;
    /// @dev The logs that were ever named; a log's number is its place in this list, from 1.
    bytes32[] internal _logs;
    mapping(bytes32 log => uint24 number) internal _logNumbers;
    mapping(bytes32 demand => Demand) internal _demands;
    mapping(bytes32 asset => Consent) internal _consents;
    mapping(bytes32 grant => Change) internal _changes;
    /// @dev The assets that were ever consented to in advance; an asset's number is its place in this list, from 1.
    bytes32[] internal _consented;
    // slither-disable-end uninitialized-state

    constructor(address organizations, address assets, address exchangeLog, address calendar, address rules) {
        ORGANIZATIONS = IOrganizationRegistry(_requireAddress(organizations));
        ASSETS = IAssetRegistry(_requireAddress(assets));
        EXCHANGE_LOG = IExchangeLog(_requireAddress(exchangeLog));
        CALENDAR = IWorkCalendar(_requireAddress(calendar));
        RULES = IRuleBook(_requireAddress(rules));
    }
}
