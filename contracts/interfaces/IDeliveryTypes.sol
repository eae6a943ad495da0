// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IDeliveryTypes
/// @notice A delivery or a receipt as a log holds it, member by member (docs/spec/statement.md, docs/spec/log.md).
/// @dev No text is handed over: the contract writes the canonical bytes of the statement and of its entry by itself, so
/// that there is one reading of them only. Chain id and ExchangeLog are those of the contract. An optional member that
/// is absent is zero.
interface IDeliveryTypes {
    /// @notice Length and hashes of data.
    /// @param size Its length in bytes.
    /// @param sha256_ SHA-256 of the data, or of salt and data.
    /// @param sm3 SM3 of the same bytes.
    struct Digest {
        uint64 size;
        bytes32 sha256_;
        bytes32 sm3;
    }

    /// @notice What every statement says.
    /// @param log The one log that it is for.
    /// @param time When it was, as the signer says.
    /// @param nonce Random bytes.
    /// @param organization Who speaks.
    /// @param seat The seat that signs.
    /// @param asset The asset.
    struct Common {
        bytes32 log;
        uint64 time;
        bytes16 nonce;
        uint32 organization;
        uint32 seat;
        bytes32 asset;
    }

    /// @notice A delivery (Order 809, Art 22).
    /// @param common What every statement says.
    /// @param version The dataset version that was handed over.
    /// @param grant The grant.
    /// @param serial The provider's number for the delivery, under the grant.
    /// @param recipient To whom.
    /// @param digest Of the data.
    /// @param salted Whether the digest is salted.
    /// @param channel How: 1 interface, 2 batch, 3 file.
    /// @param partCount How many parts there were; 0 for none.
    /// @param partRoot The root over the parts' digests; zero for none.
    /// @param custodian Whether the centre that mirrors the data speaks in place of the provider.
    struct Delivery {
        Common common;
        bytes32 version;
        bytes32 grant;
        uint64 serial;
        uint32 recipient;
        Digest digest;
        bool salted;
        uint8 channel;
        uint32 partCount;
        bytes32 partRoot;
        bool custodian;
    }

    /// @notice A receipt of a delivery.
    /// @param common What every statement says.
    /// @param grant The grant.
    /// @param deliveryLog The log of the delivery.
    /// @param deliveryId The delivery's id.
    /// @param digest Of what arrived.
    /// @param salted Whether the digest is salted.
    /// @param result 1 accepted, 2 mismatch.
    /// @param supersedes The id of the receipt that it replaces; zero for none.
    struct Receipt {
        Common common;
        bytes32 grant;
        bytes32 deliveryLog;
        bytes32 deliveryId;
        Digest digest;
        bool salted;
        uint8 result;
        bytes32 supersedes;
    }

    /// @notice What a seat signed for many statements at once, and the place of one in it.
    /// @param root The root over the ids.
    /// @param count Their number; 0 when the statement was signed by itself, and nothing else here counts.
    /// @param index The statement's place.
    /// @param purpose The grant's purpose.
    /// @param from The earliest time that it covers.
    /// @param until The latest time that it covers.
    /// @param path The inclusion path of the id.
    struct Batch {
        bytes32 root;
        uint32 count;
        uint32 index;
        uint32 purpose;
        uint64 from;
        uint64 until;
        bytes32[] path;
    }

    /// @notice A signature as it stands in the entry.
    /// @param r The signature's r.
    /// @param s The signature's s, in the lower half of the order.
    /// @param v 27 or 28.
    /// @param batch The batch that was signed, if any.
    struct Signature {
        bytes32 r;
        bytes32 s;
        uint8 v;
        Batch batch;
    }

    /// @notice What the log added to a statement when it took it.
    /// @param assetNumber The entry's number among those of the asset.
    /// @param assetBefore The leaf hash of the asset's entry before; zero for the first.
    /// @param grantNumber The entry's number among those of the grant.
    /// @param grantBefore The leaf hash of the grant's entry before; zero for the first.
    /// @param logged The log's clock.
    /// @param seenNumber The number of the last block that the log knew as settled.
    /// @param seenHash That block's hash.
    /// @param seenTime That block's time.
    struct Frame {
        uint64 assetNumber;
        bytes32 assetBefore;
        uint64 grantNumber;
        bytes32 grantBefore;
        uint64 logged;
        uint64 seenNumber;
        bytes32 seenHash;
        uint64 seenTime;
    }

    /// @notice Why a statement is to be believed: who signed it, and where it stands in its log.
    /// @param signature The signature.
    /// @param frame What the log added.
    /// @param size The size of the first anchored checkpoint that holds the entry.
    /// @param index The entry's index.
    /// @param path The entry's inclusion path in the tree of that checkpoint (RFC 9162, section 2.1.3).
    struct Proof {
        Signature signature;
        Frame frame;
        uint64 size;
        uint64 index;
        bytes32[] path;
    }
}
