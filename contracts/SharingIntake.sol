// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingProcedure} from "./interfaces/ISharingProcedure.sol";
import {SharingDemands} from "./SharingDemands.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title SharingIntake
/// @notice What happens to a request before its answer: return, completion, withdrawal and extension (Order 809, Art
/// 21).
abstract contract SharingIntake is SharingDemands {
    // ─── gaps ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingProcedure
    function returnForGaps(uint32 bySeat, bytes32 id, bytes32 gaps) external {
        uint32 organization = _actingFor(bySeat);
        Request storage filed = _requireStatus(id, RequestStatus.AnswerDue);
        _requireAnswerer(id, organization);
        if (filed.flags & RETURNED != 0) revert SharingRegistry__ReturnedAlready(id);
        _requireCommitment(gaps);

        bool late = _stopAnswer(filed);
        filed.status = RequestStatus.Incomplete;
        filed.flags |= RETURNED;

        emit RequestReturned(id, organization, gaps, late);
    }

    /// @inheritdoc ISharingProcedure
    function resubmit(uint32 bySeat, bytes32 id, bytes32 scope) external {
        uint32 organization = _actingFor(bySeat);
        Request storage filed = _requireStatus(id, RequestStatus.Incomplete);
        _requireRequester(id, organization);
        _requireCommitment(scope);
        uint256 attribute = _requireShareable(filed.asset);

        (filed.status, filed.scope, filed.asked) = (RequestStatus.AnswerDue, scope, 0);
        filed.flags &= ~(ANSWERED_LATE | ANSWER_PROVISIONAL | EXTENDED);
        (uint48 due, bool provisional) = _startAnswer(filed, attribute);

        emit RequestResubmitted(id, scope, due, provisional);
    }

    /// @inheritdoc ISharingProcedure
    function withdrawRequest(uint32 bySeat, bytes32 id) external {
        uint32 organization = _actingFor(bySeat);
        Request storage filed = _requests[id];
        RequestStatus status = filed.status;
        if (status != RequestStatus.AnswerDue && status != RequestStatus.Incomplete) {
            revert SharingRegistry__WrongStatus(id, status);
        }
        _requireRequester(id, organization);

        if (status == RequestStatus.AnswerDue) _stopAnswer(filed);
        filed.status = RequestStatus.Withdrawn;

        emit RequestWithdrawn(id);
    }

    // ─── extension ───────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingProcedure
    function askExtension(uint32 bySeat, bytes32 id, uint8 days_, bytes32 grounds) external {
        uint32 organization = _actingFor(bySeat);
        Request storage filed = _requireExtensible(id);
        _requireAnswerer(id, organization);
        if (filed.asked != 0) revert SharingRegistry__ExtendedAlready(id);
        uint256 most = _rule("answer.extension.days", _now());
        if (days_ == 0 || days_ > most) revert SharingRegistry__BadExtension(days_, most);
        _requireCommitment(grounds);

        filed.asked = days_;

        emit ExtensionAsked(id, organization, days_, grounds);
    }

    /// @inheritdoc ISharingProcedure
    function extend(uint32 bySeat, bytes32 id) external {
        uint32 organization = _actingFor(bySeat);
        Request storage filed = _requireExtensible(id);
        uint8 asked = filed.asked;
        if (asked == 0) revert SharingRegistry__NoExtensionAsked(id);
        _requireAbove(id, organization, _answererOf(id));

        uint16 days_ = uint16(filed.days_) + asked;
        (uint48 due, bool provisional) = CALENDAR.addWorkingDays(filed.since, days_);
        // The calendar refuses more days than fit.
        (filed.days_, filed.asked, filed.due) = (uint8(days_), 0, uint40(due));
        filed.flags |= provisional ? EXTENDED | ANSWER_PROVISIONAL : EXTENDED;

        emit RequestExtended(id, organization, asked, due, provisional);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Whether a request's answer can be extended: it is due, was not extended, and is not late.
    function _requireExtensible(bytes32 id) private view returns (Request storage filed) {
        filed = _requireStatus(id, RequestStatus.AnswerDue);
        if (filed.flags & EXTENDED != 0) revert SharingRegistry__ExtendedAlready(id);
        (uint48 due, ) = _answerDue(filed);
        if (_now() >= due) revert SharingRegistry__TooLate(id, due);
    }
}

// slither-disable-end incorrect-equality
