// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { PROOF_ERROR_CODES, ProofError } from "./errors.ts";

describe("PROOF_ERROR_CODES", () => {
  it("names each code once, in kebab case", () => {
    expect(new Set(PROOF_ERROR_CODES).size).toBe(PROOF_ERROR_CODES.length);
    for (const code of PROOF_ERROR_CODES) expect(code).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  });
});

describe("ProofError", () => {
  it("keeps the code, the cause and the path", () => {
    const cause = new Error("below");
    const error = new ProofError("malformed", "unreadable", { cause, path: "log.origin" });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "ProofError",
      code: "malformed",
      message: "unreadable",
      cause,
      path: "log.origin",
    });
  });

  it("has no path and no cause when none is given", () => {
    const error = new ProofError("malformed", "unreadable");
    expect("path" in error).toBe(false);
    expect("cause" in error).toBe(false);
  });
});
