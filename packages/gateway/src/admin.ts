// SPDX-License-Identifier: Apache-2.0
// suyuan-gateway: what whoever keeps a gateway does with its store.
import { parseArgs } from "node:util";
import { backup } from "./admin/backup.ts";
import { type Command, EXIT, type Values } from "./admin/command.ts";
import { doctor } from "./admin/doctor.ts";
import { documentKey, documentRewrap } from "./admin/documents.ts";
import { exportLog } from "./admin/export.ts";
import { follow } from "./admin/follow.ts";
import { fsck } from "./admin/fsck.ts";
import { reindex } from "./admin/reindex.ts";
import { restore } from "./admin/restore.ts";
import { webhookDrop, webhookList, webhookRetry } from "./admin/webhooks.ts";
import { readConfig } from "./config/read.ts";
import { report, sayRefused } from "./output.ts";
import { StartRefusal } from "./refusal.ts";

const COMMANDS: Readonly<Record<string, Command>> = {
  ...{ doctor, follow, fsck, backup, restore, reindex, export: exportLog },
  ...{ "document-key": documentKey, "document-rewrap": documentRewrap },
  ...{ "webhook-list": webhookList, "webhook-retry": webhookRetry, "webhook-drop": webhookDrop },
};

const END = `
Progress goes to the error stream. Exit status: 0 done, 1 refused, 2 usage, 3 done with broken records.
`;
const USAGE =
  Object.values(COMMANDS)
    .map(({ usage }) => usage)
    .join("\n") + END;

interface Asked {
  readonly command: Command;
  readonly values: Values;
}

/** Runs a command. @returns the exit status */
export async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(USAGE);
    return EXIT.ok;
  }
  const asked = parse(args);
  if (!asked) {
    process.stderr.write(USAGE);
    return EXIT.usage;
  }
  try {
    const { command, values } = asked;
    return await command.run(await readConfig(String(values["config"]), process.env), values);
  } catch (error) {
    if (error instanceof StartRefusal) sayRefused(error);
    else report(error);
    return EXIT.refused;
  }
}

function parse([name = "", ...rest]: readonly string[]): Asked | undefined {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) return undefined;
  const wanted = Object.entries({ config: "needed", ...command.options });
  const options = new Map(
    wanted.map(([option, kind]) => {
      const type = kind === "flag" ? ("boolean" as const) : ("string" as const);
      return [option, { type }];
    }),
  );
  try {
    const { values } = parseArgs({ args: rest, options: Object.fromEntries(options) });
    const found: Values = { ...values };
    const isWhole = wanted.every(([option, kind]) => kind !== "needed" || option in found);
    return isWhole ? { command, values: found } : undefined;
  } catch {
    return undefined;
  }
}
