// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import type { ContractName } from "./support/chain.ts";
import { RowRun, type Scenes } from "./matrix/run.ts";
import { ASSET_SCENES } from "./matrix/scenes-assets.ts";
import { CASE_SCENES } from "./matrix/scenes-cases.ts";
import { COUNCIL_SCENES } from "./matrix/scenes-council.ts";
import { DELIVERY_SCENES } from "./matrix/scenes-deliveries.ts";
import { ORGANIZATION_SCENES } from "./matrix/scenes-organizations.ts";
import { RIGHT_SCENES } from "./matrix/scenes-rights.ts";
import { SHARING_SCENES } from "./matrix/scenes-sharing.ts";
import { contractsOfTable, readTable, type Row } from "./matrix/table.ts";
import { MatrixWorld } from "./matrix/world.ts";

const SCENES: Scenes = {
  ...COUNCIL_SCENES,
  ...ORGANIZATION_SCENES,
  ...ASSET_SCENES,
  ...RIGHT_SCENES,
  ...SHARING_SCENES,
  ...DELIVERY_SCENES,
  ...CASE_SCENES,
};
/** OpenZeppelin's own, used as they are. */
const FOREIGN = ["accessManager", "forwarder"];

const world = new MatrixWorld();
const table = readTable();
const keyOf = ({ contract, fn, as }: Row): string => `${contract}.${fn} ${as}`;

/** The functions of a contract that change state and can be called. */
function functionsOf(contract: ContractName): string[] {
  const { fragments } = world.chain.contracts[contract].interface;
  const found = fragments.flatMap((fragment) => {
    const { type, name, constant } = fragment as unknown as Record<string, unknown>;
    return type === "function" && constant !== true ? [String(name)] : [];
  });
  return found.toSorted();
}

describe("the authorisation matrix, given the contracts of a deployment", () => {
  it("names each of ours", () => {
    const ours = Object.keys(world.chain.contracts).filter((name) => !FOREIGN.includes(name));
    expect(contractsOfTable().toSorted()).toEqual(ours.toSorted());
  });

  it("names each function that changes state, and no other", () => {
    const ofContracts = contractsOfTable().flatMap((contract) =>
      functionsOf(contract as ContractName).map((fn) => `${contract}.${fn}`),
    );
    const ofTable = new Set(table.map(({ contract, fn }) => `${contract}.${fn}`));
    expect([...ofTable].toSorted()).toEqual(ofContracts.toSorted());
  });

  it("has a scene for each row, and one row for each scene", () => {
    expect(table.map(keyOf).toSorted()).toEqual(Object.keys(SCENES).toSorted());
  });
});

describe("the authorisation matrix, when everybody tries", () => {
  it.each(table.map((row) => [keyOf(row), row] as const))("%s", async (key, row) => {
    const scene = await SCENES[key]?.(world);
    if (scene === undefined) throw new Error("there is no scene");
    const run = new RowRun(world, row, scene);
    const { may, strange } = await run.run();
    expect({ may, strange }).toEqual({ may: run.expected(), strange: [] });
  });
});
