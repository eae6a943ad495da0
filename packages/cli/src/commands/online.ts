// SPDX-License-Identifier: Apache-2.0
import {
  type AccountKey,
  type Act,
  act,
  fromEvent,
  GatewayClient,
  KeyFileError,
  openKeyFile,
  readKeyFile,
  type Relayed,
} from "@suyuan/sdk";

import { InputError } from "../failure.ts";
import { readBytes } from "../input/files.ts";
import { passphraseFor } from "../input/passphrase.ts";
import { text } from "../input/values.ts";
import type { Label } from "../messages/words.ts";
import { type Field, table } from "../output/output.ts";
import { widthOf } from "../output/width.ts";
import { EXIT, type Run } from "./run.ts";

/** Where the gateway of the demonstration listens. */
const DEFAULT_GATEWAY = "http://127.0.0.1:8787";

/** The gateway's address: --gateway, SUYUAN_GATEWAY, or the usual one. */
export const gatewayUrl = (run: Run): string =>
  text(run, "gateway") ?? process.env["SUYUAN_GATEWAY"] ?? DEFAULT_GATEWAY;

/** The gateway, asked by whose token there is: in --token-file, or in SUYUAN_TOKEN; or by nobody. */
export function gatewayOf(run: Run): GatewayClient {
  const file = text(run, "tokenFile");
  const given = process.env["SUYUAN_TOKEN"];
  if (file !== undefined) return strangerOf(run).as(async () => tokenIn(file));
  return given === undefined || given === "" ? strangerOf(run) : strangerOf(run).as(given);
}

/** The gateway, asked by nobody. */
export const strangerOf = (run: Run): GatewayClient => new GatewayClient({ url: gatewayUrl(run) });

/** More than any token has. */
export const MAX_TOKEN_BYTES = 4_096;

async function tokenIn(file: string): Promise<string> {
  const token = new TextDecoder().decode(await readBytes(file, MAX_TOKEN_BYTES)).trim();
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new InputError("not-a-token", { path: file });
}

/** What a key file's failure is called here. */
export function keyFailure(cause: unknown, path: string): unknown {
  if (!(cause instanceof KeyFileError)) return cause;
  return new InputError(`key-${cause.code}`, { path }, cause);
}

/** Opens the account's key to sign with. @throws InputError `no-key`, `key-…` */
export async function signerOf(run: Run): Promise<AccountKey> {
  const path = text(run, "key") ?? process.env["SUYUAN_KEY"];
  if (path === undefined || path === "") throw new InputError("no-key");
  try {
    const file = await readKeyFile(path);
    if (file.kind === "ed25519") throw new InputError("key-of-log", { path });
    const key = await openKeyFile(file, await passphraseFor(run.out, false));
    if (key.kind === "secp256k1") return key;
    throw new InputError("key-of-log", { path });
  } catch (cause) {
    throw keyFailure(cause, path);
  }
}

/** What an act made: a number or an id that stands in an event. */
export interface Made {
  readonly event: string;
  readonly value: string;
  readonly label: Label;
}

/** Labelled lines of a result. */
export function lines(
  { out }: Run,
  fields: readonly (readonly [Label, string | number])[],
): string[] {
  const labelled = fields.map(([label, value]): Field => [out.messages.labels[label], value]);
  return table(labelled, widthOf);
}

/** Signs an act, has it carried out, and tells what it made. */
export async function carryOut(run: Run, what: Act, made?: Made): Promise<number> {
  const signer = await signerOf(run);
  const relayed = await act(gatewayOf(run), what, signer);
  return tell(run, relayed, made);
}

function tell(run: Run, relayed: Relayed, made: Made | undefined): number {
  const value = made && fromEvent(relayed, made.event, made.value);
  const { transaction, block, time } = relayed;
  const fields: (readonly [Label, string | number])[] = [
    ["transaction", transaction],
    ["block", `${block}  ${run.out.messages.timeOf(time)}`],
  ];
  if (made && value !== undefined) fields.unshift([made.label, value]);
  const named = made && value !== undefined ? { [made.label]: value } : {};
  run.out.result({ ...named, transaction, block, time }, lines(run, fields));
  return EXIT.ok;
}
