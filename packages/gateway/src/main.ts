// SPDX-License-Identifier: Apache-2.0
// node packages/gateway/src/main.ts --config FILE
import { parseArgs } from "node:util";
import { readConfig } from "./config/read.ts";
import { startGateway } from "./gateway.ts";
import { notice, refuse, report } from "./output.ts";

try {
  const { values } = parseArgs({
    options: { config: { type: "string", default: "gateway.json" } },
  });
  const gateway = await startGateway(await readConfig(values.config), process.env, {
    report,
    notice,
  });
  process.stdout.write(`${JSON.stringify({ listening: gateway.url })}\n`);
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => void gateway.stop());
  const { reason } = await gateway.ended;
  if (reason !== undefined) refuse(reason);
} catch (error) {
  refuse(error);
}
