// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import {
  Address,
  AnyObject,
  BlockRef,
  Bytes32,
  Count,
  Decimal,
  HexBytes,
  Seconds,
  SignatureBytes,
} from "./common.ts";
import { Indexed } from "./pages.ts";

/** A thing on the chain as it stands at the settled block named beside it. */
export const ChainView = z.strictObject({
  settled: BlockRef,
  statements: Count.optional().describe("entries of this log on an asset or grant"),
  state: AnyObject,
});

/** An act signed by an account (EIP-712, ERC-2771), to be carried to the chain. */
export const RelayRequest = z.strictObject({
  request: z.strictObject({
    from: Address,
    to: Address,
    value: z.literal(0),
    gas: z.int().min(21_000),
    deadline: Seconds,
    data: HexBytes,
  }),
  signature: SignatureBytes,
});

export const RelayedEvent = z.strictObject({
  contract: z.string(),
  name: z.string(),
  args: AnyObject,
});

export const Relayed = z.strictObject({
  transaction: Bytes32,
  block: Count,
  time: Seconds,
  events: z.array(RelayedEvent),
});

/** What an account needs to sign its next act. */
export const RelayAccount = z.strictObject({
  nonce: Decimal,
  forwarder: Address,
  chainId: Count,
  domain: AnyObject,
});

/** Why a policy needs an update, or soon will. */
export const PolicyReason = z.strictObject({
  code: z.string().describe("of a verdict's check `seals`, or one of docs/operations.md"),
  block: Count,
  sentence: z.strictObject({ zh: z.string(), en: z.string() }),
});

/** Whether those whom the policy names still seal the chain's blocks. */
export const PolicyWatch = z.strictObject({
  state: z
    .enum(["unsealed", "not-looked", "holds", "update-ahead", "update-needed"])
    .describe("update-ahead: nothing fails yet; update-needed: evidence at new blocks does"),
  block: Count.optional().describe("the last block whose seals were looked at"),
  reasons: z.array(PolicyReason),
  validators: z
    .array(Address)
    .optional()
    .describe("who seals now, where the policy says otherwise"),
});

/** The policy that the gateway gives out. */
export const PolicyInfo = z.strictObject({
  configured: z.boolean().describe("false: the deployment as it is, and no validators"),
  kind: z.enum(["none", "qbft", "ibft2", "ibft1", "clique"]),
  hash: Bytes32.describe("what its next update names as superseded"),
  fingerprint: z.string().describe("thirty digits to compare aloud"),
  watch: PolicyWatch,
});

/** The signed updates that led to the gateway's policy, for whoever trusts an earlier one. */
export const PolicyUpdates = z.strictObject({
  policy: Bytes32.describe("hash of the gateway's policy"),
  updates: z.array(AnyObject).describe("docs/spec/policy.md, oldest first"),
});

export const ChainInfo = z.strictObject({
  deployment: AnyObject,
  settled: BlockRef,
  log: z.strictObject({
    origin: z.string(),
    id: Bytes32,
    key: z.string().describe("verifier key of the log, C2SP signed-note"),
    size: Count,
  }),
  index: Indexed,
  recording: z
    .strictObject({
      next: Count.describe("entries below this one need nothing any more"),
      waiting: Count.describe("deliveries and receipts that are not known to be recorded"),
      recorded: Count.describe("since the gateway was started"),
      refused: Count.describe("by the contract; told on the statement"),
      trouble: z.string().optional(),
    })
    .describe("how far deliveries and receipts of the log are proven to the chain"),
  policy: PolicyInfo,
  follows: z
    .strictObject({
      url: z.string().describe("the gateway that keeps the log and takes writes"),
      behind: Count.describe("entries of its newest checkpoint that are not here yet"),
    })
    .optional()
    .describe("of a follower, which serves reads only"),
});

/** A file that was given out, by the header of its block: `block.header` of the file. */
export const StandingRequest = z.strictObject({
  header: HexBytes.describe("RLP of the header, as the file has it"),
});

/** Whether the chain still has the block of a file. */
export const Standing = z.strictObject({
  state: z
    .enum(["stands", "superseded", "awaited"])
    .describe("superseded: the chain has another block; awaited: its number is not settled now"),
  number: Count.describe("of the block asked about"),
  settled: BlockRef,
  by: BlockRef.optional().describe("the block that the chain has instead"),
});

export const Health = z.strictObject({ ok: z.boolean() });

/** Why a gateway is not ready. */
export const READY_REASONS = [
  "chain-away",
  "contracts-unsettled",
  "chain-standing",
  "clock-behind",
  "store-failed",
  "anchoring-stopped",
  "leader-away",
  "leader-unsigned",
  "leader-forked",
  "leader-went-back",
  "leader-false",
  "follower-behind",
] as const;

export const Ready = z.strictObject({
  ready: z.boolean(),
  reasons: z.array(
    z.strictObject({
      code: z.enum(READY_REASONS).describe("docs/operations.md says what to do"),
      detail: z.string().optional().describe("for whoever has signed in"),
      since: Seconds.optional(),
    }),
  ),
});

export type ChainView = z.infer<typeof ChainView>;
export type RelayRequest = z.infer<typeof RelayRequest>;
export type Relayed = z.infer<typeof Relayed>;
export type RelayAccount = z.infer<typeof RelayAccount>;
export type ChainInfo = z.infer<typeof ChainInfo>;
export type PolicyUpdates = z.infer<typeof PolicyUpdates>;
export type PolicyReason = z.infer<typeof PolicyReason>;
export type PolicyWatch = z.infer<typeof PolicyWatch>;
export type StandingRequest = z.infer<typeof StandingRequest>;
export type Standing = z.infer<typeof Standing>;
export type Ready = z.infer<typeof Ready>;
export type RelayedEvent = z.infer<typeof RelayedEvent>;
