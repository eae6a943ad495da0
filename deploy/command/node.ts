// SPDX-License-Identifier: Apache-2.0
// What the command asks a node before anything is sent to it.
import { Refusal } from "./refusal.ts";

const PATIENCE_MS = 10_000;

interface Answer {
  readonly result?: unknown;
}

async function ask(rpcUrl: string, method: string, params: readonly unknown[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const { origin } = new URL(rpcUrl);
  const headers = { "content-type": "application/json" };
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(rpcUrl, { method: "POST", headers, body, signal });
    const { result } = (await answer.json()) as Answer;
    if (result !== undefined && result !== null) return result;
  } catch (cause) {
    throw new Refusal("node-unreachable", `${origin} (${method})`, cause);
  }
  throw new Refusal("node-unreachable", `${origin} (${method})`);
}

function numberIn(value: unknown, origin: string): bigint {
  if (typeof value === "string" && /^0x[0-9a-f]+$/iu.test(value)) return BigInt(value);
  throw new Refusal("node-unreachable", origin);
}

/**
 * Asks a node which chain it has, and whether an account can pay there.
 * @param expected the chain that it has to be, where that is said
 * @param account who is to pay; left out where nobody is
 * @returns the chain id
 * @throws Refusal `node-unreachable`, `wrong-chain`, `no-funds`
 */
export async function checkNode(
  rpcUrl: string,
  expected: number | undefined,
  account: string | undefined,
): Promise<number> {
  const { origin } = new URL(rpcUrl);
  const chainId = Number(numberIn(await ask(rpcUrl, "eth_chainId", []), origin));
  if (expected !== undefined && chainId !== expected) {
    throw new Refusal("wrong-chain", `${chainId}, --chain-id ${expected}`);
  }
  if (account !== undefined) await requireFunds(rpcUrl, account);
  return chainId;
}

/** An account without funds can pay where a transaction costs nothing. */
async function requireFunds(rpcUrl: string, account: string): Promise<void> {
  const { origin } = new URL(rpcUrl);
  const newest = await ask(rpcUrl, "eth_getBlockByNumber", ["latest", false]);
  const { baseFeePerGas = "0x0" } = newest as { baseFeePerGas?: unknown };
  const balance = await ask(rpcUrl, "eth_getBalance", [account, "latest"]);
  if (numberIn(baseFeePerGas, origin) > 0n && numberIn(balance, origin) === 0n) {
    throw new Refusal("no-funds", account);
  }
}
