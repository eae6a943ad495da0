// SPDX-License-Identifier: Apache-2.0
// Random acts that might be allowed, chosen by what the events told so far.
import { encodeBytes32String, ZeroHash } from "ethers";

import type { Act } from "../support/chain.ts";
import { codeBytes, unifiedCode } from "../support/codes.ts";
import { DAY, hash, type World } from "../support/world.ts";
import type { Chance } from "./random.ts";
import { STAGE } from "./replay-assets.ts";
import { ABOLISHED, ACTIVE, type State } from "./state.ts";

const REGISTRY = "organizationRegistry";
const ASSETS = "assetRegistry";
const RIGHTS = "rightRegistry";
const CASES = "caseRegistry";
const ALL = 63;
const REGION = 990_000;
const SOURCE = encodeBytes32String("a test");

type Maybe = Act | undefined;

export class RandomActs {
  readonly #world: World;
  readonly #state: State;
  readonly #chance: Chance;
  #serial = 10;
  /** Accounts that serve nobody yet. */
  #accounts: string[] = [];
  now = 0;

  constructor(world: World, state: State, chance: Chance) {
    [this.#world, this.#state, this.#chance] = [world, state, chance];
  }

  give(account: string): void {
    this.#accounts = [account];
  }

  /** An act, or none that would do. */
  next(): Maybe {
    const kinds = [
      ...[this.#organization, this.#seat, this.#reform, this.#head, this.#council],
      ...[this.#register, this.#step, this.#step, this.#step, this.#step, this.#open, this.#asset],
      ...[this.#right, this.#rightAnswer, this.#transfer, this.#raise, this.#decide],
    ];
    const act = this.#chance.of(kinds)?.call(this);
    // What it would be about may not exist yet.
    const missing = act?.args.some((value) => value === "" || value === undefined) ?? true;
    return missing ? undefined : act;
  }

  // ─── who ───

  #living(): string[] {
    return [...this.#state.organizations.keys()].filter(
      (number) => this.#state.organizations.get(number)?.standing.status !== ABOLISHED,
    );
  }

  #pick(): string {
    return this.#chance.of(this.#living()) ?? "1";
  }

  #parent(number: string): string {
    return String(this.#state.organizations.get(number)?.standing.parent ?? 0n);
  }

  #headOf(number: string): string {
    return this.#state.organizations.get(number)?.head ?? this.#world.chain.deployer;
  }

  /** An act by an organisation's sole seat of an office, or its appointment if there is none. */
  #by(office: 2 | 3, of: string, contract: Act["contract"], fn: string, ...args: unknown[]): Maybe {
    const number = this.#state.soleSeats.get(`${of} ${String(office)}`);
    const seat = this.#state.seats.get(String(number));
    if (seat?.state === 1n && Number(seat.until) > this.now) {
      return this.#world.act(seat.account, contract, fn, number, ...args);
    }
    return this.#appoint(of, office);
  }

  #appoint(of: string, office: number): Maybe {
    const account = this.#accounts[0];
    const until = this.now + (30 + this.#chance.below(300)) * DAY;
    const key = this.#chance.once(2) ? ZeroHash : hash(`key ${String(this.#serial++)}`);
    return this.#on(this.#headOf(of), "appointSeat", of, office, account, until, key);
  }

  #on(by: string, fn: string, ...args: unknown[]): Act {
    return this.#world.act(by, REGISTRY, fn, ...args);
  }

  #word(): string {
    return hash(`word ${String(this.#serial++)}`);
  }

  // ─── organisations ───

  #organization(): Maybe {
    const [one, account] = [this.#pick(), this.#accounts[0]];
    const above = this.#headOf(this.#parent(one));
    const facts = [codeBytes(unifiedCode(this.#serial++)), this.#word(), ALL, 5, REGION, account];
    const { status } = this.#state.organizations.get(one)?.standing ?? { status: ACTIVE };
    const acts = [
      () => this.#on(this.#headOf(one), "admit", one, ...facts),
      () => this.#on(this.#headOf(one), "admit", one, ...facts),
      () => this.#on(this.#world.chain.admin, "admitRoot", ...facts),
      () => this.#on(this.#headOf(one), "rename", one, this.#word()),
      () => this.#on(above, status === ACTIVE ? "suspendOrganization" : "resumeOrganization", one),
    ];
    return this.#chance.of(status === ACTIVE ? acts : acts.slice(-1))?.();
  }

  #seat(): Maybe {
    const number = this.#chance.of([...this.#state.seats.keys()]);
    const seat = this.#state.seats.get(number ?? "");
    const of = seat === undefined ? this.#pick() : String(seat.organization);
    const head = this.#headOf(of);
    const subject = this.#chance.of([...this.#state.assets.keys()]) ?? this.#word();
    const until = this.now + 60 * DAY;
    const system = [...this.#state.seats].find(
      ([, { office, organization }]) => office === 7n && String(organization) === of,
    );
    const since = Math.max(Number(seat?.from ?? 0n), this.now - this.#chance.below(DAY));
    const dutyArgs = [hash(`duty ${String(this.#chance.below(3))}`), subject] as const;
    const acts = [
      () => this.#appoint(of, 1 + this.#chance.below(6)),
      () => this.#appoint(of, 1 + this.#chance.below(6)),
      () => this.#by(2, of, REGISTRY, "appointSystemSeat"),
      () => this.#on(head, "endSeat", number),
      () => this.#on(head, "reportCompromised", number, since),
    ];
    const ofHead = (fn: string, ...args: unknown[]): Maybe => {
      const found = this.#by(2, of, REGISTRY, fn);
      return found?.fn === fn ? { ...found, args } : found;
    };
    acts[2] = () => ofHead("appointSystemSeat", of, this.#accounts[0], until, 10);
    if (system !== undefined) {
      acts.push(() => ofHead("setAllowance", system[0], subject, !this.#chance.once(3)));
    }
    const holder = String(this.#state.follow(this.#holder(subject), subject));
    acts.push(() => {
      const [duty, asset] = dutyArgs;
      const seats = [...this.#state.seats].filter(([, s]) => String(s.organization) === holder);
      const responsible = this.#chance.of(seats)?.[0] ?? 0;
      return this.#by(
        2,
        holder,
        "dutyRegister",
        ...(["assignDuty", duty, this.#word(), asset, responsible] as const),
      );
    });
    const [duty] = this.#chance.of([...this.#state.duties]) ?? [];
    if (duty !== undefined && this.#chance.once(3)) {
      const [from = "", id, asset] = duty.split(" ");
      return this.#by(2, from, "dutyRegister", "withdrawDuty", id, asset);
    }
    return this.#chance.of(acts)?.();
  }

  #holder(asset: string): bigint {
    return (this.#state.assets.get(asset)?.["holder"] as bigint | undefined) ?? 0n;
  }

  #reform(): Maybe {
    const [one, other] = [this.#pick(), this.#pick()];
    const [authority, { admin }] = [this.#parent(one), this.#world.chain];
    const root = authority === "0";
    const subjects = [...this.#state.assets.keys(), ...this.#state.rights.keys()]
      .filter(() => this.#chance.once(4))
      .slice(0, 20);
    const by = (fn: string, ...args: unknown[]): Act =>
      root
        ? this.#on(admin, `${fn}Root`, one, ...args)
        : this.#on(this.#headOf(authority), fn, authority, one, ...args);
    const to = this.#chance.once(6) ? 0 : other;
    const moves = this.#headOf(this.#chance.once(2) ? authority : this.#parent(authority));
    const acts = [
      () => this.#on(moves, "changeParent", one, other),
      () => this.#on(moves, "changeParent", one, other),
      () => this.#on(admin, "changeTree", one, other),
      () => by("assign", subjects, to),
      () => by("assign", subjects, to),
      () => by("split", other),
      () => by("merge", other),
    ];
    if (this.#chance.once(4)) acts.push(() => by("abolish"));
    return this.#chance.of(acts)?.();
  }

  #head(): Maybe {
    const [[number, pending] = []] = [this.#chance.of([...this.#state.pendingHeads])];
    if (number !== undefined && !this.#chance.once(4)) {
      if (this.#chance.once(4))
        return this.#on(this.#headOf(this.#parent(number)), "stopHead", number);
      return this.#on(String(pending?.[0]), "takeHead", number);
    }
    const one = this.#pick();
    const above = this.#parent(one);
    const account = this.#accounts[0];
    if (above === "0") return this.#on(this.#world.chain.admin, "replaceRootHead", one, account);
    if (this.#chance.once(2)) return this.#on(this.#headOf(above), "replaceHead", one, account);
    return this.#on(this.#headOf(one), "proposeHead", one, account);
  }

  #council(): Maybe {
    const { admin } = this.#world.chain;
    const key = encodeBytes32String(`matrix.${String(this.#chance.below(3))}`);
    const later = this.#chance.once(2) ? 0 : this.now + this.#chance.below(10) * DAY;
    const value = this.#chance.below(1000);
    const year = 2030 + this.#chance.below(5);
    const bits = (1n << BigInt(210 + this.#chance.below(40))) - 1n;
    const type = [6, this.#chance.once(2), false, 3, 5, 0, encodeBytes32String("a city's")];
    const mark = 1 + this.#chance.below(3);
    const one = this.#pick();
    const acts: readonly (readonly [Act["contract"], string, ...unknown[]])[] = [
      ["ruleBook", "setRule", key, value, mark, SOURCE, later],
      ["ruleBook", "withdrawRule", key],
      ["ruleBook", "setType", 100 + this.#chance.below(2), type, mark, SOURCE, later],
      ["ruleBook", "withdrawType", 100 + this.#chance.below(2)],
      ["workCalendar", "publishYear", year, bits, 0, SOURCE],
      ["councilSeats", "admitMember", one],
      ["councilSeats", "removeMember", one],
      ["council", "nameGuardian", one],
      ["councilSeats", "follow", one],
    ];
    const [contract, fn, ...args] = this.#chance.of(acts) ?? ["council", "nameGuardian", 0];
    return this.#world.act(admin, contract, fn, ...args);
  }

  // ─── assets ───

  #register(): Maybe {
    const catalogue = hash(`catalogue ${String(this.#chance.below(400))}`);
    const attribute = 1 + this.#chance.below(3);
    const what = [catalogue, REGION, attribute, 1 + this.#chance.below(2), this.#word()];
    const basis = attribute === 3 || this.#chance.once(3) ? this.#word() : ZeroHash;
    return this.#by(2, this.#pick(), ASSETS, "register", this.#serial++, ...what, basis, true);
  }

  /** The next step of a procedure, or another one that its stage allows. */
  #step(): Maybe {
    const open = [...this.#state.procedures].filter(
      ([, { stage }]) => (stage as bigint) < STAGE.coded,
    );
    const [id = "", procedure = {}] = this.#chance.of(open) ?? [];
    const holder = String(this.#state.follow(this.#holder(id), id));
    const registrar = String(this.#state.follow((procedure["registrar"] ?? 0n) as bigint, id));
    if (this.#chance.once(25)) return this.#by(2, holder, ASSETS, "withdraw", id);
    const type = this.#state.types.get(String(procedure["type_"]))?.[0]?.type as
      { assessed: boolean; reviewed: boolean; noticeDays: bigint } | undefined;
    const approve = (): Act => this.#world.act(this.#headOf(holder), ASSETS, "approve", id);
    const applicant = (fn: string, ...args: unknown[]) =>
      this.#by(2, holder, ASSETS, fn, id, ...args);
    const office = (fn: string, ...args: unknown[]) =>
      this.#by(2, registrar, ASSETS, fn, id, ...args);
    const last = (): Maybe => office(type?.noticeDays === 0n ? "confirm" : "publish");
    switch (procedure["stage"]) {
      case STAGE.drafted:
        return type?.assessed === true
          ? applicant("assess", this.#word(), this.#word())
          : approve();
      case STAGE.assessed:
        return approve();
      case STAGE.approved:
        return applicant("submit", this.#parent(holder));
      case STAGE.submitted:
        if (this.#chance.once(5)) return office("returnForGaps", this.#word());
        return this.#chance.once(10) ? office("reject", 7, this.#word()) : office("accept");
      case STAGE.returned:
        return applicant("resubmit", this.#word());
      case STAGE.accepted:
        if (this.#chance.once(10)) return office("refuse", 7, this.#word());
        return type?.reviewed === true ? office("review") : last();
      case STAGE.reviewed:
        return last();
      default:
        return office("confirm");
    }
  }

  #open(): Maybe {
    const [id = ""] = this.#chance.of([...this.#state.assets]) ?? [];
    const holder = String(this.#state.follow(this.#holder(id), id));
    const type = this.#chance.of([1, 2, 3, 5, 100, 101]);
    return this.#by(2, holder, ASSETS, "open", id, type, this.#word());
  }

  #asset(): Maybe {
    const [id = ""] = this.#chance.of([...this.#state.assets]) ?? [];
    const holder = String(this.#state.follow(this.#holder(id), id));
    const until = this.now + (1 + this.#chance.below(20)) * DAY;
    const act = 1 + this.#chance.below(4);
    const [key, veto] = this.#chance.of([...this.#state.vetoes]) ?? [];
    if (key !== undefined && this.#chance.once(3)) {
      const [asset, vetoed] = key.split(" ");
      const above = this.#parent(String(veto?.["organization"]));
      return this.#by(2, above, ASSETS, "liftVeto", asset, vetoed, this.#word());
    }
    if (this.#chance.once(3))
      return this.#by(3, holder, ASSETS, "veto", id, act, this.#word(), until);
    if (this.#chance.once(3))
      return this.#by(2, holder, RIGHTS, "recordStage", id, 1 + (act % 3), this.#word());
    const centre = this.#chance.once(4) ? 0 : this.#pick();
    return this.#by(2, holder, ASSETS, "setCustodian", id, centre);
  }

  // ─── rights and cases ───

  #right(): Maybe {
    const coded = [...this.#state.assets].filter(([, { state }]) => state === 2n);
    const [id = ""] = this.#chance.of(coded) ?? [];
    const holder = String(this.#state.follow(this.#holder(id), id));
    const parents = [...this.#state.rights].filter(([, { asset }]) => asset === id);
    const [parent, from] = this.#chance.once(3) ? (this.#chance.of(parents) ?? []) : [];
    const kind = parent === undefined ? 2 + this.#chance.below(2) : 2;
    const until = this.now + (parent === undefined ? 90 : 10) * DAY;
    const by = parent === undefined ? holder : this.#standIn(from?.["holder"], parent);
    const basis = parent === undefined ? 1 + this.#chance.below(3) : 4;
    const what = [id, parent ?? ZeroHash, kind, this.#pick(), basis, 0, until];
    return this.#by(2, by, RIGHTS, "confer", ...what, this.#word(), this.#word());
  }

  #standIn(number: unknown, subject: string): string {
    return String(this.#state.follow((number ?? 0n) as bigint, subject));
  }

  #rightAnswer(): Maybe {
    const [id = "", right = {}] = this.#chance.of([...this.#state.rights]) ?? [];
    const holder = this.#standIn(right["holder"], id);
    const grantor = this.#standIn(right["grantor"], String(right["asset"]));
    const end = [id, 7, this.#word()];
    const roll = this.#chance.below(8);
    if (roll === 0) return this.#by(2, holder, RIGHTS, "waive", id);
    if (roll === 1) return this.#by(2, grantor, RIGHTS, "endRight", ...end);
    if (roll === 2) return this.#by(2, this.#parent(grantor), RIGHTS, "endRight", ...end);
    return this.#by(2, holder, RIGHTS, "acceptRight", id);
  }

  #transfer(): Maybe {
    const [id = "", offer] = this.#chance.of([...this.#state.offers]) ?? [];
    if (offer !== undefined && !this.#chance.once(4)) {
      const holder = String(this.#state.follow(this.#holder(id), id));
      if (this.#chance.once(4)) return this.#by(2, holder, RIGHTS, "withdrawTransfer", id);
      return this.#by(2, this.#standIn(offer.to, id), RIGHTS, "acceptTransfer", id);
    }
    const coded = [...this.#state.assets].filter(([, { state }]) => state === 2n);
    const [asset = ""] = this.#chance.of(coded) ?? [];
    const holder = String(this.#state.follow(this.#holder(asset), asset));
    return this.#by(2, holder, RIGHTS, "offerTransfer", asset, this.#pick(), this.#word());
  }

  #raise(): Maybe {
    if (this.#chance.once(2)) return undefined;
    const published = [...this.#state.procedures].filter(([, { stage }]) => stage === STAGE.notice);
    const [notice] = this.#chance.of(published) ?? [];
    if (notice !== undefined) {
      return this.#by(2, this.#pick(), CASES, "raiseObjection", notice, this.#word());
    }
    const [id] = this.#chance.of([...this.#state.assets]) ?? [];
    return this.#by(2, this.#pick(), CASES, "openOwnershipDispute", id, this.#word());
  }

  #decide(): Maybe {
    const open = [...this.#state.openCases.values()];
    const id = this.#chance.of(open) ?? "";
    const { raiser, asset, registrar } = this.#state.cases.get(id) ?? {};
    if (this.#chance.once(4)) {
      return this.#by(2, this.#standIn(raiser, id), CASES, "withdrawCase", id);
    }
    const fn = this.#chance.once(3) ? "uphold" : "dismiss";
    if (this.#chance.once(3)) {
      return this.#world.act(this.#world.chain.admin, CASES, `${fn}ByCouncil`, id, this.#word());
    }
    const objection = registrar !== undefined && registrar !== 0n;
    const by = objection
      ? this.#standIn(registrar, String(asset))
      : this.#chance.of(["1", this.#parent(this.#standIn(raiser, id))]);
    return this.#by(2, by ?? "1", CASES, fn, id, this.#word());
  }
}
