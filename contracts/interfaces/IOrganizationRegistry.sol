// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IOrganizationErrors} from "./IOrganizationErrors.sol";
import {IOrganizationHeads} from "./IOrganizationHeads.sol";
import {IOrganizationSeats} from "./IOrganizationSeats.sol";
import {IOrganizationSuccession} from "./IOrganizationSuccession.sol";
import {IOrganizationTraces} from "./IOrganizationTraces.sol";
import {ISuyuanBase} from "./ISuyuanBase.sol";

/// @title IOrganizationRegistry
/// @notice Organisations by permanent number, in one tree, and their seats.
/// @dev Code, name, head and standing of an organisation are dated: reforms change them, the number stays. Capacities
/// are a bitmap: 0 department, 1 authority, 2 registrar, 3 exchange centre, 4 audit body, 5 operating body. Levels: 1
/// national, 2 province, 3 city, 4 county, 5 township.
interface IOrganizationRegistry is
    ISuyuanBase,
    IOrganizationErrors,
    IOrganizationHeads,
    IOrganizationSeats,
    IOrganizationSuccession,
    IOrganizationTraces
{
    /// @notice The status of an organisation.
    enum Status {
        None,
        Active,
        Suspended,
        Abolished
    }

    /// @notice An organisation's place and state at present.
    /// @param status Its status.
    /// @param capacities Its capacities, as a bitmap.
    /// @param level Its level.
    /// @param region Its region: the six digits of GB/T 2260.
    /// @param parent The organisation above it; 0 for a root.
    /// @param successor The organisation that took over from it; 0 if none.
    struct Standing {
        Status status;
        uint16 capacities;
        uint8 level;
        uint24 region;
        uint32 parent;
        uint32 successor;
    }

    /// @notice What the registry holds on an organisation at present.
    /// @param code Its unified social credit code.
    /// @param nameHash The hash of its name.
    /// @param head The account of its head.
    /// @param standing Its place and state.
    struct Organization {
        bytes18 code;
        bytes32 nameHash;
        address head;
        Standing standing;
    }

    /// @notice An organisation was admitted.
    event OrganizationAdmitted(
        uint32 indexed organization,
        uint32 indexed parent,
        bytes18 indexed code,
        bytes32 nameHash,
        uint16 capacities,
        uint8 level,
        uint24 region,
        address head
    );

    /// @notice An organisation was suspended: it can do nothing until it is resumed.
    event OrganizationSuspended(uint32 indexed organization);

    /// @notice An organisation may act again.
    event OrganizationResumed(uint32 indexed organization);

    /// @notice An organisation has another name.
    event OrganizationRenamed(uint32 indexed organization, bytes32 nameHash);

    /// @notice Admits an organisation without a parent. Only the ledger's administrator may.
    /// @param code Its unified social credit code (GB 32100-2015), whose check character is verified.
    /// @param nameHash The hash of its name.
    /// @param capacities Its capacities.
    /// @param level Its level.
    /// @param region Its region.
    /// @param head The account of its head.
    /// @return organization Its permanent number.
    function admitRoot(
        bytes18 code,
        bytes32 nameHash,
        uint16 capacities,
        uint8 level,
        uint24 region,
        address head
    ) external returns (uint32 organization);

    /// @notice Admits an organisation below an authority. Only the authority's head may (Order 809, Art 8).
    /// @dev Only the authority's own suspension counts here, not that of organisations above it.
    /// @param parent The authority: active, with that capacity.
    /// @param code Its unified social credit code (GB 32100-2015), whose check character is verified.
    /// @param nameHash The hash of its name.
    /// @param capacities Its capacities.
    /// @param level Its level, not above its parent's.
    /// @param region Its region.
    /// @param head The account of its head.
    /// @return organization Its permanent number.
    function admit(
        uint32 parent,
        bytes18 code,
        bytes32 nameHash,
        uint16 capacities,
        uint8 level,
        uint24 region,
        address head
    ) external returns (uint32 organization);

    /// @notice Suspends an organisation: it can do nothing at all. Only the head of the authority above it may.
    /// @param organization Its number.
    function suspendOrganization(uint32 organization) external;

    /// @notice Lifts a suspension. Only the head of the authority above it may.
    /// @param organization Its number.
    function resumeOrganization(uint32 organization) external;

    /// @notice Suspends a root. Only the ledger's administrator may.
    /// @param organization Its number.
    function suspendRoot(uint32 organization) external;

    /// @notice Lifts the suspension of a root. Only the ledger's administrator may.
    /// @param organization Its number.
    function resumeRoot(uint32 organization) external;

    /// @notice Gives an organisation another name. Only its head may.
    /// @param organization Its number.
    /// @param nameHash The hash of its name.
    function rename(uint32 organization, bytes32 nameHash) external;

    /// @notice Reads an organisation; an unknown number is refused.
    /// @param number Its number.
    /// @return What the registry holds on it.
    function organization(uint32 number) external view returns (Organization memory);

    /// @notice Reads an organisation's place and state; an unknown number is refused.
    /// @param number Its number.
    /// @return Its present standing.
    function standing(uint32 number) external view returns (Standing memory);

    /// @notice The organisation that an account serves, or once served.
    /// @param account The account.
    /// @return Its number; 0 if there is none.
    function organizationOf(address account) external view returns (uint32);

    /// @notice The organisation that has a unified social credit code at present.
    /// @param code The code.
    /// @return Its number; 0 if there is none.
    function organizationByCode(bytes18 code) external view returns (uint32);

    /// @notice Tells whether an organisation is active and has all of some capacities.
    /// @param number Its number.
    /// @param capacities The capacities, as a bitmap.
    /// @return True if it has.
    function hasCapacity(uint32 number, uint16 capacities) external view returns (bool);

    /// @notice Tells whether one organisation lies above another in the tree; none lies above itself.
    /// @param ancestor The one that may lie above.
    /// @param number The one that may lie below, at most eight steps.
    /// @return True if it does.
    function isAbove(uint32 ancestor, uint32 number) external view returns (bool);

    /// @notice How many organisations there are; their numbers run from 1.
    /// @return The number of organisations.
    function organizationCount() external view returns (uint32);
}
