// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetErrors} from "../../../../contracts/interfaces/IAssetErrors.sol";
import {IAssetRegistry} from "../../../../contracts/interfaces/IAssetRegistry.sol";
import {RegistrationWatch} from "./RegistrationWatch.sol";

/// @notice Acts at random on assets and their procedures. The watch notes what should not have been possible.
contract RegistrationHandler is RegistrationWatch {
    /// @notice How often each act was allowed; a test of acts that never happen proves nothing.
    mapping(bytes4 act => uint256) public done;
    uint256 public published;

    uint64 private _localNumber = 1;
    uint256 private _allowed;

    constructor() {
        _build();
        _prepare();
        _watchNew(asset);
        register(0);
    }

    // ─── what happens to everyone ────────────────────────────────────────────────────────────────────────────────────

    function pass(uint16 time) external watched {
        VM.warp(block.timestamp + time);
    }

    function passDays(uint8 days_) external watched {
        VM.warp(block.timestamp + uint256(days_ % 20) * 1 days);
    }

    /// @dev Every fourth call at most lets a year pass, after which the seats are appointed anew.
    function passYear(uint8 chance) external watched {
        if (chance % 4 != 0) return;
        VM.warp(block.timestamp + YEAR);
        _appointAll();
    }

    /// @dev Another calendar of the present year, a second later: within one second the last publication counts. Of four
    /// days three are working days, so that there are not too many.
    function publishCalendar(uint256 seed) external watched {
        VM.warp(block.timestamp + 1);
        uint256 year = 1970 + block.timestamp / 365.25 days;
        uint256 low = ~((seed & (seed >> 128) & uint256(keccak256(abi.encode(seed)))) | (seed & (seed << 64)));
        uint256 high = uint256(keccak256(abi.encode(low))) | low;
        high &= (1 << 109) - 1;
        try calendar.publishYear(uint16(year), low, high, "a test") {
            ++published;
        } catch {}
    }

    function freeze(uint8 which) external watched {
        bytes32 id = _any(which);
        if (_call(address(this), abi.encodeCall(assets.freeze, (id)))) ++_ghosts[id].frozen;
    }

    function unfreeze(uint8 which) external watched {
        bytes32 id = _any(which);
        if (_call(address(this), abi.encodeCall(assets.unfreeze, (id)))) --_ghosts[id].frozen;
    }

    function uphold(uint8 which) external watched {
        _call(address(this), abi.encodeCall(assets.uphold, (_any(which), keccak256("decision"))));
    }

    function move(uint8 which, bool other) external watched {
        uint32 to = other ? OTHER : HOLDER;
        _call(assets.rights(), abi.encodeCall(assets.moveHolder, (_any(which), to)));
    }

    // ─── vetoes ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function veto(uint8 which, uint8 act, uint32 term, bool above) external watched {
        bytes32 id = _any(which);
        act = uint8(bound(act, 1, 4));
        uint48 until = _now() + (term % 100 days);
        uint32 seat = _chiefs[above ? AUTHORITY : assets.holderOf(id)];
        bytes memory call_ = abi.encodeCall(assets.veto, (seat, id, act, keccak256("reason"), until));
        if (_call(_accountOf(seat), call_)) _ghosts[id].vetoedUntil[act] = until;
    }

    /// @dev Only what was laid below the authority can be lifted by it.
    function lift(uint8 which, uint8 act) external watched {
        bytes32 id = _any(which);
        act = uint8(bound(act, 1, 4));
        uint32 seat = _heads[AUTHORITY];
        bytes memory call_ = abi.encodeCall(assets.liftVeto, (seat, id, act, keccak256("decision")));
        bool own = assets.vetoOf(id, act).organization == AUTHORITY;
        if (!_call(_accountOf(seat), call_)) return;
        if (own) violations.push("an authority lifted its own veto");
        _ghosts[id].vetoedUntil[act] = 0;
    }

    // ─── procedures ──────────────────────────────────────────────────────────────────────────────────────────────────

    function register(uint8 which) public watched {
        uint32 seat = _heads[which % 2 == 0 ? HOLDER : OTHER];
        if (_ids.length >= MOST_ASSETS) return;
        bytes32 code = keccak256(abi.encode(++_localNumber));
        VM.prank(_accountOf(seat));
        _watchNew(assets.register(seat, _localNumber, code, 990_000, 1, 1, keccak256("record"), 0, true));
    }

    function open(uint8 which, uint8 type_) external watched {
        bytes32 id = _any(which);
        uint32 seat = _heads[assets.holderOf(id)];
        bytes32 record = keccak256(abi.encode("record", _now()));
        _call(_accountOf(seat), abi.encodeCall(assets.open, (seat, id, uint8(bound(type_, 1, 6)), record)));
    }

    /// @dev Any act of the applicant or the registrar, also one that is not its turn.
    function anyStep(uint8 which, uint8 what) external watched {
        _step(_any(which), bound(what, 0, 11));
    }

    /// @dev The act that brings a procedure on, so that chance reaches its end.
    function nextStep(uint8 which) external watched {
        bytes32 id = _any(which);
        IAssetRegistry.Procedure memory now_ = assets.procedure(id);
        if (now_.stage == IAssetErrors.Stage.Returned) return _step(id, 7);
        for (uint256 what = 0; what < 7; ++what) _step(id, what);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @dev The watch looks after each of them, since `nextStep` may take several.
    function _step(bytes32 id, uint256 what) private {
        uint32 holder = assets.holderOf(id);
        (uint32 seat, uint32 registrar) = (_heads[holder], _heads[AUTHORITY]);
        bytes32 word = keccak256("word");
        uint256 before = _allowed;
        if (what == 0) _call(_accountOf(seat), abi.encodeCall(assets.assess, (seat, id, word, word)));
        if (what == 1) _call(_head(holder), abi.encodeCall(assets.approve, (id)));
        if (what == 2) _call(_accountOf(seat), abi.encodeCall(assets.submit, (seat, id, AUTHORITY)));
        if (what == 3) _call(_accountOf(registrar), abi.encodeCall(assets.accept, (registrar, id)));
        if (what == 4) _call(_accountOf(registrar), abi.encodeCall(assets.review, (registrar, id)));
        if (what == 5) _call(_accountOf(registrar), abi.encodeCall(assets.publish, (registrar, id)));
        if (what == 6) _call(_accountOf(registrar), abi.encodeCall(assets.confirm, (registrar, id)));
        if (what == 7) _call(_accountOf(seat), abi.encodeCall(assets.resubmit, (seat, id, word)));
        if (what == 8) _call(_accountOf(registrar), abi.encodeCall(assets.returnForGaps, (registrar, id, word)));
        if (what == 9) _call(_accountOf(registrar), abi.encodeCall(assets.reject, (registrar, id, 1, word)));
        if (what == 10) _call(_accountOf(registrar), abi.encodeCall(assets.refuse, (registrar, id, 1, word)));
        if (what == 11) _call(_accountOf(seat), abi.encodeCall(assets.withdraw, (seat, id)));
        if (_allowed != before) _watch(id);
    }

    function _call(address by, bytes memory call_) private returns (bool allowed) {
        if (by != address(this)) VM.prank(by);
        (allowed, ) = address(assets).call(call_);
        if (!allowed) return false;
        ++done[bytes4(call_)];
        ++_allowed;
    }
}
