// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingEvents} from "./ISharingEvents.sol";

/// @title ISharingProcedure
/// @notice What goes on around requests and grants: demands, gaps, extensions, consents, changes, rectification, end
/// and disposal (Order 809, Arts 20 to 27).
/// @dev Whoever acts is head of the data office of the organisation for which the seat acts. Whoever must answer is the
/// asset's present holder, or for an onward request the recipient of the grant above it.
interface ISharingProcedure is ISharingEvents {
    // ─── demands ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Announces a demand. A department may.
    /// @param bySeat Its head of the data office.
    /// @param commitment A salted commitment to what is needed.
    /// @return demand `keccak256(abi.encode(chainid, this, "demand", uint32 organization, uint64 localNumber))`.
    function announceDemand(uint32 bySeat, bytes32 commitment) external returns (bytes32 demand);

    /// @notice Matches a demand with an asset. An authority above the department may, and the asset's holder. A demand
    /// can be matched again, until the request is filed.
    /// @param bySeat The head of the data office.
    /// @param demand The demand.
    /// @param asset The asset: one that can be shared.
    function matchDemand(uint32 bySeat, bytes32 demand, bytes32 asset) external;

    /// @notice Withdraws a demand that is not filed. Only who announced it may.
    /// @param bySeat Its head of the data office.
    /// @param demand The demand.
    function withdrawDemand(uint32 bySeat, bytes32 demand) external;

    // ─── requests ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Returns a request with one single notice of all that it lacks (Order 809, Art 21). Whoever must answer
    /// may, once. The clock stops.
    /// @param bySeat The head of the data office.
    /// @param id The request.
    /// @param gaps A salted commitment to that notice.
    function returnForGaps(uint32 bySeat, bytes32 id, bytes32 gaps) external;

    /// @notice Completes a request that was returned. Only the requester may. The clock begins anew.
    /// @param bySeat Its head of the data office.
    /// @param id The request.
    /// @param scope The scope, as in {Wanted}.
    function resubmit(uint32 bySeat, bytes32 id, bytes32 scope) external;

    /// @notice Withdraws a request that has not been answered. Only the requester may.
    /// @param bySeat Its head of the data office.
    /// @param id The request.
    function withdrawRequest(uint32 bySeat, bytes32 id) external;

    /// @notice Asks the authority for more time, before the answer is due. Whoever must answer may (Order 809, Art 21).
    /// @param bySeat The head of the data office.
    /// @param id The request.
    /// @param days_ How many working days more, at most as the rule has it.
    /// @param grounds A salted commitment to the grounds, of which the requester is told.
    function askExtension(uint32 bySeat, bytes32 id, uint8 days_, bytes32 grounds) external;

    /// @notice Consents to more time, before the answer is due, once. An authority above whoever must answer may.
    /// @param bySeat The authority's head of the data office.
    /// @param id The request.
    function extend(uint32 bySeat, bytes32 id) external;

    // ─── consents ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Consents that an onward request be granted. Only the provider may with whom the data began its way
    /// (Order 809, Art 25).
    /// @param bySeat Its head of the data office.
    /// @param id The request.
    function consentOnward(uint32 bySeat, bytes32 id) external;

    /// @notice Consents in advance to all requests for an asset that is shared unconditionally, or changes that
    /// consent. Only its holder may.
    /// @dev A scope other than 0 is the only one that can be requested under it.
    /// @param bySeat The holder's head of the data office.
    /// @param asset The asset.
    /// @param terms What is granted. The delivery's days are those of the rule at this moment unless they are fewer.
    function consentStanding(uint32 bySeat, bytes32 asset, Terms calldata terms) external;

    /// @notice Withdraws a standing consent. Only the asset's holder may.
    /// @param bySeat The holder's head of the data office.
    /// @param asset The asset.
    function withdrawConsent(uint32 bySeat, bytes32 asset) external;

    // ─── grants ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Suspends a grant. Its provider may, and an authority above the provider (Order 809, Art 27).
    /// @param bySeat The head of the data office.
    /// @param id The grant.
    /// @param reason The code of the reason: one of the rule `reasons.suspension`.
    /// @param rectifyBy Before when the recipient must have rectified; 0 if nothing is ordered.
    function suspend(uint32 bySeat, bytes32 id, uint16 reason, uint48 rectifyBy) external;

    /// @notice Reports that a breach was rectified. Only the recipient of a suspended grant may, once, also late.
    /// @param bySeat Its head of the data office.
    /// @param id The grant.
    /// @param evidence A salted commitment to the evidence.
    function reportRectified(uint32 bySeat, bytes32 id, bytes32 evidence) external;

    /// @notice Lifts a suspension. Whoever suspended may, and an authority above that organisation.
    /// @param bySeat The head of the data office.
    /// @param id The grant.
    function resume(uint32 bySeat, bytes32 id) external;

    /// @notice Ends a grant before its term. Its recipient may, whose purpose is reached, and an authority above its
    /// provider; the provider only while the grant is suspended, since it may not end one on its own (Order 809, Art
    /// 27). The clock of the disposal begins.
    /// @param bySeat The head of the data office.
    /// @param id The grant.
    /// @param reason The code of the reason: one of the rule `reasons.end`.
    function end(uint32 bySeat, bytes32 id, uint16 reason) external;

    /// @notice Tells that a grant has expired, or that the one above it is over. Anyone may. The clock of the disposal
    /// runs from that moment.
    /// @param id The grant.
    function closeExpired(bytes32 id) external;

    /// @notice Records that the data was disposed of as the provider required (Order 809, Arts 27 and 29). Only the
    /// recipient of a grant that is over may, once, also late.
    /// @param bySeat Its head of the data office.
    /// @param id The grant.
    /// @param record A salted commitment to the record.
    function recordDisposal(uint32 bySeat, bytes32 id, bytes32 record) external;

    // ─── changes ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Proposes to change a grant. Its provider may, and its recipient (Order 809, Arts 25 and 27); the end is
    /// the provider's to propose.
    /// @param bySeat The head of the data office.
    /// @param id The grant: running.
    /// @param kind 1 scope, 2 term, 3 log, 4 end.
    /// @param value The scope; the first moment after the term; the log; the code of the reason for the end.
    function proposeChange(uint32 bySeat, bytes32 id, uint8 kind, bytes32 value) external;

    /// @notice Withdraws a proposal, which may have been declined. Only the side that made it may.
    /// @param bySeat The head of the data office.
    /// @param id The grant.
    function withdrawChange(uint32 bySeat, bytes32 id) external;

    /// @notice Declines a proposal. Only the other side may.
    /// @param bySeat The head of the data office.
    /// @param id The grant.
    function declineChange(uint32 bySeat, bytes32 id) external;

    /// @notice Accepts a proposal, which holds from now on. Only the other side may.
    /// @param bySeat The head of the data office.
    /// @param id The grant: running.
    /// @param value The value that is agreed to, so that no other one takes its place on the way.
    function acceptChange(uint32 bySeat, bytes32 id, bytes32 value) external;

    /// @notice Confirms what the provider proposed and the recipient declined (Order 809, Art 27: consultation and
    /// filing). An authority above the provider may.
    /// @param bySeat The authority's head of the data office.
    /// @param id The grant: running.
    /// @param value The value that is confirmed.
    function confirmChange(uint32 bySeat, bytes32 id, bytes32 value) external;
}
