// SPDX-License-Identifier: Apache-2.0
// The whole story, as `npm start` tells it, on four validators whose clock begins two months back; from the present on
// they are ordinary ones. Two months of working days, notices and votes pass in minutes, by the rules of the chain.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { suyuan } from "@suyuan/cli/testing";
import type { Hex, Policy } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { cliquePolicy, strangers } from "../support/clique.ts";
import { need } from "../support/needs.ts";
import { type Ended, ended, freePort, killedAt, startStory } from "../support/story.ts";
import {
  answerOf,
  geth,
  headAt,
  startValidators,
  type TestNetwork,
} from "../support/validators.ts";

const moved = need("geth-moved-clock");
const missing = geth.missing || moved.missing;
const COUNT = 4;
const PAST_DAYS = 60;
const DAY_S = 86_400;
const STORY_TIMEOUT_MS = 1_500_000;
const UNTRUSTED = 12;
const PAUSE_MS = 300;
const isDeep = process.env["SUYUAN_DEEP"] === "1";
/** What the story says before it is killed: in the past, and at the present. */
const KILLS = isDeep ? ["the registrar returns it once", "5000 interface replies delivered"] : [];

const HONEST = /^(?!attack).*\.(?:evidence|history|right)\.json$/u;

/** The last line of a batch's answer. */
interface Batch {
  readonly summary: { readonly files: number; readonly exit: number };
}

const now = (): number => Math.floor(Date.now() / 1_000);

describe.skipIf(missing)(`the story on four validators ${moved.label}`, () => {
  let folder: string;
  let network: TestNetwork;
  let told: Ended;
  let begun: number;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "suyuan-told-"));
    begun = now();
    network = await startValidators(COUNT, ["--past", String(PAST_DAYS)]);
    const place = ["--network", network.directory, "--dir", join(folder, "state")];
    const args = [...place, `--gateway-port=${String(await freePort())}`];
    for (const words of KILLS) await killedAt(startStory(args), words);
    told = await ended(startStory(["--exit", ...args]));
  }, STORY_TIMEOUT_MS);
  afterAll(async () => {
    await network.stop();
    await rm(folder, { recursive: true });
  });

  it(isDeep ? "is told to its end, though it was killed" : "is told to its end", () => {
    expect(told.output.includes("goes on with")).toBe(isDeep);
    expect(told.output).toContain("every step held, every attack was refused");
    expect(told.status).toBe(0);
  });

  it("began two months back, and is at the present", async () => {
    const [first, last] = [await headAt(network.rpcUrl, 1), await headAt(network.rpcUrl)];
    expect(Math.abs(first.time - (begun - PAST_DAYS * DAY_S))).toBeLessThan(DAY_S);
    expect(last.time).toBeLessThanOrEqual(now());
    expect(last.time).toBeGreaterThan(begun);
  });

  it("goes on with ordinary validators, and one that has nothing takes every block of it", async () => {
    const versions = await Promise.all(
      network.rpcUrls.map(async (url) => answerOf(url, "web3_clientVersion", [])),
    );
    for (const version of versions) expect(version).toContain("/v1.13.15-stable/");
    await network.tell("stop", "4");
    await network.tell("wipe", "4");
    const { number } = await headAt(network.rpcUrl);
    await network.tell("start", "4");
    const [, , , fourth = ""] = network.rpcUrls;
    while ((await headAt(fourth)).number < number + COUNT) await sleep(PAUSE_MS);
    // The newest blocks may still be changed for others.
    const settled = number - COUNT;
    expect((await headAt(fourth, settled)).hash).toBe((await headAt(network.rpcUrl, settled)).hash);
  });

  it("cannot be begun on them any more", async () => {
    const args = ["--exit", "--network", network.directory, "--dir", join(folder, "late")];
    const late = await ended(startStory([...args, `--gateway-port=${String(await freePort())}`]));
    expect(late.status).toBe(1);
    expect(late.output).toContain(`npm run network -- init --past ${String(PAST_DAYS)}`);
  });

  it("leaves evidence that these validators' seals prove, when they are no more", async () => {
    const signers = (await network.status()).validators.map(({ address }) => address as Hex);
    await network.stop();
    const demo = join(folder, "state/demo");
    const policy = JSON.parse(readFileSync(join(demo, "policy.json"), "utf8")) as Policy;
    expect(policy).toEqual(cliquePolicy(policy, [{ from: 0, validators: signers }]));
    const others = join(folder, "others.json");
    const foreign = cliquePolicy(policy, [{ from: 0, validators: strangers(signers) }]);
    writeFileSync(others, JSON.stringify(foreign));
    const honest = readdirSync(demo).filter((name) => HONEST.test(name));
    const list = join(folder, "honest.txt");
    writeFileSync(list, honest.map((name) => `${join(demo, name)}\n`).join(""));
    const under = async (path: string) => {
      const { stdout } = await suyuan(["verify", "--batch", list, "--policy", path]);
      const { summary } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Batch;
      return summary;
    };
    expect(honest.length).toBeGreaterThan(70);
    expect(await under(join(demo, "policy.json"))).toMatchObject({
      ...{ files: honest.length, exit: 0, exits: { 0: honest.length } },
    });
    expect(await under(others)).toMatchObject({
      ...{ exit: UNTRUSTED, exits: { 0: 0, [UNTRUSTED]: honest.length } },
    });
  });
});
