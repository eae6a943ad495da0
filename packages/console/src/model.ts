// SPDX-License-Identifier: Apache-2.0
import {
  defaultCrypto,
  type Digest,
  type Entry,
  nobleCrypto,
  type Policy,
  policyFingerprint,
  type Proof,
  toHex,
  verify,
} from "@suyuan/proof";
import { type Language, told, type ToldVerdict } from "@suyuan/words";

import { dataOf, entryOf } from "./claims/statement.ts";
import type { FileFault } from "./files/read.ts";
import type { Slot } from "./files/sort.ts";

/** The evidence file, read. */
export interface GivenProof {
  readonly name: string;
  readonly proof: Proof;
  readonly entry?: Entry;
  /** SHA-256 of the file's bytes. */
  readonly hash: string;
}

/** The policy, read. */
export interface GivenPolicy {
  readonly name: string;
  readonly text: string;
  readonly policy: Policy;
  readonly fingerprint: string;
  readonly kept: boolean;
  /** What the updates that were given last came to. */
  readonly followed?: Followed;
}

/** How many updates led to a policy, and the fingerprint of the one before them; 0 where it was the newest. */
export interface Followed {
  readonly count: number;
  readonly from: string;
}

/** The data file; its digest is of these salt bytes, or of none. */
export interface GivenData {
  readonly file: File;
  readonly hashed?: { readonly digest: Digest; readonly salt: Uint8Array | undefined };
}

/** Everything that the page knows. */
export interface State {
  readonly language: Language;
  readonly proof?: GivenProof;
  readonly policy?: GivenPolicy;
  readonly data?: GivenData;
  readonly salt?: Uint8Array;
  readonly faults: Partial<Readonly<Record<Slot, FileFault>>>;
  /** Whether a policy that was to be kept was not. */
  readonly keepsNothing: boolean;
  readonly judged?: Judged;
}

/** A verdict, and when this machine made it. */
export interface Judged {
  readonly verdict: ToldVerdict;
  /** Seconds since the epoch. */
  readonly at: number;
}

/** Where the data file stands. */
export type DataStand = "none" | "waits" | "not-asked" | "salt-needed" | "to-hash" | "hashed";

export function givenProof(name: string, proof: Proof, bytes: Uint8Array): GivenProof {
  const entry = entryOf(proof);
  const hash = toHex(defaultCrypto.sha256(bytes));
  return { name, proof, hash, ...(entry === undefined ? {} : { entry }) };
}

export function givenPolicy(
  name: string,
  text: string,
  policy: Policy,
  kept: boolean,
): GivenPolicy {
  return { name, text, policy, kept, fingerprint: policyFingerprint(policy, nobleCrypto) };
}

/** What a statement asks of the data; undefined where the file speaks of none. */
const asked = ({ proof }: State): ReturnType<typeof dataOf> =>
  proof?.entry === undefined ? undefined : dataOf(proof.entry.statement);

/** Whether the file at hand says that its data's digest is salted. */
export const isSalted = (state: State): boolean => asked(state)?.salted === true;

/** The salt that the data is hashed with: none where the statement says so. */
export const saltFor = (state: State): Uint8Array | undefined =>
  isSalted(state) ? state.salt : undefined;

export function dataStand(state: State): DataStand {
  if (state.data === undefined) return "none";
  if (state.proof === undefined) return "waits";
  if (asked(state) === undefined) return "not-asked";
  if (isSalted(state) && state.salt === undefined) return "salt-needed";
  const { hashed } = state.data;
  return hashed !== undefined && hashed.salt === saltFor(state) ? "hashed" : "to-hash";
}

/** Nothing is said of a file while its data is being hashed. */
export function isReady(state: State): boolean {
  const stand = dataStand(state);
  const waits = stand === "to-hash" || stand === "salt-needed";
  return state.proof !== undefined && state.policy !== undefined && !waits;
}

/** The verdict on what is there; undefined where something is missing. */
export function judge(state: State): ToldVerdict | undefined {
  const { proof, policy, data } = state;
  if (!isReady(state) || proof === undefined || policy === undefined) return undefined;
  const digest = dataStand(state) === "hashed" ? data?.hashed?.digest : undefined;
  const options = { crypto: nobleCrypto, ...(digest === undefined ? {} : { data: digest }) };
  return told(verify(proof.proof, policy.policy, options));
}
