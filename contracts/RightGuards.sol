// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Capacities} from "./libraries/Capacities.sol";
import {Offices} from "./libraries/Offices.sol";
import {Registrations} from "./libraries/Registrations.sol";
import {Rights} from "./libraries/Rights.sol";
import {Traces} from "./libraries/Traces.sol";
import {RightStore} from "./RightStore.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title RightGuards
/// @notice What the right registry asks before it acts.
abstract contract RightGuards is RightStore {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev The organisation for which the caller acts as head of the data office.
    function _actingFor(uint32 bySeat) internal view returns (uint32) {
        return ORGANIZATIONS.requireSeat(bySeat, _msgSender(), Offices.ONLY_HEAD);
    }

    /// @dev Refuses while no right may be made in an asset, or not from this source. Returns who holds the source.
    function _requireSource(bytes32 asset, bytes32 parent) internal view returns (uint32 holder) {
        holder = ASSETS.requireFree(asset, Registrations.VETO_CONFERRING);
        if (parent == 0) return ORGANIZATIONS.follow(holder, asset);

        (bool running, uint256 depth) = _isRunning(parent);
        if (!running) revert RightRegistry__NotRunning(parent);
        if (depth == MAX_DEPTH) revert RightRegistry__TooDeep(parent, MAX_DEPTH);
        return _holderOf(parent);
    }

    /// @dev Refuses what would be more than the right from which it derives.
    function _requireDerivable(Right memory given, uint32 source) internal view {
        Right storage parent = _rights[given.parent];
        if (parent.asset != given.asset) revert RightRegistry__OtherAsset(given.parent, parent.asset);
        if (given.grantor != source) revert RightRegistry__NotRightHolder(given.parent, given.grantor, source);
        if (given.until > parent.until) revert RightRegistry__OutlivesParent(given.until, parent.until);
    }

    /// @dev Refuses a term in the past or of no length, and a basis that does not go with the source.
    function _requireTerms(Right memory given) internal view {
        if (given.from < _now() || given.until <= given.from) revert RightRegistry__BadTerm(given.from, given.until);
        bool derived = given.basis == Rights.DERIVED;
        if (given.basis == 0 || given.basis > Rights.DERIVED || derived != (given.parent != 0)) {
            revert RightRegistry__BadBasis(given.basis);
        }
        if (given.scopeCommitment == 0 || given.basisCommitment == 0) revert RightRegistry__NoCommitment();
    }

    /// @dev Refuses what is no use or operating right, and an operating right that would derive from another right.
    function _requireKind(uint8 kind, bytes32 parent) internal view {
        if (kind != Rights.USE && kind != Rights.OPERATING) revert RightRegistry__BadKind(kind);
        if (parent != 0 && kind != Rights.USE) revert RightRegistry__WiderThanParent(kind, _rights[parent].kind);
    }

    /// @dev Refuses a right that does not exist, has ended or has expired. Returns its packed state.
    function _requireOpen(bytes32 right) internal view returns (uint176 value) {
        value = _states[right].latest();
        if (value == 0) revert RightRegistry__UnknownRight(right);
        uint256 state = value.get(Traces.RIGHT_STATE);
        if (state == uint256(RightState.Ended)) revert RightRegistry__WrongState(right, uint8(state));
        uint48 until = uint48(value.get(Traces.RIGHT_UNTIL));
        if (_now() >= until) revert RightRegistry__Expired(right, until);
    }

    function _requireOffer(bytes32 asset) internal view returns (Transfers memory moved) {
        moved = _transfers[asset];
        if (moved.to == 0) revert RightRegistry__NoOffer(asset);
    }

    /// @dev Refuses unless an organisation, which is active, is the recorded holder of an asset or stands in its place.
    function _requireHolder(bytes32 asset, uint32 organization, uint32 recorded) internal view {
        if (organization == recorded) return;
        uint32 holder = ORGANIZATIONS.follow(recorded, asset);
        if (organization != holder) revert RightRegistry__NotHolder(asset, organization, holder);
    }

    function _requireRightHolder(bytes32 right, uint32 organization) internal view {
        uint32 holder = _holderOf(right);
        if (organization != holder) revert RightRegistry__NotRightHolder(right, organization, holder);
    }

    /// @dev Refuses unless an organisation stands in the place of the one to which an asset was offered.
    function _requireSuccessor(bytes32 asset, uint32 organization, uint32 to) internal view {
        uint32 recipient = ORGANIZATIONS.follow(to, asset);
        if (organization != recipient) revert RightRegistry__NotRecipient(asset, organization, recipient);
    }

    /// @dev Refuses an offer whose maker is suspended: it can do nothing at all, and so not give either.
    function _requireOfferor(uint32 organization) internal view {
        if (!ORGANIZATIONS.hasCapacity(organization, 0)) revert RightRegistry__OfferVoid(organization);
    }

    /// @dev Refuses a recipient that is on the other side too, is not active, or may not hold this kind of right.
    function _requireRecipient(uint32 organization, uint32 other, uint8 kind) internal view {
        if (organization == other) revert RightRegistry__SameOrganization(organization);
        if (ORGANIZATIONS.hasCapacity(organization, Capacities.DEPARTMENT)) return;
        bool mayHold = kind != Rights.HOLDING && ORGANIZATIONS.hasCapacity(organization, Capacities.OPERATING_BODY);
        if (kind == Rights.USE && !mayHold)
            mayHold = ORGANIZATIONS.hasCapacity(organization, Capacities.EXCHANGE_CENTRE);
        if (!mayHold) revert RightRegistry__BadRecipient(organization, kind);
    }

    function _requireAuthorityAbove(bytes32 right, uint32 organization, uint32 grantor) internal view {
        bool entitled =
            ORGANIZATIONS.hasCapacity(organization, Capacities.AUTHORITY) &&
                ORGANIZATIONS.isAbove(organization, grantor);
        if (!entitled) revert RightRegistry__NotEntitled(right, organization);
    }

    /// @dev By what the grantor of a right is followed through succession: as the holder of that from which it gave.
    function _subjectOf(Right storage given) internal view returns (bytes32) {
        return given.parent == 0 ? given.asset : given.parent;
    }
}

// slither-disable-end incorrect-equality
