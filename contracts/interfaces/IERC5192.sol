// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IERC5192
/// @notice ERC-5192, minimal soulbound tokens.
interface IERC5192 {
    /// @notice Emitted when a token is locked.
    event Locked(uint256 tokenId);

    /// @notice Emitted when a token is unlocked.
    event Unlocked(uint256 tokenId);

    /// @notice Tells whether a token is locked; a token that nobody owns is refused.
    /// @param tokenId The token.
    /// @return True if it is.
    function locked(uint256 tokenId) external view returns (bool);
}
