// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingProcedure} from "./interfaces/ISharingProcedure.sol";
import {Traces} from "./libraries/Traces.sol";
import {SharingConsents} from "./SharingConsents.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title SharingChanges
/// @notice Changes of grants, by both sides or by consultation and filing (Order 809, Arts 25 and 27).
abstract contract SharingChanges is SharingConsents {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev The kinds of changes.
    uint8 private constant SCOPE = 1;
    uint8 private constant TERM = 2;
    uint8 private constant LOG = 3;
    uint8 private constant END = 4;

    // ─── changes ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingProcedure
    function proposeChange(uint32 bySeat, bytes32 id, uint8 kind, bytes32 value) external {
        uint32 organization = _actingFor(bySeat);
        (Request storage granted, ) = _requireRunning(id);
        bool byProvider = _isParty(organization, granted.provider, id);
        if (!byProvider) _requireRequester(id, organization);
        Change storage change = _changes[id];
        if (change.kind != 0 && !change.declined) revert SharingRegistry__ChangeProposed(id);
        if (kind == END && !byProvider) revert SharingRegistry__NotEntitled(id, organization);
        _requireChange(id, kind, value);

        (change.value, change.kind, change.declined) = (value, kind, false);
        (change.byProvider, change.time) = (byProvider, _now());

        emit ChangeProposed(id, organization, kind, value);
    }

    /// @inheritdoc ISharingProcedure
    function withdrawChange(uint32 bySeat, bytes32 id) external {
        uint32 organization = _actingFor(bySeat);
        Change storage change = _requireProposal(id);
        _requireSide(id, organization, change.byProvider);

        delete _changes[id];

        emit ChangeWithdrawn(id);
    }

    /// @inheritdoc ISharingProcedure
    function declineChange(uint32 bySeat, bytes32 id) external {
        uint32 organization = _actingFor(bySeat);
        Change storage change = _requireProposal(id);
        if (change.declined) revert SharingRegistry__NoChange(id);
        _requireSide(id, organization, !change.byProvider);

        change.declined = true;

        emit ChangeDeclined(id, organization);
    }

    /// @inheritdoc ISharingProcedure
    function acceptChange(uint32 bySeat, bytes32 id, bytes32 value) external {
        uint32 organization = _actingFor(bySeat);
        Change storage change = _requireProposal(id);
        if (change.declined || change.value != value) revert SharingRegistry__NoChange(id);
        _requireSide(id, organization, !change.byProvider);

        _apply(id, organization);
    }

    /// @inheritdoc ISharingProcedure
    function confirmChange(uint32 bySeat, bytes32 id, bytes32 value) external {
        uint32 organization = _actingFor(bySeat);
        Change storage change = _requireProposal(id);
        if (!change.declined || !change.byProvider || change.value != value) revert SharingRegistry__NoChange(id);
        _requireAbove(id, organization, _standIn(_requests[id].provider, id));

        _apply(id, organization);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Changes a grant as was proposed, from now on.
    function _apply(bytes32 id, uint32 organization) private {
        (, uint176 state) = _requireRunning(id);
        (uint8 kind, bytes32 value) = (_changes[id].kind, _changes[id].value);
        _requireChange(id, kind, value);

        delete _changes[id];
        if (kind == END) {
            _finish(id, state, _now(), uint16(uint256(value)));
        } else {
            if (kind == SCOPE) {
                uint8 version = uint8(state.get(Traces.GRANT_SCOPE)) + 1;
                _scopes[id][version] = value;
                state = state.set(Traces.GRANT_SCOPE, version);
            } else if (kind == TERM) {
                state = state.set(Traces.GRANT_UNTIL, uint256(value));
            } else {
                state = state.set(Traces.GRANT_LOG, _numberOf(value));
            }
            _states[id].write(state);
        }

        emit GrantChanged(id, organization, kind, value);
    }

    /// @dev Refuses a value that says nothing of its kind, or what may not hold any more.
    function _requireChange(bytes32 id, uint8 kind, bytes32 value) private view {
        if (kind == TERM) {
            uint256 latest = _latestEnd(id);
            uint256 until = uint256(value);
            if (until <= _now() || until <= _requests[id].from || until > latest) {
                revert SharingRegistry__BadChange(kind, value);
            }
        } else if (kind == LOG) {
            if (!EXCHANGE_LOG.isOpen(value)) revert SharingRegistry__LogNotOpen(value);
        } else if (kind == END) {
            if (uint256(value) > type(uint16).max) revert SharingRegistry__BadChange(kind, value);
            _requireKnown("reasons.end", uint16(uint256(value)));
        } else if (kind != SCOPE || value == 0 || _scopeVersion(id) == type(uint8).max) {
            revert SharingRegistry__BadChange(kind, value);
        }
    }

    /// @dev How often a grant's scope was changed; it bounds how often it can be.
    function _scopeVersion(bytes32 id) private view returns (uint256) {
        return _states[id].latest().get(Traces.GRANT_SCOPE);
    }

    /// @dev The latest end that a grant can be given: that of the grant above it, or the longest term from now on.
    function _latestEnd(bytes32 id) private view returns (uint48 latest) {
        latest = _now() + LONGEST_TERM;
        if (_requests[id].flags & ONWARD == 0) return latest;
        uint48 above = _endOf(_parents[id]);
        if (above < latest) latest = above;
    }

    function _requireProposal(bytes32 id) private view returns (Change storage change) {
        change = _changes[id];
        if (change.kind == 0) revert SharingRegistry__NoChange(id);
    }

    /// @dev Refuses unless an organisation, which is active, is one side of a grant.
    function _requireSide(bytes32 id, uint32 organization, bool provider) private view {
        Request storage granted = _requests[id];
        if (!_isParty(organization, provider ? granted.provider : granted.requester, id)) {
            revert SharingRegistry__NotEntitled(id, organization);
        }
    }
}

// slither-disable-end incorrect-equality
