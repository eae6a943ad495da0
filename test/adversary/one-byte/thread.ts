// SPDX-License-Identifier: Apache-2.0
// One thread of run.ts: judges the shares that it is given, and tells what came of them.
import { parentPort, workerData } from "node:worker_threads";

import { nativeCrypto } from "@suyuan/cli";
import { verify } from "@suyuan/proof";

import { rememberingCrypto } from "./crypto.ts";
import { subjects } from "./subjects.ts";
import { added, holdShare, NOTHING, type Share, type Tally } from "./tally.ts";

const shares = workerData as readonly Share[];
const all = subjects({ crypto: rememberingCrypto(await nativeCrypto()), verify });

const told = shares.reduce((tally: Tally, share) => {
  const subject = all[share.subject];
  if (subject === undefined) throw new Error(`no subject ${String(share.subject)}`);
  return added(tally, holdShare(subject, share));
}, NOTHING);
parentPort?.postMessage(told);
