// SPDX-License-Identifier: Apache-2.0
import { canonicalize } from "json-canonicalize";
import { hex, sha256 } from "./bytes.ts";
import type { Vectors } from "./types.ts";

const VALID: Record<string, string> = {
  "white-space-dropped": ' {\t"b" : [ 1 ,\r\n 2 ] , "a" : { } }\n',
  // RFC 8785, 3.2.3, with U+FF21 for U+FB33, which is not in NFC.
  "members-sorted-by-utf16-units":
    '{"\\u20ac":"Euro","\\r":"CR","\\uff21":"A","1":"One","\\ud83d\\ude00":"Smile","\\u0080":"Control","\\u00f6":"o"}',
  "members-sorted-inside-lists": '[{"b":1,"a":{"d":4,"c":3}}]',
  "list-order-kept": "[3,1,2]",
  "control-characters-escaped-shortest":
    '"\\u0000\\u0008\\u0009\\u000a\\u000b\\u000c\\u000d\\u001f\\u007f"',
  "quote-and-backslash-escaped": '"\\u0022\\u005c\\/"',
  "no-other-character-escaped": '"\\u4e2d\\u6587\\u00e9\\u2028\\u2029"',
  "surrogate-pair-becomes-one-character": '"\\ud83d\\ude00"',
  "precomposed-text": '"\\u00e9\\uac00"',
  "integers-at-both-ends": "[9007199254740991,-9007199254740991,0,-1]",
  "literals-kept": "[true,false,null]",
  "text-alone": '"a"',
  "number-alone": "7",
  "empty-containers": '{"a":{},"b":[],"c":""}',
  "thirty-two-deep": "[".repeat(32) + "]".repeat(32),
  "member-named-proto": '{"constructor":1,"__proto__":2}',
  "empty-member-name": '{"":1}',
};

interface Refused {
  readonly code: string;
  readonly input?: string;
  readonly hex?: string;
}

const refused = (code: string, inputs: Record<string, string>): Record<string, Refused> =>
  Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, { input, code }]));
const refusedBytes = (code: string, inputs: Record<string, string>): Record<string, Refused> =>
  Object.fromEntries(Object.entries(inputs).map(([name, bytes]) => [name, { hex: bytes, code }]));

const INVALID: Record<string, Refused> = {
  ...refused("duplicate-key", {
    "duplicate-member": '{"a":1,"a":1}',
    "duplicate-member-spelt-otherwise": '{"a":1,"\\u0061":2}',
    "duplicate-member-inside": '[{"x":{"a":1,"b":2,"a":3}}]',
    "duplicate-member-named-proto": '{"__proto__":1,"__proto__":2}',
  }),
  ...refused("lone-surrogate", {
    "lone-high-surrogate": '"\\ud83d"',
    "lone-low-surrogate": '"a\\ude00"',
    "surrogates-in-wrong-order": '"\\ude00\\ud83d"',
    "lone-surrogate-in-member-name": '{"\\ud83d":1}',
  }),
  ...refused("not-nfc", {
    "text-decomposed": '"e\\u0301"',
    "member-name-decomposed": '{"e\\u0301":1}',
    "text-of-singleton": '"\\u212b"',
    "text-excluded-from-composition": '"\\ufb33"',
  }),
  ...refused("unsafe-number", {
    "number-with-fraction": "1.5",
    "number-with-zero-fraction": "1.0",
    "number-with-exponent": "1e3",
    "number-with-capital-exponent": "1E+3",
    "minus-zero": "-0",
    "number-of-2-53": "9007199254740992",
    "number-of-minus-2-53": "-9007199254740992",
    "number-of-400-digits": "9".repeat(400),
  }),
  ...refused("too-deep", {
    "thirty-three-lists-deep": "[".repeat(33) + "]".repeat(33),
    "thirty-three-objects-deep": '{"a":'.repeat(32) + "{}" + "}".repeat(32),
  }),
  ...refused("trailing-bytes", {
    "second-value": "{} {}",
    "letter-after-value": "1a",
    "number-with-leading-zero": "01",
    "point-without-digits": "1.",
    "zero-byte-after-value": "1\0",
  }),
  ...refused("malformed", {
    empty: "",
    "white-space-alone": " \n",
    "white-space-of-another-kind": "\u00a01",
    "list-with-trailing-comma": "[1,]",
    "object-with-trailing-comma": '{"a":1,}',
    "list-unclosed": "[1",
    "object-unclosed": '{"a":1',
    "text-unclosed": '"a',
    "list-closed-as-object": "[1}",
    "colon-missing": '{"a" 1}',
    "value-missing": '{"a":}',
    "member-name-unquoted": "{a:1}",
    "single-quotes": "'a'",
    comment: "/* */ 1",
    "plus-sign": "+1",
    "minus-alone": "-",
    "not-a-number": "NaN",
    infinity: "-Infinity",
    "literal-in-capitals": "True",
    "unknown-escape": '"\\x41"',
    "escape-of-three-digits": '"\\u041"',
    "control-character-in-text": '"a\nb"',
  }),
  ...refusedBytes("invalid-utf8", {
    "byte-that-utf8-never-has": "0x22ff22",
    "overlong-utf8": "0x22c0af22",
    "surrogate-in-utf8": "0x22eda08022",
    "utf8-cut-off": "0x22e4b8",
  }),
  ...refusedBytes("byte-order-mark", { "byte-order-mark": "0xefbbbf7b7d" }),
};

/** Codes for which any JSON reader refuses the text as well. */
const NO_JSON = new Set(["malformed", "trailing-bytes"]);

export function canonicalVectors(): Vectors {
  const valid = Object.fromEntries(
    Object.entries(VALID).map(([name, input]) => {
      const canonical = canonicalize(JSON.parse(input));
      return [name, { input, canonical, sha256: hex(sha256(Buffer.from(canonical))) }];
    }),
  );
  for (const [name, { input, code }] of Object.entries(INVALID)) {
    if (input === undefined) continue;
    let read = true;
    try {
      JSON.parse(input);
    } catch {
      read = false;
    }
    if (read === NO_JSON.has(code)) throw new Error(`${name} is filed under the wrong code`);
  }
  return { valid, invalid: INVALID };
}
