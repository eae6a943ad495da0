// SPDX-License-Identifier: Apache-2.0
// A thread that makes deliveries and signs them, a batch each time it is asked.
import { randomBytes } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { signerOf } from "@suyuan/chain";
import { nativeCrypto } from "@suyuan/gateway";
import { type Delivery, signBatch, toHex } from "@suyuan/proof";
import { bodyOf } from "../../test/support/http.ts";
import type { Making } from "./deliveries.ts";

const { models, secret, batch, lines, aheadSeconds } = workerData as Making;
const signer = signerOf(secret);
const crypto = await nativeCrypto();
const serials = models.map(() => 0);
let turn = 0;

/** Request bodies of one batch, on the next of the grants. */
async function make(): Promise<string[]> {
  const at = turn++ % models.length;
  const { statement, purpose } = models[at] ?? {};
  if (!statement || purpose === undefined) throw new Error("there is nothing to deliver");
  const first = serials[at] ?? 0;
  serials[at] = first + batch;
  // All are of one moment: a centre signs what it has collected.
  const time = Math.floor(Date.now() / 1_000) + aheadSeconds;
  const statements = Array.from({ length: batch }, (_, place): Delivery => {
    const nonce = toHex(randomBytes(16));
    return { ...statement, nonce, time, serial: first + place + 1 };
  });
  const sign = (digest: Uint8Array) => signer.sign(digest);
  const signatures = await signBatch(statements, sign, { purpose, crypto });
  const bodies = statements.map((one, place) =>
    bodyOf({ statement: one, signatures: [signatures[place]] }),
  );
  const requests = Math.ceil(batch / lines);
  return Array.from({ length: requests }, (_, place) =>
    bodies.slice(place * lines, (place + 1) * lines).join("\n"),
  );
}

parentPort?.on("message", () => {
  void make().then((bodies) => parentPort?.postMessage(bodies));
});
