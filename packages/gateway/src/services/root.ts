// SPDX-License-Identifier: Apache-2.0
import { type CryptoProvider, fromHex, type Hex, rootAt, toHex } from "@suyuan/proof";
import type { LogStore } from "../store/types.ts";

/** The root of the log's tree at a size that it has reached. @throws Error beyond it */
export async function rootOf(
  store: Pick<LogStore, "node">,
  size: number,
  crypto: CryptoProvider,
): Promise<Hex> {
  const nodes = new Map<string, Uint8Array>();
  // The roots of the complete subtrees from the left, which is all that a root takes.
  for (let level = 0, from = 0, rest = size; rest > 0;) {
    level = Math.floor(Math.log2(rest));
    const index = from / 2 ** level;
    nodes.set(`${level}/${index}`, await store.node(level, index));
    from += 2 ** level;
    rest -= 2 ** level;
  }
  return toHex(
    rootAt(size, (level, index) => nodes.get(`${level}/${index}`) ?? fromHex("0x"), crypto),
  );
}
