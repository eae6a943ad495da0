// SPDX-License-Identifier: Apache-2.0
// node packages/gateway/src/main.ts --config FILE [--print-config | --print-schema]
import { parseArgs } from "node:util";
import { describeConfig } from "./config/described.ts";
import { configSchema } from "./config/json-schema.ts";
import { readConfig, readSourced } from "./config/read.ts";
import { refuse } from "./output.ts";
import { serve } from "./serve.ts";

try {
  const { values } = parseArgs({
    options: {
      config: { type: "string", default: "gateway.json" },
      "print-config": { type: "boolean", default: false },
      "print-schema": { type: "boolean", default: false },
    },
  });
  if (values["print-schema"]) print(configSchema());
  else if (values["print-config"]) await printConfig(values.config);
  else {
    const { reason } = await serve(await readConfig(values.config, process.env));
    if (reason !== undefined) refuse(reason);
  }
} catch (error) {
  refuse(error);
}

async function printConfig(file: string): Promise<void> {
  print(describeConfig(await readSourced(file, process.env), process.env));
}

function print(told: object): void {
  process.stdout.write(`${JSON.stringify(told, undefined, 2)}\n`);
}
