// SPDX-License-Identifier: Apache-2.0
// The part of the configuration that says where traces are sent.
import { type Check, isObject, isTarget, isText } from "./checks.ts";

export interface TracingConfig {
  /** Where a collector takes OTLP over HTTP: the whole address. Beyond loopback with https only. */
  readonly url: string;
  /** Headers that it wants, `Name: value`, one a line. */
  readonly headersFile?: string;
  /** The part of all traces that is made, 0 to 1; all of them when left out. */
  readonly ratio?: number;
}

const isRatio: Check = (value) => typeof value === "number" && value >= 0 && value <= 1;

export const isTracing: Check = isObject(
  { url: isTarget },
  { headersFile: isText, ratio: isRatio },
);
