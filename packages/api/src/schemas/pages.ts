// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import type { ListPath } from "../lists.ts";
import { BlockRef, Bytes32, Count } from "./common.ts";
import {
  ActRow,
  AssetRow,
  CaseRow,
  DutyRow,
  LogRow,
  MemberRow,
  OrganizationRow,
  ProposalRow,
  RightRow,
  RuleRow,
  SeatRow,
  TypeRow,
  YearRow,
} from "./rows.ts";
import {
  ChangeRow,
  ConsentRow,
  CorrectionRow,
  DeliveryRow,
  DemandRow,
  DisputeRow,
  FindingRow,
  GrantRow,
  RequestRow,
  ReturnRow,
} from "./sharing-rows.ts";

/** How far the index of a gateway is. */
export const Indexed = z.strictObject({
  block: Count.describe("the last block that is in it"),
  hash: Bytes32.nullable(),
  behind: Count.describe("blocks that are settled and not in it yet"),
  acts: Count.describe("events that are in it"),
});

const Cursor = z.string().describe("give it as `cursor` to get the next page; absent on the last");

const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ indexed: Indexed, items: z.array(item), next: Cursor.optional() });

/** What each list holds. */
export const PAGES = {
  organizations: pageOf(OrganizationRow),
  seats: pageOf(SeatRow),
  duties: pageOf(DutyRow),
  assets: pageOf(AssetRow),
  procedures: pageOf(AssetRow),
  rights: pageOf(RightRow),
  cases: pageOf(CaseRow),
  demands: pageOf(DemandRow),
  consents: pageOf(ConsentRow),
  requests: pageOf(RequestRow),
  grants: pageOf(GrantRow),
  changes: pageOf(ChangeRow),
  deliveries: pageOf(DeliveryRow),
  returns: pageOf(ReturnRow),
  corrections: pageOf(CorrectionRow),
  disputes: pageOf(DisputeRow),
  findings: pageOf(FindingRow),
  logs: pageOf(LogRow),
  rules: pageOf(RuleRow),
  types: pageOf(TypeRow),
  calendars: pageOf(YearRow),
  proposals: pageOf(ProposalRow),
  members: pageOf(MemberRow),
} as const satisfies Readonly<Record<ListPath, z.ZodType>>;

export const ActPage = pageOf(ActRow);

/** One thing from the index. */
const oneOf = <T extends z.ZodType>(item: T) => z.strictObject({ indexed: Indexed, item });

export const RuleView = oneOf(RuleRow);
export const YearView = oneOf(YearRow);

/** A proposal: what it is, from the index, and how it stands at the settled block. */
export const ProposalView = z.strictObject({
  indexed: Indexed,
  item: ProposalRow,
  settled: BlockRef,
  state: Count.describe(
    "0 pending, 1 active, 2 cancelled, 3 defeated, 4 succeeded, 5 queued, 6 expired, 7 executed",
  ),
  needed: Count.optional().describe("votes in favour that it needs; known once voting began"),
});

export type Indexed = z.infer<typeof Indexed>;
export type Pages = { readonly [L in ListPath]: z.infer<(typeof PAGES)[L]> };
export type ActPage = z.infer<typeof ActPage>;
export type RuleView = z.infer<typeof RuleView>;
export type YearView = z.infer<typeof YearView>;
export type ProposalView = z.infer<typeof ProposalView>;
