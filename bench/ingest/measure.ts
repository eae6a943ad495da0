// SPDX-License-Identifier: Apache-2.0
// One measurement: a file of bodies goes to one target, by the same client for each that speaks HTTP. What the
// clients print is kept as it is.
import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { MEDIA, PATHS } from "@suyuan/api";
import { output } from "./programs.ts";

/** How a file is sent. */
export interface Shape {
  /** Bodies in one request: 1 goes as JSON, more as lines. */
  readonly size: number;
  readonly clients: number;
}

/** What a client prints. */
export interface Measured {
  readonly lines: number;
  readonly requests: number;
  readonly clients: number;
  readonly seconds: number;
  /** Milliseconds of whole requests. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Something that takes files. */
export interface Target {
  readonly name: string;
  send(file: string, shape: Shape): Promise<Measured>;
}

const RAW = join(import.meta.dirname, "../figures/raw/ingest.ndjson");

/** Begins the record of a run anew. */
export async function beginRaw(): Promise<void> {
  await mkdir(dirname(RAW), { recursive: true });
  await writeFile(RAW, "");
}

/** Sends a file and keeps what the client said. */
export async function measure(
  target: Target,
  what: string,
  file: string,
  shape: Shape,
): Promise<Measured> {
  const measured = await target.send(file, shape);
  const line = { time: new Date().toISOString(), target: target.name, what, ...shape, ...measured };
  await appendFile(RAW, `${JSON.stringify(line)}\n`);
  return measured;
}

/** How a server wants to be spoken to. */
interface Speech {
  readonly one: string;
  readonly many: string;
  readonly status: number;
  /** What an answer holds once for each body that was taken. */
  readonly mark: { readonly one: string; readonly many: string };
}

const OURS: Speech = {
  one: PATHS.statements,
  many: PATHS.statements,
  status: 201,
  mark: { one: '"index":', many: '"ok":true' },
};
const TESSERA: Speech = {
  one: "/add",
  many: "/lines",
  status: 200,
  mark: { one: '"index":', many: '"index":' },
};

/** Where a server is, and how it wants to be spoken to. */
export interface Server {
  readonly url: string;
  readonly speech?: "ours" | "tessera";
  /** One more header line of each request. */
  readonly header?: () => Promise<string>;
}

/** A server behind HTTP. @param client the program of bench/peers/load */
export function overHttp(client: string, name: string, server: Server): Target {
  const { url, header } = server;
  const { one, many, status, mark } = server.speech === "tessera" ? TESSERA : OURS;
  const send = async (file: string, { size, clients }: Shape) => {
    const single = size === 1;
    const args = ["-url", url + (single ? one : many), "-file", file];
    args.push("-clients", String(clients), "-size", String(size));
    args.push("-media", single ? MEDIA.json : MEDIA.lines);
    if (header) args.push("-header", await header());
    args.push("-status", String(single ? status : 200), "-mark", single ? mark.one : mark.many);
    return JSON.parse(await output(client, args)) as Measured;
  };
  return { name, send };
}
