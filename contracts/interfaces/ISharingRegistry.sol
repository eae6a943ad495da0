// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingErrors} from "./ISharingErrors.sol";
import {ISharingGrants} from "./ISharingGrants.sol";
import {ISharingRequests} from "./ISharingRequests.sol";
import {ISuyuanBase} from "./ISuyuanBase.sol";

/// @title ISharingRegistry
/// @notice Requests for data assets, their answers, and grants (Order 809, Arts 20 to 27).
/// @dev Two signatures make a grant: the head of the requester's data office files the request, the head of the
/// provider's data office answers it (Art 20). The grant has the request's id: `keccak256(abi.encode(chainid, this,
/// "request", uint32 requester, uint64 localNumber))`, where local numbers run from 1 within each organisation. A grant
/// is in force while `from <= now < until`, it is not suspended, its asset's registration is in force, and so is the
/// grant above it. Flags: 1 onward, 2 by standing consent, 4 answered late, 8 returned, 16 extended, 32 the answer's
/// deadline is provisional, 64 the delivery's is, 128 rectification reported, 256 disposed of late, 512 rectified late,
/// 1024 onward sharing consented to.
interface ISharingRegistry is ISuyuanBase, ISharingErrors, ISharingRequests, ISharingGrants {
    /// @notice What the registry holds on a request, and on the grant that answers it.
    /// @param asset The asset that is wanted.
    /// @param scope What is wanted, as in {Wanted}.
    /// @param requester The requester, as it was when it filed.
    /// @param purpose The code of its purpose.
    /// @param method How it shall be handed over: 1 interface, 2 batch, 3 file (Order 809, Art 22).
    /// @param status How far it has come.
    /// @param flags See above.
    /// @param days_ The working days of the answer's clock, with an extension.
    /// @param asked How many working days more were asked for, while nobody consented.
    /// @param reason The code of the reason for which it was refused, or zero.
    /// @param wantedUntil The first moment after the term that is wanted.
    /// @param since When the answer's clock began: with the filing, or anew with the resubmission.
    /// @param due When it ends, as first computed; 0 if there is none.
    /// @param provider Who granted it; 0 until it is.
    /// @param from The first moment of the grant's term.
    /// @param quota The most deliveries; 0 for no bound.
    /// @param deliveryDue When the delivery's clock ends, as first computed. It begins with the grant.
    /// @param deliveryDays The working days of that clock.
    /// @param rectifyBy Before when the breach had to be rectified for which it was suspended last; 0 if none was ordered.
    /// @param suspendedBy Who suspended it last; 0 if none did.
    /// @param disposal The code of what becomes of the data after the end.
    struct Request {
        bytes32 asset;
        bytes32 scope;
        uint32 requester;
        uint32 purpose;
        uint8 method;
        RequestStatus status;
        uint16 flags;
        uint8 days_;
        uint8 asked;
        uint16 reason;
        uint40 wantedUntil;
        uint40 since;
        uint40 due;
        uint32 provider;
        uint40 from;
        uint24 quota;
        uint40 deliveryDue;
        uint8 deliveryDays;
        uint40 rectifyBy;
        uint32 suspendedBy;
        uint16 disposal;
    }

    /// @notice What may change about a grant, at present.
    /// @param state Its state; a running grant may have expired.
    /// @param inForce Whether it is in force.
    /// @param grantedAt When it was granted.
    /// @param from The first moment of its term.
    /// @param until The first moment after its term.
    /// @param suspendedSince Since when it was suspended last; 0 if it never was since its last change.
    /// @param resumedAt When that suspension was lifted; 0 if it was not.
    /// @param reason The code of the reason for that suspension, or for the end; zero if there was none.
    /// @param scopeVersion How often its scope was changed.
    /// @param scope Its scope.
    /// @param log The one log that its exchanges must be in.
    /// @param parent The grant above it; 0 if there is none.
    struct GrantStatus {
        GrantState state;
        bool inForce;
        uint48 grantedAt;
        uint48 from;
        uint48 until;
        uint48 suspendedSince;
        uint48 resumedAt;
        uint16 reason;
        uint8 scopeVersion;
        bytes32 scope;
        bytes32 log;
        bytes32 parent;
    }

    /// @notice What the registry holds on a demand.
    /// @param commitment A salted commitment to what is needed.
    /// @param asset The asset that it was matched with; 0 if none.
    /// @param organization Who announced it.
    /// @param status How far it has come.
    struct Demand {
        bytes32 commitment;
        bytes32 asset;
        uint32 organization;
        DemandStatus status;
    }

    /// @notice What the holder of an asset consented to in advance.
    /// @param scope The only scope that can be requested; 0 for any.
    /// @param provider The holder that consented; 0 if there is no consent.
    /// @param logNumber The number of the log.
    /// @param quota The most deliveries of each grant; 0 for no bound.
    /// @param deliveryDays Within how many working days each is delivered.
    /// @param scoped Whether there is a scope.
    /// @param disposal The code of what becomes of the data after the end.
    /// @param from The first moment of the consent.
    /// @param until The first moment after the term of each grant at the latest; 0 for no bound.
    struct Consent {
        bytes32 scope;
        uint32 provider;
        uint24 logNumber;
        uint24 quota;
        uint8 deliveryDays;
        bool scoped;
        uint16 disposal;
        uint40 from;
        uint40 until;
    }

    // ─── views of requests ───────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Reads a request and its grant; all is zero if there is none.
    /// @param id The request.
    /// @return What the registry holds on it.
    function requestOf(bytes32 id) external view returns (Request memory);

    /// @notice Who must answer a request, or would have had to: whoever stands in that place now.
    /// @param id The request.
    /// @return The organisation; 0 if there is none.
    function answererOf(bytes32 id) external view returns (uint32);

    /// @notice How many requests and demands an organisation has made; the last ones have these local numbers.
    /// @param organization The organisation.
    /// @return requests The number of its requests.
    /// @return demands The number of its demands.
    function counts(uint32 organization) external view returns (uint64 requests, uint64 demands);

    /// @notice Reads a demand; all is zero if there is none.
    /// @param demand The demand.
    /// @return What the registry holds on it.
    function demandOf(bytes32 demand) external view returns (Demand memory);

    /// @notice Reads the standing consent for an asset; all is zero if there is none.
    /// @param asset The asset.
    /// @return What its holder consented to.
    function consentOf(bytes32 asset) external view returns (Consent memory);

    // ─── views of grants ─────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Reads what may change about a grant, at present; an unknown id is refused.
    /// @param id The grant.
    /// @return Its present status.
    function grantStatus(bytes32 id) external view returns (GrantStatus memory);

    /// @notice Who stands in the place of a grant's sides at present; an unknown id is refused.
    /// @param id The grant.
    /// @return provider Its provider, or whoever succeeded it.
    /// @return recipient Its recipient, or whoever succeeded it.
    function partiesOf(bytes32 id) external view returns (uint32 provider, uint32 recipient);

    /// @notice Tells whether a grant was in force at a moment; of one in the future, whether it would be.
    /// @param id The grant.
    /// @param time The moment.
    /// @return True if it was.
    function inForceAt(bytes32 id, uint48 time) external view returns (bool);

    /// @notice The scope that a grant had at a moment; zero before it was granted.
    /// @param id The grant.
    /// @param time The moment.
    /// @return The scope.
    function scopeAt(bytes32 id, uint48 time) external view returns (bytes32);

    /// @notice The log in which a grant's exchanges had to be at a moment; zero before it was granted.
    /// @param id The grant.
    /// @param time The moment.
    /// @return The log.
    function logAt(bytes32 id, uint48 time) external view returns (bytes32);

    /// @notice The log with a number; zero if there is none.
    /// @param number The number, from 1.
    /// @return The log.
    function logOf(uint24 number) external view returns (bytes32);

    /// @notice The grant from which another one was shared on.
    /// @param id The request, or its grant.
    /// @return The grant above it; 0 if there is none.
    function parentOf(bytes32 id) external view returns (bytes32);

    /// @notice The open proposal to change a grant; all is zero if there is none.
    /// @param id The grant.
    /// @return The proposal.
    function changeOf(bytes32 id) external view returns (Change memory);

    /// @notice The number of elements in the trace of a grant's state.
    /// @param id The grant.
    /// @return The number of elements.
    function stateTrace(bytes32 id) external view returns (uint256);

    /// @notice One element of the trace of a grant's state.
    /// @param id The grant.
    /// @param index The element's index, from 0.
    /// @return key The time from which it holds; of the first, when it was granted.
    /// @return value State, end, number of the log, version of the scope, suspension and reason, packed.
    function stateTraceElement(bytes32 id, uint256 index) external view returns (uint48 key, uint176 value);

    /// @notice A grant's state at a moment. The end and the suspension are filled in where they stand.
    /// @param id The grant.
    /// @param time The moment.
    /// @return The packed value.
    function stateAt(bytes32 id, uint48 time) external view returns (uint176);

    // ─── clocks ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice When a clock of a request or grant ends: whoever acts then or later is late.
    /// @param id The request.
    /// @param clock 1 answer, 2 delivery, 3 disposal, 7 rectification.
    /// @return due The first late moment; 0 if the clock has not begun, or was stopped by a return.
    /// @return provisional Whether a day of it lies in a year that is not published.
    function deadlineOf(bytes32 id, uint8 clock) external view returns (uint48 due, bool provisional);

    /// @notice Whether a clock of a request or grant ended before what it was for was done. Of the delivery, which this
    /// registry does not know of, only whether it was owed when the clock ended, and it has.
    /// @param subject The request.
    /// @param clock 1 answer, 2 delivery, 3 disposal, 7 rectification.
    /// @return who Whose clock it is, or who stands in that place now.
    /// @return due The first late moment.
    /// @return late Whether it is late, or was when it was done.
    function lateness(bytes32 subject, uint8 clock) external view returns (uint32 who, uint48 due, bool late);
}
