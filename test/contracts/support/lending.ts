// SPDX-License-Identifier: Apache-2.0
// Chains with the contracts on them, lent from one file of tests to the next: deploying takes longer than most files.
import { startChain, TestChain } from "./chain.ts";

interface Lent {
  readonly first: TestChain;
  /** What brings the chain back to where the contracts had just been deployed. */
  readonly snapshot: string;
}

const idle: Lent[] = [];
const lent = new Map<TestChain, Lent>();

const mark = async ({ provider }: TestChain): Promise<string> =>
  (await provider.request({ method: "evm_snapshot", params: [] })) as string;

/** A chain with the law of test chains, as it is after the deployment, that nobody else has at the same time. */
export async function borrowChain(): Promise<TestChain> {
  const found = idle.pop() ?? (await begin());
  // Anew, since a chain remembers which accounts it has given away.
  const chain = new TestChain(found.first);
  lent.set(chain, found);
  return chain;
}

/** Gives a chain back: whatever happened on it is undone. */
export async function returnChain(chain: TestChain): Promise<void> {
  const found = lent.get(chain);
  if (found === undefined) throw new Error("the chain is not lent");
  lent.delete(chain);
  const { first, snapshot } = found;
  const undone: unknown = await first.provider.request({
    method: "evm_revert",
    params: [snapshot],
  });
  if (undone !== true) throw new Error("the chain cannot be brought back");
  idle.push({ first, snapshot: await mark(first) });
}

async function begin(): Promise<Lent> {
  const first = await startChain();
  return { first, snapshot: await mark(first) };
}
