// SPDX-License-Identifier: Apache-2.0
// Acts on findings.
import { AbiCoder, keccak256 } from "ethers";

import type { Act } from "./chain.ts";
import { SharedCaseTests } from "./shared-cases.ts";
import { DAY, hash, idIn, type Seat, ZeroHash } from "./world.ts";

const FINDINGS = "findingRegistry";
/** An ordinary code: sharing was obstructed. */
export const CODE = 3902;

/** What an ordinary finding has otherwise. */
export interface FindingTerms {
  readonly against?: number;
  readonly code?: number;
  readonly subject?: string;
  readonly grounds?: string;
}

export class FindingTests extends SharedCaseTests {
  /** An id by its published definition, with another ABI coder than the contract's. */
  findingId(types: readonly string[], values: readonly (number | string)[]): string {
    const all = ["uint256", "address", "string", ...types];
    const fixed = [31_337, this.chain.addresses.findingRegistry];
    return keccak256(AbiCoder.defaultAbiCoder().encode(all, [...fixed, ...values]));
  }

  open(by: Seat = this.province.authorityHead, other: FindingTerms = {}): Act {
    const what = [other.against ?? this.province.holder.number, other.code ?? CODE];
    const why = [other.subject ?? ZeroHash, other.grounds ?? hash("grounds")];
    return this.onFinding(by, "openFinding", ...what, ...why);
  }

  /** A finding that is open. */
  async opened(by?: Seat, other?: FindingTerms): Promise<string> {
    return idIn(await this.does(this.open(by, other)), "FindingOpened");
  }

  selfReport(by = this.province.holderHead, code = CODE, grounds = hash("grounds")): Act {
    return this.onFinding(by, "selfReport", code, ZeroHash, grounds);
  }

  order(id: string, date: number, by = this.province.authorityHead): Act {
    return this.onFinding(by, "order", id, date);
  }

  /** A finding that is ordered to be put right, and the date. */
  async ordered(): Promise<{ id: string; by: number }> {
    const [id, by] = [await this.opened(), await this.soon()];
    await this.does(this.order(id, by));
    return { id, by };
  }

  report(id: string, by = this.province.holderHead, evidence = hash("evidence")): Act {
    return this.onFinding(by, "reportRectification", id, evidence);
  }

  accept(id: string, by = this.province.authorityHead): Act {
    return this.onFinding(by, "acceptRectification", id);
  }

  turnDown(id: string, by = this.province.authorityHead, grounds = hash("still")): Act {
    return this.onFinding(by, "rejectRectification", id, grounds);
  }

  circulate(id: string, by = this.province.authorityHead): Act {
    return this.onFinding(by, "circulate", id);
  }

  drop(id: string, by = this.province.authorityHead, grounds = hash("reason")): Act {
    return this.onFinding(by, "drop", id, grounds);
  }

  async soon(): Promise<number> {
    return (await this.chain.now()) + 10 * DAY;
  }

  async status(id: string): Promise<unknown[]> {
    return this.list(FINDINGS, "findingStatus", id);
  }

  async state(id: string): Promise<number> {
    return Number((await this.status(id))[0]);
  }
}
