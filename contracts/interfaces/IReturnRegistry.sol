// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISuyuanBase} from "./ISuyuanBase.sol";

/// @title IReturnRegistry
/// @notice Return flow (回流): an upper level gives a lower level the data of its own area back (Order 809, Art 24).
/// @dev A claim's id is `keccak256(abi.encode(chainid, this, "return", uint32 claimant, uint64 localNumber))`.
interface IReturnRegistry is ISuyuanBase {
    /// @notice The state of a return flow.
    enum ReturnState {
        None,
        Owed,
        Connected,
        Delivered,
        Withdrawn
    }

    /// @notice A claim.
    /// @param asset The asset that the upper level holds.
    /// @param scope A salted commitment to the area's part of it.
    /// @param grant The grant through which it flows; zero until connected.
    /// @param claimant The lower level's organisation.
    /// @param claimedAt When it was claimed.
    /// @param connectedAt When it was connected last; zero before.
    /// @param state Its state at present.
    struct Return {
        bytes32 asset;
        bytes32 scope;
        bytes32 grant;
        uint32 claimant;
        uint48 claimedAt;
        uint48 connectedAt;
        ReturnState state;
    }

    /// @notice A lower level claims its area's data.
    event ReturnClaimed(
        bytes32 indexed id,
        bytes32 indexed asset,
        uint32 indexed claimant,
        uint32 holder,
        uint32 seat,
        bytes32 scope
    );

    /// @notice The data flows back through a grant.
    event ReturnConnected(
        bytes32 indexed id,
        bytes32 indexed asset,
        uint32 indexed claimant,
        uint32 holder,
        uint32 seat,
        bytes32 grant
    );

    /// @notice A claim was withdrawn.
    event ReturnWithdrawn(bytes32 indexed id, bytes32 indexed asset, uint32 indexed claimant, uint32 seat);

    /// @notice Thrown when no claim has this id.
    /// @param id The id.
    error ReturnRegistry__UnknownReturn(bytes32 id);

    /// @notice Thrown when an organisation is no department.
    /// @param organization The organisation.
    error ReturnRegistry__NotDepartment(uint32 organization);

    /// @notice Thrown when an asset's holder is no upper level of a claimant's own area.
    /// @param asset The asset.
    /// @param claimant The claimant.
    /// @param holder The holder; 0 if the asset has none.
    error ReturnRegistry__NotUpperLevel(bytes32 asset, uint32 claimant, uint32 holder);

    /// @notice Thrown when a claim commits to no scope.
    error ReturnRegistry__NoScope();

    /// @notice Thrown when a claimant has an open claim on an asset.
    /// @param id That claim.
    error ReturnRegistry__ReturnOpen(bytes32 id);

    /// @notice Thrown when the state of a return flow does not allow an act.
    /// @param id The claim.
    /// @param state Its state.
    error ReturnRegistry__WrongReturnState(bytes32 id, ReturnState state);

    /// @notice Thrown when an act is the holder's, and another organisation tries it.
    /// @param id The claim.
    /// @param organization Who tried.
    /// @param holder Who may.
    error ReturnRegistry__NotHolder(bytes32 id, uint32 organization, uint32 holder);

    /// @notice Thrown when an act is the claimant's, and another organisation tries it.
    /// @param id The claim.
    /// @param organization Who tried.
    /// @param claimant Who may.
    error ReturnRegistry__NotClaimant(bytes32 id, uint32 organization, uint32 claimant);

    /// @notice Thrown when a grant is not in force, or is not one of this asset from its holder to the claimant.
    /// @param id The claim.
    /// @param grant The grant.
    error ReturnRegistry__UnfitGrant(bytes32 id, bytes32 grant);

    /// @notice Claims an asset's data of the claimant's own area from an upper level that holds it (Order 809, Art 24).
    /// @param bySeat The head of the data office of a department.
    /// @param asset The asset: its holder lies above the claimant, or is of a higher level and has an area that the
    /// claimant's lies in.
    /// @param scope A salted commitment to the area's part.
    /// @return id The claim's id.
    function claimReturn(uint32 bySeat, bytes32 asset, bytes32 scope) external returns (bytes32 id);

    /// @notice Connects a claim with the grant through which the data flows. Only the asset's holder may; until there
    /// is a delivery it may name another grant.
    /// @param bySeat The holder's head of the data office.
    /// @param id The claim.
    /// @param grant A grant in force, of this asset, from the holder to the claimant.
    function connectReturn(uint32 bySeat, bytes32 id, bytes32 grant) external;

    /// @notice Withdraws a claim to which nothing has been delivered. Only the claimant may.
    /// @param bySeat The claimant's head of the data office.
    /// @param id The claim.
    function withdrawReturn(uint32 bySeat, bytes32 id) external;

    /// @notice Reads a claim; an unknown id is refused.
    /// @param id The claim.
    /// @return The claim.
    function returnOf(bytes32 id) external view returns (Return memory);

    /// @notice The state of a return flow: delivered once its grant has a recorded delivery, and owed again if the
    /// grant ended without one.
    /// @param id The claim.
    /// @return Its state.
    function stateOfReturn(bytes32 id) external view returns (ReturnState);

    /// @notice How many claims an organisation has made; the last has this local number.
    /// @param organization The organisation.
    /// @return The number.
    function returnCount(uint32 organization) external view returns (uint64);
}
