// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetErrors} from "../../../../contracts/interfaces/IAssetErrors.sol";
import {IAssetRegistry} from "../../../../contracts/interfaces/IAssetRegistry.sol";
import {IRuleBook} from "../../../../contracts/interfaces/IRuleBook.sol";
import {Offices} from "../../../../contracts/libraries/Offices.sol";
import {PastWatch} from "./PastWatch.sol";
import {Watched} from "./Watched.sol";
import {World} from "./World.sol";

/// @notice Looks at assets after each step, and notes what the law does not allow to have happened since the last look.
abstract contract RegistrationWatch is World, PastWatch, Watched {
    /// @dev What was seen at the last look, and what the handler did.
    struct Ghost {
        IAssetErrors.Stage stage;
        IAssetErrors.AssetState state;
        uint32 version;
        uint32 holder;
        uint48 until;
        uint48 noticeEnd;
        uint48 since;
        uint48 end;
        uint256 frozen;
        mapping(uint8 act => uint48) vetoedUntil;
    }

    uint256 internal constant MOST_ASSETS = 5;
    uint8 private constant CODING = 1;
    uint8 private constant TRANSFER = 2;
    uint8 private constant VERSION = 4;
    uint8 private constant FULL = 2;
    uint8 private constant RENEWAL = 4;

    bytes32[] internal _ids;
    mapping(bytes32 asset => Ghost) internal _ghosts;
    mapping(uint32 organization => uint32 seat) internal _heads;
    mapping(uint32 organization => uint32 seat) internal _chiefs;

    /// @dev What is true after every step.
    modifier watched() {
        _;
        for (uint256 i = 0; i < _ids.length; ++i) _watch(_ids[i]);
    }

    /// @dev Types with and without each step: 2 has them all, 4 and 2 a public notice.
    function _prepare() internal {
        rules.setType(2, IRuleBook.RegistrationType(2, true, true, 3, 5, 10, "change"), 1, "a test", 0);
        rules.setType(3, IRuleBook.RegistrationType(3, false, true, 3, 5, 0, "correction"), 1, "a test", 0);
        rules.setType(4, IRuleBook.RegistrationType(4, false, false, 3, 0, 2, "renewal"), 1, "a test", 0);
        rules.setType(5, IRuleBook.RegistrationType(5, false, true, 3, 5, 0, "cancellation"), 1, "a test", 0);
        rules.setType(6, IRuleBook.RegistrationType(6, true, false, 0, 0, 0, "recorded"), 1, "a test", 0);
        for (uint32 number = AUTHORITY; number <= OTHER; ++number) {
            _heads[number] = number;
            _chiefs[number] = _appoint(number, Offices.CHIEF_DATA_OFFICER);
        }
    }

    /// @dev Appoints everyone anew, after a year.
    function _appointAll() internal {
        for (uint32 number = AUTHORITY; number <= OTHER; ++number) {
            _heads[number] = _appoint(number, Offices.HEAD_OF_DATA_OFFICE);
            _chiefs[number] = _appoint(number, Offices.CHIEF_DATA_OFFICER);
        }
    }

    function _watchNew(bytes32 id) internal {
        _ids.push(id);
        _look(id);
    }

    function _any(uint8 which) internal view returns (bytes32) {
        return _ids[which % _ids.length];
    }

    function _accountOf(uint32 seat) internal view returns (address) {
        return organizations.seat(seat).account;
    }

    /// @dev Compares an asset with what was seen last.
    function _watch(bytes32 id) internal {
        IAssetRegistry.Procedure memory now_ = assets.procedure(id);
        IAssetRegistry.Asset memory found = assets.asset(id);
        Ghost storage last = _ghosts[id];

        if (now_.stage != last.stage && !_leads(last.stage, now_)) violations.push("a stage off the arrows");
        if (now_.stage == IAssetErrors.Stage.Coded && last.stage != now_.stage) _watchCoding(last, now_.effect);
        bool same = now_.stage == last.stage && now_.since == last.since;
        if (same && _endOf(now_) < last.end) violations.push("a deadline moved back");
        if (found.frozen != last.frozen) violations.push("a freeze was lost or made up");
        bool moved = found.holder != last.holder;
        bool changed = moved || found.version != last.version;
        changed = changed || found.until != last.until || found.state != last.state;
        if (changed && last.frozen != 0) violations.push("a frozen asset moved");
        if (moved && _now() < last.vetoedUntil[TRANSFER]) violations.push("a vetoed transfer");
        if (moved && last.stage < IAssetErrors.Stage.Coded) violations.push("a transfer during a procedure");
        if (found.version < last.version || found.until < last.until) violations.push("a version or validity shrank");
        if (found.version > last.version + 1) violations.push("a version was left out");
        _watchCode(id, found, now_.stage);
        if (!_isAsItWas(address(assets), "stateAt(bytes32,uint48)", abi.encode(id))) violations.push("a past state");
        if (!_isAsItWas(address(assets), "holderAt(bytes32,uint48)", abi.encode(id))) violations.push("a past holder");
        _look(id);
    }

    // ─── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function _appoint(uint32 number, uint8 office) private returns (uint32) {
        address account = address(uint160(0x50000) + organizations.seatCount());
        VM.prank(_head(number));
        return organizations.appointSeat(number, office, account, _now() + YEAR, 0);
    }

    /// @dev Remembers how an asset stands. The end of a notice is what the calendar says at its beginning.
    function _look(bytes32 id) private {
        IAssetRegistry.Procedure memory now_ = assets.procedure(id);
        IAssetRegistry.Asset memory found = assets.asset(id);
        Ghost storage last = _ghosts[id];
        if (now_.stage == IAssetErrors.Stage.PublicNotice && last.stage != now_.stage) {
            (last.noticeEnd, ) = calendar.addWorkingDays(_now(), now_.type_ == FULL ? 10 : 2);
        }
        (last.since, last.end) = (now_.since, _endOf(now_));
        if (last.end > last.noticeEnd && now_.noticeEnd != 0) last.noticeEnd = last.end;
        (last.stage, last.state, last.version) = (now_.stage, found.state, found.version);
        (last.holder, last.until) = (found.holder, found.until);
    }

    function _watchCoding(Ghost storage last, uint8 effect) private {
        if (last.frozen != 0) violations.push("coded while frozen");
        if (_now() < last.vetoedUntil[CODING]) violations.push("coded against a veto");
        if (effect == 2 || effect == 3) {
            if (_now() < last.vetoedUntil[VERSION]) violations.push("a new version against a veto");
            if (_now() >= last.until) violations.push("a new version of an expired asset");
        }
        if (last.stage == IAssetErrors.Stage.PublicNotice && _now() < last.noticeEnd) {
            violations.push("coded before the end of the notice");
        }
    }

    /// @dev A region has a catalogue code for an asset that is coded, or whose first registration is pending.
    function _watchCode(bytes32 id, IAssetRegistry.Asset memory found, IAssetErrors.Stage stage) private {
        bool has = assets.assetByCatalogueCode(found.catalogueCode, found.region) == id;
        bool pending = found.state == IAssetErrors.AssetState.Registered && stage < IAssetErrors.Stage.Coded;
        if (has != (pending || found.state == IAssetErrors.AssetState.Confirmed)) violations.push("a catalogue code");
    }

    /// @dev The end of the limit that runs: of who must act, or of the public notice.
    function _endOf(IAssetRegistry.Procedure memory now_) private pure returns (uint48) {
        return now_.noticeEnd == 0 ? now_.due : now_.noticeEnd;
    }

    /// @dev The arrows, as the domain has them: whether a procedure may have come from one stage to where it is.
    function _leads(IAssetErrors.Stage from, IAssetRegistry.Procedure memory now_) private pure returns (bool) {
        (uint256 a, uint256 b) = (uint256(from), uint256(now_.stage));
        (uint256 drafted, uint256 returned, uint256 notice, uint256 coded) = (1, 6, 8, 9);
        (uint256 refused, uint256 withdrawn) = (11, 12);
        if (a >= coded) return b == drafted;
        if (b == withdrawn || b == refused) return true;
        bool assessed = now_.type_ == 2 || now_.type_ == 6;
        bool reviewed = now_.type_ == 2 || now_.type_ == 3 || now_.type_ == 5;
        bool published = now_.type_ == FULL || now_.type_ == RENEWAL;
        if (a == drafted) return b == (assessed ? 2 : 3);
        if (a == 2) return b == 3;
        if (a == 3) return b == 4;
        if (a == 4) return b == 5 || b == returned || b == 10;
        if (a == returned) return b == 4;
        if (a == 5 && reviewed) return b == 7;
        if (a == 5 || a == 7) return b == (published ? notice : coded);
        return a == notice && b == coded;
    }
}
