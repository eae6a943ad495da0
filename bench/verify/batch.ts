// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { suyuan } from "@suyuan/cli/testing";
import type { Policy } from "@suyuan/proof";

/** Seconds that the real command takes for all the files, from its start to its end. */
export async function batchSeconds(texts: Iterable<string>, policy: Policy): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "suyuan-bench-"));
  try {
    let count = 0;
    for (const text of texts) {
      await writeFile(join(folder, `${String(count).padStart(6, "0")}.json`), text);
      count += 1;
    }
    const policyFile = join(folder, "policy.txt");
    await writeFile(policyFile, JSON.stringify(policy));
    const start = performance.now();
    const { status, stdout } = await suyuan(["verify", folder, "--batch", "--policy", policyFile]);
    const seconds = (performance.now() - start) / 1_000;
    const lines = stdout.trimEnd().split("\n");
    if (status !== 0 || lines.length !== count + 1) {
      throw new Error(`the batch to measure does not verify: ${status}, ${lines.at(-1) ?? ""}`);
    }
    return seconds;
  } finally {
    await rm(folder, { recursive: true });
  }
}
