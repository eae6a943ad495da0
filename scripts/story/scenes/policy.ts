// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";

import { policyOf } from "@suyuan/chain";
import { formatVerifierKey, fromHex, noteKey } from "@suyuan/proof";

import type { DishonestLog } from "../../../test/dishonest/log.ts";
import { LOG_ORIGIN } from "../cast.ts";
import { writeJson } from "../files.ts";
import type { StatePaths } from "../state.ts";
import type { Opened } from "./opening.ts";

/** The policy of the story: this deployment, and both logs, so that an attack is wrong in one fact only. */
export function writePolicy(
  paths: StatePaths,
  { chain, deployment, keys }: Opened,
  other: Pick<DishonestLog, "origin" | "verifierKey">,
): void {
  const centre = formatVerifierKey(noteKey(LOG_ORIGIN, fromHex(keys.centreLog.public)));
  const logs = [
    { origin: LOG_ORIGIN, keys: [centre] },
    { origin: other.origin, keys: [other.verifierKey] },
  ];
  const policy = chain.trusted(policyOf(deployment, { name: "示例省", logs }));
  writeJson(join(paths.demo, "policy.json"), policy);
}
