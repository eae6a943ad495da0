// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ISharingErrors
/// @notice The states of requests and grants, and why the sharing registry refuses.
interface ISharingErrors {
    /// @notice How far a request has come, and the grant that answers it.
    /// @dev Suspended, expired and in force are facts of the grant's trace; delivered and received are facts of the
    /// delivery registry.
    enum RequestStatus {
        None,
        AnswerDue,
        Incomplete,
        Withdrawn,
        Refused,
        Granted,
        DisposalDue,
        Disposed
    }

    /// @notice The state of a grant.
    enum GrantState {
        None,
        Running,
        Ended
    }

    /// @notice How far a demand has come.
    enum DemandStatus {
        None,
        Announced,
        Matched,
        Withdrawn,
        Filed
    }

    // ─── both ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when a request, or the grant that answers it, is not where an act can take it.
    /// @param id The request.
    /// @param status How far it has come; 0 if there is none.
    error SharingRegistry__WrongStatus(bytes32 id, RequestStatus status);

    /// @notice Thrown when an organisation may not take this step.
    /// @param id The request, grant, demand or asset.
    /// @param organization Who tried.
    error SharingRegistry__NotEntitled(bytes32 id, uint32 organization);

    /// @notice Thrown when the rule book does not know the code of a reason.
    /// @param key The rule that holds the known codes, a bit for each.
    /// @param code The code.
    error SharingRegistry__UnknownReason(bytes32 key, uint16 code);

    /// @notice Thrown when a commitment, a record or a ground is zero.
    error SharingRegistry__NoCommitment();

    // ─── requests ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when an organisation that is not a department would request (Order 809, Art 20).
    /// @param organization The organisation.
    error SharingRegistry__NotDepartment(uint32 organization);

    /// @notice Thrown when an organisation requests what it answers for itself.
    /// @param asset The asset.
    /// @param organization The organisation.
    error SharingRegistry__OwnAsset(bytes32 asset, uint32 organization);

    /// @notice Thrown when an asset cannot be requested or granted: unconfirmed, expired, frozen, or not shared.
    /// @param asset The asset.
    error SharingRegistry__NotShareable(bytes32 asset);

    /// @notice Thrown when a request states no purpose (Order 809, Art 20).
    error SharingRegistry__NoPurpose();

    /// @notice Thrown when a method of handing over is unknown (Order 809, Art 22).
    /// @param method The method.
    error SharingRegistry__BadMethod(uint8 method);

    /// @notice Thrown when a requested term is not in the future, or longer than ten years.
    /// @param until The first moment after the term.
    /// @param latest The latest that it may be.
    error SharingRegistry__BadRequestedTerm(uint48 until, uint48 latest);

    /// @notice Thrown when an organisation files what it filed just before.
    /// @param request The request that it filed.
    error SharingRegistry__FiledAlready(bytes32 request);

    /// @notice Thrown when an organisation acts on another one's request.
    /// @param request The request.
    /// @param organization Who tried.
    /// @param requester Who may.
    error SharingRegistry__NotRequester(bytes32 request, uint32 organization, uint32 requester);

    /// @notice Thrown when a demand is not the requester's, or was not matched with the asset.
    /// @param demand The demand.
    /// @param status How far it has come; 0 if there is none.
    error SharingRegistry__BadDemand(bytes32 demand, DemandStatus status);

    // ─── answers ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when an organisation answers in another one's place.
    /// @param id The request, or the asset of a standing consent.
    /// @param organization Who tried.
    /// @param answerer Who may: the asset's holder, or for an onward request the recipient of the grant above it.
    error SharingRegistry__NotAnswerer(bytes32 id, uint32 organization, uint32 answerer);

    /// @notice Thrown when a request would be returned a second time (Order 809, Art 21: one single notice).
    /// @param request The request.
    error SharingRegistry__ReturnedAlready(bytes32 request);

    /// @notice Thrown when an extension is asked, or consented to, a second time.
    /// @param request The request.
    error SharingRegistry__ExtendedAlready(bytes32 request);

    /// @notice Thrown when nobody has asked for an extension.
    /// @param request The request.
    error SharingRegistry__NoExtensionAsked(bytes32 request);

    /// @notice Thrown when an extension has no days, or more than the rule allows (Order 809, Art 21).
    /// @param days_ The working days.
    /// @param most The most there may be.
    error SharingRegistry__BadExtension(uint8 days_, uint256 most);

    /// @notice Thrown when an answer is extended after its deadline.
    /// @param request The request.
    /// @param due The first moment at which an answer is late.
    error SharingRegistry__TooLate(bytes32 request, uint48 due);

    /// @notice Thrown when a grant names a log that is not open.
    /// @param log The log.
    error SharingRegistry__LogNotOpen(bytes32 log);

    /// @notice Thrown when a grant's term begins in the past, is empty, or is longer than it may be.
    /// @param from The first moment of the term.
    /// @param until The first moment after it.
    /// @param latest The latest that it may be.
    error SharingRegistry__BadTerm(uint48 from, uint48 until, uint48 latest);

    /// @notice Thrown when a promised delivery is later than the rule has it (Order 809, Art 22).
    /// @param days_ The working days.
    /// @param most The most there may be.
    error SharingRegistry__BadPromise(uint8 days_, uint256 most);

    /// @notice Thrown when a refusal gives no legal basis (Order 809, Art 21).
    error SharingRegistry__NoLegalBasis();

    // ─── standing consents ───────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when a standing consent is given for an asset that is not shared unconditionally.
    /// @param asset The asset.
    error SharingRegistry__NotUnconditional(bytes32 asset);

    /// @notice Thrown when no standing consent covers a request: none was given, it has not begun or is over, its giver
    /// does not hold the asset any more or is suspended, or it was given for another scope.
    /// @param asset The asset.
    error SharingRegistry__NoConsent(bytes32 asset);

    // ─── onward sharing ──────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when a request names a grant above it that is not running, or of another asset, or is onward
    /// itself as often as it may be.
    /// @param parent The grant.
    error SharingRegistry__BadParent(bytes32 parent);

    /// @notice Thrown when a request is no onward request, or was consented to already.
    /// @param request The request.
    error SharingRegistry__NoConsentNeeded(bytes32 request);

    /// @notice Thrown when data would be shared on without the provider's consent (Order 809, Art 25).
    /// @param request The request.
    error SharingRegistry__NotConsented(bytes32 request);

    // ─── grants ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when no grant has this id.
    /// @param grant The id.
    error SharingRegistry__UnknownGrant(bytes32 grant);

    /// @notice Thrown when a grant has ended.
    /// @param grant The grant.
    error SharingRegistry__GrantHasEnded(bytes32 grant);

    /// @notice Thrown when a grant's term is over.
    /// @param grant The grant.
    /// @param until The first moment after its term.
    error SharingRegistry__GrantExpired(bytes32 grant, uint48 until);

    /// @notice Thrown when a grant that is not over would be closed, or its data disposed of for the record.
    /// @param grant The grant.
    /// @param until The first moment after its term.
    error SharingRegistry__NotOver(bytes32 grant, uint48 until);

    /// @notice Thrown when a suspended grant would be suspended, or one that is not would be resumed.
    /// @param grant The grant.
    /// @param suspended Whether it is suspended.
    error SharingRegistry__WrongSuspension(bytes32 grant, bool suspended);

    /// @notice Thrown when rectification is ordered by a moment that is not in the future (Order 809, Art 27).
    /// @param rectifyBy The moment.
    error SharingRegistry__BadRectification(uint48 rectifyBy);

    /// @notice Thrown when rectification is reported where none is ordered, or was reported already.
    /// @param grant The grant.
    error SharingRegistry__NothingToRectify(bytes32 grant);

    /// @notice Thrown when a provider would end a grant that is not suspended (Order 809, Art 27).
    /// @param grant The grant.
    /// @param provider Its provider.
    error SharingRegistry__ProviderMayNotEnd(bytes32 grant, uint32 provider);

    // ─── changes ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when a change is of an unknown kind, or its value says nothing of that kind.
    /// @param kind The kind: 1 scope, 2 term, 3 log, 4 end.
    /// @param value The value.
    error SharingRegistry__BadChange(uint8 kind, bytes32 value);

    /// @notice Thrown when a grant has a proposal already.
    /// @param grant The grant.
    error SharingRegistry__ChangeProposed(bytes32 grant);

    /// @notice Thrown when a grant has no proposal, or not one that an act can take.
    /// @param grant The grant.
    error SharingRegistry__NoChange(bytes32 grant);

    /// @notice Thrown when a clock is unknown.
    /// @param clock The clock: 1 answer, 2 delivery, 3 disposal, 7 rectification.
    error SharingRegistry__UnknownClock(uint8 clock);
}
