// SPDX-License-Identifier: Apache-2.0
// Makes a network: keys, genesis block, and a folder for each validator.
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { createKeyFile, LIGHT_COST } from "@suyuan/chain";
import { SigningKey } from "ethers";

import { writeWhole } from "../../deploy/whole-file.ts";
import { setClock } from "./clock.ts";
import { CHAIN_ID, genesisOf } from "./genesis.ts";
import { initialise } from "./node.ts";
import { portsOf } from "./ports.ts";
import {
  genesisFile,
  makeFolder,
  type Network,
  nodePaths,
  type Validator,
  writeNetwork,
} from "./state.ts";

const OWNER_ONLY = 0o600;
const DAY_S = 86_400;

type Ports = Pick<Validator, "rpcPort" | "p2pPort">;

/** What is chosen of a network. */
export interface Plan {
  readonly validators: number;
  /** The first port; free ones when left out. */
  readonly port: number | undefined;
  /** The one that keeps the states of the last blocks only. */
  readonly pruned: number | undefined;
  /** How many days before the present the chain's clock begins; it is the wall clock when left out. */
  readonly past: number | undefined;
}

/** Makes the keys of a validator: one that seals, one that its connections are secured with. */
async function makeValidator(directory: string, number: number, ports: Ports): Promise<Validator> {
  const paths = nodePaths(directory, number);
  mkdirSync(paths.keystore, { recursive: true, mode: 0o700 });
  const passphrase = randomBytes(16).toString("hex");
  // The pass phrase lies beside the key, whose cost would protect nothing.
  const account = await createKeyFile({ kind: "secp256k1", passphrase, cost: LIGHT_COST });
  const address = account.public;
  const keystore = { address: address.slice(2), ...account.keystore };
  writeWhole(join(paths.keystore, "sealer.json"), JSON.stringify(keystore), OWNER_ONLY);
  writeWhole(paths.password, passphrase, OWNER_ONLY);
  const secret = randomBytes(32);
  writeWhole(paths.nodeKey, secret.toString("hex"), OWNER_ONLY);
  const key = new SigningKey(secret).publicKey.slice("0x04".length);
  const enode = `enode://${key}@127.0.0.1:${String(ports.p2pPort)}?discport=0`;
  return { number, address, enode, ...ports };
}

/** Makes keys and places of all. */
async function validatorsIn(directory: string, plan: Plan): Promise<Validator[]> {
  const ports = await portsOf(plan.validators, plan.port);
  const made = ports.map(async (own, place) => {
    const validator = await makeValidator(directory, place + 1, own);
    return validator.number === plan.pruned ? { ...validator, pruned: true as const } : validator;
  });
  return Promise.all(made);
}

/**
 * Makes a network that has never run.
 * @throws NetworkError when the folder is not empty, or geth cannot make its chain
 */
export async function makeNetwork(geth: string, directory: string, plan: Plan): Promise<Network> {
  makeFolder(directory);
  try {
    const validators = await validatorsIn(directory, plan);
    const begin = Math.floor(Date.now() / 1_000) - (plan.past ?? 0) * DAY_S;
    const genesis = genesisOf(
      validators.map(({ address }) => address),
      begin,
    );
    writeWhole(genesisFile(directory), `${JSON.stringify(genesis, null, 2)}\n`);
    if (plan.past !== undefined) setClock(directory, begin);
    for (const { number } of validators) initialise(geth, directory, number);
    const groups = [validators.map(({ number }) => number)];
    const past = plan.past === undefined ? {} : ({ past: "goes" } as const);
    return writeNetwork(directory, { chainId: CHAIN_ID, validators, groups, ...past });
  } catch (error) {
    // Half a network is none; the folder was empty.
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}
