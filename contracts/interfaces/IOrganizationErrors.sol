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

    // ─── heads ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when no head is about to take over.
    /// @param organization Its number.
    error OrganizationRegistry__NoHeadPending(uint32 organization);

    /// @notice Thrown when the present head would stop, or propose beside, a head whom the authority above ordered.
    /// @param organization Its number.
    /// @param newHead The account that was ordered.
    error OrganizationRegistry__ReplacementPending(uint32 organization, address newHead);

    /// @notice Thrown when another account than the one that was proposed or ordered would take over.
    /// @param organization Its number.
    /// @param caller Who called.
    /// @param newHead Who may.
    error OrganizationRegistry__NotNewHead(uint32 organization, address caller, address newHead);

    /// @notice Thrown when a head would take over before the delay is over.
    /// @param organization Its number.
    /// @param from The first moment at which it can.
    error OrganizationRegistry__TooEarly(uint32 organization, uint48 from);

    // ─── place and succession ────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Thrown when an authority does not lie above an organisation, nor is it where that would do.
    /// @param authority The authority.
    /// @param organization The organisation.
    error OrganizationRegistry__NotAbove(uint32 authority, uint32 organization);

    /// @notice Thrown when an organisation would lie below itself, or take its own place.
    /// @param organization Its number.
    /// @param other The organisation below which it would lie, or that would take its place.
    error OrganizationRegistry__Circular(uint32 organization, uint32 other);

    /// @notice Thrown when an organisation with others below it would move deeper.
    /// @param organization Its number.
    /// @param children How many lie directly below it.
    error OrganizationRegistry__MovesDeeper(uint32 organization, uint32 children);

    /// @notice Thrown when the administrator would move an organisation within one tree, whose authorities are
    /// competent.
    /// @param organization Its number.
    /// @param root The root of both.
    error OrganizationRegistry__SameTree(uint32 organization, uint32 root);

    /// @notice Thrown when an organisation would end while others lie below it.
    /// @param organization Its number.
    /// @param children How many lie directly below it.
    error OrganizationRegistry__HasChildren(uint32 organization, uint32 children);

    /// @notice Thrown when an organisation that is being split would succeed another, or end in another way.
    /// @param organization Its number.
    /// @param assignments How many of its subjects are assigned.
    error OrganizationRegistry__BeingSplit(uint32 organization, uint32 assignments);

    /// @notice Thrown when a chain of successions would have too many steps.
    /// @param organization The organisation that would end.
    /// @param most How many steps there may be.
    error OrganizationRegistry__TooManySuccessions(uint32 organization, uint8 most);

    /// @notice Thrown when too many subjects would be assigned at once, or none.
    /// @param count How many.
    /// @param most How many there may be.
    error OrganizationRegistry__BadCount(uint256 count, uint256 most);

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

    /// @notice Thrown when an allowance or an assignment names no grant, asset or right.
    error OrganizationRegistry__NoSubject();
}
