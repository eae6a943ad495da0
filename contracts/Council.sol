// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {Governor, IGovernor} from "@openzeppelin/contracts/governance/Governor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

import {CouncilBase} from "./CouncilBase.sol";
import {CouncilTimelock} from "./CouncilTimelock.sol";
import {ICouncil} from "./interfaces/ICouncil.sol";
import {ICouncilSeats} from "./interfaces/ICouncilSeats.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {IWorkCalendar} from "./interfaces/IWorkCalendar.sol";
import {CouncilRules} from "./libraries/CouncilRules.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title Council
/// @notice The council that decides on rules, calendars, members, roles and root authorities.
contract Council is CouncilBase {
    /// @dev How many calls one decision may have; it bounds every walk over them.
    uint256 private constant MOST_CALLS = 64;

    IOrganizationRegistry private immutable ORGANIZATIONS;
    ICouncilSeats private immutable SEATS;
    IRuleBook private immutable RULES;
    IWorkCalendar private immutable CALENDAR;

    /// @inheritdoc ICouncil
    uint32 public guardian;

    mapping(uint256 proposalId => Kind) private _kinds;
    mapping(uint256 proposalId => bytes32 operation) private _operations;

    /// @param organizations The organisation registry.
    /// @param seats The council's seats.
    /// @param rules The rule book.
    /// @param calendar The work calendar.
    /// @param guardian_ The first guardian, an organisation; 0 for none.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(
        address organizations,
        address seats,
        address rules,
        address calendar,
        uint32 guardian_,
        address forwarder,
        bytes32 deploymentId_
    )
        CouncilBase(ICouncilSeats(_requireAddress(seats)), new CouncilTimelock(_requireAddress(rules)))
        SuyuanBase(forwarder, deploymentId_)
    {
        ORGANIZATIONS = IOrganizationRegistry(_requireAddress(organizations));
        SEATS = ICouncilSeats(seats);
        RULES = IRuleBook(rules);
        CALENDAR = IWorkCalendar(_requireAddress(calendar));
        guardian = guardian_;

        emit GuardianNamed(guardian_);
    }

    // ─── the guardian ────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICouncil
    function nameGuardian(uint32 organization) external onlyGovernance {
        if (organization != 0 && !_isActive(organization)) revert Council__NotActive(organization);

        guardian = organization;

        emit GuardianNamed(organization);
    }

    /// @inheritdoc ICouncil
    function veto(uint256 proposalId, bytes32 reason) external {
        uint32 guardian_ = guardian;
        if (!_isHead(guardian_, _msgSender())) revert Council__NotGuardian(guardian_, _msgSender());
        _validateStateBitmap(proposalId, _encodeStateBitmap(ProposalState.Queued));
        if (_kinds[proposalId] == Kind.Guardian) revert Council__NotVetoable(proposalId);
        if (reason == 0) revert Council__NoReason(proposalId);

        // What the timelock no longer has reads as cancelled, for good.
        TimelockController(payable(timelock())).cancel(_operations[proposalId]);

        emit ProposalVetoed(proposalId, guardian_, reason);
        emit ProposalCanceled(proposalId);
    }

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ICouncil
    function kindOf(uint256 proposalId) external view returns (Kind) {
        return _kinds[proposalId];
    }

    /// @inheritdoc ICouncil
    function votesNeeded(uint256 proposalId) public view returns (uint256) {
        Kind kind = _kinds[proposalId];
        if (kind == Kind.None) revert GovernorNonexistentProposal(proposalId);

        uint256 begun = proposalSnapshot(proposalId);
        if (kind == Kind.Ordinary) return quorum(begun);
        return CouncilRules.qualified(RULES, SEATS.getPastTotalSupply(begun), begun);
    }

    /// @notice How many votes in favour an ordinary proposal needs whose voting began at a moment.
    /// @param timepoint The moment, in seconds since the epoch.
    /// @return The number.
    function quorum(uint256 timepoint) public view override returns (uint256) {
        return CouncilRules.majority(RULES, SEATS.getPastTotalSupply(timepoint), timepoint);
    }

    /// @inheritdoc IGovernor
    function votingDelay() public view override returns (uint256) {
        return CouncilRules.votingDelay(RULES);
    }

    /// @inheritdoc IGovernor
    function votingPeriod() public view override returns (uint256) {
        return CouncilRules.votingPeriod(RULES);
    }

    /// @inheritdoc IGovernor
    // solhint-disable-next-line func-name-mixedcase
    function COUNTING_MODE() public pure override(IGovernor, GovernorCountingSimple) returns (string memory) {
        return "support=bravo&quorum=for";
    }

    // ─── proposal and vote ───────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Takes a proposal from a member's head, and notes how it is decided.
    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal override returns (uint256 proposalId) {
        _requireMember(proposer);
        if (targets.length > MOST_CALLS) revert Council__TooManyCalls(targets.length, MOST_CALLS);

        proposalId = super._propose(targets, values, calldatas, description, proposer);
        _kinds[proposalId] = _classify(targets, calldatas);

        emit ProposalClassified(proposalId, _kinds[proposalId]);
    }

    /// @dev Lets the proposer cancel before the voting begins, while it still is a member's head.
    function _validateCancel(uint256 proposalId, address caller) internal view override returns (bool) {
        return super._validateCancel(proposalId, caller) && SEATS.memberOf(caller) != 0;
    }

    /// @dev Counts a vote if the account stood for a member when the voting began, and does now.
    function _countVote(
        uint256 proposalId,
        address account,
        uint8 support,
        uint256 totalWeight,
        bytes memory params
    ) internal override(Governor, GovernorCountingSimple) returns (uint256) {
        if (totalWeight == 0) revert Council__NoVote(proposalId, account);
        _requireMember(account);

        return super._countVote(proposalId, account, support, totalWeight, params);
    }

    /// @dev Members who do not vote count against: there is no other quorum.
    function _quorumReached(
        uint256 proposalId
    ) internal view override(Governor, GovernorCountingSimple) returns (bool) {
        (, uint256 inFavour, ) = proposalVotes(proposalId);
        return inFavour >= votesNeeded(proposalId);
    }

    // ─── delay and execution ─────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Keeps the operation's id, by which a veto finds it.
    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override returns (uint48) {
        // As the Governor salts it.
        bytes32 salt = bytes20(address(this)) ^ descriptionHash;
        TimelockController hand = TimelockController(payable(timelock()));
        _operations[proposalId] = hand.hashOperationBatch(targets, values, calldatas, 0, salt);

        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev A proposal takes the highest bar of its calls.
    function _classify(address[] memory targets, bytes[] memory calldatas) private view returns (Kind) {
        bool isOrdinary = true;
        bool isGuardian = true;
        for (uint256 i = 0; i < targets.length; ++i) {
            isOrdinary = isOrdinary && _isOrdinary(targets[i], calldatas[i]);
            isGuardian =
                isGuardian &&
                targets[i] == address(this) &&
                bytes4(calldatas[i]) == ICouncil.nameGuardian.selector;
        }
        if (isOrdinary) return Kind.Ordinary;
        return isGuardian ? Kind.Guardian : Kind.Qualified;
    }

    /// @dev Whether a call only publishes a calendar, or sets or withdraws a registration type or a rule that is not
    /// the council's own.
    function _isOrdinary(address target, bytes memory data) private view returns (bool) {
        bytes4 selector = bytes4(data);
        if (target == address(CALENDAR)) return selector == IWorkCalendar.publishYear.selector;
        if (target != address(RULES)) return false;
        if (selector == IRuleBook.setType.selector || selector == IRuleBook.withdrawType.selector) return true;

        bool isRule = selector == IRuleBook.setRule.selector || selector == IRuleBook.withdrawRule.selector;
        // Its first argument, the key, comes after the selector.
        return isRule && !CouncilRules.isOwn(bytes32(data) << 32);
    }

    function _requireMember(address account) private view {
        if (SEATS.memberOf(account) == 0) revert Council__NotMember(account);
    }

    function _isHead(uint32 organization, address account) private view returns (bool) {
        return _isActive(organization) && ORGANIZATIONS.organization(organization).head == account;
    }

    function _isActive(uint32 organization) private view returns (bool) {
        return ORGANIZATIONS.hasCapacity(organization, 0);
    }
}
