// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDeliveryTypes} from "../../../../contracts/interfaces/IDeliveryTypes.sol";

/// @notice What a seat signs, by docs/spec/statement.md, rules 12, 13 and 16: with nothing of the library under test.
library NaiveTyped {
    string private constant COMMON =
        "bytes32 id,bytes32 log,uint64 time,bytes16 nonce,uint32 organization,uint32 seat,bytes32 asset,";
    string private constant DIGEST = "Digest(uint64 size,bytes32 sha256,bytes32 sm3)";
    string private constant DELIVERY =
        "bytes32 version,bytes32 grant,uint64 serial,uint32 recipient,Digest digest,bool salted,string channel,"
        "uint32 partCount,bytes32 partRoot,bool custodian)";
    string private constant RECEIPT =
        "bytes32 grant,bytes32 deliveryLog,bytes32 deliveryId,Digest digest,bool salted,string result,"
        "bytes32 supersedes)";
    string private constant BATCH =
        "Batch(bytes32 root,uint32 count,uint32 seat,uint32 organization,bytes32 log,bytes32 asset,bytes32 grant,"
        "uint32 purpose,uint64 from,uint64 until)";

    /// @notice The digest of a struct, in the domain of one ExchangeLog on one chain.
    function digest(bytes32 struct_, uint256 chainId, address exchangeLog) internal pure returns (bytes32) {
        bytes32 type_ = keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
        bytes32 domain = keccak256(abi.encode(type_, keccak256("Suyuan"), keccak256("1"), chainId, exchangeLog));
        return keccak256(bytes.concat(hex"1901", domain, struct_));
    }

    /// @notice The struct hash of a delivery by file.
    function delivery(bytes32 id, IDeliveryTypes.Delivery memory one) internal pure returns (bytes32) {
        bytes32 type_ = keccak256(bytes(string.concat("Delivery(", COMMON, DELIVERY, DIGEST)));
        bytes memory what = abi.encode(one.version, one.grant, uint256(one.serial), uint256(one.recipient));
        bytes memory how = abi.encode(_digest(one.digest), one.salted, keccak256("file"));
        bytes memory parts = abi.encode(uint256(one.partCount), one.partRoot, one.custodian);
        return keccak256(bytes.concat(_common(type_, id, one.common), what, how, parts));
    }

    /// @notice The struct hash of a receipt.
    function receipt(bytes32 id, IDeliveryTypes.Receipt memory one) internal pure returns (bytes32) {
        bytes32 type_ = keccak256(bytes(string.concat("Receipt(", COMMON, RECEIPT, DIGEST)));
        bytes memory what = abi.encode(one.grant, one.deliveryLog, one.deliveryId, _digest(one.digest));
        string memory result = one.result == 1 ? "accepted" : "mismatch";
        bytes memory how = abi.encode(one.salted, keccak256(bytes(result)), one.supersedes);
        return keccak256(bytes.concat(_common(type_, id, one.common), what, how));
    }

    /// @notice The struct hash of a batch, by any statement that is in it.
    function batch(
        IDeliveryTypes.Batch memory one,
        IDeliveryTypes.Common memory common,
        bytes32 grant
    ) internal pure returns (bytes32) {
        bytes memory signer = abi.encode(keccak256(bytes(BATCH)), one.root, one.count, common.seat);
        bytes memory subject = abi.encode(common.organization, common.log, common.asset, grant);
        return keccak256(bytes.concat(signer, subject, abi.encode(one.purpose, one.from, one.until)));
    }

    function _common(bytes32 type_, bytes32 id, IDeliveryTypes.Common memory one) private pure returns (bytes memory) {
        bytes memory which = abi.encode(type_, id, one.log, one.time, one.nonce);
        return bytes.concat(which, abi.encode(one.organization, one.seat, one.asset));
    }

    function _digest(IDeliveryTypes.Digest memory one) private pure returns (bytes32) {
        return keccak256(abi.encode(keccak256(bytes(DIGEST)), one.size, one.sha256_, one.sm3));
    }
}
