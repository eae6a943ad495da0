// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CaseCorrections} from "./CaseCorrections.sol";
import {ICaseDisputes} from "./interfaces/ICaseDisputes.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title CaseDisputes
/// @notice The part of the case registry for disputes over sharing (Order 809, Art 28).
abstract contract CaseDisputes is CaseCorrections {
    /// @dev The sides, as bits.
    uint8 private constant RAISER = 1;
    uint8 private constant RESPONDENT = 2;
    uint8 private constant BOTH = 3;

    // ─── consultation ────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICaseDisputes
    function raiseDispute(uint32 bySeat, bytes32 subject, bytes32 grounds) external returns (bytes32 id) {
        uint32 organization = _actingFor(bySeat);
        _requireDisputable(subject);
        (bytes32 asset, uint32 respondent, bool byProvider) = _againstWhom(subject, organization);
        _requireGrounds(grounds);

        id = _open(DISPUTE, organization, respondent, 0, asset, grounds, CaseState.Consulting);
        (_turns[id].subject, _turns[id].byProvider) = (subject, byProvider);
        _openDisputes[subject] = id;

        _tellRaised(id, subject, organization, respondent, asset, grounds);
    }

    /// @inheritdoc ICaseDisputes
    function settle(uint32 bySeat, bytes32 id, bytes32 agreement) external {
        (uint32 organization, uint8 side) = _asSide(bySeat, id);
        CaseState state = _stateOf(id);
        _requireStep(state == CaseState.Consulting || state == CaseState.Coordinating, id, state);
        if (agreement == 0) revert CaseRegistry__NoAgreement();

        Turn storage turn = _turns[id];
        if (turn.agreement != agreement) {
            (turn.agreement, turn.told) = (agreement, 0);
            emit SettlementProposed(id, organization, agreement);
        }
        if (!_tell(id, organization, side)) return;

        _conclude(id, CaseState.Settled, organization, agreement);

        emit DisputeSettled(id, organization, agreement);
    }

    // ─── coordination ────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICaseDisputes
    function escalate(uint32 bySeat, bytes32 id) external {
        (uint32 organization, ) = _asSide(bySeat, id);
        CaseState state = _stateOf(id);
        _requireStep(state == CaseState.Consulting, id, state);

        _enter(id, CaseState.Coordinating, organization);
        (uint48 due, uint8 workingDays, bool provisional) = _begin(id, "dispute.coordinating.days");

        emit DisputeEscalated(id, organization, deciderOf(id), due, workingDays, provisional);
    }

    /// @inheritdoc ICaseDisputes
    function referToGovernment(uint32 bySeat, bytes32 id) external {
        uint32 organization = _actingFor(bySeat);
        Case storage case_ = _requireKind(id, DISPUTE);
        CaseState state = _stateOf(id);
        _requireStep(state == CaseState.Coordinating, id, state);
        _requireDecider(id, case_, organization);

        bool late = _isLate(id);
        _enter(id, CaseState.GovernmentDecision, organization);
        _turns[id].referredBy = organization;
        (uint48 due, uint8 workingDays, bool provisional) = _begin(id, "dispute.government.days");

        emit DisputeReferred(id, organization, deciderOf(id), due, workingDays, provisional, late);
    }

    /// @inheritdoc ICaseDisputes
    function decideDispute(uint32 bySeat, bytes32 id, bytes32 decision) external {
        uint32 organization = _actingFor(bySeat);
        Case storage case_ = _requireUndecided(id);
        _requireDecider(id, case_, organization);

        _decide(id, organization, decision);
    }

    /// @inheritdoc ICaseDisputes
    function decideDisputeByCouncil(bytes32 id, bytes32 decision) external restricted {
        _requireUndecided(id);
        _requireNoDecider(id);

        _decide(id, 0, decision);
    }

    // ─── execution ───────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICaseDisputes
    function execute(uint32 bySeat, bytes32 id) external {
        uint32 organization = _actingFor(bySeat);
        Case storage case_ = _requireKind(id, DISPUTE);
        CaseState state = _stateOf(id);
        _requireStep(state == CaseState.Decided, id, state);
        uint8 side = _sideOf(id, case_, organization);

        if (side == 0) {
            _requireDecider(id, case_, organization);
        } else if (!_tell(id, organization, side)) {
            emit ExecutionTold(id, organization);
            return;
        }
        _enter(id, CaseState.Executed, organization);

        emit DisputeExecuted(id, organization);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function _tellRaised(
        bytes32 id,
        bytes32 subject,
        uint32 raiser,
        uint32 respondent,
        bytes32 asset,
        bytes32 grounds
    ) private {
        (uint48 due, uint8 workingDays, bool provisional) = _begin(id, "dispute.consulting.days");

        emit DisputeRaised(id, subject, raiser, respondent, asset, grounds, due, workingDays, provisional);
    }

    /// @dev Notes what a side says, once. Returns whether both have said it.
    function _tell(bytes32 id, uint32 organization, uint8 side) private returns (bool) {
        Turn storage turn = _turns[id];
        if (turn.told & side == side) revert CaseRegistry__ToldBefore(id, organization);

        turn.told |= side;
        return turn.told == BOTH;
    }

    function _decide(bytes32 id, uint32 by, bytes32 decision) private {
        _requireDecision(decision);

        bool late = _isLate(id);
        _conclude(id, CaseState.Decided, by, decision);

        emit DisputeDecided(id, by, decision, late);
    }

    /// @dev Ends what is in dispute; another dispute may be raised over the subject.
    function _conclude(bytes32 id, CaseState state, uint32 by, bytes32 content) private {
        _enter(id, state, by);
        _decisions[id] = content;
        _turns[id].told = 0;
        delete _openDisputes[_turns[id].subject];
    }

    // ─── guards ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses a subject that is in dispute, and a case that is no correction or that was withdrawn or closed.
    function _requireDisputable(bytes32 subject) private view {
        uint8 kind = _cases[subject].kind;
        if (kind != 0) {
            if (kind != CORRECTION) revert CaseRegistry__WrongKind(subject, kind);
            CaseState state = _stateOf(subject);
            _requireStep(state != CaseState.Withdrawn && state != CaseState.Closed, subject, state);
        }
        bytes32 open = _openDisputes[subject];
        if (open != 0) revert CaseRegistry__DisputedAlready(subject, open);
    }

    /// @dev Refuses whoever is on neither side of a subject, or on both. Returns the other side.
    function _againstWhom(
        bytes32 subject,
        uint32 organization
    ) private view returns (bytes32 asset, uint32 respondent, bool byProvider) {
        uint32 requester;
        (asset, requester, respondent) = sidesOf(subject);
        if (requester == respondent) revert CaseRegistry__OneSide(subject, requester);
        byProvider = organization == respondent;
        if (byProvider) respondent = requester;
        else if (organization != requester) revert CaseRegistry__NotParty(subject, organization);
    }

    /// @dev Refuses a dispute that is not up for a decision.
    function _requireUndecided(bytes32 id) private view returns (Case storage case_) {
        case_ = _requireKind(id, DISPUTE);
        CaseState state = _stateOf(id);
        _requireStep(state == CaseState.Coordinating || state == CaseState.GovernmentDecision, id, state);
    }

    /// @dev Refuses whoever is on neither side of a dispute.
    function _asSide(uint32 bySeat, bytes32 id) private view returns (uint32 organization, uint8 side) {
        organization = _actingFor(bySeat);
        side = _sideOf(id, _requireKind(id, DISPUTE), organization);
        if (side == 0) revert CaseRegistry__NotParty(id, organization);
    }

    /// @dev The side of an organisation; both after their merger; 0 if it is on neither.
    function _sideOf(bytes32 id, Case storage case_, uint32 organization) private view returns (uint8 side) {
        (uint32 raiser, uint32 respondent) = _parties(id, case_);
        if (organization == raiser) side = RAISER;
        if (organization == respondent) side |= RESPONDENT;
    }
}

// slither-disable-end incorrect-equality
