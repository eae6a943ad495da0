// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DeliveryRegistry} from "../../../../contracts/DeliveryRegistry.sol";
import {IDeliveryTypes} from "../../../../contracts/interfaces/IDeliveryTypes.sol";
import {Offices} from "../../../../contracts/libraries/Offices.sol";
import {NaiveEntry} from "./NaiveEntry.sol";
import {NaiveMerkle} from "./NaiveMerkle.sol";
import {NaiveTyped} from "./NaiveTyped.sol";
import {World} from "./World.sol";

/// @notice Two logs as their operator keeps them, beside the contracts: entries in order as docs/spec/log.md writes them,
/// with signatures by keys that the test has, and the checkpoints that were anchored.
abstract contract LogBook is World, IDeliveryTypes {
    /// @dev One entry. `book` is 0 or 1; statement and proof are encoded, the proof without size and path.
    struct Kept {
        uint8 kind;
        uint8 book;
        uint64 index;
        bytes32 id;
        bytes32 grant;
        bytes32 leaf;
        uint48 anchoredAt;
        bool entitled;
        bytes statement;
        bytes proof;
    }

    struct Anchor {
        uint64 size;
        uint48 time;
    }

    uint8 internal constant DELIVERY = 1;
    uint8 internal constant RECEIPT = 2;
    bytes32 internal constant SECOND_LOG = keccak256("a second log");
    /// @dev Seats whose keys the test has: the provider's registrant and receiver, and those of the recipient.
    uint32 internal constant SENDER = 6;
    uint32 internal constant RECEIVER = 7;
    uint32 internal constant WRONG_SENDER = 8;
    uint32 internal constant WRONG_RECEIVER = 9;
    uint256 private constant FIRST_KEY = 0xACC0;

    DeliveryRegistry internal deliveries;
    Kept[] internal _kept;
    mapping(uint8 book => bytes32[]) internal _leaves;
    mapping(uint8 book => Anchor[]) internal _anchors;
    mapping(uint8 book => mapping(bytes32 subject => uint64)) private _numbers;
    mapping(uint8 book => mapping(bytes32 subject => bytes32)) private _lastLeaves;
    uint128 private _nonces;

    function _open() internal {
        rules.setRule("receipt.days", 5, 1, "a test", 0);
        deliveries = new DeliveryRegistry(
            address(organizations),
            address(assets),
            address(sharing),
            address(exchange),
            address(calendar),
            address(rules),
            FORWARDER,
            DEPLOYMENT_ID
        );
        VM.prank(_account(CENTRE));
        exchange.open(CENTRE, SECOND_LOG, OPERATOR_SEAT, keccak256("a key"));
        _appoint(HOLDER, Offices.REGISTRANT, SENDER);
        _appoint(OTHER, Offices.RECEIVER, RECEIVER);
        _appoint(OTHER, Offices.REGISTRANT, WRONG_SENDER);
        _appoint(HOLDER, Offices.RECEIVER, WRONG_RECEIVER);
    }

    // ─── statements ──────────────────────────────────────────────────────────────────────────────────────────────────

    function _delivery(uint32 seat, uint8 book, bytes32 grant, uint64 serial) internal returns (Delivery memory one) {
        one.common = _common(seat, book);
        (one.version, one.grant, one.serial) = (keccak256("version"), grant, serial);
        (one.recipient, one.digest, one.salted) = (OTHER, _data(1), true);
        one.channel = 3;
    }

    function _receipt(uint32 seat, uint8 book, Kept memory sent, uint8 result) internal returns (Receipt memory one) {
        one.common = _common(seat, book);
        (one.grant, one.deliveryLog, one.deliveryId) = (sent.grant, _logOf(sent.book), sent.id);
        (one.digest, one.salted, one.result) = (_data(result), true, result);
    }

    function _organizationOf(uint32 seat) internal pure returns (uint32) {
        return seat == SENDER || seat == WRONG_RECEIVER ? HOLDER : OTHER;
    }

    function _keyOf(uint32 seat) internal pure returns (uint256) {
        return FIRST_KEY + seat;
    }

    function _logOf(uint8 book) internal pure returns (bytes32) {
        return book == 0 ? LOG : SECOND_LOG;
    }

    // ─── entries ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Puts deliveries into a log, signed at once by a key if they are several.
    function _putDeliveries(Delivery[] memory list, uint256 key, uint32 purpose, bool entitled) internal {
        bytes[] memory texts = new bytes[](list.length);
        bytes32[] memory leaves = new bytes32[](list.length);
        for (uint256 i = 0; i < list.length; ++i) {
            texts[i] = NaiveEntry.delivery(list[i], block.chainid, address(exchange));
            leaves[i] = _leafOf(abi.encodePacked(sha256(texts[i])));
        }
        Signature memory signature;
        Common memory common = list[0].common;
        bytes32 struct_ = NaiveTyped.delivery(sha256(texts[0]), list[0]);
        if (list.length > 1) {
            signature.batch = _batchOf(leaves, purpose, common.time);
            struct_ = NaiveTyped.batch(signature.batch, common, list[0].grant);
        }
        _sign(signature, key, struct_);
        for (uint256 i = 0; i < list.length; ++i) {
            signature.batch.index = uint32(i);
            if (list.length > 1) signature.batch.path = NaiveMerkle.inclusion(leaves, i, 0, list.length);
            _put(DELIVERY, texts[i], list[i].common, list[i].grant, signature, entitled);
            _kept[_kept.length - 1].statement = abi.encode(list[i]);
        }
    }

    function _putReceipt(Receipt memory one, uint256 key, bool entitled) internal {
        bytes memory text = NaiveEntry.receipt(one, block.chainid, address(exchange));
        Signature memory signature;
        _sign(signature, key, NaiveTyped.receipt(sha256(text), one));
        _put(RECEIPT, text, one.common, one.grant, signature, entitled);
        _kept[_kept.length - 1].statement = abi.encode(one);
    }

    /// @dev Anchors all that a log holds. What it covers first was anchored now.
    function _anchor(uint8 book) internal {
        bytes32[] memory leaves = _leaves[book];
        Anchor[] storage anchors = _anchors[book];
        uint64 last = anchors.length == 0 ? 0 : anchors[anchors.length - 1].size;
        if (leaves.length == last) return;
        bytes32[] memory proof = last == 0 ? new bytes32[](0) : NaiveMerkle.consistency(leaves, last, leaves.length);
        bytes32 root = NaiveMerkle.root(leaves, 0, leaves.length);
        VM.prank(_operator());
        exchange.advance(_logOf(book), uint64(leaves.length), root, proof, _now());
        anchors.push(Anchor(uint64(leaves.length), _now()));
    }

    /// @dev The proof of an entry in the first anchored checkpoint that holds it, or in what the log holds now.
    function _proofOf(Kept memory one) internal view returns (Proof memory proof) {
        proof = abi.decode(one.proof, (Proof));
        Anchor[] storage anchors = _anchors[one.book];
        proof.size = uint64(_leaves[one.book].length);
        for (uint256 i = anchors.length; i > 0 && anchors[i - 1].size > one.index; --i)
            proof.size = anchors[i - 1].size;
        proof.path = NaiveMerkle.inclusion(_leaves[one.book], one.index, 0, proof.size);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function _appoint(uint32 organization, uint8 office, uint32 seat) private {
        VM.prank(_head(organization));
        uint32 number = organizations.appointSeat(organization, office, VM.addr(_keyOf(seat)), _now() + YEAR, 0);
        equal(number, seat, "seat");
    }

    function _common(uint32 seat, uint8 book) private returns (Common memory) {
        return Common(_logOf(book), _now(), bytes16(++_nonces), _organizationOf(seat), seat, asset);
    }

    /// @dev What was handed over, by a number: what arrives with a mismatch is something else.
    function _data(uint8 which) private pure returns (Digest memory) {
        return Digest(1000, sha256(abi.encode(which)), keccak256(abi.encode(which)));
    }

    function _leafOf(bytes memory data) private pure returns (bytes32) {
        return sha256(bytes.concat(hex"00", data));
    }

    function _batchOf(bytes32[] memory leaves, uint32 purpose, uint64 time) private pure returns (Batch memory batch) {
        (batch.root, batch.count) = (NaiveMerkle.root(leaves, 0, leaves.length), uint32(leaves.length));
        (batch.purpose, batch.from, batch.until) = (purpose, time, time);
    }

    function _sign(Signature memory signature, uint256 key, bytes32 struct_) private view {
        bytes32 digest = NaiveTyped.digest(struct_, block.chainid, address(exchange));
        (signature.v, signature.r, signature.s) = VM.sign(key, digest);
    }

    function _put(
        uint8 kind,
        bytes memory text,
        Common memory common,
        bytes32 grant,
        Signature memory signature,
        bool entitled
    ) private {
        uint8 book = common.log == LOG ? 0 : 1;
        Proof memory proof;
        proof.signature = signature;
        proof.frame = _frameOf(book, grant);
        proof.index = uint64(_leaves[book].length);
        bytes32 leaf = _leafOf(NaiveEntry.entry(text, proof, common, grant));
        _leaves[book].push(leaf);
        (_lastLeaves[book][asset], _lastLeaves[book][grant]) = (leaf, leaf);
        Kept storage kept = _kept.push();
        (kept.kind, kept.book, kept.index) = (kind, book, proof.index);
        (kept.id, kept.grant, kept.leaf) = (sha256(text), grant, leaf);
        (kept.entitled, kept.proof) = (entitled, abi.encode(proof));
    }

    function _frameOf(uint8 book, bytes32 grant) private returns (Frame memory frame) {
        (frame.assetNumber, frame.assetBefore) = (++_numbers[book][asset], _lastLeaves[book][asset]);
        (frame.grantNumber, frame.grantBefore) = (++_numbers[book][grant], _lastLeaves[book][grant]);
        (frame.logged, frame.seenTime) = (_now(), _now());
        (frame.seenNumber, frame.seenHash) = (uint64(block.number), keccak256("a block"));
    }
}
