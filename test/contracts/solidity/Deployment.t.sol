// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetRegistry} from "../../../contracts/AssetRegistry.sol";
import {CaseRegistry} from "../../../contracts/CaseRegistry.sol";
import {Council} from "../../../contracts/Council.sol";
import {CouncilSeats} from "../../../contracts/CouncilSeats.sol";
import {DeliveryRegistry} from "../../../contracts/DeliveryRegistry.sol";
import {DutyRegister} from "../../../contracts/DutyRegister.sol";
import {ExchangeLog} from "../../../contracts/ExchangeLog.sol";
import {FindingRegistry} from "../../../contracts/FindingRegistry.sol";
import {ISuyuanBase} from "../../../contracts/interfaces/ISuyuanBase.sol";
import {OrganizationRegistry} from "../../../contracts/OrganizationRegistry.sol";
import {ReturnRegistry} from "../../../contracts/ReturnRegistry.sol";
import {RightRegistry} from "../../../contracts/RightRegistry.sol";
import {RightToken} from "../../../contracts/RightToken.sol";
import {RuleBook} from "../../../contracts/RuleBook.sol";
import {SharingRegistry} from "../../../contracts/SharingRegistry.sol";
import {WorkCalendar} from "../../../contracts/WorkCalendar.sol";
import {SuyuanTest} from "./support/Vm.sol";

/// @notice What a deployment cannot be made without, and what makes it unlike every other.
contract DeploymentTest is SuyuanTest {
    address private constant ONE = address(1);
    uint256 private constant LIMIT = 24_576;
    /// @dev How many contracts take the deployment's id, and how many addresses each takes before the forwarder's.
    uint256 private constant CONTRACTS = 14;

    function test_zeroAddressesAreRefused() public {
        for (uint256 which = 0; which < CONTRACTS; ++which) {
            for (uint256 zero = 0; zero <= _parts(which); ++zero) {
                address[7] memory parts = [ONE, ONE, ONE, ONE, ONE, ONE, ONE];
                parts[zero] = address(0);
                VM.expectRevert(abi.encodeWithSelector(ISuyuanBase.SuyuanBase__ZeroAddress.selector));
                this.make(which, parts, "id");
            }
        }
        VM.expectRevert(abi.encodeWithSelector(ISuyuanBase.SuyuanBase__ZeroAddress.selector));
        new RightToken(address(0));
    }

    function test_zeroDeploymentIdIsRefused() public {
        for (uint256 which = 0; which < CONTRACTS; ++which) {
            VM.expectRevert(abi.encodeWithSelector(ISuyuanBase.SuyuanBase__ZeroDeploymentId.selector));
            this.make(which, [ONE, ONE, ONE, ONE, ONE, ONE, ONE], 0);
        }
    }

    function testFuzz_codeDiffersByDeployment(bytes32 one, bytes32 other) public {
        VM.assume(one != 0 && other != 0 && one != other);
        for (uint256 which = 0; which < CONTRACTS; ++which) {
            check(_made(which, one).codehash != _made(which, other).codehash, "two deployments alike");
        }
        check(_made(0, one).codehash == _made(0, one).codehash, "one deployment's code differs");
    }

    function testFuzz_contractsTellTheirDeployment(bytes32 id) public {
        VM.assume(id != 0);
        for (uint256 which = 0; which < CONTRACTS; ++which) {
            ISuyuanBase made = ISuyuanBase(_made(which, id));
            equal(made.deploymentId(), id, "deployment id");
            equal(made.chainId(), block.chainid, "chain id");
        }
    }

    function test_codeFitsTheLimit() public {
        for (uint256 which = 0; which < CONTRACTS; ++which) {
            check(_made(which, "id").code.length <= LIMIT, "a contract is too large");
        }
        Council council = Council(payable(_made(8, "id")));
        check(council.timelock().code.length <= LIMIT, "the timelock is too large");
        RightRegistry rights = new RightRegistry(ONE, ONE, "id");
        check(address(new RightToken(address(rights))).code.length <= LIMIT, "the right token is too large");
    }

    /// @notice Makes a contract, with a part of it left out perhaps. The last of the parts is the forwarder.
    function make(uint256 which, address[7] memory p, bytes32 id) public returns (address) {
        address forwarder = p[_parts(which)];
        if (which == 0) return address(new RuleBook(p[0], forwarder, id));
        if (which == 1) return address(new WorkCalendar(p[0], forwarder, id));
        if (which == 2) return address(new OrganizationRegistry(p[0], p[1], forwarder, id));
        if (which == 3) return address(new AssetRegistry(p[0], p[1], p[2], p[3], forwarder, id));
        if (which == 4) return address(new RightRegistry(p[0], forwarder, id));
        if (which == 5) return address(new ExchangeLog(p[0], forwarder, id));
        if (which == 6) return address(new SharingRegistry(p[0], p[1], p[2], p[3], p[4], forwarder, id));
        if (which == 7) return address(new CouncilSeats(p[0], p[1], forwarder, id));
        if (which == 8) return address(new Council(p[0], p[1], p[2], p[3], 1, forwarder, id));
        if (which == 9) return address(new DutyRegister(p[0], p[1], forwarder, id));
        if (which == 10) return address(new CaseRegistry(p[0], p[1], p[2], p[3], p[4], p[5], forwarder, id));
        if (which == 11) return address(new DeliveryRegistry(p[0], p[1], p[2], p[3], p[4], p[5], forwarder, id));
        if (which == 12) return address(new ReturnRegistry(p[0], p[1], p[2], p[3], forwarder, id));
        return address(new FindingRegistry(p[0], p[1], p[2], p[3], p[4], p[5], forwarder, id));
    }

    function _made(uint256 which, bytes32 id) private returns (address) {
        return make(which, [ONE, ONE, ONE, ONE, ONE, ONE, ONE], id);
    }

    /// @dev How many addresses a contract takes before the forwarder's.
    function _parts(uint256 which) private pure returns (uint256) {
        uint8[14] memory parts = [1, 1, 2, 4, 1, 1, 5, 2, 4, 2, 6, 6, 4, 6];
        return parts[which];
    }
}
