// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetErrors} from "./IAssetErrors.sol";
import {IAssetProcedure} from "./IAssetProcedure.sol";
import {IAssetVeto} from "./IAssetVeto.sol";
import {ISuyuanBase} from "./ISuyuanBase.sol";

/// @title IAssetRegistry
/// @notice Data assets: registration, versions of their record, holder and custodian.
/// @dev An asset's id is `keccak256(abi.encode(chainid, this, uint32 organization, uint64 localNumber))`, with the
/// organisation that registered it. The record itself stays outside; its hash stands here.
interface IAssetRegistry is ISuyuanBase, IAssetErrors, IAssetProcedure, IAssetVeto {
    /// @notice What the registry holds on an asset at present.
    /// @param organization The organisation that registered it.
    /// @param localNumber That organisation's own number for it.
    /// @param registeredAt When it was registered as a draft.
    /// @param catalogueCode Its catalogue code.
    /// @param region Its region: the six digits of GB/T 2260.
    /// @param legalBasis A salted commitment to the legal basis of its attribute, or zero.
    /// @param recordHash The hash of its present coded record; zero before coding.
    /// @param state Its state.
    /// @param attribute Its sharing attribute: 1 unconditional, 2 conditional, 3 not shared (Order 809, Art 14).
    /// @param grade Its grade (GB/T 43697-2024): 1 general, 2 important.
    /// @param version The version of its coded record, from 1; 0 before coding.
    /// @param until The first moment after its validity; zero before coding.
    /// @param frozen How many objections and ownership disputes freeze it.
    /// @param registrar The registrar that gave its registration number; 0 before coding.
    /// @param serial The registrar's serial number for it; 0 before coding.
    /// @param holder The organisation that holds it, or applies for it, followed through succession.
    /// @param custodian The exchange centre that mirrors it; 0 if none.
    struct Asset {
        uint32 organization;
        uint64 localNumber;
        uint48 registeredAt;
        bytes32 catalogueCode;
        uint24 region;
        bytes32 legalBasis;
        bytes32 recordHash;
        AssetState state;
        uint8 attribute;
        uint8 grade;
        uint32 version;
        uint48 until;
        uint8 frozen;
        uint32 registrar;
        uint32 serial;
        uint32 holder;
        uint32 custodian;
    }

    /// @notice The last registration procedure of an asset.
    /// @param type_ Its type, from the rule book.
    /// @param effect What coding does: 1 first registration, 2 new version, 3 correction, 4 renewal, 5 cancellation, 6
    /// nothing but the record of it.
    /// @param stage Its stage.
    /// @param returned Whether it was returned for its gaps.
    /// @param registrar The registrar to whom it was handed in, followed through succession; 0 before.
    /// @param opened When it was opened; the type's rules of that moment hold.
    /// @param since When its stage began.
    /// @param due The first moment after the registrar's time; zero when it is not the registrar's turn, or no limit.
    /// @param noticeEnd The first moment after the public notice; zero outside it.
    /// @param provisional Whether `due` or `noticeEnd` may move later, once a calendar is published.
    /// @param recordHash The hash of the next version's record; zero for effects that bring none.
    struct Procedure {
        uint8 type_;
        uint8 effect;
        Stage stage;
        bool returned;
        uint32 registrar;
        uint48 opened;
        uint48 since;
        uint48 due;
        uint48 noticeEnd;
        bool provisional;
        bytes32 recordHash;
    }

    /// @notice An exchange centre mirrors an asset from now on, or none does.
    event CustodianSet(bytes32 indexed asset, uint32 indexed custodian);

    /// @notice An asset has another holder.
    event HolderMoved(bytes32 indexed asset, uint32 indexed from, uint32 indexed to);

    // ─── holder and custodian ────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Names the exchange centre that mirrors an asset: its custodian, which has no right in it. Only the
    /// holder may.
    /// @param bySeat Its head of the data office.
    /// @param asset The asset.
    /// @param organization The exchange centre; 0 for none.
    function setCustodian(uint32 bySeat, bytes32 asset, uint32 organization) external;

    /// @notice Gives an asset another holder, after both sides have agreed. Only the right registry may; everything
    /// that `requireFree` refuses for act 2 is refused.
    /// @param asset The asset.
    /// @param to The holder from now on.
    function moveHolder(bytes32 asset, uint32 to) external;

    // ─── views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice The right registry, deployed with this contract.
    /// @return Its address.
    function rights() external view returns (address);

    /// @notice Reads an asset; an unknown id is refused.
    /// @param id The asset.
    /// @return What the registry holds on it.
    function asset(bytes32 id) external view returns (Asset memory);

    /// @notice Reads the last registration procedure of an asset; an unknown id is refused.
    /// @param id The asset.
    /// @return The procedure.
    function procedure(bytes32 id) external view returns (Procedure memory);

    /// @notice Tells whether objections can be raised: the public notice has begun and is not over.
    /// @param id The asset.
    /// @return True if they can.
    function noticeOpen(bytes32 id) external view returns (bool);

    /// @notice Refuses unless an asset is coded, valid, not frozen, and not vetoed for an act; for act 2, transfer,
    /// also while a procedure is pending.
    /// @param id The asset.
    /// @param act The act, as in `veto`.
    /// @return holder The organisation recorded as its holder: whoever asks follows it through succession.
    function requireFree(bytes32 id, uint8 act) external view returns (uint32 holder);

    /// @notice The id that an organisation's local number gives.
    /// @param organization The organisation.
    /// @param localNumber Its number for the asset.
    /// @return The asset's id.
    function assetId(uint32 organization, uint64 localNumber) external view returns (bytes32);

    /// @notice The hash of an asset's record in one coded version.
    /// @param id The asset.
    /// @param version The version, from 1.
    /// @return The hash; zero if there is no such version.
    function recordHashOf(bytes32 id, uint32 version) external view returns (bytes32);

    /// @notice An asset's registration number; both zero before coding.
    /// @param id The asset.
    /// @return registrar The registrar that gave it.
    /// @return serial The registrar's serial number.
    function registrationNumberOf(bytes32 id) external view returns (uint32 registrar, uint32 serial);

    /// @notice An asset's query code: the first 8 bytes of `keccak256(abi.encode(id, registrar, serial))`.
    /// @param id The asset.
    /// @return The code; zero before coding.
    function queryCodeOf(bytes32 id) external view returns (bytes8);

    /// @notice The asset that has a catalogue code in a region.
    /// @param catalogueCode The catalogue code.
    /// @param region The region.
    /// @return The asset's id; zero if there is none.
    function assetByCatalogueCode(bytes32 catalogueCode, uint24 region) external view returns (bytes32);

    /// @notice The organisation that holds an asset, or applies for it, followed through mergers and splits.
    /// @param id The asset.
    /// @return Its number; 0 if there is no such asset, or its holder was abolished without successor.
    function holderOf(bytes32 id) external view returns (uint32);

    /// @notice The organisation that is recorded as an asset's holder, or as applicant before coding.
    /// @param id The asset.
    /// @return Its number; 0 if there is no such asset.
    function recordedHolderOf(bytes32 id) external view returns (uint32);

    /// @notice Tells whether an asset can be requested: coded, valid, not frozen, and not withheld from sharing.
    /// @param id The asset.
    /// @return True if it can.
    function isShareable(bytes32 id) external view returns (bool);

    /// @notice An asset's state at a moment.
    /// @dev A trace that begins with the first coding or freeze; before, it is that of a draft from `registeredAt` on.
    /// @param id The asset.
    /// @param time The moment.
    /// @return State, attribute, grade, version, until, frozen, registrar and serial, packed; zero before registration.
    function stateAt(bytes32 id, uint48 time) external view returns (uint176);

    /// @notice An asset's recorded holder at a moment.
    /// @param id The asset.
    /// @param time The moment.
    /// @return The organisation's number; 0 before coding.
    function holderAt(bytes32 id, uint48 time) external view returns (uint32);

    /// @notice An asset's custodian at a moment.
    /// @param id The asset.
    /// @param time The moment.
    /// @return The organisation's number; 0 for none.
    function custodianAt(bytes32 id, uint48 time) external view returns (uint32);
}
