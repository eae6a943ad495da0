// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ISharingErrors
/// @notice The states of requests and grants, and why the sharing registry refuses.
interface ISharingErrors {
    /// @notice Whether a request has been answered.
    enum RequestStatus {
        None,
        Pending,
        Granted,
        Refused,
        Withdrawn
    }

    /// @notice The state of a grant.
    enum GrantState {
        None,
        Active,
        Suspended,
        Ended
    }

    // ─── requests ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when no request has this id.
    /// @param request The id.
    error SharingRegistry__UnknownRequest(bytes32 request);

    /// @notice Thrown when a request has been answered or withdrawn.
    /// @param request The request.
    /// @param status Its status.
    error SharingRegistry__RequestClosed(bytes32 request, RequestStatus status);

    /// @notice Thrown when an organisation that is not a department would request (Order 809, Art 20).
    /// @param organization The organisation.
    error SharingRegistry__NotDepartment(uint32 organization);

    /// @notice Thrown when an organisation requests what it holds itself.
    /// @param asset The asset.
    /// @param organization The organisation.
    error SharingRegistry__OwnAsset(bytes32 asset, uint32 organization);

    /// @notice Thrown when an asset cannot be requested or granted: unconfirmed, expired, frozen, or not shared.
    /// @param asset The asset.
    error SharingRegistry__NotShareable(bytes32 asset);

    /// @notice Thrown when a request states no purpose (Order 809, Art 20).
    error SharingRegistry__NoPurpose();

    /// @notice Thrown when a commitment is zero.
    error SharingRegistry__NoCommitment();

    /// @notice Thrown when a method of handing over is unknown (Order 809, Art 22).
    /// @param method The method.
    error SharingRegistry__BadMethod(uint8 method);

    /// @notice Thrown when a requested term is not in the future, or longer than ten years.
    /// @param until The first moment after the term.
    /// @param latest The latest that it may be.
    error SharingRegistry__BadRequestedTerm(uint48 until, uint48 latest);

    /// @notice Thrown when an organisation acts on another one's request.
    /// @param request The request.
    /// @param organization Who tried.
    /// @param requester Who may.
    error SharingRegistry__NotRequester(bytes32 request, uint32 organization, uint32 requester);

    // ─── answers ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when an organisation answers for an asset that it does not hold.
    /// @param asset The asset.
    /// @param organization Who tried.
    /// @param holder Who may.
    error SharingRegistry__NotHolder(bytes32 asset, uint32 organization, uint32 holder);

    /// @notice Thrown when a grant names a log that is not open.
    /// @param log The log.
    error SharingRegistry__LogNotOpen(bytes32 log);

    /// @notice Thrown when a grant's term begins in the past, is empty, or is longer than requested.
    /// @param from The first moment of the term.
    /// @param until The first moment after it.
    /// @param latest The first moment after the term that was requested.
    error SharingRegistry__BadTerm(uint48 from, uint48 until, uint48 latest);

    /// @notice Thrown when a refusal, suspension or end gives no reason (Order 809, Arts 21 and 27).
    error SharingRegistry__NoReason();

    /// @notice Thrown when a refusal gives no legal basis (Order 809, Art 21).
    error SharingRegistry__NoLegalBasis();

    // ─── grants ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when no grant has this id.
    /// @param grant The id.
    error SharingRegistry__UnknownGrant(bytes32 grant);

    /// @notice Thrown when a grant's state does not allow an act.
    /// @param grant The grant.
    /// @param state Its state.
    error SharingRegistry__WrongState(bytes32 grant, GrantState state);

    /// @notice Thrown when a grant's term is over.
    /// @param grant The grant.
    /// @param until The first moment after its term.
    error SharingRegistry__GrantExpired(bytes32 grant, uint48 until);

    /// @notice Thrown when an organisation may not take this step on a grant.
    /// @param grant The grant.
    /// @param organization Who tried.
    error SharingRegistry__NotEntitled(bytes32 grant, uint32 organization);

    /// @notice Thrown when a provider would end a grant that is not suspended (Order 809, Art 27).
    /// @param grant The grant.
    /// @param provider Its provider.
    error SharingRegistry__ProviderMayNotEnd(bytes32 grant, uint32 provider);
}
