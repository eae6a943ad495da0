// SPDX-License-Identifier: Apache-2.0

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const UNIFIED_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

function weighted(text: string, weights: readonly number[]): number {
  return weights.reduce(
    (sum, weight, place) => sum + weight * ALPHABET.indexOf(text.charAt(place)),
    0,
  );
}

/** The check character of a nine-character organisation code (GB 11714). */
function bodyCheck(body: string): string {
  const rest = 11 - (weighted(body, BODY_WEIGHTS) % 11);
  if (rest === 10) return "X";
  return rest === 11 ? "0" : String(rest);
}

/**
 * A well-formed unified social credit code (GB 32100) of an organisation that does not exist: the region
 * 990000 is given to none by GB/T 2260.
 * @param kind two characters: 11 organ, 12 institution, 91 enterprise
 * @param serial makes the organisation's own eight characters
 */
export function fictionalCode(kind: "11" | "12" | "91", serial: number): string {
  const body = `${kind === "91" ? "MA" : "MB"}${String(serial).padStart(6, "0")}`;
  const head = `${kind}990000${body}${bodyCheck(body)}`;
  return head + ALPHABET.charAt((31 - (weighted(head, UNIFIED_WEIGHTS) % 31)) % 31);
}
