// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRightErrors} from "./IRightErrors.sol";
import {ISuyuanBase} from "./ISuyuanBase.sol";

/// @title IRightRegistry
/// @notice The three rights in data assets (Twenty Measures on Data, 数据二十条, Art 3), their transfer and their end.
/// @dev Kinds: 1 holding right 持有权, 2 use right 使用权 (加工使用权), 3 operating right 经营权 (产品经营权); each pair of
/// names is one kind. Bases: 1 statutory duty, 2 authorisation, 3 contract, 4 derived from another right.
///
/// Every coded asset has one holding right, whose holder the asset registry keeps; its id is the asset's id, combined
/// by exclusive or with `keccak256(abi.encode(chainid, this, "holding"))`. The id of any other right is
/// `keccak256(abi.encode(chainid, this, "right", asset, uint64 serial))`.
///
/// Two signatures make a right: the office head of whoever gives it offers, that of whoever takes it accepts. A right
/// runs while it is in force, within its term, and every right from which it derives runs; a registration that was
/// cancelled ends them all, while one that expired, a freeze or a transfer of the holding right only stops new ones.
///
/// Who stands in the place of an organisation that was merged, split or abolished is asked of the organisation registry
/// each time: for the holding right by the asset's id, for any other right by the right's own id.
interface IRightRegistry is ISuyuanBase, IRightErrors {
    /// @notice The state of a right.
    enum RightState {
        None,
        Offered,
        InForce,
        Ended
    }

    /// @notice What was conferred; it never changes.
    /// @param asset The asset.
    /// @param parent The right from which it derives; zero if from the holding right.
    /// @param scopeCommitment A salted commitment to its scope.
    /// @param basisCommitment A salted commitment to the document on which it rests.
    /// @param holder The organisation to which it was offered.
    /// @param grantor The organisation that offered it; 0 for a holding right that was never transferred.
    /// @param kind Its kind.
    /// @param basis Its basis.
    /// @param from The first moment of its term.
    /// @param until The first moment after its term; for a holding right that of the registration.
    /// @param serial The number of the right among those in the asset, from 1; 0 for the holding right.
    struct Right {
        bytes32 asset;
        bytes32 parent;
        bytes32 scopeCommitment;
        bytes32 basisCommitment;
        uint32 holder;
        uint32 grantor;
        uint8 kind;
        uint8 basis;
        uint48 from;
        uint48 until;
        uint64 serial;
    }

    /// @notice How a right stands at present.
    /// @param state Its state.
    /// @param holder Who holds it, or stands in the holder's place; 0 if nobody does.
    /// @param until The first moment after its term.
    /// @param reason Why it ended; zero if it did not, or was waived.
    /// @param inForce Whether it runs: in force, within its term, and so are all from which it derives.
    struct RightStatus {
        RightState state;
        uint32 holder;
        uint48 until;
        uint16 reason;
        bool inForce;
    }

    /// @notice An offer to transfer the holding right.
    /// @param from Who offers, or stands in its place: the asset's holder.
    /// @param to To whom; 0 if there is no offer.
    /// @param time Since when.
    /// @param basis A salted commitment to the document on which it rests.
    struct Offer {
        uint32 from;
        uint32 to;
        uint48 time;
        bytes32 basis;
    }

    /// @notice A right was offered.
    event RightOffered(
        bytes32 indexed right,
        bytes32 indexed asset,
        uint32 indexed holder,
        uint32 grantor,
        bytes32 parent,
        uint8 kind,
        uint8 basis,
        uint48 from,
        uint48 until,
        bytes32 scopeCommitment,
        bytes32 basisCommitment
    );

    /// @notice A right was accepted, and is in force.
    event RightAccepted(bytes32 indexed right, bytes32 indexed asset, uint32 indexed organization);

    /// @notice A right was waived, or its offer declined.
    event RightWaived(bytes32 indexed right, bytes32 indexed asset, uint32 indexed organization);

    /// @notice A right was ended, or its offer withdrawn.
    event RightEnded(
        bytes32 indexed right,
        bytes32 indexed asset,
        uint32 indexed organization,
        uint16 reason,
        bytes32 legalBasis
    );

    /// @notice The holding right was offered; an earlier offer is replaced.
    event TransferOffered(bytes32 indexed asset, uint32 indexed from, uint32 indexed to, bytes32 basis);

    /// @notice The holding right was transferred.
    event TransferAccepted(bytes32 indexed asset, uint32 indexed from, uint32 indexed to, bytes32 basis);

    /// @notice An offer of the holding right was withdrawn.
    event TransferWithdrawn(bytes32 indexed asset, uint32 indexed from, uint32 indexed to);

    /// @notice An asset reached a value stage.
    event StageRecorded(bytes32 indexed asset, uint32 indexed organization, uint8 stage, bytes32 basis);

    // ─── use and operating rights ────────────────────────────────────────────────────────────────────────────────────

    /// @notice Offers a use or operating right in an asset (Twenty Measures on Data, Arts 3 and 4). Only the asset's
    /// holder may, or for a derived right the holder of the other.
    /// @dev The asset is coded, valid and not frozen, and no veto stands against it. Operating rights go to departments
    /// and operating bodies, use rights also to exchange centres. Only use rights derive from another right.
    /// @param bySeat Its head of the data office.
    /// @param asset The asset.
    /// @param parent The right from which it derives; zero if from the holding right.
    /// @param kind 2 use right, 3 operating right.
    /// @param to The organisation to which it is offered.
    /// @param basis 1 statutory duty, 2 authorisation, 3 contract; 4 if it derives from another right, and only then.
    /// @param from The first moment of the term, not in the past; 0 for now.
    /// @param until The first moment after the term, not after that of the right from which it derives.
    /// @param scopeCommitment A salted commitment to the scope.
    /// @param basisCommitment A salted commitment to the document on which it rests.
    /// @return right The right's id.
    function confer(
        uint32 bySeat,
        bytes32 asset,
        bytes32 parent,
        uint8 kind,
        uint32 to,
        uint8 basis,
        uint48 from,
        uint48 until,
        bytes32 scopeCommitment,
        bytes32 basisCommitment
    ) external returns (bytes32 right);

    /// @notice Accepts a right. Only the organisation to which it was offered may.
    /// @dev Refused like the offer itself, and once whoever offered is suspended or has no longer what it offered.
    /// @param bySeat Its head of the data office.
    /// @param right The right.
    function acceptRight(uint32 bySeat, bytes32 right) external;

    /// @notice Declines a right that is offered, or gives up one that is in force. Only its holder may.
    /// @param bySeat Its head of the data office.
    /// @param right The right.
    function waive(uint32 bySeat, bytes32 right) external;

    /// @notice Withdraws an offer, which its grantor may, or ends a right, which only an authority above the grantor
    /// may: a right that runs is not at the grantor's mercy (Twenty Measures on Data, Art 7).
    /// @param bySeat The head of the data office of the one or the other.
    /// @param right The right.
    /// @param reason Why, as a code; never zero.
    /// @param legalBasis A salted commitment to the legal basis; due from an authority.
    function endRight(uint32 bySeat, bytes32 right, uint16 reason, bytes32 legalBasis) external;

    // ─── holding right ───────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Offers the holding right to a department. Only the asset's holder may. Rights that run go on.
    /// @dev The asset is coded, valid and not frozen, no procedure is pending, and no veto stands against it. An offer
    /// that is open is replaced. Whether the other may hold it is asked when it accepts.
    /// @param bySeat Its head of the data office.
    /// @param asset The asset.
    /// @param to The department.
    /// @param basis A salted commitment to the document on which it rests.
    function offerTransfer(uint32 bySeat, bytes32 asset, uint32 to, bytes32 basis) external;

    /// @notice Accepts the holding right. Only the department to which it is offered may.
    /// @dev Refused like the offer itself, and while whoever offered is suspended. Whoever succeeds one side or the
    /// other stands in its place.
    /// @param bySeat Its head of the data office.
    /// @param asset The asset.
    function acceptTransfer(uint32 bySeat, bytes32 asset) external;

    /// @notice Withdraws the offer of the holding right. Only the asset's holder may.
    /// @param bySeat Its head of the data office.
    /// @param asset The asset.
    function withdrawTransfer(uint32 bySeat, bytes32 asset) external;

    // ─── value stage ─────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Records that an asset is now a resource, a product or capital. Only its holder may.
    /// @dev The asset is coded, valid and not frozen.
    /// @param bySeat Its head of the data office.
    /// @param asset The asset.
    /// @param stage 1 resource, 2 product, 3 capital; another than the present one.
    /// @param basis A salted commitment to the document on which it rests; never zero.
    function recordStage(uint32 bySeat, bytes32 asset, uint8 stage, bytes32 basis) external;

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice The id of an asset's holding right.
    /// @param asset The asset, which need not exist.
    /// @return The id.
    function holdingRightOf(bytes32 asset) external view returns (bytes32);

    /// @notice Reads a right; an unknown id is refused, and the holding right of an asset that was never coded.
    /// @param right The right.
    /// @return What was conferred.
    function rightOf(bytes32 right) external view returns (Right memory);

    /// @notice Tells how a right stands at present; an unknown id is refused, as by {rightOf}.
    /// @param right The right.
    /// @return Its status.
    function rightStatus(bytes32 right) external view returns (RightStatus memory);

    /// @notice The state of a use or operating right at a moment.
    /// @param right The right.
    /// @param time The moment.
    /// @return State, until and reason, packed.
    function stateAt(bytes32 right, uint48 time) external view returns (uint176);

    /// @notice The value stage of an asset at a moment.
    /// @param asset The asset.
    /// @param time The moment.
    /// @return stage 1 resource, 2 product, 3 capital; 0 if none was recorded.
    /// @return basis The commitment to the document on which it rests.
    function stageAt(bytes32 asset, uint48 time) external view returns (uint8 stage, bytes32 basis);

    /// @notice The open offer of an asset's holding right.
    /// @param asset The asset.
    /// @return The offer; all zero if there is none.
    function offerOf(bytes32 asset) external view returns (Offer memory);

    /// @notice How often an asset's holding right was transferred.
    /// @param asset The asset.
    /// @return The number of transfers.
    function transferCount(bytes32 asset) external view returns (uint32);

    /// @notice How many use and operating rights were offered in an asset.
    /// @param asset The asset.
    /// @return The number of rights; their serials run from 1.
    function rightCount(bytes32 asset) external view returns (uint64);

    /// @notice The id that a serial gives.
    /// @param asset The asset.
    /// @param serial The number of the right among those in the asset.
    /// @return The id, whether or not there is such a right.
    function rightId(bytes32 asset, uint64 serial) external view returns (bytes32);

    /// @notice The organisation registry that is asked who may act.
    /// @return Its address.
    function organizations() external view returns (address);

    /// @notice The asset registry that keeps the holders.
    /// @return Its address.
    function assets() external view returns (address);
}
