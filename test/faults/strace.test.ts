// SPDX-License-Identifier: Apache-2.0
// Seen from the operating system: each acknowledgement leaves the socket only after the fdatasync that
// covers its statement has returned.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { MEDIA, PATHS } from "@suyuan/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Exchange, startExchange } from "../support/exchange.ts";
import { startGateway } from "../support/gateway.ts";
import { post } from "../support/http.ts";
import { need } from "../support/needs.ts";
import { type Parcel, parcels } from "../support/volume.ts";

const CALLS = "fdatasync,fsync,rename,write,writev,pwrite64,sendto,sendmsg";
const FIRST_SERIAL = 2_000_000;
const SINGLE = 20;
const IN_LINES = 60;
const PATIENCE_MS = 120_000;

/** One call of the system: where in the trace it began and ended. */
interface Call {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly begin: number;
  end: number;
}

const BEGIN = /^(\d+)\s+(\w+)\((\d+)(.*)$/s;
const RESUMED = /^(\d+)\s+<\.\.\. (\w+) resumed>/;

/** Reads what strace wrote; a call that others interrupted stands in two lines. */
function callsOf(trace: string): Call[] {
  const calls: Call[] = [];
  const open = new Map<string, Call>();
  for (const [at, line] of trace.split("\n").entries()) {
    const [, thread = "", resumed] = RESUMED.exec(line) ?? [];
    if (resumed !== undefined) {
      const call = open.get(`${thread} ${resumed}`);
      if (call) call.end = at;
      continue;
    }
    const [, owner, name, file, text] = BEGIN.exec(line) ?? [];
    if (owner === undefined || name === undefined || file === undefined || text === undefined)
      continue;
    const unfinished = text.endsWith("<unfinished ...>");
    const call: Call = { name, file, text, begin: at, end: unfinished ? Infinity : at };
    if (unfinished) open.set(`${owner} ${name}`, call);
    calls.push(call);
  }
  return calls;
}

const strace = need("strace");
let exchange: Exchange;
let seen: Traced;

beforeAll(async () => {
  if (strace.missing) return;
  exchange = await startExchange();
  seen = await traced();
}, PATIENCE_MS);
afterAll(async () => {
  if (!strace.missing) await exchange.stop();
});

interface Traced {
  readonly trace: string;
  readonly calls: Call[];
  readonly sent: Parcel[];
}

async function traced(): Promise<Traced> {
  const file = join(exchange.province.folder, "trace");
  await exchange.gateway.stop();
  // -D: the gateway is our child, strace is not, so that signals reach the gateway.
  const options = ["-D", "-f", "-y", "-e", `trace=${CALLS}`, "-s", "200000", "-o", file];
  exchange.gateway = await startGateway(exchange.home, [strace.program, ...options]);
  const sent = await parcels(exchange, SINGLE + IN_LINES, FIRST_SERIAL);
  const url = exchange.gateway.url + PATHS.statements;
  for (const { body } of sent.slice(0, SINGLE)) expect((await post(url, body)).status).toBe(201);
  const lines = sent.slice(SINGLE).map(({ body }) => body);
  const { text } = await post(url, lines.join("\n"), MEDIA.lines);
  expect(text.match(/"ok":true/g)).toHaveLength(IN_LINES);
  await exchange.gateway.stop();
  const trace = await readFile(file, "utf8");
  exchange.gateway = await startGateway(exchange.home);
  return { trace, calls: callsOf(trace), sent };
}

const isSync = ({ name }: Call): boolean => name === "fdatasync" || name === "fsync";
/** An answer names the statement and its place; the store never writes the two side by side. */
const isAnswer = ({ text }: Call, id: string): boolean =>
  text.includes(`\\"id\\":\\"${id}\\",\\"index\\":`);

describe("an acknowledgement", () => {
  it.skipIf(strace.missing)(`leaves only after the sync that covers it ${strace.label}`, () => {
    const { calls, sent } = seen;
    const syncs = calls.filter(isSync);
    for (const { id, nonce } of sent) {
      const answer = calls.find((call) => isAnswer(call, id));
      // A block of LevelDB's log may cut one of the two, not both.
      const stored = calls.find(
        (call) =>
          !isAnswer(call, id) &&
          (call.text.includes(nonce) || call.text.includes(`i/${id.slice(2)}`)),
      );
      expect(answer, `the answer to ${id}`).toBeDefined();
      expect(stored, `the write of ${id}`).toBeDefined();
      const covering = syncs.find(
        ({ file, begin, end }) =>
          file === stored?.file && begin > stored.end && end < (answer?.begin ?? 0),
      );
      expect(covering, `the sync of ${id}`).toBeDefined();
    }
  });
});

describe("commits.log", () => {
  it.skipIf(strace.missing)(
    `is on disk before it takes its name, and its name before it is used ${strace.label}`,
    () => {
      const lines = seen.trace.split("\n");
      const first = (pattern: RegExp): number => lines.findIndex((line) => pattern.test(line));
      const synced = first(/ f(?:data)?sync\(\d+<[^>]*\/commits\.log\.next>/);
      const renamed = first(/ rename\("[^"]*\/commits\.log\.next"/);
      const named = lines.findIndex(
        (line, at) => at > renamed && / fsync\(\d+<[^>]*\/store>/.test(line),
      );
      const used = first(/ p?write(?:64)?\(\d+<[^>]*\/commits\.log>/);
      const steps = [synced, renamed, named, used];
      expect(synced).toBeGreaterThan(-1);
      expect(steps).toEqual([...steps].sort((one, other) => one - other));
    },
  );
});
