// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IOrganizationHeads} from "./interfaces/IOrganizationHeads.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {Traces} from "./libraries/Traces.sol";
import {OrganizationSeats} from "./OrganizationSeats.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title OrganizationHeads
/// @notice The part of the organisation registry by which heads change.
abstract contract OrganizationHeads is OrganizationSeats {
    using Traces for Traces.Trace;

    /// @dev A head who has not taken over yet.
    struct PendingHead {
        address newHead;
        uint48 from;
        uint32 byAuthority;
        bool replacement;
    }

    /// @dev The rules that hold the delays, in seconds.
    bytes32 private constant ROTATION_DELAY = "head.rotation.seconds";
    bytes32 private constant REPLACEMENT_DELAY = "head.replacement.seconds";

    IRuleBook private immutable RULES;

    mapping(uint32 organization => PendingHead) private _pendingHeads;

    /// @param rules The rule book.
    constructor(address rules) {
        RULES = IRuleBook(_requireAddress(rules));
    }

    // ─── acts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IOrganizationHeads
    function proposeHead(uint32 number, address newHead) external {
        _requireHead(number);
        PendingHead storage pending = _pendingHeads[number];
        if (pending.replacement) revert OrganizationRegistry__ReplacementPending(number, pending.newHead);

        uint48 from = _await(number, PendingHead(newHead, _after(ROTATION_DELAY), 0, false));

        emit HeadProposed(number, newHead, from);
    }

    /// @inheritdoc IOrganizationHeads
    function replaceHead(uint32 number, address newHead) external {
        uint32 byAuthority = _requireParent(number, _requireLiving(number));
        _requireAuthority(byAuthority);

        _replace(number, newHead, byAuthority);
    }

    /// @inheritdoc IOrganizationHeads
    function replaceRootHead(uint32 number, address newHead) external restricted {
        _requireLivingRoot(number);

        _replace(number, newHead, 0);
    }

    /// @inheritdoc IOrganizationHeads
    function stopHead(uint32 number) external {
        PendingHead memory pending = _requirePending(number);
        if (pending.replacement) _requireAboveReplacement(number, pending.byAuthority);
        else if (_msgSender() == _head(number)) _requireHead(number);
        else _requireAuthority(_requireParent(number, _requireLiving(number)));

        _stop(number, pending.newHead);
    }

    /// @inheritdoc IOrganizationHeads
    function stopRootHead(uint32 number) external restricted {
        PendingHead memory pending = _requirePending(number);
        _requireLivingRoot(number);

        _stop(number, pending.newHead);
    }

    /// @inheritdoc IOrganizationHeads
    function takeHead(uint32 number) external {
        PendingHead memory pending = _requirePending(number);
        if (_msgSender() != pending.newHead) {
            revert OrganizationRegistry__NotNewHead(number, _msgSender(), pending.newHead);
        }
        if (pending.replacement) _requireLiving(number);
        else _requireStatus(number, Status.Active);
        if (_now() < pending.from) revert OrganizationRegistry__TooEarly(number, pending.from);

        address previous = _head(number);
        delete _pendingHeads[number];
        _heads[number].write(uint160(pending.newHead));

        emit HeadChanged(number, previous, pending.newHead);
    }

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IOrganizationHeads
    function pendingHead(
        uint32 number
    ) external view returns (address newHead, uint48 from, uint32 byAuthority, bool replacement) {
        PendingHead storage pending = _pendingHeads[number];
        return (pending.newHead, pending.from, pending.byAuthority, pending.replacement);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Orders another head, whatever else is pending.
    function _replace(uint32 number, address newHead, uint32 byAuthority) private {
        uint48 from = _await(number, PendingHead(newHead, _after(REPLACEMENT_DELAY), byAuthority, true));

        emit HeadReplacementOrdered(number, newHead, byAuthority, from);
    }

    /// @dev Notes who is to take over, if the account may serve the organisation. Returns when. The account is bound at
    /// once: else any other organisation could take it meanwhile, and no head would ever change.
    function _await(uint32 number, PendingHead memory pending) private returns (uint48) {
        _bindAccount(pending.newHead, number);

        _pendingHeads[number] = pending;
        return pending.from;
    }

    /// @dev Lets a pending head take over no more.
    function _stop(uint32 number, address newHead) private {
        delete _pendingHeads[number];

        emit HeadStopped(number, newHead, _msgSender());
    }

    /// @dev The moment at which a delay is over that begins now.
    function _after(bytes32 rule) private view returns (uint48) {
        return SafeCast.toUint48(_now() + uint256(RULES.valueAt(rule, _now())));
    }

    /// @dev Refuses an organisation that awaits no head.
    function _requirePending(uint32 number) private view returns (PendingHead memory pending) {
        pending = _pendingHeads[number];
        if (pending.newHead == address(0)) revert OrganizationRegistry__NoHeadPending(number);
    }

    /// @dev Refuses unless the caller is the head of the authority that ordered a replacement, or of one above that.
    /// Where that was abolished since, or the administrator ordered it, the authority directly above takes its place.
    function _requireAboveReplacement(uint32 number, uint32 ordered) private view {
        if (ordered == 0 || _statusOf(_standings[ordered].latest()) == Status.Abolished) {
            ordered = _requireParent(number, _requireLiving(number));
        }
        uint32 caller = _byAccount[_msgSender()];
        if (caller == number) revert OrganizationRegistry__ReplacementPending(number, _pendingHeads[number].newHead);
        _requireAuthority(caller);
        if (caller != ordered) _requireAbove(caller, ordered);
    }
}

// slither-disable-end incorrect-equality
