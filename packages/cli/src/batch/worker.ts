// SPDX-License-Identifier: Apache-2.0
import { parentPort, workerData } from "node:worker_threads";

import { readPolicy, remembering } from "@suyuan/sdk/verification";

import { nativeCrypto } from "../crypto/native.ts";
import { judgeFile } from "./judgement.ts";

const policy = readPolicy(workerData);
const crypto = remembering(await nativeCrypto());

parentPort?.on("message", (paths: readonly string[]) => {
  parentPort?.postMessage(paths.map((path) => judgeFile(path, policy, crypto)));
});
