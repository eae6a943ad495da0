// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDeliveryTypes} from "../interfaces/IDeliveryTypes.sol";

/// @title Statements
/// @notice What seats sign: the EIP-712 structs of docs/spec/statement.md, rules 12, 13 and 16.
library Statements {
    bytes32 private constant DOMAIN_TYPE = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );
    bytes32 private constant DIGEST_TYPE = keccak256("Digest(uint64 size,bytes32 sha256,bytes32 sm3)");
    bytes32 private constant DELIVERY_TYPE = keccak256(
        "Delivery(bytes32 id,bytes32 log,uint64 time,bytes16 nonce,uint32 organization,uint32 seat,bytes32 asset,"
        "bytes32 version,bytes32 grant,uint64 serial,uint32 recipient,Digest digest,bool salted,string channel,"
        "uint32 partCount,bytes32 partRoot,bool custodian)Digest(uint64 size,bytes32 sha256,bytes32 sm3)"
    );
    bytes32 private constant RECEIPT_TYPE = keccak256(
        "Receipt(bytes32 id,bytes32 log,uint64 time,bytes16 nonce,uint32 organization,uint32 seat,bytes32 asset,"
        "bytes32 grant,bytes32 deliveryLog,bytes32 deliveryId,Digest digest,bool salted,string result,"
        "bytes32 supersedes)Digest(uint64 size,bytes32 sha256,bytes32 sm3)"
    );
    bytes32 private constant BATCH_TYPE = keccak256(
        "Batch(bytes32 root,uint32 count,uint32 seat,uint32 organization,bytes32 log,bytes32 asset,bytes32 grant,"
        "uint32 purpose,uint64 from,uint64 until)"
    );

    /// @notice The domain in which all statements for one ExchangeLog are signed.
    /// @param chainId The chain.
    /// @param exchangeLog The contract.
    /// @return The domain separator.
    function domainOf(uint256 chainId, address exchangeLog) internal pure returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPE, keccak256("Suyuan"), keccak256("1"), chainId, exchangeLog));
    }

    /// @notice The digest that an account signs.
    /// @param domain The domain separator.
    /// @param struct_ The hash of the struct.
    /// @return The digest.
    function digestOf(bytes32 domain, bytes32 struct_) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", domain, struct_));
    }

    /// @notice The struct hash of a delivery.
    /// @param id Its id.
    /// @param delivery The delivery, with a known channel.
    /// @return The hash.
    function hashOf(bytes32 id, IDeliveryTypes.Delivery calldata delivery) internal pure returns (bytes32) {
        bytes memory own = abi.encode(
            delivery.version,
            delivery.grant,
            delivery.serial,
            delivery.recipient,
            _hashOf(delivery.digest),
            delivery.salted,
            _channelHash(delivery.channel),
            delivery.partCount,
            delivery.partRoot,
            delivery.custodian
        );
        return keccak256(bytes.concat(_common(DELIVERY_TYPE, id, delivery.common), own));
    }

    /// @notice The struct hash of a receipt.
    /// @param id Its id.
    /// @param receipt The receipt, with a known result.
    /// @return The hash.
    function hashOf(bytes32 id, IDeliveryTypes.Receipt calldata receipt) internal pure returns (bytes32) {
        bytes memory own = abi.encode(
            receipt.grant,
            receipt.deliveryLog,
            receipt.deliveryId,
            _hashOf(receipt.digest),
            receipt.salted,
            receipt.result == 1 ? keccak256("accepted") : keccak256("mismatch"),
            receipt.supersedes
        );
        return keccak256(bytes.concat(_common(RECEIPT_TYPE, id, receipt.common), own));
    }

    /// @notice The struct hash of a batch.
    /// @param batch The batch.
    /// @param common The statement that is in it: signer, log and asset are the batch's.
    /// @param grant The grant.
    /// @return The hash.
    function hashOf(
        IDeliveryTypes.Batch calldata batch,
        IDeliveryTypes.Common calldata common,
        bytes32 grant
    ) internal pure returns (bytes32) {
        bytes memory party = abi.encode(
            BATCH_TYPE,
            batch.root,
            batch.count,
            common.seat,
            common.organization,
            common.log,
            common.asset,
            grant
        );
        return keccak256(bytes.concat(party, abi.encode(batch.purpose, batch.from, batch.until)));
    }

    /// @dev The type and the members that all statements have.
    function _common(
        bytes32 type_,
        bytes32 id,
        IDeliveryTypes.Common calldata common
    ) private pure returns (bytes memory) {
        return
            abi.encode(
                type_,
                id,
                common.log,
                common.time,
                common.nonce,
                common.organization,
                common.seat,
                common.asset
            );
    }

    function _hashOf(IDeliveryTypes.Digest calldata digest) private pure returns (bytes32) {
        return keccak256(abi.encode(DIGEST_TYPE, digest.size, digest.sha256_, digest.sm3));
    }

    function _channelHash(uint8 channel) private pure returns (bytes32) {
        if (channel == 1) return keccak256("interface");
        return channel == 2 ? keccak256("batch") : keccak256("file");
    }
}
