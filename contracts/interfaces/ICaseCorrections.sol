// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ICaseCorrections
/// @notice Corrections of data: whoever uses it tells the holder of an error, and the holder verifies, corrects and
/// feeds back within the limit (Order 809, Art 26).
/// @dev A correction freezes nothing. The limit, rule `correction.days`, is a duty of the holder of the day, also after
/// a transfer or a succession; an answer after it is possible, and marked late. What a holder reports of its own data
/// is marked as self-reported and has no limit.
interface ICaseCorrections {
    /// @notice A correction was asked for. The grant is zero where it rests on none.
    event CorrectionRaised(
        bytes32 indexed id,
        bytes32 indexed asset,
        uint32 indexed raiser,
        bytes32 grant,
        uint32 respondent,
        bytes32 grounds,
        uint48 due,
        uint8 workingDays,
        bool provisional,
        bool selfReported
    );

    /// @notice Data was corrected. Whoever holds a grant of the asset learns by it of the new version.
    event DataCorrected(
        bytes32 indexed id,
        bytes32 indexed asset,
        bytes32 indexed version,
        uint32 by,
        bool late,
        bool selfReported
    );

    /// @notice A correction was found to be without grounds.
    event CorrectionRejected(bytes32 indexed id, bytes32 indexed asset, uint32 indexed by, bytes32 grounds, bool late);

    /// @notice Whoever asked for a correction has taken note of the answer.
    event CorrectionClosed(bytes32 indexed id, bytes32 indexed asset, uint32 indexed by);

    /// @notice Asks for a correction of a coded asset's data (Order 809, Art 26), or, by its holder, reports an error.
    /// Any active department may.
    /// @param bySeat Its head of the data office.
    /// @param asset The asset.
    /// @param grant A grant of the asset that the raiser has; or zero.
    /// @param grounds A salted commitment to what is wrong.
    /// @return id The case.
    function raiseCorrection(
        uint32 bySeat,
        bytes32 asset,
        bytes32 grant,
        bytes32 grounds
    ) external returns (bytes32 id);

    /// @notice Answers a correction: verified, and corrected in a new version. Only the asset's holder may.
    /// @param bySeat Its head of the data office.
    /// @param id The case.
    /// @param version The id of the statement of the dataset's new version.
    function correct(uint32 bySeat, bytes32 id, bytes32 version) external;

    /// @notice Answers a correction: verified, and without grounds. Only the asset's holder may; not of what it has
    /// reported itself, which it withdraws instead.
    /// @param bySeat Its head of the data office.
    /// @param id The case.
    /// @param grounds A salted commitment to the grounds.
    function rejectCorrection(uint32 bySeat, bytes32 id, bytes32 grounds) external;

    /// @notice Takes note of the answer. Only whoever raised the correction may, or stands in its place.
    /// @param bySeat Its head of the data office.
    /// @param id The case, corrected or rejected.
    function closeCorrection(uint32 bySeat, bytes32 id) external;
}
