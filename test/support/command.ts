// SPDX-License-Identifier: Apache-2.0
// What tests of the real command share: key files, and answers.
import { createKeyFile, LIGHT_COST, writeKeyFile } from "@suyuan/chain";
import { suyuan } from "@suyuan/cli/testing";
import { expect } from "vitest";

export const PASSPHRASE = "a passphrase for tests";

/** Writes the key file of an account, which {@link PASSPHRASE} opens. */
export async function keepKey(path: string, secret: Uint8Array): Promise<void> {
  const options = { kind: "secp256k1", secret, passphrase: PASSPHRASE, cost: LIGHT_COST } as const;
  await writeKeyFile(path, await createKeyFile(options));
}

/** Runs a command that must succeed; its answer. */
export async function answerOf(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>> {
  const { status, stdout, stderr } = await suyuan([...words, "--json"], env);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout) as Record<string, unknown>;
}
