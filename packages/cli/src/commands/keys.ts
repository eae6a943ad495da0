// SPDX-License-Identifier: Apache-2.0
import {
  createKeyFile,
  formatVerifierKey,
  fromHex,
  type Hex,
  type KeyFile,
  LIGHT_COST,
  noteKey,
  ProofError,
  readKeyFile,
  STANDARD_COST,
  writeKeyFile,
} from "@suyuan/sdk";

import { InputError } from "../failure.ts";
import { passphraseFor } from "../input/passphrase.ts";
import { argument, choice, needed, text } from "../input/values.ts";
import { keyFailure, lines } from "./online.ts";
import { type Action, EXIT, type Run } from "./run.ts";

const KINDS = { account: "secp256k1", log: "ed25519" } as const;

function show(run: Run, path: string, { kind, public: key }: KeyFile, name?: string): number {
  const word = kind === "ed25519" ? "log" : "account";
  if (name !== undefined && kind !== "ed25519") throw new InputError("key-of-account", { path });
  const named = name === undefined ? undefined : verifierKey(name, key);
  const fields = lines(run, [
    ["file", path],
    ["kind", word],
    [kind === "ed25519" ? "public" : "account", key],
    ...(named === undefined ? [] : [["verifierKey", named] as const]),
  ]);
  const told = { file: path, kind: word, public: key };
  run.out.result(named === undefined ? told : { ...told, verifierKey: named }, fields);
  return EXIT.ok;
}

/** The key under a name, as policies name logs and authorities. */
function verifierKey(name: string, key: Hex): string {
  try {
    return formatVerifierKey(noteKey(name, fromHex(key)));
  } catch (cause) {
    if (!(cause instanceof ProofError)) throw cause;
    throw new InputError("not-a-code", { what: "--name", value: name }, cause);
  }
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
    return show(run, path, await readKeyFile(path), text(run, "name"));
  } catch (cause) {
    throw keyFailure(cause, path);
  }
};
