// SPDX-License-Identifier: Apache-2.0
// Random acts on organisations, seats and duties, and of the council.
import { encodeBytes32String } from "ethers";

import type { Act } from "../support/chain.ts";
import { codeBytes, unifiedCode } from "../support/codes.ts";
import { DAY, hash } from "../support/world.ts";
import { Acting, type Maybe, REGION, REGISTRY } from "./acting.ts";
import { ACTIVE } from "./state.ts";

const ALL = 63;
const SOURCE = encodeBytes32String("a test");

export class OrganizationActs extends Acting {
  // ─── organisations ───

  protected organization(): Maybe {
    const [one, account] = [this.pick(), this.accounts[0]];
    const above = this.headOf(this.parent(one));
    const facts = [codeBytes(unifiedCode(this.serial++)), this.word(), ALL, 5, REGION, account];
    const { status } = this.state.organizations.get(one)?.standing ?? { status: ACTIVE };
    const acts = [
      () => this.on(this.headOf(one), "admit", one, ...facts),
      () => this.on(this.headOf(one), "admit", one, ...facts),
      () => this.on(this.world.chain.admin, "admitRoot", ...facts),
      () => this.on(this.headOf(one), "rename", one, this.word()),
      () => this.on(above, status === ACTIVE ? "suspendOrganization" : "resumeOrganization", one),
    ];
    return this.chance.of(status === ACTIVE ? acts : acts.slice(-1))?.();
  }

  protected seat(): Maybe {
    const number = this.chance.of([...this.state.seats.keys()]);
    const seat = this.state.seats.get(number ?? "");
    const of = seat === undefined ? this.pick() : String(seat.organization);
    const head = this.headOf(of);
    const subject = this.chance.of([...this.state.assets.keys()]) ?? this.word();
    const until = this.now + 60 * DAY;
    const system = [...this.state.seats].find(
      ([, { office, organization }]) => office === 7n && String(organization) === of,
    );
    const since = Math.max(Number(seat?.from ?? 0n), this.now - this.chance.below(DAY));
    const dutyArgs = [hash(`duty ${String(this.chance.below(3))}`), subject] as const;
    const acts = [
      () => this.appoint(of, 1 + this.chance.below(6)),
      () => this.appoint(of, 1 + this.chance.below(6)),
      () => this.by(2, of, REGISTRY, "appointSystemSeat"),
      () => this.on(head, "endSeat", number),
      () => this.on(head, "reportCompromised", number, since),
    ];
    const ofHead = (fn: string, ...args: unknown[]): Maybe => {
      const found = this.by(2, of, REGISTRY, fn);
      return found?.fn === fn ? { ...found, args } : found;
    };
    acts[2] = () => ofHead("appointSystemSeat", of, this.accounts[0], until, 10);
    if (system !== undefined) {
      acts.push(() => ofHead("setAllowance", system[0], subject, !this.chance.once(3)));
    }
    const holder = String(this.state.follow(this.holder(subject), subject));
    acts.push(() => {
      const [duty, asset] = dutyArgs;
      const seats = [...this.state.seats].filter(([, s]) => String(s.organization) === holder);
      const responsible = this.chance.of(seats)?.[0] ?? 0;
      return this.by(
        2,
        holder,
        "dutyRegister",
        ...(["assignDuty", duty, this.word(), asset, responsible] as const),
      );
    });
    const [duty] = this.chance.of([...this.state.duties]) ?? [];
    if (duty !== undefined && this.chance.once(3)) {
      const [from = "", id, asset] = duty.split(" ");
      return this.by(2, from, "dutyRegister", "withdrawDuty", id, asset);
    }
    return this.chance.of(acts)?.();
  }

  protected holder(asset: string): bigint {
    return (this.state.assets.get(asset)?.["holder"] as bigint | undefined) ?? 0n;
  }

  protected reform(): Maybe {
    const [one, other] = [this.pick(), this.pick()];
    const [authority, { admin }] = [this.parent(one), this.world.chain];
    const root = authority === "0";
    const subjects = [...this.state.assets.keys(), ...this.state.rights.keys()]
      .filter(() => this.chance.once(4))
      .slice(0, 20);
    const by = (fn: string, ...args: unknown[]): Act =>
      root
        ? this.on(admin, `${fn}Root`, one, ...args)
        : this.on(this.headOf(authority), fn, authority, one, ...args);
    const to = this.chance.once(6) ? 0 : other;
    const moves = this.headOf(this.chance.once(2) ? authority : this.parent(authority));
    const acts = [
      () => this.on(moves, "changeParent", one, other),
      () => this.on(moves, "changeParent", one, other),
      () => this.on(admin, "changeTree", one, other),
      () => by("assign", subjects, to),
      () => by("assign", subjects, to),
      () => by("split", other),
      () => by("merge", other),
    ];
    if (this.chance.once(4)) acts.push(() => by("abolish"));
    return this.chance.of(acts)?.();
  }

  protected head(): Maybe {
    const [[number, pending] = []] = [this.chance.of([...this.state.pendingHeads])];
    if (number !== undefined && !this.chance.once(4)) {
      if (this.chance.once(4)) return this.on(this.headOf(this.parent(number)), "stopHead", number);
      return this.on(String(pending?.[0]), "takeHead", number);
    }
    const one = this.pick();
    const above = this.parent(one);
    const account = this.accounts[0];
    if (above === "0") return this.on(this.world.chain.admin, "replaceRootHead", one, account);
    if (this.chance.once(2)) return this.on(this.headOf(above), "replaceHead", one, account);
    return this.on(this.headOf(one), "proposeHead", one, account);
  }

  protected council(): Maybe {
    const { admin } = this.world.chain;
    const key = encodeBytes32String(`matrix.${String(this.chance.below(3))}`);
    const later = this.chance.once(2) ? 0 : this.now + this.chance.below(10) * DAY;
    const value = this.chance.below(1000);
    const year = 2030 + this.chance.below(5);
    const bits = (1n << BigInt(210 + this.chance.below(40))) - 1n;
    const type = [6, this.chance.once(2), false, 3, 5, 0, encodeBytes32String("a city's")];
    const mark = 1 + this.chance.below(3);
    const one = this.pick();
    const acts: readonly (readonly [Act["contract"], string, ...unknown[]])[] = [
      ["ruleBook", "setRule", key, value, mark, SOURCE, later],
      ["ruleBook", "withdrawRule", key],
      ["ruleBook", "setType", 100 + this.chance.below(2), type, mark, SOURCE, later],
      ["ruleBook", "withdrawType", 100 + this.chance.below(2)],
      ["workCalendar", "publishYear", year, bits, 0, SOURCE],
      ["councilSeats", "admitMember", one],
      ["councilSeats", "removeMember", one],
      ["council", "nameGuardian", one],
      ["councilSeats", "follow", one],
    ];
    const [contract, fn, ...args] = this.chance.of(acts) ?? ["council", "nameGuardian", 0];
    return this.world.act(admin, contract, fn, ...args);
  }
}
