// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Traces} from "../../../../contracts/libraries/Traces.sol";
import {SuyuanTest} from "./Vm.sol";

/// @notice Remembers what contracts told of past moments, and asks them again: what held does not change.
abstract contract PastWatch is SuyuanTest {
    using Traces for uint176;

    /// @dev How many remembered moments of a fact are asked for again at each step.
    uint256 private constant ASKED_AGAIN = 3;

    struct Moment {
        uint48 time;
        uint256 answer;
    }

    mapping(bytes32 fact => Moment[]) internal _past;

    /// @dev Asks again for some past moments of a fact, and remembers the last second, in which nothing happens any more.
    /// @param view_ The signature of a view whose last argument is the moment, and whose answer is one word.
    /// @param arguments Its other arguments.
    /// @return Whether all answers are as they were.
    function _isAsItWas(address target, string memory view_, bytes memory arguments) internal returns (bool) {
        Moment[] storage past = _past[keccak256(abi.encode(target, view_, arguments))];
        uint48 settled = uint48(block.timestamp) - 1;
        if (past.length == 0 || past[past.length - 1].time < settled) {
            past.push(Moment(settled, _ask(target, view_, arguments, settled)));
        }

        for (uint256 i = 0; i < ASKED_AGAIN; ++i) {
            uint256 which = uint256(keccak256(abi.encode(past.length, block.timestamp, i))) % past.length;
            if (_ask(target, view_, arguments, past[which].time) != past[which].answer) return false;
        }
        return true;
    }

    /// @dev A standing is asked for without a suspension that began later.
    function _ask(
        address target,
        string memory view_,
        bytes memory arguments,
        uint48 time
    ) private view returns (uint256) {
        bytes4 selector = bytes4(keccak256(bytes(view_)));
        (bool done, bytes memory answer) = target.staticcall(abi.encodePacked(selector, arguments, abi.encode(time)));
        check(done, view_);
        uint256 word = abi.decode(answer, (uint256));
        if (keccak256(bytes(view_)) != keccak256("standingAt(uint32,uint48)")) return word;

        uint176 value = uint176(word);
        bool later = value.get(Traces.STANDING_SUSPENDED_SINCE) > time;
        return later ? value.set(Traces.STANDING_SUSPENDED_SINCE, 0) : value;
    }
}
