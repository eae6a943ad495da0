// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IOrganizationHeads
/// @notice How an organisation comes by another head: by rotation or by replacement, each with a delay.
/// @dev A head's account is what an organisation signs with (Electronic Signature Law, Art 13: under the signer's sole
/// control). The delays are rules: `head.rotation.seconds` and `head.replacement.seconds`. A suspended organisation
/// rotates nothing; its head can still be replaced.
interface IOrganizationHeads {
    /// @notice Another head was proposed by the present one, who hands over at that moment or later.
    event HeadProposed(uint32 indexed organization, address indexed newHead, uint48 from);

    /// @notice The authority above ordered another head; 0 is the ledger's administrator.
    event HeadReplacementOrdered(
        uint32 indexed organization,
        address indexed newHead,
        uint32 indexed byAuthority,
        uint48 from
    );

    /// @notice A head that was proposed or ordered will not take over.
    event HeadStopped(uint32 indexed organization, address indexed newHead, address indexed by);

    /// @notice An organisation has another head.
    event HeadChanged(uint32 indexed organization, address indexed previous, address indexed head);

    /// @notice Proposes another head, who can take over after the delay. Only the present head may.
    /// @dev Takes the place of an earlier proposal, and begins the delay anew; it cannot take that of a replacement.
    /// @param organization Its number: active.
    /// @param newHead The account; it serves no other organisation, and from now on this one only.
    function proposeHead(uint32 organization, address newHead) external;

    /// @notice Orders another head where the key of the present one is lost or stolen, who can take over after the
    /// longer delay. Only the head of the authority above may.
    /// @dev Takes the place of whatever is pending. The present head cannot stop it.
    /// @param organization Its number: active or suspended.
    /// @param newHead The account; it serves no other organisation, and from now on this one only.
    function replaceHead(uint32 organization, address newHead) external;

    /// @notice Orders another head of a root. Only the ledger's administrator may.
    /// @param organization Its number: active or suspended.
    /// @param newHead The account; it serves no other organisation, and from now on this one only.
    function replaceRootHead(uint32 organization, address newHead) external;

    /// @notice Stops a head that has not taken over yet.
    /// @dev A rotation: the present head, or the head of the authority above. A replacement: the head of the authority
    /// that ordered it, or of one above that; once that was abolished, of the authority that lies above now.
    /// @param organization Its number.
    function stopHead(uint32 organization) external;

    /// @notice Stops the head of a root that has not taken over yet. Only the ledger's administrator may.
    /// @param organization Its number.
    function stopRootHead(uint32 organization) external;

    /// @notice Takes over as head after the delay. Only the account that was proposed or ordered may.
    /// @dev The account is bound to the organisation from now on; the one before stays bound, too.
    /// @param organization Its number: active, or suspended where the head is replaced.
    function takeHead(uint32 organization) external;

    /// @notice The head that is about to take over.
    /// @param organization Its number.
    /// @return newHead The account; zero if none is pending.
    /// @return from The first moment at which it can take over.
    /// @return byAuthority The authority that ordered a replacement; 0 for a rotation, or if the administrator did.
    /// @return replacement Whether it is a replacement.
    function pendingHead(
        uint32 organization
    ) external view returns (address newHead, uint48 from, uint32 byAuthority, bool replacement);
}
