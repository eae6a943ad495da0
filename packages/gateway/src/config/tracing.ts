// SPDX-License-Identifier: Apache-2.0
// The part of the configuration that says where traces are sent.
import { z } from "@suyuan/api/zod";
import { object, path, target } from "./checks.ts";

const RATIO = "0 to 1";

/** Where traces are sent; without it none are made. */
export const Tracing = object({
  url: target("where a collector takes OTLP over HTTP: the whole address"),
  headersFile: path("a file with headers that it wants, Name: value, one a line").exactOptional(),
  ratio: z
    .number(RATIO)
    .min(0, RATIO)
    .max(1, RATIO)
    .exactOptional()
    .describe("the part of all traces that is made; all of them when left out"),
});
export type TracingConfig = z.infer<typeof Tracing>;
