// SPDX-License-Identifier: Apache-2.0
// What one statement may take up and no second one: a serial of a grant, the place of the first receipt of
// a delivery, the place after a receipt (statement.md, rules 3 and 4).
import type { Hex, Statement, StatementRef } from "@suyuan/proof";
import { Refusal } from "../refusal.ts";

/** What is claimed. A receipt without `after` claims to be the first of its delivery. */
export type Claim =
  | { readonly of: "serial"; readonly grant: Hex; readonly serial: number }
  | {
      readonly of: "receipt";
      // Else the recipient of any grant could take the place of the first receipt of any delivery.
      readonly grant: Hex;
      readonly delivery: StatementRef;
      readonly after?: Hex;
    };

/** What a statement claims. */
export function claimOf(statement: Statement): Claim | undefined {
  switch (statement.type) {
    case "suyuan/delivery@1": {
      const { grant, serial } = statement;
      return { of: "serial", grant, serial };
    }
    case "suyuan/receipt@1": {
      const { grant, delivery, supersedes } = statement;
      return { of: "receipt", grant, delivery, ...(supersedes && { after: supersedes }) };
    }
    default:
      return undefined;
  }
}

/** Refuses a claim that statement `holder` made before. */
export function claimRefusal(claim: Claim, holder: Hex): Refusal {
  if (claim.of === "serial") {
    const what = `serial ${claim.serial} of this grant was used by statement ${holder}`;
    return new Refusal("serial-used", what);
  }
  const path = "statement.supersedes";
  return claim.after === undefined
    ? new Refusal("supersedes-needed", `the delivery has a receipt already: ${holder}`, { path })
    : new Refusal("receipt-superseded", `receipt ${claim.after} was superseded by ${holder}`, {
        path,
      });
}
