// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";

import { InputError } from "../failure.ts";
import { readBytes, writeNew } from "./files.ts";

const SALT = /^(?:0x)?([0-9a-fA-F]{64})$/;

const LONGEST_SALT_FILE = 1_024;

/** Where the salt of a file lies unless another place is named: beside it. */
export const saltPathOf = (data: string): string => `${data}.salt`;

/**
 * A salt as it is given: 32 bytes of hex, or the path of a file that holds them.
 * @throws InputError `not-a-salt`, and those of reading a file
 */
export async function readSalt(given: string): Promise<Uint8Array> {
  const direct = SALT.exec(given)?.[1];
  if (direct !== undefined) return Uint8Array.from(Buffer.from(direct, "hex"));
  const bytes = await readBytes(given, LONGEST_SALT_FILE);
  const written = SALT.exec(Buffer.from(bytes).toString("utf8").trim())?.[1];
  if (written === undefined) throw new InputError("not-a-salt", { value: given });
  return Uint8Array.from(Buffer.from(written, "hex"));
}

/** The salt that lies beside a file, if there is one. */
export async function saltBeside(data: string): Promise<Uint8Array | undefined> {
  const path = saltPathOf(data);
  return existsSync(path) ? readSalt(path) : undefined;
}

/** The salt beside a file, made when there is none. It travels with the file, and only with it. */
export async function saltFor(data: string): Promise<Uint8Array> {
  const present = await saltBeside(data);
  if (present) return present;
  const salt = Uint8Array.from(randomBytes(32));
  await writeNew(saltPathOf(data), `${Buffer.from(salt).toString("hex")}\n`, 0o600);
  return salt;
}
