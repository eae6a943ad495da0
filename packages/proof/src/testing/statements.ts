// SPDX-License-Identifier: Apache-2.0
// Random statements of every kind, made from the specification and not by the library's own readers.
import fc from "fast-check";
import type { Hex } from "../bytes.ts";
import type { Statement } from "../statement/types.ts";

const UINT48 = 2 ** 48 - 1;
const SAFE = Number.MAX_SAFE_INTEGER;

export const hexOf = (length: number): fc.Arbitrary<Hex> =>
  fc
    .uint8Array({ minLength: length, maxLength: length })
    .map((bytes): Hex => `0x${Buffer.from(bytes).toString("hex")}`)
    .filter((text) => !/^0x0*$/.test(text));

const bytes32 = hexOf(32);
const uint32 = fc.integer({ min: 1, max: 0xffff_ffff });
const time = fc.integer({ min: 0, max: UINT48 });
const count = fc.integer({ min: 0, max: SAFE });
const ordinal = fc.integer({ min: 1, max: SAFE });
const digest = fc.record({ bytes: count, sha256: bytes32, sm3: bytes32 });
const ref = fc.record({ log: bytes32, id: bytes32 });
const listRef = fc.record({ count: uint32, root: bytes32 });
const yes = fc.constant(true as const);
const salted = fc.boolean();
const grant = bytes32;
const period = fc
  .tuple(time, time)
  .map(([a, b]) => ({ from: Math.min(a, b), until: Math.max(a, b) }));

const common = {
  chainId: ordinal,
  exchangeLog: hexOf(20),
  log: bytes32,
  time,
  nonce: hexOf(16),
  organization: uint32,
  seat: uint32,
  asset: bytes32,
};
const SHARED = Object.keys(common) as (keyof typeof common)[];

/** `type` and the common members, the required ones of a kind, and any of its optional ones. */
function kind<R extends object, O extends object>(
  type: string,
  required: { [K in keyof R]: fc.Arbitrary<R[K]> },
  optional: { [K in keyof O]: fc.Arbitrary<O[K]> },
): fc.Arbitrary<object> {
  const model = { type: fc.constant(type), ...common, ...required, ...optional };
  const requiredKeys = ["type", ...SHARED, ...Object.keys(required)];
  return fc.record<Record<string, unknown>>(model, { requiredKeys });
}

const sources = fc.oneof(
  fc.record({
    list: fc.uniqueArray(ref, { minLength: 1, maxLength: 9, selector: ({ id }) => id }),
  }),
  listRef,
);
const activity = fc.stringMatching(/^[a-z0-9-]{1,64}$/);
const target = fc.oneof(fc.record({ id: bytes32 }), fc.record({ serial: ordinal }));

const withPeriod = (made: fc.Arbitrary<object>): fc.Arbitrary<object> =>
  fc.tuple(made, period).map(([body, { from, until }]) => ({ ...body, from, until }));

const KINDS = {
  "dataset-version": kind(
    "suyuan/dataset-version@1",
    { digest, salted, schema: bytes32 },
    { custodian: yes, supersedes: bytes32, sources, activity },
  ),
  delivery: kind(
    "suyuan/delivery@1",
    {
      ...{ version: bytes32, grant, serial: ordinal, recipient: uint32, digest, salted },
      channel: fc.constantFrom("interface", "batch", "file"),
    },
    { parts: listRef, custodian: yes },
  ),
  receipt: kind(
    "suyuan/receipt@1",
    {
      ...{ grant, delivery: ref, digest, salted },
      result: fc.constantFrom("accepted", "mismatch"),
    },
    { supersedes: bytes32 },
  ),
  use: withPeriod(
    kind("suyuan/use@1", { grant, purpose: uint32, count, effect: bytes32 }, { storage: bytes32 }),
  ),
  disposal: kind(
    "suyuan/disposal@1",
    {
      ...{ grant, disposedAt: time, record: bytes32 },
      method: fc.constantFrom("destroyed", "returned", "sealed"),
    },
    {},
  ),
  mirror: fc
    .tuple(
      kind(
        "suyuan/mirror@1",
        { version: bytes32, state: fc.constantFrom("in-sync", "drifted", "stopped"), lag: count },
        {},
      ),
      fc.option(fc.record({ digest, salted }), { nil: {} }),
    )
    .map(([body, measured]) => ({ ...body, ...measured })),
  reconciliation: withPeriod(
    kind(
      "suyuan/reconciliation@1",
      {
        ...{ grant, count, deliveries: bytes32 },
        // Above what the first signer's numbers are taken from below.
        counterparty: fc.record({
          organization: fc.constant(0xffff_ffff),
          seat: fc.constant(0xffff_ffff),
        }),
        organization: fc.integer({ min: 1, max: 0xffff_fffe }),
        seat: fc.integer({ min: 1, max: 0xffff_fffe }),
      },
      {},
    ),
  ),
  withdrawal: kind(
    "suyuan/withdrawal@1",
    { grant, target, reason: fc.integer({ min: 1, max: 0xffff }) },
    {},
  ),
  administration: fc
    .tuple(
      kind(
        "suyuan/administration@1",
        { act: activity, subject: bytes32 },
        { concerned: uint32, by: uint32 },
      ),
      ...[time, time],
    )
    .map(([body, a, b]) => {
      const { log } = body as { log: Hex };
      return { ...body, asset: log, at: Math.min(a, b), time: Math.max(a, b) };
    }),
} as const;

export type Kind = keyof typeof KINDS;
export const ALL_KINDS = Object.keys(KINDS) as Kind[];

/** A random statement of one kind; each of its optional members is there or not. */
export function statementOf(of: Kind): fc.Arbitrary<Statement> {
  // The shapes above are those of the specification; the tests of the readers hold the two together.
  return KINDS[of] as fc.Arbitrary<Statement>;
}

/** A random statement of any kind. */
export const anyStatement: fc.Arbitrary<Statement> = fc.oneof(...ALL_KINDS.map(statementOf));
