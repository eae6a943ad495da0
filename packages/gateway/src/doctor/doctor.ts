// SPDX-License-Identifier: Apache-2.0
// Looks at everything that a gateway needs before it is started, or while it runs; changes nothing.
import type { Config } from "../config/schema.ts";
import { nativeCrypto } from "../services/crypto.ts";
import { lookAtChain } from "./chain.ts";
import { lookAtKeys } from "./keys.ts";
import {
  diskFinding,
  filesFindings,
  folderFinding,
  pastFindings,
  portFindings,
} from "./machine.ts";
import { accessFindings, tlsFindings } from "./tls.ts";
import { tracingFindings } from "./tracing.ts";
import type { Finding } from "./words.ts";

/** Everything found, in the order in which it would keep a gateway from working. */
export async function examine(
  config: Config,
  env: NodeJS.ProcessEnv,
  now: () => number,
): Promise<readonly Finding[]> {
  const { findings, accounts } = await lookAtKeys(config, env);
  return [
    await folderFinding(config),
    await diskFinding(config),
    ...(await filesFindings()),
    ...(await pastFindings(config, now())),
    ...(await portFindings(config)),
    ...findings,
    ...(await lookAtChain({ config, accounts, now, crypto: await nativeCrypto() })),
    ...accessFindings(config),
    ...(await tlsFindings(config, now())),
    ...(await tracingFindings(config)),
  ];
}
