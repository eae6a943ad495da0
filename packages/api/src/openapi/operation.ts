// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import type { ErrorCode } from "../errors.ts";
import { MEDIA } from "../media.ts";
import type { PathName } from "../paths.ts";
import { ChainView } from "../schemas/chain.ts";

export interface Body {
  readonly media: string;
  /** Left out where the media type has a format of its own. */
  readonly schema?: { readonly name: string; readonly of: z.ZodType };
  readonly description: string;
}

export interface Operation {
  readonly path: PathName;
  readonly method: "get" | "post" | "delete";
  readonly id: string;
  readonly summary: string;
  /** What may stand behind the question mark. */
  readonly query?: z.ZodObject;
  /** What may stand in headers of its own. */
  readonly headers?: z.ZodObject;
  readonly body?: readonly Body[];
  readonly answers: Readonly<Record<string, readonly Body[]>>;
  /** The codes that belong to this operation; those of any request are added to all. */
  readonly codes: readonly ErrorCode[];
}

/** What can be wrong with any body. */
export const INPUT = [
  "malformed-json",
  "duplicate-key",
  "lone-surrogate",
  "not-nfc",
  "unsafe-number",
  "too-deep",
  "unknown-field",
  "missing-field",
  "invalid-field",
  "body-too-large",
  "body-too-slow",
  "unsupported-media-type",
] as const satisfies ErrorCode[];

export const json = (name: string, of: z.ZodType, description: string): Body => ({
  media: MEDIA.json,
  schema: { name, of },
  description,
});
export const plain = (media: string, description: string): Body => ({ media, description });

/** A thing as it stands on the chain at the settled block. */
export const view = (
  path: PathName,
  id: string,
  summary: string,
  missing: ErrorCode,
): Operation => ({
  path,
  method: "get",
  id,
  summary,
  answers: { "200": [json("ChainView", ChainView, "at the settled block")] },
  codes: ["invalid-parameter", missing, "chain-away"],
});
