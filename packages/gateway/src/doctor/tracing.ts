// SPDX-License-Identifier: Apache-2.0
// Whether a collector takes traces. What is sent to it has no span.
import type { Config } from "../config/schema.ts";
import { SPANS_TIMEOUT_MS } from "../constraints.ts";
import { readHeaders } from "../tracing/headers.ts";
import { reasonOf } from "../webhooks/attempt.ts";
import { openTo } from "./keys.ts";
import { type Finding, found, whyOf } from "./words.ts";

const NO_SPANS = JSON.stringify({ resourceSpans: [] });

export async function tracingFindings({
  tracing,
}: Pick<Config, "tracing">): Promise<readonly Finding[]> {
  if (!tracing) return [];
  const { url, headersFile } = tracing;
  const secret = await openTo("tracing.headersFile", headersFile);
  try {
    const headers = await readHeaders(headersFile);
    return [...secret, await answerOf(url, headers)];
  } catch (error) {
    return [...secret, found("tracing-headers", { why: whyOf(error) })];
  }
}

async function answerOf(url: string, headers: Readonly<Record<string, string>>): Promise<Finding> {
  const where = new URL(url).origin;
  try {
    const response = await fetch(url, {
      ...{ method: "POST", body: NO_SPANS, redirect: "manual" },
      headers: { ...headers, "content-type": "application/json" },
      signal: AbortSignal.timeout(SPANS_TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (response.ok) return found("tracing-answers", { where });
    return found("tracing-away", { where, why: `status ${response.status}` });
  } catch (error) {
    return found("tracing-away", { where, why: reasonOf(error) });
  }
}
