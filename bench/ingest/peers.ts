// SPDX-License-Identifier: Apache-2.0
// What a team would otherwise use: a Tessera log on POSIX files, and a table of PostgreSQL.
import { execFileSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { need } from "../../test/support/needs.ts";
import { type Measured, overHttp, type Shape, type Target } from "./measure.ts";
import { goProgram, output, serve } from "./programs.ts";

/** A target that runs until it is stopped. */
export interface Peer extends Target {
  stop(): Promise<void>;
}

/** A Tessera log, batched as its options say; nothing of an entry is checked. */
export async function startTessera(client: string, folder: string, batch: number): Promise<Peer> {
  const program = await goProgram("tessera");
  const dir = join(folder, `tessera-${batch}`);
  const serving = await serve(program, ["-dir", dir, "-batch", String(batch)]);
  const server = { url: serving.said, speech: "tessera" } as const;
  const target = overHttp(client, `Tessera, batches of ${batch}`, server);
  return { ...target, stop: () => serving.stop() };
}

/** Its server refuses to run as root: it gets the account that the package made for it. */
function account(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (which: string) =>
    Number(execFileSync("id", [which, "postgres"], { encoding: "utf8" }).trim());
  return { uid: id("-u"), gid: id("-g") };
}

/** One table of PostgreSQL; each insert is on disk before it is answered. */
export async function startPostgres(): Promise<Peer> {
  const program = await goProgram("postgres");
  const bin = dirname(need("postgres").program);
  const own = account();
  // Of its own: the benchmark's folder is closed to other accounts.
  const home = mkdtempSync(join(tmpdir(), "suyuan-postgres-"));
  if (own) chownSync(home, own.uid, own.gid);
  const data = join(home, "data");
  const run = (name: string, ...args: readonly string[]) =>
    execFileSync(join(bin, name), ["-D", data, ...args], { ...own, cwd: home, stdio: "ignore" });
  run("initdb", "-U", "bench", "-A", "trust", "-E", "UTF8");
  const settings = [`-c listen_addresses= -c unix_socket_directories=${home}`];
  settings.push("-c synchronous_commit=on -c fsync=on -c max_connections=100");
  run("pg_ctl", "-l", join(home, "log"), "-o", settings.join(" "), "-w", "start");
  const server = `host=${home} user=bench dbname=postgres`;
  const send = async (file: string, { size, clients }: Shape) => {
    const shape = ["-clients", String(clients), "-size", String(size)];
    const said = await output(program, ["-server", server, "-file", file, ...shape]);
    return JSON.parse(said) as Measured;
  };
  const stop = () => {
    run("pg_ctl", "-m", "fast", "-w", "stop");
    rmSync(home, { recursive: true });
    return Promise.resolve();
  };
  return { name: "PostgreSQL", send, stop };
}
