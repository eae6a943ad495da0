// SPDX-License-Identifier: Apache-2.0
import type { Tracing, TracingParts } from "./tracing.ts";

const NONE: Tracing = { ended: () => undefined, close: () => Promise.resolve() };

/** @throws StartRefusal `tracing-headers` */
export async function openTracing({ config, ...parts }: TracingParts): Promise<Tracing> {
  const { tracing } = config;
  if (!tracing) return NONE;
  const { openOtlp } = await import("./otlp.ts");
  return openOtlp({
    ...parts,
    tracing,
    origin: config.origin,
    follows: config.follow !== undefined,
  });
}
