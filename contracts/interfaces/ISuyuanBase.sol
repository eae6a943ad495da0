// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ISuyuanBase
/// @notice What every contract of the ledger tells about its deployment.
interface ISuyuanBase {
    /// @notice Thrown when the zero address stands where an account or a contract is due.
    error SuyuanBase__ZeroAddress();

    /// @notice Thrown when a contract is deployed without a deployment id.
    error SuyuanBase__ZeroDeploymentId();

    /// @notice The chain for which the contract was deployed; ids are made with it.
    /// @return The EIP-155 chain id.
    function chainId() external view returns (uint256);

    /// @notice The random number that all contracts of one deployment share.
    /// @return The deployment id.
    function deploymentId() external view returns (bytes32);
}
