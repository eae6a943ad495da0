// SPDX-License-Identifier: Apache-2.0
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

import type { Output } from "../output/output.ts";
import { InputError } from "../failure.ts";

const VARIABLE = "SUYUAN_PASSPHRASE";

/** Asks on the terminal, without showing what is typed. */
async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await lines.question("");
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}

/**
 * The passphrase of a key: from SUYUAN_PASSPHRASE, or typed.
 * @throws InputError `no-passphrase` when there is neither, `passphrases-differ`
 */
export async function passphraseFor(out: Output, twice: boolean): Promise<string> {
  const given = process.env[VARIABLE];
  if (given !== undefined && given !== "") return given;
  if (!process.stdin.isTTY) throw new InputError("no-passphrase", { variable: VARIABLE });
  const { passphrase, passphraseAgain } = out.messages.prompts;
  const typed = await ask(passphrase);
  if (typed === "") throw new InputError("no-passphrase", { variable: VARIABLE });
  if (twice && (await ask(passphraseAgain)) !== typed) throw new InputError("passphrases-differ");
  return typed;
}
