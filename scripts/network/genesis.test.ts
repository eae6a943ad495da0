// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { genesisOf } from "./genesis.ts";

const FIRST = `0x${"0b".repeat(20)}`;
const SECOND = `0x${"a0".repeat(20)}`;

describe("genesisOf", () => {
  it("lists the signers in ascending order between vanity and an empty seal (EIP-225)", () => {
    const { extraData } = genesisOf([SECOND, FIRST], 1) as { extraData: string };
    const bytes = extraData.slice(2);
    expect(bytes).toHaveLength(2 * (32 + 2 * 20 + 65));
    expect(bytes.slice(64, 64 + 80)).toBe("0b".repeat(20) + "a0".repeat(20));
    expect(bytes.slice(0, 64) + bytes.slice(144)).toMatch(/^0+$/u);
  });
  it("has no fees, no funds, and no rules after London's", () => {
    const genesis = genesisOf([FIRST], 0x1234);
    expect(genesis).toMatchObject({ baseFeePerGas: "0x0", alloc: {}, timestamp: "0x1234" });
    const { config } = genesis as { config: Record<string, unknown> };
    expect(config["londonBlock"]).toBe(0);
    expect(Object.keys(config).join()).not.toMatch(/shanghai|cancun|terminal/iu);
    expect(config["clique"]).toEqual({ period: 1, epoch: 30_000 });
  });
});
