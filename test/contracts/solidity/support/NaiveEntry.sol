// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {IDeliveryTypes} from "../../../../contracts/interfaces/IDeliveryTypes.sol";

/// @notice Entries as docs/spec/log.md and docs/spec/statement.md write them, by joining texts: with nothing of the
/// library under test.
library NaiveEntry {
    function delivery(
        IDeliveryTypes.Delivery memory one,
        uint256 chainId,
        address exchangeLog
    ) internal pure returns (bytes memory) {
        string memory channel =
            one.channel == 1
                ? "interface"
                : one.channel == 2
                    ? "batch"
                    : "file";
        string memory parts =
            one.partCount == 0
                ? ""
                : string.concat('"parts":{"count":', _n(one.partCount), ',"root":', _h(one.partRoot), "},");
        return
            bytes.concat(
                bytes(_beginning(one.common.asset, chainId)),
                bytes(string.concat('"channel":"', channel, one.custodian ? '","custodian":true,' : '",')),
                bytes(_digest(one.digest)),
                bytes(_middle(one.common, one.grant, exchangeLog)),
                bytes(string.concat(parts, '"recipient":', _n(one.recipient), ",")),
                bytes(_salted(one.salted, one.common.seat)),
                bytes(string.concat('"serial":', _n(one.serial), ',"time":', _n(one.common.time))),
                bytes(string.concat(',"type":"suyuan/delivery@1","version":', _h(one.version), "}"))
            );
    }

    function receipt(
        IDeliveryTypes.Receipt memory one,
        uint256 chainId,
        address exchangeLog
    ) internal pure returns (bytes memory) {
        string memory named = string.concat(
            '"delivery":{"id":',
            _h(one.deliveryId),
            ',"log":',
            _h(one.deliveryLog),
            "},"
        );
        string memory result = one.result == 1 ? "accepted" : "mismatch";
        string memory follows = one.supersedes == 0 ? "" : string.concat('"supersedes":', _h(one.supersedes), ",");
        return
            bytes.concat(
                bytes(_beginning(one.common.asset, chainId)),
                bytes(string.concat(named, _digest(one.digest))),
                bytes(_middle(one.common, one.grant, exchangeLog)),
                bytes(string.concat('"result":"', result, '",')),
                bytes(_salted(one.salted, one.common.seat)),
                bytes(string.concat(follows, '"time":', _n(one.common.time), ',"type":"suyuan/receipt@1"}'))
            );
    }

    /// @notice The entry that holds a statement, signed by itself or in a batch.
    function entry(
        bytes memory statement,
        IDeliveryTypes.Proof memory proof,
        IDeliveryTypes.Common memory common,
        bytes32 grant
    ) internal pure returns (bytes memory) {
        IDeliveryTypes.Frame memory frame = proof.frame;
        string memory links = string.concat(
            _link(frame.assetNumber, frame.assetBefore, common.asset),
            ",",
            _link(frame.grantNumber, frame.grantBefore, grant)
        );
        string memory seen = string.concat(
            '"seen":{"hash":',
            _h(frame.seenHash),
            ',"number":',
            _n(frame.seenNumber),
            ',"time":',
            _n(frame.seenTime)
        );
        return
            bytes.concat(
                bytes(string.concat('{"chain":[', links, '],"logged":', _n(frame.logged), ",", seen)),
                bytes('},"signatures":['),
                _signature(proof.signature, common, grant),
                bytes('],"statement":'),
                statement,
                bytes(',"type":"suyuan/entry@1"}')
            );
    }

    function _signature(
        IDeliveryTypes.Signature memory one,
        IDeliveryTypes.Common memory common,
        bytes32 grant
    ) private pure returns (bytes memory) {
        string memory seat = string.concat('"seat":', _n(common.seat), ",");
        string memory before = string.concat('{"alg":"eip712",', seat);
        if (one.batch.count != 0) before = string.concat(_batch(one.batch, common.asset, grant), seat);
        string memory until = one.batch.count == 0 ? "" : string.concat('"until":', _n(one.batch.until), ",");
        return
            bytes.concat(
                bytes(string.concat(before, until, '"value":"')),
                bytes(Strings.toHexString(uint256(one.r), 32)),
                _tail(Strings.toHexString(uint256(one.s), 32)),
                _tail(Strings.toHexString(uint8(one.v), 1)),
                bytes('"}')
            );
    }

    /// @dev The members of a batch signature that stand before the seat.
    function _batch(
        IDeliveryTypes.Batch memory one,
        bytes32 asset,
        bytes32 grant
    ) private pure returns (string memory) {
        string memory path = "";
        for (uint256 i = 0; i < one.path.length; ++i) path = string.concat(path, i == 0 ? "" : ",", _h(one.path[i]));
        string memory what = string.concat('{"alg":"eip712-batch","asset":', _h(asset), ',"count":', _n(one.count));
        string memory whose = string.concat(',"from":', _n(one.from), ',"grant":', _h(grant));
        string memory where = string.concat(',"index":', _n(one.index), ',"path":[', path, "]");
        string memory why = string.concat(',"purpose":', _n(one.purpose), ',"root":', _h(one.root), ",");
        return string.concat(what, whose, where, why);
    }

    function _link(uint64 number, bytes32 before, bytes32 subject) private pure returns (string memory) {
        string memory previous = number == 1 ? "" : string.concat(',"prev":', _h(before));
        return string.concat('{"n":', _n(number), previous, ',"subject":', _h(subject), "}");
    }

    function _beginning(bytes32 asset, uint256 chainId) private pure returns (string memory) {
        return string.concat('{"asset":', _h(asset), ',"chainId":', _n(chainId), ",");
    }

    function _digest(IDeliveryTypes.Digest memory one) private pure returns (string memory) {
        string memory sizes = string.concat('"digest":{"bytes":', _n(one.size), ',"sha256":', _h(one.sha256_));
        return string.concat(sizes, ',"sm3":', _h(one.sm3), "},");
    }

    function _middle(
        IDeliveryTypes.Common memory common,
        bytes32 grant,
        address exchangeLog
    ) private pure returns (string memory) {
        string memory places = string.concat(
            '"exchangeLog":"',
            Strings.toHexString(exchangeLog),
            '","grant":',
            _h(grant),
            ',"log":',
            _h(common.log)
        );
        string memory nonce = Strings.toHexString(uint128(common.nonce), 16);
        return string.concat(places, ',"nonce":"', nonce, '","organization":', _n(common.organization), ",");
    }

    function _salted(bool salted, uint32 seat) private pure returns (string memory) {
        return string.concat('"salted":', salted ? "true" : "false", ',"seat":', _n(seat), ",");
    }

    function _n(uint256 value) private pure returns (string memory) {
        return Strings.toString(value);
    }

    function _h(bytes32 value) private pure returns (string memory) {
        return string.concat('"', Strings.toHexString(uint256(value), 32), '"');
    }

    /// @dev Hex without its prefix.
    function _tail(string memory hex_) private pure returns (bytes memory rest) {
        bytes memory whole = bytes(hex_);
        rest = new bytes(whole.length - 2);
        for (uint256 i = 0; i < rest.length; ++i) rest[i] = whole[i + 2];
    }
}
