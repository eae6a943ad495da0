// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDeliveryErrors} from "./IDeliveryErrors.sol";
import {IDeliveryTypes} from "./IDeliveryTypes.sol";
import {ISuyuanBase} from "./ISuyuanBase.sol";

/// @title IDeliveryRegistry
/// @notice Deliveries and receipts, proven and not claimed (Order 809, Art 22).
/// @dev Anyone may record: what counts is in the log, and when it was anchored there. In whatever order and by whomever
/// statements are recorded, a provider's clock stops at the earliest anchor of its deliveries, and an accepted receipt
/// stays. A statement is judged from its time to the time of the first anchor that covers its entry, as evidence is
/// (docs/spec/evidence.md).
interface IDeliveryRegistry is ISuyuanBase, IDeliveryTypes, IDeliveryErrors {
    /// @notice What is recorded under a grant.
    /// @param id The first 27 bytes of the id of the delivery that counts; zero for none. The event has all of it.
    /// @param receipt The receipt of it that counts; zero for none.
    /// @param firstAt When the first delivery was anchored: here the provider's clock stopped.
    /// @param anchoredAt When the delivery that counts was anchored; from here the recipient's clock runs.
    /// @param receivedAt When its first receipt was anchored; zero for none.
    /// @param result 0 none, 1 accepted, 2 mismatch.
    /// @param receiptDue The first moment after the recipient's limit, by the calendars that were read since it began.
    /// @param provisional Whether a day of that limit lies in a year that is not published.
    struct Recorded {
        bytes27 id;
        bytes32 receipt;
        uint48 firstAt;
        uint48 anchoredAt;
        uint48 receivedAt;
        uint8 result;
        uint48 receiptDue;
        bool provisional;
    }

    /// @notice A delivery was proven. If it counts, the recipient's limit runs from its anchor on (`lateness`, clock
    /// 4), and an earlier receipt no longer counts; else it only shows that the provider had delivered
    /// before.
    event DeliveryRecorded(
        bytes32 indexed grant,
        bytes32 indexed delivery,
        uint32 indexed organization,
        bytes32 asset,
        bytes32 version,
        uint32 recipient,
        uint64 serial,
        uint64 index,
        uint64 size,
        uint48 anchoredAt,
        bool counts
    );

    /// @notice A receipt was proven. A mismatch asks for another delivery.
    event ReceiptRecorded(
        bytes32 indexed grant,
        bytes32 indexed delivery,
        uint32 indexed organization,
        bytes32 receipt,
        bytes32 supersedes,
        uint8 result,
        uint64 index,
        uint64 size,
        uint48 anchoredAt
    );

    // ─── acts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Records a delivery that a log holds. Anyone may.
    /// @dev It counts if none does yet; if it was anchored earlier than the one that counts and that has no receipt;
    /// or, after a mismatch, if its serial is higher. Otherwise it is taken only to show an earlier anchor.
    /// @param delivery The statement.
    /// @param proof Its signature and its place in the log.
    function recordDelivery(Delivery calldata delivery, Proof calldata proof) external;

    /// @notice Records a receipt that a log holds, of the delivery that counts. Anyone may.
    /// @param receipt The statement.
    /// @param proof Its signature and its place in the log.
    /// @param delivery The delivery that it is of: its digest shows whether the receipt contradicts itself.
    function recordReceipt(Receipt calldata receipt, Proof calldata proof, Delivery calldata delivery) external;

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Reads what is recorded under a grant.
    /// @param grant The grant.
    /// @return What is recorded; all zero for nothing.
    function deliveryOf(bytes32 grant) external view returns (Recorded memory);

    /// @notice Tells whether a clock was kept.
    /// @param grant The grant.
    /// @param clock 2 delivery (Order 809, Art 22), 4 receipt.
    /// @return who Who owes it, followed through succession.
    /// @return since When the clock began; zero if it never did.
    /// @return due The first moment after the limit; the later of what was stored and what is computed now.
    /// @return late Whether the act was done at `due` or later, or is not done and `due` is over.
    function lateness(
        bytes32 grant,
        uint8 clock
    ) external view returns (uint32 who, uint48 since, uint48 due, bool late);
}
