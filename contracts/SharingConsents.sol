// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {ISharingProcedure} from "./interfaces/ISharingProcedure.sol";
import {SharingIntake} from "./SharingIntake.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title SharingConsents
/// @notice Consents: to onward sharing, and standing ones (Order 809, Arts 14 and 25).
abstract contract SharingConsents is SharingIntake {
    // ─── onward sharing ──────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingProcedure
    function consentOnward(uint32 bySeat, bytes32 id) external {
        uint32 organization = _actingFor(bySeat);
        Request storage filed = _requireStatus(id, RequestStatus.AnswerDue);
        if (filed.flags & (ONWARD | ONWARD_CONSENTED) != ONWARD) revert SharingRegistry__NoConsentNeeded(id);
        bytes32 first = _firstOf(id);
        if (!_isParty(organization, _requests[first].provider, first)) {
            revert SharingRegistry__NotEntitled(id, organization);
        }

        filed.flags |= ONWARD_CONSENTED;

        emit OnwardConsented(id, organization);
    }

    // ─── standing consents ───────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingProcedure
    function consentStanding(uint32 bySeat, bytes32 asset, Terms calldata terms) external {
        uint32 organization = _actingFor(bySeat);
        _requireHolder(asset, organization);
        if (_requireShareable(asset) != UNCONDITIONAL) revert SharingRegistry__NotUnconditional(asset);
        Terms memory given = _requireTerms(terms, type(uint40).max, true);

        Consent storage consent = _consents[asset];
        consent.scope = given.scope;
        (consent.provider, consent.logNumber, consent.quota) = (organization, _numberOf(given.log), given.quota);
        (consent.deliveryDays, consent.scoped, consent.disposal) = (
            given.deliveryDays,
            given.scope != 0,
            given.disposal
        );
        (consent.from, consent.until) = (uint40(given.from), uint40(given.until));
        if (consent.number == 0) {
            _consented.push(asset);
            consent.number = SafeCast.toUint24(_consented.length);
        }

        emit ConsentGiven(asset, organization, given);
    }

    /// @inheritdoc ISharingProcedure
    function withdrawConsent(uint32 bySeat, bytes32 asset) external {
        uint32 organization = _actingFor(bySeat);
        _requireHolder(asset, organization);
        Consent storage consent = _consents[asset];
        if (consent.provider == 0) revert SharingRegistry__NoConsent(asset);

        // What was granted by it names its number.
        uint24 number = consent.number;
        delete _consents[asset];
        consent.number = number;

        emit ConsentWithdrawn(asset, organization);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev The grant at the top, by which the data left its provider.
    function _firstOf(bytes32 id) private view returns (bytes32) {
        for (uint256 i = 0; i <= MAX_DEPTH && _requests[id].flags & ONWARD != 0; ++i) id = _parents[id];
        return id;
    }
}

// slither-disable-end incorrect-equality
