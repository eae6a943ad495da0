// SPDX-License-Identifier: Apache-2.0
import type { Policy } from "@suyuan/proof";

import { CHROMIUM, launch, pageWithLibrary } from "../../test/support/chromium.ts";

/** What the page is given and runs. */
interface Task {
  readonly text: string;
  readonly policy: string;
  readonly runs: number;
}
interface Library {
  parseEvidence(text: string): unknown;
  parsePolicy(text: string): unknown;
  verify(file: unknown, policy: unknown): { readonly exit: number };
}

function measure({ text, policy, runs }: Task): number[] {
  const { proof } = globalThis as unknown as { readonly proof: Library };
  const under = proof.parsePolicy(policy);
  return Array.from({ length: runs }, () => {
    const start = performance.now();
    const { exit } = proof.verify(proof.parseEvidence(text), under);
    if (exit !== 0) throw new Error(`the evidence to measure does not verify: ${exit}`);
    return performance.now() - start;
  });
}

/**
 * Milliseconds of each run of reading and verifying in a real Chromium; undefined where there is none.
 * The first run is the first that the page makes at all.
 */
export async function inChromium(
  text: string,
  policy: Policy,
  runs: number,
): Promise<readonly number[] | undefined> {
  if (CHROMIUM.missing) return undefined;
  const browser = await launch();
  try {
    const page = await pageWithLibrary(browser);
    return await page.evaluate(measure, { text, policy: JSON.stringify(policy), runs });
  } finally {
    await browser.close();
  }
}
