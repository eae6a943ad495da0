// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ISharingGrants
/// @notice What becomes of grants: suspension, rectification, changes, end and disposal (Order 809, Arts 25 to 27).
/// @dev Whoever acts is head of the data office of the organisation for which the seat acts.
interface ISharingGrants {
    /// @notice A proposal to change a grant.
    /// @param value The scope; the first moment after the term; the log; the code of the reason for the end.
    /// @param kind 1 scope, 2 term, 3 log, 4 end.
    /// @param declined Whether the other side declined it.
    /// @param byProvider Whether the provider proposed it; else the recipient did.
    /// @param time When it was proposed.
    struct Change {
        bytes32 value;
        uint8 kind;
        bool declined;
        bool byProvider;
        uint48 time;
    }

    /// @notice A grant was suspended; its breach is to be rectified before a moment, or 0.
    event GrantSuspended(bytes32 indexed grant, uint32 indexed organization, uint16 reason, uint48 rectifyBy);

    /// @notice The recipient reported that it has rectified.
    event RectificationReported(bytes32 indexed grant, bytes32 evidence, bool late);

    /// @notice A grant's suspension was lifted.
    event GrantResumed(bytes32 indexed grant, uint32 indexed organization);

    /// @notice A grant was ended before its term; its data is to be disposed of. Organisation 0: as both sides agreed,
    /// or as the authority confirmed.
    event GrantEnded(bytes32 indexed grant, uint32 indexed organization, uint16 reason);

    /// @notice A grant that expired was closed; its data is to be disposed of before a moment.
    event GrantClosed(bytes32 indexed grant, uint48 until, uint48 due, bool provisional);

    /// @notice The recipient has disposed of the data.
    event DisposalRecorded(bytes32 indexed grant, bytes32 record, bool late);

    /// @notice One side proposed to change a grant.
    event ChangeProposed(bytes32 indexed grant, uint32 indexed organization, uint8 kind, bytes32 value);

    /// @notice A proposal was withdrawn.
    event ChangeWithdrawn(bytes32 indexed grant);

    /// @notice The other side declined a proposal.
    event ChangeDeclined(bytes32 indexed grant, uint32 indexed organization);

    /// @notice A grant was changed, as both sides agreed; or as the authority above the provider confirmed.
    event GrantChanged(bytes32 indexed grant, uint32 indexed organization, uint8 kind, bytes32 value);

    // ─── suspension ──────────────────────────────────────────────────────────────────────────────────────────────────

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

    // ─── end and disposal ────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Ends a grant before its term. Its recipient may, whose purpose is reached, and an authority above its
    /// provider; the provider only while the grant is suspended, since it may not end one on its own (Order 809, Art
    /// 27). The clock of the disposal begins.
    /// @param bySeat The head of the data office.
    /// @param id The grant.
    /// @param reason The code of the reason: one of the rule `reasons.end`.
    function end(uint32 bySeat, bytes32 id, uint16 reason) external;

    /// @notice Tells that a grant has expired, or that the one above it is over. Anyone may. The clock of the disposal runs
    /// from that moment.
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
