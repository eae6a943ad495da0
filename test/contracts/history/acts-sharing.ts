// SPDX-License-Identifier: Apache-2.0
// Random acts on demands, requests, grants, return flows, corrections, disputes and findings.
import { ZeroHash } from "ethers";

import { DAY } from "../support/world.ts";
import type { Maybe } from "./acting.ts";
import { RandomActs } from "./acts.ts";
import { STATUS } from "./replay-sharing.ts";
import type { Struct } from "./state.ts";

const SHARING = "sharingRegistry";
const CASES = "caseRegistry";
const FINDINGS = "findingRegistry";
const RETURNS = "returnRegistry";

export class SharingHistory extends RandomActs {
  /** The one log of the history, which was opened before it. */
  log = "";

  override next(): Maybe {
    const kinds = [
      () => super.next(),
      () => super.next(),
      () => this.#demand(),
      () => this.#ask(),
      () => this.#ask(),
      () => this.#answer(),
      () => this.#answer(),
      () => this.#answer(),
      () => this.#grant(),
      () => this.#grant(),
      () => this.#change(),
      () => this.#consent(),
      () => this.#return(),
      () => this.#correction(),
      () => this.#dispute(),
      () => this.#dispute(),
      () => this.#finding(),
      () => this.#finding(),
    ];
    const act = this.chance.of(kinds)?.();
    const missing = new Set<unknown>(["", "undefined", undefined]);
    return act?.args.flat().some((value) => missing.has(value)) === false ? act : undefined;
  }

  // ─── who ───

  #coded(): readonly [id: string, holder: string] {
    const coded = [...this.state.assets].filter(([, { state }]) => state === 2n);
    const [id = ""] = this.chance.of(coded) ?? [];
    return [id, String(this.state.follow(this.holder(id), id))];
  }

  /** A request in a state, with who asked and who answers. */
  #request(...states: bigint[]): readonly [id: string, one: Struct, asks: string, answers: string] {
    const list = [...this.state.requests].filter(([, { status }]) =>
      states.includes(status as bigint),
    );
    const [id = "", one = {}] = this.chance.of(list) ?? [];
    const asks = this.standIn(one["requester"], id);
    const asset = String(one["asset"]);
    const granted = (one["provider"] ?? 0n) !== 0n;
    const parent = this.state.parents.get(id);
    const above = this.state.requests.get(parent ?? "")?.["requester"];
    const answers = granted
      ? this.standIn(one["provider"], id)
      : parent === undefined
        ? String(this.state.follow(this.holder(asset), asset))
        : this.standIn(above, parent);
    return [id, one, asks, answers];
  }

  #wanted(asset: string, parent = ZeroHash, demand = ZeroHash): unknown[] {
    const until = this.now + (5 + this.chance.below(120)) * DAY;
    const how = [1 + this.chance.below(50), 1 + this.chance.below(3), until];
    return [asset, this.word(), ...how, parent, demand];
  }

  #terms(): unknown[] {
    const until = this.now + (1 + this.chance.below(90)) * DAY;
    const scope = this.chance.once(2) ? ZeroHash : this.word();
    const promised = this.chance.once(3) ? 1 + this.chance.below(20) : 0;
    return [this.log, scope, 0, until, this.chance.below(9), this.chance.below(9), promised];
  }

  // ─── requests ───

  #demand(): Maybe {
    const [id = "", demand = {}] = this.chance.of([...this.state.demands]) ?? [];
    const by = this.standIn(demand["organization"], id);
    const [asset, holder] = this.#coded();
    const acts = [
      () => this.by(2, this.pick(), SHARING, "announceDemand", this.word()),
      () => this.by(2, holder, SHARING, "matchDemand", id, asset),
      () => this.by(2, this.parent(by), SHARING, "matchDemand", id, asset),
      () => this.by(2, by, SHARING, "request", this.#wanted(String(demand["asset"]), ZeroHash, id)),
    ];
    if (this.chance.once(6)) return this.by(2, by, SHARING, "withdrawDemand", id);
    return this.chance.of(acts)?.();
  }

  #ask(): Maybe {
    const [asset] = this.#coded();
    if (this.chance.once(4)) {
      const [parent, one] = this.#request(STATUS.granted);
      const wish = this.#wanted(String(one["asset"]), parent);
      return this.by(2, this.pick(), SHARING, "request", wish);
    }
    const fn = this.chance.once(4) ? "requestUnderConsent" : "request";
    return this.by(2, this.pick(), SHARING, fn, this.#wanted(asset));
  }

  #answer(): Maybe {
    const [id, , asks, answers] = this.#request(STATUS.answerDue, STATUS.incomplete);
    const by = (who: string, fn: string, ...args: unknown[]) =>
      this.by(2, who, SHARING, fn, id, ...args);
    const parent = this.state.parents.get(id);
    const first = this.state.requests.get(parent ?? "")?.["provider"];
    const acts = [
      () => by(answers, "grant", this.#terms()),
      () => by(answers, "grant", this.#terms()),
      () => by(answers, "grant", this.#terms()),
      () => by(answers, "refuse", 1 + this.chance.below(8), this.word()),
      () => by(answers, "returnForGaps", this.word()),
      () => by(asks, "resubmit", this.word()),
      () => by(answers, "askExtension", 1 + this.chance.below(10), this.word()),
      () => by(this.parent(answers), "extend"),
      () => by(this.standIn(first, parent ?? ""), "consentOnward"),
    ];
    if (this.chance.once(12)) return by(asks, "withdrawRequest");
    return this.chance.of(acts)?.();
  }

  #consent(): Maybe {
    const [id = ""] =
      this.chance.of([...this.state.assets].filter(([, { attribute }]) => attribute === 1n)) ?? [];
    const holder = String(this.state.follow(this.holder(id), id));
    if (this.chance.once(4)) return this.by(2, holder, SHARING, "withdrawConsent", id);
    return this.by(2, holder, SHARING, "consentStanding", id, this.#terms());
  }

  // ─── grants ───

  #grant(): Maybe {
    const [id, , asks, gives] = this.#request(STATUS.granted, STATUS.disposalDue);
    const by = (who: string, fn: string, ...args: unknown[]) =>
      this.by(2, who, SHARING, fn, id, ...args);
    const who = this.chance.once(3) ? this.parent(gives) : gives;
    const rectifyBy = this.chance.once(3) ? 0 : this.now + (1 + this.chance.below(20)) * DAY;
    const acts = [
      () => by(who, "suspend", 1 + this.chance.below(8), rectifyBy),
      () => by(who, "suspend", 1 + this.chance.below(8), rectifyBy),
      () => by(who, "resume"),
      () => by(asks, "reportRectified", this.word()),
      () => by(asks, "recordDisposal", this.word()),
      () => this.world.act(this.world.chain.deployer, SHARING, "closeExpired", id),
    ];
    if (this.chance.once(8)) {
      return by(this.chance.once(2) ? asks : who, "end", 1 + this.chance.below(8));
    }
    return this.chance.of(acts)?.();
  }

  #change(): Maybe {
    const [open, change] = this.chance.of([...this.state.changes]) ?? [];
    if (open !== undefined && change !== undefined && !this.chance.once(3)) {
      const one = this.state.requests.get(open) ?? {};
      const gives = this.standIn(one["provider"], open);
      const takes = this.standIn(one["requester"], open);
      const [own, other] = change["byProvider"] === true ? [gives, takes] : [takes, gives];
      const by = (who: string, fn: string, ...args: unknown[]) =>
        this.by(2, who, SHARING, fn, open, ...args);
      const acts = [
        () => by(other, "acceptChange", change["value"]),
        () => by(other, "declineChange"),
        () => by(own, "withdrawChange"),
        () => by(this.parent(gives), "confirmChange", change["value"]),
      ];
      return this.chance.of(acts)?.();
    }
    const [id, , asks, gives] = this.#request(STATUS.granted);
    const word = (value: number) => `0x${value.toString(16).padStart(64, "0")}`;
    const until = this.now + (1 + this.chance.below(60)) * DAY;
    const values = [this.word(), word(until), this.log, word(1 + this.chance.below(8))];
    const kind = 1 + this.chance.below(4);
    const by = this.chance.once(2) ? asks : gives;
    return this.by(2, by, SHARING, "proposeChange", id, kind, values[kind - 1]);
  }

  #return(): Maybe {
    const [id, one] = this.chance.of([...this.state.returns]) ?? [];
    if (id === undefined || one === undefined || this.chance.once(3)) {
      const [asset] = this.#coded();
      return this.by(2, this.pick(), RETURNS, "claimReturn", asset, this.word());
    }
    const asset = String(one["asset"]);
    const fits = [...this.state.requests].filter(
      ([, request]) => request["asset"] === asset && request["status"] === STATUS.granted,
    );
    const [grant] = this.chance.of(fits) ?? [];
    const holder = String(this.state.follow(this.holder(asset), asset));
    if (grant !== undefined) return this.by(2, holder, RETURNS, "connectReturn", id, grant);
    return this.by(2, this.standIn(one["claimant"], id), RETURNS, "withdrawReturn", id);
  }

  // ─── cases and findings ───

  #correction(): Maybe {
    const [id, one] =
      this.chance.of([...this.state.cases].filter(([, { kind }]) => kind === 3n)) ?? [];
    if (id === undefined || one === undefined || this.chance.once(2)) {
      const [asset] = this.#coded();
      const [grant, granted, asks] = this.#request(STATUS.granted);
      const rests = this.chance.once(2) && grant !== "";
      const args = rests ? [granted["asset"], grant] : [asset, ZeroHash];
      return this.by(2, rests ? asks : this.pick(), CASES, "raiseCorrection", ...args, this.word());
    }
    const asset = String(one["asset"]);
    const holder = String(this.state.follow(this.holder(asset), asset));
    const acts = [
      () => this.by(2, holder, CASES, "correct", id, this.word()),
      () => this.by(2, holder, CASES, "rejectCorrection", id, this.word()),
      () => this.by(2, this.standIn(one["raiser"], id), CASES, "closeCorrection", id),
    ];
    return this.chance.of(acts)?.();
  }

  #dispute(): Maybe {
    const [id, one] =
      this.chance.of([...this.state.cases].filter(([, { kind }]) => kind === 4n)) ?? [];
    if (id === undefined || one === undefined || this.chance.once(3)) {
      const [subject, , asks, answers] = this.#request(STATUS.answerDue, STATUS.granted);
      const by = this.chance.once(2) ? asks : answers;
      return this.by(2, by, CASES, "raiseDispute", subject, this.word());
    }
    const side = this.standIn(this.chance.once(2) ? one["raiser"] : one["respondent"], id);
    const above = this.chance.once(2) ? "1" : this.parent(side);
    const acts = [
      () => this.by(2, side, CASES, "settle", id, this.word()),
      () => this.by(2, side, CASES, "escalate", id),
      () => this.by(2, above, CASES, "referToGovernment", id),
      () => this.by(2, above, CASES, "decideDispute", id, this.word()),
      () => this.by(2, side, CASES, "execute", id),
    ];
    return this.chance.of(acts)?.();
  }

  #finding(): Maybe {
    const [id = "", one = {}] = this.chance.of([...this.state.findings]) ?? [];
    const against = this.standIn(one["against"], String(one["subject"]));
    const above = this.parent(against);
    const by = (who: string, fn: string, ...args: unknown[]) =>
      this.by(2, who, FINDINGS, fn, id, ...args);
    const [subject] = this.chance.of([...this.state.requests]) ?? [];
    const code = 3901 + this.chance.below(9);
    const guilty = this.pick();
    const acts = [
      () =>
        this.world.act(
          this.world.chain.deployer,
          ...([FINDINGS, "recordLateness", 1 + this.chance.below(4), subject] as const),
        ),
      () => {
        const args = [guilty, code, ZeroHash, this.word()];
        return this.by(2, this.parent(guilty), FINDINGS, "openFinding", ...args);
      },
      () => this.by(2, guilty, FINDINGS, "selfReport", code, ZeroHash, this.word()),
      () => by(above, "order", this.now + (1 + this.chance.below(9)) * DAY),
      () => by(against, "reportRectification", this.word()),
      () => by(above, "acceptRectification"),
      () => by(above, "rejectRectification", this.word()),
      () => by(above, "circulate"),
      () => by(above, "drop", this.word()),
      () => this.world.act(this.world.chain.deployer, FINDINGS, "annulLateness", id),
    ];
    return this.chance.of(acts)?.();
  }
}
