// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IExchangeLog} from "./interfaces/IExchangeLog.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Offices} from "./libraries/Offices.sol";
import {Rfc9162} from "./libraries/Rfc9162.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title ExchangeLog
/// @notice The checkpoints of exchange centres' transparency logs, each proven to extend the one before (RFC 9162).
contract ExchangeLog is IExchangeLog, SuyuanBase {
    using Traces for Traces.Trace;

    /// @dev What every checkpoint reads and writes of its log: one slot.
    struct Head {
        uint32 centre;
        uint32 operatorSeat;
        uint64 size;
        bool closed;
    }

    IOrganizationRegistry private immutable ORGANIZATIONS;

    mapping(bytes32 log => Head) private _heads;
    mapping(bytes32 log => mapping(uint64 size => Checkpoint)) private _checkpoints;
    mapping(bytes32 log => Traces.Trace) private _operators;
    mapping(bytes32 log => Traces.Trace) private _keys;
    mapping(bytes32 log => bytes32 successor) private _successors;
    bytes32[] private _keyHashes;

    /// @param organizations The organisation registry.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(address organizations, address forwarder, bytes32 deploymentId_) SuyuanBase(forwarder, deploymentId_) {
        ORGANIZATIONS = IOrganizationRegistry(_requireAddress(organizations));
    }

    // ─── acts of the centre ──────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IExchangeLog
    function open(uint32 bySeat, bytes32 logId, uint32 operatorSeat, bytes32 keyHash) external {
        uint32 centre = ORGANIZATIONS.requireSeat(bySeat, _msgSender(), Offices.ONLY_HEAD);
        if (!ORGANIZATIONS.hasCapacity(centre, Capacities.EXCHANGE_CENTRE)) {
            revert ExchangeLog__NotExchangeCentre(centre);
        }
        if (logId == 0) revert ExchangeLog__NoLogId();
        if (_heads[logId].centre != 0) revert ExchangeLog__LogTaken(logId);
        _requireOperator(operatorSeat, centre);

        _heads[logId] = Head({centre: centre, operatorSeat: operatorSeat, size: 0, closed: false});
        _operators[logId].write(operatorSeat);
        _setKey(logId, keyHash);

        emit LogOpened(logId, centre, operatorSeat, keyHash);
    }

    /// @inheritdoc IExchangeLog
    function rotateOperator(uint32 bySeat, bytes32 logId, uint32 operatorSeat) external {
        (Head storage head, uint32 centre) = _requireCentre(bySeat, logId);
        _requireOperator(operatorSeat, centre);

        head.operatorSeat = operatorSeat;
        _operators[logId].write(operatorSeat);

        emit OperatorRotated(logId, operatorSeat);
    }

    /// @inheritdoc IExchangeLog
    function rotateKey(uint32 bySeat, bytes32 logId, bytes32 keyHash) external {
        _requireCentre(bySeat, logId);

        _setKey(logId, keyHash);

        emit KeyRotated(logId, keyHash);
    }

    /// @inheritdoc IExchangeLog
    function close(uint32 bySeat, bytes32 logId, bytes32 successor) external {
        (Head storage head, ) = _requireCentre(bySeat, logId);
        if (successor == logId) revert ExchangeLog__OwnSuccessor(logId);
        if (successor != 0) _requireOpen(successor);

        head.closed = true;
        _successors[logId] = successor;

        emit LogClosed(logId, head.size, successor);
    }

    // ─── acts of the operator ────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IExchangeLog
    function advance(bytes32 logId, uint64 size, bytes32 root, bytes32[] calldata proof, uint48 notAfter) external {
        Head storage head = _requireOpen(logId);
        uint64 lastSize = head.size;
        // The seat was the centre's, or its successor's, when it was named the operator, and whose it is never changes.
        // slither-disable-next-line unused-return
        ORGANIZATIONS.requireSeat(head.operatorSeat, _msgSender(), Offices.ONLY_OPERATOR);
        if (_now() > notAfter) revert ExchangeLog__AnchorExpired(logId, notAfter, _now());
        mapping(uint64 => Checkpoint) storage checkpoints = _checkpoints[logId];
        if (lastSize == 0) _requireFirst(logId, size, root, proof.length);
        else _requireConsistent(logId, lastSize, checkpoints[lastSize].root, size, root, proof);

        head.size = size;
        checkpoints[size] = Checkpoint({
            root: root,
            previousSize: lastSize,
            blockNumber: uint64(block.number),
            blockTime: _now()
        });

        emit Advanced(logId, size, root, lastSize);
    }

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IExchangeLog
    function log(bytes32 logId) external view returns (Log memory) {
        Head memory head = _heads[logId];
        if (head.centre == 0) revert ExchangeLog__UnknownLog(logId);
        return
            Log({
                centre: head.centre,
                operatorSeat: head.operatorSeat,
                size: head.size,
                root: _checkpoints[logId][head.size].root,
                closed: head.closed,
                successor: _successors[logId],
                keyHash: _keyHash(_keys[logId].latest())
            });
    }

    /// @inheritdoc IExchangeLog
    function isOpen(bytes32 logId) external view returns (bool) {
        Head memory head = _heads[logId];
        return head.centre != 0 && !head.closed;
    }

    /// @inheritdoc IExchangeLog
    function checkpoint(bytes32 logId, uint64 size) external view returns (Checkpoint memory) {
        return _checkpoints[logId][size];
    }

    // ─── traces ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IExchangeLog
    function operatorTrace(bytes32 logId) external view returns (uint256) {
        return _operators[logId].length();
    }

    /// @inheritdoc IExchangeLog
    function operatorTraceElement(bytes32 logId, uint256 index) external view returns (uint48 key, uint176 value) {
        return _operators[logId].element(index);
    }

    /// @inheritdoc IExchangeLog
    function operatorAt(bytes32 logId, uint48 time) external view returns (uint32) {
        return uint32(_operators[logId].lookup(time));
    }

    /// @inheritdoc IExchangeLog
    function keyTrace(bytes32 logId) external view returns (uint256) {
        return _keys[logId].length();
    }

    /// @inheritdoc IExchangeLog
    function keyTraceElement(bytes32 logId, uint256 index) external view returns (uint48 key, uint176 value) {
        return _keys[logId].element(index);
    }

    /// @inheritdoc IExchangeLog
    function keyAt(bytes32 logId, uint48 time) external view returns (bytes32) {
        return _keyHash(_keys[logId].lookup(time));
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Gives a log a key from this block on.
    function _setKey(bytes32 logId, bytes32 keyHash) private {
        if (keyHash == 0) revert ExchangeLog__NoKey();

        _keyHashes.push(keyHash);
        _keys[logId].write(uint176(_keyHashes.length));
    }

    /// @dev The key hash at a place that a key trace holds, from 1; zero at place 0.
    function _keyHash(uint256 place) private view returns (bytes32) {
        return place == 0 ? bytes32(0) : _keyHashes[place - 1];
    }

    /// @dev Refuses a log that does not exist or is closed.
    function _requireOpen(bytes32 logId) private view returns (Head storage head) {
        head = _heads[logId];
        if (head.centre == 0) revert ExchangeLog__UnknownLog(logId);
        if (head.closed) revert ExchangeLog__LogIsClosed(logId, head.size);
    }

    /// @dev Refuses unless the caller acts as head of the data office for the centre of an open log, or for the one
    /// that stands in its place. Returns the log, and for which.
    function _requireCentre(
        uint32 bySeat,
        bytes32 logId
    ) private view returns (Head storage head, uint32 organization) {
        organization = ORGANIZATIONS.requireSeat(bySeat, _msgSender(), Offices.ONLY_HEAD);
        head = _requireOpen(logId);
        // Whoever acts is active, and so stands for itself.
        if (organization == head.centre) return (head, organization);

        uint32 centre = ORGANIZATIONS.follow(head.centre, logId);
        if (organization != centre) revert ExchangeLog__NotCentre(logId, organization, centre);
    }

    /// @dev Refuses an operator that could not act now, or would act for another organisation.
    function _requireOperator(uint32 operatorSeat, uint32 centre) private view {
        address account = ORGANIZATIONS.seat(operatorSeat).account;
        uint32 organization = ORGANIZATIONS.requireSeat(operatorSeat, account, Offices.ONLY_OPERATOR);
        if (organization != centre) revert ExchangeLog__ForeignOperator(operatorSeat, organization, centre);
    }

    /// @dev Refuses a checkpoint that does not extend the last one.
    function _requireConsistent(
        bytes32 logId,
        uint64 lastSize,
        bytes32 lastRoot,
        uint64 size,
        bytes32 root,
        bytes32[] calldata proof
    ) private view {
        if (size == 0) revert ExchangeLog__EmptyCheckpoint(logId);
        if (size == lastSize) revert ExchangeLog__SameSize(logId, size);
        if (size < lastSize) revert ExchangeLog__SmallerSize(logId, size, lastSize);

        (Rfc9162.Fit fit, bytes32 older, bytes32 newer) = Rfc9162.consistencyRoots(lastSize, size, lastRoot, proof);
        if (fit == Rfc9162.Fit.TooShort) revert ExchangeLog__ProofTooShort(logId, lastSize, size, proof.length);
        if (fit == Rfc9162.Fit.TooLong) revert ExchangeLog__ProofTooLong(logId, lastSize, size, proof.length);
        if (older != lastRoot) revert ExchangeLog__WrongLastRoot(logId, lastRoot, older);
        if (newer != root) revert ExchangeLog__WrongRoot(logId, root, newer);
    }

    /// @dev Refuses a first checkpoint that is empty or brings a proof.
    function _requireFirst(bytes32 logId, uint64 size, bytes32 root, uint256 nodes) private pure {
        if (size == 0) revert ExchangeLog__EmptyCheckpoint(logId);
        if (nodes != 0) revert ExchangeLog__FirstNeedsNoProof(logId, nodes);
        if (root == 0) revert ExchangeLog__WrongRoot(logId, root, 0);
    }
}
