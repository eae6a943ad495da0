// SPDX-License-Identifier: Apache-2.0
// A database as one file of records, which never changes once it is written:
//   suyuan/records@1 LF, then for each record: key length (2 bytes), key, value length (4 bytes), value.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { fromUtf8, utf8 } from "@suyuan/proof";
import type { StoredRecord } from "../folders.ts";

const BEGIN = utf8("suyuan/records@1\n");
const KEY_LENGTH_BYTES = 2;
const VALUE_LENGTH_BYTES = 4;
/** What no record of ours comes near: a length beyond it is not a length. */
const MAX_VALUE_BYTES = 268_435_456;
const PORTION_BYTES = 1_048_576;

/** What a file came to. */
export interface RecordsWritten {
  readonly records: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes records one after the other. Memory does not grow with their number. */
export class RecordWriter {
  readonly #file: FileHandle;
  readonly #hash = createHash("sha256");
  #waiting: Uint8Array[] = [BEGIN];
  #waitingBytes = BEGIN.length;
  #records = 0;
  #bytes = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Makes a file that was not there. */
  static async create(path: string): Promise<RecordWriter> {
    return new RecordWriter(await open(path, "wx", 0o600));
  }

  async add([key, value]: StoredRecord): Promise<void> {
    const name = utf8(key);
    const lengths = Buffer.alloc(KEY_LENGTH_BYTES + VALUE_LENGTH_BYTES);
    lengths.writeUInt16BE(name.length);
    lengths.writeUInt32BE(value.length, KEY_LENGTH_BYTES);
    const parts = [lengths.subarray(0, KEY_LENGTH_BYTES), name];
    this.#waiting.push(...parts, lengths.subarray(KEY_LENGTH_BYTES), value);
    this.#waitingBytes += lengths.length + name.length + value.length;
    this.#records++;
    if (this.#waitingBytes >= PORTION_BYTES) await this.#flush();
  }

  /** On disk when it returns. */
  async end(): Promise<RecordsWritten> {
    await this.#flush();
    await this.#file.sync();
    await this.#file.close();
    const sha256 = this.#hash.digest("hex");
    return { records: this.#records, bytes: this.#bytes, sha256 };
  }

  /** Leaves the file as it is. */
  async abandon(): Promise<void> {
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    const portion = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#hash.update(portion);
    this.#bytes += portion.length;
    await this.#file.writeFile(portion);
  }
}

/** A file of records that cannot be read as one. */
export class RecordFileError extends Error {
  override readonly name = "RecordFileError";
}

/**
 * Reads a file of records, and gives what it came to at its end.
 * @throws RecordFileError when it is cut or is no such file
 */
export async function* readRecords(
  path: string,
): AsyncGenerator<StoredRecord, RecordsWritten, void> {
  const hash = createHash("sha256");
  let held: Buffer = Buffer.alloc(0);
  let bytes = 0;
  let records = 0;
  let hasBegun = false;
  for await (const chunk of createReadStream(path, { highWaterMark: PORTION_BYTES })) {
    const read = chunk as Buffer;
    hash.update(read);
    bytes += read.length;
    held = held.length === 0 ? read : Buffer.concat([held, read]);
    if (!hasBegun) {
      if (held.length < BEGIN.length) continue;
      if (!held.subarray(0, BEGIN.length).equals(BEGIN))
        throw new RecordFileError("it is no file of records");
      held = held.subarray(BEGIN.length);
      hasBegun = true;
    }
    for (let one = recordAt(held); one !== undefined; one = recordAt(held)) {
      held = held.subarray(one.length);
      records++;
      yield one.record;
    }
  }
  if (!hasBegun || held.length > 0) throw new RecordFileError("it ends inside a record");
  return { records, bytes, sha256: hash.digest("hex") };
}

/** The record at the beginning of what was read; undefined when more of it has to be read. */
function recordAt(held: Buffer): { record: StoredRecord; length: number } | undefined {
  if (held.length < KEY_LENGTH_BYTES) return undefined;
  const valueLengthAt = KEY_LENGTH_BYTES + held.readUInt16BE();
  const valueAt = valueLengthAt + VALUE_LENGTH_BYTES;
  if (held.length < valueAt) return undefined;
  const valueLength = held.readUInt32BE(valueLengthAt);
  if (valueLength > MAX_VALUE_BYTES) throw new RecordFileError("a record has no length");
  const length = valueAt + valueLength;
  if (held.length < length) return undefined;
  const key = fromUtf8(held.subarray(KEY_LENGTH_BYTES, valueLengthAt));
  return { record: [key, held.subarray(valueAt, length)], length };
}
