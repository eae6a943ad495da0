// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IFindingErrors
/// @notice The states of a finding, and why the finding registry refuses.
interface IFindingErrors {
    /// @notice The state of a finding: open, ordered to be put right by a date, reported as put right, rectified,
    /// circulated because it was not, annulled because its lateness was none, or dropped by an authority.
    enum FindingState {
        None,
        Open,
        Ordered,
        Reported,
        Rectified,
        Circulated,
        Annulled,
        Dropped
    }

    /// @notice Thrown when no finding has this id.
    /// @param id The id.
    error FindingRegistry__UnknownFinding(bytes32 id);

    /// @notice Thrown when an act is no arrow from a finding's state.
    /// @param id The finding.
    /// @param state Its state.
    error FindingRegistry__WrongState(bytes32 id, FindingState state);

    /// @notice Thrown when no limit has this number.
    /// @param clock The number.
    error FindingRegistry__UnknownClock(uint8 clock);

    /// @notice Thrown when a limit has not passed, or the act was done within it.
    /// @param clock The limit.
    /// @param subject What it is about.
    /// @param due The first moment after it; 0 if there is none.
    error FindingRegistry__NotLate(uint8 clock, bytes32 subject, uint48 due);

    /// @notice Thrown when the lateness has been recorded.
    /// @param clock The limit.
    /// @param subject What it is about.
    /// @param finding The finding.
    error FindingRegistry__RecordedAlready(uint8 clock, bytes32 subject, bytes32 finding);

    /// @notice Thrown when a finding that no limit led to would be annulled.
    /// @param id The finding.
    error FindingRegistry__NoLateness(bytes32 id);

    /// @notice Thrown when it still holds that the act was not done within its limit.
    /// @param id The finding.
    /// @param due The first moment after the limit.
    error FindingRegistry__StillLate(bytes32 id, uint48 due);

    /// @notice Thrown when the rule book does not know a code.
    /// @param code The code.
    error FindingRegistry__UnknownCode(uint16 code);

    /// @notice Thrown when a code is not for such an organisation: 3901 to 4007 are for departments, 4101 to 4103 for
    /// authorities.
    /// @param organization The organisation that the finding is against.
    /// @param code The code.
    error FindingRegistry__WrongCapacity(uint32 organization, uint16 code);

    /// @notice Thrown when an organisation is unknown or was abolished.
    /// @param organization Its number.
    /// @param successor Who stands in its place for the subject; 0 if nobody does.
    error FindingRegistry__Gone(uint32 organization, uint32 successor);

    /// @notice Thrown when an organisation is no active authority above the one that a finding is against.
    /// @param organization Who tried.
    /// @param against The organisation that it is against.
    error FindingRegistry__NotAbove(uint32 organization, uint32 against);

    /// @notice Thrown when an authority would act on what it is a side of itself.
    /// @param subject The request, grant or case.
    /// @param organization The authority.
    error FindingRegistry__OwnCase(bytes32 subject, uint32 organization);

    /// @notice Thrown when an act is for the organisation that a finding is against.
    /// @param id The finding.
    /// @param organization Who tried.
    /// @param against Who may; 0 if it was abolished and nobody took its place.
    error FindingRegistry__NotAgainst(bytes32 id, uint32 organization, uint32 against);

    /// @notice Thrown when a commitment to the grounds is zero.
    error FindingRegistry__NoGrounds();

    /// @notice Thrown when a commitment to the evidence is zero.
    error FindingRegistry__NoEvidence();

    /// @notice Thrown when the date of an order is over.
    /// @param by The date.
    /// @param time The time.
    error FindingRegistry__InThePast(uint48 by, uint48 time);

    /// @notice Thrown when a finding is circulated before the date of its order.
    /// @param id The finding.
    /// @param by The date.
    error FindingRegistry__NotOverdue(bytes32 id, uint48 by);
}
