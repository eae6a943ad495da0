// SPDX-License-Identifier: Apache-2.0

const task = (script, args = [], env = {}) => ({ script, args, env });

/** Every task that `node scripts/setup.mjs <task>` can run, by name. */
export const TASKS = {
  story: task("scripts/story/main.ts"),
  test: task("scripts/test.ts"),
  check: task("scripts/check.ts"),
  build: task("scripts/build.ts"),
  shots: task("scripts/shots.ts"),
  bench: task("bench/run.ts"),
  network: task("scripts/network/main.ts"),
  deploy: task("deploy/main.ts"),
  "network-suite": task("scripts/test.ts", ["--only", "network"]),
  crash: task("scripts/test.ts", ["--crash"]),
  soak: task("bench/run.ts", ["soak"]),
  deep: task("scripts/test.ts", [], { SUYUAN_DEEP: "1" }),
};
