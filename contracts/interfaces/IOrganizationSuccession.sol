// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IOrganizationSuccession
/// @notice Reform: organisations move in the tree, merge, split and end, and others stand in their place (Order 486,
/// Art 9: such changes are decided above the organisation).
/// @dev Successions cost nothing by asset or grant: whoever asks follows them. Each chain of successions has eight
/// steps at most, so that following is bounded. What a department holds never comes to a company: whoever succeeds a
/// department or an authority is a department or an authority too. An abolished organisation keeps its number and code,
/// and can do nothing.
interface IOrganizationSuccession {
    /// @notice An organisation lies below another one.
    event ParentChanged(uint32 indexed organization, uint32 indexed previous, uint32 indexed parent);

    /// @notice An organisation ended, and another stands in its place. Authority 0 is the ledger's administrator.
    event OrganizationMerged(uint32 indexed organization, uint32 indexed into, uint32 indexed byAuthority);

    /// @notice Subjects of an organisation go to another one when it is split; 0 takes them back.
    event SubjectsAssigned(
        uint32 indexed organization,
        uint32 indexed to,
        uint32 indexed byAuthority,
        bytes32[] subjects
    );

    /// @notice An organisation ended; what was assigned goes where it was assigned to, the rest to the keeper.
    event OrganizationSplit(uint32 indexed organization, uint32 indexed keeper, uint32 indexed byAuthority);

    /// @notice An organisation ended without a successor.
    event OrganizationAbolished(uint32 indexed organization, uint32 indexed byAuthority);

    // ─── place ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Moves an organisation below another one. Only the head of an authority may that lies above it, and above
    /// the new parent or is that.
    /// @dev An organisation with others below it does not move deeper, so that none of them lies too deep.
    /// @param organization Its number: active or suspended.
    /// @param newParent The organisation above it from now on: an active authority of no lower level, not below it.
    function changeParent(uint32 organization, uint32 newParent) external;

    /// @notice Moves an organisation into the tree of another root, where no authority lies above both. Only the
    /// ledger's administrator may.
    /// @param organization Its number: active or suspended, or a root.
    /// @param newParent The organisation above it from now on: an active authority of no lower level, of another root.
    function changeTree(uint32 organization, uint32 newParent) external;

    // ─── succession ──────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Ends an organisation, whose place another one takes.
    /// @dev Of an authority that lies above it, and above the other or is that, only the head may. Nothing lies below
    /// the organisation, and none of its subjects is assigned.
    /// @param byAuthority The authority: active.
    /// @param organization Its number: active or suspended.
    /// @param into The successor: active, not being split.
    function merge(uint32 byAuthority, uint32 organization, uint32 into) external;

    /// @notice Assigns subjects of an organisation before it is split. Who may is as for {merge}.
    /// @dev An assignment can be changed until the split. While there are any, the organisation succeeds nobody, merges
    /// into nobody, and is not abolished.
    /// @param byAuthority The authority: active.
    /// @param organization Its number: active or suspended.
    /// @param subjects The ids of assets, grants or rights, 100 at most.
    /// @param to The successor for them: active, not being split; 0 takes their assignment back.
    function assign(uint32 byAuthority, uint32 organization, bytes32[] calldata subjects, uint32 to) external;

    /// @notice Ends an organisation, whose assigned subjects go where they were assigned to, and the rest to a keeper.
    /// Who may is as for {merge}.
    /// @param byAuthority The authority: active.
    /// @param organization Its number: active or suspended.
    /// @param keeper The successor for the rest: active, not being split.
    function split(uint32 byAuthority, uint32 organization, uint32 keeper) external;

    /// @notice Ends an organisation without a successor. Who may is as for {merge}.
    /// @param byAuthority The authority: active.
    /// @param organization Its number: active or suspended.
    function abolish(uint32 byAuthority, uint32 organization) external;

    /// @notice Ends a root, whose place another organisation takes. Only the ledger's administrator may.
    /// @param organization The root: active or suspended.
    /// @param into The successor: active, not being split.
    function mergeRoot(uint32 organization, uint32 into) external;

    /// @notice Assigns subjects of a root before it is split. Only the ledger's administrator may.
    /// @param organization The root: active or suspended.
    /// @param subjects The ids of assets, grants or rights, 100 at most.
    /// @param to The successor for them: active, not being split; 0 takes their assignment back.
    function assignRoot(uint32 organization, bytes32[] calldata subjects, uint32 to) external;

    /// @notice Splits a root. Only the ledger's administrator may.
    /// @param organization The root: active or suspended.
    /// @param keeper The successor for what was not assigned: active, not being split.
    function splitRoot(uint32 organization, uint32 keeper) external;

    /// @notice Ends a root without a successor. Only the ledger's administrator may.
    /// @param organization The root: active or suspended.
    function abolishRoot(uint32 organization) external;

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice The organisation that stands in another one's place at present.
    /// @param organization Its number.
    /// @param subject The id of the asset, grant or right that it is about; 0 for whatever was not assigned.
    /// @return The organisation itself while it is not abolished; 0 if nobody stands in its place, or it is unknown.
    function follow(uint32 organization, bytes32 subject) external view returns (uint32);

    /// @notice To whom a subject of an organisation was assigned for a split.
    /// @param organization Its number.
    /// @param subject The id of the asset, grant or right.
    /// @return The successor for it; 0 if it was not assigned.
    function assignmentOf(uint32 organization, bytes32 subject) external view returns (uint32);

    /// @notice What bounds the moves and successions of an organisation.
    /// @param organization Its number.
    /// @return children How many organisations that are not abolished lie directly below it.
    /// @return assignments How many of its subjects are assigned.
    /// @return successions How many steps the longest chain of successions has that ends at it.
    function bounds(uint32 organization) external view returns (uint32 children, uint32 assignments, uint8 successions);

    /// @notice The lowest organisation that lies above two others, or is one of them and lies above the other one
    /// (Order 809, Art 28).
    /// @param a The number of the one.
    /// @param b The number of the other one; of an organisation and itself, its parent is meant.
    /// @return Its number; 0 if there is none.
    function lowestCommonSuperior(uint32 a, uint32 b) external view returns (uint32);
}
