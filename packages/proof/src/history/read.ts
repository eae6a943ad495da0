// SPDX-License-Identifier: Apache-2.0
import { parseStrict } from "../canonical.ts";
import { bytes32, list, object, oneOf, type Read } from "../canonical/fields.ts";
import { base64, FRAME, path } from "../evidence/read.ts";
import { type HeadsProofJson, headsProofJson, parseHeadsProof } from "../heads/json.ts";
import {
  type History,
  MAX_HISTORY_BYTES,
  MAX_HISTORY_ENTRIES,
  MAX_HISTORY_VALUES,
} from "./types.ts";

// The reader gives bytes; the file keeps its text.
const place: Read<HeadsProofJson> = (value, path) => headsProofJson(parseHeadsProof(value, path));

const history: Read<History> = object({
  type: oneOf("suyuan/history@1"),
  ...FRAME,
  subject: object({ kind: oneOf("asset", "grant"), id: bytes32 }),
  heads: object({ entry: base64, inclusion: path }),
  place,
  entries: list(base64, 0, MAX_HISTORY_ENTRIES),
});

/** Reads a history already parsed. @throws ProofError as `canonical/fields` says, `invalid-base64` */
export function readHistory(json: unknown): History {
  return history(json, "");
}

/**
 * Reads a history file.
 * @throws ProofError `too-large` above 64 MiB or 65,536 values, and as `parseStrict` and `readHistory` do
 */
export function parseHistory(file: string | Uint8Array): History {
  return readHistory(parseStrict(file, { bytes: MAX_HISTORY_BYTES, values: MAX_HISTORY_VALUES }));
}
