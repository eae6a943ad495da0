// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingErrors} from "./ISharingErrors.sol";

/// @title ISharingEvents
/// @notice What the sharing registry holds, and what it tells: its state can be rebuilt from its events.
interface ISharingEvents is ISharingErrors {
    // ─── what it holds ───────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice What is wanted (Order 809, Art 20).
    /// @param asset The asset: confirmed, valid, and not withheld from sharing.
    /// @param scope SHA-256(0x01 ‖ commitment ‖ items): a salted commitment to basis, scenario and conditions, and the
    /// RFC 9162 root over the items.
    /// @param purpose The code of the purpose.
    /// @param method How it shall be handed over: 1 interface, 2 batch, 3 file (Order 809, Art 22).
    /// @param until The first moment after the term that is wanted, at most ten years ahead.
    /// @param parent 0 to have it of the holder; else the grant from which it shall be shared on (Order 809, Art 25).
    /// @param demand The demand that was matched with the asset; 0 for none.
    struct Wanted {
        bytes32 asset;
        bytes32 scope;
        uint32 purpose;
        uint8 method;
        uint48 until;
        bytes32 parent;
        bytes32 demand;
    }

    /// @notice What is granted.
    /// @param log The one log, open, that the exchanges must be in.
    /// @param scope The scope; 0 as it was asked.
    /// @param from The first moment of the term, not in the past; 0 means now.
    /// @param until The first moment after the term, not after the one that was wanted; of a standing consent, 0 for no
    /// bound.
    /// @param quota The most deliveries; 0 for no bound.
    /// @param disposal The code of what becomes of the data after the end (Order 809, Art 27); 0 for what the law says.
    /// @param deliveryDays Within how many working days it is delivered; 0 for what the rule says (Order 809, Art 22).
    struct Terms {
        bytes32 log;
        bytes32 scope;
        uint48 from;
        uint48 until;
        uint24 quota;
        uint16 disposal;
        uint8 deliveryDays;
    }

    /// @notice What the registry holds on a request, and on the grant that answers it.
    /// @param asset The asset that is wanted.
    /// @param scope What is wanted, as in {Wanted}.
    /// @param requester The requester, as it was when it filed.
    /// @param purpose The code of its purpose.
    /// @param method How it shall be handed over: 1 interface, 2 batch, 3 file (Order 809, Art 22).
    /// @param status How far it has come.
    /// @param flags See {ISharingRegistry}.
    /// @param days_ The working days of the answer's clock, with an extension.
    /// @param asked How many working days more were asked for, while nobody consented.
    /// @param reason The code of the reason for which it was refused, or zero.
    /// @param wantedUntil The first moment after the term that is wanted.
    /// @param since When the answer's clock began: with the filing, or anew with the resubmission.
    /// @param due When it ends, as first computed; 0 if there is none.
    /// @param provider Who granted it; 0 until it is.
    /// @param from The first moment of the grant's term.
    /// @param quota The most deliveries; 0 for no bound.
    /// @param deliveryDue When the delivery's clock ends, as first computed. It begins with the grant.
    /// @param deliveryDays The working days of that clock.
    /// @param rectifyBy Before when the breach had to be rectified for which it was suspended last; 0 if nothing was
    /// ordered.
    /// @param suspendedBy Who suspended it last; 0 if none did.
    /// @param disposal The code of what becomes of the data after the end.
    /// @param consented The number of the standing consent by which it was granted; 0 if by none.
    struct Request {
        bytes32 asset;
        bytes32 scope;
        uint32 requester;
        uint32 purpose;
        uint8 method;
        RequestStatus status;
        uint16 flags;
        uint8 days_;
        uint8 asked;
        uint16 reason;
        uint40 wantedUntil;
        uint40 since;
        uint40 due;
        uint32 provider;
        uint40 from;
        uint24 quota;
        uint40 deliveryDue;
        uint8 deliveryDays;
        uint40 rectifyBy;
        uint32 suspendedBy;
        uint16 disposal;
        uint24 consented;
    }

    /// @notice What may change about a grant, at present.
    /// @param state Its state; a running grant may have expired.
    /// @param inForce Whether it is in force.
    /// @param grantedAt When it was granted.
    /// @param from The first moment of its term.
    /// @param until The first moment after its term.
    /// @param suspendedSince Since when it was suspended last; 0 if it never was since its last change.
    /// @param resumedAt When that suspension was lifted; 0 if it was not.
    /// @param reason The code of the reason for that suspension, or for the end; zero if there was none.
    /// @param scopeVersion How often its scope was changed.
    /// @param scope Its scope.
    /// @param log The one log that its exchanges must be in.
    /// @param parent The grant above it; 0 if there is none.
    struct GrantStatus {
        GrantState state;
        bool inForce;
        uint48 grantedAt;
        uint48 from;
        uint48 until;
        uint48 suspendedSince;
        uint48 resumedAt;
        uint16 reason;
        uint8 scopeVersion;
        bytes32 scope;
        bytes32 log;
        bytes32 parent;
    }

    /// @notice What the registry holds on a demand.
    /// @param commitment A salted commitment to what is needed.
    /// @param asset The asset that it was matched with; 0 if none.
    /// @param organization Who announced it.
    /// @param status How far it has come.
    struct Demand {
        bytes32 commitment;
        bytes32 asset;
        uint32 organization;
        DemandStatus status;
    }

    /// @notice What the holder of an asset consented to in advance.
    /// @param scope The only scope that can be requested; 0 for any.
    /// @param provider The holder that consented; 0 if there is no consent.
    /// @param logNumber The number of the log.
    /// @param quota The most deliveries of each grant; 0 for no bound.
    /// @param deliveryDays Within how many working days each is delivered.
    /// @param scoped Whether there is a scope.
    /// @param disposal The code of what becomes of the data after the end.
    /// @param from The first moment of the consent.
    /// @param until The first moment after the term of each grant at the latest; 0 for no bound.
    /// @param number The asset's number among those that were ever consented to; it outlives a withdrawal.
    struct Consent {
        bytes32 scope;
        uint32 provider;
        uint24 logNumber;
        uint24 quota;
        uint8 deliveryDays;
        bool scoped;
        uint16 disposal;
        uint40 from;
        uint40 until;
        uint24 number;
    }

    /// @notice A proposal to change a grant.
    /// @param value The scope; the first moment after the term; the log; the code of the reason for the end.
    /// @param kind 1 scope, 2 term, 3 log, 4 end.
    /// @param declined Whether the other side declined it.
    /// @param byProvider Whether the provider proposed it; else the recipient did.
    /// @param time When it was proposed.
    struct Change {
        bytes32 value;
        uint8 kind;
        bool declined;
        bool byProvider;
        uint48 time;
    }

    // ─── what it tells ───────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice A department told what it needs, and of whom it does not know.
    event DemandAnnounced(bytes32 indexed demand, uint32 indexed organization, bytes32 commitment);

    /// @notice A demand was matched with an asset.
    event DemandMatched(bytes32 indexed demand, bytes32 indexed asset, uint32 indexed byOrganization);

    /// @notice A demand was withdrawn.
    event DemandWithdrawn(bytes32 indexed demand);

    /// @notice An asset was requested; the answer is due before a moment, or 0 where a standing consent is the answer.
    event RequestFiled(
        bytes32 indexed request,
        bytes32 indexed asset,
        uint32 indexed organization,
        uint32 seat,
        Wanted wanted,
        uint48 due,
        bool provisional
    );

    /// @notice A request was returned, once, with all that it lacks. Its clock stopped.
    event RequestReturned(bytes32 indexed request, uint32 indexed organization, bytes32 gaps, bool late);

    /// @notice A request was completed. Its clock began anew.
    event RequestResubmitted(bytes32 indexed request, bytes32 scope, uint48 due, bool provisional);

    /// @notice A request was withdrawn by the requester.
    event RequestWithdrawn(bytes32 indexed request);

    /// @notice Whoever must answer asked for more time.
    event ExtensionAsked(bytes32 indexed request, uint32 indexed organization, uint8 days_, bytes32 grounds);

    /// @notice More time was consented to.
    event RequestExtended(
        bytes32 indexed request,
        uint32 indexed byAuthority,
        uint8 days_,
        uint48 due,
        bool provisional
    );

    /// @notice The provider consented that its data be shared on.
    event OnwardConsented(bytes32 indexed request, uint32 indexed provider);

    /// @notice A request was refused.
    event RequestRefused(
        bytes32 indexed request,
        uint32 indexed organization,
        uint16 reason,
        bytes32 legalBasis,
        bool late
    );

    /// @notice A request was granted; the grant has its id. The terms are told as they hold: scope, beginning and
    /// days of the delivery filled in.
    event GrantIssued(
        bytes32 indexed grant,
        bytes32 indexed asset,
        uint32 indexed provider,
        Terms terms,
        uint48 deliveryDue,
        uint16 flags
    );

    /// @notice The holder of an asset consented to all requests for it in advance.
    event ConsentGiven(bytes32 indexed asset, uint32 indexed provider, Terms terms);

    /// @notice A standing consent was withdrawn; what was granted under it stays.
    event ConsentWithdrawn(bytes32 indexed asset, uint32 indexed provider);

    /// @notice A grant was suspended; its breach is to be rectified before a moment, or 0.
    event GrantSuspended(bytes32 indexed grant, uint32 indexed organization, uint16 reason, uint48 rectifyBy);

    /// @notice The recipient reported that it has rectified.
    event RectificationReported(bytes32 indexed grant, bytes32 evidence, bool late);

    /// @notice A grant's suspension was lifted.
    event GrantResumed(bytes32 indexed grant, uint32 indexed organization);

    /// @notice A grant was ended before its term; its data is to be disposed of. Organisation 0: as both sides agreed,
    /// or as the authority confirmed.
    event GrantEnded(bytes32 indexed grant, uint32 indexed organization, uint16 reason);

    /// @notice A grant that expired was closed; its data is to be disposed of before a moment.
    event GrantClosed(bytes32 indexed grant, uint48 until, uint48 due, bool provisional);

    /// @notice The recipient has disposed of the data.
    event DisposalRecorded(bytes32 indexed grant, bytes32 record, bool late);

    /// @notice One side proposed to change a grant.
    event ChangeProposed(bytes32 indexed grant, uint32 indexed organization, uint8 kind, bytes32 value);

    /// @notice A proposal was withdrawn.
    event ChangeWithdrawn(bytes32 indexed grant);

    /// @notice The other side declined a proposal.
    event ChangeDeclined(bytes32 indexed grant, uint32 indexed organization);

    /// @notice A grant was changed, as both sides agreed; or as the authority above the provider confirmed.
    event GrantChanged(bytes32 indexed grant, uint32 indexed organization, uint8 kind, bytes32 value);
}
