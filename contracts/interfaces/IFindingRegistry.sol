// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IFindingErrors} from "./IFindingErrors.sol";
import {ILateness} from "./ILateness.sol";
import {ISuyuanBase} from "./ISuyuanBase.sol";

/// @title IFindingRegistry
/// @notice Findings of breaches: lateness, which anyone records; what an authority finds; and what an organisation
/// reports of itself (Order 809, Arts 38 to 41).
/// @dev A code is an article and the number of an item in it: 3901 to 3909 for who provides data, 4001 to 4007 for who
/// requests it, 4101 to 4103 for authorities. The rules `findings.39`, `findings.40` and `findings.41` are masks with
/// bit n set for item n. Kinds: 1 lateness, 2 found by an authority, 3 self-reported. A lateness's id is
/// `keccak256(abi.encode(chainid, this, "lateness", uint8 clock, bytes32 subject, uint48 due))`, any other's
/// `keccak256(abi.encode(chainid, this, "finding", uint32 by, uint40 serial))`. Lateness is a fact and never consent;
/// it is one finding for each run of a limit. An authority acts on nothing that it is a side of itself.
interface IFindingRegistry is ISuyuanBase, IFindingErrors, ILateness {
    /// @notice What was found; it never changes.
    /// @param subject The request, grant, case, asset or finding that it is about; or zero.
    /// @param grounds A salted commitment to the grounds; zero for lateness.
    /// @param against The organisation that it is against, as it was called then.
    /// @param by Who found it: an authority, or the organisation itself; 0 for lateness.
    /// @param code Its code.
    /// @param kind Its kind.
    /// @param clock For lateness, which limit; else 0.
    /// @param time When it was recorded.
    /// @param due For lateness, the first moment after the limit, as it was when it was recorded; else 0.
    /// @param since For lateness, when the limit began; else 0.
    /// @param serial Its number among the findings of `by`, from 1; 0 for lateness.
    struct Finding {
        bytes32 subject;
        bytes32 grounds;
        uint32 against;
        uint32 by;
        uint16 code;
        uint8 kind;
        uint8 clock;
        uint40 time;
        uint40 due;
        uint40 since;
        uint40 serial;
    }

    /// @notice How a finding stands at present.
    /// @param state Its state.
    /// @param by The organisation that brought it there; 0 for whoever called.
    /// @param orderedBy The date of the order to put it right; 0 without one.
    /// @param orderedAt When it was ordered; 0 without an order.
    /// @param reportedAt When it was reported as put right, last; 0 if it was not.
    struct FindingStatus {
        FindingState state;
        uint32 by;
        uint48 orderedBy;
        uint48 orderedAt;
        uint48 reportedAt;
    }

    /// @notice A limit was not kept.
    event LatenessRecorded(
        bytes32 indexed id,
        bytes32 indexed subject,
        uint32 indexed against,
        uint8 clock,
        uint16 code,
        uint48 due
    );

    /// @notice A lateness was none: the act is proven to have been done in time, or the limit ends later.
    event LatenessAnnulled(
        bytes32 indexed id,
        bytes32 indexed subject,
        uint32 indexed against,
        uint8 clock,
        uint16 code,
        uint48 due
    );

    /// @notice A breach was found by an authority, or reported by the organisation itself.
    event FindingOpened(
        bytes32 indexed id,
        uint32 indexed against,
        uint32 indexed by,
        uint16 code,
        bytes32 subject,
        bytes32 grounds,
        bool selfReported
    );

    /// @notice A finding was dropped, as without substance or with due reason.
    event FindingDropped(bytes32 indexed id, uint32 indexed by, uint32 indexed against, bytes32 grounds);

    /// @notice It was ordered to put a finding right by a date.
    event RectificationOrdered(bytes32 indexed id, uint32 indexed by, uint32 indexed against, uint48 orderedBy);

    /// @notice A finding was reported as put right.
    event RectificationReported(bytes32 indexed id, uint32 indexed by, bytes32 evidence, bool late);

    /// @notice A finding has been put right.
    event FindingRectified(bytes32 indexed id, uint32 indexed by, uint32 indexed against);

    /// @notice A finding has not been put right, and is ordered again by the same date; open if it never was.
    event RectificationRejected(
        bytes32 indexed id,
        uint32 indexed by,
        uint32 indexed against,
        bytes32 grounds,
        uint48 orderedBy
    );

    /// @notice A finding was circulated, as it was not put right by its date (Order 809, Art 38).
    event FindingCirculated(bytes32 indexed id, uint32 indexed by, uint32 indexed against);

    // ─── lateness ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Records that a limit was not kept, whether the act was done late or has not been done. Anyone may, once
    /// for each run of the limit.
    /// @param clock 1 answer, 2 delivery, 3 disposal, 4 receipt, 5 correction, 6 registration step, 7 rectification.
    /// @param subject The request or grant (1 to 4, 7), correction (5), asset (6) or finding (7).
    /// @return finding The finding, against who owes or owed the act.
    function recordLateness(uint8 clock, bytes32 subject) external returns (bytes32 finding);

    /// @notice Annuls a lateness that was none: a delivery is proven to have been anchored in time, or a calendar gives
    /// the limit a later end. Anyone may, whatever has become of the finding.
    /// @param finding The finding.
    function annulLateness(bytes32 finding) external;

    // ─── found ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Finds a breach. Only an authority above may.
    /// @param bySeat Its head of the data office.
    /// @param against The organisation, also one that is suspended.
    /// @param code The code.
    /// @param subject What it is about; or zero.
    /// @param grounds A salted commitment to the grounds.
    /// @return finding The finding.
    function openFinding(
        uint32 bySeat,
        uint32 against,
        uint16 code,
        bytes32 subject,
        bytes32 grounds
    ) external returns (bytes32 finding);

    /// @notice Reports a breach of one's own, which is marked so (容错).
    /// @param bySeat A head of the data office.
    /// @param code The code.
    /// @param subject What it is about; or zero.
    /// @param grounds A salted commitment to the grounds.
    /// @return finding The finding.
    function selfReport(
        uint32 bySeat,
        uint16 code,
        bytes32 subject,
        bytes32 grounds
    ) external returns (bytes32 finding);

    /// @notice Drops a finding. Only an authority above may.
    /// @param bySeat Its head of the data office.
    /// @param finding The finding, neither rectified nor circulated.
    /// @param grounds A salted commitment to the grounds.
    function drop(uint32 bySeat, bytes32 finding, bytes32 grounds) external;

    // ─── rectification ───────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Orders to put a finding right by a date, or by another date (Order 809, Arts 39 to 41). Only an
    /// authority above may.
    /// @param bySeat Its head of the data office.
    /// @param finding The finding, open or ordered.
    /// @param by The first moment after the time for it.
    function order(uint32 bySeat, bytes32 finding, uint48 by) external;

    /// @notice Reports that a finding has been put right; also unasked, and late. Only the organisation may that it is
    /// against, or that stands in its place.
    /// @param bySeat Its head of the data office.
    /// @param finding The finding, open or ordered.
    /// @param evidence A salted commitment to the evidence.
    function reportRectification(uint32 bySeat, bytes32 finding, bytes32 evidence) external;

    /// @notice Accepts a report. Only an authority above may.
    /// @param bySeat Its head of the data office.
    /// @param finding The finding, reported.
    function acceptRectification(uint32 bySeat, bytes32 finding) external;

    /// @notice Rejects a report: the finding is ordered or open again. Only an authority above may.
    /// @param bySeat Its head of the data office.
    /// @param finding The finding, reported.
    /// @param grounds A salted commitment to the grounds.
    function rejectRectification(uint32 bySeat, bytes32 finding, bytes32 grounds) external;

    /// @notice Circulates a finding that was not put right by its date. Only an authority above may.
    /// @param bySeat Its head of the data office.
    /// @param finding The finding, ordered.
    function circulate(uint32 bySeat, bytes32 finding) external;

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Reads a finding; an unknown id is refused.
    /// @param id The finding.
    /// @return What was found.
    function findingOf(bytes32 id) external view returns (Finding memory);

    /// @notice Tells how a finding stands at present; an unknown id is refused.
    /// @param id The finding.
    /// @return Its status.
    function findingStatus(bytes32 id) external view returns (FindingStatus memory);

    /// @notice The state of a finding at a moment.
    /// @param id The finding.
    /// @param time The moment.
    /// @return State, who brought it about, and the date of the order, packed.
    function stateAt(bytes32 id, uint48 time) external view returns (uint176);

    /// @notice The organisation that a finding is against, as it stands now.
    /// @param id The finding.
    /// @return Its number; 0 if it was abolished and nobody took its place.
    function againstOf(bytes32 id) external view returns (uint32);

    /// @notice The finding of the newest lateness that was recorded of a limit.
    /// @param clock The limit.
    /// @param subject What it is about.
    /// @return The finding; zero if there is none.
    function latenessFindingOf(uint8 clock, bytes32 subject) external view returns (bytes32);

    /// @notice How many findings an organisation has opened or reported of itself.
    /// @param by The organisation.
    /// @return The number of findings; their serials run from 1.
    function findingCount(uint32 by) external view returns (uint40);
}
