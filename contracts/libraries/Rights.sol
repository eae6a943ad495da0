// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Rights
/// @notice Kinds and bases of rights in data assets (Twenty Measures on Data, Art 3), and their value stages.
library Rights {
    /// @dev Holding right 持有权 (数据资源持有权): the widest.
    uint8 internal constant HOLDING = 1;
    /// @dev Use right 使用权 (数据加工使用权): the narrowest.
    uint8 internal constant USE = 2;
    /// @dev Operating right 经营权 (数据产品经营权).
    uint8 internal constant OPERATING = 3;

    /// @dev The bases: a statutory duty, an authorisation, a contract.
    uint8 internal constant STATUTORY_DUTY = 1;
    uint8 internal constant AUTHORISATION = 2;
    uint8 internal constant CONTRACT = 3;
    /// @dev It derives from the right of another organisation.
    uint8 internal constant DERIVED = 4;

    /// @dev Value stages: resource, product, capital.
    uint8 internal constant LAST_STAGE = 3;
}
