// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate-storage.ts from the compiler's output; docs/spec/storage.md explains it.

/** Some bits of a word or of a trace's value, bit 0 the lowest. */
export interface StorageField {
  readonly offset: number;
  readonly width: number;
}

/** A member of a struct: some bits of the word that lies `word` slots after the struct's own. */
export interface StorageMember extends StorageField {
  readonly word: number;
}

/** The slot of each state variable; of two that share a slot, the first lies in its low bits. */
export const SLOTS = {
  organizationRegistry: {
    organizationCount: 0,
    seatCount: 0,
    standings: 1,
    heads: 2,
    codes: 3,
    names: 4,
    nameHashes: 5,
    byCode: 6,
    byAccount: 7,
    seats: 8,
    ends: 9,
    allowances: 10,
    assignments: 11,
  },
  assetRegistry: {
    identities: 0,
    recordHashes: 1,
    states: 2,
    holders: 3,
    custodians: 4,
    byCatalogueCode: 5,
  },
  sharingRegistry: { counts: 0, requests: 1, grants: 2, states: 3, logs: 4, suspendedBy: 5 },
  exchangeLog: { heads: 0, checkpoints: 1, operators: 2, keys: 3, successors: 4, keyHashes: 5 },
} as const;

/** The structs that stand in storage. */
export const STRUCTS = {
  organizationRegistry: {
    seatSlot: {
      account: { word: 0, offset: 0, width: 160 },
      office: { word: 0, offset: 160, width: 8 },
      from: { word: 0, offset: 168, width: 40 },
      until: { word: 0, offset: 208, width: 48 },
    },
    seatEnds: {
      endedAt: { word: 0, offset: 0, width: 48 },
      compromisedSince: { word: 0, offset: 48, width: 48 },
    },
  },
  assetRegistry: {
    identity: {
      organization: { word: 0, offset: 0, width: 32 },
      localNumber: { word: 0, offset: 32, width: 64 },
      region: { word: 0, offset: 96, width: 24 },
      registeredAt: { word: 0, offset: 120, width: 48 },
      catalogueCode: { word: 1, offset: 0, width: 256 },
      legalBasis: { word: 2, offset: 0, width: 256 },
    },
  },
  sharingRegistry: {
    counts: {
      requests: { word: 0, offset: 0, width: 64 },
      grants: { word: 0, offset: 64, width: 64 },
    },
    grant: {
      asset: { word: 0, offset: 0, width: 256 },
      request: { word: 1, offset: 0, width: 256 },
      scopeCommitment: { word: 2, offset: 0, width: 256 },
      provider: { word: 3, offset: 0, width: 32 },
      recipient: { word: 3, offset: 32, width: 32 },
      purpose: { word: 3, offset: 64, width: 32 },
      method: { word: 3, offset: 96, width: 8 },
    },
    request: {
      asset: { word: 0, offset: 0, width: 256 },
      commitment: { word: 1, offset: 0, width: 256 },
      organization: { word: 2, offset: 0, width: 32 },
      seat: { word: 2, offset: 32, width: 32 },
      purpose: { word: 2, offset: 64, width: 32 },
      method: { word: 2, offset: 96, width: 8 },
      until: { word: 2, offset: 104, width: 48 },
      time: { word: 2, offset: 152, width: 48 },
      status: { word: 2, offset: 200, width: 8 },
      reason: { word: 2, offset: 208, width: 16 },
      answer: { word: 3, offset: 0, width: 256 },
    },
  },
  exchangeLog: {
    checkpoint: {
      root: { word: 0, offset: 0, width: 256 },
      previousSize: { word: 1, offset: 0, width: 64 },
      blockNumber: { word: 1, offset: 64, width: 64 },
      blockTime: { word: 1, offset: 128, width: 48 },
    },
    head: {
      centre: { word: 0, offset: 0, width: 32 },
      operatorSeat: { word: 0, offset: 32, width: 32 },
      size: { word: 0, offset: 64, width: 64 },
      closed: { word: 0, offset: 128, width: 8 },
    },
  },
} as const satisfies Record<string, Record<string, Record<string, StorageMember>>>;

/** The fields of packed trace values, within the 176 bits of the value. */
export const VALUES = {
  standing: {
    status: { offset: 0, width: 8 },
    capacities: { offset: 8, width: 16 },
    level: { offset: 24, width: 8 },
    region: { offset: 32, width: 24 },
    parent: { offset: 56, width: 32 },
    successor: { offset: 88, width: 32 },
    suspendedSince: { offset: 120, width: 48 },
  },
  allowance: { allowed: { offset: 0, width: 8 } },
  asset: {
    state: { offset: 0, width: 8 },
    attribute: { offset: 8, width: 8 },
    grade: { offset: 16, width: 8 },
    version: { offset: 24, width: 32 },
    until: { offset: 56, width: 48 },
    frozen: { offset: 104, width: 8 },
    registrar: { offset: 112, width: 32 },
    serial: { offset: 144, width: 32 },
  },
  grant: {
    state: { offset: 0, width: 8 },
    from: { offset: 8, width: 48 },
    until: { offset: 56, width: 48 },
    reason: { offset: 104, width: 16 },
    logIndex: { offset: 120, width: 8 },
  },
} as const satisfies Record<string, Record<string, StorageField>>;
