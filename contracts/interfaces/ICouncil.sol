// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISuyuanBase} from "./ISuyuanBase.sol";

/// @title ICouncil
/// @notice The council that decides on rules, calendars, members, roles and root authorities: by proposal, vote, delay,
/// possible veto of a guardian, and execution.
/// @dev What OpenZeppelin's `IGovernor` declares is not repeated here. Limits and bars are rules (`RuleBook`, keys
/// `council.*`); what held when the voting began counts. Where a rule is out of its bounds, the nearest bound counts,
/// so that no rule can end the council's power to change it.
interface ICouncil is ISuyuanBase {
    /// @notice How a proposal is decided.
    /// @dev Ordinary: it only publishes calendars and sets or withdraws rules and registration types, and needs more
    /// than half of all members. Qualified: anything else, or a rule `council.*` among it; two thirds of all members.
    /// Guardian: it only names a guardian; as qualified, and the guardian in office cannot veto it.
    enum Kind {
        None,
        Ordinary,
        Qualified,
        Guardian
    }

    /// @notice A proposal was made, and this is how it is decided.
    event ProposalClassified(uint256 indexed proposalId, Kind kind);

    /// @notice Another organisation is the guardian; 0 if there is none.
    event GuardianNamed(uint32 indexed guardian);

    /// @notice The guardian stopped a decision for good.
    event ProposalVetoed(uint256 indexed proposalId, uint32 indexed guardian, bytes32 reason);

    /// @notice Thrown when who proposes or votes is not the present head of an active member.
    /// @param account The account.
    error Council__NotMember(address account);

    /// @notice Thrown when the voter's account did not stand for a member when the voting began.
    /// @param proposalId The proposal.
    /// @param account The voter.
    error Council__NoVote(uint256 proposalId, address account);

    /// @notice Thrown when a proposal has more calls than one decision may have.
    /// @param calls How many it has.
    /// @param most How many it may have.
    error Council__TooManyCalls(uint256 calls, uint256 most);

    /// @notice Thrown when the caller is not the head of the guardian, or the guardian is not active.
    /// @param guardian The guardian.
    /// @param account The caller.
    error Council__NotGuardian(uint32 guardian, address account);

    /// @notice Thrown when a guardian would veto the naming of another one.
    /// @param proposalId The proposal.
    error Council__NotVetoable(uint256 proposalId);

    /// @notice Thrown when a veto has no reason.
    /// @param proposalId The proposal.
    error Council__NoReason(uint256 proposalId);

    /// @notice Thrown when no organisation has the number that is to be the guardian's, or it is not active.
    /// @param organization The number.
    error Council__NotActive(uint32 organization);

    /// @notice Thrown by what OpenZeppelin's Governor can do and this council cannot: act under its own address, or
    /// take another timelock.
    error Council__Fixed();

    /// @notice Names the guardian. By decision of the council.
    /// @param organization An active organisation, or 0 for none.
    function nameGuardian(uint32 organization) external;

    /// @notice Stops a decision of the council after it was queued and before it is executed. By the head of the
    /// guardian.
    /// @param proposalId A queued proposal that does more than name a guardian.
    /// @param reason Commitment to the reason; not zero.
    function veto(uint256 proposalId, bytes32 reason) external;

    /// @notice The organisation that may veto.
    /// @return Its number; 0 if there is none.
    function guardian() external view returns (uint32);

    /// @notice How a proposal is decided.
    /// @param proposalId The proposal.
    /// @return The kind; None if there is no such proposal.
    function kindOf(uint256 proposalId) external view returns (Kind);

    /// @notice How many votes in favour a proposal needs, of as many members as there were when its voting began.
    /// @param proposalId A proposal whose voting has begun.
    /// @return The number.
    function votesNeeded(uint256 proposalId) external view returns (uint256);
}
