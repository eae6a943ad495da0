// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ICaseDisputes
/// @notice Disputes over sharing: consultation, then coordination by the authority of the same level or the lowest
/// common superior, then that authority's government (Order 809, Art 28).
/// @dev The law names no limits: what there is comes from the rules `dispute.consulting.days`,
/// `dispute.coordinating.days` and `dispute.government.days`; none, or 0, is no limit. The two sides are those of the
/// request or grant, or of the correction, as they stand now; a dispute freezes and suspends nothing.
interface ICaseDisputes {
    /// @notice A dispute was raised, and is in consultation.
    event DisputeRaised(
        bytes32 indexed id,
        bytes32 indexed subject,
        uint32 indexed raiser,
        uint32 respondent,
        bytes32 asset,
        bytes32 grounds,
        uint48 due,
        uint8 workingDays,
        bool provisional
    );

    /// @notice A side proposed an agreement, in place of any other one.
    event SettlementProposed(bytes32 indexed id, uint32 indexed by, bytes32 indexed agreement);

    /// @notice Both sides agreed.
    event DisputeSettled(bytes32 indexed id, uint32 indexed by, bytes32 indexed agreement);

    /// @notice A side asked for coordination; coordinator 0 is the council.
    event DisputeEscalated(
        bytes32 indexed id,
        uint32 indexed by,
        uint32 indexed coordinator,
        uint48 due,
        uint8 workingDays,
        bool provisional
    );

    /// @notice Coordination failed, and the government above decides; government 0 is the council.
    event DisputeReferred(
        bytes32 indexed id,
        uint32 indexed by,
        uint32 indexed government,
        uint48 due,
        uint8 workingDays,
        bool provisional,
        bool late
    );

    /// @notice A dispute was decided; `by` is 0 for the council.
    event DisputeDecided(bytes32 indexed id, uint32 indexed by, bytes32 decision, bool late);

    /// @notice A side says that the decision has been executed.
    event ExecutionTold(bytes32 indexed id, uint32 indexed by);

    /// @notice The decision has been executed: both sides say so, or who may decide the dispute does.
    event DisputeExecuted(bytes32 indexed id, uint32 indexed by);

    /// @notice Raises a dispute. Only a side of what it is about may; one dispute is open on it at a time.
    /// @param bySeat The side's head of the data office.
    /// @param subject A request or its grant; or a correction that is open, corrected or rejected.
    /// @param grounds A salted commitment to the grounds.
    /// @return id The case.
    function raiseDispute(uint32 bySeat, bytes32 subject, bytes32 grounds) external returns (bytes32 id);

    /// @notice Proposes an agreement, or agrees to the one that the other side has proposed; in consultation and in
    /// coordination.
    /// @param bySeat A side's head of the data office.
    /// @param id The dispute.
    /// @param agreement A salted commitment to what is agreed.
    function settle(uint32 bySeat, bytes32 id, bytes32 agreement) external;

    /// @notice Asks for coordination, as consultation has come to nothing. Either side may.
    /// @param bySeat The side's head of the data office.
    /// @param id The dispute, in consultation.
    function escalate(uint32 bySeat, bytes32 id) external;

    /// @notice Puts a dispute before the government, as coordination has come to nothing. Who coordinates may, or an
    /// authority above it; never a side.
    /// @param bySeat Its head of the data office.
    /// @param id The dispute, in coordination.
    function referToGovernment(uint32 bySeat, bytes32 id) external;

    /// @notice Decides a dispute: in coordination who coordinates, and once it is referred the authority above who
    /// referred it; either also an authority above, and never a side.
    /// @param bySeat Its head of the data office.
    /// @param id The dispute.
    /// @param decision A salted commitment to the decision.
    function decideDispute(uint32 bySeat, bytes32 id, bytes32 decision) external;

    /// @notice Decides a dispute that nobody else may decide. Only the council may.
    /// @param id The dispute, in coordination or before the government.
    /// @param decision A salted commitment to the decision.
    function decideDisputeByCouncil(bytes32 id, bytes32 decision) external;

    /// @notice Tells that a decision has been executed. Either side may, and who may decide the dispute.
    /// @param bySeat Its head of the data office.
    /// @param id The dispute, decided.
    function execute(uint32 bySeat, bytes32 id) external;
}
