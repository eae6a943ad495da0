// SPDX-License-Identifier: Apache-2.0
// docs/spec/policy.md: what a verifier trusts. A policy only adds trust; integrity and
// authorisation are always required.
import type { Hex } from "./bytes.ts";
import { parseStrict } from "./canonical.ts";
import {
  address,
  bytes32,
  failAt,
  count,
  integer,
  list,
  memberOf,
  object,
  oneOf,
  optional,
  ordinal,
  pattern,
  type Read,
} from "./canonical/fields.ts";
import type { Consensus, ValidatorSet } from "./chainproof/seals/types.ts";
import { type NoteKeyKind, parseVerifierKey } from "./note/key.ts";
import type { ContractName } from "./storage/reader.ts";

/** Checks of the trust group that a policy may make obligatory. */
export const REQUIRABLE = ["seals", "witnesses", "time", "complete"] as const;
export type Requirable = (typeof REQUIRABLE)[number];

export interface PolicyContract {
  readonly address: Hex;
  readonly codeHash: Hex;
}

export interface Policy {
  readonly type: "suyuan/policy@1";
  readonly name: string;
  readonly chain: { readonly chainId: number; readonly consensus: Consensus };
  readonly contracts: Readonly<Record<ContractName, PolicyContract>>;
  readonly logs: readonly { readonly origin: string; readonly keys: readonly string[] }[];
  readonly witnesses: { readonly threshold: number; readonly keys: readonly string[] };
  readonly require: readonly Requirable[];
  /** Who may sign the policy that takes this one's place; nobody when left out. */
  readonly authority?: { readonly threshold: number; readonly keys: readonly string[] };
  /** SHA-256 of the canonical bytes of the policy whose place this one takes. */
  readonly supersedes?: Hex;
}

const MAX_SETS = 1_024;
const MAX_VALIDATORS = 256;
const MAX_LOGS = 1_024;
const MAX_KEYS = 64;
const MAX_FOLLOWING = 256;

function distinct<T>(read: Read<readonly T[]>, identity: (item: T) => unknown): Read<readonly T[]> {
  return (value, path) => {
    const found = read(value, path);
    const unique = new Set(found.map(identity));
    return unique.size === found.length ? found : failAt("duplicate-item", "names one twice", path);
  };
}

const rawKey = (text: string): string => parseVerifierKey(text).key.join();

// A key counts once, whatever name it goes by: thresholds are over keys.
function verifierKeys(kind: NoteKeyKind, least: number): Read<readonly string[]> {
  const key: Read<string> = (value, path) => {
    const text = pattern(/^[^\n]{1,512}$/u)(value, path);
    if (parseVerifierKey(text).kind !== kind) failAt("note-key-malformed", `must be ${kind}`, path);
    return text;
  };
  return distinct(list(key, least, MAX_KEYS), rawKey);
}

const validatorSet: Read<ValidatorSet> = object({
  from: count,
  to: optional(count),
  validators: distinct(list(address, 1, MAX_VALIDATORS), (validator) => validator),
});

const sets: Read<readonly ValidatorSet[]> = (value, path) => {
  const found = list(validatorSet, 1, MAX_SETS)(value, path);
  found.forEach(({ from, to = Number.MAX_SAFE_INTEGER }, place) => {
    if (to < from) failAt("wrong-order", "ends before it begins", `${path}.${place}`);
    const next = found[place + 1];
    if (next !== undefined && next.from <= to) {
      failAt("overlapping-sets", "overlaps the next one", `${path}.${place}`);
    }
  });
  return found;
};

const none = object({ kind: oneOf("none") });
const bft = object({ kind: oneOf("qbft", "ibft2", "ibft1"), sets });
const clique = object({
  kind: oneOf("clique"),
  sets,
  following: integer(1, MAX_FOLLOWING),
  signers: integer(1, MAX_VALIDATORS),
});

const reachable: Read<Consensus> = (value, path) => {
  const found = clique(value, path);
  const named = new Set(found.sets.flatMap(({ validators }) => validators));
  if (found.signers <= named.size) return found;
  return failAt("unreachable-threshold", "asks for more signers than it names", path);
};

const consensus: Read<Consensus> = (value, path) => {
  const kind = memberOf(value, "kind");
  if (kind === "none") return none(value, path);
  return kind === "clique" ? reachable(value, path) : bft(value, path);
};

// So many of these keys.
function threshold(kind: NoteKeyKind, least: number): Read<Policy["witnesses"]> {
  return (value, path) => {
    const found = object({
      threshold: integer(least, MAX_KEYS),
      keys: verifierKeys(kind, least),
    })(value, path);
    if (found.threshold <= found.keys.length) return found;
    return failAt("unreachable-threshold", "asks for more keys than it names", path);
  };
}

const contract: Read<PolicyContract> = object({ address, codeHash: bytes32 });

const policy: Read<Policy> = object({
  type: oneOf("suyuan/policy@1"),
  name: pattern(/^[^\p{Cc}]{1,200}$/u),
  chain: object({ chainId: ordinal, consensus }),
  contracts: object({
    organizationRegistry: contract,
    assetRegistry: contract,
    sharingRegistry: contract,
    exchangeLog: contract,
    rightRegistry: contract,
    deliveryRegistry: contract,
  }),
  logs: distinct(
    list(
      object({ origin: pattern(/^[^\p{Cc}]{1,255}$/u), keys: verifierKeys("ed25519", 1) }),
      1,
      MAX_LOGS,
    ),
    ({ origin }) => origin,
  ),
  witnesses: threshold("cosignature", 0),
  require: distinct(list(oneOf(...REQUIRABLE), 0, REQUIRABLE.length), (name) => name),
  authority: optional(threshold("ed25519", 1)),
  supersedes: optional(bytes32),
});

/** Reads a policy already parsed. @throws ProofError as `canonical/fields` and `note/key` say */
export function readPolicy(json: unknown): Policy {
  const found = policy(json, "");
  const logs = new Set(found.logs.flatMap(({ keys }) => keys.map(rawKey)));
  if (found.witnesses.keys.some((key) => logs.has(rawKey(key)))) {
    failAt("duplicate-item", "names a log's own key: no log is its own witness", "witnesses.keys");
  }
  const { keys = [] } = found.authority ?? {};
  const others = new Set([...logs, ...found.witnesses.keys.map(rawKey)]);
  if (keys.some((key) => others.has(rawKey(key)))) {
    failAt("duplicate-item", "names a key that signs other things", "authority.keys");
  }
  return found;
}

/** Reads a policy file. @throws ProofError as `parseStrict` and `readPolicy` do */
export function parsePolicy(file: string | Uint8Array): Policy {
  return readPolicy(parseStrict(file));
}
