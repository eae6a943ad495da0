// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IOrganizationSeats} from "./interfaces/IOrganizationSeats.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Offices} from "./libraries/Offices.sol";
import {Traces} from "./libraries/Traces.sol";
import {OrganizationStore} from "./OrganizationStore.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title OrganizationSeats
/// @notice The part of the organisation registry that appoints, ends and checks seats.
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
    ) external returns (uint32 seat_) {
        uint176 standing_ = _requireHead(number);
        if (office == 0 || office >= Offices.SYSTEM) revert OrganizationRegistry__BadOffice(office);
        if (office == Offices.LOG_OPERATOR) _requireCapacity(number, standing_, Capacities.EXCHANGE_CENTRE);
        if (office == Offices.AUDITOR) _requireCapacity(number, standing_, Capacities.AUDIT_BODY);

        seat_ = _appoint(number, office, account, until);
        if (sm2KeyHash != 0) _sm2KeyHashes[seat_] = sm2KeyHash;

        emit SeatAppointed(seat_, number, account, office, until, sm2KeyHash, 0);
    }

    /// @inheritdoc IOrganizationSeats
    function appointSystemSeat(
        uint32 number,
        address account,
        uint48 until,
        uint32 dailyLimit
    ) external returns (uint32 seat_) {
        _requireStatus(number, Status.Active);
        _requireHeadOfDataOffice(number);

        seat_ = _appoint(number, Offices.SYSTEM, account, until);
        if (dailyLimit != 0) _dailyLimits[seat_] = dailyLimit;

        emit SeatAppointed(seat_, number, account, Offices.SYSTEM, until, 0, dailyLimit);
    }

    /// @inheritdoc IOrganizationSeats
    function endSeat(uint32 number) external {
        (SeatSlot memory slot, uint32 organization_) = _requireKnown(number);
        _requireStatus(organization_, Status.Active);
        bool mayEnd = slot.office == Offices.SYSTEM && _isHeadOfDataOffice(organization_, _msgSender());
        if (!mayEnd) _requireHead(organization_);
        _requireNotEnded(number);

        _ends[number].endedAt = _now();
        _closeTerm(number, slot.until);

        emit SeatEnded(number, organization_);
    }

    /// @inheritdoc IOrganizationSeats
    function reportCompromised(uint32 number, uint48 since) external {
        (SeatSlot memory slot, uint32 organization_) = _requireKnown(number);
        _requireHead(organization_);
        uint48 reported = _ends[number].compromisedSince;
        uint48 latest = reported == 0 ? _now() : reported - 1;
        if (since < slot.from || since > latest) revert OrganizationRegistry__BadCompromise(number, since, latest);

        _ends[number].compromisedSince = since;
        _closeTerm(number, slot.until);

        emit SeatCompromised(number, organization_, since);
    }

    /// @inheritdoc IOrganizationSeats
    function setAllowance(uint32 number, bytes32 subject, bool allowed) external {
        (SeatSlot memory slot, uint32 organization_) = _requireKnown(number);
        _requireStatus(organization_, Status.Active);
        _requireHeadOfDataOffice(organization_);
        if (slot.office != Offices.SYSTEM) revert OrganizationRegistry__NotSystemSeat(number, slot.office);
        _requireNotEnded(number);
        if (subject == 0) revert OrganizationRegistry__NoSubject();

        _allowances[number][subject].write(uint176(0).set(Traces.ALLOWANCE_ALLOWED, allowed ? 1 : 0));

        emit AllowanceSet(number, subject, allowed);
    }

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IOrganizationSeats
    function requireSeat(
        uint32 number,
        address account,
        uint256 officesMask
    ) external view returns (uint32 organization_) {
        SeatSlot memory slot;
        (slot, organization_) = _requireKnown(number);
        if (slot.account != account) revert OrganizationRegistry__WrongAccount(number, account, slot.account);
        if ((officesMask >> slot.office) & 1 == 0) {
            revert OrganizationRegistry__WrongOffice(number, slot.office, officesMask);
        }
        if (_now() >= slot.until) {
            _requireNotEnded(number);
            revert OrganizationRegistry__SeatExpired(number, slot.until);
        }
        _requireStatus(organization_, Status.Active);
    }

    /// @inheritdoc IOrganizationSeats
    function seat(uint32 number) external view returns (Seat memory) {
        (SeatSlot memory slot, uint32 organization_) = _requireKnown(number);
        return
            Seat({
                account: slot.account,
                organization: organization_,
                office: slot.office,
                state: _stateOf(number),
                from: slot.from,
                until: slot.until,
                sm2KeyHash: _sm2KeyHashes[number],
                dailyLimit: _dailyLimits[number]
            });
    }

    /// @inheritdoc IOrganizationSeats
    function seatEnd(uint32 number) external view returns (uint48 endedAt, uint48 compromisedSince) {
        return (_ends[number].endedAt, _ends[number].compromisedSince);
    }

    /// @inheritdoc IOrganizationSeats
    function allowance(uint32 number, bytes32 subject) external view returns (bool) {
        return _allowances[number][subject].latest().get(Traces.ALLOWANCE_ALLOWED) == 1;
    }

    /// @inheritdoc IOrganizationSeats
    function soleSeat(uint32 number, uint8 office) public view returns (uint32) {
        if (office == Offices.HEAD_OF_DATA_OFFICE) return _organizations[number].headOfDataOfficeSeat;
        return office == Offices.CHIEF_DATA_OFFICER ? _organizations[number].chiefDataOfficerSeat : 0;
    }

    /// @inheritdoc IOrganizationSeats
    function seatCount() external view returns (uint32) {
        return _seatCount;
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Stores a new seat, after the guards that all offices share.
    function _appoint(
        uint32 organization_,
        uint8 office,
        address account,
        uint48 until
    ) private returns (uint32 number) {
        number = ++_seatCount;

        uint48 from = _now();
        uint48 latest = from + LONGEST_TERM;
        if (until <= from || until > latest) revert OrganizationRegistry__BadTerm(until, latest);

        if (Offices.isSole(office)) _takeOffice(organization_, office, number);
        _bindAccount(account, organization_);
        _seats[number] = SeatSlot(account, office, uint40(from), until);
    }

    /// @dev Refuses a second seat in an office that is held once only, and notes the new one.
    function _takeOffice(uint32 organization_, uint8 office, uint32 number) private {
        uint32 holder = soleSeat(organization_, office);
        if (_isInOffice(holder)) revert OrganizationRegistry__OfficeTaken(organization_, office, holder);

        OrganizationSlot storage slot = _organizations[organization_];
        if (office == Offices.HEAD_OF_DATA_OFFICE) slot.headOfDataOfficeSeat = number;
        else slot.chiefDataOfficerSeat = number;
    }

    /// @dev Refuses the number of no seat. Returns the organisation, too, to which its account is bound.
    function _requireKnown(uint32 number) private view returns (SeatSlot memory slot, uint32 organization_) {
        slot = _seats[number];
        if (slot.from == 0) revert OrganizationRegistry__UnknownSeat(number);
        organization_ = _byAccount[slot.account];
    }

    /// @dev Refuses a seat that has ended or was compromised, though its term may be over.
    function _requireNotEnded(uint32 number) private view {
        SeatState state = _stateOf(number);
        if (state != SeatState.Active) revert OrganizationRegistry__SeatEnded(number, uint8(state));
    }

    /// @dev Refuses unless the caller holds the active seat of the organisation's head of the data office.
    function _requireHeadOfDataOffice(uint32 organization_) private view {
        if (!_isHeadOfDataOffice(organization_, _msgSender())) {
            revert OrganizationRegistry__NotHeadOfDataOffice(organization_, _msgSender());
        }
    }

    function _isHeadOfDataOffice(uint32 organization_, address account) private view returns (bool) {
        uint32 holder = _organizations[organization_].headOfDataOfficeSeat;
        return _seats[holder].account == account && _isInOffice(holder);
    }

    /// @dev Whether a seat is within its term, which is over once it has ended.
    function _isInOffice(uint32 number) private view returns (bool) {
        return _now() < _seats[number].until;
    }

    /// @dev Brings the end of a term forward to now, so that whether a seat may act is read from one word.
    function _closeTerm(uint32 number, uint48 until) private {
        _seats[number].until = uint48(Math.min(until, _now()));
    }

    /// @dev The state of a seat that exists. Both moments are over as soon as they are stored.
    function _stateOf(uint32 number) private view returns (SeatState) {
        SeatEnd storage end = _ends[number];
        if (end.compromisedSince != 0) return SeatState.Compromised;
        return end.endedAt == 0 ? SeatState.Active : SeatState.Ended;
    }
}

// slither-disable-end incorrect-equality
