// SPDX-License-Identifier: Apache-2.0
// The vectors of evidence and history: the story, and the story with one thing wrong.
import { canonicalText } from "../canonical.ts";
import { STATEMENT_KINDS } from "../codes.ts";
import { type Digest, digestBytes } from "../digest.ts";
import type { Evidence } from "../evidence/types.ts";
import type { GrantCertificate } from "../grant/types.ts";
import type { History } from "../history/types.ts";
import type { Policy } from "../policy.ts";
import type { RightCertificate } from "../right/types.ts";
import { DATA, LOG, SALT } from "./story.ts";
import { faultsOf } from "./verdicts.ts";
import { World } from "./world.ts";
import { verify } from "../verify/verify.ts";
import { BROKEN, byte, KEPT } from "./evidence-cases.ts";
import { LIMITS } from "./limit-cases.ts";
import { NOT_OPERATED, OPERATED } from "./operator-cases.ts";

/** One vector: what is verified, under which policy, and what comes of it. */
export interface VerdictVector {
  readonly source: string;
  readonly file: Evidence | History | RightCertificate | GrantCertificate;
  readonly policy: Policy;
  readonly data?: Digest;
  readonly exit: number;
  /** Every line that is not ok, but for what was not asked for. */
  readonly faults: readonly string[];
}

const SOURCE = "made by packages/proof/src/testing";

/** What comes of a file under a policy. */
export function vectorOf(
  file: VerdictVector["file"],
  policy: Policy,
  data?: Digest,
): VerdictVector {
  const given = data === undefined ? {} : { data };
  const verdict = verify(file, policy, given);
  return { source: SOURCE, file, policy, ...given, exit: verdict.exit, faults: faultsOf(verdict) };
}

async function historyVectors(): Promise<Map<string, VerdictVector>> {
  const world = await World.tell();
  const policy = world.policy();
  const made = new Map<string, VerdictVector>();
  const [asset, grant] = [await world.history("asset"), await world.history("grant")];
  made.set("valid/history/all-on-an-asset", vectorOf(asset, policy));
  made.set("valid/history/all-on-a-grant", vectorOf(grant, policy));
  const none = await world.history("asset", byte("ee"));
  made.set("valid/history/nothing-on-an-asset", vectorOf(none, policy));
  const beside = await (await World.tell({ of: "administration" })).history("asset", LOG);
  made.set("valid/history/all-administrations-of-a-log", vectorOf(beside, policy));
  const untold = { ...beside, entries: [] };
  made.set("invalid/history/administration-hidden", vectorOf(untold, policy));
  const hidden = { ...grant, entries: grant.entries.toSpliced(2, 1) };
  made.set("invalid/history/hidden-entry", vectorOf(hidden, policy));
  const cut = { ...grant, entries: grant.entries.slice(0, -1) };
  made.set("invalid/history/last-entry-hidden", vectorOf(cut, policy));
  const claimed = { ...grant, place: none.place, entries: [] };
  made.set("invalid/history/absence-claimed", vectorOf(claimed, policy));
  const required: Policy = { ...policy, require: ["complete"] };
  made.set("invalid/history/complete-without-witnesses", vectorOf(asset, required));
  return made;
}

/** Every vector by its path under test/vectors, without ending. */
export async function verdictVectors(): Promise<ReadonlyMap<string, VerdictVector>> {
  const made = await historyVectors();
  const world = await World.tell();
  for (const kind of STATEMENT_KINDS) {
    const data = kind === "delivery" ? digestBytes(DATA, SALT) : undefined;
    const told = kind === "administration" ? await World.tell({ of: kind }) : world;
    made.set(`valid/evidence/${kind}`, vectorOf(told.evidence(kind), told.policy(), data));
  }
  for (const [rule, twist] of Object.entries({ ...KEPT, ...OPERATED })) {
    const told = await World.tell(twist);
    made.set(`valid/evidence/${rule}`, vectorOf(told.evidence(), told.policy()));
  }
  for (const [rule, { exit, twist, evidence, policy, data }] of Object.entries({
    ...BROKEN,
    ...NOT_OPERATED,
    ...LIMITS,
  })) {
    const told = await World.tell(twist);
    const file = evidence?.(told.evidence()) ?? told.evidence();
    const under = policy?.(told.policy()) ?? told.policy();
    const vector = vectorOf(file, under, data);
    if (vector.exit !== exit)
      throw new Error(`${rule}: ${vector.exit} and not ${exit}: ${vector.faults.join()}`);
    made.set(`${exit === 0 ? "valid" : "invalid"}/evidence/${rule}`, vector);
  }
  return made;
}

/** A vector as its file holds it. */
export function vectorText(vector: VerdictVector): string {
  return `${JSON.stringify(JSON.parse(canonicalText(vector)), undefined, 2)}\n`;
}
