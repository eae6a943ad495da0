// SPDX-License-Identifier: Apache-2.0
// What can happen to a use or operating right, to the offer of a holding right, and to an asset's value stage
// (contracts/RightRegistry.sol).
import type { Arrow } from "./types.ts";

export type RightState = "None" | "Offered" | "InForce" | "Ended";
export type RightAct = "confer" | "acceptRight" | "waive" | "endRight";
export type TransferState = "Held" | "Offered";
export type TransferAct = "offerTransfer" | "acceptTransfer" | "withdrawTransfer";
export type StageState = "Unrecorded" | "Resource" | "Product" | "Capital";

const GRANTOR =
  "head of the data office of the asset's holder, or of the holder of the right it derives from";
const RECIPIENT = "head of the data office of the organisation to which it was offered";
const SUPERIOR = "head of the data office of an authority above the grantor";
const HOLDER = "head of the data office of the asset's holder";

/** The states of a right, in the order of the contract's enumeration. */
export const RIGHT_STATES: readonly RightState[] = ["None", "Offered", "InForce", "Ended"];

/** A use or operating right. Withdrawing an offer and ending a right are one act by different hands. */
export const RIGHT_ARROWS: readonly Arrow<RightState, RightAct>[] = [
  {
    act: "confer",
    from: "None",
    to: "Offered",
    who: GRANTOR,
    article: "Twenty Measures on Data, 3 and 4",
  },
  {
    act: "acceptRight",
    from: "Offered",
    to: "InForce",
    who: RECIPIENT,
    article: "Twenty Measures on Data, 3",
  },
  {
    act: "waive",
    from: "Offered",
    to: "Ended",
    who: RECIPIENT,
    article: "Twenty Measures on Data, 7",
  },
  {
    act: "waive",
    from: "InForce",
    to: "Ended",
    who: RECIPIENT,
    article: "Twenty Measures on Data, 7",
  },
  {
    act: "endRight",
    from: "Offered",
    to: "Ended",
    who: `the grantor, or ${SUPERIOR}`,
    article: "Twenty Measures on Data, 7",
  },
  {
    act: "endRight",
    from: "InForce",
    to: "Ended",
    who: SUPERIOR,
    article: "Twenty Measures on Data, 7",
  },
];

/** The holding right: one holder at every moment, and at most one open offer. */
export const TRANSFER_ARROWS: readonly Arrow<TransferState, TransferAct>[] = [
  {
    act: "offerTransfer",
    from: "Held",
    to: "Offered",
    who: HOLDER,
    article: "Twenty Measures on Data, 3",
  },
  {
    act: "offerTransfer",
    from: "Offered",
    to: "Offered",
    who: HOLDER,
    article: "Twenty Measures on Data, 3",
  },
  {
    act: "acceptTransfer",
    from: "Offered",
    to: "Held",
    who: RECIPIENT,
    article: "Twenty Measures on Data, 3",
  },
  {
    act: "withdrawTransfer",
    from: "Offered",
    to: "Held",
    who: HOLDER,
    article: "Twenty Measures on Data, 3",
  },
];

/** The value stages, by the contract's numbers. */
export const VALUE_STAGES: readonly StageState[] = ["Unrecorded", "Resource", "Product", "Capital"];

/** A value stage is a recorded fact: any other than the present one may be recorded, with its basis. */
export const STAGE_ARROWS: readonly Arrow<StageState, "recordStage">[] = VALUE_STAGES.flatMap(
  (from) =>
    VALUE_STAGES.slice(1)
      .filter((to) => to !== from)
      .map(
        (to) =>
          ({
            act: "recordStage",
            from,
            to,
            who: HOLDER,
            article: "Twenty Measures on Data, 3",
          }) as const,
      ),
);

/** The kinds of rights by the contract's numbers, in both vocabularies. */
export const RIGHT_KINDS = [
  { kind: 1, name: "holding", title: "持有权", policy: "数据资源持有权" },
  { kind: 2, name: "use", title: "使用权", policy: "数据加工使用权" },
  { kind: 3, name: "operating", title: "经营权", policy: "数据产品经营权" },
] as const;

/** On what a right rests, by the contract's numbers. */
export const RIGHT_BASES = [
  { basis: 1, name: "statutory-duty", title: "法定职责" },
  { basis: 2, name: "authorisation", title: "授权" },
  { basis: 3, name: "contract", title: "合同" },
  { basis: 4, name: "derived", title: "继受" },
] as const;
