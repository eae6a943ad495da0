// SPDX-License-Identifier: Apache-2.0
// The acts of a thing as far as a caller may see them: each act by what it changed.
import { type ThingName, THINGS } from "../access/things.ts";
import { changedIn } from "../indexing/apply.ts";
import type { IndexStore, Page } from "../indexing/index-store.ts";
import { positionOf } from "../indexing/position.ts";
import type { Act, Kind, Subject } from "../indexing/types.ts";
import { Refusal } from "../refusal.ts";
import type { Place } from "./page.ts";
import type { Sight } from "./sight.ts";
import { MAX_LOOKED } from "./sighted.ts";

const AT_ONCE = 100;
const NONE: Page<Act> = { items: [] };

/** Things that all know, and of which not all may know what happens to them. */
const TELLING: Readonly<Partial<Record<Kind, ThingName>>> = {
  organization: "organization-acts",
  seat: "seat-acts",
  asset: "asset-acts",
};

const isSecret = (kind: Kind): kind is Exclude<Kind, "assignment"> =>
  kind !== "assignment" && THINGS[kind].members !== true;

/** One page. @throws Refusal `not-allowed` for what a thing that all know does */
export async function sightedActs(
  index: IndexStore,
  sight: Sight,
  subject: Subject,
  { limit, after }: Place,
): Promise<Page<Act>> {
  if (!(await isTold(sight, subject))) return NONE;
  const items: Act[] = [];
  let end = after;
  for (let looked = 0; looked < MAX_LOOKED; looked += AT_ONCE) {
    const from = { limit: AT_ONCE, ...(end !== undefined && { after: end }) };
    const page = await index.history(subject, from);
    for (const act of page.items) {
      if (items.length === limit && end !== undefined) return { items, next: end };
      end = positionOf(act.block, act.logIndex);
      if (await isVisible(sight, act)) items.push(act);
    }
    if (page.next === undefined) return { items };
  }
  return { items, ...(end !== undefined && { next: end }) };
}

/** Whether anything is told of a thing; of one that is not there, nothing is. */
async function isTold(sight: Sight, { kind, id }: Subject): Promise<boolean> {
  if (kind === "assignment") return false;
  const telling = TELLING[kind];
  if (telling) {
    if (!(await sight.ledger.row(kind, id))) return false;
    const why = `the acts of ${kind === "organization" ? "an" : "a"} ${kind} are for those who have a part in it`;
    await sight.require(telling, kind, id, () => new Refusal("not-allowed", why));
    return true;
  }
  return !isSecret(kind) || sight.sees(kind, id);
}

async function isVisible(sight: Sight, act: Act): Promise<boolean> {
  const secrets = changedIn(act).filter(({ kind }) => isSecret(kind));
  if (secrets.length === 0) return true;
  for (const { kind, id } of secrets) {
    if (isSecret(kind) && (await sight.mayId(kind, kind, id))) return true;
  }
  return false;
}
