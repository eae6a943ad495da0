// SPDX-License-Identifier: Apache-2.0
// docs/spec/policy.md, "Updates": a policy that takes another one's place, signed by those whom the
// other one names.
import { fromHex, type Hex } from "../bytes.ts";
import { toBase64 } from "../bytes/base64.ts";
import { parseStrict } from "../canonical.ts";
import { failAt, object, oneOf, pattern, type Read } from "../canonical/fields.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { parseNote, verifyNote } from "../note.ts";
import { parseVerifierKey } from "../note/key.ts";
import { type Policy, readPolicy } from "../policy.ts";
import { policyHash } from "./fingerprint.ts";

/** A policy and the signatures that put it in another one's place. */
export interface PolicyUpdate {
  readonly type: "suyuan/policy-update@1";
  readonly policy: Policy;
  /** C2SP signed note over the policy's hash. */
  readonly note: string;
}

/** The most updates that are followed at once. */
export const MAX_POLICY_UPDATES = 1_024;

/** What is signed: the type, so that no other note can be taken for it, and the policy's hash. */
export function policyUpdateText(policy: Policy, crypto: CryptoProvider = defaultCrypto): string {
  return `suyuan/policy-update@1\n${toBase64(fromHex(policyHash(policy, crypto)))}\n`;
}

const policy: Read<Policy> = (value, path) => {
  const found = readPolicy(value);
  if (found.supersedes !== undefined) return found;
  return failAt("missing-field", "does not say which policy it supersedes", `${path}.supersedes`);
};

const update: Read<PolicyUpdate> = object({
  type: oneOf("suyuan/policy-update@1"),
  policy,
  note: pattern(/^[^\0]{1,65536}$/u),
});

/** Reads an update already parsed. @throws ProofError as `readPolicy` and `canonical/fields` do */
export function readPolicyUpdate(json: unknown): PolicyUpdate {
  return update(json, "");
}

/**
 * Reads an update file. Whether it may take a policy's place says `followPolicy`.
 * @throws ProofError as `parseStrict`, `readPolicy` and `canonical/fields` do
 */
export function parsePolicyUpdate(file: string | Uint8Array): PolicyUpdate {
  return readPolicyUpdate(parseStrict(file));
}

// As many distinct keys of the policy before as it asks for.
function requireSigned(
  before: Policy,
  { policy: next, note }: PolicyUpdate,
  crypto: CryptoProvider,
) {
  const { authority } = before;
  if (authority === undefined) {
    throw new ProofError("policy-not-updatable", "the policy names nobody who may update it");
  }
  const parsed = parseNote(note);
  if (parsed.text !== policyUpdateText(next, crypto)) {
    throw new ProofError("policy-undersigned", "the note is over another policy");
  }
  const keys = authority.keys.map((key) => parseVerifierKey(key, crypto));
  const signed = new Set(verifyNote(parsed, keys, crypto).map(({ key }) => key.key.join()));
  if (signed.size < authority.threshold) {
    const count = `${signed.size} of ${authority.threshold}`;
    throw new ProofError("policy-undersigned", `the update has ${count} signatures needed`);
  }
}

/**
 * The order in which updates are followed from a policy. Those that led to it are left out; those that lead
 * nowhere from it stand last, where `followPolicy` refuses them: forks before others, since they say more.
 * @param updates in any order
 */
export function updatesAfter(
  policy: Policy,
  updates: readonly PolicyUpdate[],
  crypto: CryptoProvider = defaultCrypto,
): readonly PolicyUpdate[] {
  const own = policyHash(policy, crypto);
  const left = new Map(updates.map((one) => [policyHash(one.policy, crypto), one]));
  for (let hash: Hex | undefined = own; hash !== undefined;) {
    const before: PolicyUpdate | undefined = left.get(hash);
    left.delete(hash);
    hash = before?.policy.supersedes;
  }
  // Of two that supersede the same policy either may lead on: the other one is what shows the fork.
  const after = new Map([...left].map(([hash, one]) => [one.policy.supersedes, hash]));
  const following: PolicyUpdate[] = [];
  for (let hash = after.get(own); hash !== undefined; hash = after.get(hash)) {
    const one = left.get(hash);
    if (one !== undefined) following.push(one);
    left.delete(hash);
  }
  const taken = new Set(following.map(({ policy: { supersedes } }) => supersedes));
  const forks = (one: PolicyUpdate): number => Number(taken.has(one.policy.supersedes));
  return [...following, ...[...left.values()].toSorted((one, other) => forks(other) - forks(one))];
}

/**
 * Follows updates from a policy that is trusted to the newest one.
 * @param updates oldest first; each supersedes the one before
 * @throws ProofError `policy-not-next`, `policy-forked` (two supersede the same one),
 *   `policy-of-other-chain`, `policy-not-updatable`, `policy-undersigned`, and as `verifyNote`
 */
export function followPolicy(
  trusted: Policy,
  updates: readonly PolicyUpdate[],
  crypto: CryptoProvider = defaultCrypto,
): Policy {
  if (updates.length > MAX_POLICY_UPDATES) {
    throw new ProofError("too-large", `at most ${MAX_POLICY_UPDATES} updates are followed`);
  }
  const superseded = new Set<Hex | undefined>();
  return updates.reduce((before, one) => {
    const hash = policyHash(before, crypto);
    const { supersedes, chain } = one.policy;
    if (superseded.has(supersedes)) {
      throw new ProofError("policy-forked", "two updates supersede the same policy");
    }
    if (supersedes !== hash) {
      throw new ProofError("policy-not-next", "the update supersedes another policy");
    }
    if (chain.chainId !== before.chain.chainId) {
      throw new ProofError("policy-of-other-chain", "the update is for another chain");
    }
    requireSigned(before, one, crypto);
    superseded.add(hash);
    return one.policy;
  }, trusted);
}
