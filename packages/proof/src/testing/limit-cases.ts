// SPDX-License-Identifier: Apache-2.0
// The story at a limit and one step beyond it, and with faults that stand next to what is accepted.
import { decodeRlp, encodeRlp, getBytes, toBeHex } from "ethers";
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { toHex } from "../bytes.ts";
import { headerHash } from "../chainproof/header.ts";
import type { Evidence } from "../evidence/types.ts";
import { formatVerifierKey } from "../note/key.ts";
import { formatNote } from "../note.ts";
import { noteSigner, signNote } from "../note/sign.ts";
import type { Policy } from "../policy.ts";
import { signBatch } from "../statement/build.ts";
import type { Statement } from "../statement/types.ts";
import { asSeat, FAR } from "./cases.ts";
import { byte, type Case } from "./evidence-cases.ts";
import { flipBit } from "./laws.ts";
import {
  ASSET,
  BEGUN,
  GRANT,
  ORIGIN,
  OTHER_LOG,
  PARTIES,
  PROVIDER,
  PURPOSE,
  SEATS,
  T,
  WITNESSES,
} from "./story.ts";
import type { Twist } from "./world.ts";

/** A case, or with 0 what keeps all rules beside it. */
export type Limit = Omit<Case, "exit"> & { readonly exit: 0 | Case["exit"] };

const WEEK = 7 * 24 * 3_600;
const EARLY = T - 7 * 100_000;
const LOGGED = T + 1_505;
// The log's own key under a name that is not its origin.
const OTHER_NAME = noteSigner("log.example.gov.cn/other", new Uint8Array(32).fill(1));
// Place of the time in a header.
const TIME = 11;

const logged = (at: number, seen: number): Twist => ({
  entry: (of) => ({ ...of, logged: at, seen: { ...of.seen, time: seen } }),
});
// Everything that the delivery rests on began long before the story.
const dated = (time: number): Twist => ({
  statement: (of) => ({ ...of, time }),
  chain: (chain) => {
    chain.standing(PROVIDER, [[EARLY, { status: 1 }]]);
    chain.term(2, { from: EARLY, until: FAR });
    chain.asset(ASSET, [[EARLY, { state: 2, until: FAR }]]);
    chain.grantRecord(GRANT, { ...PARTIES, from: EARLY });
    chain.grantState(GRANT, [[EARLY, { until: FAR }]]);
  },
});
// The log had seen nothing for long, so that the anchor before says more than it.
const endedUnseen = (until: number): Twist => ({
  ...logged(LOGGED, T + 500),
  statement: (of) => ({ ...of, time: T + 900 }),
  chain: (chain) => {
    chain.grantState(GRANT, [[BEGUN, { until }]]);
  },
});
const bySystem = (subject: typeof GRANT, until = FAR): Twist => ({
  ...asSeat(6, "delivery"),
  chain: (chain) => {
    chain.allowance(6, subject, [
      [BEGUN, true],
      [until, false],
    ]);
  },
});
const inBatch = (purpose: number): Twist => ({
  sign: (of) => signBatch([of], SEATS[2]?.account.sign ?? (() => new Uint8Array(0)), { purpose }),
});

/** The same state in a block of another time. */
function shownAt(of: Evidence, time: number): Evidence {
  const fields = decodeRlp(of.block.header);
  if (!Array.isArray(fields)) throw new Error("a header is a list");
  const header = getBytes(encodeRlp(fields.with(TIME, toBeHex(time))));
  return { ...of, block: { header: toHex(header), hash: toHex(headerHash(header)) } };
}

const cosigned: Twist = { cosigners: WITNESSES.slice(0, 2) };
const twoWitnesses = (of: Policy): Policy => {
  const keys = WITNESSES.map(({ key }) => formatVerifierKey(key));
  return { ...of, witnesses: { threshold: 2, keys }, require: ["witnesses"] };
};

/** The last signature of its checkpoint wrong in two places, so that no change of one byte mends it. */
function lastSignatureWrong(of: Evidence): Evidence {
  const text = of.checkpoint.trimEnd();
  const from = text.lastIndexOf(" ") + 1;
  const value = fromBase64(text.slice(from));
  const end = value.length * 8;
  const wrong = toBase64(flipBit(flipBit(value, end - 9), end - 99));
  return { ...of, checkpoint: `${text.slice(0, from)}${wrong}\n` };
}

const underOtherName = (of: Policy): Policy => ({
  ...of,
  logs: [{ origin: ORIGIN, keys: [formatVerifierKey(OTHER_NAME.key)] }],
});

function withoutGrant(of: Statement): Statement {
  if (of.type !== "suyuan/withdrawal@1") throw new Error("only a withdrawal may have no grant");
  const { grant, ...rest } = of;
  if (grant === undefined) throw new Error("there is no grant to leave out");
  return rest;
}

/** By the limit that each keeps, or oversteps. */
export const LIMITS: Readonly<Record<string, Limit>> = {
  "logged-60-seconds-after-the-anchor": { exit: 0, twist: logged(T + 2_060, T + 2_000) },
  "logged-61-seconds-after-the-anchor": { exit: 10, twist: logged(T + 2_061, T + 2_000) },
  "seen-after-the-anchor": { exit: 10, twist: logged(T + 2_001, T + 2_001) },
  "logged-60-seconds-before-the-anchor-before": { exit: 0, twist: logged(T + 940, T + 940) },
  "logged-61-seconds-before-the-anchor-before": { exit: 10, twist: logged(T + 939, T + 939) },
  "dated-7-days-before-it-was-logged": { exit: 0, twist: dated(LOGGED - WEEK) },
  "dated-a-second-more-than-7-days-before": { exit: 10, twist: dated(LOGGED - WEEK - 1) },
  "dated-300-seconds-after-it-was-logged": { exit: 0, twist: dated(LOGGED + 300) },
  "dated-301-seconds-after-it-was-logged": { exit: 10, twist: dated(LOGGED + 301) },
  "grant-ended-60-seconds-before-the-anchor-before": { exit: 11, twist: endedUnseen(T + 940) },
  "grant-ended-59-seconds-before-the-anchor-before": { exit: 12, twist: endedUnseen(T + 941) },
  "shown-at-the-block-of-the-anchor": { exit: 0, evidence: (of) => shownAt(of, T + 2_000) },
  "shown-before-the-block-of-the-anchor": { exit: 10, evidence: (of) => shownAt(of, T + 1_999) },
  "two-of-three-witnesses": { exit: 0, twist: cosigned, policy: twoWitnesses },
  "signature-of-a-witness-wrong": {
    ...{ exit: 12, twist: cosigned, policy: twoWitnesses },
    evidence: lastSignatureWrong,
  },
  "key-of-another-name": {
    exit: 10,
    evidence: (of) => ({ ...of, log: { ...of.log, key: formatVerifierKey(OTHER_NAME.key) } }),
  },
  "signed-and-trusted-under-another-name": {
    exit: 10,
    evidence: (of) => {
      const text = of.checkpoint.slice(0, of.checkpoint.indexOf("\n\n") + 1);
      const checkpoint = formatNote({ text, signatures: [signNote(text, OTHER_NAME)] });
      return { ...of, checkpoint, log: { ...of.log, key: formatVerifierKey(OTHER_NAME.key) } };
    },
    policy: underOtherName,
  },
  "policy-of-the-key-under-another-name": {
    exit: 12,
    policy: underOtherName,
  },
  "delivery-by-a-system-that-is-allowed": { exit: 0, twist: bySystem(GRANT) },
  "delivery-by-a-system-allowed-for-the-asset": { exit: 11, twist: bySystem(ASSET) },
  "delivery-by-a-system-no-longer-allowed": { exit: 11, twist: bySystem(GRANT, T + 1_200) },
  "batch-for-the-purpose-of-the-grant": { exit: 0, twist: inBatch(PURPOSE) },
  "batch-for-another-purpose": { exit: 11, twist: inBatch(PURPOSE + 1) },
  "withdrawal-in-chains-of-another": {
    exit: 11,
    twist: { of: "withdrawal", statement: withoutGrant },
  },
  "receipt-after-another-entry": {
    exit: 10,
    twist: {
      of: "receipt",
      entry: (of) => ({ ...of, chain: of.chain.map((link) => ({ ...link, prev: OTHER_LOG })) }),
    },
  },
  "receipt-under-another-grant": {
    exit: 10,
    twist: { of: "receipt", statement: (of) => ({ ...of, grant: byte("68") }) },
  },
};
