// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDeliveryTypes} from "../../../contracts/interfaces/IDeliveryTypes.sol";
import {Entries} from "../../../contracts/libraries/Entries.sol";
import {NaiveEntry} from "./support/NaiveEntry.sol";
import {SuyuanTest} from "./support/Vm.sol";

/// @notice The library behind a call, so that what it writes from lies in calldata.
contract EntriesCaller {
    function delivery(
        IDeliveryTypes.Delivery calldata one,
        IDeliveryTypes.Proof calldata proof,
        Entries.Place calldata place
    ) external view returns (bytes32 id, bytes32 leaf, bytes32 alone) {
        (id, leaf) = Entries.hashesOf(one, proof, place);
        alone = Entries.idOf(one, place);
    }

    function receipt(
        IDeliveryTypes.Receipt calldata one,
        IDeliveryTypes.Proof calldata proof,
        Entries.Place calldata place
    ) external view returns (bytes32 id, bytes32 leaf) {
        return Entries.hashesOf(one, proof, place);
    }
}

/// @notice Entries against texts that are joined.
contract EntriesTest is SuyuanTest {
    EntriesCaller private caller;

    function setUp() public {
        caller = new EntriesCaller();
    }

    function testFuzz_deliveries(
        IDeliveryTypes.Delivery memory one,
        IDeliveryTypes.Proof memory proof,
        Entries.Place memory place
    ) public view {
        _fit(one.common, proof, place);
        one.serial &= 2 ** 53 - 1;
        one.digest.size &= 2 ** 53 - 1;
        one.channel = uint8(bound(one.channel, 1, 3));
        bytes memory statement = NaiveEntry.delivery(one, place.chainId, place.exchangeLog);
        (bytes32 id, bytes32 leaf, bytes32 alone) = caller.delivery(one, proof, place);
        equal(id, sha256(statement), "the id is another");
        equal(alone, id, "the id alone is another");
        bytes memory entry = NaiveEntry.entry(statement, proof, one.common, one.grant);
        equal(leaf, sha256(bytes.concat(hex"00", entry)), "the leaf is another");
    }

    function testFuzz_receipts(
        IDeliveryTypes.Receipt memory one,
        IDeliveryTypes.Proof memory proof,
        Entries.Place memory place
    ) public view {
        _fit(one.common, proof, place);
        one.digest.size &= 2 ** 53 - 1;
        one.result = uint8(bound(one.result, 1, 2));
        bytes memory statement = NaiveEntry.receipt(one, place.chainId, place.exchangeLog);
        (bytes32 id, bytes32 leaf) = caller.receipt(one, proof, place);
        equal(id, sha256(statement), "the id is another");
        bytes memory entry = NaiveEntry.entry(statement, proof, one.common, one.grant);
        equal(leaf, sha256(bytes.concat(hex"00", entry)), "the leaf is another");
    }

    /// @dev Cuts random members to what there can be; batches are compared with TypeScript's.
    function _fit(
        IDeliveryTypes.Common memory common,
        IDeliveryTypes.Proof memory proof,
        Entries.Place memory place
    ) private pure {
        uint64 safe = 2 ** 53 - 1;
        common.time &= safe;
        place.chainId &= safe;
        proof.signature.v = uint8(bound(proof.signature.v, 27, 28));
        proof.signature.batch.count = 0;
        IDeliveryTypes.Frame memory frame = proof.frame;
        (frame.logged, frame.seenTime, frame.seenNumber) = (
            frame.logged & safe,
            frame.seenTime & safe,
            frame.seenNumber & safe
        );
        frame.assetNumber = frame.assetNumber % 2 == 0 ? 1 : frame.assetNumber & safe;
        frame.grantNumber = frame.grantNumber % 2 == 0 ? 1 : frame.grantNumber & safe;
    }
}
