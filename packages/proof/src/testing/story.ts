// SPDX-License-Identifier: Apache-2.0
// One exchange told in statements of every kind, and the state of the chain in which all is well.
import { logKeyHash, logId } from "../checkpoint.ts";
import type { Hex } from "../bytes.ts";
import type { StatementKind } from "../codes.ts";
import { digestBytes } from "../digest.ts";
import { utf8 } from "../bytes.ts";
import { noteSigner } from "../note/sign.ts";
import type { Statement } from "../statement/types.ts";
import { type TestAccount, testAccount } from "./accounts.ts";
import { type GrantParties, TestChain } from "./chain.ts";

/** All times of the story are seconds after this one. */
export const T = 1_785_000_000;
export const CHAIN_ID = 20_260_801;
export const ORIGIN = "log.example.gov.cn/exchange";
export const LOG = logId(ORIGIN);
export const OTHER_LOG = logId("log.example.gov.cn/other");
export const ASSET: Hex = `0x${"a5".repeat(32)}`;
export const GRANT: Hex = `0x${"67".repeat(32)}`;
export const PURPOSE = 7;
/** The heir has no part in the story, but where a test says that another was merged into it. */
export const [PROVIDER, RECIPIENT, CENTRE, HEIR] = [2, 3, 4, 5];
export const DATA = utf8("年,人数\n2025,1024\n");
export const SALT = new Uint8Array(32).fill(9);
export const SCOPE: Hex = `0x${"5c".repeat(32)}`;

const FOREVER = T + 10_000_000;
const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
export const LOG_SIGNER = noteSigner(ORIGIN, seed(1));
export const WITNESSES = [2, 3, 4].map((byte) =>
  noteSigner(`witness${byte}.example`, seed(byte), "cosignature"),
);

export interface TestSeat {
  readonly organization: number;
  readonly office: number;
  readonly account: TestAccount;
}

const seat = (organization: number, office: number, label: string): TestSeat => ({
  organization,
  office,
  account: testAccount(label),
});

/** Seats by number. */
export const SEATS: Readonly<Record<number, TestSeat>> = {
  1: seat(PROVIDER, 2, "provider, head of the data office"),
  2: seat(PROVIDER, 1, "provider, registrant"),
  3: seat(RECIPIENT, 4, "recipient, receiver"),
  4: seat(RECIPIENT, 2, "recipient, head of the data office"),
  5: seat(CENTRE, 5, "centre, log operator"),
  6: seat(PROVIDER, 7, "provider, system"),
  7: seat(RECIPIENT, 6, "recipient, an office that signs nothing"),
  8: seat(HEIR, 1, "heir, registrant"),
  9: seat(HEIR, 2, "heir, head of the data office"),
  10: seat(HEIR, 4, "heir, receiver"),
};

/** When everyone's seats, the asset and the grant began. */
export const BEGUN = T - 100_000;

/** Who granted the story's use to whom. */
export const PARTIES: GrantParties = {
  ...{ asset: ASSET, provider: PROVIDER, recipient: RECIPIENT, purpose: PURPOSE, from: BEGUN },
};

/** Puts a chain into the state in which every statement of the story is allowed. */
export function wellOrdered(): TestChain {
  const chain = new TestChain();
  for (const organization of [PROVIDER, RECIPIENT, CENTRE, HEIR])
    chain.standing(organization, [[BEGUN, { status: 1 }]]);
  for (const [number, { account, organization, office }] of Object.entries(SEATS)) {
    chain.seat(Number(number), account.address, organization, office);
    chain.term(Number(number), { from: BEGUN, until: FOREVER });
  }
  chain.asset(ASSET, [[BEGUN + 10, { state: 2, until: FOREVER }]]);
  chain.identity(ASSET, PROVIDER, BEGUN);
  chain.party("custodians", ASSET, [[BEGUN, CENTRE]]);
  chain.grantRecord(GRANT, PARTIES);
  chain.grantScope(GRANT, SCOPE);
  chain.grantState(GRANT, [[BEGUN, { until: FOREVER }]]);
  chain.sharingLogs([LOG]);
  chain.log(LOG, [[BEGUN, 5]], [[BEGUN, logKeyHash(LOG_SIGNER.key.key)]]);
  return chain;
}

/** Ids of the statements that others name. */
export interface Named {
  readonly version: Hex;
  readonly delivery: Hex;
}

const digest = digestBytes(DATA, SALT);
const filler = (byte: string): Hex => `0x${byte.repeat(32)}`;

/** Members that every statement has; `seat` signs at `T + after`. */
function common(chain: TestChain, number: number, after: number) {
  return {
    chainId: CHAIN_ID,
    exchangeLog: chain.contracts.exchangeLog,
    log: LOG,
    time: T + after,
    nonce: `0x${after.toString(16).padStart(32, "0")}`,
    organization: SEATS[number]?.organization ?? 0,
    seat: number,
    asset: ASSET,
  } as const;
}

/** The story's statement of a kind, before anything is altered. */
export function storyStatement(kind: StatementKind, chain: TestChain, named: Named): Statement {
  const of = (number: number, after: number) => common(chain, number, after);
  const grant = GRANT;
  const version = named.version;
  const period = { from: T, until: T + 1_000, count: 3 };
  const withData = { digest, salted: true };
  const made: { readonly [K in StatementKind]: Statement & { type: `suyuan/${K}@1` } } = {
    "dataset-version": {
      ...{ type: "suyuan/dataset-version@1", ...of(2, 500), ...withData, schema: filler("5e") },
    },
    delivery: {
      ...{ type: "suyuan/delivery@1", ...of(2, 1_200), version, grant, serial: 1 },
      ...{ recipient: RECIPIENT, ...withData, channel: "file" },
    },
    receipt: {
      ...{ type: "suyuan/receipt@1", ...of(3, 1_210), grant, ...withData, result: "accepted" },
      delivery: { log: LOG, id: named.delivery },
    },
    use: {
      ...{ type: "suyuan/use@1", ...of(3, 1_220), grant, purpose: PURPOSE, ...period },
      effect: filler("ef"),
    },
    disposal: {
      ...{ type: "suyuan/disposal@1", ...of(4, 1_230), grant, method: "destroyed" },
      ...{ disposedAt: T + 1_225, record: filler("4e") },
    },
    mirror: { type: "suyuan/mirror@1", ...of(5, 1_240), version, state: "in-sync", lag: 5 },
    reconciliation: {
      ...{ type: "suyuan/reconciliation@1", ...of(1, 1_250), grant, ...period },
      ...{ deliveries: filler("de"), counterparty: { organization: RECIPIENT, seat: 4 } },
    },
    withdrawal: {
      ...{ type: "suyuan/withdrawal@1", ...of(1, 1_260), grant },
      ...{ target: { id: named.delivery }, reason: 3 },
    },
    administration: {
      ...{ type: "suyuan/administration@1", ...of(5, 1_270), asset: LOG, act: "token-issued" },
      ...{ at: T + 1_265, subject: filler("ad"), concerned: PROVIDER, by: 1 },
    },
  };
  return made[kind];
}
