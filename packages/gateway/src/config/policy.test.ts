// SPDX-License-Identifier: Apache-2.0
// Given a deployment, its policies as files, and offices that sign their updates.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CONTRACT_NAMES, type Deployment, parseDeployment, policyOf } from "@suyuan/chain";
import {
  formatVerifierKey,
  noteSigner,
  type Policy,
  policyHash,
  signPolicyUpdate,
} from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hash } from "../testing/sample.ts";
import { openPolicy } from "./policy.ts";

const ORIGIN = "log.example/one";
const signer = (byte: number, name: string) => noteSigner(name, new Uint8Array(32).fill(byte));
const OFFICE = signer(1, "office.example");
const logKey = formatVerifierKey(signer(2, ORIGIN).key);
const at = (name: string) => ({ address: hash(name).slice(0, 42), codeHash: hash(name) });
const deployment: Deployment = parseDeployment({
  ...{ network: "test", chainId: 7, deploymentId: hash("id"), block: 1 },
  contracts: Object.fromEntries(CONTRACT_NAMES.map((name) => [name, at(name)])),
});
const ground = { deployment, logKey };
const plain = policyOf(deployment, { name: "a", logs: [{ origin: ORIGIN, keys: [logKey] }] });
const validators = [
  at("one").address,
  at("two").address,
].sort() as Policy["contracts"]["exchangeLog"]["address"][];
const sets = [{ from: 0, validators }];
const FIRST: Policy = {
  ...plain,
  chain: { chainId: 7, consensus: { kind: "qbft", sets } },
  authority: { threshold: 1, keys: [formatVerifierKey(OFFICE.key)] },
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-own-policy-"));
});
afterAll(async () => rm(folder, { recursive: true }));

let count = 0;
async function file(json: unknown): Promise<string> {
  const path = join(folder, `${count++}.json`);
  await writeFile(path, JSON.stringify(json));
  return path;
}

interface Asked {
  readonly policy?: unknown;
  readonly updates?: readonly unknown[];
  readonly settledDepth?: number;
}

async function opened({ policy, updates, settledDepth = 0 }: Asked) {
  const settings = {
    ...{ origin: ORIGIN, settledDepth },
    ...(policy !== undefined && { policy: await file(policy) }),
    ...(updates && { policyUpdates: await Promise.all(updates.map(file)) }),
  };
  return openPolicy(settings, ground);
}
const codeOf = async (asked: Asked): Promise<unknown> =>
  opened(asked).then(
    () => undefined,
    (error: unknown) => (error as { code?: unknown }).code,
  );

const update = (before: Policy, name: string, by = OFFICE) =>
  signPolicyUpdate({ ...before, name, supersedes: policyHash(before) }, [by]);

describe("a gateway's own policy", () => {
  it("is none where none is configured", async () => {
    const own = await opened({});
    expect(own).toMatchObject({ configured: false, updates: [] });
    expect(own.policy.chain.consensus).toEqual({ kind: "none" });
    expect(own.policy.logs).toEqual([{ origin: ORIGIN, keys: [logKey] }]);
  });

  it("is the one configured", async () => {
    expect(await opened({ policy: FIRST })).toEqual({
      ...{ policy: FIRST, configured: true, updates: [] },
    });
  });

  it("is the last to which signed updates lead", async () => {
    const second = update(FIRST, "second");
    const third = update(second.policy, "third");
    const own = await opened({ policy: FIRST, updates: [second, third] });
    expect(own).toEqual({ policy: third.policy, configured: true, updates: [second, third] });
    for (const updates of [[third], [third, second], [second, second]])
      expect(await codeOf({ policy: FIRST, updates })).toBe("policy-invalid");
    const stranger = update(FIRST, "second", signer(3, "office.example"));
    expect(await codeOf({ policy: FIRST, updates: [stranger] })).toBe("policy-invalid");
  });

  it("says what is wrong with a file", async () => {
    const { supersedes, ...unplaced } = update(FIRST, "second").policy;
    expect(supersedes).toBeDefined();
    for (const policy of [{ ...FIRST, more: 1 }, update(FIRST, "second"), "{"])
      expect(await codeOf({ policy })).toBe("policy-invalid");
    expect(await codeOf({ policy: FIRST, updates: [unplaced] })).toBe("policy-invalid");
    const absent = { origin: ORIGIN, settledDepth: 0, policy: join(folder, "absent.json") };
    await expect(openPolicy(absent, ground)).rejects.toMatchObject({ code: "policy-invalid" });
  });

  it.each([
    ["chain id", { chain: { ...FIRST.chain, chainId: 8 } }],
    ["log", { logs: [{ origin: "log.example/two", keys: [logKey] }] }],
    ["log key", { logs: [{ origin: ORIGIN, keys: [formatVerifierKey(signer(9, ORIGIN).key)] }] }],
  ])("is refused with another %s", async (_, change) => {
    expect(await codeOf({ policy: { ...FIRST, ...change } })).toBe("policy-foreign");
  });

  it.each(Object.keys(FIRST.contracts) as (keyof Policy["contracts"])[])(
    "is refused with another address or code of %s",
    async (name) => {
      for (const change of [{ address: at("x").address }, { codeHash: hash("x") }]) {
        const contracts = { ...FIRST.contracts, [name]: { ...FIRST.contracts[name], ...change } };
        expect(await codeOf({ policy: { ...FIRST, contracts } })).toBe("policy-foreign");
      }
    },
  );

  it("asks for no more headers than lie on a settled block", async () => {
    const consensus = { kind: "clique", sets, following: 3, signers: 2 } as const;
    const policy = { ...FIRST, chain: { chainId: 7, consensus } };
    expect(await codeOf({ policy, settledDepth: 2 })).toBe("config-invalid");
    expect(await codeOf({ policy, settledDepth: 3 })).toBeUndefined();
  });
});
