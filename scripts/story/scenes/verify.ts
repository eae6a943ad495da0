// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { StoryError } from "../memory.ts";
import { cannotConnect, type Isolation, isolation, verifyOffline } from "../offline.ts";
import type { StoryOptions } from "../options.ts";
import type { Narrator, Words } from "../say.ts";
import type { StatePaths } from "../state.ts";
import type { Exhibit } from "./evidence.ts";

/** Verifications at the same time. */
const ABREAST = 2;

/** An exhibit with the exit status that it must have. */
export interface Trial extends Exhibit {
  readonly exit: number;
  /** The check that must fail, or those, when any must. */
  readonly failing?: string | readonly string[];
}

export interface Outcome extends Trial {
  readonly found: number;
  readonly failed: readonly string[];
}

const HOW: Record<Isolation, Words> = {
  namespace: { zh: "独立的网络命名空间", en: "a network namespace of its own" },
  "user-namespace": { zh: "独立的网络命名空间", en: "a network namespace of its own" },
  "refused-sockets": { zh: "拒绝一切套接字", en: "every socket refused" },
};

/** Others' validators go on, out of the verifier's reach. */
const STOPPED: Record<"own" | "joined", Words> = {
  own: { zh: "链与网关均已停止", en: "chain and gateway are stopped" },
  joined: { zh: "网关已停止", en: "the gateway is stopped" },
};

function failedChecks(output: string): string[] {
  try {
    const verdict = JSON.parse(output) as { checks?: { name: string; state: string }[] };
    const failed = (verdict.checks ?? []).filter(({ state }) => state === "failed");
    return failed.map(({ name }) => name);
  } catch {
    throw new StoryError(
      `The verification said something that is no verdict: ${output.slice(0, 400)}`,
    );
  }
}

async function attempt(way: Isolation, folder: string, trial: Trial): Promise<Outcome> {
  const data = trial.data === undefined ? [] : ["--file", trial.data];
  const salt = trial.salt === undefined ? [] : ["--salt", trial.salt];
  const args = [trial.evidence, "--policy", "policy.json", ...data, ...salt];
  const { exit, output } = await verifyOffline(way, folder, args);
  return { ...trial, found: exit, failed: failedChecks(output) };
}

/** Verifies every exhibit in a folder of its own, without network, chain or gateway. */
export async function verifyAll(
  say: Narrator,
  paths: StatePaths,
  options: StoryOptions,
  trials: readonly Trial[],
): Promise<Outcome[]> {
  say.scene({ zh: "离线验证", en: "Offline verification" });
  const way = isolation();
  const folder = mkdtempSync(join(tmpdir(), "suyuan-offline-"));
  try {
    cpSync(paths.demo, folder, { recursive: true });
    if (!cannotConnect(way, options.gatewayPort))
      throw new StoryError("The network is still there.");
    const stopped = STOPPED[options.network === undefined ? "own" : "joined"];
    say.note({
      zh: `${stopped.zh}；验证进程没有网络（${HOW[way].zh}），文件夹中只有证据、策略与数据`,
      en: `${stopped.en}; the verifier has no network (${HOW[way].en}) and a folder with evidence, policy and data only`,
    });
    const step = say.progress({ zh: "个验证结论", en: "verdicts" }, trials.length);
    const outcomes: Outcome[] = [];
    const queue = [...trials.entries()];
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [place, trial] = next;
        outcomes[place] = await attempt(way, folder, trial);
        step();
      }
    };
    await Promise.all(Array.from({ length: ABREAST }, work));
    return outcomes;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whether the verifier found what it had to find: the exit status, and no other failing check. */
export function asExpected({ exit, found, failing, failed }: Outcome): boolean {
  const expected = failing === undefined ? [] : [failing].flat();
  return exit === found && expected.join() === failed.join();
}
