// SPDX-License-Identifier: Apache-2.0
// Who asks this gateway, how much they may ask for, and what the log is told of what was decided about them.
import { policyHash } from "@suyuan/proof";
import type { Access } from "./access/access.ts";
import { Limits } from "./access/limits.ts";
import { openAccess } from "./access/open.ts";
import { accessDigest } from "./access/settings.ts";
import type { DocumentServices } from "./documents/open.ts";
import { type Ground, momentOf } from "./ground.ts";
import { AdministrationService } from "./services/administration.ts";
import type { Cursors } from "./services/cursors.ts";
import type { Settled } from "./services/settled.ts";
import type { Sights } from "./services/sight.ts";
import type { Submit } from "./services/submit.ts";
import { Telling } from "./services/telling.ts";
import type { ActQueue } from "./store/acts.ts";
import type { Snapshots } from "./store/folders.ts";
import type { LogStore } from "./store/types.ts";
import type { Webhooks } from "./webhooks/open.ts";

export interface Callers {
  /** By what callers are known; undefined where everybody on this machine may do everything. */
  readonly access: Access | undefined;
  readonly closeAccess: () => Promise<void>;
  /** How much they may ask for. */
  readonly limits: Limits;
  /** Tells the log what was done beside it; undefined where the log is another gateway's. */
  readonly telling: Telling | undefined;
  readonly administration: AdministrationService;
  /** How to take copies of what lies in the folder of the store. */
  readonly snapshots: Snapshots;
}

export interface CallersParts {
  readonly settled: Settled;
  readonly store: LogStore;
  readonly submit: Submit;
  readonly documents: Pick<DocumentServices, "snapshot" | "acts"> | undefined;
  readonly webhooks: Pick<Webhooks, "snapshot"> | undefined;
  readonly sights: Sights;
  readonly cursors: Cursors;
  readonly notice: (code: string, detail: string) => void;
}

/** @throws StartRefusal `store-altered` */
export async function openCallers(ground: Ground, parts: CallersParts): Promise<Callers> {
  const { config, crypto, client, now, own, log } = ground;
  const { deployment } = client;
  const { settled, store, sights, cursors, documents, webhooks } = parts;
  const opened = await openAccess({
    ...{ settled, crypto, now: momentOf(ground, settled), config, clock: now },
    chainId: deployment.chainId,
    ...(ground.keys && {
      settings: {
        "access-set": accessDigest(config),
        "policy-published": policyHash(own.policy, crypto),
      },
    }),
  });
  return {
    access: opened.access,
    closeAccess: () => opened.close(),
    limits: new Limits(config.access?.limits ?? {}, () => performance.now()),
    snapshots: {
      db: () => store.snapshot(),
      access: opened.snapshot,
      "document-records": documents && (() => documents.snapshot()),
      webhooks: webhooks && (() => webhooks.snapshot()),
    },
    administration: new AdministrationService({ store, sights, cursors, log: log.id }),
    telling: tellingOf(ground, parts, [...opened.acts, ...(documents?.acts ?? [])]),
  };
}

function tellingOf(
  ground: Ground,
  parts: CallersParts,
  queues: readonly ActQueue[],
): Telling | undefined {
  if (!ground.keys) return undefined;
  const { config, keys, crypto, client, now, log } = ground;
  return new Telling({
    ...{ ...parts, queues, crypto, now, deployment: client.deployment, log: log.id },
    operator: { seat: config.operatorSeat, sign: (digest) => keys.operator.sign(digest) },
  });
}
