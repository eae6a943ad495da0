// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IRightToken
/// @notice Every right in force as a token that nobody can move: ERC-721 and ERC-5192 to read, the right registry to
/// act.
/// @dev A token's id is its right's id. Its owner is the account of the head of the organisation that holds the right.
interface IRightToken {
    /// @notice Thrown by whatever would move a token: rights move by the right registry alone.
    error RightToken__NotTransferable();

    /// @notice Thrown when a right is not in force, or its holder is gone: there is no such token.
    /// @param tokenId The token.
    error RightToken__NoOwner(uint256 tokenId);

    /// @notice Thrown by `balanceOf`: tokens come and go with dates, so that nobody counts them.
    /// @param owner The account.
    error RightToken__NotCounted(address owner);

    /// @notice The registry whose rights are shown.
    /// @return Its address.
    function rights() external view returns (address);
}
