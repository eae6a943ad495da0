// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;


import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {IOrganizationTraces} from "./interfaces/IOrganizationTraces.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title OrganizationStore
/// @notice Storage of the organisation registry, the views of its traces, and the guards that both its halves use.
abstract contract OrganizationStore is IOrganizationRegistry, SuyuanBase {
    using Traces for Traces.Trace;
    using Traces for uint176;

    /// @dev What every act by a seat reads: one slot.
    struct SeatSlot {
        address account;
        uint32 organization;
        uint8 office;
        uint48 until;
        SeatState state;
    }

    /// @dev What an act by a seat does not read.
    struct SeatDetails {
        bytes32 sm2KeyHash;
        uint48 from;
        uint32 dailyLimit;
    }

    /// @inheritdoc IOrganizationRegistry
    uint32 public organizationCount;
    uint32 internal _seatCount;

    mapping(uint32 organization => Traces.Trace) internal _standings;
    mapping(uint32 organization => Traces.Trace) internal _heads;
    mapping(uint32 organization => Traces.Trace) internal _codes;
    mapping(uint32 organization => Traces.Trace) internal _names;
    bytes32[] internal _nameHashes;
    mapping(bytes18 code => uint32 organization) internal _byCode;
    mapping(address account => uint32 organization) internal _byAccount;

    mapping(uint32 seat => SeatSlot) internal _seats;
    mapping(uint32 seat => SeatDetails) internal _seatDetails;
    mapping(uint32 seat => Traces.Trace) internal _terms;
    mapping(uint32 seat => mapping(bytes32 subject => Traces.Trace)) internal _allowances;
    mapping(uint32 organization => mapping(uint8 office => uint32 seat)) internal _soleSeats;

    // ─── traces ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IOrganizationTraces
    function standingTrace(uint32 number) external view returns (uint256) {
        return _standings[number].length();
    }

    /// @inheritdoc IOrganizationTraces
    function standingTraceElement(uint32 number, uint256 index) external view returns (uint48 key, uint176 value) {
        return _standings[number].element(index);
    }

    /// @inheritdoc IOrganizationTraces
    function standingAt(uint32 number, uint48 time) external view returns (uint176) {
        return _standings[number].lookup(time);
    }

    /// @inheritdoc IOrganizationTraces
    function headTrace(uint32 number) external view returns (uint256) {
        return _heads[number].length();
    }

    /// @inheritdoc IOrganizationTraces
    function headTraceElement(uint32 number, uint256 index) external view returns (uint48 key, uint176 value) {
        return _heads[number].element(index);
    }

    /// @inheritdoc IOrganizationTraces
    function headAt(uint32 number, uint48 time) external view returns (address) {
        return address(uint160(_heads[number].lookup(time)));
    }

    /// @inheritdoc IOrganizationTraces
    function codeTrace(uint32 number) external view returns (uint256) {
        return _codes[number].length();
    }

    /// @inheritdoc IOrganizationTraces
    function codeTraceElement(uint32 number, uint256 index) external view returns (uint48 key, uint176 value) {
        return _codes[number].element(index);
    }

    /// @inheritdoc IOrganizationTraces
    function codeAt(uint32 number, uint48 time) external view returns (bytes18) {
        return bytes18(uint144(_codes[number].lookup(time)));
    }

    /// @inheritdoc IOrganizationTraces
    function nameTrace(uint32 number) external view returns (uint256) {
        return _names[number].length();
    }

    /// @inheritdoc IOrganizationTraces
    function nameTraceElement(uint32 number, uint256 index) external view returns (uint48 key, uint176 value) {
        return _names[number].element(index);
    }

    /// @inheritdoc IOrganizationTraces
    function nameAt(uint32 number, uint48 time) external view returns (bytes32) {
        return _nameHash(_names[number].lookup(time));
    }

    /// @inheritdoc IOrganizationTraces
    function termTrace(uint32 number) external view returns (uint256) {
        return _terms[number].length();
    }

    /// @inheritdoc IOrganizationTraces
    function termTraceElement(uint32 number, uint256 index) external view returns (uint48 key, uint176 value) {
        return _terms[number].element(index);
    }

    /// @inheritdoc IOrganizationTraces
    function termAt(uint32 number, uint48 time) external view returns (uint176) {
        return _terms[number].lookup(time);
    }

    /// @inheritdoc IOrganizationTraces
    function allowanceTrace(uint32 number, bytes32 subject) external view returns (uint256) {
        return _allowances[number][subject].length();
    }

    /// @inheritdoc IOrganizationTraces
    function allowanceTraceElement(
        uint32 number,
        bytes32 subject,
        uint256 index
    ) external view returns (uint48 key, uint176 value) {
        return _allowances[number][subject].element(index);
    }

    /// @inheritdoc IOrganizationTraces
    function allowanceAt(uint32 number, bytes32 subject, uint48 time) external view returns (bool) {
        return _allowances[number][subject].lookup(time).get(Traces.ALLOWANCE_ALLOWED) == 1;
    }

    // ─── guards ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses an organisation that does not exist, or is in another status. Returns its standing.
    function _requireStatus(uint32 number, Status required) internal view returns (uint176 value) {
        value = _standings[number].latest();
        if (value == 0) revert OrganizationRegistry__UnknownOrganization(number);

        uint256 status = value.get(Traces.STANDING_STATUS);
        if (status != uint256(required)) revert OrganizationRegistry__WrongStatus(number, uint8(status));
    }

    /// @dev Refuses unless the caller is the head of an active organisation. Returns its standing.
    function _requireHead(uint32 number) internal view returns (uint176 value) {
        value = _requireStatus(number, Status.Active);

        address head = _head(number);
        if (_msgSender() != head) revert OrganizationRegistry__NotHead(number, _msgSender(), head);
    }

    /// @dev Refuses a standing without a capacity.
    function _requireCapacity(uint32 number, uint176 value, uint16 capacity) internal pure {
        if (value.get(Traces.STANDING_CAPACITIES) & capacity != capacity) {
            revert OrganizationRegistry__MissingCapacity(number, capacity);
        }
    }

    /// @dev Binds an account to an organisation, for good: else its earlier acts would seem another organisation's.
    function _bindAccount(address account, uint32 number) internal {
        _requireAddress(account);
        uint32 bound = _byAccount[account];
        if (bound != 0 && bound != number) revert OrganizationRegistry__AccountTaken(account, bound);

        if (bound == 0) _byAccount[account] = number;
    }

    // ─── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev The present head of an organisation.
    function _head(uint32 number) internal view returns (address) {
        return address(uint160(_heads[number].latest()));
    }

    /// @dev The name hash at a place that a name trace holds, from 1; zero at place 0.
    function _nameHash(uint256 place) internal view returns (bytes32) {
        return place == 0 ? bytes32(0) : _nameHashes[place - 1];
    }
}
