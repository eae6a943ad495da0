// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";

import { statementId } from "@suyuan/proof";
import { type GatewayClient, GatewayError, type Place, type SignedStatement } from "@suyuan/sdk";

import type { Clerks } from "../clerks.ts";
import type { Doors } from "../doors.ts";
import { declareVersion, deliver, type Handover, receive } from "../exchange.ts";
import { StoryError } from "../memory.ts";
import type { Outbox } from "../outbox.ts";
import { declareReplies, deliverReplies, reconcile, repliesIn, type Reply } from "../replies.ts";
import type { Narrator } from "../say.ts";
import type { StatePaths } from "../state.ts";
import { fileParties, replyParties, type SharedAll } from "./sharing.ts";

/** What the scene works with. */
export interface Exchanging {
  /** As the exchange centre asks it, which may read what is in its log. */
  readonly gateway: GatewayClient;
  /** As each seat asks it. */
  readonly doors: Doors;
  readonly outbox: Outbox;
  readonly place: Place;
  readonly clerks: Clerks;
  readonly paths: StatePaths;
}

export interface Exchanged {
  readonly versions: readonly SignedStatement[];
  readonly deliveries: readonly SignedStatement[];
  readonly receipts: readonly SignedStatement[];
  readonly replies: readonly Reply[];
  readonly replyDeliveries: readonly SignedStatement[];
  readonly reconciliation: SignedStatement;
}

/** A seat's own way in; when the story is told again and the seat is no more, the centre carries what it signed. */
async function admitted(own: GatewayClient, centre: GatewayClient): Promise<GatewayClient> {
  try {
    await own.chain();
    return own;
  } catch (cause) {
    if (cause instanceof GatewayError && cause.code === "sign-in-refused") return centre;
    throw cause;
  }
}

/** Submits what a name stands for: as kept in the outbox, or made and kept. */
export async function submit(
  { gateway, doors, outbox }: Pick<Exchanging, "gateway" | "doors" | "outbox">,
  name: string,
  make: () => Promise<readonly SignedStatement[]>,
): Promise<readonly SignedStatement[]> {
  const signed = await outbox.of(name, make);
  const seat = signed[0]?.statement.seat;
  const own = seat === undefined ? gateway : await admitted(doors.ofSeat(seat), gateway);
  for await (const result of own.submitMany(signed)) {
    if (!result.ok) {
      const which = `${name}, ${String(result.place + 1)}`;
      throw new StoryError(`The gateway refused ${which}: ${result.error.message}`);
    }
  }
  return signed;
}

const at = (list: readonly SignedStatement[], place: number): SignedStatement => {
  const signed = list[place];
  if (!signed) throw new StoryError("A kept outbox holds fewer statements than the story needs.");
  return signed;
};

async function exchangeFiles(
  scene: Exchanging,
  handovers: readonly Handover[],
): Promise<Pick<Exchanged, "versions" | "deliveries" | "receipts">> {
  const { place, clerks } = scene;
  const parties = fileParties(clerks);
  const each = (make: (handover: Handover, index: number) => Promise<SignedStatement>) => () =>
    Promise.all(handovers.map(make));
  const versions = await submit(
    scene,
    "versions",
    each((handover) => declareVersion(place, parties, handover)),
  );
  const deliveries = await submit(
    scene,
    "deliveries",
    each((handover, index) => deliver(place, parties, handover, at(versions, index))),
  );
  const receipts = await submit(
    scene,
    "receipts",
    each((handover, index) => receive(place, parties, handover, at(deliveries, index))),
  );
  return { versions, deliveries, receipts };
}

async function exchangeReplies(
  scene: Exchanging,
  { replies: shared }: SharedAll,
): Promise<Pick<Exchanged, "replies" | "replyDeliveries" | "reconciliation">> {
  const { place, clerks, paths } = scene;
  const parties = replyParties(clerks);
  const replies = repliesIn(join(paths.demo, "data", "replies.ndjson"));
  const versions = await submit(scene, "reply-version", async () => [
    await declareReplies(place, parties, shared, replies),
  ]);
  const replyDeliveries = await submit(scene, "reply-deliveries", () =>
    deliverReplies(place, parties, shared, at(versions, 0), replies),
  );
  const [reconciliation] = await submit(scene, "reconciliation", async () => [
    await reconcile(place, parties, shared, replyDeliveries),
  ]);
  if (!reconciliation) throw new StoryError("The kept outbox holds no reconciliation.");
  return { replies, replyDeliveries, reconciliation };
}

/** Versions, deliveries and receipts of the files; then the interface's replies, and their count. */
export async function exchange(
  say: Narrator,
  scene: Exchanging,
  shared: SharedAll,
): Promise<Exchanged> {
  say.scene({ zh: "交付与签收", en: "Delivery and receipt" });
  const files = await exchangeFiles(scene, shared.handovers);
  say.fact({
    zh: `${String(files.deliveries.length)} 个文件：数据版本、交付、签收，各由本席位签名；接收方自行重算摘要`,
    en: `${String(files.deliveries.length)} files: version, delivery, receipt, each signed by its own seat; the recipient computed the digest itself`,
  });
  for (const { statement } of files.receipts) {
    if (statement.type === "suyuan/receipt@1" && statement.result === "accepted") continue;
    throw new StoryError(
      `Receipt ${statementId(statement)} does not say that the file was accepted.`,
    );
  }
  const before = Date.now();
  const answered = await exchangeReplies(scene, shared);
  const seconds = ((Date.now() - before) / 1_000).toFixed(1);
  const count = String(answered.replyDeliveries.length);
  say.fact({
    zh: `${count} 次接口应答按批签名交付，双方对账一致（${seconds} 秒）`,
    en: `${count} interface replies delivered, signed in batches, and reconciled by both sides (${seconds} s)`,
  });
  return { ...files, ...answered };
}
