// SPDX-License-Identifier: Apache-2.0
import { BODIES } from "./bodies.ts";
import { hex, idOf, labelled, path, root, bytesOf } from "./bytes.ts";
import { accountOf, signedBy } from "./signature.ts";
import { typedBatch } from "./typed.ts";
import type { Body, Vectors } from "./types.ts";

const SEAT = 7;
const PURPOSE = 301;

const delivery: Body = BODIES["delivery-least"];
const version: Body = BODIES["dataset-version-least"];
const use: Body = BODIES["use-least"];

const series = (body: Body, count: number): Body[] =>
  Array.from({ length: count }, (_, at) => ({
    ...body,
    ...("serial" in body ? { serial: at + 1 } : {}),
    time: Number(body["time"]) + at,
    nonce: labelled(`nonce ${at} of a batch of ${count}`, 16),
  }));

/** The batch over these statements, with what `terms` says otherwise. */
function batch(statements: readonly Body[], terms: Body = {}): readonly Body[] {
  const [first] = statements;
  if (first === undefined) throw new Error("an empty batch");
  const ids = statements.map((body) => bytesOf(idOf(body)));
  const times = statements.map((body) => Number(body["time"]));
  const grant = first["grant"] === undefined ? {} : { grant: first["grant"] };
  const whole: Body = {
    ...{ root: hex(root(ids)), count: ids.length, asset: first["asset"], ...grant },
    ...{ purpose: first["grant"] === undefined ? 0 : PURPOSE },
    ...{ from: Math.min(...times), until: Math.max(...times), ...terms },
  };
  const value = signedBy(SEAT, typedBatch(first, { ...whole, seat: SEAT }).digest);
  return ids.map((_, index) => ({
    ...{ alg: "eip712-batch", seat: SEAT, value, ...whole },
    ...{ index, path: path(index, ids).map(hex) },
  }));
}

const ACCOUNT = accountOf(SEAT);
const valid = (statements: readonly Body[]): Body => ({
  statements,
  signatures: batch(statements),
  account: ACCOUNT,
});

const three = series(delivery, 3);
const four = series(delivery, 4);
const place = (list: readonly Body[], at: number): Body => list[at] ?? {};
const signatures = batch(three);
const statement = place(three, 2);
const signature = place(signatures, 2);
const paths = signature["path"] as readonly string[];

const wrong = (change: Body, code?: string): Body => ({
  ...{ statement, signature: { ...signature, ...change }, account: ACCOUNT },
  ...(code === undefined ? {} : { code }),
});
/** Signed as it stands: only its terms do not cover the statement. */
const honest = (terms: Body, code: string): Body => ({
  ...{ statement, signature: place(batch(three, terms), 2), account: ACCOUNT, code },
});
const withoutGrant = Object.fromEntries(
  Object.entries(signature).filter(([name]) => name !== "grant"),
);

/** Without a code: the signature is one, but not of this account. */
const INVALID: Record<string, Body> = {
  "path-of-another-batch": wrong({ path: place(batch(four), 2)["path"] }, "batch-path"),
  "signature-of-another-batch": {
    ...{ statement, signature: place(batch(four), 2), account: ACCOUNT, code: "batch-path" },
  },
  "signature-of-another-place": {
    ...{ statement, signature: place(signatures, 1), account: ACCOUNT, code: "batch-path" },
  },
  "path-too-short": wrong({ path: paths.slice(1) }, "batch-path"),
  "path-too-long": wrong({ path: [...paths, labelled("one more")] }, "batch-path"),
  "path-of-11-levels": wrong({ path: Array.from({ length: 11 }, () => paths[0]) }, "out-of-range"),
  "index-of-another": wrong({ index: 1 }, "batch-path"),
  "index-beyond-the-batch": wrong({ index: 3 }, "out-of-range"),
  "root-of-another": wrong({ root: labelled("another root") }, "batch-path"),
  "count-zero": wrong({ count: 0 }, "out-of-range"),
  "count-of-1025": wrong({ count: 1025 }, "out-of-range"),
  // Three and four leaves give the third place paths of other lengths; the signed count is another too.
  "count-altered": wrong({ count: 4 }, "batch-path"),
  "asset-of-another": honest({ asset: labelled("another asset") }, "batch-mismatch"),
  "grant-of-another": honest({ grant: labelled("another grant") }, "batch-mismatch"),
  "grant-missing": { ...wrong({}, "batch-mismatch"), signature: { ...withoutGrant, purpose: 0 } },
  "time-before-the-period": honest({ from: Number(statement["time"]) + 1 }, "out-of-range"),
  "time-after-the-period": honest({ until: Number(statement["time"]) - 1 }, "batch-mismatch"),
  "purpose-altered": wrong({ purpose: PURPOSE + 1 }),
  "purpose-without-grant": { ...wrong({}, "out-of-range"), signature: withoutGrant },
  "purpose-zero-with-grant": wrong({ purpose: 0 }, "out-of-range"),
  "period-widened": wrong({ until: Number(statement["time"]) + 1 }),
  "seat-of-nobody": wrong({ seat: 8 }, "signature-seat"),
  "statement-altered": { ...wrong({}, "batch-path"), statement: { ...statement, serial: 99 } },
  "organization-of-another": {
    ...wrong({}, "batch-path"),
    statement: { ...statement, organization: 4 },
  },
  "value-of-a-single-signature": wrong({ value: signedBy(SEAT, `0x${"11".repeat(32)}`) }),
};

export function batchVectors(): Vectors {
  return {
    valid: {
      "one-statement": valid(series(delivery, 1)),
      "two-statements": valid(series(delivery, 2)),
      "three-statements": valid(three),
      "seven-statements": valid(series(delivery, 7)),
      "eight-statements": valid(series(delivery, 8)),
      "uses-with-a-period-of-their-own": valid(series(use, 2)),
      "without-grant-purpose-is-zero": valid(series(version, 2)),
    },
    invalid: INVALID,
  };
}
