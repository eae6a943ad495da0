// SPDX-License-Identifier: Apache-2.0
import { policyOf } from "@suyuan/chain";
import type { Policy } from "@suyuan/proof";

import { DishonestLog } from "../dishonest/log.ts";
import { openLog } from "./acts.ts";
import type { Province } from "./province.ts";
import type { Signed } from "./statements.ts";

/** Opens a log that a dishonest operator runs for a centre. */
export async function dishonestLog(
  province: Province,
  origin: string,
  centre: "centre" | "otherCentre" = "centre",
): Promise<DishonestLog> {
  const { operator, key } = await openLog(province, origin, centre);
  return new DishonestLog({ client: province.client, operator: operator.account, origin, key });
}

/** The policy of who trusts this chain and these logs. */
export function trusting(province: Province, ...logs: readonly DishonestLog[]): Policy {
  const named = logs.map(({ origin, verifierKey }) => ({ origin, keys: [verifierKey] }));
  return policyOf(province.deployment, { name: "test", logs: named });
}

/** Logs a signed statement. @returns its index */
export const put = (log: DishonestLog, { statement, signatures }: Signed): Promise<number> =>
  log.append(statement, signatures);
