// SPDX-License-Identifier: Apache-2.0
// What a founder trusts, suyuan/trust@1: the members of a policy that no deployment tells.
import { DeployError } from "../addresses.ts";
import { checkTrust, type Trust } from "../trust.ts";
import { Malformed, members, oneOf } from "./reading.ts";

const TRUST_TYPE = "suyuan/trust@1";
const NEEDED = ["name", "consensus", "logs"];
const OPTIONAL = ["witnesses", "require", "authority"];

/** Reads a trust file that is parsed already; its members are read as a policy's. @throws Malformed */
export function readTrust(json: unknown): Trust {
  const { get } = members(json, "", ["type", ...NEEDED, ...OPTIONAL]);
  get("type", oneOf([TRUST_TYPE]));
  for (const name of NEEDED) get(name, (value) => value);
  const { type: _, ...trust } = json as { type: string } & Trust;
  try {
    checkTrust(trust);
  } catch (cause) {
    if (!(cause instanceof DeployError)) throw cause;
    throw new Malformed(cause.message, { cause });
  }
  return trust;
}
