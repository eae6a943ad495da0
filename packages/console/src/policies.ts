// SPDX-License-Identifier: Apache-2.0
// Which policy holds after a person gave some files: a policy is taken as it is, updates only where the one
// before them names those who signed.
import {
  canonicalText,
  followPolicy,
  nobleCrypto,
  type Policy,
  type PolicyUpdate,
  ProofError,
  readPolicyUpdate,
  updatesAfter,
} from "@suyuan/proof";
import { UPDATE_CODES, type UpdateCode } from "@suyuan/words";

import { FileFault, type PolicyFile, understood, type UpdatesFile } from "./files/read.ts";
import { givenPolicy, type GivenPolicy } from "./model.ts";

// Who followed one update of a policy never follows another one of it, and is told that this is one.
function refusalOf(
  code: UpdateCode,
  before: Policy,
  following: readonly PolicyUpdate[],
): UpdateCode {
  const { supersedes } = before;
  const isSecond = following.some(({ policy }) => policy.supersedes === supersedes);
  return code === "policy-not-next" && supersedes !== undefined && isSecond
    ? "policy-forked"
    : code;
}

function followed(path: string, before: Policy, following: readonly PolicyUpdate[]): Policy {
  try {
    return followPolicy(before, following, nobleCrypto);
  } catch (cause) {
    const code = cause instanceof ProofError && UPDATE_CODES.find((known) => known === cause.code);
    if (!code)
      return understood(path, () => {
        throw cause;
      });
    throw new FileFault(refusalOf(code, before, following), { path }, cause);
  }
}

function afterUpdates(before: GivenPolicy | undefined, files: readonly UpdatesFile[]): GivenPolicy {
  const name = files.map((file) => file.name).join(", ");
  if (before === undefined) throw new FileFault("update-alone", { path: name });
  const updates = files.flatMap((file) =>
    file.updates.map((json) => understood(file.name, () => readPolicyUpdate(json))),
  );
  const following = updatesAfter(before.policy, updates, nobleCrypto);
  const policy = followed(name, before.policy, following);
  const news = { count: following.length, from: before.fingerprint };
  if (following.length === 0) return { ...before, followed: news };
  return { ...givenPolicy(name, canonicalText(policy), policy, false), followed: news };
}

/**
 * The policy after files that hold policies, the last of which holds, and updates in any order.
 * @throws FileFault where an update is not followed: the policy before holds on
 */
export function policyAfter(
  before: GivenPolicy | undefined,
  files: readonly PolicyFile[],
): GivenPolicy | undefined {
  const updates = files.filter((file) => "updates" in file);
  const last = files.findLast((file) => "policy" in file);
  const start = last === undefined ? before : givenPolicy(last.name, last.text, last.policy, false);
  return updates.length === 0 ? start : afterUpdates(start, updates);
}
