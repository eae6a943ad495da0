// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {Context} from "@openzeppelin/contracts/utils/Context.sol";

import {AssetStore} from "./AssetStore.sol";
import {IAssetVeto} from "./interfaces/IAssetVeto.sol";
import {Capacities} from "./libraries/Capacities.sol";
import {Offices} from "./libraries/Offices.sol";
import {Registrations} from "./libraries/Registrations.sol";
import {Traces} from "./libraries/Traces.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title AssetVeto
/// @notice What stops acts on an asset: a chief data officer's veto, and freezes by objections and disputes.
abstract contract AssetVeto is AssetStore, AccessManaged {
    using Traces for Traces.Trace;
    using Traces for uint176;

    bytes32 private constant LONGEST_VETO = "veto.longest.days";
    uint8 private constant MOST_FREEZES = 200;

    // ─── vetoes ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IAssetVeto
    function veto(uint32 bySeat, bytes32 id, uint8 act, bytes32 reason, uint48 until) external {
        uint32 organization = _acting(bySeat, Offices.ONLY_CHIEF);
        _requireKnown(id);
        uint32 holder = holderOf(id);
        if (organization != holder) _requireAbove(organization, holder);
        if (act == 0 || act > Registrations.VETO_VERSION) revert AssetRegistry__BadAct(act);
        if (reason == 0) revert AssetRegistry__NoReason();
        uint48 latest = _now() + uint48(_rule(LONGEST_VETO, _now())) * 1 days;
        if (until <= _now() || until > latest) revert AssetRegistry__BadTerm(until, latest);
        _requireMayVeto(id, act, organization);

        _vetoes[id][act] = Veto(organization, _now(), until, 0, reason);
        _procedures[id].vetoed |= uint8(1 << act);

        emit AssetVetoed(id, act, organization, bySeat, reason, until);
    }

    /// @inheritdoc IAssetVeto
    function liftVeto(uint32 bySeat, bytes32 id, uint8 act, bytes32 decision) external {
        uint32 organization = _acting(bySeat, Offices.ONLY_HEAD);
        Veto storage laid = _vetoes[id][act];
        if (!_inForce(laid)) revert AssetRegistry__NoVeto(id, act);
        _requireCapacity(organization, Capacities.AUTHORITY);
        _requireAbove(organization, laid.organization);
        if (decision == 0) revert AssetRegistry__NoReason();

        laid.liftedBy = organization;

        emit VetoLifted(id, act, organization, bySeat, decision);
    }

    /// @inheritdoc IAssetVeto
    function vetoOf(bytes32 id, uint8 act) external view returns (Veto memory) {
        return _vetoes[id][act];
    }

    /// @inheritdoc IAssetVeto
    function requireNoVeto(bytes32 id, uint8 act) public view {
        if ((_procedures[id].vetoed >> act) & 1 == 0) return;
        Veto storage laid = _vetoes[id][act];
        if (_inForce(laid)) revert AssetRegistry__Vetoed(id, act, laid.organization, laid.until);
    }

    // ─── freezes ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IAssetVeto
    function freeze(bytes32 id) external restricted {
        _requireKnown(id);
        uint176 state = _stateOf(id);
        uint8 freezes = uint8(state.get(Traces.ASSET_FROZEN));
        _requireNotCancelled(id);
        if (freezes >= MOST_FREEZES) revert AssetRegistry__TooManyFreezes(id, freezes);

        _setState(id, state.set(Traces.ASSET_FROZEN, ++freezes));

        emit AssetFrozen(id, freezes);
    }

    /// @inheritdoc IAssetVeto
    function unfreeze(bytes32 id) external restricted {
        uint176 state = _stateOf(id);
        uint8 freezes = uint8(state.get(Traces.ASSET_FROZEN));
        if (freezes == 0) revert AssetRegistry__NotFrozen(id);

        _setState(id, state.set(Traces.ASSET_FROZEN, --freezes));

        emit AssetUnfrozen(id, freezes);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses while another's veto is in force, or a decision that lifted one, unless from above.
    function _requireMayVeto(bytes32 id, uint8 act, uint32 organization) private view {
        Veto storage last = _vetoes[id][act];
        uint48 until = last.until;
        if (_now() >= until) return;

        uint32 authority = last.liftedBy;
        if (authority != 0) {
            if (_isAbove(authority, organization)) {
                revert AssetRegistry__VetoLifted(id, act, authority, until);
            }
        } else if (!_isAbove(organization, last.organization)) {
            revert AssetRegistry__Vetoed(id, act, last.organization, until);
        }
    }

    function _inForce(Veto storage laid) private view returns (bool) {
        return _now() < laid.until && laid.liftedBy == 0;
    }

    // ─── sender ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function _msgSender() internal view virtual override(Context, ERC2771Context) returns (address) {
        return ERC2771Context._msgSender();
    }

    function _msgData() internal view virtual override(Context, ERC2771Context) returns (bytes calldata) {
        return ERC2771Context._msgData();
    }

    function _contextSuffixLength() internal view virtual override(Context, ERC2771Context) returns (uint256) {
        return ERC2771Context._contextSuffixLength();
    }
}

// slither-disable-end incorrect-equality
