// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ICaseErrors
/// @notice The states of a case, and why the case registry refuses.
interface ICaseErrors {
    /// @notice The state of a case. An objection or ownership dispute is open until it is withdrawn, dismissed or
    /// upheld; a correction is open until it is withdrawn, corrected or rejected, and closed after either answer; a
    /// dispute is in consultation, in coordination or before the government until it is withdrawn, settled or decided,
    /// and executed after a decision.
    enum CaseState {
        None,
        Open,
        Withdrawn,
        Dismissed,
        Upheld,
        Corrected,
        Rejected,
        Closed,
        Consulting,
        Coordinating,
        GovernmentDecision,
        Settled,
        Decided,
        Executed
    }

    /// @notice Thrown when no case has this id.
    /// @param id The id.
    error CaseRegistry__UnknownCase(bytes32 id);

    /// @notice Thrown when a case is no longer open.
    /// @param id The case.
    /// @param state Its state.
    error CaseRegistry__Closed(bytes32 id, CaseState state);

    /// @notice Thrown when an objection comes while no public notice is open.
    /// @param asset The asset.
    error CaseRegistry__NoNotice(bytes32 asset);

    /// @notice Thrown when an asset is unknown, or its registration cancelled.
    /// @param asset The asset.
    error CaseRegistry__NoAsset(bytes32 asset);

    /// @notice Thrown when the applicant or holder would raise a case against itself.
    /// @param asset The asset.
    /// @param organization The organisation.
    error CaseRegistry__OwnAsset(bytes32 asset, uint32 organization);

    /// @notice Thrown when an organisation that is neither department nor operating body claims ownership.
    /// @param organization Its number.
    error CaseRegistry__MayNotClaim(uint32 organization);

    /// @notice Thrown when a commitment to the grounds is zero.
    error CaseRegistry__NoGrounds();

    /// @notice Thrown when a commitment to the decision is zero.
    error CaseRegistry__NoDecision();

    /// @notice Thrown when an organisation has an open case on the asset already.
    /// @param asset The asset.
    /// @param id The open case.
    error CaseRegistry__OpenAlready(bytes32 asset, bytes32 id);

    /// @notice Thrown when a case is another organisation's to withdraw.
    /// @param id The case.
    /// @param organization Who tried.
    /// @param raiser Who may; of a case that freezes, 0 if the raiser was abolished and nobody took its place.
    error CaseRegistry__NotRaiser(bytes32 id, uint32 organization, uint32 raiser);

    /// @notice Thrown when an organisation may not decide a case: it is no one's superior here, or a party.
    /// @param id The case.
    /// @param organization Who tried.
    /// @param decider Who may, or an authority above it; 0 if only the council may.
    error CaseRegistry__NotEntitled(bytes32 id, uint32 organization, uint32 decider);

    // ─── kinds ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when an act is not one on this kind of case.
    /// @param id The case.
    /// @param kind Its kind.
    error CaseRegistry__WrongKind(bytes32 id, uint8 kind);

    /// @notice Thrown when an act is no arrow from a case's state.
    /// @param id The case.
    /// @param state Its state.
    error CaseRegistry__WrongState(bytes32 id, CaseState state);

    // ─── corrections ─────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when an organisation that is no active department asks for a correction.
    /// @param organization Its number.
    error CaseRegistry__NotDepartment(uint32 organization);

    /// @notice Thrown when a correction names a grant that is not of this asset, or not the raiser's.
    /// @param grant The grant.
    /// @param asset The asset.
    /// @param organization Who tried.
    error CaseRegistry__NotItsGrant(bytes32 grant, bytes32 asset, uint32 organization);

    /// @notice Thrown when a correction is another organisation's to answer.
    /// @param id The case.
    /// @param organization Who tried.
    /// @param respondent Who may; 0 if the asset's holder was abolished and nobody took its place.
    error CaseRegistry__NotRespondent(bytes32 id, uint32 organization, uint32 respondent);

    /// @notice Thrown when a holder would reject an error that it has reported itself.
    /// @param id The case.
    error CaseRegistry__SelfReported(bytes32 id);

    /// @notice Thrown when data is said to be corrected without the version that is.
    error CaseRegistry__NoVersion();

    // ─── disputes ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when there is neither a request nor a correction of this id to be in dispute.
    /// @param subject The id.
    error CaseRegistry__UnknownSubject(bytes32 subject);

    /// @notice Thrown when an organisation is on neither side.
    /// @param subject The request, grant, correction or dispute.
    /// @param organization Who tried.
    error CaseRegistry__NotParty(bytes32 subject, uint32 organization);

    /// @notice Thrown when both sides are one organisation, as after a merger.
    /// @param subject The request, grant or correction.
    /// @param organization The organisation.
    error CaseRegistry__OneSide(bytes32 subject, uint32 organization);

    /// @notice Thrown when a dispute over the subject has not ended.
    /// @param subject The request, grant or correction.
    /// @param id The dispute.
    error CaseRegistry__DisputedAlready(bytes32 subject, bytes32 id);

    /// @notice Thrown when a commitment to what was agreed is zero.
    error CaseRegistry__NoAgreement();

    /// @notice Thrown when a side has told already that a decision was executed.
    /// @param id The dispute.
    /// @param organization The organisation.
    error CaseRegistry__ToldBefore(bytes32 id, uint32 organization);
}
