// SPDX-License-Identifier: Apache-2.0
// What whoever keeps a gateway does with letters, over its socket or while it does not run.
import type { WebhookOutbox } from "./outbox.ts";

export const LETTER_TASKS = ["webhook-list", "webhook-retry", "webhook-drop"] as const;
export type LetterTask = (typeof LETTER_TASKS)[number];

export interface Asked {
  readonly endpoint?: string;
  readonly id?: string;
}

/** Does one of them. @param configured names of the endpoints that the configuration has */
export async function letterTask(
  task: LetterTask,
  { endpoint = "", id }: Asked,
  outbox: WebhookOutbox,
  configured: readonly string[],
): Promise<object> {
  if (task === "webhook-list") return { webhooks: await listed(outbox, configured) };
  if (task === "webhook-retry") return { retried: await outbox.revive(endpoint, id) };
  const dropped = await outbox.drop(endpoint, id);
  if (id === undefined && !configured.includes(endpoint)) await outbox.forget(endpoint);
  return { dropped };
}

async function listed(outbox: WebhookOutbox, configured: readonly string[]): Promise<object[]> {
  const names = [...new Set([...configured, ...outbox.names])].toSorted();
  return Promise.all(
    names.map(async (endpoint) => {
      const dead = await outbox.dead(endpoint);
      const letters = dead.map(({ id, type, since, attempts, failed }) => ({
        ...{ id, type, since: new Date(since).toISOString(), attempts, failed },
      }));
      const { waiting } = outbox.box(endpoint);
      return { endpoint, configured: configured.includes(endpoint), waiting, dead: letters };
    }),
  );
}
