// SPDX-License-Identifier: Apache-2.0
// A geth whose clock is set from outside, for tests in which months pass: scripts/needs/moved-clock/clock.go.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { BUILD_S, building, keptGeth, LINKING, MODULE, VERSION } from "./geth.ts";
import { needGo } from "./go.ts";
import { Missing, succeeds } from "./system.ts";

const CLOCK = join(import.meta.dirname, "moved-clock/clock.go");
const META = "moved-clock";
const CLIQUE = "consensus/clique/clique.go";
const COPY_S = 120;

/** What stands in the source, so many times, and what stands there instead. */
interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly times: number;
}

const EDITS: readonly Edit[] = [
  {
    ...{ file: CLIQUE, times: 1, to: "untilMoved(time.Unix(int64(header.Time), 0))" },
    from: "time.Unix(int64(header.Time), 0).Sub(time.Now())",
  },
  // The time of a new block, and whether another's lies in the future.
  { file: CLIQUE, times: 3, from: "time.Now()", to: "movedNow()" },
  {
    ...{ file: CLIQUE, times: 1, to: "outOfTurnDelay(wiggle)" },
    from: "time.Duration(rand.Int63n(int64(wiggle)))",
  },
  // It never passes for the ordinary one.
  {
    file: "params/version.go",
    times: 1,
    from: 'VersionMeta  = "stable"',
    to: `VersionMeta  = "${META}"`,
  },
];

/** Of everything that makes it differ from the ordinary one. */
const fingerprint = (): string =>
  createHash("sha256")
    .update(readFileSync(CLOCK))
    .update(JSON.stringify(EDITS))
    .digest("hex")
    .slice(0, 12);

/**
 * The `geth` program whose blocks take their time from the file that SUYUAN_CLOCK names. It is kept beside the ordinary
 * one, which is never that.
 * @throws Missing where it cannot be built
 */
export function needMovedGeth(tools: string, env: NodeJS.ProcessEnv = process.env): string {
  const kept = { name: `geth-${VERSION}-${META}-${fingerprint()}`, meta: META };
  return keptGeth(kept, env, (folder) => {
    const go = needGo(tools);
    const environment = building(go, env);
    const source = join(folder, "source");
    copySource(go, environment, source);
    for (const edit of EDITS) apply(edit, source);
    copyFileSync(CLOCK, join(source, dirname(CLIQUE), "suyuan-clock.go"));
    const args = ["build", "-C", source, LINKING, "-o", join(folder, "geth"), "./cmd/geth"];
    if (!succeeds(go, args, BUILD_S, environment)) throw missing("Go could not build it");
    rmSync(source, { recursive: true });
  });
}

const missing = (why: string): Missing => new Missing(`needs geth with a moved clock: ${why}`);

/** Go lets nothing be replaced below its cache of modules, so that the whole is copied. */
function copySource(go: string, env: Readonly<Record<string, string>>, to: string): void {
  const { status, stdout } = spawnSync(go, ["mod", "download", "-json", `${MODULE}@v${VERSION}`], {
    ...{ encoding: "utf8", timeout: BUILD_S * 1_000, env: { ...process.env, ...env } },
  });
  if (status !== 0) throw missing(`Go could not fetch ${MODULE}`);
  const { Dir: from } = JSON.parse(stdout) as { Dir: string };
  cpSync(from, to, { recursive: true });
  // Modules are kept read-only.
  if (!succeeds("chmod", ["-R", "u+w", to], COPY_S)) throw missing("its source stays read-only");
}

function apply({ file, from, to, times }: Edit, source: string): void {
  const path = join(source, file);
  const parts = readFileSync(path, "utf8").split(from);
  if (parts.length !== times + 1) throw missing(`${file} is not what it was`);
  writeFileSync(path, parts.join(to));
}
