// SPDX-License-Identifier: Apache-2.0
// The configuration, member by member: what each must be and what it is for. Whatever is read, what is said of a
// wrong member, the variables of the environment and docs/gateway.schema.json come from here; what members must be
// together is in rules.ts.
//
// To add a member: name it in ANY, or in KEPT where only a gateway that keeps a log has it. A path in it is made
// absolute in read.ts, a secret in it is hidden in described.ts, and docs/operations.md says what it is for.
import { MAX_POLICY_UPDATES } from "@suyuan/proof";
import { z } from "@suyuan/api/zod";
import { Access, Tls } from "./access.ts";
import { address, list, name, object, path, text, whole } from "./checks.ts";
import { Documents } from "./documents.ts";
import { Follow } from "./follow.ts";
import { Tracing } from "./tracing.ts";
import { Webhooks } from "./webhooks.ts";

const MAX_PORT = 65_535;
const MAX_SEAT = 0xffff_ffff;
const MAX_DEPTH = 10_000;
const MAX_COUNT = 1_000_000;
const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;

const port = (): z.ZodInt => whole(0, MAX_PORT, "a port, 0 to 65535");

const Listen = object({
  host: name("an address").describe("on loopback"),
  port: port().describe("0 takes any free port"),
});

/** Where something listens. */
export type ListenConfig = z.infer<typeof Listen>;

/** What the configuration of any gateway says. */
const ANY = {
  dir: path("folder of the store; one gateway at a time"),
  host: name("an address").describe(
    "where it listens; beyond loopback only with access, and with tls or proxy",
  ),
  port: port().describe("0 takes any free port"),
  rpcUrl: address(/^https?:/, "an http or https address").describe("JSON-RPC of a node"),
  deployment: path("the address file of the deployment"),
  origin: name("1 to 255 characters").describe("first line of the log's checkpoints"),
  settledDepth: whole(0, MAX_DEPTH).describe(
    "blocks on top of a block that counts as settled; 0 where a block is final at once",
  ),
  verifyPage: path(
    "the verify page, as it is built; without it nothing is served at /verify",
  ).exactOptional(),
  followUpMs: whole(10, 60_000)
    .exactOptional()
    .describe("milliseconds between two looks at the chain, and at a leader"),
  stallMs: whole(100, 600_000)
    .exactOptional()
    .describe("milliseconds without a byte in either direction after which a connection is ended"),
  policy: path(
    "the policy that the gateway gives out, or the one from which policyUpdates lead to it",
  ).exactOptional(),
  policyUpdates: list(text("a path"), MAX_POLICY_UPDATES, "paths")
    .exactOptional()
    .describe("signed updates of that policy, oldest first"),
  access: Access.exactOptional().describe(
    "who may connect, read and hand in; without it everybody may, from this machine only",
  ),
  tls: Tls.exactOptional().describe("TLS ends here; PEM files, read again when they change"),
  metrics: Listen.exactOptional().describe(
    "where metrics are given besides, without a token: on loopback only",
  ),
  logRequests: z
    .boolean("true or false")
    .exactOptional()
    .describe("whether each request leaves a line in the log"),
  tracing: Tracing.exactOptional().describe("where traces are sent; without it none are made"),
  proxy: z
    .literal(true, "true or left out")
    .exactOptional()
    .describe(
      "the statement that TLS ends at a proxy in front, which alone reaches this port and names the client",
    ),
};

/** What only a gateway that keeps a log has: keys, and what it does with them. */
const KEPT = {
  logKey: path("key file (Ed25519) that signs checkpoints"),
  operatorKey: path("key file of the account in the log operator's seat, which anchors"),
  operatorSeat: whole(1, MAX_SEAT, "the number of a seat").describe("number of that seat"),
  relayerKey: path("key file of the account that sends what departments sign; it holds no right"),
  passphraseFile: path(
    "a file with the pass phrase of the key files, instead of SUYUAN_PASSPHRASE",
  ).exactOptional(),
  window: object({
    entries: whole(1, MAX_COUNT).describe("so many statements"),
    milliseconds: whole(0, HOUR_MS).describe("so long after the first one"),
  }).describe("a checkpoint is due after so many statements, or so long after the first one"),
  relayQuota: object({
    acts: whole(1, MAX_COUNT).describe("so many acts"),
    seconds: whole(1, DAY_SECONDS).describe("in so many seconds"),
  })
    .exactOptional()
    .describe("what each organisation may have relayed"),
  documents: Documents.exactOptional().describe("documents beside commitments are kept"),
  webhooks: Webhooks.exactOptional().describe("who is told of events"),
};

const Keeper = object({ ...ANY, ...KEPT });
const Follower = object({
  ...ANY,
  follow: Follow.describe("another gateway's log is followed, and none is kept"),
});

/** The two configurations that there are; which of them one is meant to be, `follow` says. */
export const KINDS = { keeper: Keeper, follower: Follower };

type Without<T> = { readonly [K in keyof T]?: undefined };

/** The configuration of a gateway that keeps a log. */
export type KeeperConfig = z.infer<typeof Keeper> & { readonly follow?: undefined };

/** The configuration of a gateway that follows the log of another one, and signs nothing. */
export type FollowerConfig = z.infer<typeof Follower> & Without<typeof KEPT>;

export type Config = KeeperConfig | FollowerConfig;

/** How documents are kept. */
export type DocumentsConfig = z.infer<typeof Documents>;

/** Every member that there is. */
export const MEMBERS: readonly string[] = [...Object.keys({ ...ANY, ...KEPT }), "follow"];

/** Members of a gateway that keeps a log: a follower has none of them. */
export const KEEPERS: ReadonlySet<string> = new Set(Object.keys(KEPT));
