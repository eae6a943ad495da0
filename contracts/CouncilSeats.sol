// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {Context} from "@openzeppelin/contracts/utils/Context.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {ICouncilSeats} from "./interfaces/ICouncilSeats.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title CouncilSeats
/// @notice Which organisations are members of the council: one vote each, cast by the member's head account.
contract CouncilSeats is ICouncilSeats, Votes, SuyuanBase, AccessManaged {
    using Traces for Traces.Trace;

    IOrganizationRegistry private immutable ORGANIZATIONS;

    mapping(uint32 organization => Traces.Trace) private _members;

    /// @param manager The access manager, by which the council admits and removes.
    /// @param organizations The organisation registry.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(
        address manager,
        address organizations,
        address forwarder,
        bytes32 deploymentId_
    ) EIP712("Suyuan Council Seats", "1") SuyuanBase(forwarder, deploymentId_) AccessManaged(_requireAddress(manager)) {
        ORGANIZATIONS = IOrganizationRegistry(_requireAddress(organizations));
    }

    // ─── acts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICouncilSeats
    function admitMember(uint32 organization) external restricted {
        if (isMember(organization)) revert CouncilSeats__MemberAlready(organization);
        if (!_isActive(organization)) revert CouncilSeats__NotActive(organization);

        _members[organization].write(1);
        _transferVotingUnits(address(0), _account(organization), 1);
        _bring(organization, _head(organization));

        emit MemberAdmitted(organization);
    }

    /// @inheritdoc ICouncilSeats
    function removeMember(uint32 organization) external restricted {
        _requireMember(organization);
        if (memberCount() == 1) revert CouncilSeats__LastMember(organization);

        _bring(organization, address(0));
        _transferVotingUnits(_account(organization), address(0), 1);
        _members[organization].write(0);

        emit MemberRemoved(organization);
    }

    /// @inheritdoc ICouncilSeats
    function follow(uint32 organization) external {
        _requireMember(organization);

        _bring(organization, _isActive(organization) ? _head(organization) : address(0));
    }

    // ─── what a vote cannot do ───────────────────────────────────────────────────────────────────────────────────────

    /// @notice Refused: a vote is not transferable.
    function delegate(address) public view override(IVotes, Votes) {
        revert CouncilSeats__NotTransferable(_msgSender());
    }

    /// @notice Refused: a vote is not transferable.
    function delegateBySig(address, uint256, uint256, uint8, bytes32, bytes32) public view override(IVotes, Votes) {
        revert CouncilSeats__NotTransferable(_msgSender());
    }

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICouncilSeats
    function isMember(uint32 organization) public view returns (bool) {
        return _members[organization].latest() == 1;
    }

    /// @inheritdoc ICouncilSeats
    function memberAt(uint32 organization, uint48 time) external view returns (bool) {
        return _members[organization].lookup(time) == 1;
    }

    /// @inheritdoc ICouncilSeats
    function memberCount() public view returns (uint256) {
        return _getTotalSupply();
    }

    /// @inheritdoc ICouncilSeats
    function memberOf(address account) external view returns (uint32) {
        uint32 organization = ORGANIZATIONS.organizationOf(account);
        bool votes = getVotes(account) == 1 && _isActive(organization) && _head(organization) == account;
        return votes ? organization : 0;
    }

    /// @inheritdoc IERC6372
    function clock() public view override(IERC6372, Votes) returns (uint48) {
        return _now();
    }

    /// @inheritdoc IERC6372
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override(IERC6372, Votes) returns (string memory) {
        return "mode=timestamp";
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Brings a member's vote to an account; to none if it is zero.
    function _bring(uint32 organization, address head) private {
        if (delegates(_account(organization)) == head) return;

        _delegate(_account(organization), head);

        emit MemberFollowed(organization, head);
    }

    function _requireMember(uint32 organization) private view {
        if (!isMember(organization)) revert CouncilSeats__NotMember(organization);
    }

    function _isActive(uint32 organization) private view returns (bool) {
        return ORGANIZATIONS.hasCapacity(organization, 0);
    }

    function _head(uint32 organization) private view returns (address) {
        return ORGANIZATIONS.organization(organization).head;
    }

    /// @dev The address that holds a member's unit.
    function _account(uint32 organization) private pure returns (address) {
        return address(uint160(organization));
    }

    /// @dev Only members hold units, whose addresses no key opens.
    function _getVotingUnits(address account) internal view override returns (uint256) {
        return _members[uint32(uint160(account))].latest();
    }

    // ─── sender ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function _msgSender() internal view override(Context, ERC2771Context) returns (address) {
        return ERC2771Context._msgSender();
    }

    function _msgData() internal view override(Context, ERC2771Context) returns (bytes calldata) {
        return ERC2771Context._msgData();
    }

    function _contextSuffixLength() internal view override(Context, ERC2771Context) returns (uint256) {
        return ERC2771Context._contextSuffixLength();
    }
}
