// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IOrganizationSeats
/// @notice Seats: accounts appointed to an office of an organisation, each for a term (Order 809, Arts 8 to 11).
/// @dev Offices: 1 registrant, 2 head of the data office, 3 chief data officer, 4 receiver, 5 log operator, 6 auditor,
/// 7 system. A term lasts while `now < until`.
interface IOrganizationSeats {
    /// @notice The state of a seat.
    enum SeatState {
        None,
        Active,
        Ended,
        Compromised
    }

    /// @notice What the registry holds on a seat.
    /// @param account The account that acts.
    /// @param organization The organisation for which it acts.
    /// @param office Its office.
    /// @param state Its state; an active seat may have expired.
    /// @param from When it was appointed.
    /// @param until The first moment after its term; an end or a report of compromise within it brings it forward.
    /// @param sm2KeyHash The hash of its SM2 key, or zero.
    /// @param dailyLimit How many statements a system seat may sign a day; zero for other offices.
    struct Seat {
        address account;
        uint32 organization;
        uint8 office;
        SeatState state;
        uint48 from;
        uint48 until;
        bytes32 sm2KeyHash;
        uint32 dailyLimit;
    }

    /// @notice A seat was appointed.
    event SeatAppointed(
        uint32 indexed seat,
        uint32 indexed organization,
        address indexed account,
        uint8 office,
        uint48 until,
        bytes32 sm2KeyHash,
        uint32 dailyLimit
    );

    /// @notice A seat was ended.
    event SeatEnded(uint32 indexed seat, uint32 indexed organization);

    /// @notice A seat's key was declared compromised since a moment.
    event SeatCompromised(uint32 indexed seat, uint32 indexed organization, uint48 since);

    /// @notice A system seat was allowed, or no longer allowed, to sign for a grant or an asset.
    event AllowanceSet(uint32 indexed seat, bytes32 indexed subject, bool allowed);

    /// @notice Appoints an account to an office other than `system`. Only the organisation's head may.
    /// @dev An organisation has one active head of the data office and one active chief data officer at most (Order
    /// 809, Art 10). A log operator needs an exchange centre, an auditor an audit body.
    /// @param organization The organisation.
    /// @param office The office, 1 to 6.
    /// @param account The account; it serves no other organisation, now or later.
    /// @param until The first moment after the term, at most ten years ahead.
    /// @param sm2KeyHash The hash of its SM2 key, or zero.
    /// @return seat The number of the seat.
    function appointSeat(
        uint32 organization,
        uint8 office,
        address account,
        uint48 until,
        bytes32 sm2KeyHash
    ) external returns (uint32 seat);

    /// @notice Appoints an automated sender. Only the organisation's head of the data office may.
    /// @param organization The organisation.
    /// @param account The account; it serves no other organisation, now or later.
    /// @param until The first moment after the term, at most ten years ahead.
    /// @param dailyLimit How many statements it may sign a day.
    /// @return seat The number of the seat.
    function appointSystemSeat(
        uint32 organization,
        address account,
        uint48 until,
        uint32 dailyLimit
    ) external returns (uint32 seat);

    /// @notice Ends a seat, and its term with it. Only the organisation's head may, and of a system's seat also the
    /// head of the data office.
    /// @param seat The seat.
    function endSeat(uint32 seat) external;

    /// @notice Declares a seat's key compromised: the seat was not in office from that moment on. Only the
    /// organisation's head may.
    /// @dev A later report may only move the moment back. The term is over from the report on.
    /// @param seat The seat, active or ended.
    /// @param since The moment of the compromise, between the seat's beginning and now.
    function reportCompromised(uint32 seat, uint48 since) external;

    /// @notice Lets a system seat sign for a grant or an asset, or ends that. Only the head of the data office may.
    /// @param seat The system's seat.
    /// @param subject The id of the grant or asset.
    /// @param allowed Whether it is allowed from now on.
    function setAllowance(uint32 seat, bytes32 subject, bool allowed) external;

    /// @notice Refuses unless an account may act by a seat now, naming the fact that fails.
    /// @param seat The seat.
    /// @param account The account that acts.
    /// @param officesMask The offices that the act allows: bit n for office n.
    /// @return organization The organisation for which the seat acts.
    function requireSeat(uint32 seat, address account, uint256 officesMask) external view returns (uint32 organization);

    /// @notice Reads a seat; an unknown number is refused.
    /// @param number The seat.
    /// @return What the registry holds on it.
    function seat(uint32 number) external view returns (Seat memory);

    /// @notice When a seat ended before the end of its term.
    /// @param seat The seat.
    /// @return endedAt The moment at which it was ended; 0 if it was not.
    /// @return compromisedSince The moment since which its key counts as compromised; 0 if it does not.
    function seatEnd(uint32 seat) external view returns (uint48 endedAt, uint48 compromisedSince);

    /// @notice Reads a system seat's present allowance for a grant or an asset.
    /// @param seat The system's seat.
    /// @param subject The id of the grant or asset.
    /// @return True if it is allowed.
    function allowance(uint32 seat, bytes32 subject) external view returns (bool);

    /// @notice The seat that an organisation appointed last to an office which it holds once only.
    /// @param organization The organisation.
    /// @param office 2 head of the data office, or 3 chief data officer.
    /// @return The seat, which may have ended or expired; 0 if there never was one.
    function soleSeat(uint32 organization, uint8 office) external view returns (uint32);

    /// @notice How many seats there are; their numbers run from 1.
    /// @return The number of seats.
    function seatCount() external view returns (uint32);
}
