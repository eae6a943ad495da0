// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {CaseStore} from "./CaseStore.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Offices} from "./libraries/Offices.sol";
import {Traces} from "./libraries/Traces.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title CaseGuards
/// @notice What the case registry asks before it acts, and what its kinds of cases share.
abstract contract CaseGuards is CaseStore {
    using Traces for Traces.Trace;
    using Traces for uint176;

    // ─── guards ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev The organisation for which the caller acts as head of the data office.
    function _actingFor(uint32 bySeat) internal view returns (uint32) {
        return ORGANIZATIONS.requireSeat(bySeat, _msgSender(), Offices.ONLY_HEAD);
    }

    /// @dev Refuses another kind of case.
    function _requireKind(bytes32 id, uint8 kind) internal view returns (Case storage case_) {
        case_ = _requireKnown(id);
        if (case_.kind != kind) revert CaseRegistry__WrongKind(id, case_.kind);
    }

    /// @dev Refuses a step that is no arrow from a state.
    function _requireStep(bool possible, bytes32 id, CaseState state) internal pure {
        if (!possible) revert CaseRegistry__WrongState(id, state);
    }

    function _requireGrounds(bytes32 grounds) internal pure {
        if (grounds == 0) revert CaseRegistry__NoGrounds();
    }

    function _requireDecision(bytes32 decision) internal pure {
        if (decision == 0) revert CaseRegistry__NoDecision();
    }

    /// @dev Refuses whoever did not raise a case, nor stands in the raiser's place.
    function _requireRaiser(bytes32 id, uint32 organization, uint32 raiser) internal pure {
        if (organization != raiser) revert CaseRegistry__NotRaiser(id, organization, raiser);
    }

    /// @dev Refuses whoever neither decides the case nor is an authority above who does, and either side.
    function _requireDecider(bytes32 id, Case storage case_, uint32 organization) internal view {
        uint32 decider = deciderOf(id);
        if (organization == decider) return;
        (uint32 raiser, uint32 respondent) = _parties(id, case_);
        bool entitled =
            organization != raiser &&
                organization != respondent &&
                ORGANIZATIONS.hasCapacity(organization, Capacities.AUTHORITY) &&
                ORGANIZATIONS.isAbove(organization, decider);
        if (!entitled) revert CaseRegistry__NotEntitled(id, organization, decider);
    }

    /// @dev Leaves to an organisation what an organisation can decide.
    function _requireNoDecider(bytes32 id) internal view {
        uint32 decider = deciderOf(id);
        if (decider != 0) revert CaseRegistry__NotEntitled(id, 0, decider);
    }

    // ─── effects ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Stores a case in its first state.
    function _open(
        uint8 kind,
        uint32 raiser,
        uint32 respondent,
        uint32 registrar,
        bytes32 asset,
        bytes32 grounds,
        CaseState state
    ) internal returns (bytes32 id) {
        uint64 serial = ++_counts[raiser];
        id = keccak256(abi.encode(CHAIN_ID, address(this), "case", raiser, serial));

        _cases[id] = Case(asset, grounds, raiser, respondent, registrar, kind, _now(), serial);
        _enter(id, state, 0);
    }

    /// @dev Gives a case a state, and says who brought it there.
    function _enter(bytes32 id, CaseState state, uint32 by) internal {
        _states[id].write(uint176(0).set(Traces.CASE_STATE, uint256(state)).set(Traces.CASE_BY, by));
    }

    /// @dev Begins a limit of as many working days as a rule says; none if it says 0, or there is no such rule.
    function _begin(bytes32 id, bytes32 rule) internal returns (uint48 due, uint8 workingDays, bool provisional) {
        uint16 limit = _limit(rule);
        if (limit != 0) (due, provisional) = CALENDAR.addWorkingDays(_now(), limit);
        // The calendar refuses more days than fit.
        workingDays = uint8(limit);

        Turn storage turn = _turns[id];
        (turn.since, turn.due, turn.workingDays, turn.provisional) = (_now(), due, workingDays, provisional);
    }

    /// @dev Whether the running limit of a case is over: a fact, and no consent.
    function _isLate(bytes32 id) internal view returns (bool) {
        (uint48 due, ) = _dueOf(_turns[id]);
        return due != 0 && _now() >= due;
    }

    function _limit(bytes32 rule) private view returns (uint16) {
        try RULES.valueAt(rule, _now()) returns (uint128 value) {
            return uint16(Math.min(value, type(uint16).max));
        } catch {
            return 0;
        }
    }
}

// slither-disable-end incorrect-equality
