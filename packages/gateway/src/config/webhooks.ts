// SPDX-License-Identifier: Apache-2.0
// The part of the configuration that says who is told of events.
import { z } from "@suyuan/api/zod";
import { MAX_WEBHOOKS, WEBHOOK_ATTEMPTS } from "../constraints.ts";
import { EVENT_TYPES } from "../webhooks/events.ts";
import { list, object, path, set, target, whole } from "./checks.ts";

const NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;
const NAME_MUST = "1 to 32 of a-z, 0-9 and -, the first of them no -";
const MAX_RETRY_MS = 60_000;
const MAX_TIMEOUT_MS = 60_000;

const Webhook = object({
  name: z
    .string(NAME_MUST)
    .regex(NAME, NAME_MUST)
    .describe("what it is called in lists and metrics; what waits for it is kept under this name"),
  url: target("where events are sent to"),
  events: set(
    z.enum(EVENT_TYPES, `one of ${EVENT_TYPES.join(", ")}`),
    EVENT_TYPES.length,
    "events",
  ).describe("of what it is told"),
  secretFile: path("a file with one to three secrets, one a line: whsec_ and base64"),
  attempts: whole(1, WEBHOOK_ATTEMPTS)
    .exactOptional()
    .describe("after so many attempts an event goes to the dead letters"),
  retryMs: whole(1, MAX_RETRY_MS)
    .exactOptional()
    .describe(
      "milliseconds to the second attempt; each pause after it is twice as long, up to a bound",
    ),
  timeoutMs: whole(1, MAX_TIMEOUT_MS)
    .exactOptional()
    .describe("milliseconds that one attempt may take"),
});

/** Where events are sent to. */
export type WebhookConfig = z.infer<typeof Webhook>;

/** Who is told of events. */
export const Webhooks = list(Webhook, MAX_WEBHOOKS, "receivers").refine(
  (all) => new Set(all.map((one) => one.name)).size === all.length,
  "a list in which each receiver has a name of its own",
);
