// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";

import {ISuyuanBase} from "./ISuyuanBase.sol";

/// @title ICouncilSeats
/// @notice Which organisations are members of the council: one vote each, cast by the member's head account.
/// @dev A member's vote is a unit of OpenZeppelin's `Votes`, held by the address that is the organisation's number and
/// that nobody has a key of, and delegated to the account that is the organisation's head. It cannot be transferred,
/// nor delegated by choice: it only follows the head. Times are seconds (ERC-6372, `mode=timestamp`).
interface ICouncilSeats is ISuyuanBase, IERC5805 {
    /// @notice An organisation is a member from this block on.
    event MemberAdmitted(uint32 indexed organization);

    /// @notice An organisation is no member any more from this block on.
    event MemberRemoved(uint32 indexed organization);

    /// @notice A member's vote is with another account; with none if the member is suspended or abolished.
    event MemberFollowed(uint32 indexed organization, address head);

    /// @notice Thrown when an organisation is a member already.
    /// @param organization Its number.
    error CouncilSeats__MemberAlready(uint32 organization);

    /// @notice Thrown when an organisation is not a member.
    /// @param organization Its number.
    error CouncilSeats__NotMember(uint32 organization);

    /// @notice Thrown when an organisation is not active, and so cannot become a member.
    /// @param organization Its number.
    error CouncilSeats__NotActive(uint32 organization);

    /// @notice Thrown when the only member would be removed: nobody could ever decide anything again.
    /// @param organization Its number.
    error CouncilSeats__LastMember(uint32 organization);

    /// @notice Thrown when somebody tries to pass a vote on.
    /// @param account Who tried.
    error CouncilSeats__NotTransferable(address account);

    /// @notice Makes an organisation a member. By decision of the council.
    /// @param organization An active organisation.
    function admitMember(uint32 organization) external;

    /// @notice Ends an organisation's membership. By decision of the council.
    /// @param organization A member, and not the only one.
    function removeMember(uint32 organization) external;

    /// @notice Brings a member's vote to the present head of the organisation; takes it from every account if the
    /// organisation is not active. Its unit still counts among all members, so that suspending a member, which an
    /// authority above can do alone, never makes a decision easier. By anyone.
    /// @param organization A member.
    function follow(uint32 organization) external;

    /// @notice Tells whether an organisation is a member.
    /// @param organization Its number.
    /// @return True if it is.
    function isMember(uint32 organization) external view returns (bool);

    /// @notice Tells whether an organisation was a member at a moment.
    /// @param organization Its number.
    /// @param time The moment, in seconds since the epoch.
    /// @return True if it was.
    function memberAt(uint32 organization, uint48 time) external view returns (bool);

    /// @notice How many members there are.
    /// @return The number, suspended ones among them.
    function memberCount() external view returns (uint256);

    /// @notice For which member an account may vote at present.
    /// @param account The account.
    /// @return The member whose vote it has, if that member is active and the account still is its head; else 0.
    function memberOf(address account) external view returns (uint32);
}
