// SPDX-License-Identifier: Apache-2.0
import { ChainError } from "@suyuan/chain";
import { describe, expect, it, vi } from "vitest";

import { requireFacts, requireRefusal, take } from "./checks.ts";
import { Memory, StoryError } from "./memory.ts";

const DONE = { events: [{ name: "Done", args: { id: 1 } }], time: 0 };
const trace = { event: "Done", match: { id: 1 } };

describe("requireFacts", () => {
  it("looks at what is expected only", () => {
    requireFacts("asset", { state: 2, holder: 7 }, { state: 2 });
    requireFacts("asset", { list: [1, 2] }, { list: [1, 2] });
  });

  it.each([
    ["differs", { state: 1 }],
    ["is of another type", { state: "2" }],
    ["is not there", {}],
  ])("throws when a fact %s", (_, facts) => {
    expect(() => {
      requireFacts("asset", facts, { state: 2 });
    }).toThrow(StoryError);
  });
});

describe("requireRefusal", () => {
  const refusal = (name: string) =>
    Promise.reject(new ChainError("reverted", name, { revert: { name, values: {}, data: "0x" } }));

  it("is content with the refusal that it names", async () => {
    await expect(requireRefusal("A__No", () => refusal("A__No"))).resolves.toBeUndefined();
  });

  it.each([
    ["is refused for another reason", () => refusal("A__Other")],
    ["fails otherwise", () => Promise.reject(new Error("the node is away"))],
    ["is carried out", () => Promise.resolve(DONE)],
  ])("throws when the act %s", async (_, attempt) => {
    await expect(requireRefusal("A__No", attempt)).rejects.toThrow(StoryError);
  });
});

describe("take", () => {
  it("checks and acts once", async () => {
    const memory = new Memory();
    const before = vi.fn(() => Promise.resolve());
    const act = vi.fn(() => Promise.resolve(DONE));
    expect(await take(memory, { trace, before, act })).toEqual({ id: 1 });
    expect(await take(memory, { trace, before, act })).toEqual({ id: 1 });
    expect(before).toHaveBeenCalledOnce();
    expect(act).toHaveBeenCalledOnce();
  });

  it("does not act when a check fails", async () => {
    const act = vi.fn(() => Promise.resolve(DONE));
    const before = () => Promise.reject(new StoryError("no"));
    await expect(take(new Memory(), { trace, before, act })).rejects.toThrow("no");
    expect(act).not.toHaveBeenCalled();
  });
});
