// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingEvents} from "../../../../contracts/interfaces/ISharingEvents.sol";
import {DeliveriesWatch} from "./DeliveriesWatch.sol";
import {NaiveMerkle} from "./NaiveMerkle.sol";

/// @notice Delivers, receives, anchors and records at random, rightly and wrongly, and holds every record against the logs.
/// @dev Each act has a second of its own, so that what held when something was said is what held in that second.
contract DeliveriesHandler is DeliveriesWatch {
    uint256 private constant MOST = 24;
    uint32 private constant PURPOSE = 1;
    uint64 private constant MAX_AGE = 7 days;

    uint256 public deliveriesRecorded;
    uint256 public fromBatches;
    uint256 public receiptsRecorded;
    uint256 public alteredRefused;
    uint256 public othersRefused;

    mapping(bytes32 grant => bool) internal _stopped;
    mapping(bytes32 grant => bool) internal _over;
    mapping(uint32 organization => bool) internal _suspended;
    mapping(uint32 seat => bool) internal _ended;

    constructor() {
        _build();
        _open();
        for (uint256 i = 0; i < GRANTS; ++i) {
            VM.prank(_account(OTHER));
            bytes32 id = sharing.request(OTHER, _wanted(_now() + 300 days, 0));
            ISharingEvents.Terms memory terms = _terms(_now() + 300 days);
            VM.prank(_account(HOLDER));
            sharing.grant(HOLDER, id, terms);
            _grants.push(id);
        }
    }

    // ─── what happens to parties ─────────────────────────────────────────────────────────────────────────────────────

    function pass(uint16 time) external watched {
        VM.warp(block.timestamp + time);
    }

    function stopOrResume(uint8 which) external watched {
        bytes32 id = _grants[which % GRANTS];
        bytes memory call_ =
            _stopped[id]
                ? abi.encodeCall(sharing.resume, (HOLDER, id))
                : abi.encodeCall(sharing.suspend, (HOLDER, id, 1, 0));
        VM.prank(_account(HOLDER));
        (bool done, ) = address(sharing).call(call_);
        if (done) _stopped[id] = !_stopped[id];
    }

    /// @dev Every eighth call at most, so that something is delivered.
    function end(uint8 which, uint8 chance) external watched {
        bytes32 id = _grants[which % GRANTS];
        if (chance % 8 != 0) return;
        VM.prank(_account(OTHER));
        (bool done, ) = address(sharing).call(abi.encodeCall(sharing.end, (OTHER, id, 1)));
        if (done) _over[id] = true;
    }

    function suspendOrganization(uint8 which, uint8 chance) external watched {
        uint32 number = which % 2 == 0 ? HOLDER : OTHER;
        if (!_suspended[number] && chance % 4 != 0) return;
        VM.prank(_head(AUTHORITY));
        if (_suspended[number]) organizations.resumeOrganization(number);
        else organizations.suspendOrganization(number);
        _suspended[number] = !_suspended[number];
    }

    /// @dev A seat's end, or its key's compromise some time ago: rarely, since nothing brings it back.
    function endSeat(uint8 which, uint16 ago, uint8 chance) external watched {
        uint32 seat = which % 2 == 0 ? SENDER : RECEIVER;
        if (chance % 8 > 1) return;
        uint48 since = _now() - ago > BEGINNING ? _now() - ago : uint48(BEGINNING);
        bytes memory call_ =
            chance % 8 == 0
                ? abi.encodeCall(organizations.endSeat, (seat))
                : abi.encodeCall(organizations.reportCompromised, (seat, since));
        VM.prank(_head(_organizationOf(seat)));
        (bool done, ) = address(organizations).call(call_);
        if (!done) return;
        _ended[seat] = true;
        if (chance % 8 == 1) _compromised[seat] = since;
    }

    // ─── what the logs take ──────────────────────────────────────────────────────────────────────────────────────────

    /// @dev One delivery, or two that are signed at once. `fault` 5: by another key; 6: for the other log; 7: too old.
    function deliver(uint8 which, uint8 by, uint8 serial, uint8 fault, bool two) external watched {
        if (_kept.length >= MOST) return;
        (bytes32 grant, uint8 book) = (_grants[which % GRANTS], fault % 8 == 6 ? 1 : 0);
        uint32 seat = by % 4 == 0 ? _anyone(by / 4) : SENDER;
        Delivery[] memory list = new Delivery[](two ? 2 : 1);
        for (uint256 i = 0; i < list.length; ++i) {
            list[i] = _delivery(seat, book, grant, 1 + (serial % 4) + uint64(i));
            if (fault % 8 == 7) list[i].common.time -= MAX_AGE + 1;
        }
        bool entitled = fault % 8 < 5 && seat == SENDER && _mayDeliver(grant);
        _putDeliveries(list, _keyOf(fault % 8 == 5 ? seat + 1 : seat), PURPOSE, entitled);
    }

    /// @dev Two deliveries signed for another purpose than the grant's.
    function deliverForAnother(uint8 which, uint32 purpose) external watched {
        if (_kept.length >= MOST || purpose == PURPOSE) return;
        Delivery[] memory list = new Delivery[](2);
        for (uint64 i = 0; i < 2; ++i) list[i] = _delivery(SENDER, 0, _grants[which % GRANTS], 1 + i);
        _putDeliveries(list, _keyOf(SENDER), purpose, false);
    }

    function receive_(uint8 which, uint8 by, bool mismatch, uint8 fault, bool follows) external watched {
        if (_kept.length == 0 || _kept.length >= MOST) return;
        Kept memory sent = _kept[which % _kept.length];
        bytes27 counting = deliveries.deliveryOf(_grants[which % GRANTS]).id;
        if (follows && counting != 0) sent = _kept[_placeOf(counting) - 1];
        if (sent.kind != DELIVERY) return;
        uint32 seat = by % 4 == 0 ? _anyone(by / 4) : RECEIVER;
        Receipt memory one = _receipt(seat, fault % 8 == 6 ? 1 : 0, sent, mismatch ? 2 : 1);
        if (follows) one.supersedes = deliveries.deliveryOf(sent.grant).receipt;
        if (fault % 8 == 7) one.digest.size += 1;
        bool entitled = fault % 8 < 5 && seat == RECEIVER && _mayAct(RECEIVER);
        // A mismatch in other data than those delivered is none the less a mismatch.
        if (fault % 8 == 7 && mismatch) entitled = seat == RECEIVER && _mayAct(RECEIVER);
        _putReceipt(one, _keyOf(fault % 8 == 5 ? seat + 1 : seat), entitled);
    }

    function anchor(uint8 which) public watched {
        uint8 book = which % 4 == 3 ? 1 : 0;
        _anchor(book);
        for (uint256 i = 0; i < _kept.length; ++i) {
            Kept storage one = _kept[i];
            if (one.book != book || one.anchoredAt != 0) continue;
            one.anchoredAt = _now();
            bool still = one.kind == DELIVERY ? _mayDeliver(one.grant) : _mayAct(RECEIVER);
            if (!still) one.entitled = false;
        }
    }

    // ─── what is recorded ────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Brings an entry as it stands in its log, or with one thing changed.
    function record(uint8 which, uint8 change, uint8 detail) external watched {
        if (_kept.length == 0) return;
        Kept memory one = _kept[which % _kept.length];
        Proof memory proof = _proofOf(one);
        bytes memory honest = abi.encode(one.statement, proof);
        if (change % 8 < 4) {
            if (change % 8 == 0) _alterStatement(one, detail);
            if (change % 8 == 1) _alterProof(proof, one.book, detail);
        }
        bool altered = keccak256(honest) != keccak256(abi.encode(one.statement, proof));
        bytes memory call_ = one.kind == DELIVERY ? _deliveryCall(one, proof) : _receiptCall(one, proof);
        (bool done, ) = address(deliveries).call(call_);
        if (done) {
            _noteRecorded(one, altered);
            if (one.kind == RECEIPT) ++receiptsRecorded;
            else ++deliveriesRecorded;
            if (proof.signature.batch.count != 0) ++fromBatches;
        } else if (altered) ++alteredRefused;
        else if (one.anchoredAt != 0 && !one.entitled) ++othersRefused;
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function _mayDeliver(bytes32 grant) private view returns (bool) {
        return !_stopped[grant] && !_over[grant] && _mayAct(SENDER);
    }

    function _mayAct(uint32 seat) private view returns (bool) {
        return !_ended[seat] && !_suspended[_organizationOf(seat)];
    }

    function _anyone(uint8 which) private pure returns (uint32) {
        return SENDER + (which % 4);
    }

    function _deliveryCall(Kept memory one, Proof memory proof) private view returns (bytes memory) {
        return abi.encodeCall(deliveries.recordDelivery, (abi.decode(one.statement, (Delivery)), proof));
    }

    /// @dev With the delivery that the receipt is of, as its log holds it.
    function _receiptCall(Kept memory one, Proof memory proof) private view returns (bytes memory) {
        Receipt memory receipt = abi.decode(one.statement, (Receipt));
        Delivery memory sent;
        uint256 place = _placeOf(bytes27(receipt.deliveryId));
        if (place != 0) sent = abi.decode(_kept[place - 1].statement, (Delivery));
        return abi.encodeCall(deliveries.recordReceipt, (receipt, proof, sent));
    }

    function _alterStatement(Kept memory one, uint8 detail) private pure {
        if (one.kind == DELIVERY) {
            Delivery memory delivery = abi.decode(one.statement, (Delivery));
            if (detail % 4 == 0) delivery.serial += 1;
            if (detail % 4 == 1) delivery.digest.size += 1;
            if (detail % 4 == 2) delivery.version ^= bytes32(uint256(1));
            if (detail % 4 == 3) delivery.common.time -= 1;
            one.statement = abi.encode(delivery);
        } else {
            Receipt memory receipt = abi.decode(one.statement, (Receipt));
            if (detail % 2 == 0) receipt.result = 3 - receipt.result;
            else receipt.common.nonce ^= bytes16(uint128(1));
            one.statement = abi.encode(receipt);
        }
    }

    /// @dev Another place, path, frame or signature, or a later checkpoint, which was not the first to hold the entry.
    function _alterProof(Proof memory proof, uint8 book, uint8 detail) private view {
        Anchor[] storage anchors = _anchors[book];
        if (detail % 5 == 0) proof.index += 1;
        if (detail % 5 == 1 && proof.path.length > 0) proof.path[0] ^= bytes32(uint256(1));
        if (detail % 5 == 2) proof.frame.seenNumber += 1;
        if (detail % 5 == 3) proof.signature.v = 55 - proof.signature.v;
        if (detail % 5 != 4 || anchors.length == 0) return;
        uint64 size = anchors[anchors.length - 1].size;
        if (size <= proof.index) return;
        (proof.size, proof.path) = (size, NaiveMerkle.inclusion(_leaves[book], proof.index, 0, size));
    }
}
