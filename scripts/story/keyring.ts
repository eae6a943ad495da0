// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import {
  type AccountKey,
  createKeyFile,
  LIGHT_COST,
  type LogKey,
  type OpenedKey,
  openKeyFile,
  readKeyFile,
  writeKeyFile,
} from "@suyuan/chain";

import { ORGANIZATIONS, type OrganizationKey, SEATS, type SeatKey } from "./cast.ts";
import { writeWhole } from "./files.ts";

const PASSPHRASE_FILE = "passphrase";

/** The keys of everybody in the story, each in its own file; made on the first start. */
export interface Keyring {
  readonly passphrase: string;
  readonly deployer: AccountKey;
  readonly relayer: AccountKey;
  readonly heads: Record<OrganizationKey, AccountKey>;
  readonly seats: Record<SeatKey, AccountKey>;
  readonly centreLog: LogKey;
  readonly otherLog: LogKey;
  pathOf(name: string): string;
}

export const seatFile = (key: string): string => `seat-${key}`;
export const headFile = (key: string): string => `head-${key}`;

function passphraseIn(directory: string): string {
  const path = join(directory, PASSPHRASE_FILE);
  if (!existsSync(path)) writeWhole(path, randomBytes(16).toString("hex"));
  return readFileSync(path, "utf8");
}

/** Opens the keys in a directory, and makes those that are not there. */
export async function openKeyring(directory: string): Promise<Keyring> {
  const passphrase = passphraseIn(directory);
  const pathOf = (name: string) => join(directory, `${name}.json`);
  const open = async (name: string, kind: OpenedKey["kind"]): Promise<OpenedKey> => {
    if (!existsSync(pathOf(name))) {
      await writeKeyFile(pathOf(name), await createKeyFile({ kind, passphrase, cost: LIGHT_COST }));
    }
    return openKeyFile(await readKeyFile(pathOf(name)), passphrase);
  };
  const account = async (name: string) => (await open(name, "secp256k1")) as AccountKey;
  const log = async (name: string) => (await open(name, "ed25519")) as LogKey;
  const all = async (names: readonly string[], fileOf: (name: string) => string) => {
    const opened = names.map(async (name) => [name, await account(fileOf(name))] as const);
    return Object.fromEntries<AccountKey>(await Promise.all(opened));
  };
  return {
    passphrase,
    pathOf,
    deployer: await account("deployer"),
    relayer: await account("relayer"),
    heads: (await all(
      ORGANIZATIONS.map(({ key }) => key),
      headFile,
    )) as Keyring["heads"],
    seats: (await all(Object.keys(SEATS), seatFile)) as Keyring["seats"],
    centreLog: await log("log-centre"),
    otherLog: await log("log-otherCentre"),
  };
}
