// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { FAILURE_CODES } from "./failure.ts";

const PAGE = new URL("../../../docs/operations.md", import.meta.url);

describe("the codes of refusals", () => {
  it("are those that the documentation explains", () => {
    const [, after = ""] = readFileSync(PAGE, "utf8").split("### Refusals of the command\n");
    const [section = ""] = after.split("\n#");
    const told = [...section.matchAll(/^\| `([a-z-]+)`/gmu)].map(([, code]) => code);
    expect(told).toEqual([...FAILURE_CODES]);
  });
});
