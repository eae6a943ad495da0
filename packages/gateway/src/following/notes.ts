// SPDX-License-Identifier: Apache-2.0
import {
  type CryptoProvider,
  fromUtf8,
  type Hex,
  type NoteKey,
  parseCheckpoint,
  parseNote,
  toHex,
  verifyNote,
} from "@suyuan/proof";
import { LeaderLie, orLie } from "./trouble.ts";

/** A checkpoint that the log's key has signed. */
export interface Signed {
  readonly size: number;
  readonly root: Hex;
  readonly note: string;
}

/** Reads notes of one log. */
export type ReadNote = (bytes: Uint8Array) => Signed;

/** @returns a reader that throws LeaderLie `leader-unsigned` for every other note */
export const notesOf =
  (origin: string, key: NoteKey, crypto: CryptoProvider): ReadNote =>
  (bytes) =>
    orLie("leader-unsigned", "the checkpoint", () => {
      const note = parseNote(bytes);
      verifyNote(note, [key], crypto);
      const { origin: found, size, root } = parseCheckpoint(note.text);
      if (found !== origin) throw new LeaderLie("leader-unsigned", `a checkpoint of ${found}`);
      return { size, root: toHex(root), note: fromUtf8(bytes) };
    });
