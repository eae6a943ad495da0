// SPDX-License-Identifier: Apache-2.0
// A real follower of a gateway that a test runs.
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PATHS, pathOf, type StatementView } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import { anchored, type Exchange, logSize, until } from "./exchange.ts";
import { type GatewayHome, type RunningGateway, startGateway } from "./gateway.ts";
import { get } from "./http.ts";

const COMMAND = fileURLToPath(import.meta.resolve("@suyuan/gateway/bin"));
/** Members of a configuration that only a gateway with keys has. */
const KEEPERS = ["logKey", "operatorKey", "operatorSeat", "relayerKey", "window"];

/** The verifier key of the log that a gateway keeps. */
export async function keyOf({ url }: RunningGateway): Promise<string> {
  const { json } = await get(url + PATHS.chain);
  return (json as unknown as { log: { key: string } }).log.key;
}

/** Writes the configuration of a follower of an exchange's gateway. */
export async function prepareFollower(
  { home, gateway, province }: Pick<Exchange, "home" | "gateway" | "province">,
  follow: object = {},
  settings: object = {},
): Promise<GatewayHome> {
  const leader = JSON.parse(await readFile(home.config, "utf8")) as Record<string, unknown>;
  const shared = Object.entries(leader).filter(([member]) => !KEEPERS.includes(member));
  const folder = join(province.folder, `follower-${randomBytes(4).toString("hex")}`);
  await mkdir(folder);
  const deployment = join(dirname(home.config), "deployment.json");
  const config = {
    ...Object.fromEntries(shared),
    ...{ deployment, port: 0 },
    follow: { url: gateway.url, key: await keyOf(gateway), ...follow },
    ...settings,
  };
  const path = join(folder, "follower.json");
  await writeFile(path, JSON.stringify(config));
  return { dir: join(folder, "store"), config: path };
}

/** Starts a follower and waits until it listens. @throws StartRefused */
export const startFollower = (home: GatewayHome): Promise<RunningGateway> =>
  startGateway(home, [], [COMMAND, "follow"]);

/** Waits until a follower has as many entries as its leader has. @returns how many */
export async function caughtUp(leader: RunningGateway, follower: RunningGateway): Promise<number> {
  return until("the follower has caught up", async () => {
    const size = await logSize(leader);
    return size > 0 && (await logSize(follower)) === size && size;
  });
}

/** Waits until a follower has a statement, and its anchor; gives its view. */
export async function followed(follower: RunningGateway, id: Hex): Promise<StatementView> {
  await until(`statement ${id} is here`, async () => {
    const { status } = await get(follower.url + pathOf("statement", { id }));
    return status === 200;
  });
  return anchored(follower, id);
}
