// SPDX-License-Identifier: Apache-2.0
import { MAX_POLICY_UPDATES } from "@suyuan/proof";
import { type AccessConfig, isAccess, isTls, type TlsConfig } from "./access.ts";
import { type DocumentsConfig, isDocuments } from "./documents.ts";
import { isFollow } from "./follow.ts";
import { isTracing, type TracingConfig } from "./tracing.ts";
import { isWebhooks, type WebhookConfig } from "./webhooks.ts";

/** What the configuration of any gateway says. Paths in the file are relative to it. */
interface AnyConfig {
  /** Folder of the store. */
  readonly dir: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly rpcUrl: string;
  /** The address file of the deployment. */
  readonly deployment: string;
  /** First line of the log's checkpoints. */
  readonly origin: string;
  /** Blocks on top of a block that counts as settled. */
  readonly settledDepth: number;
  /** The verify page, as it is built; without it nothing is served at /verify. */
  readonly verifyPage?: string;
  /** Milliseconds between two looks at the chain, and at a leader. */
  readonly followUpMs?: number;
  /** Milliseconds without a byte in either direction after which a connection is ended. */
  readonly stallMs?: number;
  /** The policy that the gateway gives out, or the one from which `policyUpdates` lead to it. */
  readonly policy?: string;
  /** Signed updates of that policy, oldest first. */
  readonly policyUpdates?: readonly string[];
  /** Who may connect, read and hand in. Without it everybody may, from this machine only. */
  readonly access?: AccessConfig;
  readonly tls?: TlsConfig;
  /** Where metrics are given besides, without a token: on loopback only. */
  readonly metrics?: ListenConfig;
  /** Whether each request leaves a line in the log. */
  readonly logRequests?: boolean;
  /** Where traces are sent; without it none are made. */
  readonly tracing?: TracingConfig;
  /** The statement that TLS ends at a proxy in front, which alone reaches this port and names the client. */
  readonly proxy?: true;
}

/** What only a gateway that keeps a log has: keys, and what it does with them. */
interface KeeperMembers {
  readonly logKey: string;
  readonly operatorKey: string;
  readonly operatorSeat: number;
  readonly relayerKey: string;
  /** A file with the passphrase of the key files, instead of SUYUAN_PASSPHRASE. */
  readonly passphraseFile?: string;
  /** A window ends with so many statements, or so long after its first one. */
  readonly window: { readonly entries: number; readonly milliseconds: number };
  /** Each organisation may have so many acts relayed in so many seconds. */
  readonly relayQuota?: { readonly acts: number; readonly seconds: number };
  /** Documents beside commitments are kept here. */
  readonly documents?: DocumentsConfig;
  /** Who is told of events. */
  readonly webhooks?: readonly WebhookConfig[];
}

type Without<T> = { readonly [K in keyof T]?: undefined };

/** The configuration of a gateway that keeps a log. */
export interface KeeperConfig extends AnyConfig, KeeperMembers {
  readonly follow?: undefined;
}

/** The configuration of a gateway that follows the log of another one, and signs nothing. */
export interface FollowerConfig extends AnyConfig, Without<KeeperMembers> {
  readonly follow: FollowConfig;
}

export type Config = KeeperConfig | FollowerConfig;

/** Whose log is followed. */
export interface FollowConfig {
  /** The address of the gateway that keeps it. */
  readonly url: string;
  /** The verifier key of the log (C2SP signed-note). */
  readonly key: string;
  /** A file with the token by which entry bundles are read there; left out where it asks nobody. */
  readonly tokenFile?: string;
}

export type { DocumentsConfig };

/** Where something listens. */
export interface ListenConfig {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

type Check = (value: unknown) => boolean;

const text =
  (max: number): Check =>
  (value) =>
    typeof value === "string" && value.length > 0 && value.length <= max;
const integer =
  (min: number, max: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
const url: Check = (value) =>
  typeof value === "string" && URL.canParse(value) && /^https?:/.test(value);

const PATH = text(4_096);

/** What each member must be; an optional one may be absent. */
export const MEMBERS: Readonly<
  Record<keyof KeeperConfig | keyof FollowerConfig, { readonly is: Check; readonly must: string }>
> = {
  dir: { is: PATH, must: "a path" },
  host: { is: text(255), must: "an address" },
  port: { is: integer(0, 65_535), must: "a port, 0 to 65535" },
  rpcUrl: { is: url, must: "an http or https address" },
  deployment: { is: PATH, must: "a path" },
  origin: { is: text(255), must: "1 to 255 characters" },
  logKey: { is: PATH, must: "a path" },
  operatorKey: { is: PATH, must: "a path" },
  operatorSeat: { is: integer(1, 0xffff_ffff), must: "the number of a seat" },
  relayerKey: { is: PATH, must: "a path" },
  passphraseFile: { is: PATH, must: "a path" },
  window: {
    is: isPair("entries", integer(1, 1_000_000), "milliseconds", integer(0, 3_600_000)),
    must: "{entries: 1 to 1000000, milliseconds: 0 to 3600000} and nothing else",
  },
  settledDepth: { is: integer(0, 10_000), must: "0 to 10000" },
  verifyPage: { is: PATH, must: "a path" },
  followUpMs: { is: integer(10, 60_000), must: "10 to 60000" },
  stallMs: { is: integer(100, 600_000), must: "100 to 600000" },
  relayQuota: {
    is: isPair("acts", integer(1, 1_000_000), "seconds", integer(1, 86_400)),
    must: "{acts: 1 to 1000000, seconds: 1 to 86400} and nothing else",
  },
  policy: { is: PATH, must: "a path" },
  policyUpdates: { is: isPaths, must: `a list of 1 to ${MAX_POLICY_UPDATES} paths` },
  access: { is: isAccess, must: "{domain, uri} and what docs/operations.md names besides" },
  tls: { is: isTls, must: "{cert, key} and perhaps clientCa, paths all" },
  metrics: {
    is: isPair("host", text(255), "port", integer(0, 65_535)),
    must: "{host, port} and nothing else",
  },
  logRequests: { is: (value) => typeof value === "boolean", must: "true or false" },
  tracing: { is: isTracing, must: "{url} and perhaps headersFile and ratio (0 to 1)" },
  proxy: { is: (value) => value === true, must: "true or left out" },
  documents: { is: isDocuments, must: "{keys} and what docs/documents.md names besides" },
  follow: { is: isFollow, must: "{url, key} and perhaps tokenFile" },
  webhooks: {
    is: isWebhooks,
    must: "a list of {name, url, events, secretFile}, as docs/operations.md has it",
  },
};

export const OPTIONAL: ReadonlySet<string> = new Set([
  ...["passphraseFile", "followUpMs", "stallMs", "relayQuota", "verifyPage"],
  ...["policy", "policyUpdates", "access", "tls", "proxy", "metrics", "logRequests"],
  ...["documents", "follow", "webhooks", "tracing"],
]);

/** Members of a gateway that keeps a log: a follower has none of them. */
export const KEEPERS: ReadonlySet<string> = new Set<keyof KeeperMembers>([
  ...(["logKey", "operatorKey", "operatorSeat", "relayerKey", "passphraseFile"] as const),
  ...(["window", "relayQuota", "documents", "webhooks"] as const),
]);

function isPaths(value: unknown): boolean {
  return Array.isArray(value) && integer(1, MAX_POLICY_UPDATES)(value.length) && value.every(PATH);
}

/** An object of two members, each as it must be. */
function isPair(first: string, isFirst: Check, second: string, isSecond: Check): Check {
  return (value) => {
    if (typeof value !== "object" || value === null) return false;
    const found = new Map<string, unknown>(Object.entries(value));
    return found.size === 2 && isFirst(found.get(first)) && isSecond(found.get(second));
  };
}
