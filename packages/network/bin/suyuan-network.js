#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Starts the command. Plain JavaScript that Node 18 reads, so that an older Node can say what is missing.
const NEEDED = 24;

if (Number(process.versions.node.split(".")[0]) < NEEDED) {
  console.error(`suyuan-network needs Node ${NEEDED} (this is ${process.version}).`);
  console.error("npm run network -- besu … brings it, and does the same.");
  process.exit(1);
}

const { main } = await import(new URL("../src/main.ts", import.meta.url).href);
process.exitCode = main(process.argv.slice(2));
