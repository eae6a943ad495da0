// SPDX-License-Identifier: Apache-2.0
// docs/spec/history.md says what each member means.
import type { Hex } from "../bytes.ts";
import type { Frame } from "../evidence/types.ts";
import type { HeadsProofJson } from "../heads/json.ts";
import type { SubjectKind } from "../heads/map.ts";

/** Everything that one log holds on one subject, up to one checkpoint. */
export interface History extends Frame {
  readonly type: "suyuan/history@1";
  readonly subject: { readonly kind: SubjectKind; readonly id: Hex };
  /** The last leaf of the checkpoint's tree. */
  readonly heads: { readonly entry: string; readonly inclusion: readonly Hex[] };
  /** Its place in the heads map, or its absence. */
  readonly place: HeadsProofJson;
  /** Canonical bytes of the entries 1 … n, base64. */
  readonly entries: readonly string[];
}

/** The longest history file that is read, in bytes, and the most entries in it. */
export const MAX_HISTORY_BYTES = 64 * 1_048_576;
export const MAX_HISTORY_ENTRIES = 20_000;
/** Values of JSON in it: entries, nodes, hashes and members come to far fewer. */
export const MAX_HISTORY_VALUES = 65_536;
