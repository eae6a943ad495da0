// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Offices
/// @notice The offices to which a seat can be appointed (Order 809, Arts 8 to 11), and masks over them.
/// @dev A mask has bit `office` set for every office that it allows.
library Offices {
    /// @dev Registers assets and new versions.
    uint8 internal constant REGISTRANT = 1;
    /// @dev Head of the data office, who answers for sharing (Order 809, Arts 10 and 20).
    uint8 internal constant HEAD_OF_DATA_OFFICE = 2;
    /// @dev Chief data officer of the organisation.
    uint8 internal constant CHIEF_DATA_OFFICER = 3;
    /// @dev Receives deliveries and signs for them.
    uint8 internal constant RECEIVER = 4;
    /// @dev Operates a log of an exchange centre.
    uint8 internal constant LOG_OPERATOR = 5;
    /// @dev Audits logs for an audit body.
    uint8 internal constant AUDITOR = 6;
    /// @dev An automated sender, allowed for named grants and assets only.
    uint8 internal constant SYSTEM = 7;

    /// @dev Allows the head of the data office alone.
    uint256 internal constant ONLY_HEAD = 1 << HEAD_OF_DATA_OFFICE;
    /// @dev Allows the chief data officer alone.
    uint256 internal constant ONLY_CHIEF = 1 << CHIEF_DATA_OFFICER;
    /// @dev Allows the log operator alone.
    uint256 internal constant ONLY_OPERATOR = 1 << LOG_OPERATOR;
    /// @dev Allows whoever may register: the registrant and the head of the data office.
    uint256 internal constant REGISTRATION = (1 << REGISTRANT) | (1 << HEAD_OF_DATA_OFFICE);

    /// @notice Tells whether an organisation holds this office at most once at a time.
    /// @param office The office.
    /// @return True for the head of the data office and the chief data officer.
    function isSole(uint8 office) internal pure returns (bool) {
        return office == HEAD_OF_DATA_OFFICE || office == CHIEF_DATA_OFFICER;
    }
}
