// SPDX-License-Identifier: Apache-2.0
import type { Config } from "./config/schema.ts";
import { type Ending, startGateway } from "./gateway.ts";
import { notice, report, tell } from "./output.ts";

/** Runs a gateway until a signal ends it, or it ends itself. @throws StartRefusal */
export async function serve(config: Config): Promise<Ending> {
  const gateway = await startGateway(config, process.env, { report, notice, tell });
  process.stdout.write(`${JSON.stringify({ listening: gateway.url })}\n`);
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => void gateway.stop());
  return gateway.ended;
}
