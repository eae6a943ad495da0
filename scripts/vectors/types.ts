// SPDX-License-Identifier: Apache-2.0

/** Vectors of one format: file name (the rule kept or broken) to content. */
export interface Vectors {
  readonly valid: Record<string, unknown>;
  readonly invalid: Record<string, unknown>;
}

export type Hex = `0x${string}`;
export type Body = Readonly<Record<string, unknown>>;
