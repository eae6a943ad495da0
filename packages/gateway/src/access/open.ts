// SPDX-License-Identifier: Apache-2.0
// Puts together by what callers are known, where the configuration asks for it, and what the log is told of it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config/schema.ts";
import { SESSION_SECONDS } from "../constraints.ts";
import { StartRefusal } from "../refusal.ts";
import { ActQueue } from "../store/acts.ts";
import type { FolderName, Snapshot } from "../store/folders.ts";
import { Database } from "../store/level.ts";
import { Access } from "./access.ts";
import { Members, type MembersParts } from "./members.ts";
import { Nonces } from "./nonces.ts";
import { Sessions } from "./sessions.ts";
import { settingsActs, type Settings } from "./settings.ts";
import { Tokens } from "./tokens.ts";

/** Folder below that of the store: tokens, and acts that the log has not been told. */
const FOLDER: FolderName = "access";

export interface AccessGround extends MembersParts {
  readonly config: Config;
  readonly chainId: number;
  /** Seconds since the epoch, by this machine. */
  readonly clock: () => number;
  /** What the log is told when it changes; left out where it is another gateway's. */
  readonly settings?: Settings;
}

export interface OpenedAccess {
  /** Left out where the configuration has no access. */
  readonly access: Access | undefined;
  /** Acts that wait to be told; none where there was never any access. */
  readonly acts: readonly ActQueue[];
  /** What of it lies on disk; left out where there was never any access. */
  readonly snapshot?: () => Snapshot;
  close(): Promise<void>;
}

/** @throws StartRefusal `store-altered` */
export async function openAccess(ground: AccessGround): Promise<OpenedAccess> {
  const path = join(ground.config.dir, FOLDER);
  // Without access everybody on this machine may do everything: there is nobody whose act it could be. Who takes
  // access away from a gateway that had it leaves that behind.
  if (!ground.config.access && !existsSync(path)) {
    return { access: undefined, acts: [], close: () => Promise.resolve() };
  }
  try {
    return await opened(ground, await Database.open(path, true));
  } catch (cause) {
    throw new StartRefusal("store-altered", `the tokens at ${path} cannot be read`, cause);
  }
}

async function opened(ground: AccessGround, database: Database): Promise<OpenedAccess> {
  const { clock, settings } = ground;
  const queue = await ActQueue.open(database);
  if (settings) await settingsActs(database, queue, settings, clock());
  const access = await accessOf(ground, database, queue);
  const snapshot = () => database.snapshot();
  return { access, acts: [queue], snapshot, close: () => database.close() };
}

async function accessOf(
  ground: AccessGround,
  database: Database,
  acts: ActQueue,
): Promise<Access | undefined> {
  const { config, chainId, clock } = ground;
  if (!config.access) return undefined;
  const { domain, uri, sessionSeconds = SESSION_SECONDS } = config.access;
  return new Access({
    ground: { domain, uri, chainId },
    members: new Members(ground),
    nonces: new Nonces(),
    sessions: new Sessions({
      ...{ issuer: uri, seconds: sessionSeconds, now: clock },
      clock: () => performance.now(),
    }),
    tokens: await Tokens.open({ database, acts, now: clock }),
    now: clock,
  });
}
