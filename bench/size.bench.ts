// SPDX-License-Identifier: Apache-2.0
// How long an evidence file is when there are a million assets and grants on its chain. The chain is real, and so are
// the gateway and the file. Of most assets and grants only those slots are put there (anvil_setStorageAt) that the
// file's proofs depend on: bench/size/ways.ts. That the proofs are as long as with all slots is shown with fewer.
import { pathOf } from "@suyuan/api";
import { nativeCrypto } from "@suyuan/cli";
import {
  catalogueCodeBytes,
  type CryptoProvider,
  fromHex,
  type Hex,
  parseEvidence,
  toHex,
  verify,
} from "@suyuan/proof";

import { anchored, type Exchange, policyOf, startExchange } from "../test/support/exchange.ts";
import { registerAsset } from "../test/support/acts.ts";
import { setup } from "../test/support/compiled.ts";
import { get, submit } from "../test/support/http.ts";
import { type Figure, rounded } from "./figure.ts";
import { plant, type Planted, proofLengths, sizeOf, storageOf } from "./size/planted.ts";
import { GROWING, type Keys, type Template, templatesOf } from "./size/slots.ts";
import { Ways } from "./size/ways.ts";

const bench = "size";
const MANY = 1_000_000;
/** So many are put on the chain with every slot. */
const WHOLE = 2_000;
/** Nibbles that dozens of the slots have in common with a proven one, among so many assets and grants. */
const NEAR = { [WHOLE]: 2, [MANY]: 4 };
const LIMIT = 65_536;
const WORD = 32;
const MEBIBYTE = 2 ** 20;
/** What each asset with its grant takes: seven slots the one, five the other. */
const SLOTS = 12;
const CODE = "307014/000001";

type Keccak = (data: Uint8Array) => Uint8Array;
const keccakOf =
  (crypto: CryptoProvider): Keccak =>
  (data) =>
    crypto.keccak256(data);

interface Told {
  readonly bytes: number;
  readonly nodes: number;
  /** The slots that its verdict rests on, and other words that were hashed on the way. */
  readonly slots: readonly Hex[];
}

/** Makes a delivery, and reads the evidence that the gateway gives out of it. */
async function evidenceOf(exchange: Exchange, crypto: CryptoProvider): Promise<Told> {
  const signed = await exchange.nextDelivery();
  await submit(exchange.gateway, signed);
  await anchored(exchange.gateway, signed.id);
  const { text } = await get(exchange.gateway.url + pathOf("evidence", { id: signed.id }));
  const slots = new Set<Hex>();
  const keccak256 = (data: Uint8Array): Uint8Array => {
    if (data.length === WORD) slots.add(toHex(data));
    return crypto.keccak256(data);
  };
  const evidence = parseEvidence(text);
  const under = await policyOf(exchange.gateway);
  const { exit } = verify(evidence, under, { crypto: { ...crypto, keccak256 } });
  if (exit !== 0) throw new Error(`the file does not verify: ${exit}`);
  return { bytes: Buffer.byteLength(text), nodes: evidence.nodes.length, slots: [...slots] };
}

async function templates({ province, asset, grant }: Exchange, crypto: CryptoProvider) {
  const code = new Uint8Array(WORD);
  code.set(fromHex(catalogueCodeBytes(CODE)));
  const keys: Keys = { asset: fromHex(asset), grant: fromHex(grant.id), code };
  const found = templatesOf(await storageOf(province), keys, keccakOf(crypto));
  if (found.length === SLOTS) return found;
  throw new Error(`an asset and its grant take ${found.length} slots`);
}

/** Puts a few there twice, on the ways first and then whole: the proofs must not differ in length. */
async function plantWhole(
  { province }: Exchange,
  found: readonly Template[],
  slots: readonly Hex[],
  keccak: Keccak,
): Promise<Planted> {
  const few = { from: 0, to: WHOLE, templates: found };
  await plant(province, { ...few, ways: waysTo(slots, keccak, NEAR[WHOLE]) }, keccak);
  const onWays = await proofLengths(province, slots);
  const planted = await plant(province, few, keccak);
  const whole = await proofLengths(province, slots);
  if (JSON.stringify(whole) === JSON.stringify(onWays)) return planted;
  throw new Error("the slots on the ways do not make the proofs of the whole trie");
}

function waysTo(slots: readonly Hex[], keccak: Keccak, near = 0) {
  const keys = slots.map((slot) => keccak(fromHex(slot)));
  return { assetRegistry: new Ways(keys, near), sharingRegistry: new Ways(keys, near) };
}

interface Measured {
  readonly fresh: Told;
  readonly many: Told;
  readonly found: readonly Template[];
  readonly planted: number;
  readonly rest: Planted;
  readonly depth: number;
}

async function measure(exchange: Exchange, crypto: CryptoProvider): Promise<Measured> {
  const keccak = keccakOf(crypto);
  const fresh = await evidenceOf(exchange, crypto);
  const found = await templates(exchange, crypto);
  const { planted } = await plantWhole(exchange, found, fresh.slots, keccak);
  const ways = waysTo(fresh.slots, keccak, NEAR[MANY]);
  const { province } = exchange;
  const all = { from: 0, to: MANY, templates: found, ways };
  const rest = await plant(province, all, keccak);
  // The registries change, so that the gateway asks the chain for proofs again.
  await registerAsset(province, 2);
  const many = await evidenceOf(exchange, crypto);
  const lengths = await proofLengths(province, many.slots);
  const depth = Math.max(...lengths.map((one) => one.length));
  return { fresh, many, found, planted: planted + rest.planted, rest, depth };
}

function figures({ fresh, many, found, planted, rest, depth }: Measured): Figure[] {
  const conditions = `a delivery with its version, made by a gateway on anvil; ${many.nodes} trie nodes`;
  const file = { bench, unit: "bytes", conditions };
  const tries = GROWING.flatMap((name): Figure[] => {
    const { leaves, nodes, bytes, depth: levels } = sizeOf(rest.keys[name], found, name);
    const about = `${nodes} nodes, ${levels.mean.toFixed(1)} of them on the way to a slot, at most ${levels.most}`;
    const one = { bench, n: leaves, conditions: `${MANY} assets and grants, ${about}` };
    return [{ ...one, case: `trie of ${name}`, value: rounded(bytes / MEBIBYTE), unit: "MiB" }];
  });
  const put = `${planted} slots on the chain: all of ${WHOLE}, of the others those that proofs depend on`;
  return [
    {
      ...{ ...file, conditions: `the same, ${fresh.nodes} trie nodes` },
      ...{ case: "evidence, one asset and grant", value: fresh.bytes, n: 1 },
    },
    {
      ...{ ...file, conditions: `${conditions}; ${put}` },
      ...{
        case: "evidence, a million assets and grants",
        value: many.bytes,
        n: MANY,
        limit: LIMIT,
      },
    },
    {
      ...{
        bench,
        case: "longest proof of a slot",
        value: depth,
        unit: "nodes",
        n: many.slots.length,
      },
      conditions: "eth_getProof on the same chain",
    },
    ...tries,
  ];
}

/** @returns the length of evidence on a small chain and on a large one, and how large its tries are */
export async function run(): Promise<Figure[]> {
  await setup();
  const crypto = await nativeCrypto();
  const exchange = await startExchange();
  try {
    return figures(await measure(exchange, crypto));
  } finally {
    await exchange.stop();
  }
}
