// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { LOG_ORIGIN } from "./cast.ts";
import { byGateway } from "./carriers.ts";
import { settledSince } from "./proven.ts";
import type { StoryChain } from "./chain.ts";
import { startChain } from "./chains.ts";
import { clerksOf, placeOf } from "./clerks.ts";
import { doorsAt } from "./doors.ts";
import { writeWhole } from "./files.ts";
import { dateOf, type Law, lawOn } from "./law.ts";
import type { StoryOptions } from "./options.ts";
import { Outbox } from "./outbox.ts";
import { requireFreePorts } from "./ports.ts";
import { seatFile } from "./keyring.ts";
import { Narrator } from "./say.ts";
import { attack } from "./scenes/attacks.ts";
import { conclude } from "./scenes/conclusion.ts";
import { collect } from "./scenes/evidence.ts";
import { exchange } from "./scenes/exchange.ts";
import { contest } from "./scenes/contested.ts";
import { changeRule } from "./scenes/council.ts";
import { decide } from "./scenes/decided.ts";
import { disputeAcrossLevels } from "./scenes/dispute.ts";
import { flood } from "./scenes/flood.ts";
import { healthCode } from "./scenes/health-code.ts";
import { open, type Opened } from "./scenes/opening.ts";
import { park } from "./scenes/parking.ts";
import { layAllOpen, type RegisteredAll } from "./scenes/registration.ts";
import { moveRights, type Rights } from "./scenes/rights.ts";
import { flowBack } from "./scenes/return-flow.ts";
import { shareAll } from "./scenes/sharing.ts";
import { subsidies } from "./scenes/subsidies.ts";
import { succeed } from "./scenes/succession.ts";
import { type Trial, verifyAll } from "./scenes/verify.ts";
import { type Running, startGateway } from "./stage.ts";
import { openState, resetState, type StatePaths } from "./state.ts";
import type { Sharing } from "./sharing.ts";

const SALT_BYTES = 32;

/** What runs, newest last, so that it can be stopped in the opposite order. */
class Stage {
  readonly #running: Running[] = [];

  add<T extends Running>(running: T): T {
    this.#running.push(running);
    return running;
  }

  async clear(): Promise<void> {
    for (let last = this.#running.pop(); last; last = this.#running.pop()) await last.stop();
  }
}

function saltIn(paths: StatePaths): Uint8Array {
  const path = join(paths.outbox, "salt");
  if (!existsSync(path)) writeWhole(path, randomBytes(SALT_BYTES));
  return readFileSync(path);
}

async function startChainFor(
  say: Narrator,
  stage: Stage,
  paths: StatePaths,
  options: StoryOptions,
): Promise<StoryChain> {
  say.scene({ zh: "链", en: "The chain" });
  const chain = stage.add(await startChain(paths, options));
  const date = dateOf(await chain.clock.now());
  say.fact({ zh: `${chain.rpcUrl}，链上时间 ${date}`, en: `${chain.rpcUrl}, its time is ${date}` });
  return chain;
}

/** Starts the gateway. @returns its address */
async function gatewayFor(
  stage: Stage,
  paths: StatePaths,
  options: StoryOptions,
  { chain, keys, founded }: Opened,
): Promise<string> {
  const seat = founded.seats.centreOperator;
  const setting = { chain, keys, operatorSeat: seat };
  const { url } = stage.add(await startGateway(paths, options, setting));
  return url;
}

/** What happened before the present: registrations, rights, and a rule. */
async function past(
  say: Narrator,
  law: Law,
  paths: StatePaths,
): Promise<{
  readonly registered: RegisteredAll;
  readonly rights: Rights;
}> {
  const contested = await contest(say, law);
  const laidOpen = await layAllOpen(say, law, paths);
  const registered = await decide(say, law, contested, laidOpen);
  const rights = await moveRights(say, law, contested.asset);
  const [first] = registered.files;
  await changeRule(say, law, first?.asset ?? contested.asset);
  const { local } = registered;
  await park(say, law, local.parking);
  const late = await flood(say, law, local.flood);
  await healthCode(say, law, local.health);
  await disputeAcrossLevels(say, law, late);
  return { registered, rights };
}

/** The exchange at the present, attacks on it, and what becomes of it when departments end. */
async function present(
  say: Narrator,
  {
    law,
    opened,
    paths,
  }: { readonly law: Law; readonly opened: Opened; readonly paths: StatePaths },
  url: string,
  { registered, rights }: Awaited<ReturnType<typeof past>>,
): Promise<Trial[]> {
  const doors = doorsAt(url, opened.founded, opened.keys);
  const carry = byGateway(doors);
  // The centre may read everything that is in its own log.
  const gateway = doors.of(opened.keys.seats.centreOperator);
  const clerks = clerksOf(carry, opened.founded, opened.keys);
  const { time: now } = await opened.client.block();
  const direct: Sharing = { memory: opened.memory, clerks: law.clerks, salt: law.salt, now };
  const sharing: Sharing = { ...direct, clerks };
  const shared = await shareAll(say, { direct, relayed: sharing }, paths, registered);
  await settledSince({ gateway }, law);
  const place = placeOf(opened.deployment, LOG_ORIGIN);
  const exchanging = { gateway, doors, outbox: new Outbox(paths.outbox), place, clerks, paths };
  const exchanged = await exchange(say, exchanging, shared);
  const exhibits = await collect(say, gateway, paths, shared, exchanged);
  const relayed: Law = { ...law, carry, clerks };
  const departments = { law, relayed, exchanging };
  await subsidies(say, departments, registered.local.subsidies);
  await flowBack(say, departments, registered.local.residents);
  const attacks = await attack(say, { opened, sharing, paths, shared, exchanged });
  const { handovers } = shared;
  const { versions, deliveries } = exchanged;
  const succeeding = { ...exchanging, law, carry, rights, handovers, versions, deliveries };
  const successions = await succeed(say, succeeding);
  const honest = exhibits.map((exhibit) => ({ ...exhibit, exit: 0 }));
  return [...honest, ...successions, ...attacks];
}

/** Everything that needs chain and gateway; what it leaves to be verified. */
async function live(
  say: Narrator,
  stage: Stage,
  paths: StatePaths,
  options: StoryOptions,
): Promise<{ readonly opened: Opened; readonly trials: readonly Trial[] }> {
  const chain = await startChainFor(say, stage, paths, options);
  const opened = await open(say, paths, chain);
  const law = lawOn(opened, chain.clock, saltIn(paths));
  const before = await past(say, law, paths);
  await chain.reachPresent(opened.client);
  const url = await gatewayFor(stage, paths, options, opened);
  return { opened, trials: await present(say, { law, opened, paths }, url, before) };
}

/** Serves until Ctrl-C. */
async function serve(
  say: Narrator,
  stage: Stage,
  paths: StatePaths,
  options: StoryOptions,
  opened: Opened,
): Promise<void> {
  const chain = stage.add(await startChain(paths, options));
  await chain.reachPresent(opened.client);
  const url = await gatewayFor(stage, paths, options, { ...opened, chain });
  const seat = opened.founded.seats.civilHead;
  const key = opened.keys.pathOf(seatFile("civilHead"));
  const token = join(paths.root, "civil.token");
  say.line();
  say.line(
    say.language === "zh"
      ? `网关在 ${url} 提供服务，接口说明见 ${url}/v1/openapi.json，验证页面在 ${url}/verify。按 Ctrl-C 结束。`
      : `The gateway serves at ${url}, its interface at ${url}/v1/openapi.json, the verify page at ${url}/verify. Ctrl-C ends it.`,
  );
  say.line(
    say.language === "zh"
      ? "读取须先登录，例如以民政厅的席位登录，再看它的待办："
      : "Whoever reads signs in first, for example from civil affairs, and sees what there is to do:",
  );
  say.line(
    `   SUYUAN_PASSPHRASE=$(cat ${join(paths.keys, "passphrase")}) npx suyuan sign-in ` +
      `--gateway ${url} --key ${key} --seat ${String(seat)} --out ${token}`,
  );
  say.line(`   npx suyuan inbox ${String(seat)} --gateway ${url} --token-file ${token}`);
  const { promise, resolve } = Promise.withResolvers<undefined>();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      resolve(undefined);
    });
  }
  await promise;
}

/**
 * Tells the story.
 * @returns the exit status: 0 only if every step and every expected refusal happened
 */
export async function tell(options: StoryOptions): Promise<number> {
  const say = new Narrator(options.language);
  if (options.reset) resetState(options.directory);
  const own = { port: options.chainPort, option: "chain-port", use: "chain" };
  await requireFreePorts([
    ...(options.network === undefined ? [own] : []),
    { port: options.gatewayPort, option: "gateway-port", use: "gateway" },
  ]);
  const { paths, kept } = openState(options.directory, options.network);
  say.line(say.language === "zh" ? "溯源 · 示例省的故事" : "Suyuan · a story of Shili Province");
  if (kept) say.note({ zh: `接续 ${paths.root}`, en: `goes on with ${paths.root}` });
  const stage = new Stage();
  const interrupted = () => void stage.clear().then(() => process.exit(130));
  process.once("SIGINT", interrupted);
  try {
    const { opened, trials } = await live(say, stage, paths, options);
    await stage.clear();
    const outcomes = await verifyAll(say, paths, options, trials);
    const good = conclude(say, paths, outcomes);
    process.off("SIGINT", interrupted);
    if (good && !options.exit) await serve(say, stage, paths, options, opened);
    return good ? 0 : 1;
  } finally {
    await stage.clear();
  }
}
