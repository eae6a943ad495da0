// SPDX-License-Identifier: Apache-2.0
import { readFile } from "node:fs/promises";
import {
  type AccountKey,
  type KeyKind,
  type LogKey,
  openKeyFile,
  readKeyFile,
} from "@suyuan/chain";
import { StartRefusal } from "../refusal.ts";
import type { Config } from "./schema.ts";

export interface GatewayKeys {
  readonly log: LogKey;
  readonly operator: AccountKey;
  readonly relayer: AccountKey;
}

/** Opens the three key files; there are none where a log is followed. @throws StartRefusal `key-unreadable` */
export async function openKeys(
  config: Config,
  env: NodeJS.ProcessEnv,
): Promise<GatewayKeys | undefined> {
  if (config.follow) return undefined;
  const passphrase = await readPassphrase(config, env);
  const [log, operator, relayer] = await Promise.all([
    openKey(config.logKey, passphrase, "ed25519"),
    openKey(config.operatorKey, passphrase, "secp256k1"),
    openKey(config.relayerKey, passphrase, "secp256k1"),
  ]);
  return { log, operator, relayer };
}

/** The pass phrase of the key files. @throws StartRefusal `key-unreadable` */
export async function readPassphrase(
  { passphraseFile }: Config,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const given = env["SUYUAN_PASSPHRASE"];
  if (given !== undefined) return given;
  if (passphraseFile === undefined) {
    throw new StartRefusal(
      "key-unreadable",
      "there is neither SUYUAN_PASSPHRASE nor a passphraseFile",
    );
  }
  try {
    return (await readFile(passphraseFile, "utf8")).replace(/\r?\n$/, "");
  } catch (cause) {
    throw new StartRefusal(
      "key-unreadable",
      `no passphrase can be read at ${passphraseFile}`,
      cause,
    );
  }
}

/** Opens a key file of a kind. @throws StartRefusal `key-unreadable` */
export async function openKey<K extends KeyKind>(
  path: string,
  passphrase: string,
  kind: K,
): Promise<K extends "ed25519" ? LogKey : AccountKey>;
export async function openKey(
  path: string,
  passphrase: string,
  kind: KeyKind,
): Promise<LogKey | AccountKey> {
  try {
    const key = await openKeyFile(await readKeyFile(path), passphrase);
    if (key.kind === kind) return key;
    throw new Error(`the key is of kind ${key.kind}, not ${kind}`);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StartRefusal("key-unreadable", `${path}: ${why}`, cause);
  }
}
