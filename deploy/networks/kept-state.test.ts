// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { keepState, KeptStateError, restoreState } from "./kept-state.ts";

describe("the chain's kept state", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "suyuan-kept-"));
    file = join(folder, "state.json");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const keep = async (state: string) => {
    writeFileSync(file, state);
    const end = keepState(file, 5);
    await sleep(20);
    end();
  };

  it("is restored from its copy when it was cut", async () => {
    await keep('{"block":7}');
    writeFileSync(file, '{"blo');
    restoreState(file);
    expect(readFileSync(file, "utf8")).toBe('{"block":7}');
  });

  it("is left alone when it is whole", async () => {
    await keep('{"block":7}');
    writeFileSync(file, '{"block":8}');
    restoreState(file);
    expect(readFileSync(file, "utf8")).toBe('{"block":8}');
  });

  it("is never copied while it is cut", async () => {
    await keep('{"block":7}');
    await keep('{"blo');
    restoreState(file);
    expect(readFileSync(file, "utf8")).toBe('{"block":7}');
  });

  it("is refused, and left as it is, when it was cut and has no copy", () => {
    writeFileSync(file, '{"blo');
    expect(() => {
      restoreState(file);
    }).toThrow(KeptStateError);
    expect(readFileSync(file, "utf8")).toBe('{"blo');
  });

  it("begins anew where there is none", () => {
    restoreState(file);
    expect(existsSync(file)).toBe(false);
  });
});
