// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IDeliveryErrors
/// @notice Why a delivery or a receipt is not recorded.
interface IDeliveryErrors {
    // ─── form ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when an inclusion path has more nodes than any tree has levels.
    /// @param nodes The number of its nodes.
    /// @param most The most that are read.
    error DeliveryRegistry__PathTooLong(uint256 nodes, uint256 most);

    /// @notice Thrown when a statement's channel, or a receipt's result, has no such code.
    /// @param code The code.
    error DeliveryRegistry__UnknownCode(uint8 code);

    /// @notice Thrown when a delivery has a number of parts and no root over them, or the other way round.
    /// @param partCount The number of parts.
    /// @param partRoot The root.
    error DeliveryRegistry__BadParts(uint32 partCount, bytes32 partRoot);

    /// @notice Thrown when a delivery has no serial; they run from 1.
    error DeliveryRegistry__NoSerial();

    // ─── log ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when a log has no anchored checkpoint of a size.
    /// @param log The log.
    /// @param size The size.
    error DeliveryRegistry__NotAnchored(bytes32 log, uint64 size);

    /// @notice Thrown when an entry lies outside what a checkpoint was the first to anchor.
    /// @param index The entry's index.
    /// @param previousSize The first index that the checkpoint anchored.
    /// @param size The first index beyond it.
    error DeliveryRegistry__OutsideAnchor(uint64 index, uint64 previousSize, uint64 size);

    /// @notice Thrown when an inclusion path has more or fewer nodes than index and size ask for.
    /// @param index The leaf's index.
    /// @param size The tree's size.
    /// @param nodes The number of nodes in the path.
    error DeliveryRegistry__PathMisfit(uint64 index, uint64 size, uint256 nodes);

    /// @notice Thrown when no entry stands in the log at this index with exactly this statement, signature and frame.
    /// @param leaf The leaf hash of the entry as it was described.
    /// @param computed The root to which its path leads.
    /// @param root The root that is anchored.
    error DeliveryRegistry__NotInLog(bytes32 leaf, bytes32 computed, bytes32 root);

    /// @notice Thrown when an entry's times contradict each other or its anchors (docs/spec/log.md, rules 4 to 6).
    /// @param time The statement's time.
    /// @param logged The log's clock.
    /// @param seenTime The time of the block that the log had seen.
    /// @param anchoredAt The time of the anchor.
    error DeliveryRegistry__TimesOutOfOrder(uint64 time, uint64 logged, uint64 seenTime, uint48 anchoredAt);

    // ─── signature ───────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when a signature's s lies in the upper half of the order.
    /// @param s The s.
    error DeliveryRegistry__HighS(bytes32 s);

    /// @notice Thrown when a signature is by another account than the seat's, or by none.
    /// @param seat The seat.
    /// @param account Its account.
    /// @param signer The account that the signature gives; zero for none.
    error DeliveryRegistry__WrongSigner(uint32 seat, address account, address signer);

    /// @notice Thrown when a batch has more statements than one may, or the statement's index lies outside.
    /// @param count The number of its statements.
    /// @param index The statement's index.
    error DeliveryRegistry__BadBatch(uint32 count, uint32 index);

    /// @notice Thrown when a batch was signed for another time or purpose.
    /// @param time The statement's time.
    /// @param purpose The grant's purpose.
    error DeliveryRegistry__NotCovered(uint64 time, uint32 purpose);

    /// @notice Thrown when a statement is not in the batch that was signed.
    /// @param id The statement.
    /// @param computed The root to which its path leads.
    /// @param root The batch's root.
    error DeliveryRegistry__NotInBatch(bytes32 id, bytes32 computed, bytes32 root);

    // ─── authorisation ───────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when a seat is another organisation's.
    /// @param seat The seat.
    /// @param organization The organisation that the statement names.
    /// @param registered The seat's organisation.
    error DeliveryRegistry__SeatOfOther(uint32 seat, uint32 organization, uint32 registered);

    /// @notice Thrown when a seat's office may not sign this kind of statement.
    /// @param seat The seat.
    /// @param office Its office.
    error DeliveryRegistry__WrongOffice(uint32 seat, uint8 office);

    /// @notice Thrown when a seat was not in office from the statement's time to its anchor, or is known today to have
    /// been compromised by then.
    /// @param seat The seat.
    /// @param time The statement's time, or the anchor's if that is earlier.
    /// @param anchoredAt The time of the anchor.
    error DeliveryRegistry__SeatNotInOffice(uint32 seat, uint48 time, uint48 anchoredAt);

    /// @notice Thrown when a system seat was not allowed for a grant at both moments.
    /// @param seat The seat.
    /// @param grant The grant.
    error DeliveryRegistry__NotAllowed(uint32 seat, bytes32 grant);

    /// @notice Thrown when an organisation was not active at both moments.
    /// @param organization The organisation.
    error DeliveryRegistry__NotActive(uint32 organization);

    /// @notice Thrown when an organisation neither was the party that must sign, nor stood in its place.
    /// @param grant The grant.
    /// @param organization The organisation.
    /// @param party The party.
    error DeliveryRegistry__NotParty(bytes32 grant, uint32 organization, uint32 party);

    /// @notice Thrown when a delivery names another recipient than the grant's, or whoever stood in its place.
    /// @param grant The grant.
    /// @param stated Whom it names.
    /// @param recipient The grant's recipient.
    error DeliveryRegistry__WrongRecipient(bytes32 grant, uint32 stated, uint32 recipient);

    /// @notice Thrown when a statement is about another asset than its grant.
    /// @param grant The grant.
    /// @param asset The statement's asset.
    /// @param granted The grant's asset.
    error DeliveryRegistry__WrongAsset(bytes32 grant, bytes32 asset, bytes32 granted);

    /// @notice Thrown when a grant was not in force at both moments, or, for a receipt, had not begun.
    /// @param grant The grant.
    /// @param time The statement's time, or the anchor's if that is earlier.
    /// @param anchoredAt The time of the anchor.
    error DeliveryRegistry__GrantNotInForce(bytes32 grant, uint48 time, uint48 anchoredAt);

    /// @notice Thrown when a statement is in another log than the one that its grant named at both moments.
    /// @param grant The grant.
    /// @param log The statement's log.
    error DeliveryRegistry__WrongLog(bytes32 grant, bytes32 log);

    // ─── what is recorded already ────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when a delivery changes nothing: one that was anchored no later is recorded.
    /// @param grant The grant.
    /// @param recorded The first bytes of the id of the delivery that is recorded.
    /// @param firstAt When the first was anchored.
    error DeliveryRegistry__AlreadyDelivered(bytes32 grant, bytes27 recorded, uint48 firstAt);

    /// @notice Thrown when a receipt comes before its delivery is recorded.
    /// @param grant The grant.
    error DeliveryRegistry__NoDelivery(bytes32 grant);

    /// @notice Thrown when a receipt names another delivery than the recorded one.
    /// @param grant The grant.
    /// @param named The delivery that it names, or that was handed over with it.
    /// @param recorded The first bytes of the id of the recorded delivery.
    error DeliveryRegistry__OtherDelivery(bytes32 grant, bytes32 named, bytes27 recorded);

    /// @notice Thrown when a receipt does not follow the one that is recorded.
    /// @param grant The grant.
    /// @param supersedes The receipt that it replaces.
    /// @param recorded The receipt that is recorded; zero for none.
    error DeliveryRegistry__NotNextReceipt(bytes32 grant, bytes32 supersedes, bytes32 recorded);

    /// @notice Thrown when a receipt contradicts itself: accepted with another digest, or a mismatch with the same.
    /// @param receipt The receipt.
    /// @param result Its result.
    error DeliveryRegistry__DigestContradicts(bytes32 receipt, uint8 result);

    /// @notice Thrown when a receipt was anchored before its delivery.
    /// @param anchoredAt When it was anchored.
    /// @param delivered When the delivery was.
    error DeliveryRegistry__ReceiptBeforeDelivery(uint48 anchoredAt, uint48 delivered);

    /// @notice Thrown when a clock is not kept here.
    /// @param clock The clock.
    error DeliveryRegistry__UnknownClock(uint8 clock);
}
