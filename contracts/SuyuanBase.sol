// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";

import {ISuyuanBase} from "./interfaces/ISuyuanBase.sol";

/// @title SuyuanBase
/// @notice What every contract of the ledger shares: relayed senders, and a code that names its deployment.
abstract contract SuyuanBase is ISuyuanBase, ERC2771Context {
    /// @dev Both stand in the code, so that its hash differs from one deployment to the next.
    uint256 internal immutable CHAIN_ID;
    bytes32 internal immutable DEPLOYMENT_ID;

    /// @param forwarder The ERC-2771 forwarder whose relayed senders are believed.
    /// @param deploymentId_ A random number, the same for all contracts of one deployment.
    constructor(address forwarder, bytes32 deploymentId_) ERC2771Context(forwarder) {
        _requireAddress(forwarder);
        if (deploymentId_ == 0) revert SuyuanBase__ZeroDeploymentId();

        CHAIN_ID = block.chainid;
        DEPLOYMENT_ID = deploymentId_;
    }

    /// @inheritdoc ISuyuanBase
    function chainId() external view returns (uint256) {
        return CHAIN_ID;
    }

    /// @inheritdoc ISuyuanBase
    function deploymentId() external view returns (bytes32) {
        return DEPLOYMENT_ID;
    }

    /// @dev The time of this block, in the width in which times are stored.
    function _now() internal view returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @dev Refuses the zero address where a contract or an account is due. Returns it, for use in constructors.
    function _requireAddress(address account) internal pure returns (address) {
        if (account == address(0)) revert SuyuanBase__ZeroAddress();
        return account;
    }
}
