// SPDX-License-Identifier: Apache-2.0
// docs/spec/seals.md: did those whom the policy names seal the block?
import { checkSeals } from "../chainproof/seals.ts";
import type { CryptoProvider } from "../crypto.ts";
import type { OpenChain } from "../evidence/frame.ts";
import type { Policy } from "../policy.ts";
import { failed, notChecked, passed } from "./check.ts";
import type { CheckCode } from "./codes.ts";
import type { Check } from "./types.ts";

/**
 * The validators' seals.
 * @param unsealed what is said where blocks carry none
 */
export function checkSealing(
  { header, headerBytes: bytes, following }: OpenChain,
  policy: Policy,
  unsealed: CheckCode,
  crypto: CryptoProvider,
): Check {
  const answer = checkSeals(policy.chain.consensus, { header, bytes }, following, crypto);
  if (answer.state === "no-seals") return notChecked("seals", unsealed);
  if (answer.state === "open") return notChecked("seals", answer.code, answer.values);
  if (answer.state === "failed") return failed("seals", answer.code, answer.values);
  const { number, blockHash: hash, signers } = answer;
  if (answer.state === "buried") {
    const values = { number, hash, following: answer.following, signers: signers.length };
    return passed("seals", "buried", values);
  }
  const { needed, of, kind } = answer;
  const code = kind === "ibft1" ? "sealed-weaker" : "sealed";
  return passed("seals", code, { number, hash, count: signers.length, needed, of });
}
