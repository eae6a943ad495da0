// SPDX-License-Identifier: Apache-2.0
import { type Policy, readPolicy } from "@suyuan/sdk/verification";

import { notReadable, readJson } from "./documents.ts";

/** The policy in a file. @throws InputError `not-readable`, and those of reading a file */
export async function readTrust(path: string): Promise<Policy> {
  try {
    return readPolicy(await readJson(path));
  } catch (cause) {
    throw notReadable(path, cause);
  }
}
