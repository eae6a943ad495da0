// SPDX-License-Identifier: Apache-2.0
// Statements, signatures and entries as the members that the delivery registry writes their bytes from.
import {
  CHANNELS,
  type Delivery,
  type Digest,
  type Entry,
  type Hex,
  type Receipt,
  type Signature,
  type StatementCommon,
  toHex,
} from "@suyuan/proof";

import { ChainError } from "../errors.ts";
import type {
  BatchArgs,
  CommonArgs,
  DeliveryArgs,
  DigestArgs,
  FrameArgs,
  PlacedBytes,
  ProofArgs,
  ReceiptArgs,
  SignatureArgs,
} from "./types.ts";

const ZERO: Hex = `0x${"00".repeat(32)}`;
const RESULTS = ["accepted", "mismatch"] as const;
const NO_BATCH: BatchArgs = {
  root: ZERO,
  count: 0,
  index: 0,
  purpose: 0,
  from: 0,
  until: 0,
  path: [],
};

const commonArgs = (statement: StatementCommon): CommonArgs => {
  const { log, time, nonce, organization, seat, asset } = statement;
  return { log, time, nonce, organization, seat, asset };
};

const digestArgs = ({ bytes, sha256, sm3 }: Digest): DigestArgs => ({
  size: bytes,
  sha256_: sha256,
  sm3,
});

export function deliveryArgs(delivery: Delivery): DeliveryArgs {
  const { version, grant, serial, recipient, salted, channel, custodian = false } = delivery;
  const { count: partCount, root: partRoot } = delivery.parts ?? { count: 0, root: ZERO };
  const what = { version, grant, serial, recipient, digest: digestArgs(delivery.digest), salted };
  const how = { channel: CHANNELS.indexOf(channel) + 1, partCount, partRoot, custodian };
  return { common: commonArgs(delivery), ...what, ...how };
}

export function receiptArgs(receipt: Receipt): ReceiptArgs {
  const { grant, delivery, salted, result, supersedes = ZERO } = receipt;
  const of = { grant, deliveryLog: delivery.log, deliveryId: delivery.id };
  const outcome = { salted, result: RESULTS.indexOf(result) + 1, supersedes };
  return { common: commonArgs(receipt), ...of, digest: digestArgs(receipt.digest), ...outcome };
}

/** r, s and v of 65 bytes of hex. */
function signatureArgs(signature: Signature): SignatureArgs {
  const { value } = signature;
  const r: Hex = `0x${value.slice(2, 66)}`;
  const s: Hex = `0x${value.slice(66, 130)}`;
  const v = Number.parseInt(value.slice(130), 16);
  if (signature.alg === "eip712") return { r, s, v, batch: NO_BATCH };
  const { root, count, index, purpose, from, until, path } = signature;
  return { r, s, v, batch: { root, count, index, purpose, from, until, path: [...path] } };
}

function frameArgs({ chain, logged, seen }: Entry): FrameArgs {
  const [asset, grant] = chain;
  if (asset === undefined || grant === undefined) {
    throw new ChainError("malformed", "the entry has no link for its asset or its grant");
  }
  return {
    ...{ assetNumber: asset.n, assetBefore: asset.prev ?? ZERO },
    ...{ grantNumber: grant.n, grantBefore: grant.prev ?? ZERO },
    ...{ logged, seenNumber: seen.number, seenHash: seen.hash, seenTime: seen.time },
  };
}

export function proofArgs(entry: Entry, { index, size, path }: PlacedBytes): ProofArgs {
  const [signature] = entry.signatures;
  if (signature === undefined) throw new ChainError("malformed", "the entry has no signature");
  const place = { size, index, path: path.map(toHex) };
  return { signature: signatureArgs(signature), frame: frameArgs(entry), ...place };
}
