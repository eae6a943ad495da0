// SPDX-License-Identifier: Apache-2.0
// First command after a clone: makes the machine ready, then runs one task. Plain JavaScript without
// dependencies; this file keeps to syntax that old versions of Node read, so that they get the sentence below.

const major = Number(process.versions.node.split(".")[0]);
if (major < 18) {
  console.error(
    "Suyuan needs Node 18 or later (this is " + process.version + "). Install one and repeat.",
  );
  console.error("溯源需要 Node 18 或更高版本，请安装后重试。");
  process.exit(1);
}

import("./setup/main.mjs").then((setup) => setup.main(process.argv.slice(2)));
