// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import {AssetRegistry} from "../../../../contracts/AssetRegistry.sol";
import {CaseRegistry} from "../../../../contracts/CaseRegistry.sol";
import {IRuleBook} from "../../../../contracts/interfaces/IRuleBook.sol";
import {Capacities} from "../../../../contracts/libraries/Capacities.sol";
import {Offices} from "../../../../contracts/libraries/Offices.sol";
import {Registrations} from "../../../../contracts/libraries/Registrations.sol";
import {UnifiedCode} from "../../../../contracts/libraries/UnifiedCode.sol";
import {OrganizationRegistry} from "../../../../contracts/OrganizationRegistry.sol";
import {RightRegistry} from "../../../../contracts/RightRegistry.sol";
import {RightToken} from "../../../../contracts/RightToken.sol";
import {RuleBook} from "../../../../contracts/RuleBook.sol";
import {WorkCalendar} from "../../../../contracts/WorkCalendar.sol";
import {SuyuanTest} from "./Vm.sol";

/// @notice A world for rights: a province with a city, two departments, a company and a centre below it, and a root
/// that is a stranger to them all; a head of the data office in each, whose seat has its organisation's number.
abstract contract RightsWorld is SuyuanTest {
    bytes32 private constant DEPLOYMENT_ID = keccak256("a deployment");
    address private constant FORWARDER = address(0xF0);
    uint256 private constant BEGINNING = 1_800_000_000;
    uint64 private constant CASES_ROLE = 1;
    uint48 internal constant YEAR = 365 days;

    uint32 internal constant PROVINCE = 1;
    uint32 internal constant CITY = 2;
    uint32 internal constant HOLDER = 3;
    uint32 internal constant OTHER = 4;
    uint32 internal constant COMPANY = 5;
    uint32 internal constant CENTRE = 6;
    uint32 internal constant STRANGER = 7;
    /// @dev The seat of the holder's chief data officer.
    uint32 internal constant CHIEF = 8;
    uint16 internal constant NOTICE_DAYS = 5;

    AccessManager internal manager;
    OrganizationRegistry internal organizations;
    AssetRegistry internal assets;
    RightRegistry internal rights;
    RightToken internal token;
    CaseRegistry internal cases;
    /// @dev A coded asset, which the holder registered.
    bytes32 internal asset;
    RuleBook private _rules;
    uint64 private _localNumber;

    function _build() internal {
        VM.warp(BEGINNING);
        manager = new AccessManager(address(this));
        _rules = new RuleBook(address(manager), FORWARDER, DEPLOYMENT_ID);
        WorkCalendar calendar = new WorkCalendar(address(manager), FORWARDER, DEPLOYMENT_ID);
        organizations = new OrganizationRegistry(address(manager), address(_rules), FORWARDER, DEPLOYMENT_ID);
        assets = new AssetRegistry(
            address(manager),
            address(organizations),
            address(_rules),
            address(calendar),
            FORWARDER,
            DEPLOYMENT_ID
        );
        rights = RightRegistry(assets.rights());
        token = new RightToken(address(rights));
        // Objections and ownership disputes ask nothing of the sharing registry.
        cases = new CaseRegistry(
            address(manager),
            address(organizations),
            address(assets),
            FORWARDER,
            address(calendar),
            address(_rules),
            FORWARDER,
            DEPLOYMENT_ID
        );
        _letCasesFreeze();
        _setRules();
        _admitAll();
        _setNotice(0);
        asset = _submitted(HOLDER, CITY);
        _by(CITY, address(assets), abi.encodeCall(assets.confirm, (CITY, asset)));
        VM.warp(block.timestamp + 1);
        _setNotice(NOTICE_DAYS);
    }

    // ─── acts that must be possible ──────────────────────────────────────────────────────────────────────────────────

    /// @dev Does what must be possible, by an account of an office.
    function _by(uint32 seat, address target, bytes memory call_) internal returns (bytes memory answer) {
        bool done;
        VM.prank(_account(seat));
        (done, answer) = target.call(call_);
        check(done, "what must be possible was refused");
    }

    /// @dev An asset of an organisation, accepted by a registrar.
    function _submitted(uint32 organization, uint32 registrar) internal returns (bytes32 id) {
        bytes32 catalogueCode = keccak256(abi.encode("catalogue", ++_localNumber));
        bytes memory call_ = abi.encodeCall(
            assets.register,
            (organization, _localNumber, catalogueCode, 990_000, 1, 1, keccak256("record"), 0, true)
        );
        id = abi.decode(_by(organization, address(assets), call_), (bytes32));
        VM.prank(_head(organization));
        assets.approve(id);
        _by(organization, address(assets), abi.encodeCall(assets.submit, (organization, id, registrar)));
        _by(registrar, address(assets), abi.encodeCall(assets.accept, (registrar, id)));
    }

    /// @dev An asset of an organisation, under public notice.
    function _published(uint32 organization, uint32 registrar) internal returns (bytes32 id) {
        id = _submitted(organization, registrar);
        _by(registrar, address(assets), abi.encodeCall(assets.publish, (registrar, id)));
    }

    /// @dev A right that is in force.
    function _accepted(bytes32 parent, uint8 kind, uint32 from, uint32 to, uint48 until) internal returns (bytes32 id) {
        uint8 basis = parent == 0 ? 2 : 4;
        bytes memory call_ = abi.encodeCall(
            rights.confer,
            (from, asset, parent, kind, to, basis, 0, until, keccak256("scope"), keccak256("basis"))
        );
        id = abi.decode(_by(from, address(rights), call_), (bytes32));
        _by(to, address(rights), abi.encodeCall(rights.acceptRight, (to, id)));
    }

    // ─── names ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev The head of an organisation.
    function _head(uint32 number) internal pure returns (address) {
        return address(uint160(0x10000 + number));
    }

    /// @dev The account of a seat.
    function _account(uint32 seat) internal pure returns (address) {
        return address(uint160(0x20000 + seat));
    }

    function _now() internal view returns (uint48) {
        return uint48(block.timestamp);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function _letCasesFreeze() private {
        bytes4[] memory acts = new bytes4[](3);
        (acts[0], acts[1], acts[2]) = (assets.freeze.selector, assets.unfreeze.selector, assets.uphold.selector);
        manager.setTargetFunctionRole(address(assets), acts, CASES_ROLE);
        manager.grantRole(CASES_ROLE, address(cases), 0);
    }

    function _setRules() private {
        _rules.setRule("registration.validity.years", 3, 1, "a source", 0);
        _rules.setRule("registration.renewal.days", 60, 3, "a source", 0);
        _rules.setRule("veto.longest.days", 90, 3, "a source", 0);
    }

    function _setNotice(uint16 noticeDays) private {
        IRuleBook.RegistrationType memory first = IRuleBook.RegistrationType({
            effect: Registrations.FIRST,
            assessed: false,
            reviewed: false,
            acceptDays: 3,
            reviewDays: 20,
            noticeDays: noticeDays,
            name: "first"
        });
        _rules.setType(Registrations.TYPE_FIRST, first, 1, "a source", 0);
    }

    function _admitAll() private {
        uint16 over = Capacities.DEPARTMENT | Capacities.AUTHORITY | Capacities.REGISTRAR;
        _admit(PROVINCE, 0, over);
        _admit(CITY, PROVINCE, over);
        _admit(HOLDER, CITY, Capacities.DEPARTMENT);
        _admit(OTHER, CITY, Capacities.DEPARTMENT);
        _admit(COMPANY, PROVINCE, Capacities.OPERATING_BODY);
        _admit(CENTRE, PROVINCE, Capacities.EXCHANGE_CENTRE);
        _admit(STRANGER, 0, over);
        VM.prank(_head(HOLDER));
        organizations.appointSeat(HOLDER, Offices.CHIEF_DATA_OFFICER, _account(CHIEF), _now() + 4 * YEAR, 0);
    }

    function _admit(uint32 number, uint32 parent, uint16 capacities) private {
        address head = _head(number);
        if (parent == 0) organizations.admitRoot(_code(number), keccak256("name"), capacities, 2, 990_000, head);
        else {
            VM.prank(_head(parent));
            organizations.admit(parent, _code(number), keccak256("name"), capacities, 2, 990_000, head);
        }
        VM.prank(head);
        organizations.appointSeat(number, Offices.HEAD_OF_DATA_OFFICE, _account(number), _now() + 4 * YEAR, 0);
    }

    function _code(uint32 number) private pure returns (bytes18) {
        bytes memory text = "119900000000000000";
        text[16] = bytes1(uint8(0x30 + number));
        text[17] = UnifiedCode.checkCharacter(bytes18(text));
        return bytes18(text);
    }
}
