// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingEvents} from "./ISharingEvents.sol";

/// @title ISharingActs
/// @notice Requests, their answers, and what becomes of grants (Order 809, Arts 20 to 27).
/// @dev Whoever acts is head of the data office of the organisation for which the seat acts. Lateness is a fact, and
/// never consent: a late answer is marked as late and holds.
interface ISharingActs is ISharingEvents {
    // ─── requests and answers ────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Requests an asset for the seat's organisation, a department that does not hold it (Order 809, Art 20).
    /// The answer's clock begins: one working day if it is shared unconditionally, ten if not (Order 809, Art 21).
    /// @param bySeat Its head of the data office.
    /// @param wanted What is wanted.
    /// @return id The request's id, which is that of the grant, too.
    function request(uint32 bySeat, Wanted calldata wanted) external returns (bytes32 id);

    /// @notice Requests an asset and has it granted at once by the standing consent of its holder.
    /// @param bySeat The requester's head of the data office.
    /// @param wanted What is wanted, of the holder; its term lies within the consent's.
    /// @return id The id of the request and of the grant.
    function requestUnderConsent(uint32 bySeat, Wanted calldata wanted) external returns (bytes32 id);

    /// @notice Grants a request. Only whoever must answer may, and only one answer is given (Order 809, Art 20).
    /// @dev An onward request needs the provider's consent, and does not outlive the grant above it (Art 25).
    /// @param bySeat The head of the data office.
    /// @param id The request.
    /// @param terms What is granted.
    function grant(uint32 bySeat, bytes32 id, Terms calldata terms) external;

    /// @notice Refuses a request, with reason and legal basis (Order 809, Art 21). Only whoever must answer may.
    /// @param bySeat The head of the data office.
    /// @param id The request.
    /// @param reason The code of the reason: one of the rule `reasons.refusal`.
    /// @param legalBasis A salted commitment to the legal basis.
    function refuse(uint32 bySeat, bytes32 id, uint16 reason, bytes32 legalBasis) external;
}
