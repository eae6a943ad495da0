// SPDX-License-Identifier: Apache-2.0
// The verifier's own policies: what one trusts, in words and as digits to compare aloud, and how it is
// renewed. None of this needs a gateway.
import {
  canonicalText,
  followPolicy,
  fromHex,
  type LogKey,
  type NoteSigner,
  openKeyFile,
  parseVerifierKey,
  type Policy,
  policyFingerprint,
  policyHash,
  type PolicyUpdate,
  ProofError,
  readKeyFile,
  readPolicy,
  readPolicyUpdate,
  signPolicyUpdate,
  updatesAfter,
} from "@suyuan/sdk";
import { UPDATE_CODES } from "@suyuan/words";

import { InputError } from "../failure.ts";
import { notReadable, readJson } from "../input/documents.ts";
import { passphraseFor } from "../input/passphrase.ts";
import { argument, needed, text } from "../input/values.ts";
import { trustedRows } from "../output/trusted.ts";
import { give } from "./log.ts";
import { gatewayOf, gatewayUrl, keyFailure, lines } from "./online.ts";
import { type Action, EXIT, type Run } from "./run.ts";

async function readAs<T>(path: string, read: (json: unknown) => T): Promise<T> {
  const json = await readJson(path);
  try {
    return read(json);
  } catch (cause) {
    throw notReadable(path, cause);
  }
}

const isUpdate = (json: unknown): boolean =>
  typeof json === "object" &&
  json !== null &&
  "type" in json &&
  json.type === "suyuan/policy-update@1";

/** What a policy trusts. */
export const policyShow: Action = async (run) => {
  const path = argument(run);
  const read = (json: unknown) =>
    isUpdate(json) ? readPolicyUpdate(json).policy : readPolicy(json);
  const policy = await readAs(path, read);
  const fingerprint = policyFingerprint(policy);
  const fields = [...trustedRows(policy), ["fingerprint", fingerprint] as const];
  run.out.result({ ...policy, hash: policyHash(policy), fingerprint }, lines(run, fields));
  return EXIT.ok;
};

// Why an update is not followed, in words of its own.
function notFollowed(path: string, cause: unknown): unknown {
  const code = cause instanceof ProofError && UPDATE_CODES.find((known) => known === cause.code);
  return code ? new InputError(code, { path }, cause) : notReadable(path, cause);
}

/** Puts the policy that an update brings in the place of the one at hand. */
export const policyUpdate: Action = async (run) => {
  const before = await readAs(needed(run, "policy"), readPolicy);
  const path = argument(run);
  const update = await readAs(path, readPolicyUpdate);
  try {
    return await give(run, canonicalText(followPolicy(before, [update])));
  } catch (cause) {
    throw notFollowed(path, cause);
  }
};

/** Follows the gateway's updates from the policy at hand. */
export const policyFollow: Action = async (run) => {
  const path = needed(run, "policy");
  const before = await readAs(path, readPolicy);
  const { updates, policy: newest } = await gatewayOf(run).policyUpdates();
  try {
    const all = updates.map((one) => readPolicyUpdate(one));
    const after = followPolicy(before, updatesAfter(before, all));
    if (policyHash(after) !== newest) {
      throw new ProofError("policy-not-next", "no update of the gateway supersedes this policy");
    }
    return await give(run, canonicalText(after));
  } catch (cause) {
    throw notFollowed(gatewayUrl(run), cause);
  }
};

async function openOffice(run: Run, path: string): Promise<LogKey> {
  try {
    const file = await readKeyFile(path);
    if (file.kind !== "ed25519") throw new InputError("key-of-account", { path });
    const key = await openKeyFile(file, await passphraseFor(run.out, false));
    if (key.kind === "ed25519") return key;
    throw new InputError("key-of-account", { path });
  } catch (cause) {
    throw keyFailure(cause, path);
  }
}

// The name under which the policy knows this key is the one that its signature bears.
async function officeOf(run: Run, { authority }: Policy): Promise<NoteSigner> {
  const path = text(run, "key") ?? process.env["SUYUAN_KEY"];
  if (path === undefined || path === "") throw new InputError("no-key");
  const opened = await openOffice(run, path);
  const own = fromHex(opened.public).join();
  const keys = (authority?.keys ?? []).map((key) => parseVerifierKey(key));
  const key = keys.find((one) => one.key.join() === own);
  if (key === undefined) throw new InputError("key-of-no-authority", { path });
  return { key, sign: (message) => opened.sign(message) };
}

/** Signs a policy that shall take another one's place, or an update that others signed already. */
export const policySign: Action = async (run) => {
  const before = await readAs(needed(run, "policy"), readPolicy);
  const path = argument(run);
  const read = (json: unknown): Policy | PolicyUpdate =>
    isUpdate(json) ? readPolicyUpdate(json) : readPolicy(json);
  const draft = await readAs(path, read);
  const placed =
    draft.type === "suyuan/policy@1" ? { ...draft, supersedes: policyHash(before) } : draft;
  const signer = await officeOf(run, before);
  try {
    return await give(run, canonicalText(signPolicyUpdate(placed, [signer])));
  } catch (cause) {
    throw notReadable(path, cause);
  }
};
