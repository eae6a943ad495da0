// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IDutyRegister} from "./interfaces/IDutyRegister.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {IOrganizationSeats} from "./interfaces/IOrganizationSeats.sol";
import {Offices} from "./libraries/Offices.sol";
import {Traces} from "./libraries/Traces.sol";
import {SuyuanBase} from "./SuyuanBase.sol";

/// @title DutyRegister
/// @notice Who answers for what: duty, legal basis, asset, and the seat that is responsible.
contract DutyRegister is IDutyRegister, SuyuanBase {
    using Traces for Traces.Trace;
    using Traces for uint176;

    IOrganizationRegistry private immutable ORGANIZATIONS;
    IAssetRegistry private immutable ASSETS;

    mapping(bytes32 id => Traces.Trace) private _responsible;
    /// @dev The legal bases of a duty, by the number that a responsibility holds.
    mapping(bytes32 id => mapping(uint32 number => bytes32)) private _legalBases;

    /// @param organizations The organisation registry.
    /// @param assets The asset registry.
    /// @param forwarder The ERC-2771 forwarder.
    /// @param deploymentId_ The deployment id.
    constructor(
        address organizations,
        address assets,
        address forwarder,
        bytes32 deploymentId_
    ) SuyuanBase(forwarder, deploymentId_) {
        ORGANIZATIONS = IOrganizationRegistry(_requireAddress(organizations));
        ASSETS = IAssetRegistry(_requireAddress(assets));
    }

    // ─── acts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IDutyRegister
    function assignDuty(
        uint32 bySeat,
        bytes32 duty,
        bytes32 legalBasis,
        bytes32 asset,
        uint32 responsibleSeat
    ) external {
        uint32 organization = ORGANIZATIONS.requireSeat(bySeat, _msgSender(), Offices.ONLY_HEAD);
        bytes32 id = dutyId(organization, duty, asset);

        if (duty == 0) revert DutyRegister__NoDuty();
        if (legalBasis == 0) revert DutyRegister__NoLegalBasis();
        uint32 holder = ASSETS.holderOf(asset);
        if (holder != organization) revert DutyRegister__NotHolder(asset, organization, holder);
        _requireInOffice(responsibleSeat, organization);

        uint32 basis = uint32(_responsible[id].latest().get(Traces.DUTY_BASIS)) + 1;
        _legalBases[id][basis] = legalBasis;
        _responsible[id].write(uint176(0).set(Traces.DUTY_SEAT, responsibleSeat).set(Traces.DUTY_BASIS, basis));

        emit DutyAssigned(organization, duty, asset, legalBasis, responsibleSeat, bySeat);
    }

    /// @inheritdoc IDutyRegister
    function withdrawDuty(uint32 bySeat, bytes32 duty, bytes32 asset) external {
        uint32 organization = ORGANIZATIONS.requireSeat(bySeat, _msgSender(), Offices.ONLY_HEAD);
        bytes32 id = dutyId(organization, duty, asset);

        uint176 value = _responsible[id].latest();
        if (value.get(Traces.DUTY_SEAT) == 0) revert DutyRegister__NotAssigned(organization, duty, asset);

        _responsible[id].write(value.set(Traces.DUTY_SEAT, 0));

        emit DutyWithdrawn(organization, duty, asset, bySeat);
    }

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IDutyRegister
    function dutyId(uint32 organization, bytes32 duty, bytes32 asset) public pure returns (bytes32) {
        return keccak256(abi.encode(organization, duty, asset));
    }

    /// @inheritdoc IDutyRegister
    function responsible(bytes32 id) external view returns (uint32 responsibleSeat, bytes32 legalBasis) {
        return _unpack(id, _responsible[id].latest());
    }

    /// @inheritdoc IDutyRegister
    function responsibleAt(bytes32 id, uint48 time) external view returns (uint32 responsibleSeat, bytes32 legalBasis) {
        return _unpack(id, _responsible[id].lookup(time));
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Refuses a seat of another organisation, or one that could not act now.
    function _requireInOffice(uint32 seat, uint32 organization) private view {
        IOrganizationSeats.Seat memory facts = ORGANIZATIONS.seat(seat);
        bool over = _now() >= facts.until;
        if (facts.organization != organization || over) revert DutyRegister__NotInOffice(seat, organization);
    }

    /// @dev A seat with the legal basis of its responsibility, or neither.
    function _unpack(bytes32 id, uint176 value) private view returns (uint32, bytes32) {
        uint32 seat = uint32(value.get(Traces.DUTY_SEAT));
        return seat == 0 ? (0, bytes32(0)) : (seat, _legalBases[id][uint32(value.get(Traces.DUTY_BASIS))]);
    }
}
