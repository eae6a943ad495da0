// SPDX-License-Identifier: Apache-2.0
import type { Plain } from "./types.ts";

/** A value that the contracts give as a number; 0 where there is none. */
export const asNumber = (value: Plain | undefined): number => Number(value ?? 0);
