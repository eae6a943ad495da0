// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IAssetProcedure
/// @notice The registration procedure of an asset: application, acceptance, formal review, public notice, coding
/// (Interim Measures for the Registration of Public Data Resources, "the Measures"; Order 809, Arts 3 and 13 to 19).
/// @dev Each asset has at most one procedure that has not ended. Its type comes from the rule book as it was when the
/// procedure was opened, and says which steps and days it takes. A registrar who is late may still act: lateness is a
/// fact, shown by `late` in the event and by `due` in the view, and never consent.
interface IAssetProcedure {
    /// @notice An asset was registered as a draft, and a procedure of type 1, first registration, opened.
    event AssetRegistered(
        bytes32 indexed asset,
        uint32 indexed organization,
        bytes32 indexed catalogueCode,
        uint32 seat,
        uint64 localNumber,
        uint24 region,
        uint8 attribute,
        uint8 grade,
        bytes32 recordHash,
        bytes32 legalBasis
    );

    /// @notice A procedure was opened for an asset that is registered already.
    event ProcedureOpened(
        bytes32 indexed asset,
        uint8 indexed type_,
        uint32 indexed organization,
        uint32 seat,
        uint8 effect,
        bytes32 recordHash
    );

    /// @notice The assessments were recorded (Order 809, Art 13).
    event ApplicationAssessed(
        bytes32 indexed asset,
        uint32 seat,
        bytes32 secrecyAssessment,
        bytes32 personalInformationAssessment
    );

    /// @notice The head of the department approved (Order 809, Art 13).
    event ApplicationApproved(bytes32 indexed asset, uint32 indexed organization, address head);

    /// @notice The application was handed in, for the first time or after a return.
    event ApplicationSubmitted(
        bytes32 indexed asset,
        uint32 indexed registrar,
        uint32 seat,
        bytes32 recordHash,
        uint48 due,
        bool provisional
    );

    /// @notice The application was returned, with a commitment to the list of all its gaps.
    event ApplicationReturned(bytes32 indexed asset, uint32 indexed registrar, uint32 seat, bytes32 gaps, bool late);

    /// @notice The application was accepted for review.
    event ApplicationAccepted(
        bytes32 indexed asset,
        uint32 indexed registrar,
        uint32 seat,
        uint48 due,
        bool provisional,
        bool late
    );

    /// @notice The application was not accepted.
    event ApplicationRejected(
        bytes32 indexed asset,
        uint32 indexed registrar,
        uint32 seat,
        uint16 reason,
        bytes32 legalBasis,
        bool late
    );

    /// @notice The application passed its formal review.
    event ApplicationReviewed(bytes32 indexed asset, uint32 indexed registrar, uint32 seat, bool late);

    /// @notice The application failed its formal review.
    event ApplicationRefused(
        bytes32 indexed asset,
        uint32 indexed registrar,
        uint32 seat,
        uint16 reason,
        bytes32 legalBasis,
        bool late
    );

    /// @notice The public notice began; objections may be raised until its end.
    event NoticePublished(
        bytes32 indexed asset,
        uint32 indexed registrar,
        uint32 seat,
        uint48 noticeEnd,
        bool provisional
    );

    /// @notice An objection or an ownership dispute was upheld, and the application refused.
    event ObjectionUpheld(bytes32 indexed asset, bytes32 decision);

    /// @notice The applicant withdrew.
    event ApplicationWithdrawn(bytes32 indexed asset, uint32 seat);

    /// @notice An asset was coded: first registration, new version, correction or renewal.
    event AssetConfirmed(
        bytes32 indexed asset,
        uint32 indexed registrar,
        uint8 indexed effect,
        uint32 seat,
        uint32 version,
        uint48 until,
        uint32 serial
    );

    /// @notice An asset's registration was cancelled.
    event AssetCancelled(bytes32 indexed asset, uint32 indexed registrar, uint32 seat);

    /// @notice A procedure that changes nothing about the asset was brought to its end.
    event RegistrationRecorded(bytes32 indexed asset, uint32 indexed registrar, uint8 indexed type_, uint32 seat);

    // ─── the applicant ───────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Registers an asset of the seat's organisation, a department, as a draft, and opens its first procedure
    /// (Order 809, Arts 13 to 15).
    /// @param bySeat A registrant or head of the data office.
    /// @param localNumber The organisation's own number for the asset, used once.
    /// @param catalogueCode Its catalogue code, which a region has once only (Order 809, Art 19).
    /// @param region Its region: the six digits of GB/T 2260.
    /// @param attribute Its sharing attribute: 1 unconditional, 2 conditional, 3 not shared.
    /// @param grade Its grade: 1 general, 2 important; 3, core, is refused.
    /// @param recordHash The hash of its record.
    /// @param legalBasis A salted commitment to the legal basis; due where it is not shared (Order 809, Art 15).
    /// @param holdsNoSecrets The declaration that it holds no state secret and no work secret (Order 809, Art 3).
    /// @return id The asset's id.
    function register(
        uint32 bySeat,
        uint64 localNumber,
        bytes32 catalogueCode,
        uint24 region,
        uint8 attribute,
        uint8 grade,
        bytes32 recordHash,
        bytes32 legalBasis,
        bool holdsNoSecrets
    ) external returns (bytes32 id);

    /// @notice Opens another procedure for an asset: change, correction, renewal, cancellation, a city's own types, or
    /// the first registration once more after it failed or expired. Only the holder may, and none may be pending.
    /// @dev Effect 1 wants an asset that was never coded, or has expired; 2, 3 and 6 a valid one; 4 a valid one in the
    /// rule `registration.renewal.days`' last days; 5 any coded one.
    /// @param bySeat A registrant or head of the data office.
    /// @param asset The asset.
    /// @param type_ The registration type, from the rule book.
    /// @param recordHash The hash of the next version's record (effects 1 to 3), else a salted commitment to the
    /// application's documents.
    function open(uint32 bySeat, bytes32 asset, uint8 type_, bytes32 recordHash) external;

    /// @notice Records both assessments of a draft (Order 809, Art 13).
    /// @param bySeat A registrant or head of the data office of the holder.
    /// @param asset The asset.
    /// @param secrecyAssessment A salted commitment to the secrecy assessment.
    /// @param personalInformationAssessment A salted commitment to the personal-information assessment.
    function assess(
        uint32 bySeat,
        bytes32 asset,
        bytes32 secrecyAssessment,
        bytes32 personalInformationAssessment
    ) external;

    /// @notice Approves an application before it is handed in. Only the head account of the holder may, an active
    /// organisation (Order 809, Art 13: the head of the department).
    /// @param asset The asset.
    function approve(bytes32 asset) external;

    /// @notice Hands an application in (the Measures, Arts 8 and 9).
    /// @param bySeat The holder's head of the data office.
    /// @param asset The asset.
    /// @param registrar A registrar above the holder.
    function submit(uint32 bySeat, bytes32 asset, uint32 registrar) external;

    /// @notice Hands an application in again, after its gaps have been filled.
    /// @param bySeat The holder's head of the data office.
    /// @param asset The asset.
    /// @param recordHash As in `open`.
    function resubmit(uint32 bySeat, bytes32 asset, bytes32 recordHash) external;

    /// @notice Withdraws an application before coding; not while a notice is under objection.
    /// @param bySeat The holder's head of the data office.
    /// @param asset The asset.
    function withdraw(uint32 bySeat, bytes32 asset) external;

    // ─── the registrar ───────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Accepts an application for review (the Measures, Art 10). Not while ownership is disputed.
    /// @param bySeat The registrar's head of the data office.
    /// @param asset The asset.
    function accept(uint32 bySeat, bytes32 asset) external;

    /// @notice Returns an application, once, with all its gaps (the Measures, Art 10; Order 809, Art 21).
    /// @param bySeat The registrar's head of the data office.
    /// @param asset The asset.
    /// @param gaps A salted commitment to the list of all gaps.
    function returnForGaps(uint32 bySeat, bytes32 asset, bytes32 gaps) external;

    /// @notice Does not accept an application (the Measures, Art 10).
    /// @param bySeat The registrar's head of the data office.
    /// @param asset The asset.
    /// @param reason A code of the reason.
    /// @param legalBasis A salted commitment to the legal basis.
    function reject(uint32 bySeat, bytes32 asset, uint16 reason, bytes32 legalBasis) external;

    /// @notice Passes an accepted application (the Measures, Art 11; Order 809, Art 16).
    /// @param bySeat The registrar's head of the data office.
    /// @param asset The asset.
    function review(uint32 bySeat, bytes32 asset) external;

    /// @notice Fails an accepted application (the Measures, Art 11).
    /// @param bySeat The registrar's head of the data office.
    /// @param asset The asset.
    /// @param reason A code of the reason.
    /// @param legalBasis A salted commitment to the legal basis.
    function refuse(uint32 bySeat, bytes32 asset, uint16 reason, bytes32 legalBasis) external;

    /// @notice Begins the public notice (the Measures, Art 12).
    /// @param bySeat The registrar's head of the data office.
    /// @param asset The asset.
    function publish(uint32 bySeat, bytes32 asset) external;

    /// @notice Codes: the type's effect takes place, and a first registration gets its number and query code (the
    /// Measures, Art 13). After the public notice, and not while the asset is frozen or the act is vetoed.
    /// @param bySeat The registrar's head of the data office.
    /// @param asset The asset.
    function confirm(uint32 bySeat, bytes32 asset) external;
}
