// SPDX-License-Identifier: Apache-2.0
// Does the verifier's policy know chain, contracts, log and witnesses?
import type { Hex } from "../bytes.ts";
import type { CryptoProvider } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import type { Fact } from "../evidence/fact.ts";
import type { Facts, FrameFacts, Span } from "../evidence/gather.ts";
import type { OpenChain, OpenFrame } from "../evidence/frame.ts";
import type { OpenEvidence } from "../evidence/open.ts";
import { type VerifiedSignature, verifyNote } from "../note.ts";
import { parseVerifierKey } from "../note/key.ts";
import type { ChainFrame } from "../evidence/types.ts";
import type { Policy } from "../policy.ts";
import { type ContractName, EVIDENCE_CONTRACTS } from "../storage/reader.ts";
import { failed, notChecked, passed, unproven } from "./check.ts";
import { checkSealing } from "./seals.ts";
import type { Check } from "./types.ts";

/** The chain is the one that the policy trusts. */
export function checkChain({ frame }: Pick<OpenChain, "frame">, policy: Policy): Check {
  const { chainId } = frame;
  const expected = policy.chain.chainId;
  return chainId === expected
    ? passed("chain", "chain-known", { chainId })
    : failed("chain", "chain-unknown", { chainId, expected });
}

/** The contracts that the file names are those of the policy, by address and by code. */
export function checkContracts<Name extends ContractName>(
  { frame }: { readonly frame: ChainFrame<Readonly<Record<Name, Hex>>> },
  names: readonly Name[],
  facts: { readonly codeHashes: Readonly<Record<Name, Fact<Hex>>> },
  policy: Policy,
): Check {
  for (const contract of names) {
    const address = frame.contracts[contract];
    const expected = policy.contracts[contract].address;
    if (address !== expected) {
      return failed("contracts", "contract-address-differs", { contract, address, expected });
    }
  }
  for (const contract of names) {
    const hash = facts.codeHashes[contract];
    if (!hash.known) return unproven("contracts", hash);
    const expected = policy.contracts[contract].codeHash;
    if (hash.value !== expected) {
      return failed("contracts", "contract-code-differs", { contract, expected });
    }
  }
  return passed("contracts", "contracts-known");
}

function checkLogKey({ frame }: OpenFrame, policy: Policy): Check {
  const { origin, key } = frame.log;
  const isKnown = policy.logs.some((log) => log.origin === origin && log.keys.includes(key));
  return isKnown
    ? passed("log-key", "log-key-known", { origin })
    : failed("log-key", "log-key-unknown", { origin });
}

/** How many of the policy's witnesses cosigned; undefined when one of their signatures is wrong. */
export function countWitnesses(
  { note }: OpenFrame,
  policy: Policy,
  crypto: CryptoProvider,
): number | undefined {
  const keys = policy.witnesses.keys.map((key) => parseVerifierKey(key, crypto));
  let signed: readonly VerifiedSignature[] = [];
  try {
    signed = verifyNote(note, keys, crypto);
  } catch (error) {
    if (!(error instanceof ProofError)) throw error;
    return error.code === "note-not-signed" ? 0 : undefined;
  }
  // One key counts once, whatever names it signed under.
  return new Set(signed.map(({ key }) => key.key.join())).size;
}

/** Whether as many witnesses as the policy asks for cosigned; never so when it asks for none. */
export function isWitnessed(open: OpenFrame, policy: Policy, crypto: CryptoProvider): boolean {
  const { threshold } = policy.witnesses;
  return threshold > 0 && (countWitnesses(open, policy, crypto) ?? 0) >= threshold;
}

function checkWitnesses(open: OpenFrame, policy: Policy, crypto: CryptoProvider): Check {
  const { threshold } = policy.witnesses;
  if (threshold === 0) return notChecked("witnesses", "no-witnesses-named");
  const count = countWitnesses(open, policy, crypto);
  if (count === undefined) return failed("witnesses", "witness-signature-wrong");
  return count >= threshold
    ? passed("witnesses", "witnessed", { count, threshold })
    : notChecked("witnesses", "too-few-witnesses", { count, threshold });
}

function checkTime(span: Fact<Span>): Check {
  if (!span.known) return unproven("time", span);
  const { lower: from, upper: until } = span.value;
  return passed("time", "time-bounded", { from, until });
}

/** Of which block the state is that is shown. */
export function checkBlockTime({ header }: OpenChain): Check {
  return passed("time", "block-dated", {
    number: Number(header.number),
    time: Number(header.time),
  });
}

/** The checks of the group "trust" that evidence and history share, in their order. */
export function checkFrameTrust(
  open: OpenFrame,
  facts: FrameFacts,
  policy: Policy,
  crypto: CryptoProvider,
): Check[] {
  return [
    checkChain(open, policy),
    checkContracts(open, EVIDENCE_CONTRACTS, facts, policy),
    checkSealing(open, policy, "chain-has-no-seals", crypto),
    checkLogKey(open, policy),
    checkWitnesses(open, policy, crypto),
  ];
}

/** The checks of the group "trust" for one entry, in their order. */
export function checkEntryTrust(
  open: OpenEvidence,
  facts: Facts,
  policy: Policy,
  crypto: CryptoProvider,
): Check[] {
  const tokens = open.evidence.timestamps === undefined ? [] : ["timestamps" as const];
  return [
    ...checkFrameTrust(open, facts, policy, crypto),
    checkTime(facts.span),
    ...tokens.map((name) => notChecked(name, "timestamps-not-supported")),
  ];
}
