// SPDX-License-Identifier: Apache-2.0
// The part of the configuration that says who is told of events.
import { MAX_WEBHOOKS, WEBHOOK_ATTEMPTS } from "../constraints.ts";
import { EVENT_TYPES, type EventType } from "../webhooks/events.ts";
import { type Check, isObject, isTarget, isText, isWhole } from "./checks.ts";

/** Where events are sent to. */
export interface WebhookConfig {
  /** What it is called in lists and metrics; what waits for it is kept under this name. */
  readonly name: string;
  /** Beyond loopback with https only. */
  readonly url: string;
  readonly events: readonly EventType[];
  /** One to three secrets, one a line: `whsec_` and base64. */
  readonly secretFile: string;
  /** After so many attempts an event goes to the dead letters. */
  readonly attempts?: number;
  /** Milliseconds to the second attempt; each pause after it is twice as long, up to a bound. */
  readonly retryMs?: number;
  /** Milliseconds that one attempt may take. */
  readonly timeoutMs?: number;
}

const NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;
const MAX_RETRY_MS = 60_000;
const MAX_TIMEOUT_MS = 60_000;

const isName: Check = (value) => typeof value === "string" && NAME.test(value);

const isEvents: Check = (value) =>
  Array.isArray(value) &&
  value.length > 0 &&
  new Set(value).size === value.length &&
  value.every((one) => EVENT_TYPES.some((type) => type === one));

const isWebhook = isObject(
  { name: isName, url: isTarget, events: isEvents, secretFile: isText },
  {
    attempts: isWhole(1, WEBHOOK_ATTEMPTS),
    retryMs: isWhole(1, MAX_RETRY_MS),
    timeoutMs: isWhole(1, MAX_TIMEOUT_MS),
  },
);

export const isWebhooks: Check = (value) => {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_WEBHOOKS) return false;
  const names = value.map((one) => (one as Partial<WebhookConfig> | null)?.name);
  return value.every(isWebhook) && new Set(names).size === names.length;
};
