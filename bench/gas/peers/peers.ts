// SPDX-License-Identifier: Apache-2.0
// What comparable acts cost elsewhere, on the same chain in the same run.
import hre from "hardhat";

import type { Figure } from "../../figure.ts";
import { PeerChain } from "./chain.ts";
import { eas } from "./eas.ts";
import { ocean } from "./ocean.ts";

/** The peers' figures; `before` acts of each kind come first. A peer that cannot be had is told of and left out. */
export async function peerFigures(before: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { conditions, measure } of [eas, ocean]) {
    const { provider } = await hre.network.create();
    const [own = "", other = ""] = (await provider.request({ method: "eth_accounts" })) as string[];
    try {
      for (const one of await measure(new PeerChain(provider, own, other), before)) {
        figures.push({ bench: "gas", unit: "gas", n: before, conditions, ...one });
      }
    } catch (error) {
      console.error(`without a peer (${conditions}): ${String(error)}`);
    }
  }
  return figures;
}
