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

        if (counts) _setDelivery(delivery.grant, found);
        else _deliveries[delivery.grant].firstAt = uint40(found.anchoredAt);

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
            counts
        );
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
        if (receipt.result == MISMATCH) stored.mismatched = delivery.serial;
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
    function _requireNews(Delivery calldata delivery, uint48 anchoredAt) private view returns (bool) {
        Stored storage stored = _deliveries[delivery.grant];
        uint48 present = stored.anchoredAt;
        if (present == 0) return true;

        bool open = stored.result == MISMATCH || (stored.result == 0 && anchoredAt < present);
        if (open && delivery.serial > stored.mismatched) return true;
        if (anchoredAt >= _firstAt(stored)) {
            revert DeliveryRegistry__AlreadyDelivered(delivery.grant, stored.id, _firstAt(stored));
        }
        return false;
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
    function _setDelivery(bytes32 grant, Found memory found) private {
        Stored storage stored = _deliveries[grant];
        uint40 anchoredAt = uint40(found.anchoredAt);
        if (stored.anchoredAt != 0) {
            uint40 firstAt = _firstAt(stored);
            stored.firstAt = anchoredAt < firstAt ? anchoredAt : firstAt;
            (stored.receivedAt, stored.result, stored.receipt) = (0, 0, 0);
        }

        stored.id = bytes27(found.id);
        stored.anchoredAt = anchoredAt;
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
        if (stored.anchoredAt == 0) revert DeliveryRegistry__NoDelivery(receipt.grant);
        if (bytes27(receipt.deliveryId) != stored.id) {
            revert DeliveryRegistry__OtherDelivery(receipt.grant, receipt.deliveryId, stored.id);
        }
        bytes32 id = Entries.idOf(delivery, _place());
        if (id != receipt.deliveryId) revert DeliveryRegistry__OtherDelivery(receipt.grant, id, stored.id);
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
