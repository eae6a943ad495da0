// SPDX-License-Identifier: Apache-2.0
// Names validators by the genesis file, where keys are gone for good and those that are left are too few to vote. They
// are too few to seal as well, so that no block comes before the one from which on the new set counts.
import type { Hex } from "@suyuan/proof";

import { Failure, type Told } from "../failure.ts";
import { writePlan } from "./add.ts";
import { check } from "./check.ts";
import { setsOf } from "./files.ts";
import { addressOf } from "./keys.ts";
import type { Plan, Transition } from "./plan.ts";

export interface Change {
  /** The first that the new set seals: the one after the newest that any node has. */
  readonly block: number;
  readonly validators: readonly string[];
}

const notNext = (told: Told): Failure => new Failure("transition-not-next", told);

function addressesIn({ nodes }: Plan, validators: readonly string[]): readonly Hex[] {
  const known = nodes
    .filter(({ role }) => role === "validator")
    .map(({ publicKey }) => addressOf(publicKey));
  const found = validators.map((text) => {
    const address = known.find((one) => one === text.toLowerCase());
    if (address !== undefined) return address;
    throw new Failure("address-unknown", {
      zh: `network.json 中没有地址为 "${text}" 的验证人：请先用 "besu add" 加入它的节点。`,
      en: `No validator of network.json has the address "${text}": first add its node, by "besu add".`,
    });
  });
  const twice = found.find((one, place) => found.indexOf(one) !== place);
  if (twice !== undefined)
    throw notNext({ zh: `${twice} 出现了两次。`, en: `${twice} is named twice.` });
  return found.toSorted();
}

function transitionFor(plan: Plan, { block, validators }: Change): Transition {
  const addresses = addressesIn(plan, validators);
  const last = setsOf(plan).at(-1);
  if (last !== undefined && block <= last.block) {
    throw notNext({
      zh: `上一组验证人从区块 ${last.block} 开始：下一组必须更晚。`,
      en: `The last set begins at block ${last.block}: the next begins later.`,
    });
  }
  if (last?.validators.join() === addresses.join()) {
    throw notNext({
      zh: "这与上一组验证人相同。",
      en: "These are the validators already that the last set names.",
    });
  }
  return { block, validators: addresses };
}

/**
 * Adds a change of validators to the genesis file of every node. Block 0 stays the same: a node that has the chain
 * goes on from it.
 * @returns the change, and the paths that were written
 * @throws Failure as `check` does, `address-unknown` and `transition-not-next`, with nothing written
 */
export function addTransition(
  folder: string,
  change: Change,
): { readonly transition: Transition; readonly written: readonly string[] } {
  const { plan: before } = check(folder);
  const transition = transitionFor(before, change);
  const transitions = [...(before.transitions ?? []), transition];
  return { transition, written: writePlan(folder, { ...before, transitions }) };
}
