// SPDX-License-Identifier: Apache-2.0
import {
  type Digest,
  type Evidence,
  type GrantCertificate,
  type History,
  MAX_EVIDENCE_BYTES,
  MAX_GRANT_BYTES,
  MAX_HISTORY_BYTES,
  MAX_RIGHT_BYTES,
  parseStrict,
  type Policy,
  readEvidence,
  readGrant,
  readHistory,
  readPolicy,
  readRight,
  type RightCertificate,
  type Verdict,
  verify as judge,
} from "@suyuan/sdk";
import { told } from "@suyuan/words";

import { nativeCrypto } from "../crypto/native.ts";
import { digestWithProgress } from "../digest/progress.ts";
import { InputError } from "../failure.ts";
import { notReadable, readJson } from "../input/documents.ts";
import { readBytes } from "../input/files.ts";
import { readSalt, saltBeside } from "../input/salt.ts";
import { argument, needed, text } from "../input/values.ts";
import { verdictLines } from "../output/verdict.ts";
import type { Action, Run } from "./run.ts";

const typeOf = (json: unknown): unknown =>
  typeof json === "object" && json !== null && "type" in json ? json.type : undefined;

type Proof = Evidence | History | RightCertificate | GrantCertificate;

/** The files that can be verified, by the type that they name; any other is read as evidence. */
const FILES: Readonly<Record<string, readonly [limit: number, read: (json: unknown) => Proof]>> = {
  "suyuan/history@1": [MAX_HISTORY_BYTES, readHistory],
  "suyuan/right@1": [MAX_RIGHT_BYTES, readRight],
  "suyuan/grant@1": [MAX_GRANT_BYTES, readGrant],
};
const EVIDENCE = [MAX_EVIDENCE_BYTES, readEvidence] as const;

/** An evidence file, a history, or a certificate of a right or a grant. */
export async function readProof(path: string): Promise<Proof> {
  const bytes = await readBytes(path, MAX_HISTORY_BYTES);
  try {
    const json = parseStrict(bytes, { bytes: MAX_HISTORY_BYTES });
    const [limit, read] = FILES[String(typeOf(json))] ?? EVIDENCE;
    if (bytes.length <= limit) return read(json);
    throw new InputError("file-too-large", { path, limit });
  } catch (cause) {
    throw cause instanceof InputError ? cause : notReadable(path, cause);
  }
}

async function readTrust(path: string): Promise<Policy> {
  try {
    return readPolicy(await readJson(path));
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
  const verdict = told(await verdictOf(run));
  run.out.result(verdict, verdictLines(run.out, argument(run), verdict));
  return verdict.exit;
};
