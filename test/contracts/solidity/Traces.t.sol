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

    function complete(uint176 value) external {
        _trace.complete(value);
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

    function latest() external view returns (uint176) {
        return _trace.latest();
    }

    function valueAt(uint48 time) external view returns (uint176) {
        return _trace.lookup(time);
    }
}

/// @notice Traces and the packing of their values, against a list that is searched from its beginning.
contract TracesTest is SuyuanTest {
    using Traces for uint176;

    struct Step {
        uint8 pause;
        bool completes;
        uint176 value;
    }

    struct Element {
        uint48 time;
        uint176 value;
    }

    uint256 private constant BEGINNING = 1_800_000_000;

    TraceHolder private holder;
    /// @dev The naive model.
    Element[] private _model;

    function setUp() public {
        holder = new TraceHolder();
    }

    // ─── packing ─────────────────────────────────────────────────────────────────────────────────────────────────────

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

    // ─── traces ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Each moment around each element, before the first and after the last, reads as the model has it.
    function testFuzz_lookupIsThatOfTheModel(Step[24] memory steps) public {
        for (uint256 i = 0; i < steps.length; ++i) _do(steps[i]);

        equal(holder.length(), _model.length, "length");
        equal(uint256(holder.latest()), uint256(_model[_model.length - 1].value), "the value now");
        for (uint256 i = 0; i < _model.length; ++i) {
            for (uint48 off = 0; off <= 2; ++off) _compareAt(_model[i].time + off - 1);
        }
        _compareAt(0);
        _compareAt(type(uint48).max);
    }

    /// @notice Each element is the model's; times increase, and no element changes once a later one has begun.
    function testFuzz_elementsAreSortedAndOnlyGrow(Step[24] memory steps) public {
        Element[] memory before = new Element[](0);
        for (uint256 i = 0; i < steps.length; ++i) {
            _do(steps[i]);
            Element[] memory present = _read();
            check(present.length == before.length || present.length == before.length + 1, "the length");
            for (uint256 k = 0; k < present.length; ++k) {
                check(k == 0 || present[k].time > present[k - 1].time, "not sorted");
                if (k < before.length) equal(present[k].time, before[k].time, "a time changed");
                if (k + 1 < before.length) equal(present[k].value, before[k].value, "an earlier value changed");
            }
            before = present;
        }
        for (uint256 k = 0; k < before.length; ++k) {
            equal(before[k].time, _model[k].time, "time");
            equal(before[k].value, _model[k].value, "value");
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

    function test_anEmptyTraceHoldsNothing() public {
        equal(holder.length(), 0, "length");
        equal(uint256(holder.latest()), 0, "the value now");
        equal(uint256(holder.valueAt(type(uint48).max)), 0, "the value at the end of time");
        VM.expectRevert(abi.encodeWithSelector(Traces.Traces__OutOfRange.selector, 0, 0));
        holder.element(0);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev Lets 0 to 2 seconds pass, and writes; or fills in the newest element, if there is one.
    function _do(Step memory step) private {
        uint256 last = _model.length == 0 ? BEGINNING : block.timestamp;
        VM.warp(last + (step.pause % 3));
        if (step.completes && _model.length > 0) {
            holder.complete(step.value);
            _model[_model.length - 1].value = step.value;
            return;
        }
        holder.write(step.value);
        bool same = _model.length > 0 && _model[_model.length - 1].time == block.timestamp;
        if (same) _model[_model.length - 1].value = step.value;
        else _model.push(Element(uint48(block.timestamp), step.value));
    }

    function _read() private view returns (Element[] memory list) {
        list = new Element[](holder.length());
        for (uint256 i = 0; i < list.length; ++i) (list[i].time, list[i].value) = holder.element(i);
    }

    function _compareAt(uint48 time) private view {
        uint176 expected = 0;
        for (uint256 i = 0; i < _model.length && _model[i].time <= time; ++i) expected = _model[i].value;
        equal(uint256(holder.valueAt(time)), uint256(expected), "the value at a moment");
    }

    function _field(uint256 which) private pure returns (uint256) {
        uint256[8] memory fields = [
            Traces.STANDING_STATUS,
            Traces.STANDING_CAPACITIES,
            Traces.STANDING_REGION,
            Traces.STANDING_SUCCESSOR,
            Traces.STANDING_SUSPENDED_SINCE,
            Traces.DUTY_BASIS,
            Traces.GRANT_REASON,
            Traces.GRANT_LOG
        ];
        return fields[which % fields.length];
    }
}
