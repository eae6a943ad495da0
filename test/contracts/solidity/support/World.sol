// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import {AssetRegistry} from "../../../../contracts/AssetRegistry.sol";
import {ExchangeLog} from "../../../../contracts/ExchangeLog.sol";
import {IRuleBook} from "../../../../contracts/interfaces/IRuleBook.sol";
import {ISharingEvents} from "../../../../contracts/interfaces/ISharingEvents.sol";
import {Capacities} from "../../../../contracts/libraries/Capacities.sol";
import {Offices} from "../../../../contracts/libraries/Offices.sol";
import {UnifiedCode} from "../../../../contracts/libraries/UnifiedCode.sol";
import {OrganizationRegistry} from "../../../../contracts/OrganizationRegistry.sol";
import {RuleBook} from "../../../../contracts/RuleBook.sol";
import {SharingRegistry} from "../../../../contracts/SharingRegistry.sol";
import {WorkCalendar} from "../../../../contracts/WorkCalendar.sol";
import {SuyuanTest} from "./Vm.sol";

/// @notice A small world: an authority with two departments and an exchange centre below it, a head of the data office
/// in each, an asset that the first department holds, and an open log.
abstract contract World is SuyuanTest {
    bytes32 internal constant DEPLOYMENT_ID = keccak256("a deployment");
    bytes32 internal constant LOG = keccak256("a log");
    address internal constant FORWARDER = address(0xF0);
    uint256 internal constant BEGINNING = 1_800_000_000;
    uint48 internal constant YEAR = 365 days;

    uint32 internal constant AUTHORITY = 1;
    uint32 internal constant HOLDER = 2;
    uint32 internal constant OTHER = 3;
    uint32 internal constant CENTRE = 4;
    uint32 internal constant OPERATOR_SEAT = 5;

    AccessManager internal manager;
    RuleBook internal rules;
    WorkCalendar internal calendar;
    OrganizationRegistry internal organizations;
    AssetRegistry internal assets;
    SharingRegistry internal sharing;
    ExchangeLog internal exchange;
    bytes32 internal asset;
    uint256 private _filings;

    function _build() internal {
        VM.warp(BEGINNING);
        manager = new AccessManager(address(this));
        rules = new RuleBook(address(manager), FORWARDER, DEPLOYMENT_ID);
        calendar = new WorkCalendar(address(manager), FORWARDER, DEPLOYMENT_ID);
        _setRules();
        organizations = new OrganizationRegistry(address(manager), address(rules), FORWARDER, DEPLOYMENT_ID);
        assets = new AssetRegistry(
            address(manager),
            address(organizations),
            address(rules),
            address(calendar),
            FORWARDER,
            DEPLOYMENT_ID
        );
        exchange = new ExchangeLog(address(organizations), FORWARDER, DEPLOYMENT_ID);
        sharing = new SharingRegistry(
            address(organizations),
            address(assets),
            address(exchange),
            address(calendar),
            address(rules),
            FORWARDER,
            DEPLOYMENT_ID
        );
        _admitAll();
        for (uint32 number = 1; number <= 4; ++number) _appointHead(number);
        VM.prank(_head(CENTRE));
        organizations.appointSeat(CENTRE, Offices.LOG_OPERATOR, _operator(), _now() + YEAR, 0);
        _confirmAsset();
        VM.prank(_account(CENTRE));
        exchange.open(CENTRE, LOG, OPERATOR_SEAT, keccak256("a key"));
    }

    /// @dev The head of an organisation.
    function _head(uint32 number) internal pure returns (address) {
        return address(uint160(0x10000 + number));
    }

    /// @dev The account of the first head of the data office of an organisation, whose seat has its number.
    function _account(uint32 number) internal pure returns (address) {
        return address(uint160(0x20000 + number));
    }

    function _operator() internal pure returns (address) {
        return address(uint160(0x30000));
    }

    function _now() internal view returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @dev A request for the asset, unlike every other one.
    function _wanted(uint48 until, bytes32 parent) internal returns (ISharingEvents.Wanted memory) {
        return ISharingEvents.Wanted(asset, keccak256(abi.encode("wanted", ++_filings)), 1, 1, until, parent, 0);
    }

    /// @dev What is granted, as it was asked.
    function _terms(uint48 until) internal pure returns (ISharingEvents.Terms memory) {
        return ISharingEvents.Terms(LOG, 0, 0, until, 0, 0, 0);
    }

    function _admitAll() private {
        uint16 department = Capacities.DEPARTMENT;
        uint16 authority = department | Capacities.AUTHORITY | Capacities.REGISTRAR;
        organizations.admitRoot(_code(1), keccak256("name"), authority, 2, 990_000, _head(AUTHORITY));
        for (uint32 number = HOLDER; number <= CENTRE; ++number) {
            uint16 capacities = number == CENTRE ? Capacities.EXCHANGE_CENTRE : department;
            VM.prank(_head(AUTHORITY));
            organizations.admit(AUTHORITY, _code(number), keccak256("name"), capacities, 2, 990_000, _head(number));
        }
    }

    function _appointHead(uint32 number) private {
        VM.prank(_head(number));
        organizations.appointSeat(number, Offices.HEAD_OF_DATA_OFFICE, _account(number), _now() + _seatTerm(), 0);
    }

    /// @dev For how long the heads of the data offices are appointed.
    function _seatTerm() internal view virtual returns (uint48) {
        return YEAR;
    }

    /// @dev The rules that acts read, and a first registration without assessment, review and public notice.
    function _setRules() private {
        rules.setRule("head.rotation.seconds", 3 days, 1, "a test", 0);
        rules.setRule("head.replacement.seconds", 7 days, 1, "a test", 0);
        rules.setRule("registration.validity.years", 3, 1, "a test", 0);
        rules.setRule("registration.renewal.days", 60, 1, "a test", 0);
        rules.setRule("veto.longest.days", 90, 1, "a test", 0);
        rules.setRule("answer.unconditional.days", 1, 1, "a test", 0);
        rules.setRule("answer.conditional.days", 10, 1, "a test", 0);
        rules.setRule("answer.extension.days", 10, 1, "a test", 0);
        rules.setRule("delivery.days", 20, 1, "a test", 0);
        rules.setRule("disposal.days", 20, 1, "a test", 0);
        rules.setRule("disposal.kinds", 510, 1, "a test", 0);
        rules.setRule("reasons.refusal", 510, 1, "a test", 0);
        rules.setRule("reasons.suspension", 510, 1, "a test", 0);
        rules.setRule("reasons.end", 510, 1, "a test", 0);
        rules.setType(1, IRuleBook.RegistrationType(1, false, false, 3, 0, 0, "first"), 1, "a test", 0);
    }

    function _confirmAsset() private {
        VM.prank(_account(HOLDER));
        asset = assets.register(HOLDER, 1, keccak256("catalogue"), 990_000, 1, 1, keccak256("record"), 0, true);
        VM.prank(_head(HOLDER));
        assets.approve(asset);
        VM.prank(_account(HOLDER));
        assets.submit(HOLDER, asset, AUTHORITY);
        VM.prank(_account(AUTHORITY));
        assets.accept(AUTHORITY, asset);
        VM.prank(_account(AUTHORITY));
        assets.confirm(AUTHORITY, asset);
    }

    function _code(uint32 number) internal pure returns (bytes18) {
        bytes memory text = "119900000000000000";
        text[15] = bytes1(uint8(0x30 + number / 10));
        text[16] = bytes1(uint8(0x30 + (number % 10)));
        text[17] = UnifiedCode.checkCharacter(bytes18(text));
        return bytes18(text);
    }
}
