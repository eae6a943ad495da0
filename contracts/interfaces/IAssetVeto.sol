// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IAssetVeto
/// @notice What stops acts on an asset: a chief data officer's veto, and freezes by objections and disputes.
interface IAssetVeto {
    /// @notice A veto on one act on an asset; all zero if there was none.
    /// @param organization The organisation whose chief data officer laid it.
    /// @param since When it was laid.
    /// @param until The first moment after it.
    /// @param liftedBy The authority that lifted it; 0 if none did.
    /// @param reason A salted commitment to its reason.
    struct Veto {
        uint32 organization;
        uint48 since;
        uint48 until;
        uint32 liftedBy;
        bytes32 reason;
    }

    /// @notice A chief data officer vetoed an act.
    event AssetVetoed(
        bytes32 indexed asset,
        uint8 indexed act,
        uint32 indexed organization,
        uint32 seat,
        bytes32 reason,
        uint48 until
    );

    /// @notice An authority above the vetoing organisation lifted a veto.
    event VetoLifted(bytes32 indexed asset, uint8 indexed act, uint32 indexed authority, uint32 seat, bytes32 decision);

    /// @notice An objection or an ownership dispute froze an asset; so many are open now.
    event AssetFrozen(bytes32 indexed asset, uint8 freezes);

    /// @notice An objection or an ownership dispute ended; so many are still open.
    event AssetUnfrozen(bytes32 indexed asset, uint8 freezes);

    /// @notice Vetoes one act on an asset for a time. Only a chief data officer of the holder or of an organisation
    /// above it may, and while a veto is in force only one of an organisation above the one that laid it.
    /// @dev After a veto was lifted, and until its term would have ended, neither the organisation that laid it nor
    /// another below the authority that lifted it can lay the next.
    /// @param bySeat The chief data officer's seat.
    /// @param asset The asset.
    /// @param act The act: 1 coding, 2 transfer, 3 conferring a right, 4 a new version.
    /// @param reason A salted commitment to the reason.
    /// @param until The first moment after it; at most the rule `veto.longest.days` from now.
    function veto(uint32 bySeat, bytes32 asset, uint8 act, bytes32 reason, uint48 until) external;

    /// @notice Lifts a veto that is in force. Only an authority above the organisation that laid it may.
    /// @param bySeat The authority's head of the data office.
    /// @param asset The asset.
    /// @param act The act that is vetoed.
    /// @param decision A salted commitment to the decision.
    function liftVeto(uint32 bySeat, bytes32 asset, uint8 act, bytes32 decision) external;

    /// @notice Freezes an asset once more. Only the case registry may.
    /// @param asset The asset.
    function freeze(bytes32 asset) external;

    /// @notice Ends one freeze of an asset. Only the case registry may.
    /// @param asset The asset.
    function unfreeze(bytes32 asset) external;

    /// @notice Refuses the pending application, since an objection to it or an ownership dispute was upheld; does
    /// nothing where none is pending. Only the case registry may.
    /// @param asset The asset.
    /// @param decision A salted commitment to the decision.
    function uphold(bytes32 asset, bytes32 decision) external;

    /// @notice The last veto on an act on an asset, in force or not.
    /// @param asset The asset.
    /// @param act The act.
    /// @return The veto.
    function vetoOf(bytes32 asset, uint8 act) external view returns (Veto memory);

    /// @notice Refuses if a veto blocks an act on an asset.
    /// @param asset The asset.
    /// @param act The act.
    function requireNoVeto(bytes32 asset, uint8 act) external view;
}
