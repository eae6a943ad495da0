// SPDX-License-Identifier: Apache-2.0
// A delivery and its receipt, signed by both sides, and proven to the chain by the gateway (Order 809, Article 22).
import type { Hex } from "@suyuan/proof";
import type { SignedStatement } from "@suyuan/sdk";

import type { Clerk } from "./clerks.ts";
import { declareVersion, deliver, type Handing, receive } from "./exchange.ts";
import type { Law } from "./law.ts";
import { StoryError } from "./memory.ts";
import type { Exchanging } from "./scenes/exchange.ts";
import { submit } from "./scenes/exchange.ts";
import { until } from "./waiting.ts";

const PROVEN_WITHIN_MS = 180_000;
const SETTLED_WITHIN_MS = 60_000;
/** As the contract numbers what a receipt says. */
export const RESULTS = { accepted: 1, mismatch: 2 } as const;

/** Who hands over, and who takes. */
export interface Sides {
  readonly provider: Clerk;
  readonly recipient: Clerk;
}

async function submitOne(
  scene: Exchanging,
  name: string,
  make: () => Promise<SignedStatement>,
): Promise<SignedStatement> {
  const [signed] = await submit(scene, name, async () => [await make()]);
  if (signed === undefined) throw new StoryError(`The kept outbox holds no ${name}.`);
  return signed;
}

/** The provider declares what the data is now. */
export async function declare(
  scene: Exchanging,
  name: string,
  provider: Clerk,
  handing: Handing,
  before?: SignedStatement,
): Promise<SignedStatement> {
  return submitOne(scene, `${name}-version`, () =>
    declareVersion(scene.place, { registrant: provider }, handing, before),
  );
}

/** Handed over and taken; each side signs what it has seen. */
export async function handOver(
  scene: Exchanging,
  name: string,
  { provider, recipient }: Sides,
  handing: Handing,
  version: SignedStatement,
  serial: number,
): Promise<void> {
  const delivery = await submitOne(scene, `${name}-delivery`, () =>
    deliver(scene.place, { registrant: provider, recipient }, handing, version, serial),
  );
  await submitOne(scene, `${name}-receipt`, () =>
    receive(scene.place, { receiver: recipient }, handing, delivery),
  );
}

/** Waits until the gateway answers by a block that knows everything that has happened. */
export async function settledSince(
  { gateway }: Pick<Exchanging, "gateway">,
  { client }: Pick<Law, "client">,
): Promise<void> {
  const newest = await client.blockNumber();
  const isSettled = async (): Promise<boolean> => (await gateway.chain()).settled.number >= newest;
  const complaint = `The gateway does not know block ${newest} after a minute.`;
  await until(isSettled, SETTLED_WITHIN_MS, complaint);
}

/** Waits until the chain itself knows of the receipt: nobody's word is taken for it. */
export async function proven(
  { client }: Law,
  grant: Hex,
  result: (typeof RESULTS)[keyof typeof RESULTS],
): Promise<void> {
  const isSo = async () => (await client.delivery(grant))?.result === result;
  const complaint = `The receipt under grant ${grant} was not proven to the chain in time.`;
  await until(isSo, PROVEN_WITHIN_MS, complaint);
}
