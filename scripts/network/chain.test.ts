// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { mayBeSealed } from "./chain.ts";

const signers = { "0x0a": {}, "0x0b": {}, "0x0c": {}, "0x0d": {} };

describe("mayBeSealed", () => {
  it("takes a signer that sealed none of the last two of four signers' blocks", () => {
    const recents = { 7: "0x0a", 8: "0x0b", 9: "0x0c" };
    expect(mayBeSealed({ signers, recents }, "0x0a", 10)).toBe(true);
    expect(mayBeSealed({ signers, recents }, "0x0b", 10)).toBe(false);
    expect(mayBeSealed({ signers, recents }, "0x0c", 10)).toBe(false);
    expect(mayBeSealed({ signers, recents }, "0x0d", 10)).toBe(true);
  });
  it("takes nobody else", () => {
    expect(mayBeSealed({ signers, recents: {} }, "0x0e", 1)).toBe(false);
  });
  it("lets two signers take turns, and one seal alone", () => {
    const two = { "0x0a": {}, "0x0b": {} };
    expect(mayBeSealed({ signers: two, recents: { 4: "0x0a" } }, "0x0a", 5)).toBe(false);
    expect(mayBeSealed({ signers: two, recents: { 3: "0x0a" } }, "0x0a", 5)).toBe(true);
    expect(mayBeSealed({ signers: { "0x0a": {} }, recents: { 4: "0x0a" } }, "0x0a", 5)).toBe(true);
  });
});
