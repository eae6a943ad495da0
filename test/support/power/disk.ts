// SPDX-License-Identifier: Apache-2.0
// A disk below one folder, made from the calls of a program: at each moment what is surely there, and what may be.
//
// Bytes of a file are surely there when an fsync or fdatasync of it came after them; else any of their sectors may be,
// in any order. A name is surely there when an fsync of its folder came after it; else names of a folder come in their
// order, as in the journal of a file system, up to any of them. A file's own sync says nothing of its name.
import { dirname } from "node:path";

import { type Call, descriptorOf, textsOf } from "./trace.ts";

const SECTOR = 512;

/** Chooses what of that which is not sure is there: a number from 0 to below 1. */
export type Chance = () => number;
/** Nothing that is not sure is there. */
export const NOTHING_MORE: Chance = () => 1;
/** All is there, as after a kill. */
export const EVERYTHING: Chance = () => 0;

interface Change {
  readonly ended: number;
  /** Where bytes go; without bytes the length that the file is cut to. */
  readonly offset: number;
  readonly bytes?: Buffer;
}

interface Renaming {
  readonly ended: number;
  readonly name: string;
  readonly file: Inode | undefined;
}

class Inode {
  sure = Buffer.alloc(0);
  pending: Change[] = [];
  /** As a reader sees it now. */
  length = 0;

  change(ended: number, offset: number, bytes?: Buffer): void {
    this.pending.push({ ended, offset, ...(bytes && { bytes }) });
    this.length = bytes ? Math.max(this.length, offset + bytes.length) : offset;
  }

  sync(before: number): void {
    const covered = this.pending.filter(({ ended }) => ended < before);
    this.sure = applied(this.sure, covered);
    this.pending = this.pending.filter(({ ended }) => ended >= before);
  }
}

class Folder {
  readonly now = new Map<string, Inode>();
  readonly sure = new Map<string, Inode>();
  pending: Renaming[] = [];

  put(name: string, file: Inode | undefined, ended: number): void {
    this.pending.push({ ended, name, file });
    change(this.now, { name, file });
  }

  sync(before: number): void {
    for (const each of this.pending.filter(({ ended }) => ended < before)) change(this.sure, each);
    this.pending = this.pending.filter(({ ended }) => ended >= before);
  }
}

function change(names: Map<string, Inode>, { name, file }: Pick<Renaming, "name" | "file">): void {
  if (file) names.set(name, file);
  else names.delete(name);
}

function applied(content: Buffer, changes: readonly Change[]): Buffer<ArrayBuffer> {
  let result = Buffer.from(content);
  let { length } = content;
  for (const { offset, bytes } of changes) {
    const end = offset + (bytes?.length ?? 0);
    if (end > result.length) result = Buffer.concat([result], 2 * end);
    // What was cut off does not come back where the file grows again.
    if (!bytes) result.fill(0, Math.min(offset, length), length);
    bytes?.copy(result, offset);
    length = bytes ? Math.max(length, end) : end;
  }
  return result.subarray(0, length);
}

/** A change with only those of its sectors that chance lets through. */
function torn({ ended, offset, bytes }: Change, chance: Chance): Change[] {
  if (!bytes) return chance() < 0.5 ? [{ ended, offset }] : [];
  const parts: Change[] = [];
  for (let from = 0; from < bytes.length;) {
    const until = Math.min(bytes.length, from + SECTOR - ((offset + from) % SECTOR));
    const part = bytes.subarray(from, until);
    if (chance() < 0.5) parts.push({ ended, offset: offset + from, bytes: part });
    from = until;
  }
  return parts;
}

interface Opened {
  readonly file: Inode;
  readonly appends: boolean;
  position: number;
}

/** The disk as the calls leave it, one after the other. */
export class Disk {
  readonly #root: string;
  readonly #folders = new Map<string, Folder>();
  readonly #opened = new Map<number, Opened>();

  /** @param root the folder that is there before and on which all is watched */
  constructor(root: string) {
    this.#root = root;
    this.#folders.set(root, new Folder());
  }

  /** @returns whether the call changed what is on the disk, or what is sure */
  take(call: Call): boolean {
    if (call.result < 0) return false;
    switch (call.name) {
      case "openat":
        return this.#open(call);
      case "mkdir":
        return this.#makeFolder(call);
      case "rename":
        return this.#rename(call);
      case "unlink":
        return this.#name(textsOf(call)[0]?.toString() ?? "", undefined, call.end);
      case "fsync":
      case "fdatasync":
        return this.#sync(call);
      default:
        return this.#change(call);
    }
  }

  /** Files with their bytes, by their paths, as they may be found when the power is back. */
  image(chance: Chance): Map<string, Buffer> {
    const files = new Map<string, Buffer>();
    this.#found(this.#root, chance, files);
    return files;
  }

  #found(path: string, chance: Chance, files: Map<string, Buffer>): void {
    const folder = this.#folders.get(path);
    if (!folder) return;
    const { sure, pending } = folder;
    const names = new Map(sure);
    const count = Math.floor((1 - chance()) * (pending.length + 1));
    for (const each of pending.slice(0, count)) change(names, each);
    for (const [name, file] of names) {
      const below = `${path}/${name}`;
      if (this.#folders.has(below)) this.#found(below, chance, files);
      else files.set(below, contentOf(file, chance));
    }
  }

  #open(call: Call): boolean {
    const [path = ""] = textsOf(call).map(String);
    const folder = this.#folders.get(dirname(path));
    if (!folder || this.#folders.has(path)) return false;
    const name = path.slice(dirname(path).length + 1);
    let file = folder.now.get(name);
    const isNew = !file && call.given.includes("O_CREAT");
    if (isNew) folder.put(name, (file = new Inode()), call.end);
    if (!file) return false;
    const appends = call.given.includes("O_APPEND");
    this.#opened.set(call.result, { file, appends, position: 0 });
    const cuts = call.given.includes("O_TRUNC") && file.length > 0;
    if (cuts) file.change(call.end, 0);
    return isNew || cuts;
  }

  #makeFolder(call: Call): boolean {
    const [path = ""] = textsOf(call).map(String);
    if (!this.#name(path, new Inode(), call.end)) return false;
    this.#folders.set(path, new Folder());
    return true;
  }

  #rename(call: Call): boolean {
    const [from = "", to = ""] = textsOf(call).map(String);
    const folder = this.#folders.get(dirname(from));
    const file = folder?.now.get(from.slice(dirname(from).length + 1));
    if (!file) return false;
    this.#name(to, file, call.end);
    return this.#name(from, undefined, call.end);
  }

  #name(path: string, file: Inode | undefined, ended: number): boolean {
    const folder = this.#folders.get(dirname(path));
    folder?.put(path.slice(dirname(path).length + 1), file, ended);
    return folder !== undefined;
  }

  #sync(call: Call): boolean {
    const { number = -1, path = "" } = descriptorOf(call) ?? {};
    const folder = this.#folders.get(path);
    const file = this.#isOurs(path) ? this.#opened.get(number)?.file : undefined;
    (folder ?? file)?.sync(call.begin);
    return (folder ?? file) !== undefined;
  }

  #change(call: Call): boolean {
    const { number = -1, path = "" } = descriptorOf(call) ?? {};
    const opened = this.#isOurs(path) ? this.#opened.get(number) : undefined;
    if (!opened) return false;
    const { file } = opened;
    if (call.name === "ftruncate") {
      file.change(call.end, Number(/, (\d+)$/.exec(call.given)?.[1]));
      return true;
    }
    const bytes = Buffer.concat(textsOf(call)).subarray(0, call.result);
    const placed = call.name === "pwrite64" ? Number(/, (\d+)$/.exec(call.given)?.[1]) : undefined;
    const offset = placed ?? (opened.appends ? file.length : opened.position);
    file.change(call.end, offset, bytes);
    if (placed === undefined) opened.position = offset + bytes.length;
    return true;
  }

  /** A number may have come to a socket since. */
  #isOurs(path: string): boolean {
    return this.#folders.has(dirname(path));
  }
}

const contentOf = ({ sure, pending }: Inode, chance: Chance): Buffer =>
  applied(
    sure,
    pending.flatMap((each) => torn(each, chance)),
  );

/** Draws the same numbers for the same seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
