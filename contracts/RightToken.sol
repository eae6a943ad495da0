// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

import {IERC5192} from "./interfaces/IERC5192.sol";
import {IOrganizationRegistry} from "./interfaces/IOrganizationRegistry.sol";
import {IRightRegistry} from "./interfaces/IRightRegistry.sol";
import {IRightToken} from "./interfaces/IRightToken.sol";
import {ISuyuanBase} from "./interfaces/ISuyuanBase.sol";

/// @title RightToken
/// @notice Every right in force as a token that nobody can move. It stores nothing: each answer is the registry's.
contract RightToken is IRightToken, IERC721, IERC5192 {
    IRightRegistry private immutable RIGHTS;
    IOrganizationRegistry private immutable ORGANIZATIONS;

    /// @param rights_ The right registry.
    constructor(address rights_) {
        if (rights_ == address(0)) revert ISuyuanBase.SuyuanBase__ZeroAddress();

        RIGHTS = IRightRegistry(rights_);
        ORGANIZATIONS = IOrganizationRegistry(IRightRegistry(rights_).organizations());
    }

    // ─── to read ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IERC721
    function ownerOf(uint256 tokenId) public view returns (address) {
        IRightRegistry.RightStatus memory status = RIGHTS.rightStatus(bytes32(tokenId));
        if (!status.inForce || status.holder == 0) revert RightToken__NoOwner(tokenId);

        return ORGANIZATIONS.organization(status.holder).head;
    }

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view returns (bool) {
        ownerOf(tokenId);
        return true;
    }

    /// @inheritdoc IERC721
    function getApproved(uint256 tokenId) external view returns (address) {
        ownerOf(tokenId);
        return address(0);
    }

    /// @inheritdoc IERC721
    function isApprovedForAll(address, address) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(IERC165).interfaceId ||
            interfaceId == type(IERC721).interfaceId ||
            interfaceId == type(IERC5192).interfaceId;
    }

    /// @inheritdoc IRightToken
    function rights() external view returns (address) {
        return address(RIGHTS);
    }

    // ─── refused ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IERC721
    function balanceOf(address owner) external pure returns (uint256) {
        revert RightToken__NotCounted(owner);
    }

    /// @inheritdoc IERC721
    function transferFrom(address, address, uint256) external pure {
        revert RightToken__NotTransferable();
    }

    /// @inheritdoc IERC721
    function safeTransferFrom(address, address, uint256) external pure {
        revert RightToken__NotTransferable();
    }

    /// @inheritdoc IERC721
    function safeTransferFrom(address, address, uint256, bytes calldata) external pure {
        revert RightToken__NotTransferable();
    }

    /// @inheritdoc IERC721
    function approve(address, uint256) external pure {
        revert RightToken__NotTransferable();
    }

    /// @inheritdoc IERC721
    function setApprovalForAll(address, bool) external pure {
        revert RightToken__NotTransferable();
    }
}
