// SPDX-License-Identifier: Apache-2.0
// Policies in the hands of a person: taken, kept, renewed by updates, and updates that are refused.
import {
  CONTRACT_NAMES,
  formatVerifierKey,
  noteSigner,
  type Policy,
  policyFingerprint,
  policyHash,
  type PolicyUpdate,
  readPolicy,
  signPolicyUpdate,
} from "@suyuan/proof";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";

import { App } from "./app.ts";
import { type Keeper, keptPolicy } from "./kept.ts";
import type { State } from "./model.ts";

const OFFICE = noteSigner("office.example", new Uint8Array(32).fill(31));
const STRANGER = noteSigner("office.example", new Uint8Array(32).fill(32));
const authority = { threshold: 1, keys: [formatVerifierKey(OFFICE.key)] };
const LOG = noteSigner("log.example/exchange", new Uint8Array(32).fill(33));
const h = (byte: string, bytes: number): string => `0x${byte.repeat(bytes)}`;
const contracts = CONTRACT_NAMES.map((name, place) => {
  const byte = `1${place}`;
  return [name, { address: h(byte, 20), codeHash: h(byte, 32) }] as const;
});
const first = readPolicy({
  ...{ type: "suyuan/policy@1", name: "first", chain: { chainId: 7, consensus: { kind: "none" } } },
  contracts: Object.fromEntries(contracts),
  logs: [{ origin: LOG.key.name, keys: [formatVerifierKey(LOG.key)] }],
  ...{ witnesses: { threshold: 0, keys: [] }, require: [], authority },
});

const draft = (before: Policy, name: string, more: Partial<Policy> = {}): Policy => ({
  ...before,
  ...{ name, supersedes: policyHash(before) },
  ...more,
});
const update = (before: Policy, name: string, more?: Partial<Policy>): PolicyUpdate =>
  signPolicyUpdate(draft(before, name, more), [OFFICE]);
const second = update(first, "second");
const third = update(second.policy, "third");

const file = (name: string, value: unknown): File => new File([JSON.stringify(value)], name);
const FILES = {
  first: file("first.json", first),
  second: file("second.json", second),
  third: file("third.json", third),
} as const;

function working(): Keeper {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
}

let shown: State;
let keeper: Keeper;
let app: App;
const screen = { show: (state: State) => void (shown = state), progress: () => undefined };
const opened = (): App => {
  const made = new App(screen, keeper, "en");
  made.start();
  return made;
};
const nameNow = (): string | undefined => shown.policy?.policy.name;
const faultNow = (): string | undefined => shown.faults.policy?.code;

beforeEach(() => {
  keeper = working();
  app = opened();
});

describe("given a policy and updates of it", () => {
  it("follows them, in whatever order and however many at a time they come", async () => {
    const all = Object.values(FILES);
    const orders = fc.shuffledSubarray(all, { minLength: 3 });
    await fc.assert(
      fc.asyncProperty(orders, async (files) => {
        app = opened();
        await app.take(files);
        expect([nameNow(), faultNow()]).toEqual(["third", undefined]);
        expect(shown.policy?.fingerprint).toBe(policyFingerprint(third.policy));
        expect(shown.policy?.followed).toEqual({ count: 2, from: policyFingerprint(first) });
      }),
      { numRuns: 6 },
    );
    app = opened();
    for (const one of all) await app.take([one], "policy");
    expect(nameNow()).toBe("third");
  });

  it("takes what a gateway gives out, and says when nothing in it is new", async () => {
    const given = file("updates.json", {
      policy: policyHash(third.policy),
      updates: [second, third],
    });
    await app.take([FILES.first, given]);
    expect(nameNow()).toBe("third");
    await app.take([given]);
    expect([nameNow(), faultNow(), shown.policy?.followed?.count]).toEqual(["third", undefined, 0]);
    await app.take([file("updates.json", { policy: policyHash(first), updates: [] })], "policy");
    expect([nameNow(), faultNow()]).toEqual(["third", undefined]);
  });

  it("keeps the new one in the place of one that was kept, and only then", async () => {
    await app.take([FILES.first]);
    await app.take([FILES.second]);
    expect([shown.policy?.kept, keptPolicy(keeper)]).toEqual([false, undefined]);
    app.keep();
    await app.take([FILES.third]);
    expect(shown.policy?.kept).toBe(true);
    app = opened();
    expect([nameNow(), shown.policy?.kept]).toEqual(["third", true]);
    await app.take([FILES.first]);
    await app.take([FILES.second]);
    app = opened();
    expect(nameNow()).toBe("third");
  });

  it("says that a new one is not kept where the browser no longer keeps", async () => {
    await app.take([FILES.first]);
    app.keep();
    keeper.setItem = () => {
      throw new Error("full");
    };
    await app.take([FILES.second]);
    expect([nameNow(), shown.policy?.kept, shown.keepsNothing]).toEqual(["second", false, true]);
  });
});

describe("given an update that must not be followed", () => {
  const { chain } = first;
  const elsewhere = { chain: { ...chain, chainId: chain.chainId + 1 } };
  const { authority: _, ...last } = draft(first, "last");
  const ended = signPolicyUpdate(last, [OFFICE]);

  it.each([
    ["a second one of the same policy", [first, second], update(first, "fork"), "policy-forked"],
    ["two of one policy", [first], { updates: [second, update(first, "fork")] }, "policy-forked"],
    ["one of another policy", [first], update(ended.policy, "foreign"), "policy-not-next"],
    ["one with another left out before it", [first], third, "policy-not-next"],
    ["one for another chain", [first], update(first, "far", elsewhere), "policy-of-other-chain"],
    [
      "one that a stranger signed",
      [first],
      signPolicyUpdate(draft(first, "strange"), [STRANGER]),
      "note-not-signed",
    ],
    [
      "one that was changed after it was signed",
      [first],
      { ...second, policy: draft(first, "changed") },
      "policy-undersigned",
    ],
    [
      "one whose signature is false",
      [first],
      {
        ...second,
        note: second.note.replace(/.(?=.{20}\n$)/u, (one) => (one === "A" ? "B" : "A")),
      },
      "note-signature-wrong",
    ],
    ["one after the last", [first, ended], update(ended.policy, "more"), "policy-not-updatable"],
    ["one that is not whole", [first], { ...second, note: 7 }, "not-readable"],
    ["one where no policy is", [], second, "update-alone"],
  ])("holds on to the policy before: %s", async (_what, before, given, code) => {
    for (const one of before) await app.take([file("before.json", one)], "policy");
    const held = shown.policy?.policy;
    expect(faultNow()).toBeUndefined();
    await app.take([file("update.json", given)]);
    expect(faultNow()).toBe(code);
    expect(shown.policy?.policy).toEqual(held);
  });

  it("follows none of several where one fails", async () => {
    await app.take([FILES.first, FILES.second, file("b.json", update(first, "fork"))]);
    expect([nameNow(), faultNow()]).toEqual([undefined, "policy-forked"]);
    await app.take([FILES.first]);
    expect([nameNow(), faultNow()]).toEqual(["first", undefined]);
  });

  it("forgets the fault with the next file, and a policy with one that cannot be read", async () => {
    await app.take([FILES.first]);
    await app.take([FILES.third]);
    await app.take([FILES.second]);
    expect([nameNow(), faultNow()]).toEqual(["second", undefined]);
    await app.take([new File(["{"], "policy.json")], "policy");
    expect([nameNow(), faultNow()]).toEqual([undefined, "not-readable"]);
  });
});
