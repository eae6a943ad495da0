// SPDX-License-Identifier: Apache-2.0
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { formatNote, type NoteSignature, parseNote } from "../note.ts";
import { type NoteSigner, signNote } from "../note/sign.ts";
import { type Policy, readPolicy } from "../policy.ts";
import { type PolicyUpdate, policyUpdateText } from "./update.ts";

/**
 * Signs a policy that supersedes another one, or adds signatures to an update already signed.
 * @throws ProofError `missing-field` when the policy supersedes none, `duplicate-item` when a signer
 *   has signed already, and as `readPolicy`
 */
export function signPolicyUpdate(
  draft: Policy | PolicyUpdate,
  signers: readonly NoteSigner[],
  crypto: CryptoProvider = defaultCrypto,
): PolicyUpdate {
  const isUpdate = draft.type === "suyuan/policy-update@1";
  const policy = readPolicy(isUpdate ? draft.policy : draft);
  if (policy.supersedes === undefined) {
    throw new ProofError("missing-field", "the policy does not say which one it supersedes");
  }
  const text = policyUpdateText(policy, crypto);
  const signatures: NoteSignature[] = isUpdate ? [...parseNote(draft.note).signatures] : [];
  for (const signer of signers) {
    const { name, id } = signer.key;
    if (signatures.some((one) => one.name === name && one.id === id)) {
      throw new ProofError("duplicate-item", `${name} has signed this update`);
    }
    signatures.push(signNote(text, signer));
  }
  return { type: "suyuan/policy-update@1", policy, note: formatNote({ text, signatures }) };
}
