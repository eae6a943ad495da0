// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FindingStore} from "./FindingStore.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Offices} from "./libraries/Offices.sol";
import {Traces} from "./libraries/Traces.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title FindingGuards
/// @notice What the finding registry asks before it acts.
abstract contract FindingGuards is FindingStore {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev The articles with findings: of who provides data, of who requests it, of authorities.
    uint16 private constant OF_PROVIDERS = 39;
    uint16 private constant OF_REQUESTERS = 40;
    uint16 private constant OF_AUTHORITIES = 41;
    /// @dev A code is an article times this, and the number of an item.
    uint16 private constant ITEMS = 100;

    // ─── who ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev The organisation for which the caller acts as head of the data office.
    function _actingFor(uint32 bySeat) internal view returns (uint32) {
        return ORGANIZATIONS.requireSeat(bySeat, _msgSender(), Offices.ONLY_HEAD);
    }

    /// @dev Refuses whoever is no active authority above an organisation, or is a side of the subject.
    function _requireAbove(uint32 organization, uint32 against, bytes32 subject) internal view {
        bool above =
            ORGANIZATIONS.hasCapacity(organization, Capacities.AUTHORITY) &&
                ORGANIZATIONS.isAbove(organization, against);
        if (!above) revert FindingRegistry__NotAbove(organization, against);
        if (_isSide(organization, subject)) revert FindingRegistry__OwnCase(subject, organization);
    }

    /// @dev Refuses whoever may not act for an authority on a finding. Returns who does, and against whom it is now.
    function _asAuthority(
        uint32 bySeat,
        bytes32 id
    ) internal view returns (uint32 organization, uint32 against, uint176 value) {
        organization = _actingFor(bySeat);
        Finding storage found = _requireKnown(id);
        against = _standIn(found.against, found.subject);
        _requireAbove(organization, against, found.subject);
        value = _states[id].latest();
    }

    /// @dev Refuses an organisation that is unknown or has ended, or that a code is not for.
    function _requireSubjectTo(uint32 organization, uint16 code, bytes32 subject) internal view {
        uint32 living = ORGANIZATIONS.follow(organization, subject);
        if (organization == 0 || living != organization) revert FindingRegistry__Gone(organization, living);
        uint16 capacity = _requireKnownCode(code);
        IOrganizationRegistry.Standing memory standing = ORGANIZATIONS.standing(organization);
        // One that is suspended has its capacities still.
        if (standing.capacities & capacity == 0) revert FindingRegistry__WrongCapacity(organization, code);
    }

    // ─── what ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses a step that is no arrow from a finding's state.
    function _requireStep(bool possible, bytes32 id, FindingState state) internal pure {
        if (!possible) revert FindingRegistry__WrongState(id, state);
    }

    function _requireGrounds(bytes32 grounds) internal pure {
        if (grounds == 0) revert FindingRegistry__NoGrounds();
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses a code that the rule book does not know. Returns the capacity of those whom it is for.
    function _requireKnownCode(uint16 code) private view returns (uint16 capacity) {
        (uint16 article, uint16 item) = (code / ITEMS, code % ITEMS);
        bytes32 rule = 0;
        if (article == OF_PROVIDERS) (rule, capacity) = ("findings.39", Capacities.DEPARTMENT);
        if (article == OF_REQUESTERS) (rule, capacity) = ("findings.40", Capacities.DEPARTMENT);
        if (article == OF_AUTHORITIES) (rule, capacity) = ("findings.41", Capacities.AUTHORITY);
        bool known = rule != 0 && item != 0 && (RULES.valueAt(rule, _now()) >> item) & 1 == 1;
        if (!known) revert FindingRegistry__UnknownCode(code);
    }

    /// @dev Whether an organisation is a side of a request, grant or case; anything else has none.
    function _isSide(uint32 organization, bytes32 subject) private view returns (bool) {
        // Of which asset does not matter here.
        // slither-disable-next-line unused-return
        try CASES.sidesOf(subject) returns (bytes32, uint32 requester, uint32 provider) {
            return organization == requester || organization == provider;
        } catch {
            return false;
        }
    }
}

// slither-disable-end incorrect-equality
