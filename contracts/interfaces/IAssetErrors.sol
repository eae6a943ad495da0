// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IAssetErrors
/// @notice The states of assets and of registration procedures, and why the asset registry refuses.
interface IAssetErrors {
    /// @notice The state of an asset. A coded asset stays confirmed when it expires: `until` tells.
    enum AssetState {
        None,
        Registered,
        Confirmed,
        Cancelled
    }

    /// @notice The stage of an asset's registration procedure; from `Coded` on it has ended.
    enum Stage {
        None,
        Drafted,
        Assessed,
        Approved,
        Submitted,
        Accepted,
        Returned,
        Reviewed,
        PublicNotice,
        Coded,
        Rejected,
        Refused,
        Withdrawn
    }

    // ─── what may be registered ──────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when no asset has this id.
    /// @param asset The id.
    error AssetRegistry__UnknownAsset(bytes32 asset);

    /// @notice Thrown when it is not declared that the data holds neither state nor work secrets (Order 809, Art 3).
    error AssetRegistry__HoldsSecrets();

    /// @notice Thrown when a grade is unknown, or that of core data, which stays out (GB/T 43697-2024).
    /// @param grade The grade.
    error AssetRegistry__BadGrade(uint8 grade);

    /// @notice Thrown when a sharing attribute is unknown (Order 809, Art 14).
    /// @param attribute The attribute.
    error AssetRegistry__BadAttribute(uint8 attribute);

    /// @notice Thrown when a legal basis is due and none is given (Order 809, Art 15, for data not shared; every
    /// rejection and refusal).
    error AssetRegistry__NoLegalBasis();

    /// @notice Thrown when a region is not a number of six digits (GB/T 2260).
    /// @param region The number.
    error AssetRegistry__BadRegion(uint24 region);

    /// @notice Thrown when a catalogue code is zero.
    error AssetRegistry__NoCatalogueCode();

    /// @notice Thrown when a record hash, an assessment or another document's commitment is zero.
    error AssetRegistry__NoRecord();

    /// @notice Thrown when a rejection, a refusal, a return or a veto gives no reason.
    error AssetRegistry__NoReason();

    /// @notice Thrown when an organisation has used a local number already.
    /// @param asset The asset that has it.
    /// @param localNumber The number.
    error AssetRegistry__LocalNumberTaken(bytes32 asset, uint64 localNumber);

    /// @notice Thrown when an item of a region has a source department already (Order 809, Art 19).
    /// @param catalogueCode The catalogue code.
    /// @param region The region.
    /// @param asset The asset that has them.
    error AssetRegistry__CatalogueCodeTaken(bytes32 catalogueCode, uint24 region, bytes32 asset);

    // ─── who may act ─────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when an organisation lacks the capacity that an act needs, or is not active.
    /// @param organization Its number.
    /// @param capacity The capacity, as a bit.
    error AssetRegistry__MissingCapacity(uint32 organization, uint16 capacity);

    /// @notice Thrown when an act is the holder's and another organisation tries it.
    /// @param asset The asset.
    /// @param organization Who tried.
    /// @param holder Who may.
    error AssetRegistry__NotHolder(bytes32 asset, uint32 organization, uint32 holder);

    /// @notice Thrown when an act is the department head's and another account tries it (Order 809, Art 13).
    /// @param asset The asset.
    /// @param caller Who tried.
    /// @param holder The organisation whose head may, if it is active.
    error AssetRegistry__NotHead(bytes32 asset, address caller, uint32 holder);

    /// @notice Thrown when an act is the registrar's to whom the application was made, and another tries it.
    /// @param asset The asset.
    /// @param organization Who tried.
    /// @param registrar Who may.
    error AssetRegistry__NotRegistrar(bytes32 asset, uint32 organization, uint32 registrar);

    /// @notice Thrown when an organisation does not lie above another.
    /// @param organization The organisation.
    /// @param below The other.
    error AssetRegistry__NotAbove(uint32 organization, uint32 below);

    /// @notice Thrown when a contract's act is tried by another account.
    /// @param caller Who tried.
    error AssetRegistry__NotRightRegistry(address caller);

    // ─── states and stages ───────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when an asset's state does not allow an act.
    /// @param asset The asset.
    /// @param state Its state.
    error AssetRegistry__WrongState(bytes32 asset, AssetState state);

    /// @notice Thrown when the stage of an asset's procedure, or the type of registration, does not allow an act.
    /// @param asset The asset.
    /// @param stage The stage.
    error AssetRegistry__WrongStage(bytes32 asset, Stage stage);

    /// @notice Thrown when an application has been returned once; all gaps are named at once (Order 809, Art 21).
    /// @param asset The asset.
    error AssetRegistry__ReturnedBefore(bytes32 asset);

    /// @notice Thrown when the public notice is not over.
    /// @param asset The asset.
    /// @param noticeEnd The first moment after it.
    error AssetRegistry__NoticeNotOver(bytes32 asset, uint48 noticeEnd);

    /// @notice Thrown when the rule book's type has an effect that is none.
    /// @param type_ The type.
    /// @param effect Its effect.
    error AssetRegistry__BadEffect(uint8 type_, uint8 effect);

    /// @notice Thrown when a valid asset is registered for the first time once more.
    /// @param asset The asset.
    /// @param until The first moment after its validity.
    error AssetRegistry__StillValid(bytes32 asset, uint48 until);

    /// @notice Thrown when an asset's registration is no longer valid.
    /// @param asset The asset.
    /// @param until The first moment after its validity.
    error AssetRegistry__Expired(bytes32 asset, uint48 until);

    /// @notice Thrown when a renewal comes before its window or after it.
    /// @param asset The asset.
    /// @param from The first moment of the window.
    /// @param until The first moment after it.
    error AssetRegistry__NotInWindow(bytes32 asset, uint48 from, uint48 until);

    // ─── freezes and vetoes ──────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when an asset is frozen by an objection or an ownership dispute.
    /// @param asset The asset.
    error AssetRegistry__Frozen(bytes32 asset);

    /// @notice Thrown when an asset is unfrozen that is not frozen.
    /// @param asset The asset.
    error AssetRegistry__NotFrozen(bytes32 asset);

    /// @notice Thrown when an asset has as many open freezes as can be counted.
    /// @param asset The asset.
    /// @param freezes Their number.
    error AssetRegistry__TooManyFreezes(bytes32 asset, uint8 freezes);

    /// @notice Thrown when a chief data officer's veto blocks an act.
    /// @param asset The asset.
    /// @param act The act.
    /// @param organization Who laid the veto.
    /// @param until The first moment after it.
    error AssetRegistry__Vetoed(bytes32 asset, uint8 act, uint32 organization, uint48 until);

    /// @notice Thrown when no veto on an act is in force.
    /// @param asset The asset.
    /// @param act The act.
    error AssetRegistry__NoVeto(bytes32 asset, uint8 act);

    /// @notice Thrown when a veto names an act that cannot be vetoed.
    /// @param act The act.
    error AssetRegistry__BadAct(uint8 act);

    /// @notice Thrown when a veto has no time to run, or would run too long.
    /// @param until The first moment after it.
    /// @param latest The latest that is allowed.
    error AssetRegistry__BadTerm(uint48 until, uint48 latest);

    /// @notice Thrown when a higher authority's decision on an earlier veto still stands in the way of another.
    /// @param asset The asset.
    /// @param act The act.
    /// @param authority Who decided.
    /// @param until The first moment after the lifted veto's term.
    error AssetRegistry__VetoLifted(bytes32 asset, uint8 act, uint32 authority, uint48 until);
}
