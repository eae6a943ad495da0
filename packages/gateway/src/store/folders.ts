// SPDX-License-Identifier: Apache-2.0
// What lies below the folder that the configuration calls `dir`, in one list: docs/lifecycle.md shows it too.

/** Databases that cannot be made anew: a backup takes each of them that is there. */
export const KEPT_FOLDERS = ["db", "access", "document-records", "webhooks"] as const;
/** Databases that the gateway makes anew from elsewhere: no backup takes them. */
export const REMADE_FOLDERS = ["index"] as const;

export type KeptFolder = (typeof KEPT_FOLDERS)[number];
export type FolderName = KeptFolder | (typeof REMADE_FOLDERS)[number];

/** A record as it lies on disk, with its sum where it has one. */
export type StoredRecord = readonly [key: string, value: Uint8Array];

/** All records of one database as they were at one moment; closed by whoever does not read it to its end. */
export interface Snapshot extends AsyncIterable<StoredRecord> {
  close(): Promise<void>;
}

/** How to take a snapshot of each folder that is kept; undefined where the configuration opens none. */
export type Snapshots = Readonly<Record<KeptFolder, (() => Snapshot) | undefined>>;

export const isKept = (name: string): name is KeptFolder =>
  KEPT_FOLDERS.some((kept) => kept === name);
