// SPDX-License-Identifier: Apache-2.0
// What departments have signed is carried also after a kill. What the gateway itself sends needs no such care: at its
// start it looks what the chain lacks.
import { join } from "node:path";
import { type ChainClient, ChainError, type Signer, Writer } from "@suyuan/chain";
import { RECEIPT_TIMEOUT_MS } from "../constraints.ts";
import { StartRefusal } from "../refusal.ts";
import { FileOutbox } from "../store/outbox.ts";

/**
 * The writer of the account that relays, with what an earlier start has left.
 * @param dir folder of the store
 * @throws StartRefusal `store-altered`
 */
export async function openRelayWriter(
  client: ChainClient,
  signer: Signer,
  dir: string,
): Promise<Writer> {
  // One folder an account: where the key is changed, nobody sends in the other one's name.
  const folder = `outbox-${signer.address}`;
  const outbox = new FileOutbox(join(dir, folder));
  const writer = new Writer(client, signer, { receiptTimeoutMs: RECEIPT_TIMEOUT_MS, outbox });
  try {
    await writer.resume();
    return writer;
  } catch (cause) {
    if (!(cause instanceof ChainError)) throw cause;
    throw new StartRefusal("store-altered", `${folder} may be deleted: ${cause.message}`, cause);
  }
}
