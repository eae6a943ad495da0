// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingErrors} from "./ISharingErrors.sol";
import {ISuyuanBase} from "./ISuyuanBase.sol";

/// @title ISharingRegistry
/// @notice Requests for data assets, their answers, and grants (Order 809, Arts 20 to 27).
/// @dev Two signatures make a grant: the head of the requester's data office files the request, the head of the
/// provider's data office answers it (Art 20). Ids: a request's is `keccak256(abi.encode(chainid, this, "request",
/// uint32 organization, uint64 localNumber))`, a grant's `keccak256(abi.encode(chainid, this, uint32 provider, uint64
/// localNumber))`; local numbers run from 1 within each organisation. A grant lasts while `from <= now < until`.
interface ISharingRegistry is ISuyuanBase, ISharingErrors {
    /// @notice What the registry holds on a request.
    /// @param asset The asset that is wanted.
    /// @param commitment A salted commitment to basis, scenario, scope and conditions (Order 809, Art 20).
    /// @param organization The requester.
    /// @param seat The seat that filed it.
    /// @param purpose The code of its purpose.
    /// @param method How it shall be handed over: 1 interface, 2 batch, 3 file (Order 809, Art 22).
    /// @param until The first moment after the term that is wanted.
    /// @param time When it was filed.
    /// @param status Whether it has been answered.
    /// @param reason The code of the reason for which it was refused, or zero.
    /// @param answer The grant, or a salted commitment to the legal basis of the refusal, or zero.
    struct Request {
        bytes32 asset;
        bytes32 commitment;
        uint32 organization;
        uint32 seat;
        uint32 purpose;
        uint8 method;
        uint48 until;
        uint48 time;
        RequestStatus status;
        uint16 reason;
        bytes32 answer;
    }

    /// @notice What never changes about a grant.
    /// @param asset The asset.
    /// @param request The request that it answers.
    /// @param scopeCommitment A salted commitment to its scope and conditions.
    /// @param provider The organisation that gave it.
    /// @param recipient The organisation that has it.
    /// @param purpose The code of its purpose.
    /// @param method How it is handed over: 1 interface, 2 batch, 3 file.
    struct Grant {
        bytes32 asset;
        bytes32 request;
        bytes32 scopeCommitment;
        uint32 provider;
        uint32 recipient;
        uint32 purpose;
        uint8 method;
    }

    /// @notice What may change about a grant, at present.
    /// @param state Its state; an active grant may have expired.
    /// @param from The first moment of its term.
    /// @param until The first moment after its term.
    /// @param reason The code of the reason for its suspension or end, or zero.
    /// @param suspendedBy The organisation that suspended it last; 0 if none did.
    /// @param log The one log that its exchanges must be in.
    struct GrantStatus {
        GrantState state;
        uint48 from;
        uint48 until;
        uint16 reason;
        uint32 suspendedBy;
        bytes32 log;
    }

    /// @notice An asset was requested.
    event RequestFiled(
        bytes32 indexed request,
        bytes32 indexed asset,
        uint32 indexed organization,
        uint32 seat,
        uint32 purpose,
        bytes32 commitment,
        uint8 method,
        uint48 until
    );

    /// @notice A request was refused.
    event RequestRefused(bytes32 indexed request, uint32 indexed provider, uint16 reason, bytes32 legalBasis);

    /// @notice A request was withdrawn by the requester.
    event RequestWithdrawn(bytes32 indexed request);

    /// @notice A request was granted.
    event GrantIssued(
        bytes32 indexed grant,
        bytes32 indexed request,
        bytes32 indexed asset,
        uint32 provider,
        uint32 recipient,
        bytes32 log,
        uint48 from,
        uint48 until,
        bytes32 scopeCommitment
    );

    /// @notice A grant was suspended.
    event GrantSuspended(bytes32 indexed grant, uint32 indexed organization, uint16 reason);

    /// @notice A grant's suspension was lifted.
    event GrantResumed(bytes32 indexed grant, uint32 indexed organization);

    /// @notice A grant was ended before its term.
    event GrantEnded(bytes32 indexed grant, uint32 indexed organization, uint16 reason);

    /// @notice Requests an asset of another organisation for the seat's organisation, a department (Order 809, Art 20).
    /// @param bySeat Its head of the data office.
    /// @param assetId The asset: confirmed, valid, and not withheld from sharing.
    /// @param purpose The code of the purpose.
    /// @param commitment A salted commitment to basis, scenario, scope and conditions.
    /// @param method How it shall be handed over: 1 interface, 2 batch, 3 file (Order 809, Art 22).
    /// @param until The first moment after the term that is wanted, at most ten years ahead.
    /// @return id The request's id.
    function request(
        uint32 bySeat,
        bytes32 assetId,
        uint32 purpose,
        bytes32 commitment,
        uint8 method,
        uint48 until
    ) external returns (bytes32 id);

    /// @notice Withdraws a request that has not been answered. Only the requester may.
    /// @param bySeat Its head of the data office.
    /// @param requestId The request.
    function withdrawRequest(uint32 bySeat, bytes32 requestId) external;

    /// @notice Grants a request. Only the asset's present holder may, and only one answer is given (Order 809, Art 20).
    /// @param bySeat The holder's head of the data office.
    /// @param requestId The request.
    /// @param log The one log, open, that the exchanges must be in.
    /// @param from The first moment of the term, not in the past; 0 means now.
    /// @param until The first moment after the term, not after the one that was requested.
    /// @param scopeCommitment A salted commitment to scope and conditions.
    /// @return id The grant's id.
    function grant(
        uint32 bySeat,
        bytes32 requestId,
        bytes32 log,
        uint48 from,
        uint48 until,
        bytes32 scopeCommitment
    ) external returns (bytes32 id);

    /// @notice Refuses a request, with reason and legal basis (Order 809, Art 21). Only the asset's holder may.
    /// @param bySeat The holder's head of the data office.
    /// @param requestId The request.
    /// @param reasonCode The code of the reason.
    /// @param legalBasis A salted commitment to the legal basis.
    function refuse(uint32 bySeat, bytes32 requestId, uint16 reasonCode, bytes32 legalBasis) external;

    /// @notice Suspends a grant. Its provider may, and an authority above the provider (Order 809, Art 27).
    /// @param bySeat The head of the data office.
    /// @param grantId The grant.
    /// @param reason The code of the reason.
    function suspend(uint32 bySeat, bytes32 grantId, uint16 reason) external;

    /// @notice Lifts a suspension. Whoever suspended may, and an authority above that organisation.
    /// @param bySeat The head of the data office.
    /// @param grantId The grant.
    function resume(uint32 bySeat, bytes32 grantId) external;

    /// @notice Ends a grant before its term. Its recipient may, and an authority above its provider; the provider only
    /// while the grant is suspended, since it may not end one on its own (Order 809, Art 27).
    /// @param bySeat The head of the data office.
    /// @param grantId The grant.
    /// @param reason The code of the reason.
    function end(uint32 bySeat, bytes32 grantId, uint16 reason) external;

    /// @notice Reads a request; an unknown id is refused.
    /// @param id The request.
    /// @return What the registry holds on it.
    function requestOf(bytes32 id) external view returns (Request memory);

    /// @notice Reads what never changes about a grant; an unknown id is refused.
    /// @param id The grant.
    /// @return What the registry holds on it.
    function grantOf(bytes32 id) external view returns (Grant memory);

    /// @notice Reads what may change about a grant, at present; an unknown id is refused.
    /// @param id The grant.
    /// @return Its present status.
    function grantStatus(bytes32 id) external view returns (GrantStatus memory);

    /// @notice The logs that a grant has named; the packed state holds a place in this list, from 0.
    /// @param id The grant.
    /// @return The logs, in order.
    function grantLogs(bytes32 id) external view returns (bytes32[] memory);

    /// @notice How many requests and grants an organisation has made; the last ones have these local numbers.
    /// @param organization The organisation.
    /// @return requests The number of its requests.
    /// @return grants The number of its grants.
    function counts(uint32 organization) external view returns (uint64 requests, uint64 grants);

    /// @notice The number of elements in the trace of a grant's state.
    /// @param id The grant.
    /// @return The number of elements.
    function stateTrace(bytes32 id) external view returns (uint256);

    /// @notice One element of the trace of a grant's state.
    /// @param id The grant.
    /// @param index The element's index, from 0.
    /// @return key The time from which it holds.
    /// @return value State, from, until, reason and place of the log, packed.
    function stateTraceElement(bytes32 id, uint256 index) external view returns (uint48 key, uint176 value);

    /// @notice A grant's state at a moment.
    /// @param id The grant.
    /// @param time The moment.
    /// @return The packed value.
    function stateAt(bytes32 id, uint48 time) external view returns (uint176);
}
