// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { PATHS, SIGNALS, SetupError, say } from "./project.mjs";

const PROGRESS_EVERY_MS = 5_000;
const UNREACHABLE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/u;
const UNTRUSTED = /SELF_SIGNED_CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER_CERT|CERT_UNTRUSTED/u;

/** How to start npm under a given Node: npm's own script where it can be found, so that PATH does not matter. */
export function npmCommand(nodeBinary, env) {
  const script = npmScripts(env).find((path) => path !== undefined && existsSync(path));
  if (script !== undefined) return { command: nodeBinary, args: [script], shell: false };
  return { command: "npm", args: [], shell: process.platform === "win32" };
}

function npmScripts(env) {
  const running = env.npm_execpath;
  const bin = dirname(process.execPath);
  return [
    running !== undefined && /^npm(-cli)?\.[cm]?js$/u.test(basename(running)) ? running : undefined,
    join(bin, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    join(bin, "node_modules", "npm", "bin", "npm-cli.js"),
  ];
}

/** Runs npm, says every few seconds how far it is, and turns a failure into advice. */
export async function runNpm(npm, args, { cwd, env, watch }) {
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  const timer = setInterval(() => {
    say(`… ${seconds()} s, ${countEntries(watch)} folders / 进行中`);
  }, PROGRESS_EVERY_MS);
  try {
    const { status, output } = await capture(npm, args, cwd, env);
    if (status !== 0) throw npmFailure(args[0], status, output);
  } finally {
    clearInterval(timer);
  }
  say(`done in ${seconds()} s / 完成`);
}

function capture(npm, args, cwd, env) {
  return new Promise((resolve, reject) => {
    const quiet = ["--no-progress", "--no-audit", "--no-fund", "--loglevel=warn"];
    const all = [...npm.args, ...args, ...quiet];
    // A brought Node then trusts the certificates that the machine trusts.
    const npmEnv = { NODE_USE_SYSTEM_CA: "1", ...env };
    const child = spawn(npm.command, all, { cwd, env: npmEnv, shell: npm.shell });
    const release = endWith(child);
    let output = "";
    const keep = (chunk) => (output += chunk.toString());
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", () => reject(new SetupError("npm was not found: install Node with npm.")));
    child.on("close", (status, signal) => {
      release();
      resolve({ status: status ?? signal, output });
    });
  });
}

// An npm that outlives us would write into what the next setup makes.
function endWith(child) {
  const end = (signal) => {
    child.kill("SIGKILL");
    release();
    process.kill(process.pid, signal);
  };
  const release = () => {
    for (const signal of SIGNALS) process.removeListener(signal, end);
  };
  for (const signal of SIGNALS) process.on(signal, end);
  return release;
}

/** The error for a failed npm run; the whole output goes to a file. */
export function npmFailure(verb, status, output) {
  if (UNREACHABLE.test(output)) {
    return new SetupError(
      "the npm registry cannot be reached. Connect to the network, or name a mirror with " +
        "`npm config set registry <address>`, and repeat; nothing is half done. / 无法连接 npm 源",
    );
  }
  if (UNTRUSTED.test(output)) {
    return new SetupError(
      "the npm registry's certificate is not trusted here: name your authority's file in " +
        "NODE_EXTRA_CA_CERTS and repeat. / npm 源证书不受信任",
    );
  }
  mkdirSync(PATHS.tools, { recursive: true });
  const log = join(PATHS.tools, "npm-failure.log");
  writeFileSync(log, output);
  const tail = output.trimEnd().split("\n").slice(-15).join("\n");
  return new SetupError(`npm ${verb} ended with ${status} (all of it in ${log}):\n${tail}`);
}

function countEntries(folder) {
  try {
    return readdirSync(folder).length;
  } catch {
    return 0;
  }
}
