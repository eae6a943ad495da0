// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISuyuanBase} from "./ISuyuanBase.sol";

/// @title ICaseRegistry
/// @notice Objections to a registration and disputes over an asset's ownership: who raises them, who decides, and what
/// is frozen meanwhile (Interim Measures for the Registration of Public Data Resources; Order 809, Art 28).
/// @dev Kinds: 1 objection, 2 ownership dispute. A case's id is
/// `keccak256(abi.encode(chainid, this, "case", uint32 raiser, uint64 serial))`. An open case freezes its asset: no
/// coding, no transfer, no new right; rights that run go on. As many cases are open as freezes the asset registry
/// counts, 200 at most. A case is decided once, and never by a party to it.
interface ICaseRegistry is ISuyuanBase {
    /// @notice The state of a case.
    enum CaseState {
        None,
        Open,
        Withdrawn,
        Dismissed,
        Upheld
    }

    /// @notice What was raised; it never changes.
    /// @param asset The asset.
    /// @param grounds A salted commitment to the grounds.
    /// @param raiser The organisation that raised it.
    /// @param respondent The applicant or holder at that time, also one that was abolished without successor.
    /// @param registrar For an objection the registrar whose procedure it is about; 0 for a dispute.
    /// @param kind Its kind.
    /// @param time When it was raised.
    /// @param serial Its number among the raiser's cases, from 1.
    struct Case {
        bytes32 asset;
        bytes32 grounds;
        uint32 raiser;
        uint32 respondent;
        uint32 registrar;
        uint8 kind;
        uint48 time;
        uint64 serial;
    }

    /// @notice How a case stands at present.
    /// @param state Its state.
    /// @param by The organisation that withdrew or decided it; 0 while it is open, and for the council.
    /// @param decision The commitment to the decision; zero if there is none.
    struct CaseStatus {
        CaseState state;
        uint32 by;
        bytes32 decision;
    }

    /// @notice A case was raised, and its asset is frozen.
    event CaseRaised(
        bytes32 indexed id,
        bytes32 indexed asset,
        uint32 indexed raiser,
        uint8 kind,
        uint32 respondent,
        uint32 registrar,
        bytes32 grounds
    );

    /// @notice A case was withdrawn by whoever raised it.
    event CaseWithdrawn(bytes32 indexed id, bytes32 indexed asset, uint32 indexed by);

    /// @notice A case was dismissed; `by` is 0 for the council.
    event CaseDismissed(bytes32 indexed id, bytes32 indexed asset, uint32 indexed by, bytes32 decision);

    /// @notice A case was upheld; `by` is 0 for the council.
    event CaseUpheld(bytes32 indexed id, bytes32 indexed asset, uint32 indexed by, bytes32 decision);

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
    /// @param raiser Who may; 0 if the raiser was abolished and nobody took its place.
    error CaseRegistry__NotRaiser(bytes32 id, uint32 organization, uint32 raiser);

    /// @notice Thrown when an organisation may not decide a case: it is no one's superior here, or a party.
    /// @param id The case.
    /// @param organization Who tried.
    /// @param decider Who may, or an authority above it; 0 if only the council may.
    error CaseRegistry__NotEntitled(bytes32 id, uint32 organization, uint32 decider);

    /// @notice Objects to a registration while its public notice is open (Interim Measures, Art 12). Any active
    /// organisation but the applicant may.
    /// @param bySeat Its head of the data office.
    /// @param asset The asset.
    /// @param grounds A salted commitment to the grounds.
    /// @return id The case.
    function raiseObjection(uint32 bySeat, bytes32 asset, bytes32 grounds) external returns (bytes32 id);

    /// @notice Disputes who owns an asset, registered or coded, at any time. Any active department or operating body
    /// but the holder may.
    /// @param bySeat Its head of the data office.
    /// @param asset The asset.
    /// @param grounds A salted commitment to the grounds.
    /// @return id The case.
    function openOwnershipDispute(uint32 bySeat, bytes32 asset, bytes32 grounds) external returns (bytes32 id);

    /// @notice Withdraws a case. Only whoever raised it may, or stands in its place.
    /// @param bySeat Its head of the data office.
    /// @param id The case.
    function withdrawCase(uint32 bySeat, bytes32 id) external;

    /// @notice Dismisses a case. An objection is decided by the registrar of the procedure, an ownership dispute by the
    /// lowest common superior of both sides (Order 809, Art 28), either also by an authority above; never by a party.
    /// @param bySeat Its head of the data office.
    /// @param id The case.
    /// @param decision A commitment to the decision.
    function dismiss(uint32 bySeat, bytes32 id, bytes32 decision) external;

    /// @notice Upholds a case, as whoever may {dismiss} it: a procedure that is pending ends as refused.
    /// @param bySeat Its head of the data office.
    /// @param id The case.
    /// @param decision A commitment to the decision.
    function uphold(uint32 bySeat, bytes32 id, bytes32 decision) external;

    /// @notice Dismisses a case that nobody else may decide. Only the council may.
    /// @param id The case, whose sides have no common superior, or none that is not a party.
    /// @param decision A commitment to the decision.
    function dismissByCouncil(bytes32 id, bytes32 decision) external;

    /// @notice Upholds a case that nobody else may decide. Only the council may.
    /// @param id The case, whose sides have no common superior, or none that is not a party.
    /// @param decision A commitment to the decision.
    function upholdByCouncil(bytes32 id, bytes32 decision) external;

    /// @notice Reads a case; an unknown id is refused.
    /// @param id The case.
    /// @return What was raised.
    function caseOf(bytes32 id) external view returns (Case memory);

    /// @notice Tells how a case stands at present; an unknown id is refused.
    /// @param id The case.
    /// @return Its status.
    function caseStatus(bytes32 id) external view returns (CaseStatus memory);

    /// @notice The state of a case at a moment.
    /// @param id The case.
    /// @param time The moment.
    /// @return State and who brought it about, packed.
    function stateAt(bytes32 id, uint48 time) external view returns (uint176);

    /// @notice The organisation that decides an open case at present, or an authority above which does.
    /// @param id The case.
    /// @return Its number; 0 if only the council may decide.
    function deciderOf(bytes32 id) external view returns (uint32);

    /// @notice An organisation's open case on an asset.
    /// @param asset The asset.
    /// @param raiser The organisation.
    /// @return The case; zero if there is none.
    function openCaseOf(bytes32 asset, uint32 raiser) external view returns (bytes32);

    /// @notice How many cases an organisation has raised.
    /// @param raiser The organisation.
    /// @return The number of cases; their serials run from 1.
    function caseCount(uint32 raiser) external view returns (uint64);
}
