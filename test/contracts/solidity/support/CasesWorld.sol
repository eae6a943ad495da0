// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CaseRegistry} from "../../../../contracts/CaseRegistry.sol";
import {Capacities} from "../../../../contracts/libraries/Capacities.sol";
import {Offices} from "../../../../contracts/libraries/Offices.sol";
import {Watched} from "./Watched.sol";
import {World} from "./World.sol";

/// @notice The world of sharing with a case registry, a city with a department below the authority, and the root of
/// another tree; and the acts of whoever may not be allowed to.
abstract contract CasesWorld is World, Watched {
    uint32 internal constant NEIGHBOUR = 5;
    uint32 internal constant CITY = 6;
    uint32 internal constant COUNTY = 7;
    uint48 internal constant TERM = 60 days;

    CaseRegistry internal cases;

    /// @notice How often each act was allowed; a test of acts that never happen proves nothing.
    mapping(bytes4 act => uint256) public done;

    function _buildCases() internal {
        _build();
        rules.setRule("correction.days", 10, 1, "a test", 0);
        rules.setRule("dispute.coordinating.days", 5, 1, "a test", 0);
        rules.setRule("findings.39", 1022, 1, "a test", 0);
        rules.setRule("findings.40", 254, 1, "a test", 0);
        rules.setRule("findings.41", 14, 1, "a test", 0);
        cases = new CaseRegistry(
            address(manager),
            address(organizations),
            address(assets),
            address(sharing),
            address(calendar),
            address(rules),
            FORWARDER,
            DEPLOYMENT_ID
        );
        uint16 over = Capacities.DEPARTMENT | Capacities.AUTHORITY;
        organizations.admitRoot(_code(NEIGHBOUR), keccak256("name"), over, 2, 990_000, _head(NEIGHBOUR));
        _admitBelow(AUTHORITY, CITY, over);
        _admitBelow(CITY, COUNTY, Capacities.DEPARTMENT);
        for (uint32 number = NEIGHBOUR; number <= COUNTY; ++number) {
            VM.prank(_head(number));
            organizations.appointSeat(number, Offices.HEAD_OF_DATA_OFFICE, _account(number), _now() + YEAR, 0);
        }
    }

    /// @dev Tries an act of an organisation's head of the data office, and counts it if it is allowed.
    function _tries(uint32 organization, address target, bytes memory call_) internal returns (bool, bytes memory) {
        VM.prank(_account(organization));
        (bool success, bytes memory answer) = target.call(call_);
        if (success) ++done[bytes4(call_)];
        return (success, answer);
    }

    /// @dev The head's seat: the log operator's came fifth.
    function _seat(uint32 organization) internal pure returns (uint32) {
        return organization < NEIGHBOUR ? organization : organization + 1;
    }

    /// @dev One of the organisations that act.
    function _any(uint8 which) internal pure returns (uint32) {
        return uint32(bound(which, AUTHORITY, COUNTY));
    }

    /// @dev A request of an organisation for the asset, which its holder grants.
    function _granted(uint32 organization) internal returns (bool success, bytes32 id) {
        bytes memory answer;
        bytes memory call_ = abi.encodeCall(sharing.request, (_seat(organization), _wanted(_now() + TERM, 0)));
        (success, answer) = _tries(organization, address(sharing), call_);
        if (!success) return (false, 0);
        id = abi.decode(answer, (bytes32));
        uint32 holder = assets.holderOf(asset);
        _tries(holder, address(sharing), abi.encodeCall(sharing.grant, (_seat(holder), id, _terms(_now() + TERM))));
    }

    function _expect(bool condition, string memory what) internal {
        if (!condition) violations.push(what);
    }

    function _admitBelow(uint32 above, uint32 number, uint16 capacities) private {
        VM.prank(_head(above));
        organizations.admit(above, _code(number), keccak256("name"), capacities, 2, 990_000, _head(number));
    }
}
