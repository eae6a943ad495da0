// SPDX-License-Identifier: Apache-2.0
// The environment that the systemd unit gives a gateway's process: what is tested and measured runs as in operation.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const UNIT = join(import.meta.dirname, "../../deploy/operation/suyuan-gateway.service");
const SETTING = /^Environment=((?!SUYUAN_)\w+)=(.+)$/gm;

/** Variables of the unit that are not the configuration's own. */
export const OPERATION_ENV: Readonly<Record<string, string>> = Object.fromEntries(
  [...readFileSync(UNIT, "utf8").matchAll(SETTING)].map(([, name = "", value = ""]) => [
    name,
    value,
  ]),
);

/** The same over an environment, whose own options of Node stay. */
export function asInOperation(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const options = [OPERATION_ENV["NODE_OPTIONS"], env["NODE_OPTIONS"]].filter(Boolean).join(" ");
  return { ...env, ...OPERATION_ENV, NODE_OPTIONS: options };
}
