// SPDX-License-Identifier: Apache-2.0
import {
  createKeyFile,
  type KeyFile,
  LIGHT_COST,
  readKeyFile,
  STANDARD_COST,
  writeKeyFile,
} from "@suyuan/sdk";

import { passphraseFor } from "../input/passphrase.ts";
import { argument, choice, needed, text } from "../input/values.ts";
import { keyFailure, lines } from "./online.ts";
import { type Action, EXIT, type Run } from "./run.ts";

const KINDS = { account: "secp256k1", log: "ed25519" } as const;

function show(run: Run, path: string, { kind, public: key }: KeyFile): number {
  const word = kind === "ed25519" ? "log" : "account";
  const fields = lines(run, [
    ["file", path],
    ["kind", word],
    [kind === "ed25519" ? "public" : "account", key],
  ]);
  run.out.result({ file: path, kind: word, public: key }, fields);
  return EXIT.ok;
}

export const keyNew: Action = async (run) => {
  const path = needed(run, "out");
  const kind = choice(text(run, "kind") ?? "account", KINDS, "--kind");
  const passphrase = await passphraseFor(run.out, true);
  const cost = run.options.light === true ? LIGHT_COST : STANDARD_COST;
  try {
    const file = await createKeyFile({ kind, passphrase, cost });
    await writeKeyFile(path, file);
    return show(run, path, file);
  } catch (cause) {
    throw keyFailure(cause, path);
  }
};

export const keyShow: Action = async (run) => {
  const path = argument(run);
  try {
    return show(run, path, await readKeyFile(path));
  } catch (cause) {
    throw keyFailure(cause, path);
  }
};
