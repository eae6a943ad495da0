// SPDX-License-Identifier: Apache-2.0
// The genesis block of a QBFT chain under London's rules, without fees and without funds.
import {
  defaultCrypto,
  encodeHeader,
  encodeRlp,
  fromHex,
  headerHash,
  type Hex,
  toHex,
} from "@suyuan/proof";

import { genesisValidators, type Plan } from "./plan.ts";

/** Blocks after which votes that did not pass are dropped. */
const EPOCH = 30_000;
/** By this mixHash a client knows the consensus. docs/spec/seals.md */
const MIX_HASH = "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";
const ZERO_HASH: Hex = `0x${"00".repeat(32)}`;
const ZERO_ADDRESS: Hex = `0x${"00".repeat(20)}`;
const NO_NONCE: Hex = `0x${"00".repeat(8)}`;
const DIFFICULTY = 1;

const FORKS = [
  ...["homestead", "eip150", "eip155", "eip158", "byzantium", "constantinople"],
  // The last is the one that the contracts are compiled for: evmVersion in hardhat.config.ts.
  ...["petersburg", "istanbul", "berlin", "london"],
];

const EMPTY = new Uint8Array(0);
const quantity = (value: number): string => `0x${value.toString(16)}`;

/** extraData of a genesis block: [vanity, [validator …], no vote, round 0, no seals]. docs/spec/seals.md */
export function genesisExtra(validators: readonly Hex[]): Hex {
  const addresses = validators.map((address) => fromHex(address, 20));
  return toHex(encodeRlp([new Uint8Array(32), addresses, [], EMPTY, []]));
}

/** What stands in genesis.json. */
export function genesisOf(plan: Plan): Record<string, unknown> {
  const { chainId, time, blockSeconds, gasLimit, transitions } = plan;
  const forks = Object.fromEntries(FORKS.map((fork) => [`${fork}Block`, 0]));
  const qbft = {
    blockperiodseconds: blockSeconds,
    epochlength: EPOCH,
    // A round that takes this long is given up; each further one has twice as long.
    requesttimeoutseconds: 2 * blockSeconds,
  };
  return {
    config: {
      ...{ chainId, ...forks, zeroBaseFee: true, qbft },
      ...(transitions === undefined ? {} : { transitions: { qbft: transitions } }),
    },
    nonce: "0x0",
    timestamp: quantity(time),
    extraData: genesisExtra(genesisValidators(plan)),
    gasLimit: quantity(gasLimit),
    gasUsed: "0x0",
    number: "0x0",
    difficulty: quantity(DIFFICULTY),
    // Left out, Besu's genesis block would have a base fee of one gwei.
    baseFeePerGas: "0x0",
    mixHash: MIX_HASH,
    coinbase: ZERO_ADDRESS,
    parentHash: ZERO_HASH,
    alloc: {},
  };
}

/**
 * The hash of block 0, which covers extraData as it is: what `eth_getBlockByNumber` must tell for "0x0" on every
 * node before anything is trusted to the chain.
 */
export function genesisHash(plan: Plan): Hex {
  const hash = (bytes: Uint8Array) => defaultCrypto.keccak256(bytes);
  const emptyTrie = hash(encodeRlp(EMPTY));
  const zero = fromHex(ZERO_HASH);
  const header = encodeHeader({
    parentHash: zero,
    ommersHash: hash(encodeRlp([])),
    coinbase: fromHex(ZERO_ADDRESS),
    stateRoot: emptyTrie,
    transactionsRoot: emptyTrie,
    receiptsRoot: emptyTrie,
    logsBloom: new Uint8Array(256),
    difficulty: BigInt(DIFFICULTY),
    number: 0n,
    gasLimit: BigInt(plan.gasLimit),
    gasUsed: 0n,
    time: BigInt(plan.time),
    extraData: fromHex(genesisExtra(genesisValidators(plan))),
    mixHash: fromHex(MIX_HASH),
    nonce: fromHex(NO_NONCE),
    baseFee: 0n,
  });
  return toHex(headerHash(header));
}
