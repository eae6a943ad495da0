// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IOrganizationErrors
/// @notice Why the organisation registry refuses.
interface IOrganizationErrors {
    // ─── organisations ───────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when no organisation has this number.
    /// @param organization The number.
    error OrganizationRegistry__UnknownOrganization(uint32 organization);

    /// @notice Thrown when an organisation that is not active would act, or cannot take this step from its status.
    /// @param organization Its number.
    /// @param status Its status: 2 suspended, 3 abolished, or 1 active where suspension would be lifted.
    error OrganizationRegistry__WrongStatus(uint32 organization, uint8 status);

    /// @notice Thrown when the caller is not the organisation's head.
    /// @param organization Its number.
    /// @param caller Who called.
    /// @param head Who may.
    error OrganizationRegistry__NotHead(uint32 organization, address caller, address head);

    /// @notice Thrown when an organisation lacks the capacity that an act or an office needs.
    /// @param organization Its number.
    /// @param capacity The capacity that it lacks, as a bit.
    error OrganizationRegistry__MissingCapacity(uint32 organization, uint16 capacity);

    /// @notice Thrown when an organisation is a root, which only the ledger's administrator suspends and resumes.
    /// @param organization Its number.
    error OrganizationRegistry__IsRoot(uint32 organization);

    /// @notice Thrown when an organisation is not a root.
    /// @param organization Its number.
    /// @param parent The organisation above it, whose head is competent.
    error OrganizationRegistry__NotRoot(uint32 organization, uint32 parent);

    /// @notice Thrown when a unified social credit code belongs to an organisation already.
    /// @param code The code.
    /// @param organization Whose it is.
    error OrganizationRegistry__CodeTaken(bytes18 code, uint32 organization);

    /// @notice Thrown when an account serves an organisation already: each serves one, for good.
    /// @param account The account.
    /// @param organization Whom it serves.
    error OrganizationRegistry__AccountTaken(address account, uint32 organization);

    /// @notice Thrown when the capacities are none, or include an unknown one.
    /// @param capacities The bitmap.
    error OrganizationRegistry__BadCapacities(uint16 capacities);

    /// @notice Thrown when a level is unknown, or above the level of the parent.
    /// @param level The level: 1 national, 2 province, 3 city, 4 county, 5 township.
    /// @param highest The highest level that is possible here.
    error OrganizationRegistry__BadLevel(uint8 level, uint8 highest);

    /// @notice Thrown when a region is not a number of six digits (GB/T 2260).
    /// @param region The number.
    error OrganizationRegistry__BadRegion(uint24 region);

    /// @notice Thrown when a name hash is zero.
    error OrganizationRegistry__NoName();

    /// @notice Thrown when an organisation would lie too deep below its root.
    /// @param parent The parent, which lies as deep as possible already.
    /// @param depth The greatest depth.
    error OrganizationRegistry__TooDeep(uint32 parent, uint256 depth);

    // ─── seats ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when no seat has this number.
    /// @param seat The number.
    error OrganizationRegistry__UnknownSeat(uint32 seat);

    /// @notice Thrown when the caller is not the account of the seat that it names.
    /// @param seat The seat.
    /// @param caller Who called.
    /// @param account Whose seat it is.
    error OrganizationRegistry__WrongAccount(uint32 seat, address caller, address account);

    /// @notice Thrown when the seat's office does not allow the act.
    /// @param seat The seat.
    /// @param office Its office.
    /// @param allowed The offices that are allowed: bit n for office n.
    error OrganizationRegistry__WrongOffice(uint32 seat, uint8 office, uint256 allowed);

    /// @notice Thrown when a seat has ended.
    /// @param seat The seat.
    /// @param state Its state: 2 ended, 3 compromised.
    error OrganizationRegistry__SeatEnded(uint32 seat, uint8 state);

    /// @notice Thrown when a seat's term is over.
    /// @param seat The seat.
    /// @param until The first moment after its term.
    error OrganizationRegistry__SeatExpired(uint32 seat, uint48 until);

    /// @notice Thrown when an office is unknown, or not appointed by this act.
    /// @param office The office.
    error OrganizationRegistry__BadOffice(uint8 office);

    /// @notice Thrown when an office that an organisation holds once only is held already.
    /// @param organization The organisation.
    /// @param office The office.
    /// @param seat The active seat that holds it.
    error OrganizationRegistry__OfficeTaken(uint32 organization, uint8 office, uint32 seat);

    /// @notice Thrown when a term is not in the future, or longer than ten years.
    /// @param until The first moment after the term.
    /// @param latest The latest that it may be.
    error OrganizationRegistry__BadTerm(uint48 until, uint48 latest);

    /// @notice Thrown when the moment of a compromise is not between the seat's beginning and the latest possible.
    /// @param seat The seat.
    /// @param since The moment that was declared.
    /// @param latest The latest possible: now, or what an earlier report declared.
    error OrganizationRegistry__BadCompromise(uint32 seat, uint48 since, uint48 latest);

    /// @notice Thrown when the caller does not hold the active seat of the organisation's head of the data office.
    /// @param organization The organisation.
    /// @param caller Who called.
    error OrganizationRegistry__NotHeadOfDataOffice(uint32 organization, address caller);

    /// @notice Thrown when an allowance is set on a seat that is not a system's.
    /// @param seat The seat.
    /// @param office Its office.
    error OrganizationRegistry__NotSystemSeat(uint32 seat, uint8 office);

    /// @notice Thrown when an allowance names no grant and no asset.
    error OrganizationRegistry__NoSubject();
}
