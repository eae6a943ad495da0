// SPDX-License-Identifier: Apache-2.0
// The unified social credit code of an organisation, GB 32100-2015.

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
/** Authority and kind of organisation, division of registration (GB/T 2260), subject, check. */
const FORM = /^[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}$/;

/** The check character of the first 17, which must be of the code's alphabet. */
export function unifiedCodeCheck(first17: string): string {
  let sum = 0;
  for (const [at, weight] of WEIGHTS.entries()) {
    sum += weight * ALPHABET.indexOf(first17.charAt(at));
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** Whether the text is a unified social credit code with the right check character. */
export function isUnifiedCode(text: string): boolean {
  return FORM.test(text) && unifiedCodeCheck(text) === text.charAt(17);
}
