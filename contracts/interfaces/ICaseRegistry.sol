// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICaseCorrections} from "./ICaseCorrections.sol";
import {ICaseDisputes} from "./ICaseDisputes.sol";
import {ICaseErrors} from "./ICaseErrors.sol";
import {ISuyuanBase} from "./ISuyuanBase.sol";

/// @title ICaseRegistry
/// @notice Objections to a registration, disputes over an asset's ownership, corrections of data and disputes over
/// sharing: who raises them, who decides, and what is frozen meanwhile (Interim Measures for the Registration of Public
/// Data Resources; Order 809, Arts 26 and 28).
/// @dev Kinds: 1 objection, 2 ownership dispute, 3 correction, 4 dispute over sharing. A case's id is
/// `keccak256(abi.encode(chainid, this, "case", uint32 raiser, uint64 serial))`. An open objection or ownership dispute
/// freezes its asset: no coding, no transfer, no new right; rights that run go on. As many of them are open as freezes
/// the asset registry counts, 200 at most. A case is decided once, and never by a party to it.
interface ICaseRegistry is ISuyuanBase, ICaseErrors, ICaseCorrections, ICaseDisputes {
    /// @notice What was raised; it never changes.
    /// @param asset The asset.
    /// @param grounds A salted commitment to the grounds.
    /// @param raiser The organisation that raised it.
    /// @param respondent The other side at that time, also one that was abolished without successor: the applicant or
    /// holder, or the other side of a request or grant.
    /// @param registrar For an objection the registrar whose procedure it is about; else 0.
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
    /// @param by The organisation that brought it there; 0 while it is open, and for the council.
    /// @param decision The commitment to the decision; the version of the data that was corrected, the grounds of a
    /// rejection, what was agreed; zero if there is none.
    struct CaseStatus {
        CaseState state;
        uint32 by;
        bytes32 decision;
    }

    /// @notice What a correction or a dispute over sharing is about, and its running limit.
    /// @param subject For a correction its grant or zero; for a dispute the request, grant or correction.
    /// @param since When the limit began.
    /// @param due The first moment after it, as first computed; 0 for none.
    /// @param doneAt When a correction was answered or withdrawn; 0 before, and for a dispute.
    /// @param workingDays How many working days it has; 0 for none.
    /// @param provisional Whether `due` may move later, once a calendar is published.
    /// @param selfReported Whether the holder reported an error of its own data.
    /// @param byProvider Whether a dispute's raiser is on the side that has the data.
    /// @param told Which sides agreed to what is proposed, then which told of the execution: 1 raiser, 2 respondent.
    /// @param referredBy Who put a dispute before the government; 0 if nobody did.
    /// @param agreement What was proposed last; zero if nothing was.
    struct Turn {
        bytes32 subject;
        uint48 since;
        uint48 due;
        uint48 doneAt;
        uint8 workingDays;
        bool provisional;
        bool selfReported;
        bool byProvider;
        uint8 told;
        uint32 referredBy;
        bytes32 agreement;
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
    /// @param id The case: neither withdrawn, settled nor decided, and if a correction not answered.
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

    /// @notice Reads what a correction or a dispute over sharing is about, and its limit.
    /// @param id The case.
    /// @return What it is about; all zero for an objection or ownership dispute.
    function turnOf(bytes32 id) external view returns (Turn memory);

    /// @notice Both sides of a case, as they stand now.
    /// @param id The case.
    /// @return raiser Who stands in the raiser's place.
    /// @return respondent Who stands in the respondent's place.
    function partiesOf(bytes32 id) external view returns (uint32 raiser, uint32 respondent);

    /// @notice Who uses data and who has it, as they stand now: of a request or grant, or of a correction; of any other
    /// case both sides. An unknown subject is refused.
    /// @param subject The request, grant or case.
    /// @return asset The asset.
    /// @return requester The requester or recipient, or the case's raiser.
    /// @return provider The provider, who must answer, or the case's respondent; 0 if nobody stands for it any more.
    function sidesOf(bytes32 subject) external view returns (bytes32 asset, uint32 requester, uint32 provider);

    /// @notice The dispute over a subject that has not ended.
    /// @param subject The request, grant or correction.
    /// @return The dispute; zero if there is none.
    function openDisputeOf(bytes32 subject) external view returns (bytes32);

    /// @notice The end of a case's running limit: as first computed, or later where a calendar moved it.
    /// @param id The case.
    /// @return due The first moment after it; 0 for none.
    /// @return provisional Whether it may move later.
    function deadlineOf(bytes32 id) external view returns (uint48 due, bool provisional);

    /// @notice Tells whether a correction was answered late, or is overdue (Order 809, Art 26).
    /// @param id The correction; any other case has no such limit.
    /// @param clock 5; any other clock does not run here.
    /// @return who The asset's holder, who owes the answer.
    /// @return since When the limit began.
    /// @return due The first moment after it; 0 for none.
    /// @return late Whether the answer came at or after `due`, or has not come and `due` is over.
    function lateness(bytes32 id, uint8 clock) external view returns (uint32 who, uint48 since, uint48 due, bool late);
}
