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
    /// @dev What is recorded under a grant. A delivery writes the first two slots.
    struct Stored {
        bytes32 id;
        uint40 anchoredAt;
        uint40 firstAt;
        uint40 receivedAt;
        uint40 receiptDue;
        uint64 serial;
        uint8 result;
        uint8 days_;
        bool provisional;
        bytes32 receipt;
        /// @dev The highest serial that a mismatch was found in and another delivery took the place of: no delivery up
        /// to it counts again.
        uint64 mismatched;
    }

    /// @dev The clocks that are kept here.
    uint8 internal constant DELIVERY_CLOCK = 2;
    uint8 internal constant RECEIPT_CLOCK = 4;
    /// @dev The results of a receipt.
    uint8 internal constant ACCEPTED = 1;
    uint8 internal constant MISMATCH = 2;

    IOrganizationRegistry internal immutable ORGANIZATIONS;
    IAssetRegistry internal immutable ASSETS;
    ISharingRegistry internal immutable SHARING;
    IExchangeLog internal immutable EXCHANGE_LOG;
    IWorkCalendar internal immutable CALENDAR;
    IRuleBook internal immutable RULES;

    mapping(bytes32 grant => Stored) internal _deliveries;

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IDeliveryRegistry
    function deliveryOf(bytes32 grant) external view returns (Recorded memory) {
        Stored memory stored = _deliveries[grant];
        return
            Recorded({
                id: stored.id,
                receipt: stored.receipt,
                serial: stored.serial,
                firstAt: stored.firstAt,
                anchoredAt: stored.anchoredAt,
                receivedAt: stored.receivedAt,
                result: stored.result,
                receiptDue: stored.receiptDue,
                days_: stored.days_,
                provisional: stored.provisional
            });
    }

    /// @inheritdoc IDeliveryRegistry
    function lateness(
        bytes32 grant,
        uint8 clock
    ) external view returns (uint32 who, uint48 since, uint48 due, bool late) {
        if (clock != DELIVERY_CLOCK && clock != RECEIPT_CLOCK) revert DeliveryRegistry__UnknownClock(clock);
        Stored storage stored = _deliveries[grant];
        bool ofReceipt = clock == RECEIPT_CLOCK;
        if (ofReceipt ? stored.id == 0 : SHARING.stateTrace(grant) == 0) return (0, 0, 0, false);

        (uint32 provider, uint32 recipient) = SHARING.partiesOf(grant);
        uint48 done = ofReceipt ? stored.receivedAt : stored.firstAt;
        if (ofReceipt) {
            (who, since) = (recipient, stored.anchoredAt);
            (due, ) = CALENDAR.laterDeadline(since, stored.days_, stored.receiptDue);
        } else {
            who = provider;
            (since, ) = SHARING.stateTraceElement(grant, 0);
            (due, ) = SHARING.deadlineOf(grant, clock);
        }
        late = due != 0 && (done == 0 ? _now() : done) >= due;
    }
}
