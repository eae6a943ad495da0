// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { Nonces } from "./nonces.ts";

const NOW = 1_800_000_000;
const LIFE = 300;

describe("a nonce", () => {
  it("is of letters and digits, as EIP-4361 wants it, and another one each time", () => {
    const nonces = new Nonces();
    const given = Array.from({ length: 100 }, () => nonces.issue(NOW).nonce);
    for (const nonce of given) expect(nonce).toMatch(/^[A-Za-z0-9]{8,}$/);
    expect(new Set(given).size).toBe(100);
  });

  it("holds until its end, and not then", () => {
    const nonces = new Nonces();
    const { nonce, expires } = nonces.issue(NOW);
    expect(expires).toBe(NOW + LIFE);
    expect(nonces.holds(nonce, NOW)).toBe(true);
    expect(nonces.holds(nonce, expires - 1)).toBe(true);
    expect(nonces.holds(nonce, expires)).toBe(false);
  });

  it("is used once", () => {
    const nonces = new Nonces();
    const { nonce } = nonces.issue(NOW);
    expect(nonces.use(nonce, NOW)).toBe(true);
    expect(nonces.use(nonce, NOW)).toBe(false);
    expect(nonces.holds(nonce, NOW + 1)).toBe(false);
    expect(nonces.use(nonces.issue(NOW).nonce, NOW)).toBe(true);
  });

  it("stays used while clocks go back and forth", () => {
    const nonces = new Nonces();
    const { nonce } = nonces.issue(NOW);
    expect(nonces.use(nonce, NOW + LIFE - 1)).toBe(true);
    nonces.use(nonces.issue(NOW + LIFE).nonce, NOW + LIFE);
    expect(nonces.use(nonce, NOW)).toBe(false);
    const late = nonces.issue(NOW + 10_000).nonce;
    expect(nonces.holds(late, NOW)).toBe(false);
  });

  it("is worth nothing with any character changed", () => {
    const nonces = new Nonces();
    const { nonce } = nonces.issue(NOW);
    for (let place = 0; place < nonce.length; place++) {
      const other = nonce[place] === "0" ? "1" : "0";
      const changed = nonce.slice(0, place) + other + nonce.slice(place + 1);
      expect(nonces.holds(changed, NOW), changed).toBe(false);
    }
  });

  it.each(["", "0", "g".repeat(76), "0".repeat(75), "0".repeat(77)])(
    "is worth nothing as %j, and of another gateway neither",
    (text) => {
      const nonces = new Nonces();
      expect(nonces.holds(text, NOW)).toBe(false);
      expect(nonces.holds(new Nonces().issue(NOW).nonce, NOW)).toBe(false);
    },
  );
});
