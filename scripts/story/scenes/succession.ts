// SPDX-License-Identifier: Apache-2.0
// Certificates and evidence across a merger and a split: what was true before stays proven, what comes after is
// signed by the successor.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { type Hex, statementId } from "@suyuan/proof";
import { GatewayError, type GatewayClient, type SignedStatement } from "@suyuan/sdk";

import type { OrganizationKey } from "../cast.ts";
import { requireFacts } from "../checks.ts";
import { deliver, type Handover } from "../exchange.ts";
import { readJson, writeJson, writeWhole } from "../files.ts";
import { StoryError } from "../memory.ts";
import { isolation, verifyOffline } from "../offline.ts";
import { settledSince } from "../proven.ts";
import type { Narrator, Words } from "../say.ts";
import { anchored } from "./evidence.ts";
import { type Exchanging, submit } from "./exchange.ts";
import { reorganize, type Succession } from "./merger.ts";
import type { Trial } from "./verify.ts";

const BEFORE = "succession.json";

const NAMES = {
  right: { zh: "权利证书", en: "certificates of rights" },
  again: { zh: "合并后重取的旧交付", en: "an old delivery, asked for after the merger" },
  successor: { zh: "继受者依原授权的交付", en: "the successor's delivery under the old grant" },
  history: { zh: "跨越合并的完整历史", en: "a complete history across the merger" },
  forged: { zh: "攻击六：证书改写持有人", en: "attack 6: a certificate with another holder" },
} satisfies Record<string, Words>;

/** What the scene works with. */
export interface Succeeding extends Exchanging, Omit<Succession, "assets" | "grant"> {
  readonly handovers: readonly Handover[];
  readonly versions: readonly SignedStatement[];
  readonly deliveries: readonly SignedStatement[];
}

/** A right whose certificate is asked for before and after, and who must hold it then. */
interface Certified {
  readonly name: string;
  readonly right: Hex;
  readonly before: OrganizationKey;
  readonly after: OrganizationKey;
}

async function certified({ law, rights }: Succeeding, asset: Hex): Promise<readonly Certified[]> {
  const { holdingRight } = await law.client.affairs(asset);
  return [
    { name: "merged", right: holdingRight, before: "statistics", after: "survey" },
    { name: "split", right: rights.holding, before: "housing", after: "buildings" },
    { name: "operating", right: rights.operating, before: "company", after: "company" },
  ];
}

/** Writes a certificate unless it lies there, and holds it against who must be named. @returns its file's name */
async function certificate(
  { gateway, law, paths }: Succeeding,
  file: string,
  [right, holder, at]: readonly [right: Hex, holder: OrganizationKey, at?: number],
): Promise<string> {
  const name = `${file}.right.json`;
  const path = join(paths.demo, name);
  const text = existsSync(path)
    ? readFileSync(path, "utf8")
    : await gateway.getCertificate(right, at);
  const organization = law.founded.organizations[holder];
  requireFacts(name, JSON.parse(text) as object, { right, organization });
  if (!existsSync(path)) writeWhole(path, text);
  return name;
}

/** The moment before the merger, as it was when this scene began first. */
async function momentBefore({ gateway, paths }: Succeeding): Promise<number> {
  const path = join(paths.outbox, BEFORE);
  if (readJson(path) === undefined) {
    const { settled } = await gateway.chain();
    writeJson(path, { time: settled.time });
  }
  return (readJson(path) as { time: number }).time;
}

async function requireVerified({ paths }: Succeeding, file: string, data: string): Promise<void> {
  const args = [file, "--policy", "policy.json", "--file", data];
  const { exit, output } = await verifyOffline(isolation(), paths.demo, args);
  if (exit !== 0) throw new StoryError(`${file} does not verify: ${output.slice(0, 400)}`);
}

/** A statement of a seat whose organisation is no more is refused before it gets into the log. */
async function requireNoEntry(
  { law, place }: Succeeding,
  gateway: GatewayClient,
  [handover, version]: readonly [Handover, SignedStatement],
): Promise<void> {
  const { statisticsRegistrant: registrant, civilHead: recipient } = law.clerks;
  const late = await deliver(place, { registrant, recipient }, handover, version, 3);
  try {
    await gateway.submit(late);
  } catch (cause) {
    if (cause instanceof GatewayError && cause.code === "not-authorised") return;
    throw cause;
  }
  throw new StoryError("The gateway took a delivery of a department that is no more.");
}

/** The successor delivers once more under the grant that its predecessor gave. */
async function deliverAgain(
  scene: Succeeding,
  [handover, version]: readonly [Handover, SignedStatement],
): Promise<string> {
  const { law, gateway, place, paths } = scene;
  const { surveyRegistrant: registrant, civilHead: recipient } = law.clerks;
  const [delivery] = await submit(scene, "successor-delivery", async () => [
    await deliver(place, { registrant, recipient }, handover, version, 2),
  ]);
  if (!delivery) throw new StoryError("The kept outbox holds no delivery of the successor.");
  const id = statementId(delivery.statement);
  await anchored(gateway, id);
  const file = "delivery-successor.evidence.json";
  writeWhole(join(paths.demo, file), await gateway.getEvidence(id));
  return file;
}

/** A certificate that names somebody who never held the right. */
function forge({ law, paths }: Succeeding, from: string): string {
  const genuine = JSON.parse(readFileSync(join(paths.demo, from), "utf8")) as object;
  const file = "attack-certificate.right.json";
  writeJson(join(paths.demo, file), {
    ...genuine,
    organization: law.founded.organizations.market,
  });
  return file;
}

const honest = (name: Words, evidence: string, data?: string): Trial => ({
  ...{ name, evidence, exit: 0 },
  ...(data !== undefined && { data }),
});

/** The delivery that is looked at before and after: its statement, its version, and the data. */
interface Old {
  readonly handover: Handover;
  readonly version: SignedStatement;
  readonly delivery: SignedStatement;
  readonly data: string;
  readonly evidence: string;
}

function oldest({ handovers, versions, deliveries }: Succeeding): Old {
  const [handover, version, delivery] = [handovers[0], versions[0], deliveries[0]];
  if (!handover || !version || !delivery) throw new StoryError("There is no delivery to look at.");
  const { code } = handover.file;
  const data = join("data", `divisions-${code}.csv`);
  return { handover, version, delivery, data, evidence: `delivery-${code}.evidence.json` };
}

/** What can be had after: the successor's delivery, the old one again, and a history across the merger. */
async function collectAfter(scene: Succeeding, old: Old): Promise<Trial[]> {
  const { gateway, paths } = scene;
  const { handover, version, delivery, data, evidence } = old;
  await requireVerified(scene, evidence, data);
  await requireNoEntry(scene, gateway, [handover, version]);
  const successor = await deliverAgain(scene, [handover, version]);
  const again = evidence.replace(".evidence", "-again.evidence");
  writeWhole(join(paths.demo, again), await gateway.getEvidence(statementId(delivery.statement)));
  const history = "asset-after.history.json";
  writeWhole(join(paths.demo, history), await gateway.getHistory("asset", handover.asset));
  return [
    honest(NAMES.again, again, data),
    honest(NAMES.successor, successor, data),
    honest(NAMES.history, history),
  ];
}

/** Merger and split, with what is proven before, after and across them. @returns what the verifier must find */
export async function succeed(say: Narrator, scene: Succeeding): Promise<Trial[]> {
  say.scene({ zh: "合并与分立", en: "A merger and a split" });
  const old = oldest(scene);
  const rights = await certified(scene, old.handover.asset);
  const time = await momentBefore(scene);
  const files: string[] = [];
  for (const { name, right, before } of rights) {
    files.push(await certificate(scene, `${name}-before`, [right, before, time]));
  }
  await requireVerified(scene, old.evidence, old.data);
  say.fact({
    zh: "此前：取得三份权利证书，旧交付证据验证通过",
    en: "before: three certificates of rights, and the old evidence of a delivery verifies",
  });
  const assets = scene.handovers.map(({ asset }) => asset);
  await reorganize(say, { ...scene, assets, grant: old.handover.grant });
  await settledSince(scene, scene.law);
  for (const { name, right, before, after } of rights) {
    files.push(await certificate(scene, `${name}-after`, [right, after]));
    files.push(await certificate(scene, `${name}-then`, [right, before, time]));
  }
  const after = await collectAfter(scene, old);
  say.fact({
    zh: "此后：旧证据仍验证通过；继受者的席位依原授权再交付一次，原席位的交付被网关拒绝；证书写明新持有人，此前时点的持有人仍可证明",
    en: "after: the old evidence still verifies; the successor's seat delivers once more under the old grant, the old seat is refused; certificates name the new holders, and still prove the former ones as of before",
  });
  return [
    ...files.map((file) => honest(NAMES.right, file)),
    ...after,
    {
      ...{ name: NAMES.forged, evidence: forge(scene, "merged-after.right.json") },
      // The nodes prove another holder, and nothing about the one that is named.
      ...{ exit: 10, failing: ["state", "holder"] },
    },
  ];
}
