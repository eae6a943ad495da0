// SPDX-License-Identifier: Apache-2.0
import type { Digest } from "@suyuan/proof";

/** What the worker is asked. */
export interface Asked {
  readonly file: Blob;
  readonly salt?: Uint8Array;
}

/** What the worker says. */
export type Answer =
  | { readonly done: number }
  | { readonly digest: Digest }
  | { readonly fault: { readonly name: string; readonly message: string } };
