// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

import {Council} from "../../../../contracts/Council.sol";
import {CouncilSeats} from "../../../../contracts/CouncilSeats.sol";
import {IRuleBook} from "../../../../contracts/interfaces/IRuleBook.sol";
import {Capacities} from "../../../../contracts/libraries/Capacities.sol";
import {UnifiedCode} from "../../../../contracts/libraries/UnifiedCode.sol";
import {OrganizationRegistry} from "../../../../contracts/OrganizationRegistry.sol";
import {RuleBook} from "../../../../contracts/RuleBook.sol";
import {WorkCalendar} from "../../../../contracts/WorkCalendar.sol";
import {SuyuanTest} from "./Vm.sol";
import {Watched} from "./Watched.sol";

/// @notice A council of five members, handed over as a deployment is. Anybody tries to change the law, directly and by
/// proposals; what should not have changed it is noted.
contract CouncilHandler is SuyuanTest, Watched {
    uint32 private constant MEMBERS = 5;
    uint32 private constant GUARDIAN = 6;
    /// @dev More than half of five, and two thirds of them at least.
    uint256 private constant ORDINARY = 3;
    uint256 private constant QUALIFIED = 4;
    uint256 private constant MOST_PROPOSALS = 6;
    bytes32 private constant SOURCE = "a test";

    struct Plan {
        uint256 id;
        uint256 key;
        uint128 value;
        uint256 inFavour;
        uint48 queuedAt;
        bool vetoed;
        bool done;
        mapping(address voter => bool) voted;
    }

    /// @notice How often the council changed a rule, and a guardian stopped it; and how often others tried.
    uint256 public changes;
    uint256 public vetoes;
    uint256 public attempts;

    Plan[] internal _plans;
    mapping(uint256 key => uint128) internal _expected;
    RuleBook private _rules;
    WorkCalendar private _calendar;
    OrganizationRegistry private _organizations;
    CouncilSeats private _seats;
    Council private _council;
    AccessManager private _manager;

    /// @dev The law is what the council last made it, after every step.
    modifier watched() {
        _;
        for (uint256 key = 0; key < 3; ++key) {
            if (_rules.valueAt(_key(key), uint48(block.timestamp)) != _expected[key]) violations.push("a rule changed");
            if (_rules.ruleVersions(_key(key)) > changes + 1) violations.push("a version that nobody decided");
        }
        if (_rules.typeVersions(1) != 0) violations.push("a type that nobody decided");
        (, , , uint16 version, ) = _calendar.yearOf(2027);
        if (version != 0) violations.push("a calendar that nobody decided");
    }

    constructor() {
        VM.warp(1_800_000_000);
        _manager = new AccessManager(address(this));
        _rules = new RuleBook(address(_manager), address(1), SOURCE);
        _calendar = new WorkCalendar(address(_manager), address(1), SOURCE);
        _organizations = new OrganizationRegistry(address(_manager), address(_rules), address(1), SOURCE);
        _seats = new CouncilSeats(address(_manager), address(_organizations), address(1), SOURCE);
        _council = new Council(
            address(_organizations),
            address(_seats),
            address(_rules),
            address(_calendar),
            GUARDIAN,
            address(1),
            SOURCE
        );
        _found();
        _manager.grantRole(0, _council.timelock(), 0);
        _manager.renounceRole(0, address(this));
        VM.warp(block.timestamp + 1);
    }

    // ─── what anybody may try ────────────────────────────────────────────────────────────────────────────────────────

    function pass(uint16 time) external watched {
        VM.warp(block.timestamp + (time % 2 hours));
    }

    /// @dev Heads, the guardian, contracts, the former administrator and strangers act without the council.
    function seize(uint8 who, uint8 what, uint128 value) external watched {
        ++attempts;
        address[5] memory others = [
            address(this),
            address(_council),
            address(_manager),
            address(_seats),
            address(0xBAD)
        ];
        address by = who % 2 == 0 ? _head(1 + (uint32(who) % GUARDIAN)) : others[what % 5];
        (address target, bytes memory call_) = _attempt(what % 8, value);
        VM.prank(by);
        (bool done, ) = target.call(call_);
        if (done) violations.push("somebody but the council changed the law");
    }

    function propose(uint8 who, uint8 key, uint128 value) external watched {
        if (_plans.length >= MOST_PROPOSALS) return;
        Plan storage plan = _plans.push();
        (plan.key, plan.value) = (key % 3, value);
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) = _calls(plan);
        VM.prank(_head(1 + (uint32(who) % MEMBERS)));
        plan.id = _council.propose(targets, values, calls, _words(_plans.length - 1));
    }

    function vote(uint8 which, uint8 who, uint8 support) external watched {
        if (_plans.length > 0) _vote(_plans[which % _plans.length], _head(1 + (uint32(who) % GUARDIAN)), support % 3);
    }

    /// @dev Some members vote in favour, one after another.
    function voteTogether(uint8 which, uint8 count) external watched {
        if (_plans.length == 0) return;
        VM.warp(block.timestamp + 1);
        for (uint32 i = 0; i < count % 6; ++i) _vote(_plans[which % _plans.length], _head(1 + i), 1);
    }

    function queue(uint8 which, bool ended) external watched {
        if (ended) VM.warp(block.timestamp + 1 hours);
        if (_plans.length == 0) return;
        uint256 place = which % _plans.length;
        if (_bring(place, true)) _plans[place].queuedAt = uint48(block.timestamp);
    }

    /// @dev What the council decided takes place; nothing else does.
    function execute(uint8 which, bool waited) external watched {
        if (waited) VM.warp(block.timestamp + 1 hours);
        if (_plans.length == 0) return;
        uint256 place = which % _plans.length;
        if (!_bring(place, false)) return;
        Plan storage plan = _plans[place];
        if (plan.inFavour < (plan.key == 2 ? QUALIFIED : ORDINARY)) violations.push("decided by too few");
        if (plan.queuedAt == 0 || block.timestamp < plan.queuedAt + 1 hours) violations.push("executed too early");
        if (plan.vetoed) violations.push("executed against a veto");
        if (plan.done) violations.push("executed twice");
        plan.done = true;
        ++changes;
        _expected[plan.key] = plan.value;
    }

    function veto(uint8 which, uint8 who) external watched {
        if (_plans.length == 0) return;
        Plan storage plan = _plans[which % _plans.length];
        address by = _head(who % 4 == 0 ? 1 : GUARDIAN);
        VM.prank(by);
        try _council.veto(plan.id, "a reason") {
            if (by != _head(GUARDIAN)) violations.push("stopped by another than the guardian");
            plan.vetoed = true;
            ++vetoes;
        } catch {}
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function _found() private {
        uint128[4] memory values = [uint128(1), 2, 2, 3];
        bytes32[4] memory keys = [
            bytes32("council.majority.numerator"),
            "council.majority.denominator",
            "council.qualified.numerator",
            "council.qualified.denominator"
        ];
        for (uint256 i = 0; i < 4; ++i) _rules.setRule(keys[i], values[i], 1, SOURCE, 0);
        for (uint256 key = 0; key < 3; ++key) _rules.setRule(_key(key), 0, 1, SOURCE, 0);
        for (uint32 number = 1; number <= GUARDIAN; ++number) {
            bytes memory text = "119900000000000000";
            text[16] = bytes1(uint8(0x30 + number));
            text[17] = UnifiedCode.checkCharacter(bytes18(text));
            _organizations.admitRoot(bytes18(text), "name", Capacities.AUTHORITY, 2, 990_000, _head(number));
            if (number <= MEMBERS) _seats.admitMember(number);
        }
    }

    function _vote(Plan storage plan, address by, uint8 support) private {
        VM.prank(by);
        try _council.castVote(plan.id, support) {
            if (by == _head(GUARDIAN)) violations.push("a vote of no member");
            if (plan.voted[by]) violations.push("a second vote");
            plan.voted[by] = true;
            if (support == 1) ++plan.inFavour;
        } catch {}
    }

    function _bring(uint256 place, bool intoQueue) private returns (bool done) {
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) = _calls(_plans[place]);
        bytes32 words = keccak256(bytes(_words(place)));
        bytes memory call_ =
            intoQueue
                ? abi.encodeCall(IGovernor.queue, (targets, values, calls, words))
                : abi.encodeCall(IGovernor.execute, (targets, values, calls, words));
        (done, ) = address(_council).call(call_);
    }

    function _calls(Plan storage plan) private view returns (address[] memory, uint256[] memory, bytes[] memory) {
        address[] memory targets = new address[](1);
        bytes[] memory calls = new bytes[](1);
        targets[0] = address(_rules);
        calls[0] = abi.encodeCall(IRuleBook.setRule, (_key(plan.key), plan.value, 1, SOURCE, 0));
        return (targets, new uint256[](1), calls);
    }

    /// @dev An act that only the council may do.
    function _attempt(uint256 what, uint128 value) private view returns (address, bytes memory) {
        address book = address(_rules);
        bytes memory set = abi.encodeCall(IRuleBook.setRule, (_key(value % 3), value, 1, SOURCE, 0));
        IRuleBook.RegistrationType memory type_ = IRuleBook.RegistrationType(1, false, false, 3, 0, 0, "first");
        if (what == 0) return (book, abi.encodeCall(IRuleBook.setType, (1, type_, 1, SOURCE, 0)));
        if (what == 1) return (book, abi.encodeCall(IRuleBook.withdrawRule, (_key(value % 3))));
        if (what == 2)
            return (address(_calendar), abi.encodeCall(WorkCalendar.publishYear, (2027, ~uint256(0), 0, SOURCE)));
        if (what == 3) return (address(_manager), abi.encodeCall(AccessManager.execute, (book, set)));
        if (what == 4) return (address(_seats), abi.encodeCall(CouncilSeats.admitMember, (GUARDIAN)));
        if (what == 5) return (address(_council), abi.encodeCall(Council.nameGuardian, (1)));
        if (what == 6) return (address(_manager), abi.encodeCall(AccessManager.grantRole, (0, address(0xBAD), 0)));
        return (book, set);
    }

    function _head(uint32 number) private pure returns (address) {
        return address(uint160(0x10000 + number));
    }

    function _key(uint256 which) private pure returns (bytes32) {
        return
            which == 0
                ? bytes32("delivery.days")
                : which == 1
                    ? bytes32("change.days")
                    : bytes32("council.note");
    }

    function _words(uint256 place) private pure returns (string memory) {
        return string(abi.encodePacked("proposal ", bytes1(uint8(0x41 + place))));
    }
}
