// SPDX-License-Identifier: Apache-2.0
// Key files: who may read them, whether they open, and with which key.
import { stat } from "node:fs/promises";
import { openKey, readPassphrase } from "../config/keys.ts";
import type { Config, FollowerConfig } from "../config/schema.ts";
import { leaderFindings } from "./leader.ts";
import { isOpen, modeOf } from "./machine.ts";
import { type Finding, found, whyOf } from "./words.ts";

const KINDS = {
  logKey: "ed25519",
  operatorKey: "secp256k1",
  relayerKey: "secp256k1",
} as const;
type KeyMember = keyof typeof KINDS;

/** What was found, and the accounts of the keys that open. */
export interface KeysFound {
  readonly findings: readonly Finding[];
  readonly accounts: ReadonlyMap<string, string>;
}

export async function lookAtKeys(config: Config, env: NodeJS.ProcessEnv): Promise<KeysFound> {
  const accounts = new Map<string, string>();
  if (config.follow) return { findings: await followerFindings(config), accounts };
  const findings = [...(await openTo("passphraseFile", config.passphraseFile))];
  const passphrase = await readPassphrase(config, env).catch((error: unknown) => {
    findings.push(found("passphrase-missing", { why: whyOf(error) }));
    return undefined;
  });
  for (const member of Object.keys(KINDS) as KeyMember[]) {
    findings.push(...(await openTo(member, config[member])));
    if (passphrase === undefined) continue;
    try {
      const key = await openKey(config[member], passphrase, KINDS[member]);
      accounts.set(member, key.public);
      findings.push(found("key-ready", { member, public: key.public }));
    } catch (error) {
      findings.push(found("key-unusable", { member, why: whyOf(error) }));
    }
  }
  return { findings, accounts };
}

/** A follower has no key, and reads at its leader with a token. */
async function followerFindings(config: FollowerConfig): Promise<readonly Finding[]> {
  const secret = await openTo("follow.tokenFile", config.follow.tokenFile);
  return [...secret, ...(await leaderFindings(config))];
}

/** What others than this account may read of a secret. */
export async function openTo(
  member: string,
  file: string | undefined,
): Promise<readonly Finding[]> {
  const info = file === undefined ? undefined : await stat(file).catch(() => undefined);
  if (file === undefined || !info || !isOpen(info.mode)) return [];
  return [found("secret-open", { member, file, mode: modeOf(info.mode) })];
}
