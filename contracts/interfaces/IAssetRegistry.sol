// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISuyuanBase} from "./ISuyuanBase.sol";

/// @title IAssetRegistry
/// @notice Data assets: registration, versions of their record, holder and custodian.
/// @dev An asset's id is `keccak256(abi.encode(chainid, this, uint32 organization, uint64 localNumber))`, with the
/// organisation that registered it. The record itself stays outside; its hash stands here.
interface IAssetRegistry is ISuyuanBase {
    /// @notice The registration state of an asset.
    enum AssetState {
        None,
        Registered,
        Confirmed,
        Cancelled
    }

    /// @notice What the registry holds on an asset at present.
    /// @param organization The organisation that registered it.
    /// @param localNumber That organisation's own number for it.
    /// @param catalogueCode Its catalogue code.
    /// @param region Its region: the six digits of GB/T 2260.
    /// @param legalBasis A salted commitment to the legal basis of its attribute, or zero.
    /// @param recordHash The hash of its present record.
    /// @param state Its registration state.
    /// @param attribute Its sharing attribute: 1 unconditional, 2 conditional, 3 not shared (Order 809, Art 14).
    /// @param grade Its grade (GB/T 43697-2024): 1 general, 2 important.
    /// @param version The version of its record, from 1.
    /// @param until The first moment after its confirmation's validity; zero before confirmation.
    /// @param frozen Whether it is frozen.
    /// @param holder The organisation that holds it.
    /// @param custodian The exchange centre that mirrors it; 0 if none.
    struct Asset {
        uint32 organization;
        uint64 localNumber;
        bytes32 catalogueCode;
        uint24 region;
        bytes32 legalBasis;
        bytes32 recordHash;
        AssetState state;
        uint8 attribute;
        uint8 grade;
        uint32 version;
        uint48 until;
        bool frozen;
        uint32 holder;
        uint32 custodian;
    }

    /// @notice An asset was registered.
    event AssetRegistered(
        bytes32 indexed asset,
        uint32 indexed organization,
        bytes32 indexed catalogueCode,
        uint32 seat,
        uint64 localNumber,
        uint24 region,
        uint8 attribute,
        uint8 grade,
        bytes32 recordHash,
        bytes32 legalBasis
    );

    /// @notice An asset's registration was confirmed by a registrar.
    event AssetConfirmed(bytes32 indexed asset, uint32 indexed registrar, uint48 until);

    /// @notice An asset has another version of its record.
    event AssetRevised(bytes32 indexed asset, uint32 version, bytes32 recordHash);

    /// @notice An asset's registration was cancelled.
    event AssetCancelled(bytes32 indexed asset);

    /// @notice An exchange centre mirrors an asset from now on, or none does.
    event CustodianSet(bytes32 indexed asset, uint32 indexed custodian);

    /// @notice Thrown when no asset has this id.
    /// @param asset The id.
    error AssetRegistry__UnknownAsset(bytes32 asset);

    /// @notice Thrown when an organisation lacks the capacity that an act needs, or is not active.
    /// @param organization Its number.
    /// @param capacity The capacity, as a bit.
    error AssetRegistry__MissingCapacity(uint32 organization, uint16 capacity);

    /// @notice Thrown when it is not declared that the data holds neither state nor work secrets (Order 809, Art 3).
    error AssetRegistry__HoldsSecrets();

    /// @notice Thrown when a grade is unknown, or that of core data, which stays out (GB/T 43697-2024).
    /// @param grade The grade.
    error AssetRegistry__BadGrade(uint8 grade);

    /// @notice Thrown when a sharing attribute is unknown (Order 809, Art 14).
    /// @param attribute The attribute.
    error AssetRegistry__BadAttribute(uint8 attribute);

    /// @notice Thrown when data shall not be shared and no legal basis is given (Order 809, Art 15).
    error AssetRegistry__NoLegalBasis();

    /// @notice Thrown when a region is not a number of six digits (GB/T 2260).
    /// @param region The number.
    error AssetRegistry__BadRegion(uint24 region);

    /// @notice Thrown when a catalogue code is zero.
    error AssetRegistry__NoCatalogueCode();

    /// @notice Thrown when a record hash is zero.
    error AssetRegistry__NoRecord();

    /// @notice Thrown when an organisation has used a local number already.
    /// @param asset The asset that has it.
    /// @param localNumber The number.
    error AssetRegistry__LocalNumberTaken(bytes32 asset, uint64 localNumber);

    /// @notice Thrown when an item of a region has a source department already (Order 809, Art 19).
    /// @param catalogueCode The catalogue code.
    /// @param region The region.
    /// @param asset The asset that has them.
    error AssetRegistry__CatalogueCodeTaken(bytes32 catalogueCode, uint24 region, bytes32 asset);

    /// @notice Thrown when an act is the holder's and another organisation tries it.
    /// @param asset The asset.
    /// @param organization Who tried.
    /// @param holder Who may.
    error AssetRegistry__NotHolder(bytes32 asset, uint32 organization, uint32 holder);

    /// @notice Thrown when a registrar does not lie above the holder.
    /// @param organization The registrar.
    /// @param holder The holder.
    error AssetRegistry__NotAbove(uint32 organization, uint32 holder);

    /// @notice Thrown when an asset's registration state does not allow an act.
    /// @param asset The asset.
    /// @param state Its state.
    error AssetRegistry__WrongState(bytes32 asset, AssetState state);

    /// @notice Thrown when an asset's confirmation is no longer valid.
    /// @param asset The asset.
    /// @param until The first moment after its validity.
    error AssetRegistry__Expired(bytes32 asset, uint48 until);

    /// @notice Thrown when an asset is frozen.
    /// @param asset The asset.
    error AssetRegistry__Frozen(bytes32 asset);

    /// @notice Registers an asset of the seat's organisation, a department (Order 809, Arts 13 to 15).
    /// @param bySeat A registrant or head of the data office.
    /// @param localNumber The organisation's own number for the asset, used once.
    /// @param catalogueCode Its catalogue code, which a region has once only (Order 809, Art 19).
    /// @param region Its region: the six digits of GB/T 2260.
    /// @param attribute Its sharing attribute: 1 unconditional, 2 conditional, 3 not shared.
    /// @param grade Its grade: 1 general, 2 important; 3, core, is refused.
    /// @param recordHash The hash of its record.
    /// @param legalBasis A salted commitment to the legal basis; due where it is not shared (Order 809, Art 15).
    /// @param holdsNoSecrets The declaration that it holds no state secret and no work secret (Order 809, Art 3).
    /// @return id The asset's id.
    function register(
        uint32 bySeat,
        uint64 localNumber,
        bytes32 catalogueCode,
        uint24 region,
        uint8 attribute,
        uint8 grade,
        bytes32 recordHash,
        bytes32 legalBasis,
        bool holdsNoSecrets
    ) external returns (bytes32 id);

    /// @notice Confirms a registration, for three years (Interim Measures for the Registration of Public Data
    /// Resources). Only a registrar above the holder may.
    /// @param bySeat Its head of the data office.
    /// @param asset The asset.
    function confirm(uint32 bySeat, bytes32 asset) external;

    /// @notice Gives a confirmed asset another version of its record (Order 809, Art 17). Only its holder may.
    /// @param bySeat A registrant or head of the data office.
    /// @param asset The asset.
    /// @param recordHash The hash of the record.
    function revise(uint32 bySeat, bytes32 asset, bytes32 recordHash) external;

    /// @notice Cancels a registration and frees its catalogue code. Only the asset's holder may.
    /// @param bySeat Its head of the data office.
    /// @param asset The asset.
    function cancel(uint32 bySeat, bytes32 asset) external;

    /// @notice Names the exchange centre that mirrors an asset: its custodian, not its holder. Only the holder may.
    /// @param bySeat Its head of the data office.
    /// @param asset The asset.
    /// @param organization The exchange centre; 0 for none.
    function setCustodian(uint32 bySeat, bytes32 asset, uint32 organization) external;

    /// @notice Reads an asset; an unknown id is refused.
    /// @param id The asset.
    /// @return What the registry holds on it.
    function asset(bytes32 id) external view returns (Asset memory);

    /// @notice The id that an organisation's local number gives.
    /// @param organization The organisation.
    /// @param localNumber Its number for the asset.
    /// @return The asset's id.
    function assetId(uint32 organization, uint64 localNumber) external view returns (bytes32);

    /// @notice The hash of an asset's record in one version.
    /// @param id The asset.
    /// @param version The version, from 1.
    /// @return The hash; zero if there is no such version.
    function recordHashOf(bytes32 id, uint32 version) external view returns (bytes32);

    /// @notice The asset that has a catalogue code in a region.
    /// @param catalogueCode The catalogue code.
    /// @param region The region.
    /// @return The asset's id; zero if there is none.
    function assetByCatalogueCode(bytes32 catalogueCode, uint24 region) external view returns (bytes32);

    /// @notice The organisation that holds an asset.
    /// @param id The asset.
    /// @return Its number; 0 if there is no such asset.
    function holderOf(bytes32 id) external view returns (uint32);

    /// @notice Tells whether an asset can be requested: confirmed, valid, not frozen, and not withheld from sharing.
    /// @param id The asset.
    /// @return True if it can.
    function isShareable(bytes32 id) external view returns (bool);

    /// @notice The number of elements in the trace of an asset's state.
    /// @param id The asset.
    /// @return The number of elements.
    function stateTrace(bytes32 id) external view returns (uint256);

    /// @notice One element of the trace of an asset's state.
    /// @param id The asset.
    /// @param index The element's index, from 0.
    /// @return key The time from which it holds.
    /// @return value State, attribute, grade, version, until and frozen, packed.
    function stateTraceElement(bytes32 id, uint256 index) external view returns (uint48 key, uint176 value);

    /// @notice An asset's state at a moment.
    /// @param id The asset.
    /// @param time The moment.
    /// @return The packed value.
    function stateAt(bytes32 id, uint48 time) external view returns (uint176);

    /// @notice The number of elements in the trace of an asset's holder.
    /// @param id The asset.
    /// @return The number of elements.
    function holderTrace(bytes32 id) external view returns (uint256);

    /// @notice One element of the trace of an asset's holder.
    /// @param id The asset.
    /// @param index The element's index, from 0.
    /// @return key The time from which it holds.
    /// @return value The organisation's number.
    function holderTraceElement(bytes32 id, uint256 index) external view returns (uint48 key, uint176 value);

    /// @notice An asset's holder at a moment.
    /// @param id The asset.
    /// @param time The moment.
    /// @return The organisation's number.
    function holderAt(bytes32 id, uint48 time) external view returns (uint32);

    /// @notice The number of elements in the trace of an asset's custodian.
    /// @param id The asset.
    /// @return The number of elements.
    function custodianTrace(bytes32 id) external view returns (uint256);

    /// @notice One element of the trace of an asset's custodian.
    /// @param id The asset.
    /// @param index The element's index, from 0.
    /// @return key The time from which it holds.
    /// @return value The organisation's number; 0 for none.
    function custodianTraceElement(bytes32 id, uint256 index) external view returns (uint48 key, uint176 value);

    /// @notice An asset's custodian at a moment.
    /// @param id The asset.
    /// @param time The moment.
    /// @return The organisation's number; 0 for none.
    function custodianAt(bytes32 id, uint48 time) external view returns (uint32);
}
