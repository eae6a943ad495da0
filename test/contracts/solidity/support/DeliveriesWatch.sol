// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDeliveryRegistry} from "../../../../contracts/interfaces/IDeliveryRegistry.sol";
import {LogBook} from "./LogBook.sol";
import {NaiveMerkle} from "./NaiveMerkle.sol";
import {Watched} from "./Watched.sol";

/// @notice Holds every record of deliveries and receipts against the logs, and notes what should not have been.
abstract contract DeliveriesWatch is LogBook, Watched {
    /// @dev What a grant's record was after the last step.
    struct Before {
        bytes27 id;
        uint48 firstAt;
        uint8 result;
    }

    uint256 internal constant GRANTS = 2;

    bytes32[] internal _grants;
    mapping(bytes32 grant => Before) internal _before;
    mapping(uint32 seat => uint48) internal _compromised;

    /// @dev What is true after every step.
    modifier watched() {
        VM.warp(block.timestamp + 1);
        _;
        for (uint256 i = 0; i < GRANTS; ++i) _watchRecord(_grants[i]);
        for (uint8 book = 0; book < 2; ++book) _watchCheckpoints(book);
    }

    // ─── what must hold ──────────────────────────────────────────────────────────────────────────────────────────────

    function _noteRecorded(Kept memory one, bool altered) internal {
        uint32 seat = one.kind == DELIVERY ? SENDER : RECEIVER;
        uint48 compromised = _compromised[seat];
        if (altered) violations.push("what no log holds was recorded");
        if (one.anchoredAt == 0) violations.push("what was not anchored was recorded");
        if (!one.entitled) violations.push("what nobody was entitled to say was recorded");
        if (compromised != 0 && one.anchoredAt >= compromised) violations.push("a compromised key was believed");
    }

    /// @dev A record is an anchored entry of its kind, under its grant, by whoever was entitled to it; its clock moves
    /// to earlier moments only, and a delivery that was accepted stays the one that counts.
    function _watchRecord(bytes32 grant) private {
        IDeliveryRegistry.Recorded memory record_ = deliveries.deliveryOf(grant);
        Before storage past = _before[grant];
        if (past.id != 0 && record_.firstAt > past.firstAt) violations.push("a stopped clock ran on");
        if (past.result == 1 && record_.id != past.id) violations.push("an accepted delivery was replaced");
        (past.id, past.firstAt, past.result) = (record_.id, record_.firstAt, record_.result);
        if (record_.id == 0) return;

        uint256 place = _placeOf(record_.id);
        if (place == 0 || !_stands(_kept[place - 1], DELIVERY, grant, record_.anchoredAt)) {
            violations.push("a recorded delivery is not in the log");
        }
        if (!_someAnchoredAt(grant, record_.firstAt)) violations.push("a clock stopped at no delivery's anchor");
        if (record_.receipt != 0) _watchReceipt(grant, record_);
    }

    function _watchReceipt(bytes32 grant, IDeliveryRegistry.Recorded memory record_) private {
        uint256 place = _placeOf(bytes27(record_.receipt));
        bool stands = place != 0 && _kept[place - 1].id == record_.receipt;
        stands = stands && _stands(_kept[place - 1], RECEIPT, grant, _kept[place - 1].anchoredAt);
        if (!stands) return violations.push("a recorded receipt is not in the log");
        Receipt memory one = abi.decode(_kept[place - 1].statement, (Receipt));
        if (bytes27(one.deliveryId) != record_.id) violations.push("a receipt of another delivery");
        if (one.result != record_.result) violations.push("another result than the receipt's");
        if (record_.receivedAt < record_.anchoredAt) violations.push("received before it was delivered");
    }

    /// @dev Every stored root is that of the log's first entries, so that each is consistent with each later one.
    function _watchCheckpoints(uint8 book) private {
        Anchor[] storage anchors = _anchors[book];
        bytes32[] memory leaves = _leaves[book];
        uint64 previous = 0;
        for (uint256 i = 0; i < anchors.length; ++i) {
            (uint64 size, bytes32 log) = (anchors[i].size, _logOf(book));
            bytes32 root = exchange.checkpoint(log, size).root;
            if (root != NaiveMerkle.root(leaves, 0, size)) violations.push("a root is not the log's");
            if (exchange.checkpoint(log, size).previousSize != previous) violations.push("a wrong previous size");
            previous = size;
        }
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function _stands(Kept storage one, uint8 kind, bytes32 grant, uint48 anchoredAt) private view returns (bool) {
        return
            one.kind == kind && one.grant == grant && anchoredAt != 0 && one.anchoredAt == anchoredAt && one.entitled;
    }

    /// @dev The place of an entry in the account, from 1; 0 for none.
    function _placeOf(bytes27 id) internal view returns (uint256) {
        for (uint256 i = 0; i < _kept.length; ++i) if (bytes27(_kept[i].id) == id) return i + 1;
        return 0;
    }

    function _someAnchoredAt(bytes32 grant, uint48 time) private view returns (bool) {
        for (uint256 i = 0; i < _kept.length; ++i) if (_stands(_kept[i], DELIVERY, grant, time)) return true;
        return false;
    }
}
