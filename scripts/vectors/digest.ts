// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { canonicalize } from "json-canonicalize";
import { hex, labelled, sha256, bytesOf } from "./bytes.ts";
import type { Hex, Vectors } from "./types.ts";

interface Input {
  /** UTF-8. */
  readonly text: string;
  /** How often the text stands. */
  readonly repeat?: number;
  readonly salt?: Hex;
}

const SALT = labelled("salt of a vector");

const INPUTS: Record<string, Input> = {
  "nothing-at-all": { text: "" },
  // FIPS 180-2 and GB/T 32905-2016, annex A.1.
  "sm3-standard-example-1": { text: "abc" },
  // GB/T 32905-2016, annex A.2.
  "sm3-standard-example-2": { text: "abcd", repeat: 16 },
  "padding-ends-its-block": { text: "a", repeat: 55 },
  "padding-begins-a-block": { text: "a", repeat: 56 },
  "length-field-begins-a-block": { text: "a", repeat: 63 },
  "one-block": { text: "a", repeat: 64 },
  // FIPS 180-2, appendix B.3.
  "million-letters": { text: "a", repeat: 1_000_000 },
  "chinese-text": { text: "数据资产\n" },
  "salt-before-data": { text: "abc", salt: SALT },
  "salt-before-nothing": { text: "", salt: SALT },
  "salt-of-zeros-is-a-salt": { text: "abc", salt: `0x${"00".repeat(32)}` },
};

const STANDARD: Record<string, string> = {
  "sm3-standard-example-1": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
  "sm3-standard-example-2": "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
};

function digestOf({ text, repeat = 1, salt = "0x" }: Input): Record<string, unknown> {
  const data = Buffer.from(text.repeat(repeat));
  const over = Buffer.concat([bytesOf(salt), data]);
  const of = (name: string): Hex => hex(createHash(name).update(over).digest());
  return { bytes: data.length, sha256: of("sha256"), sm3: of("sm3") };
}

const DOCUMENT = { reason: "防汛应急", until: 1767225600, items: [3, 1, 2] };

export function digestVectors(): Vectors {
  const valid: Record<string, unknown> = {};
  for (const [name, input] of Object.entries(INPUTS)) {
    const digest = digestOf(input);
    const published = STANDARD[name];
    if (published !== undefined && digest["sm3"] !== `0x${published}`) throw new Error(name);
    valid[name] = { ...input, digest };
  }
  valid["commitment-over-salt-and-canonical-document"] = {
    salt: SALT,
    document: DOCUMENT,
    commitment: hex(sha256(bytesOf(SALT), Buffer.from(canonicalize(DOCUMENT)))),
  };
  const short = { text: "abc", salt: SALT.slice(0, -2), code: "wrong-length" };
  return {
    valid,
    invalid: {
      "salt-of-31-bytes": short,
      "salt-of-33-bytes": { ...short, salt: `${SALT}00` },
      "salt-empty": { ...short, salt: "0x" },
      "commitment-with-short-salt": { document: DOCUMENT, salt: short.salt, code: "wrong-length" },
    },
  };
}
