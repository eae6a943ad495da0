// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDeliveryTypes} from "../interfaces/IDeliveryTypes.sol";
import {CanonicalText} from "./CanonicalText.sol";

// JSON is full of double quotes.
// solhint-disable quotes

/// @title Entries
/// @notice The bytes of statements and of their log entries, written from their members.
/// @dev docs/spec/statement.md and docs/spec/log.md say what they are; members stand in the order of RFC 8785. Whoever
/// calls has refused unknown codes, and paths and batches that are too long.
library Entries {
    using CanonicalText for uint256;

    /// @dev Where a statement is for: its chain, and the ExchangeLog contract there.
    struct Place {
        uint256 chainId;
        address exchangeLog;
    }

    /// @dev More than the longest entry has, a batch of 1,024 included.
    uint256 private constant RESERVED = 4096;

    // ─── entries ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice The id of a delivery, and the hash of the leaf that holds it.
    /// @param delivery The delivery.
    /// @param proof Its signature, and what the log added.
    /// @param place Where it is for.
    /// @return id SHA-256 of its canonical bytes.
    /// @return leaf The hash of its entry as a leaf.
    function hashesOf(
        IDeliveryTypes.Delivery calldata delivery,
        IDeliveryTypes.Proof calldata proof,
        Place memory place
    ) internal view returns (bytes32 id, bytes32 leaf) {
        uint256 begin = CanonicalText.reserve(RESERVED);
        uint256 start = _putHead(begin, proof, delivery.common, delivery.grant);
        uint256 end = _putDelivery(start, delivery, place);
        return (CanonicalText.hashOf(start, end), _leafOf(begin, end));
    }

    /// @notice The id of a receipt, and the hash of the leaf that holds it.
    /// @param receipt The receipt.
    /// @param proof Its signature, and what the log added.
    /// @param place Where it is for.
    /// @return id SHA-256 of its canonical bytes.
    /// @return leaf The hash of its entry as a leaf.
    function hashesOf(
        IDeliveryTypes.Receipt calldata receipt,
        IDeliveryTypes.Proof calldata proof,
        Place memory place
    ) internal view returns (bytes32 id, bytes32 leaf) {
        uint256 begin = CanonicalText.reserve(RESERVED);
        uint256 start = _putHead(begin, proof, receipt.common, receipt.grant);
        uint256 end = _putReceipt(start, receipt, place);
        return (CanonicalText.hashOf(start, end), _leafOf(begin, end));
    }

    /// @notice The id of a delivery alone.
    /// @param delivery The delivery.
    /// @param place Where it is for.
    /// @return SHA-256 of its canonical bytes.
    function idOf(IDeliveryTypes.Delivery calldata delivery, Place memory place) internal view returns (bytes32) {
        uint256 start = CanonicalText.reserve(RESERVED);
        return CanonicalText.hashOf(start, _putDelivery(start, delivery, place));
    }

    // ─── frame ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev What stands before the statement, after the byte that marks a leaf.
    function _putHead(
        uint256 pos,
        IDeliveryTypes.Proof calldata proof,
        IDeliveryTypes.Common calldata common,
        bytes32 grant
    ) private pure returns (uint256) {
        IDeliveryTypes.Frame calldata frame = proof.frame;
        pos = pos.put(0x00, 1);
        pos = pos.put('{"chain":[{"n":', 15);
        pos = _putLink(pos, frame.assetNumber, frame.assetBefore, common.asset);
        pos = pos.put(',{"n":', 6);
        pos = _putLink(pos, frame.grantNumber, frame.grantBefore, grant);
        pos = pos.put('],"logged":', 11);
        pos = pos.putNumber(frame.logged);
        pos = pos.put(',"seen":{"hash":"', 17);
        pos = pos.putHex(frame.seenHash);
        pos = pos.put('","number":', 11);
        pos = pos.putNumber(frame.seenNumber);
        pos = pos.put(',"time":', 8);
        pos = pos.putNumber(frame.seenTime);
        pos = pos.put('},"signatures":[{"alg":"eip712', 30);
        if (proof.signature.batch.count == 0) pos = pos.put('","seat":', 9);
        else pos = _putBatch(pos, proof.signature.batch, common.asset, grant);
        pos = pos.putNumber(common.seat);
        return _putValue(pos, proof.signature);
    }

    /// @dev A link of the chain of a subject, behind the name of its number. The first names none before.
    function _putLink(uint256 pos, uint64 number, bytes32 before, bytes32 subject) private pure returns (uint256) {
        pos = pos.putNumber(number);
        if (number != 1) {
            pos = pos.put(',"prev":"', 9);
            pos = pos.putHex(before);
            pos = pos.put('"', 1);
        }
        pos = pos.put(',"subject":"', 12);
        pos = pos.putHex(subject);
        return pos.put('"}', 2);
    }

    /// @dev The members of a batch signature up to the name of the seat, in the middle of the algorithm's name.
    function _putBatch(
        uint256 pos,
        IDeliveryTypes.Batch calldata batch,
        bytes32 asset,
        bytes32 grant
    ) private pure returns (uint256) {
        pos = pos.put('-batch","asset":"', 17);
        pos = pos.putHex(asset);
        pos = pos.put('","count":', 10);
        pos = pos.putNumber(batch.count);
        pos = pos.put(',"from":', 8);
        pos = pos.putNumber(batch.from);
        pos = pos.put(',"grant":"', 10);
        pos = pos.putHex(grant);
        pos = pos.put('","index":', 10);
        pos = pos.putNumber(batch.index);
        pos = pos.put(',"path":[', 9);
        pos = _putPath(pos, batch.path);
        pos = pos.put('],"purpose":', 12);
        pos = pos.putNumber(batch.purpose);
        pos = pos.put(',"root":"', 9);
        pos = pos.putHex(batch.root);
        return pos.put('","seat":', 9);
    }

    function _putPath(uint256 pos, bytes32[] calldata path) private pure returns (uint256) {
        for (uint256 i = 0; i < path.length; ++i) {
            if (i != 0) pos = pos.put(",", 1);
            pos = pos.put('"', 1);
            pos = pos.putHex(path[i]);
            pos = pos.put('"', 1);
        }
        return pos;
    }

    /// @dev The rest of a signature behind its seat, up to the statement.
    function _putValue(uint256 pos, IDeliveryTypes.Signature calldata signature) private pure returns (uint256) {
        if (signature.batch.count != 0) {
            pos = pos.put(',"until":', 9);
            pos = pos.putNumber(signature.batch.until);
        }
        pos = pos.put(',"value":"', 10);
        pos = pos.putHex(signature.r).putDigits(signature.s);
        pos = pos.put(signature.v == 27 ? bytes32("1b") : bytes32("1c"), 2);
        return pos.put('"}],"statement":', 16);
    }

    /// @dev Writes what stands behind the statement, and hashes the leaf.
    function _leafOf(uint256 begin, uint256 pos) private view returns (bytes32) {
        pos = pos.put(',"type":"suyuan/entry@1"}', 25);
        return CanonicalText.hashOf(begin, pos);
    }

    // ─── statements ──────────────────────────────────────────────────────────────────────────────────────────────────

    function _putDelivery(
        uint256 pos,
        IDeliveryTypes.Delivery calldata delivery,
        Place memory place
    ) private pure returns (uint256) {
        IDeliveryTypes.Common calldata common = delivery.common;
        pos = _putBeginning(pos, common.asset, place.chainId);
        pos = pos.put(',"channel":"', 12);
        pos = _putChannel(pos, delivery.channel);
        if (delivery.custodian) pos = pos.put(',"custodian":true', 17);
        pos = _putDigest(pos, delivery.digest);
        pos = _putMiddle(pos, place.exchangeLog, delivery.grant, common);
        if (delivery.partCount != 0) pos = _putParts(pos, delivery.partCount, delivery.partRoot);
        pos = pos.put(',"recipient":', 13);
        pos = pos.putNumber(delivery.recipient);
        pos = _putSalted(pos, delivery.salted, common.seat);
        pos = pos.put(',"serial":', 10);
        pos = pos.putNumber(delivery.serial);
        pos = pos.put(',"time":', 8);
        pos = pos.putNumber(common.time);
        pos = pos.put(',"type":"suyuan/delivery@1"', 27);
        pos = pos.put(',"version":"', 12);
        pos = pos.putHex(delivery.version);
        return pos.put('"}', 2);
    }

    function _putReceipt(
        uint256 pos,
        IDeliveryTypes.Receipt calldata receipt,
        Place memory place
    ) private pure returns (uint256) {
        IDeliveryTypes.Common calldata common = receipt.common;
        pos = _putBeginning(pos, common.asset, place.chainId);
        pos = pos.put(',"delivery":{"id":"', 19);
        pos = pos.putHex(receipt.deliveryId);
        pos = pos.put('","log":"', 9);
        pos = pos.putHex(receipt.deliveryLog);
        pos = pos.put('"}', 2);
        pos = _putDigest(pos, receipt.digest);
        pos = _putMiddle(pos, place.exchangeLog, receipt.grant, common);
        if (receipt.result == 1) pos = pos.put(',"result":"accepted"', 20);
        else pos = pos.put(',"result":"mismatch"', 20);
        pos = _putSalted(pos, receipt.salted, common.seat);
        if (receipt.supersedes != 0) {
            pos = pos.put(',"supersedes":"', 15);
            pos = pos.putHex(receipt.supersedes);
            pos = pos.put('"', 1);
        }
        pos = pos.put(',"time":', 8);
        pos = pos.putNumber(common.time);
        return pos.put(',"type":"suyuan/receipt@1"}', 27);
    }

    /// @dev Asset and chain.
    function _putBeginning(uint256 pos, bytes32 asset, uint256 chainId) private pure returns (uint256) {
        pos = pos.put('{"asset":"', 10);
        pos = pos.putHex(asset);
        pos = pos.put('","chainId":', 12);
        return pos.putNumber(chainId);
    }

    /// @dev The name of a channel, with its closing quote.
    function _putChannel(uint256 pos, uint8 channel) private pure returns (uint256) {
        if (channel == 1) return pos.put('interface"', 10);
        if (channel == 2) return pos.put('batch"', 6);
        return pos.put('file"', 5);
    }

    function _putDigest(uint256 pos, IDeliveryTypes.Digest calldata digest) private pure returns (uint256) {
        pos = pos.put(',"digest":{"bytes":', 19);
        pos = pos.putNumber(digest.size);
        pos = pos.put(',"sha256":"', 11);
        pos = pos.putHex(digest.sha256_);
        pos = pos.put('","sm3":"', 9);
        pos = pos.putHex(digest.sm3);
        return pos.put('"}', 2);
    }

    /// @dev From the contract to the organisation.
    function _putMiddle(
        uint256 pos,
        address exchangeLog,
        bytes32 grant,
        IDeliveryTypes.Common calldata common
    ) private pure returns (uint256) {
        pos = pos.put(',"exchangeLog":"', 16);
        pos = pos.putHex(bytes32(bytes20(exchangeLog)), 20);
        pos = pos.put('","grant":"', 11);
        pos = pos.putHex(grant);
        pos = pos.put('","log":"', 9);
        pos = pos.putHex(common.log);
        pos = pos.put('","nonce":"', 11);
        pos = pos.putHex(common.nonce, 16);
        pos = pos.put('","organization":', 17);
        return pos.putNumber(common.organization);
    }

    function _putParts(uint256 pos, uint32 count, bytes32 root) private pure returns (uint256) {
        pos = pos.put(',"parts":{"count":', 18);
        pos = pos.putNumber(count);
        pos = pos.put(',"root":"', 9);
        pos = pos.putHex(root);
        return pos.put('"}', 2);
    }

    function _putSalted(uint256 pos, bool salted, uint32 seat) private pure returns (uint256) {
        pos = pos.put(',"salted":', 10);
        pos = pos.putBool(salted);
        pos = pos.put(',"seat":', 8);
        return pos.putNumber(seat);
    }
}
