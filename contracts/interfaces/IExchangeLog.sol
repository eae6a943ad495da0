// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISuyuanBase} from "./ISuyuanBase.sol";

/// @title IExchangeLog
/// @notice The checkpoints of exchange centres' transparency logs, each proven to extend the one before (RFC 9162).
/// @dev A log is named by SHA-256 of its origin line (C2SP tlog-checkpoint). For each checkpoint the contract keeps its
/// root and, in one slot, previous size, block number and block time: so that a storage proof shows that an entry was
/// logged after one anchor and before the next.
interface IExchangeLog is ISuyuanBase {
    /// @notice What the contract holds on a log at present.
    /// @param centre The exchange centre whose log it is.
    /// @param operatorSeat The seat that may advance it.
    /// @param size The size of its last checkpoint.
    /// @param root The root of its last checkpoint.
    /// @param closed Whether it is closed; then size and root are final.
    /// @param successor The log that carries on after it, or zero.
    /// @param keyHash The hash of the key that signs its checkpoints.
    struct Log {
        uint32 centre;
        uint32 operatorSeat;
        uint64 size;
        bytes32 root;
        bool closed;
        bytes32 successor;
        bytes32 keyHash;
    }

    /// @notice A checkpoint.
    /// @param root The root of the tree.
    /// @param previousSize The size of the checkpoint before it; 0 for the first.
    /// @param blockNumber The block that took it.
    /// @param blockTime That block's time; 0 means that there is no such checkpoint.
    struct Checkpoint {
        bytes32 root;
        uint64 previousSize;
        uint64 blockNumber;
        uint48 blockTime;
    }

    /// @notice A log was opened.
    event LogOpened(bytes32 indexed log, uint32 indexed centre, uint32 operatorSeat, bytes32 keyHash);

    /// @notice A log has another operator.
    event OperatorRotated(bytes32 indexed log, uint32 operatorSeat);

    /// @notice A log has another key.
    event KeyRotated(bytes32 indexed log, bytes32 keyHash);

    /// @notice A log was closed at its last size.
    event LogClosed(bytes32 indexed log, uint64 size, bytes32 successor);

    /// @notice A log has another checkpoint.
    event Advanced(bytes32 indexed log, uint64 indexed size, bytes32 root, uint64 previousSize);

    /// @notice Thrown when no log has this id.
    /// @param log The id.
    error ExchangeLog__UnknownLog(bytes32 log);

    /// @notice Thrown when a log id is zero.
    error ExchangeLog__NoLogId();

    /// @notice Thrown when a key hash is zero.
    error ExchangeLog__NoKey();

    /// @notice Thrown when a log id is in use.
    /// @param log The id.
    error ExchangeLog__LogTaken(bytes32 log);

    /// @notice Thrown when a log is closed.
    /// @param log The log.
    /// @param size Its final size.
    error ExchangeLog__LogIsClosed(bytes32 log, uint64 size);

    /// @notice Thrown when an organisation that is not an exchange centre would open a log.
    /// @param organization The organisation.
    error ExchangeLog__NotExchangeCentre(uint32 organization);

    /// @notice Thrown when an organisation acts on another centre's log.
    /// @param log The log.
    /// @param organization Who tried.
    /// @param centre Who may: the log's centre, or whoever stands in its place; 0 if nobody does.
    error ExchangeLog__NotCentre(bytes32 log, uint32 organization, uint32 centre);

    /// @notice Thrown when a log's operator would be a seat of another organisation than its centre.
    /// @param operatorSeat The seat.
    /// @param organization Whose seat it is.
    /// @param centre The log's centre.
    error ExchangeLog__ForeignOperator(uint32 operatorSeat, uint32 organization, uint32 centre);

    /// @notice Thrown when a log would be its own successor.
    /// @param log The log.
    error ExchangeLog__OwnSuccessor(bytes32 log);

    /// @notice Thrown when a checkpoint comes later than its sender wanted it to.
    /// @param log The log.
    /// @param notAfter The last moment at which it was to be taken.
    /// @param time The time of this block.
    error ExchangeLog__AnchorExpired(bytes32 log, uint48 notAfter, uint48 time);

    /// @notice Thrown when a checkpoint has size zero.
    /// @param log The log.
    error ExchangeLog__EmptyCheckpoint(bytes32 log);

    /// @notice Thrown when a checkpoint has the size of the last one.
    /// @param log The log.
    /// @param size The size.
    error ExchangeLog__SameSize(bytes32 log, uint64 size);

    /// @notice Thrown when a checkpoint is smaller than the last one.
    /// @param log The log.
    /// @param size The size.
    /// @param lastSize The size of the last one.
    error ExchangeLog__SmallerSize(bytes32 log, uint64 size, uint64 lastSize);

    /// @notice Thrown when a log's first checkpoint comes with a proof, for which there is nothing to prove.
    /// @param log The log.
    /// @param nodes The number of nodes in the proof.
    error ExchangeLog__FirstNeedsNoProof(bytes32 log, uint256 nodes);

    /// @notice Thrown when nodes are missing in a consistency proof.
    /// @param log The log.
    /// @param lastSize The older size.
    /// @param size The newer size.
    /// @param nodes The number of nodes in the proof.
    error ExchangeLog__ProofTooShort(bytes32 log, uint64 lastSize, uint64 size, uint256 nodes);

    /// @notice Thrown when nodes are left over in a consistency proof.
    /// @param log The log.
    /// @param lastSize The older size.
    /// @param size The newer size.
    /// @param nodes The number of nodes in the proof.
    error ExchangeLog__ProofTooLong(bytes32 log, uint64 lastSize, uint64 size, uint256 nodes);

    /// @notice Thrown when a consistency proof does not lead to the last checkpoint: history would be rewritten.
    /// @param log The log.
    /// @param lastRoot The root of the last checkpoint.
    /// @param computed The older root as the proof has it.
    error ExchangeLog__WrongLastRoot(bytes32 log, bytes32 lastRoot, bytes32 computed);

    /// @notice Thrown when a consistency proof does not lead to the new checkpoint, or its root is zero.
    /// @param log The log.
    /// @param root The root of the new checkpoint.
    /// @param computed The newer root as the proof has it.
    error ExchangeLog__WrongRoot(bytes32 log, bytes32 root, bytes32 computed);

    /// @notice Opens a log of the seat's organisation, an exchange centre (Order 809, Art 31).
    /// @param bySeat Its head of the data office.
    /// @param logId SHA-256 of the log's origin line.
    /// @param operatorSeat The seat that shall advance it: an active log operator of the same organisation.
    /// @param keyHash The hash of the key that signs its checkpoints.
    function open(uint32 bySeat, bytes32 logId, uint32 operatorSeat, bytes32 keyHash) external;

    /// @notice Gives a log another operator. Only its centre may, or whoever stands in its place.
    /// @param bySeat The centre's head of the data office.
    /// @param logId The log.
    /// @param operatorSeat The seat that shall advance it: an active log operator of the same organisation.
    function rotateOperator(uint32 bySeat, bytes32 logId, uint32 operatorSeat) external;

    /// @notice Gives a log another key. Only its centre may, or whoever stands in its place.
    /// @param bySeat The centre's head of the data office.
    /// @param logId The log.
    /// @param keyHash The hash of the key.
    function rotateKey(uint32 bySeat, bytes32 logId, bytes32 keyHash) external;

    /// @notice Closes a log at its last size. Only its centre may, or whoever stands in its place.
    /// @param bySeat The centre's head of the data office.
    /// @param logId The log.
    /// @param successor An open log that carries on after it, or zero.
    function close(uint32 bySeat, bytes32 logId, bytes32 successor) external;

    /// @notice Takes a log's next checkpoint, if it extends the last one (RFC 9162, section 2.1.4.2). Only the account
    /// of the log's operator seat may.
    /// @param logId The log.
    /// @param size The size of the tree, greater than the last one.
    /// @param root The root of the tree.
    /// @param proof The consistency proof from the last checkpoint; empty for the first.
    /// @param notAfter The last moment at which the checkpoint may be taken.
    function advance(bytes32 logId, uint64 size, bytes32 root, bytes32[] calldata proof, uint48 notAfter) external;

    /// @notice Reads a log; an unknown id is refused.
    /// @param logId The log.
    /// @return What the contract holds on it.
    function log(bytes32 logId) external view returns (Log memory);

    /// @notice Tells whether a log exists and is not closed.
    /// @param logId The log.
    /// @return True if it is open.
    function isOpen(bytes32 logId) external view returns (bool);

    /// @notice Reads a checkpoint.
    /// @param logId The log.
    /// @param size The size of the tree.
    /// @return The checkpoint; empty if there is none of this size.
    function checkpoint(bytes32 logId, uint64 size) external view returns (Checkpoint memory);

    /// @notice The number of elements in the trace of a log's operator.
    /// @param logId The log.
    /// @return The number of elements.
    function operatorTrace(bytes32 logId) external view returns (uint256);

    /// @notice One element of the trace of a log's operator.
    /// @param logId The log.
    /// @param index The element's index, from 0.
    /// @return key The time from which it holds.
    /// @return value The seat's number.
    function operatorTraceElement(bytes32 logId, uint256 index) external view returns (uint48 key, uint176 value);

    /// @notice A log's operator at a moment.
    /// @param logId The log.
    /// @param time The moment.
    /// @return The seat's number.
    function operatorAt(bytes32 logId, uint48 time) external view returns (uint32);

    /// @notice The number of elements in the trace of a log's key.
    /// @param logId The log.
    /// @return The number of elements.
    function keyTrace(bytes32 logId) external view returns (uint256);

    /// @notice One element of the trace of a log's key.
    /// @param logId The log.
    /// @param index The element's index, from 0.
    /// @return key The time from which it holds.
    /// @return value The place of the key's hash in the list of key hashes, from 1.
    function keyTraceElement(bytes32 logId, uint256 index) external view returns (uint48 key, uint176 value);

    /// @notice The hash of a log's key at a moment.
    /// @param logId The log.
    /// @param time The moment.
    /// @return The hash.
    function keyAt(bytes32 logId, uint48 time) external view returns (bytes32);
}
