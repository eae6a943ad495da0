// SPDX-License-Identifier: Apache-2.0
import { ChainError } from "./errors.ts";
import { decodeRevert, revertText } from "./revert.ts";
import { RpcRefusal } from "./rpc.ts";

// Wordings of geth, Besu and anvil for a state that they keep no longer.
const PRUNED = /missing trie node|state.*(?:not |un)available|pruned|out ?of ?range/i;

const REVERTED = /revert/i;

/** Revert data lies in `data` itself, or one level deeper in older nodes. */
function revertData(data: unknown): string | undefined {
  if (typeof data === "string" && data.startsWith("0x")) return data;
  if (typeof data !== "object" || data === null) return undefined;
  return revertData((data as Record<string, unknown>)["data"]);
}

/** A contract's refusal as an error. */
export function revertedError(data: unknown, transaction?: string): ChainError {
  const revert = decodeRevert(data);
  const details = transaction === undefined ? { revert } : { revert, transaction };
  return new ChainError("reverted", `the contract refuses: ${revertText(revert)}`, details);
}

/** Rethrows a node's refusal as the {@link ChainError} that it means. */
export function explainRefusal(cause: unknown): never {
  if (!(cause instanceof RpcRefusal)) throw cause;
  const data = revertData(cause.data);
  if (data !== undefined || REVERTED.test(cause.message)) throw revertedError(data);
  const details = { cause, rpcCode: cause.code };
  if (PRUNED.test(cause.message)) {
    throw new ChainError("state-pruned", "the node keeps no state of that block any more", details);
  }
  throw new ChainError("rpc", `the node refuses: ${cause.message}`, details);
}
