// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {IRuleBook} from "../../../contracts/interfaces/IRuleBook.sol";
import {RuleBook} from "../../../contracts/RuleBook.sol";
import {SuyuanTest} from "./support/Vm.sol";

/// @notice Rules and their dates, against a plain list of what was said when.
contract RuleBookTest is SuyuanTest {
    uint48 private constant BEGIN = 1_800_000_000;
    bytes32 private constant KEY = "delivery.days";

    RuleBook private rules;
    IRuleBook.Rule[] private said;

    function setUp() public {
        rules = new RuleBook(address(new AccessManager(address(this))), address(1), "test");
        VM.warp(BEGIN);
    }

    /// @dev Sets, plans ahead and withdraws in any order. After each act the newest version and some moment reads as it
    /// was said, and at the end every version does, in its first second and in the second before.
    function testFuzz_readsWhatWasSaidForEveryMoment(uint256[16] memory seeds) public {
        for (uint256 i = 0; i < seeds.length; ++i) {
            VM.warp(block.timestamp + (seeds[i] % 4) * 1 hours);
            if ((seeds[i] >> 8) & 3 == 0) _withdraw();
            else _set(seeds[i] >> 16);
            _compareSome(seeds[i] >> 160);
        }
        _compareAll();
    }

    /// @dev The comparison sees a rule that is not as it was said.
    function test_theComparisonSeesAnotherRule() public {
        _set(3);
        rules.setRule(KEY, 4, 1, "source", BEGIN);
        check(_heldAt(BEGIN) != _saidFor(BEGIN), "another rule went unseen");
        check(_heldAt(BEGIN - 1) == _saidFor(BEGIN - 1), "a rule before the first");
    }

    /// @dev What held at a past moment still reads the same after whatever comes later.
    function testFuzz_thePastNeverChanges(uint256[12] memory before, uint256[12] memory later) public {
        for (uint256 i = 0; i < before.length; ++i) {
            VM.warp(block.timestamp + 1 hours);
            _set(before[i]);
        }
        uint48 past = uint48(block.timestamp);
        bytes32[] memory held = new bytes32[](13);
        for (uint256 i = 0; i < held.length; ++i) held[i] = _heldAt(past - uint48(i) * 1 hours);

        for (uint256 i = 0; i < later.length; ++i) {
            VM.warp(block.timestamp + 1 + (later[i] % 3 hours));
            if ((later[i] >> 16) & 3 == 0) _withdraw();
            else _set(later[i] >> 20);
        }
        for (uint256 i = 0; i < held.length; ++i) {
            equal(_heldAt(past - uint48(i) * 1 hours), held[i], "what held in the past");
        }
    }

    function testFuzz_keysAreApart(bytes32 one, bytes32 other, uint128 value) public {
        VM.assume(one != other && one != 0 && other != 0);
        rules.setRule(one, value, 1, "source", 0);
        equal(rules.valueAt(one, BEGIN), value, "the value");
        VM.expectRevert(abi.encodeWithSelector(IRuleBook.RuleBook__UnknownRule.selector, other, BEGIN));
        rules.valueAt(other, BEGIN);
    }

    function testFuzz_typesKeepTheirFields(IRuleBook.RegistrationType memory type_, uint8 id, uint8 mark) public {
        VM.assume(id != 0 && type_.name != 0);
        type_.effect = uint8(bound(type_.effect, 1, 6));
        mark = uint8(bound(mark, 1, 3));
        rules.setType(id, type_, mark, "source", 0);
        equal(keccak256(abi.encode(rules.typeAt(id, BEGIN))), keccak256(abi.encode(type_)), "the type");
        (uint8 readMark, bytes32 source, uint48 from) = rules.typeSourceAt(id, BEGIN);
        equal(readMark, mark, "mark");
        equal(source, "source", "source");
        equal(from, BEGIN, "from");
    }

    function testFuzz_nobodyElseChangesARule(address other, bytes32 key, uint128 value) public {
        VM.assume(other != address(this) && other != address(1));
        rules.setRule(KEY, 1, 1, "source", BEGIN + 1 days);
        IRuleBook.RegistrationType memory type_;
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, other);
        VM.prank(other);
        VM.expectRevert(refusal);
        rules.setRule(key, value, 1, "source", 0);
        VM.prank(other);
        VM.expectRevert(refusal);
        rules.withdrawRule(KEY);
        VM.prank(other);
        VM.expectRevert(refusal);
        rules.setType(1, type_, 1, "source", 0);
        VM.prank(other);
        VM.expectRevert(refusal);
        rules.withdrawType(1);
    }

    // ─── support ─────────────────────────────────────────────────────────────────────────────────────────────────────

    function _set(uint256 seed) private {
        uint48 last = said.length == 0 ? 0 : said[said.length - 1].from;
        uint48 from = uint48(block.timestamp + (seed % 3) * 1 hours);
        if (from < last) from = last;
        bytes32 source = bytes32(uint256(1 + (seed % 100)));
        IRuleBook.Rule memory rule = IRuleBook.Rule(uint128(seed), uint8(1 + (seed % 3)), source, from);

        rules.setRule(KEY, rule.value, rule.mark, source, from);
        if (from == last) said.pop();
        said.push(rule);
    }

    function _withdraw() private {
        if (said.length == 0 || said[said.length - 1].from <= block.timestamp) return;
        rules.withdrawRule(KEY);
        said.pop();
    }

    function _compareSome(uint256 seed) private view {
        equal(rules.ruleVersions(KEY), said.length, "versions");
        if (said.length == 0) return;
        uint256 newest = said.length - 1;
        equal(keccak256(abi.encode(rules.ruleVersion(KEY, newest))), keccak256(abi.encode(said[newest])), "the newest");
        uint48 time = uint48(BEGIN + (seed % (block.timestamp + 4 hours - BEGIN)));
        equal(_heldAt(time), _saidFor(time), "what holds");
    }

    function _compareAll() private view {
        for (uint256 i = 0; i < said.length; ++i) {
            bytes32 one = keccak256(abi.encode(said[i]));
            equal(keccak256(abi.encode(rules.ruleVersion(KEY, i))), one, "a version");
            equal(_heldAt(said[i].from), one, "what holds in the first second");
            equal(_heldAt(said[i].from - 1), _saidFor(said[i].from - 1), "what holds in the second before");
        }
    }

    /// @dev The last one that was said to hold from then or before, looked for from the newest.
    function _saidFor(uint48 time) private view returns (bytes32) {
        for (uint256 i = said.length; i > 0; --i) {
            if (said[i - 1].from <= time) return keccak256(abi.encode(said[i - 1]));
        }
        return 0;
    }

    function _heldAt(uint48 time) private view returns (bytes32) {
        try rules.ruleAt(KEY, time) returns (IRuleBook.Rule memory rule) {
            equal(rules.valueAt(KEY, time), rule.value, "the value alone");
            return keccak256(abi.encode(rule));
        } catch {
            return 0;
        }
    }
}
