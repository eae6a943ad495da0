// SPDX-License-Identifier: Apache-2.0
// Registration procedures, step by step: an asset is coded in one call.
import { id as hash } from "ethers";

import type { Actors, Seat } from "./actors.ts";
import type { Act, Done, TestChain } from "./chain.ts";

const ASSETS = "assetRegistry";

/** The steps of a procedure from the draft to coding. */
export const STEPS = [
  "assess",
  "approve",
  "submit",
  "accept",
  "review",
  "publish",
  "confirm",
] as const;
export type Step = (typeof STEPS)[number];

/** Who takes part in a procedure. */
export interface Parties {
  /** The holder's head of the data office. */
  readonly applicant: Seat;
  /** The head account of the holder. */
  readonly head: string;
  /** The registrar's head of the data office. */
  readonly registrar: Seat;
}

interface Rules {
  readonly assessed: boolean;
  readonly reviewed: boolean;
  readonly noticeDays: bigint;
}

/** The parties of an application for one seat's organisation, to another seat's. */
export async function partiesOf(world: Actors, by: Seat, registrar: Seat): Promise<Parties> {
  const applicant = await world.headOfDataOffice(by.organization);
  return { applicant, head: await world.headOf(by.organization), registrar };
}

/** The act that is one step of a procedure. */
export function step(
  world: Actors,
  { applicant, head, registrar }: Parties,
  asset: string,
  fn: Step,
): Act {
  if (fn === "approve") return world.act(head, ASSETS, fn, asset);
  if (fn === "assess") {
    const assessments = [hash("secrecy"), hash("personal information")];
    return world.bySeat(applicant, ASSETS, fn, asset, ...assessments);
  }
  if (fn === "submit") {
    return world.bySeat(applicant, ASSETS, fn, asset, registrar.organization);
  }
  return world.bySeat(registrar, ASSETS, fn, asset);
}

/** Lets the public notice of an asset pass, if one is open: the next block is the first after it. */
export async function passNotice(chain: TestChain, asset: string): Promise<void> {
  const { noticeEnd } = await chain.read<{ noticeEnd: bigint }>(ASSETS, "procedure", asset);
  const now = await chain.now();
  if (now < Number(noticeEnd)) await chain.nextAt(Number(noticeEnd));
}

/** The steps that an asset's procedure takes, by the type that it has in the rule book. */
export async function stepsOf(chain: TestChain, asset: string): Promise<readonly Step[]> {
  const [type, , , , , opened] = await chain.read<unknown[]>(ASSETS, "procedure", asset);
  const rules = await chain.read<Rules>("ruleBook", "typeAt", type, opened);
  const left = { assess: !rules.assessed, review: !rules.reviewed, publish: !rules.noticeDays };
  return STEPS.filter((fn) => !(left as Partial<Record<Step, boolean>>)[fn]);
}

/** Takes the steps, one after the other; all of them unless told. @returns what the last one did */
export async function take(
  world: Actors,
  parties: Parties,
  asset: string,
  steps?: readonly Step[],
): Promise<Done> {
  let done: Done | undefined;
  for (const fn of steps ?? (await stepsOf(world.chain, asset))) {
    if (fn === "confirm") await passNotice(world.chain, asset);
    done = await world.chain.does(step(world, parties, asset, fn));
  }
  if (done === undefined) throw new Error("no step was taken");
  return done;
}
