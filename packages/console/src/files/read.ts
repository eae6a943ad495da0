// SPDX-License-Identifier: Apache-2.0
// Reading what a person gave: the same limits, the same strictness and the same codes as the command.
import {
  fromUtf8,
  type Json,
  MAX_PROOF_BYTES,
  parseProof,
  parseStrict,
  type Policy,
  type Proof,
  ProofError,
  readPolicy,
} from "@suyuan/proof";
import type { FileCode } from "@suyuan/words";

/** A file that cannot be used, and why; the sentence is chosen by the code. */
export class FileFault extends Error {
  override readonly name = "FileFault";
  readonly code: FileCode;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(code: FileCode, values: Readonly<Record<string, string | number>>, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.values = values;
  }
}

/** What of a browser's File is needed here. */
export type GivenFile = Pick<Blob, "size" | "slice"> & { readonly name: string };

/** The longest policy that is read, in bytes: the bound that canonical JSON has. */
const MAX_POLICY_BYTES = 16 * 1_048_576;
const MAX_SALT_BYTES = 1_024;
const SALT = /^(?:0x)?([0-9a-fA-F]{64})$/u;

/** A file that holds a policy, read. */
export interface WholePolicyFile {
  readonly name: string;
  readonly text: string;
  readonly policy: Policy;
}

/** A file that holds updates of policies, one or as a gateway gives them out, not yet read. */
export interface UpdatesFile {
  readonly name: string;
  readonly updates: readonly unknown[];
}

export type PolicyFile = WholePolicyFile | UpdatesFile;

/** What a reader gives. @throws FileFault where it refuses: `not-readable`, `file-too-large` */
export function understood<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof ProofError)) throw cause;
    const { limit } = cause;
    if (limit !== undefined) throw new FileFault("file-too-large", { path, limit }, cause);
    const place = cause.path === undefined ? "" : ` (${cause.path})`;
    throw new FileFault("not-readable", { path, reason: `${cause.code}${place}` }, cause);
  }
}

/** What a browser says of a file that cannot be read, or that changed since it was chosen. */
export function readingFault(path: string, cause: unknown): FileFault {
  const changed = cause instanceof DOMException && cause.name === "NotReadableError";
  return new FileFault(changed ? "file-changed" : "file-unreadable", { path }, cause);
}

/**
 * The bytes of a file.
 * @param limit most bytes that it may have
 * @throws FileFault `file-empty`, `file-too-large`, `file-changed`, `file-unreadable`
 */
export async function bytesOf(file: GivenFile, limit: number): Promise<Uint8Array> {
  const path = file.name;
  if (file.size === 0) throw new FileFault("file-empty", { path });
  if (file.size > limit) throw new FileFault("file-too-large", { path, limit });
  try {
    return new Uint8Array(await file.slice(0, limit + 1).arrayBuffer());
  } catch (cause) {
    throw readingFault(path, cause);
  }
}

/** An evidence file, a history, or a certificate. @throws FileFault `not-readable`, `file-too-large` */
export const proofIn = (path: string, bytes: Uint8Array): Proof =>
  understood(path, () => parseProof(bytes));

function updatesIn(json: Json): readonly unknown[] | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const { type, updates } = json as Readonly<Record<string, Json>>;
  if (type !== undefined) return type === "suyuan/policy-update@1" ? [json] : undefined;
  return Array.isArray(updates) ? updates : undefined;
}

/** A policy, or updates of policies. @throws FileFault `not-readable` where it is neither */
export function policyFileIn(name: string, text: string): PolicyFile {
  return understood(name, () => {
    const json = parseStrict(text, { bytes: MAX_POLICY_BYTES });
    const updates = updatesIn(json);
    return updates === undefined ? { name, text, policy: readPolicy(json) } : { name, updates };
  });
}

/** 32 bytes as somebody wrote them. @throws FileFault `not-a-salt` */
export function saltIn(text: string): Uint8Array {
  const digits = SALT.exec(text.trim())?.[1];
  if (digits === undefined) throw new FileFault("not-a-salt", { value: text.slice(0, 80) });
  const pairs = digits.match(/../gu) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

export const readProofFile = async (file: GivenFile): Promise<[Proof, Uint8Array]> => {
  const bytes = await bytesOf(file, MAX_PROOF_BYTES);
  return [proofIn(file.name, bytes), bytes];
};

export const readPolicyFile = async (file: GivenFile): Promise<PolicyFile> => {
  const bytes = await bytesOf(file, MAX_POLICY_BYTES);
  return policyFileIn(
    file.name,
    understood(file.name, () => fromUtf8(bytes)),
  );
};

export const readSaltFile = async (file: GivenFile): Promise<Uint8Array> =>
  saltIn(new TextDecoder().decode(await bytesOf(file, MAX_SALT_BYTES)));
