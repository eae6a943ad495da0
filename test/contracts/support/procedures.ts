// SPDX-License-Identifier: Apache-2.0
// Registration procedures in every state: the province, its parties, and the case registry's account.
import type { LawOverrides } from "../../../deploy/law/load.ts";
import type { Act, Done } from "./chain.ts";
import { type Parties, passNotice, type Step, step, STEPS, take } from "./registration.ts";
import { Suite } from "./suite.ts";
import { hash, idIn, OFFICE, type Organization, type Province, type Seat } from "./world.ts";

const ASSETS = "assetRegistry";
export const REASON = 7;
export const FIRST_TYPE = 1;

/** The contract's stages, by number. */
export const STAGE = {
  None: 0,
  Drafted: 1,
  Assessed: 2,
  Approved: 3,
  Submitted: 4,
  Accepted: 5,
  Returned: 6,
  Reviewed: 7,
  PublicNotice: 8,
  Coded: 9,
  Rejected: 10,
  Refused: 11,
  Withdrawn: 12,
} as const;
export type StageName = keyof typeof STAGE;

/** What `procedure` answers. */
export interface ProcedureView {
  readonly type_: bigint;
  readonly effect: bigint;
  readonly stage: bigint;
  readonly returned: boolean;
  readonly registrar: bigint;
  readonly opened: bigint;
  readonly since: bigint;
  readonly due: bigint;
  readonly noticeEnd: bigint;
  readonly provisional: boolean;
  readonly recordHash: string;
}

/** What `asset` answers. */
export interface AssetView {
  readonly state: bigint;
  readonly version: bigint;
  readonly until: bigint;
  readonly frozen: bigint;
  readonly registrar: bigint;
  readonly serial: bigint;
  readonly holder: bigint;
  readonly recordHash: string;
}

interface Answer<View> {
  toObject(): View;
}

export class ProcedureTests extends Suite {
  /**
   * @param law what its chain has otherwise than the law as it is shipped
   * @param beginning its chain's first moment, ISO 8601: in a year whose calendar is shipped
   */
  constructor(law: LawOverrides = {}, beginning = "2026-03-02T09:00:00+08:00") {
    super(law, beginning);
  }

  protected override async prepare({ chain }: Province): Promise<void> {
    const params = [chain.addresses.caseRegistry];
    await chain.provider.request({ method: "hardhat_impersonateAccount", params });
  }

  get parties(): Parties {
    const { holder, holderHead, authorityHead } = this.province;
    return { applicant: holderHead, head: holder.head, registrar: authorityHead };
  }

  acting(by: Seat, fn: string, ...args: readonly unknown[]): Act {
    return this.world.bySeat(by, ASSETS, fn, ...args);
  }

  /** An act of the registrar. */
  byRegistrar(fn: string, id: string, ...args: readonly unknown[]): Act {
    return this.acting(this.parties.registrar, fn, id, ...args);
  }

  /** An act of the holder's head of the data office. */
  byHolder(fn: string, id: string, ...args: readonly unknown[]): Act {
    return this.acting(this.parties.applicant, fn, id, ...args);
  }

  /** An act of the case registry. */
  byCase(fn: string, id: string, ...args: readonly unknown[]): Act {
    return this.world.act(this.chain.addresses.caseRegistry, ASSETS, fn, id, ...args);
  }

  step(id: string, fn: Step): Act {
    return step(this.world, this.parties, id, fn);
  }

  /** Takes these steps; before coding the public notice passes. */
  async take(id: string, steps?: readonly Step[]): Promise<Done> {
    return take(this.world, this.parties, id, steps);
  }

  /** Takes the steps of a full procedure up to one. */
  async takeTo(id: string, last: Step): Promise<Done> {
    return this.take(id, STEPS.slice(0, STEPS.indexOf(last) + 1));
  }

  /** Takes all steps of an open procedure by other seats of the same organisations. */
  async codeBy(applicant: Seat, registrar: Seat, id: string): Promise<Done> {
    return take(this.world, { ...this.parties, applicant, registrar }, id);
  }

  async passNotice(id: string): Promise<void> {
    await passNotice(this.chain, id);
  }

  async draft(): Promise<string> {
    return this.world.asset(this.parties.applicant);
  }

  async coded(): Promise<string> {
    return this.world.asset(this.parties.applicant, this.parties.registrar);
  }

  /** Opens a procedure of another type. */
  async opened(id: string, type: number, record = hash("next record")): Promise<Done> {
    return this.does(this.byHolder("open", id, type, record));
  }

  async register(): Promise<string> {
    return idIn(await this.does(this.world.register(this.parties.applicant)), "AssetRegistered");
  }

  async procedure(id: string): Promise<ProcedureView> {
    return (await this.chain.read<Answer<ProcedureView>>(ASSETS, "procedure", id)).toObject();
  }

  async asset(id: string): Promise<AssetView> {
    return (await this.chain.read<Answer<AssetView>>(ASSETS, "asset", id)).toObject();
  }

  async stage(id: string): Promise<StageName> {
    const { stage } = await this.procedure(id);
    return (Object.keys(STAGE) as StageName[])[Number(stage)] ?? "None";
  }

  /** A seat of an office in an organisation, for years. */
  async seatFor(organization: Organization, office: number, years = 5): Promise<Seat> {
    return this.world.appoint(organization, office, years * 365 * 86_400);
  }

  /** Lets time pass to a moment, at which both heads of data offices are appointed anew. */
  async passTo(time: number): Promise<{ holder: Seat; registrar: Seat }> {
    const { authority, holder } = this.province;
    await this.chain.pass(time - (await this.chain.now()));
    const office = OFFICE.headOfDataOffice;
    return {
      holder: await this.seatFor(holder, office, 1),
      registrar: await this.seatFor(authority, office, 1),
    };
  }

  /** A chief data officer of an organisation. */
  async chief(organization: Organization): Promise<Seat> {
    return this.seatFor(organization, OFFICE.chiefDataOfficer, 1);
  }
}
