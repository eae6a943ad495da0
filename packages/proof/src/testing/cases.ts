// SPDX-License-Identifier: Apache-2.0
// Twists of the story that ask who was entitled, and what comes of them.
import type { EvidenceDraft } from "../evidence/build.ts";
import type { Hex } from "../bytes.ts";
import type { TestChain } from "./chain.ts";
import { BEGUN, GRANT, PARTIES, PROVIDER, RECIPIENT, SEATS, T } from "./story.ts";
import { faultsOf, verdictOn } from "./verdicts.ts";
import type { Twist } from "./world.ts";

/** The delivery is signed at 1,200, logged after 1,500 and anchored at 2,000. */
export const SIGNED = T + 1_200;
export const LOWER = T + 1_500;
export const UPPER = T + 2_000;
/** Of a request's flags: its grant is shared on from another one. */
export const ONWARD = 1;
/** Later than anything in the story. */
export const FAR = T + 9_000_000;

/** The grant from which the story's was shared on, and so on. */
export const sourceOf = (step: number): Hex => `0x${(0x70 + step).toString(16).repeat(32)}`;

/** Lets the story's grant be one that was shared on so many times, all in order. */
export function sharedOn(chain: TestChain, steps: number): void {
  for (let step = 0; step <= steps; step++) {
    const grant = step === 0 ? GRANT : sourceOf(step);
    const provider = step === 0 ? PROVIDER : 100 + step;
    const recipient = step === 0 ? RECIPIENT : step === 1 ? PROVIDER : 99 + step;
    const flags = step === steps ? 0 : ONWARD;
    chain.grantRecord(grant, { ...PARTIES, provider, recipient, flags });
    chain.grantState(grant, [[BEGUN, { until: FAR }]]);
    if (step < steps) chain.grantParent(grant, sourceOf(step + 1));
  }
}

/** Exit status and faults of the story with a twist. */
export const outcome = async (twist: Twist): Promise<readonly (number | string)[]> => {
  const verdict = await verdictOn(twist);
  return [verdict.exit, ...faultsOf(verdict)];
};

/** The story on a chain changed after all else was told. */
export const inChain = (change: (chain: TestChain) => void, of?: Twist["of"]): Twist => ({
  chain: change,
  ...(of === undefined ? {} : { of }),
});

/** The statement of a kind made by another seat, for its organisation. */
export const asSeat = (seat: number, of: Twist["of"], more: object = {}): Twist => ({
  ...(of === undefined ? {} : { of }),
  statement: (told) => ({ ...told, seat, organization: SEATS[seat]?.organization ?? 0, ...more }),
});

/** The draft without its related entry. */
export function alone(draft: EvidenceDraft): EvidenceDraft {
  const { related, ...rest } = draft;
  if (related === undefined) throw new Error("there is no related entry to leave out");
  return rest;
}
