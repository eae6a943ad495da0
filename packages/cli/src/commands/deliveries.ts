// SPDX-License-Identifier: Apache-2.0
// Deliveries and receipts that are proven to the chain from their evidence files, by anyone who has one.
import { ChainError, MAX_EVIDENCE_BYTES, parseEvidence, recordingOf } from "@suyuan/sdk";

import { InputError } from "../failure.ts";
import { notReadable } from "../input/documents.ts";
import { readBytes } from "../input/files.ts";
import { argument, id } from "../input/values.ts";
import { carryOut, gatewayOf } from "./online.ts";
import type { Action } from "./run.ts";
import { showDelivery } from "./show-sharing.ts";

async function recordingIn(path: string): Promise<ReturnType<typeof recordingOf>> {
  const bytes = await readBytes(path, MAX_EVIDENCE_BYTES);
  try {
    return recordingOf(parseEvidence(bytes));
  } catch (cause) {
    if (cause instanceof ChainError) throw new InputError("not-of-a-delivery", { path }, cause);
    throw notReadable(path, cause);
  }
}

export const record: Action = async (run) => carryOut(run, await recordingIn(argument(run)));

export const show: Action = async (run) => {
  return showDelivery(run, await gatewayOf(run).delivery(id(argument(run), "<grant>")));
};
