// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SuyuanTest} from "./Vm.sol";

/// @notice What every handler inherits that looks after its own steps.
abstract contract Watched {
    /// @notice What happened and should not have.
    string[] public violations;

    function violationCount() external view returns (uint256) {
        return violations.length;
    }
}

/// @notice What every test inherits that lets acts happen at random and reads what their handler noticed.
abstract contract WatchedTest is SuyuanTest {
    Watched private watched;

    /// @notice The contracts that the runner calls at random.
    function targetContracts() public view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(watched);
    }

    function _watch(Watched handler) internal {
        watched = handler;
    }

    function _requireNoViolation() internal view {
        if (watched.violationCount() > 0) check(false, watched.violations(0));
    }

    /// @dev For handlers that misremember: requires that one of them noticed this.
    function _saw(Watched one, string memory what) internal view {
        for (uint256 i = 0; i < one.violationCount(); ++i) {
            if (keccak256(bytes(one.violations(i))) == keccak256(bytes(what))) return;
        }
        check(false, string.concat("unseen: ", what));
    }
}
