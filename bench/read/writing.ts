// SPDX-License-Identifier: Apache-2.0
// Writes beside reads: batch-signed deliveries in bodies of lines, made before the clock starts.
import { MEDIA, PATHS } from "@suyuan/api";
import { nativeCrypto } from "@suyuan/gateway";
import { BATCH, batchOf } from "../store/batches.ts";
import type { Filled } from "../store/fill.ts";
import type { Stage } from "../store/stage.ts";
import { ask } from "./client.ts";

/** Statements of one body. */
export const LINES = 100;

/** Bodies of so many statements, of all grants but the first in turn. */
export async function bodiesOf(
  stage: Stage,
  { drafts }: Filled,
  statements: number,
): Promise<string[]> {
  const crypto = await nativeCrypto();
  const seat = stage.province.seats.providerRegistrant;
  const lines: string[] = [];
  for (let at = 0; lines.length < statements; at++) {
    const known = drafts[1 + (at % (drafts.length - 1))];
    if (!known) throw new Error("there is nothing to deliver");
    const serial = known.serial + 1 + BATCH * Math.floor(at / (drafts.length - 1));
    for (const { written } of await batchOf(known.draft, serial, seat, crypto))
      lines.push(`{"statement":${written.statement},"signatures":${written.signatures}}`);
  }
  const count = Math.ceil(statements / LINES);
  return Array.from({ length: count }, (_, at) =>
    lines.slice(at * LINES, (at + 1) * LINES).join("\n"),
  );
}

/** Hands a body in. @returns how many of its lines were taken: a busy gateway takes none that it cannot check in time */
export async function write(url: string, body = ""): Promise<number> {
  const text = await ask(url + PATHS.statements, { body, type: MEDIA.lines });
  const lines = text.split("\n");
  const other = lines.find((line) => line.includes('"ok":false') && !line.includes('"status":503'));
  if (other !== undefined) throw new Error(`it was not taken: ${other}`);
  return lines.filter((line) => line.includes('"ok":true')).length;
}
