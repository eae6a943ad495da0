// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISuyuanBase} from "./ISuyuanBase.sol";

/// @title IDutyRegister
/// @notice Who answers for what: an organisation's duty, its legal basis, the asset in which it results, and the seat
/// that is responsible (Order 809, Arts 10 and 34: who manages is responsible).
/// @dev Responsibility is dated by the id of organisation, duty and asset; duties themselves stay outside, their hashes
/// stand here.
interface IDutyRegister is ISuyuanBase {
    /// @notice A seat is responsible for an asset under a duty.
    event DutyAssigned(
        uint32 indexed organization,
        bytes32 indexed duty,
        bytes32 indexed asset,
        bytes32 legalBasis,
        uint32 responsibleSeat,
        uint32 bySeat
    );

    /// @notice No seat is responsible for an asset under a duty any longer.
    event DutyWithdrawn(uint32 indexed organization, bytes32 indexed duty, bytes32 indexed asset, uint32 bySeat);

    /// @notice Thrown when a duty is zero.
    error DutyRegister__NoDuty();

    /// @notice Thrown when a duty has no legal basis.
    error DutyRegister__NoLegalBasis();

    /// @notice Thrown when the organisation does not hold the asset.
    /// @param asset The asset.
    /// @param organization The organisation.
    /// @param holder Who holds it; 0 if nobody does.
    error DutyRegister__NotHolder(bytes32 asset, uint32 organization, uint32 holder);

    /// @notice Thrown when a seat that would be responsible is another organisation's, has ended or has expired.
    /// @param seat The seat.
    /// @param organization The organisation whose duty it is.
    error DutyRegister__NotInOffice(uint32 seat, uint32 organization);

    /// @notice Thrown when no seat is responsible for an asset under a duty.
    /// @param organization The organisation.
    /// @param duty The duty.
    /// @param asset The asset.
    error DutyRegister__NotAssigned(uint32 organization, bytes32 duty, bytes32 asset);

    /// @notice Makes a seat responsible for an asset under a duty, in the place of the one before. Only the head of the
    /// data office may.
    /// @param bySeat The seat by which the caller acts.
    /// @param duty The hash of the duty.
    /// @param legalBasis A commitment to its legal basis.
    /// @param asset An asset that the organisation holds.
    /// @param responsibleSeat A seat of the organisation that is in office.
    function assignDuty(
        uint32 bySeat,
        bytes32 duty,
        bytes32 legalBasis,
        bytes32 asset,
        uint32 responsibleSeat
    ) external;

    /// @notice Ends the responsibility for an asset under a duty. Only the head of the data office may.
    /// @param bySeat The seat by which the caller acts.
    /// @param duty The hash of the duty.
    /// @param asset The asset, which the organisation may no longer hold.
    function withdrawDuty(uint32 bySeat, bytes32 duty, bytes32 asset) external;

    /// @notice The id of an organisation's duty for an asset.
    /// @param organization The organisation.
    /// @param duty The hash of the duty.
    /// @param asset The asset.
    /// @return `keccak256(abi.encode(organization, duty, asset))`.
    function dutyId(uint32 organization, bytes32 duty, bytes32 asset) external pure returns (bytes32);

    /// @notice Who is responsible at present.
    /// @param id The id of organisation, duty and asset.
    /// @return responsibleSeat The seat; 0 if there is none.
    /// @return legalBasis The commitment to the legal basis; zero if there is no seat.
    function responsible(bytes32 id) external view returns (uint32 responsibleSeat, bytes32 legalBasis);

    /// @notice Who was responsible at a moment.
    /// @param id The id of organisation, duty and asset.
    /// @param time The moment.
    /// @return responsibleSeat The seat; 0 if there was none.
    /// @return legalBasis The commitment to the legal basis; zero if there was no seat.
    function responsibleAt(bytes32 id, uint48 time) external view returns (uint32 responsibleSeat, bytes32 legalBasis);
}
