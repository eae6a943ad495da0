// SPDX-License-Identifier: Apache-2.0
// Unified social credit codes whose check characters are found by trying and judged by the npm package `stdnum`:
// neither the contract nor our library has a part in them.
import { stdnum } from "stdnum";

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/**
 * The valid code of a government organ of the fictional province, by a number from 0.
 *
 * One body in 31 has the check character 0, which `stdnum` 1.12 refuses (it looks for the character after the
 * last): such bodies are passed over here, and judged by the congruence in UnifiedCode.t.sol.
 */
export function unifiedCode(number: number): string {
  let left = number;
  for (let serial = 1; ; serial++) {
    const code = withCheck(`11990000${String(serial).padStart(9, "0")}`);
    if (code !== undefined && left-- === 0) return code;
  }
}

/** Completes the first seventeen characters of a code; undefined if `stdnum` takes no character. */
export function withCheck(body: string): string | undefined {
  const fitting = Array.from(ALPHABET, (last) => body + last).filter(isValid);
  if (fitting.length > 1) throw new Error(`more than one code begins with ${body}`);
  return fitting[0];
}

/** The bytes in which a code goes to the chain. */
export function codeBytes(code: string): string {
  return `0x${Buffer.from(code, "ascii").toString("hex")}`;
}

function isValid(code: string): boolean {
  return stdnum["CN"]?.["uscc"]?.validate(code).isValid === true;
}
