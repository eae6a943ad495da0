// SPDX-License-Identifier: Apache-2.0
// The structs of contracts/interfaces/IDeliveryTypes.sol, by the names of their members. Members that a
// statement leaves out are zero.
import type { Hex } from "@suyuan/proof";

import type { AbiValues } from "../names.ts";

/** An entry as its log holds it, and its place in the tree of a checkpoint that is anchored. */
export interface PlacedBytes {
  /** The leaf's bytes. */
  readonly entry: Uint8Array;
  readonly index: number;
  /** The size of the first anchored checkpoint that holds the entry: the contract takes no other. */
  readonly size: number;
  /** Inclusion path from the leaf upwards (RFC 9162, 2.1.3), hashes of 32 bytes. */
  readonly path: readonly Uint8Array[];
}

/** What signers said at once, and the place of one statement in it. */
export interface BatchArgs extends AbiValues {
  readonly root: Hex;
  /** 0 for a statement that was signed by itself. */
  readonly count: number;
  readonly index: number;
  readonly purpose: number;
  readonly from: number;
  readonly until: number;
  readonly path: readonly Hex[];
}

export interface SignatureArgs extends AbiValues {
  readonly r: Hex;
  readonly s: Hex;
  readonly v: number;
  readonly batch: BatchArgs;
}

/** What the log added to a statement. */
export interface FrameArgs extends AbiValues {
  readonly assetNumber: number;
  readonly assetBefore: Hex;
  readonly grantNumber: number;
  readonly grantBefore: Hex;
  readonly logged: number;
  readonly seenNumber: number;
  readonly seenHash: Hex;
  readonly seenTime: number;
}

export interface ProofArgs extends AbiValues {
  readonly signature: SignatureArgs;
  readonly frame: FrameArgs;
  readonly size: number;
  readonly index: number;
  readonly path: readonly Hex[];
}

export interface CommonArgs extends AbiValues {
  readonly log: Hex;
  readonly time: number;
  readonly nonce: Hex;
  readonly organization: number;
  readonly seat: number;
  readonly asset: Hex;
}

export interface DigestArgs extends AbiValues {
  readonly size: number;
  readonly sha256_: Hex;
  readonly sm3: Hex;
}

export interface DeliveryArgs extends AbiValues {
  readonly common: CommonArgs;
  readonly version: Hex;
  readonly grant: Hex;
  readonly serial: number;
  readonly recipient: number;
  readonly digest: DigestArgs;
  readonly salted: boolean;
  /** 1 interface, 2 batch, 3 file. */
  readonly channel: number;
  readonly partCount: number;
  readonly partRoot: Hex;
  readonly custodian: boolean;
}

export interface ReceiptArgs extends AbiValues {
  readonly common: CommonArgs;
  readonly grant: Hex;
  readonly deliveryLog: Hex;
  readonly deliveryId: Hex;
  readonly digest: DigestArgs;
  readonly salted: boolean;
  /** 1 accepted, 2 mismatch. */
  readonly result: number;
  readonly supersedes: Hex;
}
