// SPDX-License-Identifier: Apache-2.0
import { type LineResult, MEDIA, PATHS } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import { expect } from "vitest";

import { post } from "../http.ts";
import type { Parcel } from "../volume.ts";
import type { Place } from "./agreement.ts";

/** How many statements each request of a sender has, one request after the other. */
const SENDERS = [
  { requests: 8, statements: 1 },
  { requests: 8, statements: 1 },
  { requests: 3, statements: 10 },
  { requests: 3, statements: 10 },
] as const;

/** Statements of one round. */
export const ROUND_STATEMENTS = SENDERS.reduce(
  (sum, one) => sum + one.requests * one.statements,
  0,
);

type Acknowledged = Map<Hex, Place>;

/** What is acknowledged twice is acknowledged at one place. */
function take(acknowledged: Acknowledged, { id, index, logged }: Place & { readonly id: Hex }) {
  const known = acknowledged.get(id);
  if (known) expect({ index, logged }, id).toEqual(known);
  acknowledged.set(id, { index, logged });
}

/** The whole lines of an answer, also of one that broke off. */
async function linesOf(url: string, batch: readonly Parcel[]): Promise<string[]> {
  const sent = batch.map((one) => one.body).join("\n");
  if (batch.length === 1) return [(await post(url, sent)).text];
  const headers = { "content-type": MEDIA.lines };
  const response = await fetch(url, { method: "POST", body: sent, headers });
  const lines: string[] = [];
  let rest = "";
  const decoder = new TextDecoder();
  try {
    const body: AsyncIterable<Uint8Array> | undefined = response.body ?? undefined;
    for await (const chunk of body ?? []) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts);
    }
  } catch {
    // The gateway is gone; what it has said counts.
  }
  return lines;
}

async function send(
  url: string,
  batches: readonly (readonly Parcel[])[],
  acknowledged: Acknowledged,
): Promise<void> {
  for (const batch of batches) {
    let lines: string[];
    try {
      lines = await linesOf(url + PATHS.statements, batch);
    } catch {
      return;
    }
    for (const line of lines.filter(Boolean))
      take(acknowledged, JSON.parse(line) as LineResult & Place & { id: Hex });
  }
}

/** Sends all of a round's statements, several at a time, until the gateway is gone. */
export async function sendAll(
  { url }: { readonly url: string },
  all: readonly Parcel[],
  acknowledged: Acknowledged,
): Promise<void> {
  const rest = [...all];
  const senders = SENDERS.map(({ requests, statements }) =>
    Array.from({ length: requests }, () => rest.splice(0, statements)),
  );
  await Promise.all(senders.map((batches) => send(url, batches, acknowledged)));
}
