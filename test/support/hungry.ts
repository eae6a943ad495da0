// SPDX-License-Identifier: Apache-2.0
// node --import this: a process whose threads, while the file is there that SUYUAN_TEST_HUNGRY names, use up their memory
// with the first message that they get.
import { existsSync } from "node:fs";
import { isMainThread, parentPort } from "node:worker_threads";

const file = process.env["SUYUAN_TEST_HUNGRY"] ?? "";
const MUCH = 100_000;

if (!isMainThread) {
  parentPort?.on("message", () => {
    const eaten: object[] = [];
    while (existsSync(file)) {
      for (let count = 0; count < MUCH; count++) eaten.push({ count });
    }
  });
}
