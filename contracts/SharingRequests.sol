// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISharingRequests} from "./interfaces/ISharingRequests.sol";
import {SharingClocks} from "./SharingClocks.sol";

// Slither takes every value that shares a word with a time for a time. What is compared here are states, numbers and
// offices; times are compared by < and >= only.
// slither-disable-start incorrect-equality

/// @title SharingRequests
/// @notice What requesters do: demands and requests (Order 809, Art 20).
abstract contract SharingRequests is SharingClocks {
    /// @dev The longest term of a request: ten years, of which at most three have a leap day.
    uint48 internal constant LONGEST_TERM = 3653 days;
    /// @dev The methods: 1 interface, 2 batch, 3 file.
    uint8 private constant LAST_METHOD = 3;

    // ─── demands ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingRequests
    function announceDemand(uint32 bySeat, bytes32 commitment) external returns (bytes32 demand) {
        uint32 organization = _actingFor(bySeat);
        uint64 localNumber = ++_counts[organization].demands;
        demand = keccak256(abi.encode(CHAIN_ID, address(this), "demand", organization, localNumber));

        _requireDepartment(organization);
        _requireCommitment(commitment);

        _demands[demand] = Demand(commitment, 0, organization, DemandStatus.Announced);

        emit DemandAnnounced(demand, organization, commitment);
    }

    /// @inheritdoc ISharingRequests
    function matchDemand(uint32 bySeat, bytes32 demand, bytes32 asset) external {
        uint32 organization = _actingFor(bySeat);
        Demand storage found = _requireOpenDemand(demand);
        _requireShareable(asset);
        if (organization != ASSETS.holderOf(asset)) {
            _requireAbove(demand, organization, _standIn(found.organization, demand));
        }

        (found.asset, found.status) = (asset, DemandStatus.Matched);

        emit DemandMatched(demand, asset, organization);
    }

    /// @inheritdoc ISharingRequests
    function withdrawDemand(uint32 bySeat, bytes32 demand) external {
        uint32 organization = _actingFor(bySeat);
        Demand storage found = _requireOpenDemand(demand);
        if (!_isParty(organization, found.organization, demand)) {
            revert SharingRegistry__NotEntitled(demand, organization);
        }

        found.status = DemandStatus.Withdrawn;

        emit DemandWithdrawn(demand);
    }

    // ─── requests ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISharingRequests
    function request(uint32 bySeat, Wanted calldata wanted) external returns (bytes32 id) {
        uint32 requester = _actingFor(bySeat);
        uint256 attribute;
        (id, attribute) = _requireWanted(requester, wanted);

        Request storage filed = _file(id, requester, wanted);
        filed.status = RequestStatus.AnswerDue;
        if (wanted.parent != 0) {
            filed.flags = ONWARD;
            _parents[id] = wanted.parent;
        }
        (uint48 due, bool provisional) = _startAnswer(filed, attribute);

        emit RequestFiled(id, wanted.asset, requester, bySeat, wanted, due, provisional);
    }

    /// @inheritdoc ISharingRequests
    function resubmit(uint32 bySeat, bytes32 id, bytes32 scope) external {
        uint32 organization = _actingFor(bySeat);
        Request storage filed = _requireStatus(id, RequestStatus.Incomplete);
        _requireRequester(id, organization);
        _requireCommitment(scope);
        uint256 attribute = _requireShareable(filed.asset);

        (filed.status, filed.scope, filed.asked) = (RequestStatus.AnswerDue, scope, 0);
        filed.flags &= ~(ANSWERED_LATE | ANSWER_PROVISIONAL | EXTENDED);
        (uint48 due, bool provisional) = _startAnswer(filed, attribute);

        emit RequestResubmitted(id, scope, due, provisional);
    }

    /// @inheritdoc ISharingRequests
    function withdrawRequest(uint32 bySeat, bytes32 id) external {
        uint32 organization = _actingFor(bySeat);
        Request storage filed = _requests[id];
        RequestStatus status = filed.status;
        if (status != RequestStatus.AnswerDue && status != RequestStatus.Incomplete) {
            revert SharingRegistry__WrongStatus(id, status);
        }
        _requireRequester(id, organization);

        if (status == RequestStatus.AnswerDue) _stopAnswer(filed);
        filed.status = RequestStatus.Withdrawn;

        emit RequestWithdrawn(id);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses what cannot be requested, in the order of its parts. Returns the request's id, and the asset's
    /// sharing attribute.
    function _requireWanted(
        uint32 requester,
        Wanted calldata wanted
    ) internal returns (bytes32 id, uint256 attribute) {
        _requireDepartment(requester);
        attribute = _requireShareable(wanted.asset);
        if (ASSETS.holderOf(wanted.asset) == requester) revert SharingRegistry__OwnAsset(wanted.asset, requester);
        if (wanted.purpose == 0) revert SharingRegistry__NoPurpose();
        _requireCommitment(wanted.scope);
        if (wanted.method == 0 || wanted.method > LAST_METHOD) revert SharingRegistry__BadMethod(wanted.method);
        uint48 latest = _now() + LONGEST_TERM;
        if (wanted.until <= _now() || wanted.until > latest) {
            revert SharingRegistry__BadRequestedTerm(wanted.until, latest);
        }
        if (wanted.parent != 0) _requireParent(requester, wanted);
        if (wanted.demand != 0) _fileDemand(requester, wanted);
        id = _count(requester, wanted);
    }

    /// @dev Stores what is wanted.
    function _file(
        bytes32 id,
        uint32 requester,
        Wanted calldata wanted
    ) internal returns (Request storage filed) {
        filed = _requests[id];
        (filed.asset, filed.scope) = (wanted.asset, wanted.scope);
        (filed.requester, filed.purpose, filed.method) = (requester, wanted.purpose, wanted.method);
        // The term was compared with the longest one.
        filed.wantedUntil = uint40(wanted.until);
    }

    /// @dev Begins the answer's clock (Order 809, Art 21).
    function _startAnswer(Request storage filed, uint256 attribute) private returns (uint48 due, bool provisional) {
        uint8 days_ = _ruleDays(
            attribute == UNCONDITIONAL ? bytes32("answer.unconditional.days") : bytes32("answer.conditional.days"),
            _now()
        );
        (due, provisional) = CALENDAR.addWorkingDays(_now(), days_);
        (filed.days_, filed.since, filed.due) = (days_, uint40(_now()), uint40(due));
        if (provisional) filed.flags |= ANSWER_PROVISIONAL;
    }

    /// @dev Stops the answer's clock, and fixes its end and whether it was over. Returns the latter.
    function _stopAnswer(Request storage filed) internal returns (bool late) {
        uint16 flags = filed.flags;
        (uint48 due, ) = _answerDue(filed);
        late = _now() >= due;
        if (flags & ANSWER_PROVISIONAL != 0) filed.due = uint40(due);
        filed.flags = (flags & ~ANSWER_PROVISIONAL) | (late ? ANSWERED_LATE : 0);
    }

    /// @dev Gives the next local number to a request, unless the same was filed just before.
    function _count(uint32 requester, Wanted calldata wanted) private returns (bytes32 id) {
        Counts memory counted = _counts[requester];
        uint128 fingerprint = uint128(uint256(keccak256(abi.encode(wanted))));
        if (counted.last == fingerprint) {
            revert SharingRegistry__FiledAlready(_requestId(requester, counted.requests));
        }

        ++counted.requests;
        counted.last = fingerprint;
        _counts[requester] = counted;
        return _requestId(requester, counted.requests);
    }

    function _requestId(uint32 requester, uint64 localNumber) private view returns (bytes32) {
        return keccak256(abi.encode(CHAIN_ID, address(this), "request", requester, localNumber));
    }

    /// @dev Marks a demand as filed, which was matched with the asset.
    function _fileDemand(uint32 requester, Wanted calldata wanted) private {
        Demand storage found = _demands[wanted.demand];
        bool fits = found.status == DemandStatus.Matched && found.asset == wanted.asset;
        if (!fits || !_isParty(requester, found.organization, wanted.demand)) {
            revert SharingRegistry__BadDemand(wanted.demand, found.status);
        }

        found.status = DemandStatus.Filed;
    }

    function _requireOpenDemand(bytes32 demand) private view returns (Demand storage found) {
        found = _demands[demand];
        if (found.status != DemandStatus.Announced && found.status != DemandStatus.Matched) {
            revert SharingRegistry__BadDemand(demand, found.status);
        }
    }

    /// @dev Refuses a grant from which the asset cannot be shared on with this requester.
    function _requireParent(uint32 requester, Wanted calldata wanted) private view {
        bytes32 parent = wanted.parent;
        Request storage above = _requests[parent];
        bool runs = above.status == RequestStatus.Granted && _now() < _endOf(parent);
        if (!runs || above.asset != wanted.asset || _depthOf(parent) == MAX_DEPTH) {
            revert SharingRegistry__BadParent(parent);
        }
        if (_isParty(requester, above.requester, parent)) revert SharingRegistry__OwnAsset(wanted.asset, requester);
    }

    /// @dev How many grants a grant is below.
    function _depthOf(bytes32 id) private view returns (uint256 depth) {
        while (depth < MAX_DEPTH && _requests[id].flags & ONWARD != 0) {
            id = _parents[id];
            ++depth;
        }
    }
}

// slither-disable-end incorrect-equality
