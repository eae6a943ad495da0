// SPDX-License-Identifier: Apache-2.0
// Files over random states of the story's chain, for two verifiers to judge.
import {
  type Hex,
  type Policy,
  STATEMENT_KINDS,
  type StatementKind,
  type Verdict,
  verify,
} from "@suyuan/proof";
import fc from "fast-check";

import { alone, ONWARD, sharedOn, sourceOf } from "../../packages/proof/src/testing/cases.ts";
import type { Dated, GrantValue, TestChain } from "../../packages/proof/src/testing/chain.ts";
import { certifyGrant, putDelivery } from "../../packages/proof/src/testing/grants.ts";
import {
  certify,
  HOLDING,
  OPERATING,
  putOffer,
  putRightState,
  USE,
} from "../../packages/proof/src/testing/rights.ts";
import {
  ASSET,
  BEGUN,
  CENTRE,
  GRANT,
  HEIR,
  LOG,
  OTHER_LOG,
  PARTIES,
  PROVIDER,
  RECIPIENT,
  SEATS,
  T,
} from "../../packages/proof/src/testing/story.ts";
import { World } from "../../packages/proof/src/testing/world.ts";

/** What two verifiers are to agree on. */
export interface Judged {
  readonly file: object;
  readonly policy: object;
  readonly verdict: Verdict;
}

type Change = (chain: TestChain) => void;
const ORGANIZATIONS = [PROVIDER, RECIPIENT, CENTRE, HEIR] as const;
const FAR = T + 9_000_000;
// Moments on both sides of everything that the story dates.
const MOMENTS = [500, 501, 940, 999, 1_000, 1_001, 1_199, 1_200, 1_201, 1_210, 1_240, 1_300, 1_440]
  .concat([1_499, 1_500, 1_501, 1_999, 2_000, 2_001, 2_500])
  .map((after) => T + after);

const moment = fc.constantFrom(BEGUN, BEGUN + 10, BEGUN + 20, ...MOMENTS);
const moments = fc.uniqueArray(moment, { minLength: 1, maxLength: 6 });
const organization = fc.constantFrom(...ORGANIZATIONS);
const dated = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Dated<T>> =>
  moments.chain((times) =>
    fc
      .array(value, { minLength: times.length, maxLength: times.length })
      .map((values) =>
        times.sort((a, b) => a - b).map((time, at) => [time, values[at] as T] as const),
      ),
  );
const seldom = (time: fc.Arbitrary<number>) => fc.oneof(fc.constant(0), fc.constant(0), time);
const grantValue: fc.Arbitrary<GrantValue> = fc.record({
  state: fc.constantFrom(1, 1, 1, 2),
  until: fc.oneof(fc.constant(FAR), moment),
  log: fc.constantFrom(1, 1, 1, 2, 0),
  scope: fc.constantFrom(0, 0, 1),
  suspended: seldom(moment),
  resumed: seldom(moment),
  reason: fc.constantFrom(0, 5),
});
const either = <T>(...made: fc.Arbitrary<T>[]) => fc.oneof(...made);

const change: fc.Arbitrary<Change> = either<Change>(
  fc
    .tuple(
      organization,
      dated(
        fc.record({
          status: fc.constantFrom(1, 1, 1, 3),
          successor: organization,
          suspendedSince: seldom(moment),
        }),
      ),
    )
    .map(([number, values]) => (chain) => {
      // An organisation that was abolished stays so.
      const end = values.findIndex(([, { status }]) => status === 3);
      chain.standing(number, end === -1 ? values : values.slice(0, end + 1));
    }),
  dated(
    fc.record({
      state: fc.constantFrom(1, 2, 2, 2, 3),
      until: fc.oneof(fc.constant(FAR), moment),
      frozen: fc.constantFrom(0, 1),
    }),
  ).map((values) => (chain) => {
    // A registration has no end before the coding.
    const kept = values.map(([at, { until, ...of }]) => {
      return [at, { ...of, until: of.state === 1 ? 0 : until }] as const;
    });
    chain.asset(ASSET, kept);
  }),
  fc
    .tuple(fc.constantFrom("holders" as const, "custodians" as const), dated(organization))
    .map(([role, values]) => (chain) => {
      chain.party(role, ASSET, values);
    }),
  dated(grantValue).map((values) => (chain) => {
    chain.grantState(GRANT, values);
    chain.grantScope(GRANT, `0x${"5d".repeat(32)}`, 1);
  }),
  fc.tuple(fc.integer({ min: 1, max: 4 }), dated(grantValue)).map(([steps, values]) => (chain) => {
    sharedOn(chain, steps);
    chain.grantState(sourceOf(steps), values);
  }),
  fc
    .record({
      provider: fc.constantFrom(0, ...ORGANIZATIONS),
      recipient: organization,
      from: moment,
      flags: fc.constantFrom(0, 0, ONWARD, 64, 1023),
      status: fc.integer({ min: 1, max: 7 }),
    })
    .map((more) => (chain) => {
      chain.grantRecord(GRANT, { ...PARTIES, ...more });
    }),
  fc
    .tuple(organization, fc.constantFrom(ASSET, GRANT, OPERATING), organization)
    .map(([from, subject, to]) => (chain) => {
      chain.assignment(from, subject, to);
    }),
  fc
    .record({
      seat: fc.integer({ min: 1, max: 10 }),
      from: fc.constantFrom(BEGUN, BEGUN, T + 1_201),
      until: fc.oneof(fc.constant(FAR), moment),
      endedAt: seldom(moment),
      compromisedSince: seldom(moment),
    })
    .map(({ seat, ...term }) => (chain) => {
      chain.term(seat, term);
    }),
  fc
    .tuple(fc.constantFrom(ASSET, GRANT), dated(fc.boolean()))
    .map(([subject, values]) => (chain) => {
      chain.allowance(6, subject, values);
    }),
  fc.constantFrom([LOG, OTHER_LOG], [OTHER_LOG, LOG], []).map((logs) => (chain) => {
    chain.sharingLogs(logs);
  }),
  dated(fc.constantFrom(5, 5, 6)).map((values) => (chain) => {
    chain.log(LOG, values, [
      [BEGUN, OTHER_LOG],
      [T + 1_450, LOG],
    ]);
  }),
  fc
    .record({ anchoredAt: seldom(moment), result: fc.constantFrom(0, 1, 2) })
    .map((value) => (chain) => {
      putDelivery(chain, GRANT, value);
    }),
  fc
    .tuple(
      fc.constantFrom(OPERATING, USE),
      dated(
        fc.record({
          state: fc.constantFrom(1, 2, 2, 3),
          until: fc.oneof(fc.constant(FAR), moment),
        }),
      ),
    )
    .map(([right, values]) => (chain) => {
      putRightState(chain, right, values);
    }),
  organization.map((to) => (chain) => {
    putOffer(chain, ASSET, to, T);
  }),
);
const changes = fc.array(change, { maxLength: 3 }).map((all): Change => (chain) => {
  for (const one of all) one(chain);
});

interface Certified {
  readonly time: number;
  readonly right: Hex;
  readonly change: Change;
}
interface Told {
  readonly kind: StatementKind;
  readonly seat: number | undefined;
  readonly more: object;
  readonly isAlone: boolean;
  readonly change: Change;
}
const told: fc.Arbitrary<Told> = fc.record({
  kind: fc.constantFrom(...STATEMENT_KINDS, "delivery", "delivery", "administration"),
  seat: fc.oneof(fc.constant(undefined), fc.integer({ min: 1, max: 10 })),
  more: fc.oneof(
    fc.constant({}),
    fc.constant({ custodian: true }),
    fc.record({ recipient: organization }),
    fc.record({ time: fc.constantFrom(...MOMENTS) }),
    fc.constant({ target: { serial: 5 } }),
    fc.record({ result: fc.constant("mismatch") }),
  ),
  isAlone: fc.integer({ min: 0, max: 5 }).map((roll) => roll === 0),
  change: changes,
});

const CUSTODIAN_KINDS = ["dataset-version", "delivery"];
const fitting = (kind: StatementKind, more: object): object => {
  if ("custodian" in more) return CUSTODIAN_KINDS.includes(kind) ? more : {};
  if ("recipient" in more) return kind === "delivery" ? more : {};
  if ("target" in more) return kind === "withdrawal" ? more : {};
  if ("result" in more) return kind === "receipt" ? more : {};
  if ("time" in more && kind === "administration") return { ...more, at: BEGUN };
  return more;
};

async function evidenceOf({ kind, seat, more, isAlone, change }: Told): Promise<Judged> {
  const signer = seat === undefined ? {} : { seat, organization: SEATS[seat]?.organization ?? 0 };
  const world = await World.tell({
    of: kind,
    chain: change,
    statement: (of) => {
      const made = { ...of, ...signer, ...fitting(kind, more) };
      return kind === "reconciliation" ? { ...of, ...fitting(kind, more) } : made;
    },
    draft: (draft) => (isAlone && draft.related !== undefined ? alone(draft) : draft),
  });
  const [file, policy] = [world.evidence(), world.policy()];
  return { file, policy, verdict: verify(file, policy) };
}

const certificate = fc.record({
  time: fc.constantFrom(...MOMENTS),
  right: fc.constantFrom(HOLDING, OPERATING, USE, GRANT, GRANT, GRANT),
  change: changes,
});

function certificateOf({ right, change, time }: Certified, policy: Policy): readonly Judged[] {
  try {
    const file =
      right === GRANT ? certifyGrant(change, { time }) : certify(right, change, { time });
    return [{ file, policy, verdict: verify(file, policy) }];
  } catch {
    // Nobody held the right, or nobody granted anything, at that moment: there is nothing to certify.
    return [];
  }
}

/**
 * So many evidence files of any kind, and at most as many certificates of rights and grants, each over the
 * story's chain with up to three random changes, and our verdict on each.
 */
export async function randomFiles(count: number): Promise<readonly Judged[]> {
  const made: Judged[] = [];
  for (const one of fc.sample(told, count)) made.push(await evidenceOf(one));
  const policy = (await World.tell()).policy();
  const certified = fc.sample(certificate, count);
  return [...made, ...certified.flatMap((one) => certificateOf(one, policy))];
}
