// SPDX-License-Identifier: Apache-2.0
// How long an inbox takes, over HTTP from a real gateway, after a long history by 200 organisations on four levels; and
// what of that history is looked at beside: the inbox law, and the index made anew from the chain.
import { access, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

import { pathOf } from "@suyuan/api";
import { OFFICES } from "@suyuan/proof";

import { madeAnew } from "../test/history/again.ts";
import { settled } from "../test/history/carried.ts";
import type { Findings } from "../test/history/law.ts";
import { looking } from "../test/history/looking.ts";
import { live, type Setting, startSetting } from "../test/history/setting.ts";
import { get } from "../test/support/http.ts";
import { type Figure, median, rounded } from "./figure.ts";

const bench = "inbox";
const ACTS = Number(process.env["SUYUAN_HISTORY"] ?? 100_000);
const ORGANIZATIONS = 200;
const SEED = 809;
const ROUNDS = 3;
const MOST_MS = 30;
/** A file for which the timed part waits, so that the long history may happen beside other work. */
const QUIET = process.env["SUYUAN_BENCH_QUIET"];
const LOOK_MS = 500;
const P95 = 0.95;
const LOOKS = 200;

/** The value below which so many of a hundred are. */
function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, two) => one - two);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** Milliseconds of each answer, one after the other. */
async function ask({ running }: Setting, seats: readonly number[], query: string) {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const seat of seats) {
      const begin = performance.now();
      const { status } = await get(running.url + pathOf("inbox", { seat }) + query);
      times.push(performance.now() - begin);
      if (status !== 200) throw new Error(`the inbox of seat ${seat} answers ${status}`);
    }
  }
  return times;
}

/** Milliseconds of processor time that a process has used, in steps of ten. */
async function busyMs(pid: number | undefined): Promise<number> {
  const fields = (await readFile(`/proc/${pid ?? 0}/stat`, "utf8")).split(" ");
  return (Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])) * MS_A_TICK;
}
const [USER_TICKS, SYSTEM_TICKS, MS_A_TICK] = [13, 14, 10];

/** Heads of data offices; those of all authorities apart, which have organisations below them. */
async function heads({ stage }: Setting) {
  const all: number[] = [];
  const authorities: number[] = [];
  for (const { number, seats } of stage.members.values()) {
    const seat = seats.get(OFFICES.headOfDataOffice);
    if (!seat || !(await stage.isActive(number))) continue;
    all.push(seat.number);
    if (await stage.ledger.has(number, 2)) authorities.push(seat.number);
  }
  return { all, authorities };
}

async function inboxes(setting: Setting, conditions: string): Promise<Figure[]> {
  const { all, authorities } = await heads(setting);
  const province = [setting.province.seats.authorityHead.number];
  const { pid } = setting.running.process;
  const figures: Figure[] = [];
  const measure = async (name: string, seats: readonly number[], query: string) => {
    const before = await busyMs(pid);
    const times = await ask(setting, seats, query);
    const n = times.length;
    const busy = rounded(((await busyMs(pid)) - before) / n, 3);
    const shared = { bench, unit: "ms", n, conditions };
    const value = rounded(percentile(times, P95), 3);
    figures.push({ ...shared, case: `${name}, p95`, value, limit: MOST_MS });
    figures.push({ ...shared, case: `${name}, median`, value: rounded(median(times), 3) });
    figures.push({ ...shared, case: `${name}, the gateway's processor time`, value: busy });
  };
  await ask(setting, all, "");
  const many = Array.from({ length: 50 }, () => province[0] ?? 0);
  await measure("all seats, the whole inbox", all, "");
  await measure("authorities, the whole inbox", authorities, "");
  await measure("authority above all, the whole inbox", many, "");
  await measure("authority above all, who waits for it", many, "?part=decide");
  await measure("authority above all, what is late below it", many, "?part=late");
  return figures;
}

/** What was looked at while the history happened and after it, and did not hold. */
async function checks(setting: Setting, law: Findings, conditions: string): Promise<Figure[]> {
  const { records, different } = await madeAnew(setting);
  for (const line of [...law.wrong, ...different]) console.error(line);
  const figure = (name: string, value: number, n: number): Figure => {
    return { bench, case: name, value, unit: "wrong", n, limit: 0, conditions };
  };
  return [
    figure(
      "acts offered or not, tried on the contracts",
      law.wrong.length,
      law.offered + law.refused,
    ),
    figure("records of the index, made anew from the chain", different.length, records),
  ];
}

/** @returns how long inboxes take, and what of the history did not hold */
export async function run(): Promise<Figure[]> {
  const setting = await startSetting({ acts: ACTS, organizations: ORGANIZATIONS, seed: SEED });
  try {
    const law: Findings = { offered: 0, refused: 0, wrong: [] };
    const tell = (line: string) => {
      console.error(line);
    };
    const { acts } = await live(setting, looking(setting, LOOKS, law, tell));
    tell(JSON.stringify(Object.fromEntries([...setting.stage.done].toSorted())));
    await settled(setting.stage, setting.gateway);
    while (QUIET && !(await isThere(QUIET))) await sleep(LOOK_MS);
    const conditions = `after ${acts} random acts by ${setting.stage.members.size} organisations`;
    const asked = await inboxes(setting, `${conditions}, over HTTP, one after the other`);
    return [...asked, ...(await checks(setting, law, conditions))];
  } finally {
    await setting.stop();
  }
}
