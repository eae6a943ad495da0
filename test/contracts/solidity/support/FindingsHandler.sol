// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FindingRegistry} from "../../../../contracts/FindingRegistry.sol";
import {IFindingErrors} from "../../../../contracts/interfaces/IFindingErrors.sol";
import {IFindingRegistry} from "../../../../contracts/interfaces/IFindingRegistry.sol";
import {CasesWorld} from "./CasesWorld.sol";
import {Clocks} from "./Clocks.sol";

/// @notice Acts at random on findings and on limits, keeps its own account of what should hold, and notes what should
/// not have been.
contract FindingsHandler is CasesWorld {
    uint8 private constant DELIVERY = 2;
    uint8 private constant RECEIPT = 4;

    /// @dev What the handler knows of the run of a limit.
    struct Run {
        uint48 since;
        uint48 due;
        uint48 doneAt;
        bytes32 finding;
    }

    FindingRegistry internal findings;
    Clocks private _clocks;
    /// @notice The findings that were made.
    bytes32[] public made;

    mapping(bytes32 id => IFindingErrors.FindingState) internal _ghostStates;
    mapping(bytes32 id => uint48) internal _ghostDates;
    mapping(uint8 clock => mapping(uint256 subject => Run)) private _runs;

    /// @dev What is true after every step.
    modifier watched() {
        _;
        for (uint256 i = 0; i < made.length; ++i) {
            IFindingRegistry.FindingStatus memory status = findings.findingStatus(made[i]);
            _expect(status.state == _ghostStates[made[i]], "a finding moved by itself");
            _expect(status.orderedBy == _ghostDates[made[i]], "a date moved by itself");
        }
    }

    constructor() {
        _buildCases();
        _clocks = new Clocks();
        findings = new FindingRegistry(
            address(organizations),
            address(assets),
            address(_clocks),
            address(_clocks),
            address(cases),
            address(rules),
            FORWARDER,
            DEPLOYMENT_ID
        );
    }

    // ─── limits ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function pass(uint24 time) external watched {
        VM.warp(block.timestamp + time);
    }

    /// @dev A run begins once the one before it is done.
    function begin(uint8 which, uint8 number, uint24 length) external watched {
        (uint8 clock, uint256 subject) = _limit(which, number);
        Run storage run = _runs[clock][subject];
        bool over = run.since == 0 || (run.doneAt != 0 && run.since < _now() && run.doneAt < _now());
        if (!over) return;
        _runs[clock][subject] = Run(_now(), _now() + 1 + length, 0, 0);
        _clocks.begin(bytes32(subject), clock, HOLDER, run.due);
    }

    /// @dev What a log proves may have been done before; anything else is done now.
    function finish(uint8 which, uint8 number, uint24 ago) external watched {
        (uint8 clock, uint256 subject) = _limit(which, number);
        Run storage run = _runs[clock][subject];
        if (run.since == 0 || run.doneAt != 0) return;
        bool proven = clock == DELIVERY || clock == RECEIPT;
        run.doneAt = proven && _now() - run.since > ago ? _now() - ago : _now();
        _clocks.finish(bytes32(subject), clock, run.doneAt);
    }

    /// @dev A calendar moves an end, and later only.
    function move(uint8 which, uint8 number, uint16 by) external watched {
        (uint8 clock, uint256 subject) = _limit(which, number);
        Run storage run = _runs[clock][subject];
        if (run.since == 0) return;
        run.due += by;
        _clocks.move(bytes32(subject), clock, run.due);
    }

    function record(uint8 which, uint8 number) external watched {
        (uint8 clock, uint256 subject) = _limit(which, number);
        bytes memory call_ = abi.encodeCall(findings.recordLateness, (clock, bytes32(subject)));
        (bool success, bytes memory given) = _tries(NEIGHBOUR, address(findings), call_);
        Run storage run = _runs[clock][subject];
        bool stands = run.finding != 0 && _ghostStates[run.finding] != IFindingErrors.FindingState.Annulled;
        bool expected = run.since != 0 && _isLate(run) && !stands;
        _expect(success == expected, success ? "recorded what was none" : "lateness was not recorded");
        if (!success) return;
        run.finding = abi.decode(given, (bytes32));
        _note(run.finding);
    }

    function annul(uint8 which, uint8 number) external watched {
        (uint8 clock, uint256 subject) = _limit(which, number);
        Run storage run = _runs[clock][subject];
        if (run.finding == 0) return;
        bytes memory call_ = abi.encodeCall(findings.annulLateness, (run.finding));
        (bool success, ) = _tries(NEIGHBOUR, address(findings), call_);
        if (!success) return;
        bool early = findings.findingOf(run.finding).time < run.due;
        bool proven = (clock == DELIVERY || clock == RECEIPT) && !_isLate(run);
        _expect(early || proven, "lateness was annulled without a reason");
        _ghostStates[run.finding] = IFindingErrors.FindingState.Annulled;
    }

    // ─── findings ────────────────────────────────────────────────────────────────────────────────────────────────────

    function open(uint8 by, uint8 against, uint8 item) external watched {
        (uint32 organization, uint32 number) = (_any(by), _any(against));
        uint16 code = 3900 + (item % 12);
        bytes memory call_ = abi.encodeCall(
            findings.openFinding,
            (_seat(organization), number, code, bytes32(0), "grounds")
        );
        (bool success, bytes memory given) = _tries(organization, address(findings), call_);
        if (!success) return;
        _expect(organizations.isAbove(organization, number), "a finding from beside or below");
        _expect(code > 3900 && code < 3910, "a code of no law");
        _note(abi.decode(given, (bytes32)));
    }

    function selfReport(uint8 by) external watched {
        uint32 organization = _any(by);
        bytes memory call_ = abi.encodeCall(findings.selfReport, (_seat(organization), 3901, bytes32(0), "grounds"));
        (bool success, bytes memory given) = _tries(organization, address(findings), call_);
        if (!success) return;
        bytes32 id = abi.decode(given, (bytes32));
        _expect(findings.findingOf(id).against == organization, "reported of another one");
        _note(id);
    }

    function order(uint8 by, uint8 which, uint24 time) external watched {
        if (made.length == 0) return;
        bytes32 id = made[which % made.length];
        uint48 date = _now() + time;
        if (!_acts(by, id, abi.encodeCall(findings.order, (_seat(_any(by)), id, date)))) return;
        _expect(time != 0 && _isPending(id), "ordered out of turn");
        (_ghostStates[id], _ghostDates[id]) = (IFindingErrors.FindingState.Ordered, date);
    }

    function report(uint8 by, uint8 which) external watched {
        if (made.length == 0) return;
        (uint32 organization, bytes32 id) = (_any(by), made[which % made.length]);
        bytes memory call_ = abi.encodeCall(findings.reportRectification, (_seat(organization), id, "evidence"));
        (bool success, ) = _tries(organization, address(findings), call_);
        if (!success) return;
        _expect(organization == findings.againstOf(id), "somebody reported for another");
        _expect(_isPending(id), "reported out of turn");
        _ghostStates[id] = IFindingErrors.FindingState.Reported;
    }

    function accept(uint8 by, uint8 which) external watched {
        if (made.length == 0) return;
        bytes32 id = made[which % made.length];
        if (!_acts(by, id, abi.encodeCall(findings.acceptRectification, (_seat(_any(by)), id)))) return;
        _step(id, IFindingErrors.FindingState.Reported, IFindingErrors.FindingState.Rectified);
    }

    function turnDown(uint8 by, uint8 which) external watched {
        if (made.length == 0) return;
        bytes32 id = made[which % made.length];
        if (!_acts(by, id, abi.encodeCall(findings.rejectRectification, (_seat(_any(by)), id, "still")))) return;
        bool ordered = _ghostDates[id] != 0;
        IFindingErrors.FindingState next =
            ordered ? IFindingErrors.FindingState.Ordered : IFindingErrors.FindingState.Open;
        _step(id, IFindingErrors.FindingState.Reported, next);
    }

    function circulate(uint8 by, uint8 which) external watched {
        if (made.length == 0) return;
        bytes32 id = made[which % made.length];
        if (!_acts(by, id, abi.encodeCall(findings.circulate, (_seat(_any(by)), id)))) return;
        _expect(_ghostDates[id] <= _now(), "circulated before its date");
        _step(id, IFindingErrors.FindingState.Ordered, IFindingErrors.FindingState.Circulated);
    }

    function drop(uint8 by, uint8 which) external watched {
        if (made.length == 0) return;
        bytes32 id = made[which % made.length];
        if (!_acts(by, id, abi.encodeCall(findings.drop, (_seat(_any(by)), id, "a reason")))) return;
        _expect(_isPending(id) || _ghostStates[id] == IFindingErrors.FindingState.Reported, "dropped after its end");
        _ghostStates[id] = IFindingErrors.FindingState.Dropped;
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev An act of an authority on a finding; notes one that is not above.
    function _acts(uint8 by, bytes32 id, bytes memory call_) private returns (bool success) {
        uint32 organization = _any(by);
        (success, ) = _tries(organization, address(findings), call_);
        if (!success) return false;
        bool above = organizations.isAbove(organization, findings.againstOf(id));
        _expect(above, "somebody acted in its own case");
    }

    function _note(bytes32 id) private {
        made.push(id);
        _ghostStates[id] = IFindingErrors.FindingState.Open;
    }

    function _step(bytes32 id, IFindingErrors.FindingState from, IFindingErrors.FindingState to) private {
        _expect(_ghostStates[id] == from, "a step that is no arrow");
        _ghostStates[id] = to;
    }

    function _isPending(bytes32 id) private view returns (bool) {
        IFindingErrors.FindingState state = _ghostStates[id];
        return state == IFindingErrors.FindingState.Open || state == IFindingErrors.FindingState.Ordered;
    }

    function _isLate(Run storage run) private view returns (bool) {
        return (run.doneAt == 0 ? _now() : run.doneAt) >= run.due;
    }

    /// @dev A limit that is told of by another registry, and one of two subjects.
    function _limit(uint8 which, uint8 number) private pure returns (uint8 clock, uint256 subject) {
        return (uint8(bound(number, 1, 4)), 1 + (which % 2));
    }
}
