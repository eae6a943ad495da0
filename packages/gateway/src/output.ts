// SPDX-License-Identifier: Apache-2.0
// What the process says beside its answers: one JSON line each, on the error stream.
import { ChainError } from "@suyuan/chain";
import { Refusal, StartRefusal } from "./refusal.ts";

const say = (line: object): void => {
  process.stderr.write(`${JSON.stringify(line)}\n`);
};

/** Notes what was not foreseen, and in which request. */
export function report(error: unknown, request?: string): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  say({ time: new Date().toISOString(), fault: detail, ...(request !== undefined && { request }) });
}

/** Says what whoever runs the gateway should know, though nothing is wrong with the program. */
export function notice(code: string, detail: string): void {
  say({ time: new Date().toISOString(), notice: code, detail });
}

/** Tells of a request that has ended. */
export function tell(line: object): void {
  say({ time: new Date().toISOString(), ...line });
}

/** Says why a store or a configuration is not taken. */
export function sayRefused({ code, message }: StartRefusal | Refusal): void {
  say({ refused: code, detail: message });
}

/** Says why the gateway does not run, and sets the exit status to 1. */
export function refuse(error: unknown): void {
  process.exitCode = 1;
  if (
    error instanceof ChainError &&
    (error.code === "wrong-chain" || error.code === "wrong-code")
  ) {
    say({ refused: "chain-foreign", detail: error.message });
  } else if (error instanceof StartRefusal) sayRefused(error);
  else {
    if (error instanceof Refusal) sayRefused(error);
    report(error);
  }
}
