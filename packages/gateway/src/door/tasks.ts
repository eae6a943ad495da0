// SPDX-License-Identifier: Apache-2.0
// What a running gateway does when it is asked over its socket.
import type { CryptoProvider } from "@suyuan/proof";
import { StartRefusal } from "../refusal.ts";
import { exportTiles } from "../services/export.ts";
import { writeBackup } from "../store/backup/write.ts";
import type { Snapshots } from "../store/folders.ts";
import type { LogStore, StoreIdentity } from "../store/types.ts";
import type { Webhooks } from "../webhooks/open.ts";
import { LETTER_TASKS, letterTask } from "../webhooks/tasks.ts";
import type { Task, Tasks } from "./door.ts";

export interface TaskParts {
  readonly snapshots: Snapshots;
  readonly identity: StoreIdentity;
  readonly store: LogStore;
  readonly crypto: CryptoProvider;
  readonly webhooks: Webhooks | undefined;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

/** Every question with its answer. */
export const tasksOf = (parts: TaskParts): Tasks => ({
  ...storeTasks(parts),
  ...(parts.webhooks && letterTasks(parts.webhooks)),
});

const storeTasks = ({ snapshots, identity, store, crypto, now }: TaskParts): Tasks => ({
  backup: async ({ question, progress, signal }) =>
    writeBackup(pathIn(question), {
      ...{ snapshots, identity, now, signal },
      progress: (folder, records) => {
        progress({ folder, records });
      },
    }),
  export: async ({ question, progress, signal }) =>
    exportTiles(pathIn(question), {
      ...{ store, crypto, signal, origin: identity.origin, entries: question["entries"] === true },
      progress: (files) => {
        progress({ files });
      },
    }),
});

const letterTasks = ({ outbox, endpoints }: Webhooks): Tasks => {
  const configured = endpoints.map(({ name }) => name);
  return Object.fromEntries(
    LETTER_TASKS.map((task) => [
      task,
      ({ question: { endpoint, id } }: Task) =>
        letterTask(
          task,
          {
            ...(typeof endpoint === "string" && { endpoint }),
            ...(typeof id === "string" && { id }),
          },
          outbox,
          configured,
        ),
    ]),
  );
};

function pathIn({ to }: Task["question"]): string {
  if (typeof to === "string" && to.startsWith("/")) return to;
  throw new StartRefusal("target-taken", "the question names no folder by its whole path");
}
