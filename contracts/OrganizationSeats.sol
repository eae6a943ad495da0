// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;


import {IOrganizationSeats} from "./interfaces/IOrganizationSeats.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Offices} from "./libraries/Offices.sol";
import {Traces} from "./libraries/Traces.sol";
import {OrganizationStore} from "./OrganizationStore.sol";

/// @title OrganizationSeats
/// @notice The half of the organisation registry that appoints, ends and checks seats.
abstract contract OrganizationSeats is OrganizationStore {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev The longest term of a seat: ten years, of which at most three have a leap day.
    uint48 internal constant LONGEST_TERM = 3653 days;

    // ─── acts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IOrganizationSeats
    function appointSeat(
        uint32 number,
        uint8 office,
        address account,
        uint48 until,
        bytes32 sm2KeyHash
    ) external returns (uint32) {
        uint176 standing_ = _requireHead(number);
        if (office == 0 || office >= Offices.SYSTEM) revert OrganizationRegistry__BadOffice(office);
        if (office == Offices.LOG_OPERATOR) _requireCapacity(number, standing_, Capacities.EXCHANGE_CENTRE);
        if (office == Offices.AUDITOR) _requireCapacity(number, standing_, Capacities.AUDIT_BODY);

        SeatSlot memory slot = SeatSlot(account, number, office, until, SeatState.Active);
        return _appoint(slot, SeatDetails(sm2KeyHash, _now(), 0));
    }

    /// @inheritdoc IOrganizationSeats
    function appointSystemSeat(
        uint32 number,
        address account,
        uint48 until,
        uint32 dailyLimit
    ) external returns (uint32) {
        _requireStatus(number, Status.Active);
        _requireHeadOfDataOffice(number);

        SeatSlot memory slot = SeatSlot(account, number, Offices.SYSTEM, until, SeatState.Active);
        return _appoint(slot, SeatDetails(0, _now(), dailyLimit));
    }

    /// @inheritdoc IOrganizationSeats
    function endSeat(uint32 number) external {
        SeatSlot memory slot = _requireKnown(number);
        _requireStatus(slot.organization, Status.Active);
        bool mayEnd = slot.office == Offices.SYSTEM && _isHeadOfDataOffice(slot.organization, _msgSender());
        if (!mayEnd) _requireHead(slot.organization);
        if (slot.state != SeatState.Active) revert OrganizationRegistry__SeatEnded(number, uint8(slot.state));

        _endTerm(number, SeatState.Ended, slot.until, 0);

        emit SeatEnded(number, slot.organization);
    }

    /// @inheritdoc IOrganizationSeats
    function reportCompromised(uint32 number, uint48 since) external {
        SeatSlot memory slot = _requireKnown(number);
        _requireHead(slot.organization);
        uint48 latest = _now();
        if (slot.state == SeatState.Compromised) {
            latest = uint48(_terms[number].latest().get(Traces.TERM_COMPROMISED_SINCE)) - 1;
        }
        if (since < _seatDetails[number].from || since > latest) {
            revert OrganizationRegistry__BadCompromise(number, since, latest);
        }

        _endTerm(number, SeatState.Compromised, slot.until, since);

        emit SeatCompromised(number, slot.organization, since);
    }

    /// @inheritdoc IOrganizationSeats
    function setAllowance(uint32 number, bytes32 subject, bool allowed) external {
        SeatSlot memory slot = _requireKnown(number);
        _requireStatus(slot.organization, Status.Active);
        _requireHeadOfDataOffice(slot.organization);
        if (slot.office != Offices.SYSTEM) revert OrganizationRegistry__NotSystemSeat(number, slot.office);
        if (slot.state != SeatState.Active) revert OrganizationRegistry__SeatEnded(number, uint8(slot.state));
        if (subject == 0) revert OrganizationRegistry__NoSubject();

        _allowances[number][subject].write(uint176(0).set(Traces.ALLOWANCE_ALLOWED, allowed ? 1 : 0));

        emit AllowanceSet(number, subject, allowed);
    }

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IOrganizationSeats
    function requireSeat(uint32 number, address account, uint256 officesMask) external view returns (uint32) {
        SeatSlot storage slot = _seats[number];
        (address holder, uint32 organization_, uint8 office) = (slot.account, slot.organization, slot.office);
        (uint48 until, SeatState state) = (slot.until, slot.state);
        if (state == SeatState.None) revert OrganizationRegistry__UnknownSeat(number);
        if (holder != account) revert OrganizationRegistry__WrongAccount(number, account, holder);
        if ((officesMask >> office) & 1 == 0) revert OrganizationRegistry__WrongOffice(number, office, officesMask);
        if (state != SeatState.Active) revert OrganizationRegistry__SeatEnded(number, uint8(state));
        if (_now() >= until) revert OrganizationRegistry__SeatExpired(number, until);
        _requireStatus(organization_, Status.Active);

        return organization_;
    }

    /// @inheritdoc IOrganizationSeats
    function seat(uint32 number) external view returns (Seat memory) {
        SeatSlot memory slot = _requireKnown(number);
        SeatDetails memory details = _seatDetails[number];
        return
            Seat({
                account: slot.account,
                organization: slot.organization,
                office: slot.office,
                state: slot.state,
                from: details.from,
                until: slot.until,
                sm2KeyHash: details.sm2KeyHash,
                dailyLimit: details.dailyLimit
            });
    }

    /// @inheritdoc IOrganizationSeats
    function allowance(uint32 number, bytes32 subject) external view returns (bool) {
        return _allowances[number][subject].latest().get(Traces.ALLOWANCE_ALLOWED) == 1;
    }

    /// @inheritdoc IOrganizationSeats
    function soleSeat(uint32 number, uint8 office) external view returns (uint32) {
        return _soleSeats[number][office];
    }

    /// @inheritdoc IOrganizationSeats
    function seatCount() external view returns (uint32) {
        return _seatCount;
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Stores a new seat, after the guards that all offices share.
    function _appoint(SeatSlot memory slot, SeatDetails memory details) private returns (uint32 number) {
        number = ++_seatCount;

        uint48 latest = details.from + LONGEST_TERM;
        if (slot.until <= details.from || slot.until > latest) revert OrganizationRegistry__BadTerm(slot.until, latest);
        _takeOffice(slot.organization, slot.office, number);

        _bindAccount(slot.account, slot.organization);
        _seats[number] = slot;
        _seatDetails[number] = details;
        _terms[number].write(_term(SeatState.Active, slot.until, 0));

        emit SeatAppointed(
            number,
            slot.organization,
            slot.account,
            slot.office,
            slot.until,
            details.sm2KeyHash,
            details.dailyLimit
        );
    }

    /// @dev Refuses a second active seat of an office that is held once only, and notes the new one.
    function _takeOffice(uint32 organization_, uint8 office, uint32 number) private {
        if (!Offices.isSole(office)) return;

        uint32 holder = _soleSeats[organization_][office];
        if (_isInTerm(_seats[holder])) revert OrganizationRegistry__OfficeTaken(organization_, office, holder);
        _soleSeats[organization_][office] = number;
    }

    /// @dev Ends a term, in the slot that acts read and in the trace.
    function _endTerm(uint32 number, SeatState state, uint48 until, uint48 since) private {
        _seats[number].state = state;
        _terms[number].write(_term(state, until, since));
    }

    /// @dev Refuses the number of no seat.
    function _requireKnown(uint32 number) private view returns (SeatSlot memory slot) {
        slot = _seats[number];
        if (slot.state == SeatState.None) revert OrganizationRegistry__UnknownSeat(number);
    }

    /// @dev Refuses unless the caller holds the active seat of the organisation's head of the data office.
    function _requireHeadOfDataOffice(uint32 organization_) private view {
        if (!_isHeadOfDataOffice(organization_, _msgSender())) {
            revert OrganizationRegistry__NotHeadOfDataOffice(organization_, _msgSender());
        }
    }

    function _isHeadOfDataOffice(uint32 organization_, address account) private view returns (bool) {
        SeatSlot storage slot = _seats[_soleSeats[organization_][Offices.HEAD_OF_DATA_OFFICE]];
        return slot.account == account && _isInTerm(slot);
    }

    function _isInTerm(SeatSlot storage slot) private view returns (bool) {
        return slot.state == SeatState.Active && _now() < slot.until;
    }

    function _term(SeatState state, uint48 until, uint48 since) private pure returns (uint176) {
        return
            uint176(0).set(Traces.TERM_STATE, uint256(state)).set(Traces.TERM_UNTIL, until).set(
                Traces.TERM_COMPROMISED_SINCE,
                since
            );
    }
}
