// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IDeliveryRegistry} from "./interfaces/IDeliveryRegistry.sol";
import {IExchangeLog} from "./interfaces/IExchangeLog.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {ISharingRegistry} from "./interfaces/ISharingRegistry.sol";
import {IWorkCalendar} from "./interfaces/IWorkCalendar.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title DeliveryStore
/// @notice Storage of the delivery registry, and its views.
abstract contract DeliveryStore is IDeliveryRegistry, SuyuanBase {
    /// @dev What is recorded under a grant. A first delivery writes one slot; the second begins with a receipt, or when
    /// another delivery counts.
    struct Stored {
        /// @dev The first bytes of the id of the delivery that counts: enough that no two statements share them.
        bytes27 id;
        uint40 anchoredAt;
        /// @dev When the first delivery was anchored, if that is not the one that counts.
        uint40 firstAt;
        uint40 receivedAt;
        uint8 result;
        /// @dev The serial of the last delivery that a mismatch was found in: none up to it counts again.
        uint64 mismatched;
        bytes32 receipt;
    }

    /// @dev The clocks that are kept here.
    uint8 internal constant DELIVERY_CLOCK = 2;
    uint8 internal constant RECEIPT_CLOCK = 4;
    /// @dev The results of a receipt.
    uint8 internal constant ACCEPTED = 1;
    uint8 internal constant MISMATCH = 2;

    /// @dev The working days within which a delivery is received.
    bytes32 private constant RECEIPT_DAYS = "receipt.days";

    IOrganizationRegistry internal immutable ORGANIZATIONS;
    IAssetRegistry internal immutable ASSETS;
    ISharingRegistry internal immutable SHARING;
    IExchangeLog internal immutable EXCHANGE_LOG;
    IWorkCalendar internal immutable CALENDAR;
    IRuleBook internal immutable RULES;

    mapping(bytes32 grant => Stored) internal _deliveries;

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IDeliveryRegistry
    function deliveryOf(bytes32 grant) external view returns (Recorded memory recorded) {
        Stored storage stored = _deliveries[grant];
        if (stored.anchoredAt == 0) return recorded;

        recorded.id = stored.id;
        recorded.receipt = stored.receipt;
        recorded.firstAt = _firstAt(stored);
        recorded.anchoredAt = stored.anchoredAt;
        recorded.receivedAt = stored.receivedAt;
        recorded.result = stored.result;
        (recorded.receiptDue, recorded.provisional) = _receiptDue(stored.anchoredAt);
    }

    /// @inheritdoc IDeliveryRegistry
    function lateness(
        bytes32 grant,
        uint8 clock
    ) external view returns (uint32 who, uint48 since, uint48 due, bool late) {
        if (clock != DELIVERY_CLOCK && clock != RECEIPT_CLOCK) revert DeliveryRegistry__UnknownClock(clock);
        Stored storage stored = _deliveries[grant];
        bool ofReceipt = clock == RECEIPT_CLOCK;
        if (ofReceipt ? stored.anchoredAt == 0 : SHARING.stateTrace(grant) == 0) return (0, 0, 0, false);

        (uint32 provider, uint32 recipient) = SHARING.partiesOf(grant);
        uint48 done = ofReceipt ? stored.receivedAt : _firstAt(stored);
        if (ofReceipt) {
            (who, since) = (recipient, stored.anchoredAt);
            (due, ) = _receiptDue(since);
        } else {
            who = provider;
            // Neither the state then nor whether a calendar may still move the end.
            // slither-disable-start unused-return
            (since, ) = SHARING.stateTraceElement(grant, 0);
            (due, ) = SHARING.deadlineOf(grant, clock);
            // slither-disable-end unused-return
        }
        late = due != 0 && (done == 0 ? _now() : done) >= due;
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev When the first delivery was anchored; zero if there is none.
    function _firstAt(Stored storage stored) internal view returns (uint40) {
        uint40 firstAt = stored.firstAt;
        return firstAt == 0 ? stored.anchoredAt : firstAt;
    }

    /// @dev The end of the recipient's limit, by the rule of the anchor's moment and the calendars read since.
    function _receiptDue(uint48 anchoredAt) private view returns (uint48 due, bool provisional) {
        return CALENDAR.laterDeadline(anchoredAt, uint16(RULES.valueAt(RECEIPT_DAYS, anchoredAt)), 0);
    }
}
