// SPDX-License-Identifier: Apache-2.0
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { IgnitionModule } from "@nomicfoundation/ignition-core";

import { checkFounding, type Founding, numberAt } from "../../founding.ts";
import { foundOn } from "./acts.ts";
import { type Contracts, contracts } from "./contracts.ts";

/**
 * One deployment of the ledger with its founding. After its last transaction the council's timelock is the only
 * administrator.
 * @throws DeployError for a founding that cannot be
 */
export function suyuan(founding: Founding): IgnitionModule<"Suyuan", string, Contracts> {
  checkFounding(founding);
  return buildModule("Suyuan", (m) => {
    const deployed = contracts(m, numberAt(founding.guardian));
    foundOn(m, deployed, founding);
    return deployed;
  });
}
