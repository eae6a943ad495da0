// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetErrors} from "../../../../contracts/interfaces/IAssetErrors.sol";
import {Watched} from "./Watched.sol";
import {World} from "./World.sol";

/// @notice Looks at requests, grants and their clocks after each step, beside an account of its own.
/// @dev Each act has a second of its own, so that a fact of a second is one fact.
abstract contract LivesWatch is World, Watched {
    /// @dev One run of a clock: when it began, when it ends, and when the act was done; zero for not yet.
    struct Run {
        uint48 since;
        uint48 due;
        uint48 doneAt;
    }

    struct Ghost {
        uint32 requester;
        uint32 provider;
        bytes32 parent;
        uint48 from;
        uint48 until;
        uint32 suspendedBy;
        bool suspended;
        bool ended;
        uint256 answerRuns;
        bool extended;
        uint32 proposer;
        bool declined;
    }

    uint8 internal constant ANSWER = 1;
    uint8 internal constant DELIVERY = 2;
    uint8 internal constant DISPOSAL = 3;
    uint8 internal constant RECTIFICATION = 7;

    bytes32[] internal _ids;
    mapping(bytes32 id => Ghost) internal _ghosts;
    mapping(bytes32 id => mapping(uint8 clock => Run)) internal _runs;
    /// @dev What becomes of the registration that every grant comes from.
    uint32 internal _holder = HOLDER;
    uint48 internal _cancelledAt;
    uint48 internal _validUntil;

    modifier watched() {
        VM.warp(block.timestamp + 1);
        _;
        for (uint256 i = 0; i < _ids.length; ++i) {
            _watchForce(_ids[i]);
            _watchClocks(_ids[i]);
        }
    }

    // ─── force ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev A grant is in force from its beginning to its end, not while it or one above it is suspended, not after the
    /// end of one above it, and not without the registration that it came from.
    function _watchForce(bytes32 id) private {
        bool inForce = sharing.inForceAt(id, _now());
        if (inForce && !_isRegistered()) violations.push("a grant outlived the right that it came from");
        for (bytes32 one = id; one != 0; one = _ghosts[one].parent) {
            if (inForce && _now() >= _ghosts[one].until) violations.push("a grant outlived its end");
            if (inForce && _ghosts[one].suspended) violations.push("a suspended grant was in force");
        }
        if (inForce != (_isRegistered() && _lasts(id))) violations.push("another force than by the account");
    }

    function _isRegistered() internal view returns (bool) {
        return _cancelledAt == 0 && _now() < _validUntil;
    }

    function _lasts(bytes32 id) internal view returns (bool) {
        for (; id != 0; id = _ghosts[id].parent) {
            Ghost storage ghost = _ghosts[id];
            bool lasts = ghost.provider != 0 && !ghost.suspended && ghost.from <= _now() && _now() < ghost.until;
            if (!lasts) return false;
        }
        return true;
    }

    /// @dev When a grant is over: with its own end, or the first of those above it.
    function _endOf(bytes32 id) internal view returns (uint48 until) {
        until = type(uint48).max;
        for (; id != 0; id = _ghosts[id].parent) if (_ghosts[id].until < until) until = _ghosts[id].until;
    }

    // ─── clocks ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev A clock that runs keeps its beginning and its end; once the act is done, whether it was late is settled.
    function _watchClocks(bytes32 id) private {
        _watchClock(id, ANSWER);
        if (_ghosts[id].provider == 0) return;
        _watchClock(id, DELIVERY);
        if (_now() >= _endOf(id) && _runs[id][DISPOSAL].since == 0) _begin(id, DISPOSAL);
        _watchClock(id, DISPOSAL);
        if (_runs[id][RECTIFICATION].due != 0) _watchClock(id, RECTIFICATION);
    }

    function _watchClock(bytes32 id, uint8 clock) private {
        Run storage run = _runs[id][clock];
        (, uint48 since, uint48 due, bool late) = sharing.lateness(id, clock);
        if (run.since == 0 && late) violations.push("late before its clock began");
        if (run.since == 0) return;
        if (since != run.since) violations.push("a clock began again");
        if (due != run.due) violations.push("a clock was moved");
        if (run.doneAt != 0 && clock != DELIVERY && late != (run.doneAt >= run.due)) {
            violations.push("lateness was not settled by the act");
        }
        bool pending = run.doneAt == 0 && (clock == ANSWER || clock == DISPOSAL);
        if (pending && late != (_now() >= run.due)) violations.push("late before its limit, or not after it");
    }

    /// @dev A clock begins now, or began with a grant's end; where it ends is what was told first.
    function _begin(bytes32 id, uint8 clock) internal {
        (, , uint48 due, ) = sharing.lateness(id, clock);
        uint48 since = clock == DISPOSAL ? _endOf(id) : _now();
        if (_runs[id][clock].since != 0 && clock != RECTIFICATION && clock != ANSWER) {
            violations.push("a clock ran twice");
        }
        _runs[id][clock] = Run(since, due, 0);
    }

    function _done(bytes32 id, uint8 clock) internal {
        Run storage run = _runs[id][clock];
        if (run.doneAt != 0) violations.push("an act was done twice");
        run.doneAt = _now();
    }

    // ─── registration ────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev The registration's end, which only a renewal moves.
    function _noteRegistration() internal {
        _validUntil = assets.asset(asset).until;
        bool confirmed = assets.asset(asset).state == IAssetErrors.AssetState.Confirmed;
        if (!confirmed && _cancelledAt == 0) _cancelledAt = _now();
    }
}
