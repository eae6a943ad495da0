// SPDX-License-Identifier: Apache-2.0

/** None that a public network uses, and not that of the embedded chain. */
export const CHAIN_ID = 20_810;

/** Far above what a block of ours uses, so that the base fee of zero never rises. */
export const GAS_LIMIT = 1_000_000_000;

/** Seconds between blocks, at least. */
const PERIOD_S = 1;
/** Blocks after which votes lapse and a header lists the signers again (EIP-225). */
const EPOCH = 30_000;

const VANITY = "00".repeat(32);
const SEAL = "00".repeat(65);

/**
 * The genesis block of a Clique chain under London's rules, without fees and without funds.
 * @param signers addresses in small letters
 * @param time of the block, seconds since the epoch
 */
export function genesisOf(signers: readonly string[], time: number): Record<string, unknown> {
  const listed = signers
    .map((address) => address.slice(2))
    .sort()
    .join("");
  const from = Object.fromEntries(
    [
      ...["homestead", "eip150", "eip155", "eip158", "byzantium", "constantinople"],
      ...["petersburg", "istanbul", "berlin", "london"],
    ].map((fork) => [`${fork}Block`, 0]),
  );
  return {
    config: { chainId: CHAIN_ID, ...from, clique: { period: PERIOD_S, epoch: EPOCH } },
    timestamp: `0x${time.toString(16)}`,
    gasLimit: `0x${GAS_LIMIT.toString(16)}`,
    baseFeePerGas: "0x0",
    difficulty: "0x1",
    extraData: `0x${VANITY}${listed}${SEAL}`,
    alloc: {},
  };
}
