// SPDX-License-Identifier: Apache-2.0
// What a program asked of the operating system, as strace wrote it down.

/** Options of strace that {@link callsOf} reads; `-D`: the program is our child, strace is not. */
export const STRACE_OPTIONS = [
  ...["-D", "-f", "-y", "-xx", "-s", "2000000"],
  "-e",
  "trace=openat,rename,unlink,mkdir,rmdir,ftruncate,fsync,fdatasync,write,writev,pwrite64,sendto,sendmsg",
] as const;

/** One call of the system: in which lines of the trace it began and ended. */
export interface Call {
  readonly name: string;
  /** Its arguments; texts are in hexadecimal escapes. */
  readonly given: string;
  readonly begin: number;
  readonly end: number;
  /** What it returned; -1 when it failed. */
  readonly result: number;
}

interface Begun {
  readonly name: string;
  readonly given: string;
  readonly begin: number;
}

const LINE = /^(\d+)\s+(?:<\.\.\. (\w+) resumed>|(\w+)\()(.*)$/s;
const UNFINISHED = " <unfinished ...>";
const RESULT = /^(.*)\)\s+= (-?\d+)/s;

/** Reads what strace wrote, in the order in which calls ended; one that others interrupted stands in two lines. */
export function callsOf(trace: string): Call[] {
  const calls: Call[] = [];
  const open = new Map<string, Begun>();
  for (const [at, line] of trace.split("\n").entries()) {
    const [, thread = "", resumed, called, rest = ""] = LINE.exec(line) ?? [];
    if (called !== undefined && rest.endsWith(UNFINISHED)) {
      const given = rest.slice(0, -UNFINISHED.length);
      open.set(`${thread} ${called}`, { name: called, given, begin: at });
      continue;
    }
    const key = `${thread} ${resumed ?? ""}`;
    const begun = resumed === undefined ? { name: called, given: "", begin: at } : open.get(key);
    open.delete(key);
    const [, more, result] = RESULT.exec(rest) ?? [];
    if (begun?.name === undefined || more === undefined) continue;
    const { name, given, begin } = begun;
    calls.push({ name, given: given + more, begin, end: at, result: Number(result) });
  }
  return calls;
}

/** Bytes that stand in escapes. */
export const bytesOf = (escaped: string): Buffer =>
  Buffer.from(escaped.replaceAll("\\x", ""), "hex");

/** The texts in quotation marks among a call's arguments. */
export const textsOf = ({ given }: Call): Buffer[] =>
  [...given.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, escaped = ""]) => bytesOf(escaped));

/** The first argument where it is a descriptor: its number, and the path that it stands for. */
export function descriptorOf({ given }: Call): { number: number; path: string } | undefined {
  const [, number, escaped = ""] = /^(\d+)<((?:\\x[0-9a-f]{2})*)/.exec(given) ?? [];
  if (number === undefined) return undefined;
  return { number: Number(number), path: bytesOf(escaped).toString() };
}
