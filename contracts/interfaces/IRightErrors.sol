// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IRightErrors
/// @notice Why the right registry refuses.
interface IRightErrors {
    /// @notice Thrown when no right has this id.
    /// @param right The id.
    error RightRegistry__UnknownRight(bytes32 right);

    /// @notice Thrown when a right's state does not allow an act.
    /// @param right The right.
    /// @param state Its state.
    error RightRegistry__WrongState(bytes32 right, uint8 state);

    /// @notice Thrown when a right's term is over.
    /// @param right The right.
    /// @param until The first moment after its term.
    error RightRegistry__Expired(bytes32 right, uint48 until);

    /// @notice Thrown when a right from which another shall derive, or derives, does not run.
    /// @param right The right.
    error RightRegistry__NotRunning(bytes32 right);

    /// @notice Thrown when an act is the holder's of an asset and another organisation tries it.
    /// @param asset The asset.
    /// @param organization Who tried.
    /// @param holder Who may.
    error RightRegistry__NotHolder(bytes32 asset, uint32 organization, uint32 holder);

    /// @notice Thrown when an act is the holder's of a right and another organisation tries it.
    /// @param right The right.
    /// @param organization Who tried.
    /// @param holder Who may; 0 if the holder was abolished and nobody took its place.
    error RightRegistry__NotRightHolder(bytes32 right, uint32 organization, uint32 holder);

    /// @notice Thrown when an organisation may not end a right.
    /// @param right The right.
    /// @param organization Who tried.
    error RightRegistry__NotEntitled(bytes32 right, uint32 organization);

    /// @notice Thrown when a grantor would end a right that runs: only an authority above it may.
    /// @param right The right.
    /// @param organization The grantor.
    error RightRegistry__GrantorMayNotEnd(bytes32 right, uint32 organization);

    /// @notice Thrown when a kind is neither a use right nor an operating right.
    /// @param kind The kind.
    error RightRegistry__BadKind(uint8 kind);

    /// @notice Thrown when a right would be wider than the one from which it derives.
    /// @param kind Its kind.
    /// @param parentKind The kind of the other.
    error RightRegistry__WiderThanParent(uint8 kind, uint8 parentKind);

    /// @notice Thrown when a right would last longer than the one from which it derives.
    /// @param until The first moment after its term.
    /// @param parentUntil The first moment after the other's.
    error RightRegistry__OutlivesParent(uint48 until, uint48 parentUntil);

    /// @notice Thrown when a right would derive from a right in another asset.
    /// @param parent The right from which it would derive.
    /// @param asset The asset of that right.
    error RightRegistry__OtherAsset(bytes32 parent, bytes32 asset);

    /// @notice Thrown when a right would lie too many steps below the holding right.
    /// @param parent The right from which it would derive.
    /// @param limit The greatest number of steps.
    error RightRegistry__TooDeep(bytes32 parent, uint256 limit);

    /// @notice Thrown when a basis is unknown, or "derived" does not go with the source.
    /// @param basis The basis.
    error RightRegistry__BadBasis(uint8 basis);

    /// @notice Thrown when a commitment to scope or basis is zero.
    error RightRegistry__NoCommitment();

    /// @notice Thrown when a term begins in the past, or does not end after it begins.
    /// @param from The first moment of the term.
    /// @param until The first moment after it.
    error RightRegistry__BadTerm(uint48 from, uint48 until);

    /// @notice Thrown when an organisation is not active, or is none that may hold a right of this kind.
    /// @param organization Its number.
    /// @param kind The kind of right.
    error RightRegistry__BadRecipient(uint32 organization, uint8 kind);

    /// @notice Thrown when an organisation would be on both sides.
    /// @param organization Its number.
    error RightRegistry__SameOrganization(uint32 organization);

    /// @notice Thrown when nobody offers to transfer an asset.
    /// @param asset The asset.
    error RightRegistry__NoOffer(bytes32 asset);

    /// @notice Thrown when an offer is another organisation's to accept.
    /// @param asset The asset.
    /// @param organization Who tried.
    /// @param recipient Who may; 0 if the recipient was abolished and nobody took its place.
    error RightRegistry__NotRecipient(bytes32 asset, uint32 organization, uint32 recipient);

    /// @notice Thrown when whoever made an offer is suspended, or has no longer what it offered.
    /// @param offeror Who made it, or stands in its place; 0 if nobody does.
    error RightRegistry__OfferVoid(uint32 offeror);

    /// @notice Thrown when the reason of an end is zero.
    error RightRegistry__NoReason();

    /// @notice Thrown when an authority gives no legal basis.
    error RightRegistry__NoLegalBasis();

    /// @notice Thrown when a value stage is unknown, or the present one.
    /// @param stage The stage.
    error RightRegistry__BadStage(uint8 stage);
}
