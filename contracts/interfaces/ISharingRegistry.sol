// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingActs} from "./ISharingActs.sol";
import {ISharingProcedure} from "./ISharingProcedure.sol";
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
interface ISharingRegistry is ISharingActs, ISharingProcedure, ISuyuanBase {
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
    /// @return since When the clock began.
    /// @return due The first late moment; 0 if the clock has not begun.
    /// @return late Whether it is late, or was when it was done.
    function lateness(
        bytes32 subject,
        uint8 clock
    ) external view returns (uint32 who, uint48 since, uint48 due, bool late);
}
