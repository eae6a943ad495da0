// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

import {ICouncilTimelock} from "./interfaces/ICouncilTimelock.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {CouncilRules} from "./libraries/CouncilRules.sol";

/// @title CouncilTimelock
/// @notice The hand of the council: what it decided is executed from here, after a delay. The only administrator.
contract CouncilTimelock is ICouncilTimelock, TimelockController {
    IRuleBook private immutable RULES;

    /// @dev The deployer is the council itself, the only one that schedules, cancels and executes here.
    /// @param rules The rule book, which has the delay.
    constructor(address rules) TimelockController(0, _only(msg.sender), _only(msg.sender), address(0)) {
        RULES = IRuleBook(rules);
    }

    /// @notice The delay between queue and execution, by the rule `council.delay.seconds`.
    /// @return The delay in seconds.
    function getMinDelay() public view override returns (uint256) {
        return CouncilRules.delay(RULES);
    }

    /// @notice Refused: the delay is a rule.
    function updateDelay(uint256) external pure override {
        revert CouncilTimelock__DelayIsARule();
    }

    function _only(address account) private pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = account;
    }
}
