// SPDX-License-Identifier: Apache-2.0
// Letters that an endpoint did not take.
import { join } from "node:path";
import type { Config } from "../config/schema.ts";
import { askDoor } from "../door/ask.ts";
import { FOLDER, openDatabase } from "../store/open.ts";
import { openOutbox } from "../webhooks/open.ts";
import { type LetterTask, letterTask } from "../webhooks/tasks.ts";
import { type Command, EXIT, print, progress, type Values } from "./command.ts";

/** A gateway that runs does it itself. */
async function ask(task: LetterTask, config: Config, values: Values): Promise<number> {
  const { endpoint, id } = values;
  const asked = {
    ...(typeof endpoint === "string" && { endpoint }),
    ...(typeof id === "string" && { id }),
  };
  const done = await askDoor(config.dir, { ask: task, ...asked }, progress);
  print(done ?? (await offline(task, config, asked)));
  return EXIT.ok;
}

async function offline(task: LetterTask, config: Config, asked: object): Promise<object> {
  // Whoever holds the store holds its folder: a gateway that starts meanwhile is refused.
  const held = await openDatabase(join(config.dir, FOLDER), false, false);
  try {
    const outbox = await openOutbox(config);
    const configured = (config.webhooks ?? []).map(({ name }) => name);
    return await letterTask(task, asked, outbox, configured).finally(() => outbox.close());
  } finally {
    await held.close();
  }
}

export const webhookList: Command = {
  usage: `suyuan-gateway webhook-list --config FILE
  What waits for each endpoint of webhooks, and the letters that it did not take.
  Output: {"webhooks": [{"endpoint", "configured", "waiting", "dead": [{"id", "type", "since", "attempts", "failed"}]}]}.
`,
  options: {},
  run: (config, values) => ask("webhook-list", config, values),
};

export const webhookRetry: Command = {
  usage: `suyuan-gateway webhook-retry --config FILE --endpoint NAME [--id ID]
  Sends dead letters of an endpoint again, before those that wait: all of them, or the one of that id.
  Output: {"retried": …}.
`,
  options: { endpoint: "needed", id: "text" },
  run: (config, values) => ask("webhook-retry", config, values),
};

export const webhookDrop: Command = {
  usage: `suyuan-gateway webhook-drop --config FILE --endpoint NAME [--id ID]
  Gives dead letters of an endpoint up; of one that the configuration has no more, all that waits for it too.
  Output: {"dropped": …}.
`,
  options: { endpoint: "needed", id: "text" },
  run: (config, values) => ask("webhook-drop", config, values),
};
