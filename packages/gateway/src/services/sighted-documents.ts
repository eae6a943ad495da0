// SPDX-License-Identifier: Apache-2.0
// Who may read a document, by the row `document` of the table of things.
import type { DocumentSubject } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import { THINGS } from "../access/things.ts";
import type { Ledger } from "../inbox/ledger.ts";
import { sidesOfThing } from "../inbox/sides.ts";
import type { Row } from "../indexing/types.ts";
import type { Refusal } from "../refusal.ts";
import { type OwnPart, partiesIn } from "./parties.ts";
import type { Sight } from "./sight.ts";

/** What of a document says who may read it. */
export interface SightedDocument {
  readonly owner: number;
  readonly readers: readonly number[];
  readonly party: { readonly kind: Exclude<DocumentSubject, "statement">; readonly id: Hex };
}

type Parties = (ledger: Ledger, row: Row) => Promise<readonly number[]>;

const by =
  (thing: keyof typeof THINGS): Parties =>
  (ledger, row) =>
    partiesIn(ledger, (THINGS[thing].parts ?? []) as readonly OwnPart[], row);

/** The parties of what a document belongs to: never all members, though the thing itself may be in the catalogue. */
const PARTIES: Readonly<Record<SightedDocument["party"]["kind"], Parties>> = {
  asset: by("asset-acts"),
  right: (ledger, row) => sidesOfThing(ledger, "right", row),
  consent: (ledger, row) => partiesIn(ledger, ["holder"], row),
  case: by("case"),
  demand: by("demand"),
  request: by("request"),
  grant: by("grant"),
  change: by("change"),
  return: by("return"),
  finding: by("finding"),
};

/** The organisation that speaks for the owner of a document now. */
export const ownerNow = ({ ledger }: Sight, { owner, party }: SightedDocument): Promise<number> =>
  ledger.standIn(owner, party.id);

/** Whether a caller may read a document. */
async function mayDocument(sight: Sight, document: SightedDocument): Promise<boolean> {
  if (await sight.all()) return true;
  const named = await Promise.all(
    document.readers.map(async (reader) => sight.ledger.standIn(reader, document.party.id)),
  );
  if (await sight.isOfAny([await ownerNow(sight, document), ...named])) return true;
  const { kind, id } = document.party;
  const row = await sight.ledger.row(kind, id);
  return row !== undefined && sight.isOfAny(await PARTIES[kind](sight.ledger, row));
}

/** Those of some documents that a caller may read, after reads that tell nothing of the others. */
export async function seenOf<D extends SightedDocument>(
  sight: Sight,
  documents: readonly D[],
): Promise<D[]> {
  const seen: D[] = [];
  for (const one of documents) if (await mayDocument(sight, one)) seen.push(one);
  await sight.fill();
  return seen;
}

/**
 * Lets pass whoever may read a document; undefined for one that is not there.
 * @throws Refusal as `refuse` makes it, after as many reads whichever of both it is
 */
export async function requireDocument<D extends SightedDocument>(
  sight: Sight,
  document: D | undefined,
  refuse: () => Refusal,
): Promise<D> {
  if (document && (await mayDocument(sight, document))) return document;
  await sight.fill();
  throw refuse();
}
