// SPDX-License-Identifier: Apache-2.0
import { stdnum } from "stdnum";
import type { Vectors } from "./types.ts";

const LETTERS = Array.from("0123456789ABCDEFGHJKLMNPQRTUWXY");
const known = (text: string): boolean => stdnum["CN"]?.["uscc"]?.validate(text).isValid ?? false;

/** The code that another library accepts for these 17 characters. */
function complete(first17: string): string {
  const code = LETTERS.map((letter) => first17 + letter).find(known);
  if (code === undefined) throw new Error(`no check character for ${first17}`);
  return code;
}

function refusedElsewhere(text: string): string {
  if (known(text)) throw new Error(`${text} is accepted elsewhere`);
  return text;
}

const unified = (text: string): object => ({ code: "unified", text });
const catalogue = (text: string): object => ({ code: "catalogue", text });
const region = (text: string): object => ({ code: "region", text });

// Division 99 does not exist: these codes are nobody's. The company's is the example of GB 32100-2015.
const DEPARTMENT = complete("11990000MB1000001");
const other = (letter: string): string => LETTERS[(LETTERS.indexOf(letter) + 1) % 31] ?? "";
const replaced = (at: number, letter: string): string =>
  DEPARTMENT.slice(0, at) + letter + DEPARTMENT.slice(at + 1);

const swapped = (at: number): string =>
  DEPARTMENT.slice(0, at) +
  DEPARTMENT.charAt(at + 1) +
  DEPARTMENT.charAt(at) +
  DEPARTMENT.slice(at + 2);

export function codeVectors(): Vectors {
  const wrongCheck = DEPARTMENT.slice(0, 17) + other(DEPARTMENT.charAt(17));
  return {
    valid: {
      "unified-code-of-a-department": unified(DEPARTMENT),
      "unified-code-of-an-institution": unified(complete("12990000MB1000002")),
      "unified-code-of-a-company": unified(complete("91350100M000100Y4")),
      "catalogue-code-with-detail": catalogue("30700212/000013"),
      "catalogue-code-without-detail": catalogue("307002/1"),
      "region-of-a-province": region("330000"),
      "region-of-a-county": region("330106"),
    },
    invalid: {
      "unified-code-with-wrong-check": unified(refusedElsewhere(wrongCheck)),
      "unified-code-with-neighbours-swapped": unified(refusedElsewhere(swapped(1))),
      "unified-code-with-letter-i": unified(refusedElsewhere(replaced(9, "I"))),
      "unified-code-with-letter-o": unified(refusedElsewhere(replaced(9, "O"))),
      "unified-code-with-letter-s": unified(refusedElsewhere(replaced(9, "S"))),
      "unified-code-with-letter-v": unified(refusedElsewhere(replaced(9, "V"))),
      "unified-code-with-letter-z": unified(refusedElsewhere(replaced(9, "Z"))),
      "unified-code-with-letter-in-region": unified(refusedElsewhere(replaced(4, "A"))),
      "unified-code-in-lower-case": unified("91350100m000100y43"),
      "unified-code-of-17-characters": unified(refusedElsewhere(DEPARTMENT.slice(1))),
      "unified-code-of-19-characters": unified(refusedElsewhere(`${DEPARTMENT}0`)),
      "unified-code-in-full-width-digits": unified(`１${DEPARTMENT.slice(1)}`),
      "catalogue-code-without-serial": catalogue("30700212"),
      "catalogue-code-with-five-digits": catalogue("30700/1"),
      "catalogue-code-of-33-characters": catalogue(`307002/${"1".repeat(26)}`),
      "region-of-five-digits": region("33000"),
      "region-beginning-with-zero": region("030000"),
    },
  };
}
