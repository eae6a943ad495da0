#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Starts the command. Plain JavaScript that Node 18 reads, so that an older Node can say what is missing.
const NEEDED = 24;

if (Number(process.versions.node.split(".")[0]) < NEEDED) {
  console.error(`suyuan-gateway needs Node ${NEEDED} (this is ${process.version}).`);
  process.exit(1);
}

const { main } = await import(new URL("../src/admin.ts", import.meta.url).href);
process.exitCode = await main(process.argv.slice(2));
