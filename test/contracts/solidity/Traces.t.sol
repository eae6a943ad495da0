// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Traces} from "../../../contracts/libraries/Traces.sol";
import {SuyuanTest} from "./support/Vm.sol";

/// @notice A trace behind calls.
contract TraceHolder {
    using Traces for Traces.Trace;

    Traces.Trace private _trace;

    function write(uint176 value) external {
        _trace.write(value);
    }

    function writeFrom(uint176 value, uint48 from) external {
        _trace.writeFrom(value, from);
    }

    function withdraw() external {
        _trace.withdraw();
    }

    function find(uint48 time) external view returns (uint48 key, uint176 value) {
        return _trace.find(time);
    }

    function element(uint256 index) external view returns (uint48 key, uint176 value) {
        return _trace.element(index);
    }

    function length() external view returns (uint256) {
        return _trace.length();
    }

    function valueAt(uint48 time) external view returns (uint176) {
        return _trace.lookup(time);
    }
}

/// @notice Traces and the packing of their values.
contract TracesTest is SuyuanTest {
    using Traces for uint176;

    TraceHolder private holder;

    function setUp() public {
        holder = new TraceHolder();
    }

    function testFuzz_fieldReadsWhatWasSet(uint176 value, uint256 content, uint256 which) public pure {
        uint256 field = _field(which);
        uint256 mask = (1 << (field >> 8)) - 1;
        uint176 changed = value.set(field, content & mask);
        equal(changed.get(field), content & mask, "the field");
        equal(uint256(changed.set(field, value.get(field))), uint256(value), "the bits around the field");
    }

    function testFuzz_fieldNeverSpillsOver(uint176 value, uint256 content, uint256 which) public pure {
        uint256 field = _field(which);
        uint256 mask = ((1 << (field >> 8)) - 1) << (field & 0xff);
        equal(uint256(value.set(field, content)) & ~mask, uint256(value) & ~mask, "the bits around the field");
    }

    function testFuzz_traceStaysSortedAndGrows(uint176[20] memory values, uint8[20] memory pauses) public {
        uint256 time = 1_800_000_000;
        uint256 length = 0;
        for (uint256 i = 0; i < values.length; ++i) {
            uint256 pause = pauses[i] % 3;
            time += pause;
            VM.warp(time);
            holder.write(values[i]);
            uint256 grown = length == 0 || pause > 0 ? length + 1 : length;
            equal(holder.length(), grown, "length");
            length = grown;
            equal(uint256(holder.valueAt(uint48(time))), uint256(values[i]), "the value now");
        }
        uint48 last = 0;
        for (uint256 i = 0; i < length; ++i) {
            (uint48 key, ) = holder.element(i);
            check(key > last, "keys do not increase");
            last = key;
        }
    }

    function testFuzz_withdrawnElementsLeaveWhatWasBefore(uint176[12] memory values, uint8 kept) public {
        uint48 time = 1_800_000_000;
        uint256 left = bound(kept, 0, values.length);
        for (uint256 i = 0; i < values.length; ++i) holder.writeFrom(values[i], time + uint48(i));
        for (uint256 i = values.length; i > left; --i) holder.withdraw();

        equal(holder.length(), left, "length");
        for (uint256 i = 0; i < left; ++i) {
            (uint48 key, uint176 value) = holder.find(time + uint48(i));
            equal(key, time + i, "time");
            equal(uint256(value), uint256(values[i]), "value");
        }
        (uint48 last, ) = holder.find(type(uint48).max);
        equal(last, left == 0 ? 0 : time + left - 1, "the newest");
        (uint48 before, uint176 none) = holder.find(time - 1);
        equal(before + uint256(none), 0, "before the first");
    }

    function testFuzz_elementBeyondTheEndIsRefused(uint256 index) public {
        holder.write(1);
        VM.assume(index > 0);
        VM.expectRevert(abi.encodeWithSelector(Traces.Traces__OutOfRange.selector, index, 1));
        holder.element(index);
    }

    function _field(uint256 which) private pure returns (uint256) {
        uint256[8] memory fields = [
            Traces.STANDING_STATUS,
            Traces.STANDING_CAPACITIES,
            Traces.STANDING_REGION,
            Traces.STANDING_SUCCESSOR,
            Traces.TERM_COMPROMISED_SINCE,
            Traces.ASSET_FROZEN,
            Traces.GRANT_REASON,
            Traces.GRANT_LOG_INDEX
        ];
        return fields[which % fields.length];
    }
}
