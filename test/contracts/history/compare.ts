// SPDX-License-Identifier: Apache-2.0
// What the contracts' views tell, beside what was rebuilt: only what differs is listed.
import { AbiCoder, getAddress, keccak256, type Result, toBeHex, ZeroHash } from "ethers";

import type { ContractName, TestChain } from "../support/chain.ts";
import { NO_HEAD, type State, type Struct } from "./state.ts";

interface Difference {
  readonly what: string;
  readonly rebuilt: string;
  readonly told: string;
}

const NO_ID = `0x${"00".repeat(27)}`;

const plain = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === "bigint" || typeof part === "number" ? String(part) : part,
  );
const sorted = (struct: Struct): Struct =>
  Object.fromEntries(Object.entries(struct).toSorted(([a], [b]) => (a < b ? -1 : 1)));

export class Comparison {
  readonly differences: Difference[] = [];
  /** How many views were asked. */
  asked = 0;
  readonly #chain: TestChain;
  readonly #state: State;

  constructor(chain: TestChain, state: State) {
    [this.#chain, this.#state] = [chain, state];
  }

  /** A view with one answer that is no struct. */
  async #one(rebuilt: unknown, contract: ContractName, view: string, ...args: unknown[]) {
    const told = await this.#chain.read(contract, view, ...args);
    this.#hold(rebuilt, told, contract, view, args);
  }

  /** A view with several answers. */
  async #list(rebuilt: unknown, contract: ContractName, view: string, ...args: unknown[]) {
    const told = await this.#chain.read<Result>(contract, view, ...args);
    this.#hold(rebuilt, told.toArray(true), contract, view, args);
  }

  /** A view with a struct; of its members those that were rebuilt. */
  async #struct(rebuilt: Struct, contract: ContractName, view: string, ...args: unknown[]) {
    const found = (await this.#chain.read<Result>(contract, view, ...args)).toObject(true);
    const told = Object.entries(found).filter(([name]) => name !== "inForce");
    this.#hold(sorted(rebuilt), sorted(Object.fromEntries(told)), contract, view, args);
  }

  #hold(rebuilt: unknown, told: unknown, contract: string, view: string, args: unknown[]): void {
    this.asked++;
    const [one, other] = [plain(rebuilt), plain(told)];
    if (one === other) return;
    const what = `${contract}.${view}(${args.map(String).join(", ")})`;
    this.differences.push({ what, rebuilt: one, told: other });
  }

  async organizations(): Promise<void> {
    const { organizations, ...state } = this.#state;
    const at = "organizationRegistry";
    await this.#one(organizations.size, at, "organizationCount");
    for (const [number, one] of organizations) {
      const { code, nameHash, head, standing } = one;
      const organization = await this.#chain.read<Result>(at, "organization", number);
      const told = organization.toArray(true);
      const rebuilt = [code, nameHash, head, Object.values(standing)];
      this.#hold(rebuilt, told, at, "organization", [number]);
      const bounds = [this.#state.childrenOf(number), this.#state.assignmentsOf(number)];
      const depth = state.successions.get(number) ?? 0n;
      await this.#list([...bounds, depth], at, "bounds", number);
      await this.#list(state.pendingHeads.get(number) ?? NO_HEAD, at, "pendingHead", number);
      await this.#one(number, at, "organizationByCode", code);
      for (const office of [2, 3]) {
        const seat = state.soleSeats.get(`${number} ${String(office)}`) ?? 0n;
        await this.#one(seat, at, "soleSeat", number, office);
      }
      await this.#one(state.members.has(number), "councilSeats", "isMember", number);
    }
    for (const [number, account] of state.votes) {
      const member = getAddress(toBeHex(number, 20));
      await this.#one(account, "councilSeats", "delegates", member);
    }
    await this.#one(state.members.size, "councilSeats", "memberCount");
    await this.#one(state.guardian, "council", "guardian");
    for (const [account, number] of state.accounts) {
      await this.#one(number, at, "organizationOf", account);
    }
    for (const [key, to] of state.assignments) {
      await this.#one(to, at, "assignmentOf", ...key.split(" "));
    }
  }

  async seats(): Promise<void> {
    const { seats, seatEnds, allowances, duties } = this.#state;
    const at = "organizationRegistry";
    await this.#one(seats.size, at, "seatCount");
    for (const [number, one] of seats) {
      await this.#struct({ ...one }, at, "seat", number);
      await this.#list(seatEnds.get(number) ?? [0n, 0n], at, "seatEnd", number);
    }
    for (const [key, allowed] of allowances) {
      await this.#one(allowed, at, "allowance", ...key.split(" "));
    }
    for (const [key, duty] of duties) {
      const types = ["uint32", "bytes32", "bytes32"];
      const id = keccak256(AbiCoder.defaultAbiCoder().encode(types, key.split(" ")));
      await this.#list(duty, "dutyRegister", "responsible", id);
    }
  }

  async assets(): Promise<void> {
    const at = "assetRegistry";
    const state = this.#state;
    for (const [id, one] of state.assets) {
      const holder = state.follow(one["holder"] as bigint, id);
      await this.#struct({ ...one, holder }, at, "asset", id);
      const procedure = state.procedures.get(id) ?? {};
      const registrar = state.follow(procedure["registrar"] as bigint, id);
      await this.#struct({ ...procedure, registrar }, at, "procedure", id);
      const { catalogueCode, region } = one;
      const taken = state.catalogue.get(`${String(catalogueCode)} ${String(region)}`);
      await this.#one(taken ?? ZeroHash, at, "assetByCatalogueCode", catalogueCode, region);
      for (const act of [1, 2, 3, 4]) {
        const none = { organization: 0n, since: 0n, until: 0n, liftedBy: 0n, reason: ZeroHash };
        const veto = state.vetoes.get(`${id} ${String(act)}`) ?? none;
        await this.#struct(veto, at, "vetoOf", id, act);
      }
    }
  }

  async rights(): Promise<void> {
    const at = "rightRegistry";
    const state = this.#state;
    for (const [id, one] of state.rights) {
      await this.#struct(one, at, "rightOf", id);
      const holder = state.follow(one["holder"] as bigint, id);
      await this.#struct({ ...state.rightStates.get(id), holder }, at, "rightStatus", id);
    }
    const now = await this.#chain.now();
    for (const [id, { holder }] of state.assets) {
      const offer = state.offers.get(id);
      const from = state.follow(holder as bigint, id);
      const none = { from: 0n, to: 0n, time: 0n, basis: ZeroHash };
      await this.#struct(offer === undefined ? none : { from, ...offer }, at, "offerOf", id);
      await this.#one(state.transfers.get(id) ?? 0n, at, "transferCount", id);
      await this.#one(state.rightCounts.get(id) ?? 0n, at, "rightCount", id);
      await this.#list(state.stages.get(id) ?? [0n, ZeroHash], at, "stageAt", id, now);
    }
  }

  async cases(): Promise<void> {
    const at = "caseRegistry";
    const { cases, caseStates, caseCounts, openCases } = this.#state;
    for (const [id, one] of cases) {
      await this.#struct(one, at, "caseOf", id);
      await this.#struct({ ...caseStates.get(id) }, at, "caseStatus", id);
      const { asset, raiser } = one;
      const open = openCases.get(`${String(asset)} ${String(raiser)}`) ?? ZeroHash;
      await this.#one(open, at, "openCaseOf", asset, raiser);
    }
    for (const [raiser, count] of caseCounts) await this.#one(count, at, "caseCount", raiser);
  }

  async sharing(): Promise<void> {
    const at = "sharingRegistry";
    const { requests, grants, parents, changes, consents, demands, returns } = this.#state;
    for (const [id, one] of requests) {
      await this.#struct(one, at, "requestOf", id);
      await this.#one(parents.get(id) ?? ZeroHash, at, "parentOf", id);
    }
    for (const [id, one] of grants) {
      const { from, scope, log } = one;
      const parent = parents.get(id) ?? ZeroHash;
      await this.#struct({ ...one, from, scope, log, parent }, at, "grantStatus", id);
      const none = { value: ZeroHash, kind: 0n, declined: false, byProvider: false, time: 0n };
      await this.#struct(changes.get(id) ?? none, at, "changeOf", id);
    }
    for (const [asset, { log, ...consent }] of consents) {
      const { logNumber, ...told } = (
        await this.#chain.read<Result>(at, "consentOf", asset)
      ).toObject();
      this.#hold(sorted(consent), sorted(told), at, "consentOf", [asset]);
      await this.#one(log, at, "logOf", logNumber);
    }
    for (const [id, one] of demands) await this.#struct(one, at, "demandOf", id);
    for (const [id, { state: _, ...one }] of returns) {
      const { state: __, ...told } = (
        await this.#chain.read<Result>("returnRegistry", "returnOf", id)
      ).toObject();
      this.#hold(sorted(one), sorted(told), "returnRegistry", "returnOf", [id]);
    }
  }

  /** All but the recipient's limit, which the calendars give. */
  async deliveries(): Promise<void> {
    const at = "deliveryRegistry";
    for (const grant of this.#state.grants.keys()) {
      const none = { id: NO_ID, firstAt: 0n, anchoredAt: 0n };
      const nothing = { ...none, receipt: ZeroHash, receivedAt: 0n, result: 0n };
      const {
        receiptDue: _,
        provisional: __,
        ...told
      } = (await this.#chain.read<Result>(at, "deliveryOf", grant)).toObject();
      const rebuilt = this.#state.deliveries.get(grant) ?? nothing;
      this.#hold(sorted(rebuilt), sorted(told), at, "deliveryOf", [grant]);
    }
  }

  async findings(): Promise<void> {
    const at = "findingRegistry";
    const { findings, findingStates, findingCounts } = this.#state;
    for (const [id, one] of findings) {
      const { since: _, ...told } = (
        await this.#chain.read<Result>(at, "findingOf", id)
      ).toObject();
      this.#hold(sorted(one), sorted(told), at, "findingOf", [id]);
      await this.#struct(findingStates.get(id) ?? {}, at, "findingStatus", id);
    }
    for (const [by, count] of findingCounts) await this.#one(count, at, "findingCount", by);
  }

  async law(): Promise<void> {
    const { rules, types, years } = this.#state;
    for (const [key, versions] of rules) {
      await this.#one(versions.length, "ruleBook", "ruleVersions", key);
      for (const [i, one] of versions.entries()) {
        await this.#struct(one, "ruleBook", "ruleVersion", key, i);
      }
    }
    for (const [id, versions] of types) {
      await this.#one(versions.length, "ruleBook", "typeVersions", id);
      for (const [i, { type, mark, source, from }] of versions.entries()) {
        await this.#list([type, mark, source, from], "ruleBook", "typeVersion", id, i);
      }
    }
    for (const [year, one] of years) await this.#list(one, "workCalendar", "yearOf", year);
  }

  async all(): Promise<void> {
    await this.organizations();
    await this.seats();
    await this.assets();
    await this.rights();
    await this.cases();
    await this.sharing();
    await this.deliveries();
    await this.findings();
    await this.law();
  }
}
