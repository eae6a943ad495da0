// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Council} from "../../../contracts/Council.sol";
import {IAssetErrors} from "../../../contracts/interfaces/IAssetErrors.sol";
import {IRuleBook} from "../../../contracts/interfaces/IRuleBook.sol";
import {NaiveCalendar} from "./support/NaiveCalendar.sol";
import {World} from "./support/World.sol";

/// @notice The council, with what it takes for the data of a call.
contract CouncilOfData is Council {
    constructor(address forwarder) Council(forwarder, forwarder, forwarder, forwarder, 0, forwarder, "id") {}

    function data() external view returns (bytes memory) {
        return _msgData();
    }
}

/// @notice What no other test comes across.
contract EdgesTest is World {
    address private constant CARRIER = address(0xCA);

    function setUp() public {
        _build();
    }

    /// @notice The first and the last day of each year, where the year is guessed too late or too early.
    function test_everyYearBeginsAndEndsWhereItShould() public {
        NaiveCalendar naive = new NaiveCalendar();
        uint256 first = 0;
        for (uint256 year = 1970; year <= 2200; ++year) {
            uint256 length = naive.isLeap(year) ? 366 : 365;
            for (uint256 off = 0; off < 2; ++off) {
                uint256 day = first + off * (length - 1);
                (bool working, ) = calendar.isWorkingDay(uint48(day * 1 days));
                check(working == ((day + 3) % 7 < 5), "a day at the edge of a year");
            }
            first += length;
        }
    }

    /// @notice The traces of a log's operator and key begin with the log.
    function test_tracesOfALogBeginWithIt() public view {
        equal(exchange.operatorTrace(LOG), 1, "operators");
        (uint48 from, uint176 operator) = exchange.operatorTraceElement(LOG, 0);
        equal(uint256(operator), OPERATOR_SEAT, "the operator");
        equal(exchange.keyTrace(LOG), 1, "keys");
        (uint48 keyFrom, uint176 key) = exchange.keyTraceElement(LOG, 0);
        equal(keyFrom, from, "the log's beginning");
        check(key != 0, "no key");
    }

    /// @notice An effect that no rule book has stored is refused, whatever the rule book says.
    function testFuzz_strangeEffectIsRefused(uint8 effect) public {
        if (effect > 0 && effect <= 6) effect += 6;
        IRuleBook.RegistrationType memory strange = IRuleBook.RegistrationType(
            effect,
            false,
            false,
            3,
            0,
            0,
            "strange"
        );
        VM.mockCall(address(rules), abi.encodePacked(IRuleBook.typeAt.selector), abi.encode(strange));
        VM.prank(_account(HOLDER));
        VM.expectRevert(abi.encodeWithSelector(IAssetErrors.AssetRegistry__BadEffect.selector, 9, effect));
        assets.open(HOLDER, asset, 9, keccak256("record"));
    }

    /// @notice The data of a call that is relayed to the council ends before its sender.
    function test_relayedDataEndsBeforeItsSender() public {
        CouncilOfData council = new CouncilOfData(CARRIER);
        bytes memory call_ = abi.encodeCall(council.data, ());
        VM.prank(CARRIER);
        (bool done, bytes memory answer) = address(council).call(abi.encodePacked(call_, address(0xBEEF)));
        check(done, "not answered");
        equal(keccak256(abi.decode(answer, (bytes))), keccak256(call_), "the data");
    }
}
