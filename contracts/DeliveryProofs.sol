// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DeliveryStore} from "./DeliveryStore.sol";
import {IExchangeLog} from "./interfaces/IExchangeLog.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {Entries} from "./libraries/Entries.sol";
import {Offices} from "./libraries/Offices.sol";
import {Rfc9162} from "./libraries/Rfc9162.sol";
import {Statements} from "./libraries/Statements.sol";
import {Traces} from "./libraries/Traces.sol";

/// @title DeliveryProofs
/// @notice Whether a statement stands in its log, was signed by its seat, and the seat was entitled to it.
/// @dev Facts are judged at two moments, the statement's time (the anchor's, if that is earlier) and the anchor's.
abstract contract DeliveryProofs is DeliveryStore {
    using Traces for uint176;

    /// @dev A statement that was found in its log.
    struct Found {
        bytes32 id;
        bytes32 root;
        uint48 first;
        uint48 anchoredAt;
    }

    /// @dev The most nodes of an inclusion path: a tree's size has 64 binary digits.
    uint256 internal constant MOST_NODES = 64;
    /// @dev The most statements that are signed at once, and the levels of a tree of so many.
    uint256 internal constant MOST_IN_BATCH = 1024;
    uint256 internal constant MOST_BATCH_NODES = 10;
    /// @dev How much a log's clock may be ahead of the anchor's, in seconds (docs/spec/log.md, rule 5).
    uint64 private constant ANCHOR_LATE = 60;
    /// @dev How much older a statement may be than its entry, and how much younger, in seconds (rule 6).
    uint64 private constant STATEMENT_MAX_AGE = 604_800;
    uint64 private constant STATEMENT_MAX_AHEAD = 300;
    /// @dev Half the order of secp256k1, rounded down: the highest s that is low (EIP-2).
    uint256 private constant HIGHEST_LOW_S = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;
    /// @dev How many steps a chain of successions may have.
    uint256 private constant MAX_SUCCESSIONS = 8;
    uint256 private constant ACTIVE = uint256(IOrganizationRegistry.Status.Active);
    uint256 private constant ABOLISHED = uint256(IOrganizationRegistry.Status.Abolished);

    /// @dev The domain that all statements for the log are signed in.
    bytes32 internal immutable DOMAIN;

    // ─── log ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses what is too long, before anything is hashed, and an entry that this checkpoint was not the first to
    /// anchor. Returns root and moments.
    function _requireAnchored(Common calldata common, Proof calldata proof) internal view returns (Found memory found) {
        if (proof.path.length > MOST_NODES) {
            revert DeliveryRegistry__PathTooLong(proof.path.length, MOST_NODES);
        }
        _requireBatch(proof.signature.batch);
        if (uint256(proof.signature.s) > HIGHEST_LOW_S) revert DeliveryRegistry__HighS(proof.signature.s);

        IExchangeLog.Checkpoint memory checkpoint = EXCHANGE_LOG.checkpoint(common.log, proof.size);
        if (checkpoint.blockTime == 0) revert DeliveryRegistry__NotAnchored(common.log, proof.size);
        if (proof.index < checkpoint.previousSize || proof.index >= proof.size) {
            revert DeliveryRegistry__OutsideAnchor(proof.index, checkpoint.previousSize, proof.size);
        }
        _requireTimes(common.time, proof.frame, checkpoint.blockTime);
        found.root = checkpoint.root;
        found.anchoredAt = checkpoint.blockTime;
        found.first = common.time < checkpoint.blockTime ? uint48(common.time) : checkpoint.blockTime;
    }

    /// @dev Refuses an entry that does not lie at its index in the tree.
    function _requireIncluded(bytes32 leaf, bytes32 root, Proof calldata proof) internal view {
        (Rfc9162.Fit fit, bytes32 computed) = Rfc9162.inclusionRoot(proof.index, proof.size, leaf, proof.path);
        if (fit != Rfc9162.Fit.Exact) {
            revert DeliveryRegistry__PathMisfit(proof.index, proof.size, proof.path.length);
        }
        if (computed != root) revert DeliveryRegistry__NotInLog(leaf, computed, root);
    }

    /// @dev Where all statements are for.
    function _place() internal view returns (Entries.Place memory) {
        return Entries.Place(CHAIN_ID, address(EXCHANGE_LOG));
    }

    /// @dev Rules 4 to 6 of docs/spec/log.md, as far as one anchor tells.
    function _requireTimes(uint64 time, Frame calldata frame, uint48 anchoredAt) private pure {
        uint64 logged = frame.logged;
        // Sums are of numbers below 2^53, or else too great for the first comparison.
        bool inOrder =
            frame.seenTime <= logged &&
                frame.seenTime <= anchoredAt &&
                logged <= anchoredAt + ANCHOR_LATE &&
                time <= logged + STATEMENT_MAX_AHEAD &&
                time + STATEMENT_MAX_AGE >= logged;
        if (!inOrder) revert DeliveryRegistry__TimesOutOfOrder(time, logged, frame.seenTime, anchoredAt);
    }

    // ─── signature ───────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses unless the account of the statement's seat signed it, alone or in a batch, and was entitled to: by
    /// its office, its term, the organisation, and a system seat's allowance.
    function _requireSigned(
        Found memory found,
        bytes32 struct_,
        Common calldata common,
        Signature calldata signature,
        bytes32 grant,
        uint32 purpose,
        uint256 offices
    ) internal view {
        if (signature.batch.count != 0) {
            _requireInBatch(found.id, common.time, signature.batch, purpose);
            struct_ = Statements.hashOf(signature.batch, common, grant);
        }
        bytes32 digest = Statements.digestOf(DOMAIN, struct_);
        address signer = ecrecover(digest, signature.v, signature.r, signature.s);
        uint8 office = _requireSeat(found, common, signer, offices);
        if (office == Offices.SYSTEM) _requireAllowed(found, common.seat, grant);
        _requireActive(found, common.organization);
    }

    /// @dev Refuses a batch that is too large, before anything is hashed.
    function _requireBatch(Batch calldata batch) private pure {
        if (batch.count == 0) return;
        if (batch.count > MOST_IN_BATCH || batch.index >= batch.count) {
            revert DeliveryRegistry__BadBatch(batch.count, batch.index);
        }
        if (batch.path.length > MOST_BATCH_NODES) {
            revert DeliveryRegistry__PathTooLong(batch.path.length, MOST_BATCH_NODES);
        }
    }

    /// @dev Refuses a statement that a batch does not cover or hold.
    function _requireInBatch(bytes32 id, uint64 time, Batch calldata batch, uint32 purpose) private view {
        if (time < batch.from || time > batch.until || batch.purpose != purpose) {
            revert DeliveryRegistry__NotCovered(time, purpose);
        }
        bytes32 leaf = Rfc9162.leafOf(id);
        (Rfc9162.Fit fit, bytes32 computed) = Rfc9162.inclusionRoot(batch.index, batch.count, leaf, batch.path);
        if (fit != Rfc9162.Fit.Exact) {
            revert DeliveryRegistry__PathMisfit(batch.index, batch.count, batch.path.length);
        }
        if (computed != batch.root) revert DeliveryRegistry__NotInBatch(id, computed, batch.root);
    }

    // ─── authorisation ───────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses unless an organisation was a party at the first moment, or stood in its place.
    function _requireParty(
        uint48 first,
        bytes32 grant,
        uint32 organization,
        uint32 party,
        bytes32 subject
    ) internal view {
        if (!_stoodFor(organization, party, subject, first)) {
            revert DeliveryRegistry__NotParty(grant, organization, party);
        }
    }

    /// @dev Whether an organisation was another one at a moment, or stood in its place by mergers and splits. Where it
    /// was the other one, whether that had ended is not asked.
    function _stoodFor(uint32 organization, uint32 party, bytes32 subject, uint48 time) internal view returns (bool) {
        uint32 current = party;
        for (uint256 i = 0; i <= MAX_SUCCESSIONS && current != 0; ++i) {
            if (current == organization) return true;
            uint176 standing = _standingAt(current, time);
            if (standing.get(Traces.STANDING_STATUS) != ABOLISHED) return false;

            uint32 assigned = ORGANIZATIONS.assignmentOf(current, subject);
            current = assigned == 0 ? uint32(standing.get(Traces.STANDING_SUCCESSOR)) : assigned;
        }
        return false;
    }

    /// @dev Refuses unless a grant named the log at both moments.
    function _requireLog(Found memory found, bytes32 grant, bytes32 log) internal view {
        if (_logAt(grant, found.first) != log || _logAt(grant, found.anchoredAt) != log) {
            revert DeliveryRegistry__WrongLog(grant, log);
        }
    }

    /// @dev Refuses a seat of another organisation, account or office, or one that was not in office throughout. Both
    /// ends of a seat are final, but a compromise may be declared later. Returns the office.
    function _requireSeat(
        Found memory found,
        Common calldata common,
        address signer,
        uint256 offices
    ) private view returns (uint8) {
        IOrganizationRegistry.Seat memory seat = ORGANIZATIONS.seat(common.seat);
        if (seat.organization != common.organization) {
            revert DeliveryRegistry__SeatOfOther(common.seat, common.organization, seat.organization);
        }
        // A seat has an account, so that a signature of nobody is none of it.
        if (seat.account != signer) revert DeliveryRegistry__WrongSigner(common.seat, seat.account, signer);
        if ((offices >> seat.office) & 1 == 0) revert DeliveryRegistry__WrongOffice(common.seat, seat.office);

        (uint48 endedAt, uint48 compromisedSince) = ORGANIZATIONS.seatEnd(common.seat);
        bool inOffice =
            seat.from <= found.first &&
                found.anchoredAt < seat.until &&
                (endedAt == 0 || found.anchoredAt < endedAt) &&
                (compromisedSince == 0 || found.anchoredAt < compromisedSince);
        if (!inOffice) {
            revert DeliveryRegistry__SeatNotInOffice(common.seat, found.first, found.anchoredAt);
        }
        return seat.office;
    }

    /// @dev Refuses a system seat that was not allowed for a grant.
    function _requireAllowed(Found memory found, uint32 seat, bytes32 grant) private view {
        if (!_allowedAt(seat, grant, found.first) || !_allowedAt(seat, grant, found.anchoredAt)) {
            revert DeliveryRegistry__NotAllowed(seat, grant);
        }
    }

    /// @dev Refuses an organisation that was not active.
    function _requireActive(Found memory found, uint32 organization) private view {
        if (!_wasActive(organization, found.first) || !_wasActive(organization, found.anchoredAt)) {
            revert DeliveryRegistry__NotActive(organization);
        }
    }

    function _wasActive(uint32 organization, uint48 time) private view returns (bool) {
        uint176 standing = _standingAt(organization, time);
        uint256 suspendedSince = standing.get(Traces.STANDING_SUSPENDED_SINCE);
        return standing.get(Traces.STANDING_STATUS) == ACTIVE && (suspendedSince == 0 || time < suspendedSince);
    }

    // ─── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

    function _logAt(bytes32 grant, uint48 time) private view returns (bytes32) {
        return SHARING.logAt(grant, time);
    }

    function _standingAt(uint32 organization, uint48 time) private view returns (uint176) {
        return ORGANIZATIONS.standingAt(organization, time);
    }

    function _allowedAt(uint32 seat, bytes32 grant, uint48 time) private view returns (bool) {
        return ORGANIZATIONS.allowanceAt(seat, grant, time);
    }
}
