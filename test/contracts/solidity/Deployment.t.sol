// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetRegistry} from "../../../contracts/AssetRegistry.sol";
import {DutyRegister} from "../../../contracts/DutyRegister.sol";
import {ExchangeLog} from "../../../contracts/ExchangeLog.sol";
import {ISuyuanBase} from "../../../contracts/interfaces/ISuyuanBase.sol";
import {OrganizationRegistry} from "../../../contracts/OrganizationRegistry.sol";
import {SharingRegistry} from "../../../contracts/SharingRegistry.sol";
import {SuyuanTest} from "./support/Vm.sol";

/// @notice What a deployment cannot be made without, and what makes it unlike every other.
contract DeploymentTest is SuyuanTest {
    address private constant ONE = address(1);

    function test_zeroAddressesAreRefused() public {
        bytes memory refusal = abi.encodeWithSelector(ISuyuanBase.SuyuanBase__ZeroAddress.selector);
        VM.expectRevert(refusal);
        new OrganizationRegistry(address(0), ONE, ONE, "id");
        VM.expectRevert(refusal);
        new OrganizationRegistry(ONE, address(0), ONE, "id");
        VM.expectRevert(refusal);
        new OrganizationRegistry(ONE, ONE, address(0), "id");
        VM.expectRevert(refusal);
        new DutyRegister(address(0), ONE, ONE, "id");
        VM.expectRevert(refusal);
        new DutyRegister(ONE, address(0), ONE, "id");
        VM.expectRevert(refusal);
        new DutyRegister(ONE, ONE, address(0), "id");
        VM.expectRevert(refusal);
        new AssetRegistry(address(0), ONE, "id");
        VM.expectRevert(refusal);
        new AssetRegistry(ONE, address(0), "id");
        VM.expectRevert(refusal);
        new ExchangeLog(address(0), ONE, "id");
        VM.expectRevert(refusal);
        new ExchangeLog(ONE, address(0), "id");
    }

    function test_sharingRegistryRefusesEachZeroAddress() public {
        for (uint256 which = 0; which < 4; ++which) {
            address[4] memory parts = [ONE, ONE, ONE, ONE];
            parts[which] = address(0);
            VM.expectRevert(abi.encodeWithSelector(ISuyuanBase.SuyuanBase__ZeroAddress.selector));
            new SharingRegistry(parts[0], parts[1], parts[2], parts[3], "id");
        }
    }

    function test_zeroDeploymentIdIsRefused() public {
        bytes memory refusal = abi.encodeWithSelector(ISuyuanBase.SuyuanBase__ZeroDeploymentId.selector);
        VM.expectRevert(refusal);
        new OrganizationRegistry(ONE, ONE, ONE, 0);
        VM.expectRevert(refusal);
        new AssetRegistry(ONE, ONE, 0);
        VM.expectRevert(refusal);
        new ExchangeLog(ONE, ONE, 0);
        VM.expectRevert(refusal);
        new SharingRegistry(ONE, ONE, ONE, ONE, 0);
        VM.expectRevert(refusal);
        new DutyRegister(ONE, ONE, ONE, 0);
    }

    function testFuzz_codeDiffersByDeployment(bytes32 one, bytes32 other) public {
        VM.assume(one != 0 && other != 0 && one != other);
        check(_organizations(one).codehash != _organizations(other).codehash, "organization registries alike");
        check(_assets(one).codehash != _assets(other).codehash, "asset registries alike");
        check(_sharing(one).codehash != _sharing(other).codehash, "sharing registries alike");
        check(_log(one).codehash != _log(other).codehash, "exchange logs alike");
        check(_duties(one).codehash != _duties(other).codehash, "duty registers alike");
        check(_log(one).codehash == _log(one).codehash, "one deployment's code differs");
    }

    function testFuzz_contractsTellTheirDeployment(bytes32 id) public {
        VM.assume(id != 0);
        ISuyuanBase[5] memory all = [
            ISuyuanBase(_organizations(id)),
            ISuyuanBase(_assets(id)),
            ISuyuanBase(_sharing(id)),
            ISuyuanBase(_log(id)),
            ISuyuanBase(_duties(id))
        ];
        for (uint256 i = 0; i < all.length; ++i) {
            equal(all[i].deploymentId(), id, "deployment id");
            equal(all[i].chainId(), block.chainid, "chain id");
        }
    }

    function test_codeFitsTheLimit() public {
        check(_organizations("id").code.length <= 24_576, "organization registry");
        check(_assets("id").code.length <= 24_576, "asset registry");
        check(_sharing("id").code.length <= 24_576, "sharing registry");
        check(_log("id").code.length <= 24_576, "exchange log");
        check(_duties("id").code.length <= 24_576, "duty register");
    }

    function _organizations(bytes32 id) private returns (address) {
        return address(new OrganizationRegistry(ONE, ONE, ONE, id));
    }

    function _assets(bytes32 id) private returns (address) {
        return address(new AssetRegistry(ONE, ONE, id));
    }

    function _sharing(bytes32 id) private returns (address) {
        return address(new SharingRegistry(ONE, ONE, ONE, ONE, id));
    }

    function _duties(bytes32 id) private returns (address) {
        return address(new DutyRegister(ONE, ONE, ONE, id));
    }

    function _log(bytes32 id) private returns (address) {
        return address(new ExchangeLog(ONE, ONE, id));
    }
}
