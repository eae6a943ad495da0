// SPDX-License-Identifier: Apache-2.0
// An exchange over a network of validators: what its gateway takes, anchors and gives out, and how that verifies.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { pathOf } from "@suyuan/api";
import { type Delivery, type Evidence, type Hex, parseEvidence, verify } from "@suyuan/proof";
import { expect } from "vitest";

import { cliquePolicy, DEPTH, type SignerRange } from "../support/clique.ts";
import {
  anchored,
  type Exchange,
  exchangeIn,
  policyOf,
  restartWith,
  until,
} from "../support/exchange.ts";
import { type Answer, get, submit } from "../support/http.ts";
import { ledgerOn } from "../support/ledger.ts";
import { provinceOn } from "../support/province.ts";
import type { Signed } from "../support/statements.ts";
import { startValidators, type TestNetwork } from "../support/validators.ts";

const COUNT = 4;
/** A wait that ends when it is so costs nothing. */
export const PATIENCE_MS = 180_000;

export type NetworkExchange = Exchange<TestNetwork>;

/** Starts four validators and an exchange over the first. @param plan what `init` takes besides */
export async function exchangeOnFour(plan: readonly string[] = []): Promise<NetworkExchange> {
  const network = await startValidators(COUNT, plan);
  return exchangeIn(await provinceOn(await ledgerOn(network)), { gateway: { settledDepth: 0 } });
}

export const soon = async <T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
): Promise<T> => until(what, ask, PATIENCE_MS);

/** JSON-RPC of a validator, whose number begins at 1. */
export const urlOf = ({ province }: NetworkExchange, number: number): string =>
  province.chain.rpcUrls[number - 1] ?? "";

/** The addresses of all validators. */
export async function signersOf({ province }: NetworkExchange): Promise<Hex[]> {
  return (await province.chain.status()).validators.map(({ address }) => address as Hex);
}

/** Submits the next delivery. */
export async function logged(exchange: NetworkExchange): Promise<Signed<Delivery>> {
  const one = await exchange.nextDelivery();
  expect((await submit(exchange.gateway, one)).status).toBe(201);
  return one;
}

export const askEvidence = async ({ gateway }: NetworkExchange, id: Hex): Promise<Answer> =>
  get(gateway.url + pathOf("evidence", { id }));

/** Waits for evidence. */
export async function evidenceOf(exchange: NetworkExchange, id: Hex): Promise<Evidence> {
  return soon("evidence is given out", async () => {
    const { status, text } = await askEvidence(exchange, id);
    return status === 200 && parseEvidence(text);
  });
}

/** Under the gateway's own policy. */
export const exitOf = async ({ gateway }: NetworkExchange, evidence: Evidence): Promise<number> =>
  verify(evidence, await policyOf(gateway)).exit;

/** Under the gateway's policy with these signers. */
export const exitUnder = async (
  { gateway }: NetworkExchange,
  evidence: Evidence,
  ranges: readonly SignerRange[],
): Promise<number> => verify(evidence, cliquePolicy(await policyOf(gateway), ranges, DEPTH)).exit;

/** A delivery that is anchored, and evidence that verifies. */
export async function exchanged(exchange: NetworkExchange): Promise<Signed<Delivery>> {
  const one = await logged(exchange);
  await anchored(exchange.gateway, one.id, PATIENCE_MS);
  expect(await exitOf(exchange, await evidenceOf(exchange, one.id))).toBe(0);
  return one;
}

/** Starts the gateway again over another node. */
export const moveTo = async (
  exchange: NetworkExchange,
  number: number,
  settings: object,
): Promise<void> => restartWith(exchange, { ...settings, rpcUrl: urlOf(exchange, number) });

/** Writes the policy by which all validators of now are trusted, and gives its path. */
export async function pinnedPolicy(exchange: NetworkExchange): Promise<string> {
  const all = [{ from: 0, validators: await signersOf(exchange) }];
  const path = join(exchange.province.folder, "pinned.json");
  await writeFile(path, JSON.stringify(cliquePolicy(await policyOf(exchange.gateway), all)));
  return path;
}
