// SPDX-License-Identifier: Apache-2.0
import { run } from "./command/run.ts";

const lines = (stream: NodeJS.WriteStream) => (line: string) => {
  stream.write(`${line}\n`);
};

process.exitCode = await run(process.argv.slice(2), {
  ...{ out: lines(process.stdout), error: lines(process.stderr), env: process.env },
  // npm goes to the repository's folder, and says where the user stands.
  base: process.env["INIT_CWD"] ?? process.cwd(),
});
