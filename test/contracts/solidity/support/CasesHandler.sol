// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICaseErrors} from "../../../../contracts/interfaces/ICaseErrors.sol";
import {CasesWorld} from "./CasesWorld.sol";

/// @notice Acts at random on corrections and disputes over sharing, keeps its own account of what should hold, and
/// notes what should not have been.
contract CasesHandler is CasesWorld {
    uint8 private constant CORRECTION_CLOCK = 5;

    /// @notice The requests that were filed, and the cases that were raised.
    bytes32[] public filed;
    bytes32[] public raised;

    mapping(bytes32 id => ICaseErrors.CaseState) internal _ghostStates;
    mapping(bytes32 id => uint48) internal _ghostDue;
    mapping(bytes32 id => uint48) internal _ghostDone;
    /// @dev What each side of a dispute has said last.
    mapping(bytes32 id => mapping(bool raiser => bytes32)) private _said;

    /// @dev What is true after every step.
    modifier watched() {
        _;
        for (uint256 i = 0; i < raised.length; ++i) _watch(raised[i]);
    }

    constructor() {
        _buildCases();
        (, bytes32 id) = _granted(OTHER);
        filed.push(id);
    }

    // ─── what happens to actors ──────────────────────────────────────────────────────────────────────────────────────

    function pass(uint24 time) external watched {
        VM.warp(block.timestamp + time);
    }

    function suspendOrResume(uint8 which, uint8 chance) external watched {
        uint32 number = uint32(bound(which, HOLDER, OTHER));
        bool resume = chance % 4 != 0;
        bytes memory call_ =
            resume
                ? abi.encodeCall(organizations.resumeOrganization, (number))
                : abi.encodeCall(organizations.suspendOrganization, (number));
        VM.prank(_head(AUTHORITY));
        (bool success, ) = address(organizations).call(call_);
        if (success) ++done[bytes4(call_)];
    }

    /// @dev Merges one department into another, every sixteenth call at most.
    function merge(uint8 which, uint8 into, uint8 chance) external watched {
        if (chance % 16 != 0) return;
        uint32 number = which % 2 == 0 ? HOLDER : OTHER;
        bytes memory call_ = abi.encodeCall(organizations.merge, (AUTHORITY, number, _any(into)));
        VM.prank(_head(AUTHORITY));
        (bool success, ) = address(organizations).call(call_);
        if (success) ++done[bytes4(call_)];
    }

    function request(uint8 by) external watched {
        (bool success, bytes32 id) = _granted(_any(by));
        if (success) filed.push(id);
    }

    // ─── corrections ─────────────────────────────────────────────────────────────────────────────────────────────────

    function raiseCorrection(uint8 by, uint8 which, bool granted) external watched {
        uint32 organization = _any(by);
        bytes32 grant = granted ? filed[which % filed.length] : bytes32(0);
        bytes memory call_ = abi.encodeCall(cases.raiseCorrection, (_seat(organization), asset, grant, "an error"));
        (bool success, bytes memory given) = _tries(organization, address(cases), call_);
        if (!success) return;
        bytes32 id = abi.decode(given, (bytes32));
        raised.push(id);
        _ghostStates[id] = ICaseErrors.CaseState.Open;
        // Whoever reports an error of its own data has no limit.
        if (organization != assets.holderOf(asset)) (_ghostDue[id], ) = calendar.addWorkingDays(_now(), 10);
    }

    function answer(uint8 by, uint8 which, bool right) external watched {
        if (raised.length == 0) return;
        (uint32 organization, bytes32 id) = (_any(by), raised[which % raised.length]);
        bytes memory call_ =
            right
                ? abi.encodeCall(cases.correct, (_seat(organization), id, "a version"))
                : abi.encodeCall(cases.rejectCorrection, (_seat(organization), id, "no error"));
        (bool success, ) = _tries(organization, address(cases), call_);
        if (!success) return;
        _expect(organization == assets.holderOf(asset), "somebody answered for the holder");
        _step(id, ICaseErrors.CaseState.Open, right ? ICaseErrors.CaseState.Corrected : ICaseErrors.CaseState.Rejected);
        _ghostDone[id] = _now();
    }

    function closeCorrection(uint8 by, uint8 which) external watched {
        if (raised.length == 0) return;
        (uint32 organization, bytes32 id) = (_any(by), raised[which % raised.length]);
        (uint32 raiser, ) = cases.partiesOf(id);
        bytes memory call_ = abi.encodeCall(cases.closeCorrection, (_seat(organization), id));
        (bool success, ) = _tries(organization, address(cases), call_);
        if (!success) return;
        _expect(organization == raiser, "somebody closed for the raiser");
        _expect(_ghostDone[id] != 0, "closed without an answer");
        _ghostStates[id] = ICaseErrors.CaseState.Closed;
    }

    function withdrawCase(uint8 by, uint8 which) external watched {
        if (raised.length == 0) return;
        (uint32 organization, bytes32 id) = (_any(by), raised[which % raised.length]);
        (uint32 raiser, ) = cases.partiesOf(id);
        bytes memory call_ = abi.encodeCall(cases.withdrawCase, (_seat(organization), id));
        (bool success, ) = _tries(organization, address(cases), call_);
        if (!success) return;
        _expect(organization == raiser, "somebody withdrew for the raiser");
        _expect(!_isOver(_ghostStates[id]), "what is over was withdrawn");
        if (_ghostStates[id] == ICaseErrors.CaseState.Open) _ghostDone[id] = _now();
        _ghostStates[id] = ICaseErrors.CaseState.Withdrawn;
    }

    // ─── disputes ────────────────────────────────────────────────────────────────────────────────────────────────────

    function raiseDispute(uint8 by, uint8 which, bool over) external watched {
        uint32 organization = _any(by);
        bytes32 subject = filed[which % filed.length];
        if (over && raised.length != 0) subject = raised[which % raised.length];
        bytes memory call_ = abi.encodeCall(cases.raiseDispute, (_seat(organization), subject, "grounds"));
        bytes32 open = cases.openDisputeOf(subject);
        (bool success, bytes memory id) = _tries(organization, address(cases), call_);
        if (!success) return;
        _expect(open == 0, "two disputes over one subject");
        (, uint32 requester, uint32 provider) = cases.sidesOf(subject);
        _expect(organization == requester || organization == provider, "a stranger raised a dispute");
        raised.push(abi.decode(id, (bytes32)));
        _ghostStates[raised[raised.length - 1]] = ICaseErrors.CaseState.Consulting;
    }

    function settle(uint8 by, uint8 which, bool other) external watched {
        if (raised.length == 0) return;
        (uint32 organization, bytes32 id) = (_any(by), raised[which % raised.length]);
        bytes32 agreement = other ? bytes32("another") : bytes32("an agreement");
        (uint32 raiser, uint32 respondent) = cases.partiesOf(id);
        bytes memory call_ = abi.encodeCall(cases.settle, (_seat(organization), id, agreement));
        (bool success, ) = _tries(organization, address(cases), call_);
        if (!success) return;
        if (organization == raiser) _said[id][true] = agreement;
        if (organization == respondent) _said[id][false] = agreement;
        if (cases.caseStatus(id).state != ICaseErrors.CaseState.Settled) return;
        _expect(_said[id][true] == agreement && _said[id][false] == agreement, "settled by one side");
        _ghostStates[id] = ICaseErrors.CaseState.Settled;
    }

    function escalate(uint8 by, uint8 which) external watched {
        if (raised.length == 0) return;
        (uint32 organization, bytes32 id) = (_any(by), raised[which % raised.length]);
        bytes memory call_ = abi.encodeCall(cases.escalate, (_seat(organization), id));
        (bool success, ) = _tries(organization, address(cases), call_);
        if (!success) return;
        _expect(_isSide(id, organization), "a stranger asked for coordination");
        _step(id, ICaseErrors.CaseState.Consulting, ICaseErrors.CaseState.Coordinating);
    }

    function refer(uint8 by, uint8 which) external watched {
        if (raised.length == 0) return;
        (uint32 organization, bytes32 id) = (_any(by), raised[which % raised.length]);
        bytes memory call_ = abi.encodeCall(cases.referToGovernment, (_seat(organization), id));
        (bool success, ) = _tries(organization, address(cases), call_);
        if (!success) return;
        _expect(!_isSide(id, organization), "a side referred its own case");
        _expect(cases.deciderOf(id) != organization, "who referred it decides it");
        _step(id, ICaseErrors.CaseState.Coordinating, ICaseErrors.CaseState.GovernmentDecision);
    }

    function decide(uint8 by, uint8 which) external watched {
        if (raised.length == 0) return;
        (uint32 organization, bytes32 id) = (_any(by), raised[which % raised.length]);
        bytes memory call_ = abi.encodeCall(cases.decideDispute, (_seat(organization), id, "a decision"));
        (bool success, ) = _tries(organization, address(cases), call_);
        if (success) _decided(id, !_isSide(id, organization));
    }

    function decideByCouncil(uint8 which) external watched {
        if (raised.length == 0) return;
        bytes32 id = raised[which % raised.length];
        bytes memory call_ = abi.encodeCall(cases.decideDisputeByCouncil, (id, "a decision"));
        (bool success, ) = address(cases).call(call_);
        if (!success) return;
        ++done[bytes4(call_)];
        _decided(id, cases.deciderOf(id) == 0);
    }

    function execute(uint8 by, uint8 which) external watched {
        if (raised.length == 0) return;
        (uint32 organization, bytes32 id) = (_any(by), raised[which % raised.length]);
        bytes memory call_ = abi.encodeCall(cases.execute, (_seat(organization), id));
        (bool success, ) = _tries(organization, address(cases), call_);
        if (!success) return;
        _expect(_ghostStates[id] == ICaseErrors.CaseState.Decided, "executed without a decision");
        _ghostStates[id] = cases.caseStatus(id).state;
        bool known =
            _ghostStates[id] == ICaseErrors.CaseState.Executed || _ghostStates[id] == ICaseErrors.CaseState.Decided;
        _expect(known, "an execution led elsewhere");
    }

    // ─── what should hold ────────────────────────────────────────────────────────────────────────────────────────────

    function _watch(bytes32 id) private {
        _expect(cases.caseStatus(id).state == _ghostStates[id], "a case moved by itself");
        (, , uint48 due, bool late) = cases.lateness(id, CORRECTION_CLOCK);
        uint48 end = _ghostDone[id] == 0 ? _now() : _ghostDone[id];
        _expect(due == _ghostDue[id], "a limit moved");
        _expect(late == (due != 0 && end >= due), "a limit was kept otherwise than it was");
    }

    function _decided(bytes32 id, bool rightly) private {
        _expect(rightly, "somebody decided in its own case");
        bool open =
            _ghostStates[id] == ICaseErrors.CaseState.Coordinating ||
                _ghostStates[id] == ICaseErrors.CaseState.GovernmentDecision;
        _expect(open, "decided out of turn");
        _ghostStates[id] = ICaseErrors.CaseState.Decided;
    }

    function _step(bytes32 id, ICaseErrors.CaseState from, ICaseErrors.CaseState to) private {
        _expect(_ghostStates[id] == from, "a step that is no arrow");
        _ghostStates[id] = to;
    }

    function _isSide(bytes32 id, uint32 organization) private view returns (bool) {
        (uint32 raiser, uint32 respondent) = cases.partiesOf(id);
        return organization == raiser || organization == respondent;
    }

    function _isOver(ICaseErrors.CaseState state) private pure returns (bool) {
        return
            state != ICaseErrors.CaseState.Open &&
            state != ICaseErrors.CaseState.Consulting &&
            state != ICaseErrors.CaseState.Coordinating &&
            state != ICaseErrors.CaseState.GovernmentDecision;
    }
}
