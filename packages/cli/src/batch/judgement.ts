// SPDX-License-Identifier: Apache-2.0
// One file of a batch, judged on its own: everything that is said of it follows from it and the policy.
import { readFileSync, statSync } from "node:fs";

import {
  type Check,
  type CryptoProvider,
  type ExitStatus,
  isRequired,
  MAX_PROOF_BYTES,
  parseProof,
  type Policy,
  type Proof,
  type Verdict,
  verify,
} from "@suyuan/sdk/verification";

import { type FailureCode, type FailureValues, InputError } from "../failure.ts";
import { notReadable } from "../input/documents.ts";
import { unreadableAs } from "../input/files.ts";

/** A check that failed, or that is required and was not done. */
export type Fault = Pick<Check, "name" | "state" | "code" | "values">;

/** What came of one file: a verdict in short, or why there is none. */
export type Judgement =
  | {
      readonly file: string;
      readonly exit: ExitStatus;
      readonly kind?: NonNullable<Verdict["subject"]>["kind"];
      readonly id?: string;
      readonly groups: Verdict["groups"];
      readonly faults: readonly Fault[];
    }
  | {
      readonly file: string;
      readonly exit: 2;
      readonly error: { readonly code: FailureCode; readonly values: FailureValues };
    };

// Without waiting in between: a thread has nothing else to do.
function readProof(path: string): Proof {
  let bytes: Uint8Array;
  try {
    const stats = statSync(path);
    // A pipe would be waited for without end.
    if (!stats.isFile() && !stats.isDirectory()) throw new InputError("file-unreadable", { path });
    if (stats.size > MAX_PROOF_BYTES) {
      throw new InputError("file-too-large", { path, limit: MAX_PROOF_BYTES });
    }
    bytes = readFileSync(path);
  } catch (cause) {
    throw unreadableAs(path, cause);
  }
  if (bytes.length === 0) throw new InputError("file-empty", { path });
  try {
    return parseProof(bytes);
  } catch (cause) {
    throw notReadable(path, cause);
  }
}

const isFault = (check: Check, policy: Policy): boolean =>
  check.state === "failed" || (check.state === "not-checked" && isRequired(check, policy));

function inShort(file: string, { subject, groups, checks, exit }: Verdict, policy: Policy) {
  const faults = checks
    .filter((check) => isFault(check, policy))
    .map(({ name, state, code, values }) => ({ name, state, code, ...(values && { values }) }));
  const about = subject && { kind: subject.kind, id: subject.id };
  return { file, exit, ...about, groups, faults };
}

/** Judges the file at a path; whatever is wrong with it is told, never thrown. */
export function judgeFile(file: string, policy: Policy, crypto: CryptoProvider): Judgement {
  try {
    return inShort(file, verify(readProof(file), policy, { crypto }), policy);
  } catch (cause) {
    if (cause instanceof InputError) {
      return { file, exit: 2, error: { code: cause.code, values: cause.values } };
    }
    const detail = cause instanceof Error ? cause.message : String(cause);
    return { file, exit: 2, error: { code: "internal", values: { detail } } };
  }
}
