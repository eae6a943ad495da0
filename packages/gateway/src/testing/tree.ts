// SPDX-License-Identifier: Apache-2.0
// An index of a small administration: two branches, a provider with an asset, and grants of it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hex } from "@suyuan/proof";
import type { IndexStore } from "../indexing/index-store.ts";
import { openIndex } from "../indexing/open.ts";
import type { Act, BlockName } from "../indexing/types.ts";
import { hash } from "./sample.ts";

const ZERO: Hex = `0x${"00".repeat(32)}`;
/** Capacities, as contracts have them. */
const [DEPARTMENT, AUTHORITY, CENTRE, AUDIT] = [1, 2, 8, 16];
const TIME = 1_800_000_000;

/** The organisations by their numbers. */
export const WHO = {
  authority: 1,
  provider: 2,
  recipient: 3,
  neighbour: 4,
  audit: 5,
  stranger: 6,
  heir: 7,
  centre: 8,
} as const;

const PARENTS: Readonly<Record<keyof typeof WHO, number>> = {
  ...{ authority: 0, neighbour: 0, audit: 0, stranger: WHO.neighbour },
  ...{ provider: 1, recipient: 1, heir: 1, centre: 1 },
};
const CAPACITIES: Readonly<Partial<Record<keyof typeof WHO, number>>> = {
  ...{ authority: DEPARTMENT | AUTHORITY, neighbour: DEPARTMENT | AUTHORITY },
  ...{ audit: DEPARTMENT | AUDIT, centre: CENTRE },
};

export const ASSET = hash("asset");
export const LOG = hash("log");
export const OPERATOR_SEAT = 80;

type Said = Pick<Act, "contract" | "name" | "args">;
const said = (contract: Act["contract"], name: string, args: Act["args"]): Said => ({
  ...{ contract, name, args },
});

/** A request of an organisation, and the grant that answers it. */
export const granted = (name: string, recipient: number, provider: number): readonly Said[] => {
  const asset = provider === WHO.provider ? ASSET : hash(`asset of ${provider}`);
  const wanted = { asset, scope: ZERO, purpose: 1, method: 1, until: TIME * 2, parent: ZERO };
  const terms = { log: LOG, scope: ZERO, from: 0, until: TIME * 2, quota: 0, disposal: 1 };
  return [
    said("sharingRegistry", "RequestFiled", {
      ...{ request: hash(name), asset, organization: recipient, seat: 1, due: 0 },
      ...{ provisional: false, wanted: { ...wanted, demand: ZERO } },
    }),
    said("sharingRegistry", "GrantIssued", {
      ...{ grant: hash(name), asset, provider, flags: 0, deliveryDue: 0 },
      terms: { ...terms, deliveryDays: 0 },
    }),
  ];
};

/** An organisation takes another one's place. */
export const merged = (organization: number, into: number): Said =>
  said("organizationRegistry", "OrganizationMerged", { organization, into, byAuthority: 1 });

export const announced = (name: string, organization: number): Said =>
  said("sharingRegistry", "DemandAnnounced", {
    demand: hash(name),
    organization,
    commitment: ZERO,
  });

const admitted = (name: keyof typeof WHO): Said =>
  said("organizationRegistry", "OrganizationAdmitted", {
    ...{ organization: WHO[name], parent: PARENTS[name], code: "0x31", nameHash: ZERO },
    ...{ capacities: CAPACITIES[name] ?? DEPARTMENT, level: 2, region: 370_000 },
    head: ZERO.slice(0, 42),
  });

const beginning: readonly Said[] = [
  ...(Object.keys(WHO) as (keyof typeof WHO)[]).map(admitted),
  said("assetRegistry", "AssetRegistered", {
    ...{ asset: ASSET, organization: WHO.provider, catalogueCode: hash("code"), seat: 1 },
    ...{ localNumber: "1", region: 370_000, attribute: 2, grade: 1, recordHash: hash("r") },
    legalBasis: ZERO,
  }),
  said("exchangeLog", "LogOpened", {
    ...{ log: LOG, centre: WHO.centre, operatorSeat: OPERATOR_SEAT, keyHash: ZERO },
  }),
];

/** The index on disk, with what happens after the beginning. Call `close` at the end. */
export async function openTree(more: readonly Said[] = []): Promise<{
  readonly index: IndexStore;
  close(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "suyuan-tree-"));
  const index = await openIndex(folder, { chainId: 20_809, deploymentId: hash("deployment") });
  const tip: BlockName = { number: 1, hash: hash("block") };
  const acts = [...beginning, ...more].map((one, logIndex) => ({
    ...{ ...one, block: 1, logIndex, time: TIME, transaction: hash(`transaction ${logIndex}`) },
  }));
  await index.commit({ blocks: [{ ...tip, acts }], tip, undoFrom: 0 });
  const close = async () => {
    await index.close();
    await rm(folder, { recursive: true });
  };
  return { index, close };
}
