// SPDX-License-Identifier: Apache-2.0
// A gateway with a sealed policy, over a chain that validators seal: what it gives out, and what it says
// when others begin to seal. The story runs from top to bottom.
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type ChainInfo, PATHS, pathOf, type Standing } from "@suyuan/api";
import { policyOf as plainPolicy } from "@suyuan/chain";
import {
  decodeHeader,
  type Delivery,
  encodeHeader,
  type Evidence,
  formatVerifierKey,
  type Hex,
  noteSigner,
  parseEvidence,
  type Policy,
  policyFingerprint,
  policyHash,
  signPolicyUpdate,
  toHex,
  verify,
} from "@suyuan/proof";
import { suyuan } from "@suyuan/cli/testing";
import { sealers } from "@suyuan/proof/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anchored, type Exchange, policyOf, startExchange, until } from "../../support/exchange.ts";
import { startGateway } from "../../support/gateway.ts";
import { get, post, submit } from "../../support/http.ts";
import { laySealingWire, type SealingWire } from "../../support/sealing-wire.ts";
import type { Signed } from "../../support/statements.ts";

const FIVE = sealers(5, "wire");
const FOUR = FIVE.slice(0, 4);
const UNTRUSTED = 12;
const OFFICE = noteSigner("office.example", new Uint8Array(32).fill(5));
const addresses = (of: typeof FIVE): Hex[] => of.map(({ address }) => address);
const added = FIVE[4]?.address ?? "0x";

let exchange: Exchange;
let wire: SealingWire;
let first: Policy;
let old: Evidence;

beforeAll(async () => {
  exchange = await startExchange({
    settings: async ({ chain }) => {
      wire = await laySealingWire(chain.rpcUrl, { validators: FOUR });
      return { rpcUrl: wire.url };
    },
  });
});
afterAll(async () => {
  await exchange.stop();
  await wire.close();
});

const infoOf = async (): Promise<ChainInfo["policy"]> => {
  const { json } = await get(exchange.gateway.url + PATHS.chain);
  return (json as unknown as ChainInfo).policy;
};
const codesOf = async (): Promise<string[]> => {
  const { watch } = await infoOf();
  return [watch.state, ...watch.reasons.map(({ code }) => code)];
};
async function evidenceOf({ id }: Signed<Delivery>): Promise<Evidence> {
  await anchored(exchange.gateway, id);
  return until("evidence is given out", async () => {
    const { status, text } = await get(exchange.gateway.url + pathOf("evidence", { id }));
    return status === 200 && parseEvidence(text);
  });
}
async function exchanged(): Promise<Evidence> {
  const one = await exchange.nextDelivery();
  expect((await submit(exchange.gateway, one)).status).toBe(201);
  return evidenceOf(one);
}
async function restarted(settings: object): Promise<void> {
  await exchange.gateway.stop();
  const { config } = exchange.home;
  const before = JSON.parse(await readFile(config, "utf8")) as object;
  await writeFile(config, JSON.stringify({ ...before, ...settings }));
  exchange.gateway = await startGateway(exchange.home);
}
async function written(name: string, json: object): Promise<string> {
  await writeFile(join(dirname(exchange.home.config), name), JSON.stringify(json));
  return name;
}
const standingOf = async (header: string): Promise<Standing> => {
  const { json } = await post(exchange.gateway.url + PATHS.standing, JSON.stringify({ header }));
  return json as unknown as Standing;
};
const fileAt = (name: string): string => join(dirname(exchange.home.config), name);
const told = async (...words: string[]) =>
  suyuan([...words, "--lang", "en"], { SUYUAN_GATEWAY: exchange.gateway.url });
const head = (): Promise<number> => exchange.province.client.blockNumber();

describe("given a gateway without a policy of its own", () => {
  it("says so, and gives out files that no seals are judged of", async () => {
    expect(await infoOf()).toMatchObject({
      ...{ configured: false, kind: "none" },
      watch: { state: "unsealed", reasons: [] },
    });
    old = await exchanged();
    const policy = await policyOf(exchange.gateway);
    expect(verify(old, policy).exit).toBe(0);
    const { deployment } = exchange.province;
    first = {
      ...plainPolicy(deployment, { name: "first", logs: policy.logs }),
      chain: {
        chainId: deployment.chainId,
        consensus: { kind: "qbft", sets: [{ from: 0, validators: addresses(FOUR) }] },
      },
      require: ["seals"],
      authority: { threshold: 1, keys: [formatVerifierKey(OFFICE.key)] },
    };
    expect(verify(old, first)).toMatchObject({ exit: 0, groups: { trust: "ok" } });
  });
});

describe("given one with a sealed policy", () => {
  it("gives out this one, and works by it", async () => {
    await restarted({ policy: await written("first.json", first) });
    expect(await policyOf(exchange.gateway)).toEqual(first);
    await until("the seals were looked at", async () => (await codesOf())[0] === "holds");
    expect(await infoOf()).toMatchObject({
      ...{ configured: true, kind: "qbft", hash: policyHash(first) },
      ...{ fingerprint: policyFingerprint(first), watch: { reasons: [] } },
    });
    const evidence = await exchanged();
    expect(evidence.block.following).toBeUndefined();
    expect(verify(evidence, first).exit).toBe(0);
    expect(exchange.gateway.said()).toBe("");
  });

  it("is refused another policy by name", async () => {
    const other = { ...first, chain: { ...first.chain, chainId: 1 } };
    await expect(restarted({ policy: await written("other.json", other) })).rejects.toMatchObject({
      refused: "policy-foreign",
    });
    await restarted({ policy: "first.json" });
  });
});

describe("given a vote for another validator", () => {
  let from: number;

  it("says that the policy will need an update while evidence verifies", async () => {
    from = (await head()) + 4;
    const vote = { recipient: added, add: true };
    // Two of the three votes that it takes.
    wire.seal((number) => ({
      validators: FOUR,
      ...(number >= from && number < from + 2 && { vote }),
    }));
    await until("the vote is seen", async () => (await codesOf()).includes("vote-under-way"));
    expect(await codesOf()).toEqual(["update-ahead", "vote-under-way"]);
    expect(verify(await exchanged(), first).exit).toBe(0);
    expect(exchange.gateway.said()).toContain('"notice":"policy-update-ahead"');
  });

  it("says that it needs one when others seal", async () => {
    from = (await head()) + 4;
    wire.seal((number) => ({ validators: number >= from ? FIVE : FOUR }));
    await until("the change is seen", async () => (await codesOf())[0] === "update-needed");
    const { watch } = await infoOf();
    expect(watch.reasons[0]).toMatchObject({ code: "validators-differ", block: from });
    expect(watch.validators).toEqual(addresses(FIVE));
    expect(exchange.gateway.said()).toContain('"notice":"policy-update-needed"');
    expect(verify(await exchanged(), first).exit).toBe(UNTRUSTED);
    const status = await told("policy", "status");
    expect([status.status, status.stdout]).toEqual([1, expect.stringContaining(added)]);
    expect(status.stdout).toContain("NEEDS AN UPDATE");
  });

  it("is content with an update that was signed, and gives it to others", async () => {
    const sets = [
      { from: 0, to: from - 1, validators: addresses(FOUR) },
      { from, validators: addresses(FIVE) },
    ];
    const consensus = { kind: "qbft", sets } as const;
    const next: Policy = {
      ...{ ...first, name: "second", supersedes: policyHash(first) },
      chain: { ...first.chain, consensus },
    };
    const update = signPolicyUpdate(next, [OFFICE]);
    await restarted({ policyUpdates: [await written("update.json", update)] });
    expect(await policyOf(exchange.gateway)).toEqual(next);
    const { json } = await get(exchange.gateway.url + PATHS.policyUpdates);
    expect(json).toEqual({ policy: policyHash(next), updates: [update] });
    await until("the seals were looked at", async () => (await codesOf())[0] === "holds");
    expect(verify(await exchanged(), next).exit).toBe(0);
    expect(verify(old, next).exit).toBe(0);
    expect((await told("policy", "status")).status).toBe(0);
    for (const known of [first, next]) {
      const file = fileAt(await written("known.json", known));
      const { status, stdout } = await told("policy", "follow", "--policy", file);
      expect([status, JSON.parse(stdout)]).toEqual([0, next]);
    }
    const foreign = fileAt(await written("known.json", { ...first, name: "another" }));
    const { status, stderr } = await told("policy", "follow", "--policy", foreign);
    expect([status, stderr]).toEqual([2, expect.stringContaining("policy-not-next")]);
  });
});

describe("given evidence whose block the chain lost", () => {
  it("says that it is superseded, by which block, and gives out another one", async () => {
    const { client } = exchange.province;
    const snapshot = await client.rpc("evm_snapshot");
    const one = await exchange.nextDelivery();
    await submit(exchange.gateway, one);
    const before = await evidenceOf(one);
    expect(await standingOf(before.block.header)).toMatchObject({ state: "stands" });
    const lost = (await anchored(exchange.gateway, one.id)).ladder.find(
      ({ step }) => step === "anchored",
    )?.block;
    expect(await client.rpc("evm_revert", [snapshot])).toBe(true);
    // The same transaction in the same second would make the same block again.
    await client.rpc("anvil_setBalance", [added, "0x1"]);
    const standing = await until("it is known", async () => {
      const told = await standingOf(before.block.header);
      return told.state === "superseded" && told;
    });
    expect(standing.by?.number).toBe(standing.number);
    const file = await written("lost.json", before);
    const asked = await told("evidence", "check", fileAt(file));
    expect([asked.status, asked.stdout]).toEqual([1, expect.stringContaining("SUPERSEDED")]);
    expect(toHex(Buffer.from(standing.by?.hash.slice(2) ?? "", "hex"))).not.toBe(lost?.hash);
    const step = await until("it is anchored again", async () => {
      const { ladder } = await anchored(exchange.gateway, one.id);
      const found = ladder.find(({ superseded }) => superseded !== undefined);
      return found?.state === "done" && found;
    });
    expect(step.superseded).toEqual([lost]);
    expect(step.block?.hash).not.toBe(lost?.hash);
    const after = await evidenceOf(one);
    expect(after.block.header).not.toBe(before.block.header);
    expect(await standingOf(after.block.header)).toMatchObject({ state: "stands" });
    const again = await told("evidence", "check", fileAt(await written("again.json", after)));
    expect([again.status, again.stdout]).toEqual([0, expect.stringContaining("stands")]);
    expect(verify(after, await policyOf(exchange.gateway)).exit).toBe(0);
  });

  it("tells apart what is not settled, and what is no header", async () => {
    const { settled } = await standingOf(old.block.header);
    // The node's own header is not the one that validators sealed.
    const { raw } = await exchange.province.client.header(settled.number);
    expect(await standingOf(toHex(raw))).toMatchObject({ state: "superseded", by: settled });
    const ahead = encodeHeader({ ...decodeHeader(raw), number: BigInt(settled.number) + 9_999n });
    const awaited = await standingOf(toHex(ahead));
    expect(awaited).toMatchObject({ state: "awaited", number: settled.number + 9_999 });
    expect(awaited.by).toBeUndefined();
    const bad = await post(exchange.gateway.url + PATHS.standing, '{"header":"0xc0"}');
    expect(bad.json).toMatchObject({ code: "invalid-field", path: "header" });
  });
});
