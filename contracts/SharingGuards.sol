// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Arrays} from "@openzeppelin/contracts/utils/Arrays.sol";

import {Capacities} from "./libraries/Capacities.sol";
import {Offices} from "./libraries/Offices.sol";
import {Traces} from "./libraries/Traces.sol";
import {SharingStore} from "./SharingStore.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title SharingGuards
/// @notice What the sharing registry asks before it acts.
abstract contract SharingGuards is SharingStore {
    using Arrays for bytes32[];
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev The longest term: ten years, of which at most three have a leap day.
    uint48 internal constant LONGEST_TERM = 3653 days;
    /// @dev How often data may be shared on: it bounds every walk up.
    uint256 internal constant MAX_DEPTH = 3;
    /// @dev The sharing attribute of what is shared without conditions (Order 809, Art 14).
    uint256 internal constant UNCONDITIONAL = 1;
    /// @dev The sharing attribute of what is withheld (Order 809, Art 15).
    uint256 private constant NOT_SHARED = 3;
    /// @dev The bits of Traces.ASSET_STATE and Traces.ASSET_FROZEN, which every request reads, and what they are of an
    /// asset that is coded (IAssetErrors.AssetState) and not frozen. Literals: others are reckoned at every call.
    uint176 private constant STATE_AND_FREEZES = (0xff << 104) | 0xff;
    uint176 private constant CODED_AND_FREE = 2;
    /// @dev The last code for which a rule has a bit.
    uint16 private constant LAST_CODE = 127;

    // ─── who ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev The organisation for which the caller acts as head of the data office.
    function _actingFor(uint32 bySeat) internal view returns (uint32) {
        return ORGANIZATIONS.requireSeat(bySeat, _msgSender(), Offices.ONLY_HEAD);
    }

    /// @dev Who stands in a party's place now: its successor, or itself while it lasts and where nobody succeeded it.
    function _standIn(uint32 party, bytes32 subject) internal view returns (uint32) {
        uint32 current = ORGANIZATIONS.follow(party, subject);
        return current == 0 ? party : current;
    }

    /// @dev Tells whether an organisation, which is active, is a party or stands in its place.
    function _isParty(uint32 organization, uint32 party, bytes32 subject) internal view returns (bool) {
        return organization == party || (party != 0 && organization == ORGANIZATIONS.follow(party, subject));
    }

    /// @dev Whoever must answer a request: the asset's holder, or the recipient of the grant above it.
    function _answererOf(bytes32 id) internal view returns (uint32) {
        Request storage filed = _requests[id];
        if (filed.flags & ONWARD == 0) return ASSETS.holderOf(_assetOf(id));
        bytes32 parent = _parents[id];
        return _standIn(_requests[parent].requester, parent);
    }

    function _requireRequester(bytes32 id, uint32 organization) internal view {
        uint32 requester = _requests[id].requester;
        if (_isParty(organization, requester, id)) return;
        revert SharingRegistry__NotRequester(id, organization, _standIn(requester, id));
    }

    /// @dev Refuses unless an organisation, which is active, must answer a request.
    function _requireAnswerer(bytes32 id, uint32 organization) internal view {
        Request storage filed = _requests[id];
        if (filed.flags & ONWARD == 0 && organization == ASSETS.recordedHolderOf(filed.asset)) return;
        uint32 answerer = _answererOf(id);
        if (organization != answerer) revert SharingRegistry__NotAnswerer(id, organization, answerer);
    }

    /// @dev Refuses unless an organisation, which is active, holds an asset.
    function _requireHolder(bytes32 asset, uint32 organization) internal view {
        uint32 holder = ASSETS.holderOf(asset);
        if (organization != holder) revert SharingRegistry__NotAnswerer(asset, organization, holder);
    }

    function _requireDepartment(uint32 organization) internal view {
        if (!ORGANIZATIONS.hasCapacity(organization, Capacities.DEPARTMENT)) {
            revert SharingRegistry__NotDepartment(organization);
        }
    }

    /// @dev Refuses unless an organisation is an authority above another one.
    function _requireAbove(bytes32 id, uint32 organization, uint32 below) internal view {
        bool entitled =
            ORGANIZATIONS.hasCapacity(organization, Capacities.AUTHORITY) && ORGANIZATIONS.isAbove(organization, below);
        if (!entitled) revert SharingRegistry__NotEntitled(id, organization);
    }

    /// @dev Refuses unless an organisation is a party or stands in its place, or is an authority above it.
    function _requirePartyOrAbove(bytes32 id, uint32 organization, uint32 party) internal view {
        if (!_isParty(organization, party, id)) _requireAbove(id, organization, _standIn(party, id));
    }

    // ─── what ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses an asset that cannot be shared. Returns its sharing attribute.
    function _requireShareable(bytes32 asset) internal view returns (uint256 attribute) {
        uint176 state = ASSETS.stateAt(asset, _now());
        attribute = state.get(Traces.ASSET_ATTRIBUTE);
        bool shareable =
            state & STATE_AND_FREEZES == CODED_AND_FREE &&
                attribute != NOT_SHARED &&
                _now() < state.get(Traces.ASSET_UNTIL);
        if (!shareable) revert SharingRegistry__NotShareable(asset);
    }

    /// @dev Refuses a request that is not where an act can take it.
    function _requireStatus(bytes32 id, RequestStatus wanted) internal view returns (Request storage filed) {
        filed = _requests[id];
        if (filed.status != wanted) revert SharingRegistry__WrongStatus(id, filed.status);
    }

    /// @dev Refuses a grant that does not exist, has ended or has expired. Returns its packed state.
    function _requireRunning(bytes32 id) internal view returns (Request storage granted, uint176 value) {
        granted = _requests[id];
        value = _states[id].latest();
        if (value == 0) revert SharingRegistry__UnknownGrant(id);
        if (granted.status != RequestStatus.Granted) revert SharingRegistry__GrantHasEnded(id);
        uint48 until = _endOf(id);
        if (_now() >= until) revert SharingRegistry__GrantExpired(id, until);
    }

    /// @dev Refuses the code of a reason that the rule book does not know.
    function _requireKnown(bytes32 key, uint16 code) internal view {
        bool known = code != 0 && code <= LAST_CODE && (_rule(key, _now()) >> code) & 1 == 1;
        if (!known) revert SharingRegistry__UnknownReason(key, code);
    }

    function _requireCommitment(bytes32 commitment) internal pure {
        if (commitment == 0) revert SharingRegistry__NoCommitment();
    }

    // ─── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

    function _rule(bytes32 key, uint48 time) internal view returns (uint256) {
        return RULES.valueAt(key, time);
    }

    /// @dev The asset that a request is for. Whose number it is needs no comparison with the length of the list.
    function _assetOf(bytes32 id) internal view returns (bytes32) {
        Request storage filed = _requests[id];
        return filed.flags & BY_CONSENT == 0 ? filed.asset : _consented.unsafeAccess(filed.consented - 1).value;
    }

    /// @dev The log with a number that was given to one; zero for none.
    function _logOf(uint256 number) internal view returns (bytes32) {
        return number == 0 ? bytes32(0) : _logs.unsafeAccess(number - 1).value;
    }

    /// @dev A rule's number of working days; the calendar refuses more than 250.
    function _ruleDays(bytes32 key, uint48 time) internal view returns (uint8) {
        uint256 value = _rule(key, time);
        return value > type(uint8).max ? type(uint8).max : uint8(value);
    }

    /// @dev When a grant ends: with its own term, or with the first of those above it. Of an unknown one 0.
    function _endOf(bytes32 id) internal view returns (uint48 until) {
        until = uint48(_states[id].latest().get(Traces.GRANT_UNTIL));
        for (uint256 i = 0; i < MAX_DEPTH && _requests[id].flags & ONWARD != 0; ++i) {
            id = _parents[id];
            uint48 above = uint48(_states[id].latest().get(Traces.GRANT_UNTIL));
            if (above < until) until = above;
        }
    }

    function _isSuspended(uint176 value) internal pure returns (bool) {
        return value.get(Traces.GRANT_SUSPENDED) != 0 && value.get(Traces.GRANT_RESUMED) == 0;
    }

    /// @dev When an answer is late: what was stored, or a later moment that a published calendar gives.
    function _answerDue(Request storage filed) internal view returns (uint48 due, bool provisional) {
        if (filed.flags & ANSWER_PROVISIONAL == 0) return (filed.due, false);
        return CALENDAR.laterDeadline(filed.since, filed.days_, filed.due);
    }
}

// slither-disable-end incorrect-equality
