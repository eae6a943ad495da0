// SPDX-License-Identifier: Apache-2.0
// Puts webhooks together, where the configuration has any.
import { join } from "node:path";
import type { Config } from "../config/schema.ts";
import { StartRefusal } from "../refusal.ts";
import type { FolderName, Snapshot } from "../store/folders.ts";
import { Database } from "../store/level.ts";
import { Endpoint, type EndpointParts } from "./endpoint.ts";
import { WebhookOutbox } from "./outbox.ts";
import { readSecrets } from "./signing.ts";
import { type SourceParts, Sources } from "./sources.ts";

/** Folder below that of the store. */
const FOLDER: FolderName = "webhooks";

export interface Webhooks {
  readonly endpoints: readonly Endpoint[];
  readonly outbox: WebhookOutbox;
  /** Breaks off what is under way; it is sent again after the next start. */
  stop(): void;
  snapshot(): Snapshot;
  close(): Promise<void>;
}

/** The letters on disk. @throws StartRefusal `store-altered` */
export async function openOutbox({ dir }: Pick<Config, "dir">): Promise<WebhookOutbox> {
  const path = join(dir, FOLDER);
  try {
    return await WebhookOutbox.open(await Database.open(path, true));
  } catch (cause) {
    throw new StartRefusal("store-altered", `the letters at ${path} cannot be read`, cause);
  }
}

interface Ground extends SourceParts {
  readonly config: Config;
  readonly attempted: EndpointParts["attempted"];
}

/** @throws StartRefusal `webhook-secret`, `store-altered` */
export async function openWebhooks(ground: Ground): Promise<Webhooks | undefined> {
  const { config, log, attempted } = ground;
  if (!config.webhooks) return undefined;
  for (const { secretFile } of config.webhooks) await readSecrets(secretFile);
  const outbox = await openOutbox(config);
  const stopper = new AbortController();
  const shared = { outbox, log, attempted, stopped: stopper.signal };
  return {
    outbox,
    endpoints: config.webhooks.map(
      (one) => new Endpoint({ ...shared, config: one, sources: new Sources(ground) }),
    ),
    stop: () => {
      stopper.abort();
    },
    snapshot: () => outbox.snapshot(),
    close: () => outbox.close(),
  };
}
