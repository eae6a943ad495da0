// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILateness} from "../../../../contracts/interfaces/ILateness.sol";

/// @notice Limits as tests set them: runs that begin, acts that are done, ends that move.
contract Clocks is ILateness {
    struct Run {
        uint32 who;
        uint48 since;
        uint48 due;
        uint48 doneAt;
    }

    mapping(bytes32 subject => mapping(uint8 clock => Run)) private _runs;

    function begin(bytes32 subject, uint8 clock, uint32 who, uint48 due) external {
        _runs[subject][clock] = Run(who, uint48(block.timestamp), due, 0);
    }

    function finish(bytes32 subject, uint8 clock, uint48 time) external {
        _runs[subject][clock].doneAt = time;
    }

    function move(bytes32 subject, uint8 clock, uint48 due) external {
        _runs[subject][clock].due = due;
    }

    function lateness(
        bytes32 subject,
        uint8 clock
    ) external view returns (uint32 who, uint48 since, uint48 due, bool late) {
        Run memory run = _runs[subject][clock];
        uint48 end = run.doneAt == 0 ? uint48(block.timestamp) : run.doneAt;
        return (run.who, run.since, run.due, run.due != 0 && end >= run.due);
    }
}
