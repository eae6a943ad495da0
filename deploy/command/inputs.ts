// SPDX-License-Identifier: Apache-2.0
// Everything that the command works with, read and checked before anything is sent.
import { readFile } from "node:fs/promises";

import { type AccountKey, KeyFileError, openKeyFile, readKeyFile } from "@suyuan/chain";
import { parseStrict, ProofError } from "@suyuan/proof";

import { DeployError } from "../addresses.ts";
import { checkFounding, type Founding } from "../founding.ts";
import { suyuan } from "../ignition/modules/Suyuan.ts";
import type { Trust } from "../trust.ts";
import { readFounding } from "./founding-file.ts";
import type { CommandOptions } from "./options.ts";
import { Malformed } from "./reading.ts";
import { Refusal } from "./refusal.ts";
import { readTrust } from "./trust-file.ts";

const VARIABLE = "SUYUAN_PASSPHRASE";

export interface Inputs {
  readonly founding: Founding;
  readonly trust: Trust | undefined;
  readonly key: AccountKey;
}

const whyOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

async function bytesAt(path: string): Promise<Uint8Array> {
  return readFile(path).catch((cause: unknown) => {
    throw new Refusal("file-unreadable", whyOf(cause), cause);
  });
}

async function read<T>(
  path: string,
  code: "founding-invalid" | "trust-invalid",
  reader: (json: unknown) => T,
): Promise<T> {
  const bytes = await bytesAt(path);
  try {
    return reader(parseStrict(bytes));
  } catch (cause) {
    const isExplained = [Malformed, ProofError, DeployError, RangeError].some(
      (kind) => cause instanceof kind,
    );
    if (!isExplained) throw cause;
    throw new Refusal(code, `${path}: ${whyOf(cause)}`, cause);
  }
}

/** The founding, from which a module can be made: so that what Ignition would refuse is refused here. */
function foundable(json: unknown): Founding {
  const founding = readFounding(json);
  checkFounding(founding);
  suyuan(founding);
  return founding;
}

async function passphraseOf(
  { passphraseFile }: CommandOptions,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const given = env[VARIABLE];
  if (given !== undefined && given !== "") return given;
  if (passphraseFile === undefined) {
    throw new Refusal("no-passphrase", `${VARIABLE}, --passphrase-file`);
  }
  return Buffer.from(await bytesAt(passphraseFile))
    .toString("utf8")
    .replace(/\r?\n$/u, "");
}

async function keyOf(options: CommandOptions, env: NodeJS.ProcessEnv): Promise<AccountKey> {
  const passphrase = await passphraseOf(options, env);
  try {
    const key = await openKeyFile(await readKeyFile(options.key), passphrase);
    if (key.kind === "secp256k1") return key;
  } catch (cause) {
    if (!(cause instanceof KeyFileError)) throw cause;
    throw new Refusal("key-unreadable", `${options.key}: ${cause.message}`, cause);
  }
  throw new Refusal("key-unreadable", `${options.key}: it is no account's`);
}

/**
 * Reads the files and opens the key.
 * @throws Refusal `file-unreadable`, `founding-invalid`, `trust-invalid`, `no-passphrase`, `key-unreadable`
 */
export async function readInputs(options: CommandOptions, env: NodeJS.ProcessEnv): Promise<Inputs> {
  const founding = await read(options.founding, "founding-invalid", foundable);
  const { trust: path } = options;
  const trust = path === undefined ? undefined : await read(path, "trust-invalid", readTrust);
  const key = await keyOf(options, env);
  if (!founding.organizations.some(({ head }) => head === key.address)) {
    return { founding, trust, key };
  }
  throw new Refusal("founding-invalid", `${key.address} pays and heads an organisation`);
}
