// SPDX-License-Identifier: Apache-2.0
// What every command of suyuan-gateway has.
import { resolve } from "node:path";
import { readDeployment, readKeyFile } from "@suyuan/chain";
import { fromHex, noteKey, type NoteKey } from "@suyuan/proof";
import { keyOfLeader } from "../config/leader.ts";
import type { Config, KeeperConfig } from "../config/schema.ts";
import { StartRefusal } from "../refusal.ts";
import type { StoreIdentity } from "../store/types.ts";

/** `broken`: what was asked for ran to its end and named records. */
export const EXIT = { ok: 0, refused: 1, usage: 2, broken: 3 } as const;

/** The options of a command, by their names. */
export type Values = Readonly<Record<string, string | boolean | undefined>>;

export interface Command {
  /** What it says to --help; its first line is how it is called. */
  readonly usage: string;
  /** Its options beside --config, which all have; those that are needed are called so. */
  readonly options: Readonly<Record<string, "needed" | "text" | "flag">>;
  /** @returns the exit status @throws StartRefusal */
  readonly run: (config: Config, values: Values) => Promise<number>;
}

/** One line of the answer. */
export const print = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

/** How far it is, beside the answer. */
export const progress = (told: object): void => {
  process.stderr.write(`${JSON.stringify(told)}\n`);
};

/** A folder that an option names, by its whole path. */
export const folderOf = (values: Values, name: string): string => resolve(String(values[name]));

/** Whose store it must be: no pass phrase is needed to know. @throws StartRefusal `config-invalid` */
export async function ownerOf(
  config: Config,
): Promise<{ readonly identity: StoreIdentity; readonly key: NoteKey }> {
  try {
    const { chainId, contracts } = await readDeployment(config.deployment);
    const exchangeLog = contracts.exchangeLog.address;
    return {
      identity: { type: "suyuan/store@3", origin: config.origin, chainId, exchangeLog },
      key: config.follow ? keyOfLeader(config) : await ownKey(config),
    };
  } catch (cause) {
    if (cause instanceof StartRefusal) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StartRefusal("config-invalid", why, cause);
  }
}

const ownKey = async ({ origin, logKey }: KeeperConfig): Promise<NoteKey> =>
  noteKey(origin, fromHex((await readKeyFile(logKey)).public));
