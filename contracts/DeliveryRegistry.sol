// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DeliveryProofs} from "./DeliveryProofs.sol";
import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IDeliveryRegistry} from "./interfaces/IDeliveryRegistry.sol";
import {IExchangeLog} from "./interfaces/IExchangeLog.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {ISharingRegistry} from "./interfaces/ISharingRegistry.sol";
import {IWorkCalendar} from "./interfaces/IWorkCalendar.sol";
import {Entries} from "./libraries/Entries.sol";
import {Offices} from "./libraries/Offices.sol";
import {Statements} from "./libraries/Statements.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title DeliveryRegistry
/// @notice Deliveries and receipts, proven and not claimed (Order 809, Art 22).
contract DeliveryRegistry is DeliveryProofs {
    /// @dev Who may sign (docs/spec/statement.md).
    uint256 private constant PROVIDING = Offices.REGISTRATION | (1 << Offices.SYSTEM);
    uint256 private constant RECEIVING = Offices.ONLY_HEAD | (1 << Offices.RECEIVER) | (1 << Offices.SYSTEM);
    /// @dev The last channel: a file.
    uint8 private constant LAST_CHANNEL = 3;
    bytes32 private constant RECEIPT_DAYS = "receipt.days";

    /// @param organizations The organisation registry.
    /// @param assets The asset registry.
    /// @param sharing The sharing registry.
    /// @param exchangeLog The exchange log, for which statements are signed.
    /// @param calendar The work calendar.
    /// @param rules The rule book.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(
        address organizations,
        address assets,
        address sharing,
        address exchangeLog,
        address calendar,
        address rules,
        address forwarder,
        bytes32 deploymentId_
    ) SuyuanBase(forwarder, deploymentId_) {
        ORGANIZATIONS = IOrganizationRegistry(_requireAddress(organizations));
        ASSETS = IAssetRegistry(_requireAddress(assets));
        SHARING = ISharingRegistry(_requireAddress(sharing));
        EXCHANGE_LOG = IExchangeLog(_requireAddress(exchangeLog));
        CALENDAR = IWorkCalendar(_requireAddress(calendar));
        RULES = IRuleBook(_requireAddress(rules));
        DOMAIN = Statements.domainOf(block.chainid, exchangeLog);
    }

    // ─── deliveries ──────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IDeliveryRegistry
    function recordDelivery(Delivery calldata delivery, Proof calldata proof) external {
        _requireForm(delivery);
        Found memory found = _requireAnchored(delivery.common, proof);
        bool counts = _requireNews(delivery, found.anchoredAt);
        bytes32 leaf;
        (found.id, leaf) = Entries.hashesOf(delivery, proof, _place());
        _requireIncluded(leaf, found.root, proof);
        _requireDelivered(delivery, proof.signature, found);

        Stored storage stored = _deliveries[delivery.grant];
        if (counts) _setDelivery(stored, delivery, found);
        if (stored.firstAt == 0 || found.anchoredAt < stored.firstAt) stored.firstAt = uint40(found.anchoredAt);

        _emitDelivery(delivery, proof, found, counts);
    }

    // ─── receipts ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IDeliveryRegistry
    function recordReceipt(Receipt calldata receipt, Proof calldata proof, Delivery calldata delivery) external {
        if (receipt.result != ACCEPTED && receipt.result != MISMATCH) {
            revert DeliveryRegistry__UnknownCode(receipt.result);
        }
        Stored storage stored = _deliveries[receipt.grant];
        _requireDelivery(stored, receipt, delivery);
        Found memory found = _requireAnchored(receipt.common, proof);
        if (found.anchoredAt < stored.anchoredAt) {
            revert DeliveryRegistry__ReceiptBeforeDelivery(found.anchoredAt, stored.anchoredAt);
        }
        bytes32 leaf;
        (found.id, leaf) = Entries.hashesOf(receipt, proof, _place());
        _requireIncluded(leaf, found.root, proof);
        _requireConsistent(found.id, receipt, delivery.digest);
        _requireReceived(receipt, proof.signature, found);

        stored.receipt = found.id;
        stored.result = receipt.result;
        if (stored.receivedAt == 0) stored.receivedAt = uint40(found.anchoredAt);

        emit ReceiptRecorded(
            receipt.grant,
            receipt.deliveryId,
            receipt.common.organization,
            found.id,
            receipt.supersedes,
            receipt.result,
            proof.index,
            proof.size,
            found.anchoredAt
        );
    }

    // ─── inside: deliveries ──────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses what no statement says, before anything is hashed.
    function _requireForm(Delivery calldata delivery) private pure {
        if (delivery.channel == 0 || delivery.channel > LAST_CHANNEL) {
            revert DeliveryRegistry__UnknownCode(delivery.channel);
        }
        if ((delivery.partCount == 0) != (delivery.partRoot == 0)) {
            revert DeliveryRegistry__BadParts(delivery.partCount, delivery.partRoot);
        }
        if (delivery.serial == 0) revert DeliveryRegistry__NoSerial();
    }

    /// @dev Whether a delivery counts; refuses one that neither counts nor was anchored before all others.
    function _requireNews(Delivery calldata delivery, uint48 anchoredAt) private view returns (bool counts) {
        Stored storage stored = _deliveries[delivery.grant];
        if (stored.id == 0) return true;

        if (stored.result == MISMATCH) counts = delivery.serial > stored.serial;
        else if (stored.result == 0) {
            counts = anchoredAt < stored.anchoredAt && delivery.serial > stored.mismatched;
        }
        if (!counts && anchoredAt >= stored.firstAt) {
            revert DeliveryRegistry__AlreadyDelivered(delivery.grant, stored.id, stored.firstAt);
        }
    }

    /// @dev Refuses a delivery that its signer was not entitled to make under the grant, at both moments.
    function _requireDelivered(
        Delivery calldata delivery,
        Signature calldata signature,
        Found memory found
    ) private view {
        Common calldata common = delivery.common;
        ISharingRegistry.Request memory granted = _requireGranted(delivery.grant, common, found);
        if (!_inForceAt(delivery.grant, found.first) || !_inForceAt(delivery.grant, found.anchoredAt)) {
            revert DeliveryRegistry__GrantNotInForce(delivery.grant, found.first, found.anchoredAt);
        }
        bytes32 struct_ = Statements.hashOf(found.id, delivery);
        _requireSigned(found, struct_, common, signature, delivery.grant, granted.purpose, PROVIDING);
        if (delivery.custodian) _requireCustodian(delivery, found);
        else _requireParty(found.first, delivery.grant, common.organization, granted.provider, delivery.grant);
        if (!_stoodFor(delivery.recipient, granted.requester, delivery.grant, found.anchoredAt)) {
            revert DeliveryRegistry__WrongRecipient(delivery.grant, delivery.recipient, granted.requester);
        }
    }

    /// @dev Refuses unless the signer was the asset's custodian, or stood in its place, at both moments.
    function _requireCustodian(Delivery calldata delivery, Found memory found) private view {
        bytes32 asset = delivery.common.asset;
        uint32 custodian = _custodianAt(asset, found.first);
        if (_custodianAt(asset, found.anchoredAt) != custodian) custodian = 0;
        _requireParty(found.first, delivery.grant, delivery.common.organization, custodian, asset);
    }

    /// @dev Lets a delivery count from its anchor on, without a receipt.
    function _setDelivery(Stored storage stored, Delivery calldata delivery, Found memory found) private {
        if (stored.result == MISMATCH) stored.mismatched = stored.serial;
        if (stored.receipt != 0) stored.receipt = 0;
        uint8 days_ = uint8(RULES.valueAt(RECEIPT_DAYS, found.anchoredAt));
        (uint48 due, bool provisional) = CALENDAR.addWorkingDays(found.anchoredAt, days_);

        stored.id = found.id;
        stored.anchoredAt = uint40(found.anchoredAt);
        stored.receivedAt = 0;
        stored.receiptDue = uint40(due);
        stored.serial = delivery.serial;
        stored.result = 0;
        stored.days_ = days_;
        stored.provisional = provisional;
    }

    function _emitDelivery(Delivery calldata delivery, Proof calldata proof, Found memory found, bool counts) private {
        Stored storage stored = _deliveries[delivery.grant];
        emit DeliveryRecorded(
            delivery.grant,
            found.id,
            delivery.common.organization,
            delivery.common.asset,
            delivery.version,
            delivery.recipient,
            delivery.serial,
            proof.index,
            proof.size,
            found.anchoredAt,
            counts ? stored.receiptDue : 0,
            counts ? stored.days_ : 0,
            counts && stored.provisional
        );
    }

    function _inForceAt(bytes32 grant, uint48 time) private view returns (bool) {
        return SHARING.inForceAt(grant, time);
    }

    function _custodianAt(bytes32 asset, uint48 time) private view returns (uint32) {
        return ASSETS.custodianAt(asset, time);
    }

    // ─── inside: receipts ────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses a receipt of anything but the delivery that counts, or out of turn.
    function _requireDelivery(
        Stored storage stored,
        Receipt calldata receipt,
        Delivery calldata delivery
    ) private view {
        bytes32 recorded = stored.id;
        if (recorded == 0) revert DeliveryRegistry__NoDelivery(receipt.grant);
        if (receipt.deliveryId != recorded) {
            revert DeliveryRegistry__OtherDelivery(receipt.grant, receipt.deliveryId, recorded);
        }
        bytes32 id = Entries.idOf(delivery, _place());
        if (id != recorded) revert DeliveryRegistry__OtherDelivery(receipt.grant, id, recorded);
        if (receipt.deliveryLog != delivery.common.log) {
            revert DeliveryRegistry__WrongLog(receipt.grant, receipt.deliveryLog);
        }
        if (receipt.supersedes != stored.receipt) {
            revert DeliveryRegistry__NotNextReceipt(receipt.grant, receipt.supersedes, stored.receipt);
        }
    }

    /// @dev Refuses a receipt that accepts another digest, or finds a mismatch in the same one.
    function _requireConsistent(bytes32 id, Receipt calldata receipt, Digest calldata sent) private pure {
        Digest calldata came = receipt.digest;
        bool same = came.size == sent.size && came.sha256_ == sent.sha256_ && came.sm3 == sent.sm3;
        if (same != (receipt.result == ACCEPTED)) {
            revert DeliveryRegistry__DigestContradicts(id, receipt.result);
        }
    }

    /// @dev Refuses a receipt that its signer was not entitled to give. It may follow the grant's end.
    function _requireReceived(Receipt calldata receipt, Signature calldata signature, Found memory found) private view {
        Common calldata common = receipt.common;
        ISharingRegistry.Request memory granted = _requireGranted(receipt.grant, common, found);
        bytes32 struct_ = Statements.hashOf(found.id, receipt);
        _requireSigned(found, struct_, common, signature, receipt.grant, granted.purpose, RECEIVING);
        _requireParty(found.first, receipt.grant, common.organization, granted.requester, receipt.grant);
    }

    // ─── inside: both ────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses a statement of another asset than its grant's, before the grant began, or in another log.
    function _requireGranted(
        bytes32 grant,
        Common calldata common,
        Found memory found
    ) private view returns (ISharingRegistry.Request memory granted) {
        granted = SHARING.requestOf(grant);
        if (granted.asset != common.asset) {
            revert DeliveryRegistry__WrongAsset(grant, common.asset, granted.asset);
        }
        if (granted.provider == 0 || found.first < granted.from) {
            revert DeliveryRegistry__GrantNotInForce(grant, found.first, found.anchoredAt);
        }
        _requireLog(found, grant, common.log);
    }
}
