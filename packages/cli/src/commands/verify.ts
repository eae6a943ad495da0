// SPDX-License-Identifier: Apache-2.0
import {
  type Digest,
  MAX_PROOF_BYTES,
  parseProof,
  type Proof,
  type Verdict,
  verify as judge,
} from "@suyuan/sdk/verification";
import { told } from "@suyuan/words";

import { nativeCrypto } from "../crypto/native.ts";
import { digestWithProgress } from "../digest/progress.ts";
import { InputError } from "../failure.ts";
import { notReadable } from "../input/documents.ts";
import { readBytes } from "../input/files.ts";
import { readTrust } from "../input/policy.ts";
import { readSalt, saltBeside } from "../input/salt.ts";
import { argument, needed, text } from "../input/values.ts";
import { verdictLines } from "../output/verdict.ts";
import type { Action, Run } from "./run.ts";

/** An evidence file, a history, or a certificate of a right or a grant. */
export async function readProof(path: string): Promise<Proof> {
  const bytes = await readBytes(path, MAX_PROOF_BYTES);
  try {
    return parseProof(bytes);
  } catch (cause) {
    throw notReadable(path, cause);
  }
}

/** The digest of the data at hand, with the salt that the statement asks for. */
async function dataDigest(run: Run, path: string, salted: boolean): Promise<Digest> {
  const given = text(run, "salt");
  if (!salted) return digestWithProgress(run.out, path, undefined);
  const salt = given === undefined ? await saltBeside(path) : await readSalt(given);
  if (!salt) throw new InputError("salt-needed", { path });
  return digestWithProgress(run.out, path, salt);
}

/** Judges the file, and the data when there is some: what the statement says of it comes from the file. */
async function verdictOf(run: Run): Promise<Verdict> {
  const file = await readProof(argument(run));
  const policy = await readTrust(needed(run, "policy"));
  const crypto = await nativeCrypto();
  const alone = judge(file, policy, { crypto });
  const path = text(run, "file");
  if (path === undefined || alone.subject === undefined) return alone;
  if (!("digest" in alone.subject)) throw new InputError("no-data");
  const data = await dataDigest(run, path, alone.subject.salted === true);
  return judge(file, policy, { crypto, data });
}

export const verify: Action = async (run) => {
  if (run.options.batch === true) return (await import("./verify-batch.ts")).verifyBatch(run);
  const verdict = told(await verdictOf(run));
  run.out.result(verdict, verdictLines(run.out, argument(run), verdict));
  return verdict.exit;
};
