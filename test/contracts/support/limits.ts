// SPDX-License-Identifier: Apache-2.0
// Limits that run from a Thursday on, and their lateness.
import type { Act } from "./chain.ts";
import { FindingTests } from "./findings.ts";
import { beijing } from "./law.ts";
import { THURSDAY } from "./shared-cases.ts";
import { hash, idIn } from "./world.ts";

const FINDINGS = "findingRegistry";

export const CLOCK = {
  ...{ answer: 1, delivery: 2, disposal: 3, receipt: 4, correction: 5, registration: 6 },
  rectification: 7,
} as const;
/** The first moments after ten and after twenty working days from the Thursday on. */
export const [TEN, TWENTY] = ["2025-10-16", "2025-10-30"] as const;

/** A limit: its number, the code of its lateness, who owes the act, and the first moment after it. */
interface Limit {
  readonly clock: number;
  readonly code: number;
  readonly by: "holder" | "requester";
  readonly due: string;
}

export const LIMIT = {
  answer: { clock: CLOCK.answer, code: 3904, by: "holder", due: TEN },
  delivery: { clock: CLOCK.delivery, code: 3904, by: "holder", due: TWENTY },
  disposal: { clock: CLOCK.disposal, code: 4004, by: "requester", due: TWENTY },
  correction: { clock: CLOCK.correction, code: 3906, by: "holder", due: TEN },
  rectification: { clock: CLOCK.rectification, code: 4007, by: "requester", due: TEN },
} as const satisfies Readonly<Record<string, Limit>>;
export type LimitName = keyof typeof LIMIT;

export class LimitTests extends FindingTests {
  /** Begins a limit on the Thursday. @returns what it is about */
  async begin(limit: LimitName): Promise<string> {
    await this.at(THURSDAY, "09:00:00");
    if (limit === "correction") return this.correction();
    if (limit === "disposal") {
      await this.does(this.acting(this.province.requesterHead, "end", this.granted, 1));
      return this.granted;
    }
    if (limit === "rectification") {
      const order = [this.granted, 2, beijing(TEN)];
      await this.does(this.acting(this.province.holderHead, "suspend", ...order));
      return this.granted;
    }
    const id = await this.newRequest({ scope: hash("another") });
    if (limit === "delivery") {
      await this.at(THURSDAY, "10:00:00");
      await this.does(this.grant(id));
    }
    return id;
  }

  /** Records a lateness. @returns the finding */
  async recorded(clock: number, subject: string): Promise<string> {
    return idIn(await this.does(this.record(clock, subject)), "LatenessRecorded");
  }

  /** Expects that a limit was kept, or has not passed. */
  async notLate(clock: number, subject: string, due: number): Promise<void> {
    const act = this.record(clock, subject);
    await this.refused(act, "FindingRegistry__NotLate", clock, subject, due);
  }

  annul(id: string): Act {
    return this.world.act(this.chain.deployer, FINDINGS, "annulLateness", id);
  }

  latenessId(clock: number, subject: string, due: number): string {
    const types = ["uint8", "bytes32", "uint48"];
    return this.findingId(types, ["lateness", clock, subject, due]);
  }
}
