// SPDX-License-Identifier: Apache-2.0
// node packages/gateway/src/main.ts --config FILE [--print-config]
import { parseArgs } from "node:util";
import { describeConfig } from "./config/described.ts";
import { readConfig, readSourced } from "./config/read.ts";
import { startGateway } from "./gateway.ts";
import { notice, refuse, report, tell } from "./output.ts";

try {
  const { values } = parseArgs({
    options: {
      config: { type: "string", default: "gateway.json" },
      "print-config": { type: "boolean", default: false },
    },
  });
  if (values["print-config"]) await printConfig(values.config);
  else await serve(values.config);
} catch (error) {
  refuse(error);
}

async function printConfig(file: string): Promise<void> {
  const described = describeConfig(await readSourced(file, process.env), process.env);
  process.stdout.write(`${JSON.stringify(described, undefined, 2)}\n`);
}

async function serve(file: string): Promise<void> {
  const gateway = await startGateway(await readConfig(file, process.env), process.env, {
    report,
    notice,
    tell,
  });
  process.stdout.write(`${JSON.stringify({ listening: gateway.url })}\n`);
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => void gateway.stop());
  const { reason } = await gateway.ended;
  if (reason !== undefined) refuse(reason);
}
