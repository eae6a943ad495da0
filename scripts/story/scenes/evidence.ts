// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";

import { canonicalBytes, type Hex, statementId } from "@suyuan/proof";
import type { GatewayClient, SignedStatement } from "@suyuan/sdk";

import { writeWhole } from "../files.ts";
import { StoryError } from "../memory.ts";
import type { Narrator, Words } from "../say.ts";
import type { StatePaths } from "../state.ts";
import { until } from "../waiting.ts";
import type { Exchanged } from "./exchange.ts";
import type { SharedAll } from "./sharing.ts";

const ANCHOR_TIMEOUT_MS = 120_000;
/** Evidence files asked for at the same time. */
const ABREAST = 4;

const NAMES = {
  delivery: { zh: "文件交付", en: "deliveries of files" },
  receipt: { zh: "文件签收", en: "receipts of files" },
  reply: { zh: "按批签名的接口应答", en: "an interface reply, signed in a batch" },
  reconciliation: { zh: "双方对账", en: "a reconciliation by both sides" },
  history: { zh: "完整历史", en: "complete histories" },
} satisfies Record<string, Words>;

/** One thing to verify, by file names in the demo folder. */
export interface Exhibit {
  /** What it shows; exhibits of one kind share it. */
  readonly name: Words;
  readonly evidence: string;
  readonly data?: string;
  readonly salt?: Hex;
}

const idOf = ({ statement }: SignedStatement): Hex => statementId(statement);

/** Waits until a statement is under a checkpoint that stands on the chain. */
export async function anchored(gateway: GatewayClient, id: Hex): Promise<void> {
  const isAnchored = async (): Promise<boolean> => {
    const { ladder } = await gateway.statement(id);
    return ladder.some(({ step, state }) => step === "anchored" && state === "done");
  };
  const complaint = `Statement ${id} is not anchored after two minutes.`;
  await until(isAnchored, ANCHOR_TIMEOUT_MS, complaint);
}

async function fetchFiles(
  gateway: GatewayClient,
  paths: StatePaths,
  wanted: readonly (readonly [name: string, id: Hex])[],
  step: () => void,
): Promise<void> {
  const queue = [...wanted];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [name, id] = next;
      writeWhole(join(paths.demo, name), await gateway.getEvidence(id));
      step();
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, work));
}

/** Evidence of each file's delivery and receipt, and of one reply; the history of one grant and one asset. */
export async function collect(
  say: Narrator,
  gateway: GatewayClient,
  paths: StatePaths,
  shared: SharedAll,
  exchanged: Exchanged,
): Promise<Exhibit[]> {
  say.scene({ zh: "上链与取证", en: "Anchors and evidence" });
  await anchored(gateway, idOf(exchanged.reconciliation));
  say.fact({ zh: "全部陈述均已上链", en: "every statement is anchored" });
  const names = shared.handovers.map(({ file }) => file.code);
  const pairs = (kind: string, list: readonly SignedStatement[]) =>
    list.map(
      (signed, place) => [`${kind}-${names[place] ?? ""}.evidence.json`, idOf(signed)] as const,
    );
  const [reply] = exchanged.replyDeliveries;
  if (!reply) throw new StoryError("There is no reply to take evidence of.");
  const wanted = [
    ...pairs("delivery", exchanged.deliveries),
    ...pairs("receipt", exchanged.receipts),
    ["reply-1.evidence.json", idOf(reply)] as const,
    ["reconciliation.evidence.json", idOf(exchanged.reconciliation)] as const,
  ];
  const step = say.progress({ zh: "个证据文件", en: "evidence files" }, wanted.length);
  await fetchFiles(gateway, paths, wanted, step);
  await histories(gateway, paths, shared);
  return exhibits(paths, names, exchanged);
}

async function histories(
  gateway: GatewayClient,
  paths: StatePaths,
  { handovers, replies }: SharedAll,
): Promise<void> {
  const asset = handovers[0]?.asset ?? replies.asset;
  const ofAsset = await gateway.getHistory("asset", asset);
  const ofGrant = await gateway.getHistory("grant", replies.grant);
  writeWhole(join(paths.demo, "asset.history.json"), ofAsset);
  writeWhole(join(paths.demo, "replies.history.json"), ofGrant);
}

function exhibits(paths: StatePaths, names: readonly string[], { replies }: Exchanged): Exhibit[] {
  const [first] = replies;
  if (!first) throw new StoryError("There is no reply to verify.");
  writeWhole(join(paths.demo, "data", "reply-1.json"), canonicalBytes(first.reply));
  const file = (kind: string, folder: string) => (code: string) => ({
    evidence: `${kind}-${code}.evidence.json`,
    data: join(folder, `divisions-${code}.csv`),
  });
  const as = (name: Words) => (exhibit: Omit<Exhibit, "name">) => ({ ...exhibit, name });
  return [
    ...names.map(file("delivery", "data")).map(as(NAMES.delivery)),
    ...names.map(file("receipt", "received")).map(as(NAMES.receipt)),
    as(NAMES.reply)({
      ...{ evidence: "reply-1.evidence.json", data: join("data", "reply-1.json") },
      salt: first.salt,
    }),
    as(NAMES.reconciliation)({ evidence: "reconciliation.evidence.json" }),
    as(NAMES.history)({ evidence: "asset.history.json" }),
    as(NAMES.history)({ evidence: "replies.history.json" }),
  ];
}
