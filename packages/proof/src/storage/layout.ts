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
    authority: 0,
    consumingSchedule: 0,
    organizationCount: 0,
    seatCount: 0,
    standings: 1,
    heads: 2,
    codes: 3,
    names: 4,
    nameHashes: 5,
    byCode: 6,
    byAccount: 7,
    organizations: 8,
    seats: 9,
    ends: 10,
    sm2KeyHashes: 11,
    dailyLimits: 12,
    allowances: 13,
    pendingHeads: 14,
    assignments: 15,
  },
  assetRegistry: {
    identities: 0,
    legalBases: 1,
    recordHashes: 2,
    states: 3,
    holders: 4,
    custodians: 5,
    byCatalogueCode: 6,
    procedures: 7,
    vetoes: 8,
    serials: 9,
    authority: 10,
    consumingSchedule: 10,
  },
  rightRegistry: {
    rights: 0,
    states: 1,
    counts: 2,
    transfers: 3,
    transferBases: 4,
    stages: 5,
    stageBases: 6,
  },
  sharingRegistry: {
    counts: 0,
    requests: 1,
    states: 2,
    scopes: 3,
    parents: 4,
    logs: 5,
    logNumbers: 6,
    demands: 7,
    consents: 8,
    changes: 9,
  },
  deliveryRegistry: { deliveries: 0 },
  exchangeLog: { heads: 0, checkpoints: 1, operators: 2, keys: 3, successors: 4, keyHashes: 5 },
  caseRegistry: {
    cases: 0,
    states: 1,
    decisions: 2,
    counts: 3,
    openCases: 4,
    authority: 5,
    consumingSchedule: 5,
  },
  dutyRegister: { responsible: 0, legalBases: 1 },
  ruleBook: {
    authority: 0,
    consumingSchedule: 0,
    rules: 1,
    ruleSources: 2,
    types: 3,
    typeWords: 4,
  },
  workCalendar: { authority: 0, consumingSchedule: 0, years: 1, earlier: 2 },
} as const;

/** The structs that stand in storage. */
export const STRUCTS = {
  organizationRegistry: {
    organizationSlot: {
      admittedAt: { word: 0, offset: 0, width: 48 },
      headOfDataOfficeSeat: { word: 0, offset: 48, width: 32 },
      chiefDataOfficerSeat: { word: 0, offset: 80, width: 32 },
      children: { word: 0, offset: 112, width: 32 },
      assignments: { word: 0, offset: 144, width: 32 },
      successionDepth: { word: 0, offset: 176, width: 8 },
    },
    pendingHead: {
      newHead: { word: 0, offset: 0, width: 160 },
      from: { word: 0, offset: 160, width: 48 },
      byAuthority: { word: 0, offset: 208, width: 32 },
      replacement: { word: 0, offset: 240, width: 8 },
    },
    seatEnd: {
      endedAt: { word: 0, offset: 0, width: 48 },
      compromisedSince: { word: 0, offset: 48, width: 48 },
    },
    seatSlot: {
      account: { word: 0, offset: 0, width: 160 },
      office: { word: 0, offset: 160, width: 8 },
      from: { word: 0, offset: 168, width: 40 },
      until: { word: 0, offset: 208, width: 48 },
    },
  },
  assetRegistry: {
    identity: {
      organization: { word: 0, offset: 0, width: 32 },
      localNumber: { word: 0, offset: 32, width: 64 },
      region: { word: 0, offset: 96, width: 24 },
      attribute: { word: 0, offset: 120, width: 8 },
      grade: { word: 0, offset: 128, width: 8 },
      registeredAt: { word: 0, offset: 136, width: 48 },
      catalogueCode: { word: 1, offset: 0, width: 256 },
    },
    progress: {
      type_: { word: 0, offset: 0, width: 8 },
      effect: { word: 0, offset: 8, width: 8 },
      stage: { word: 0, offset: 16, width: 8 },
      returned: { word: 0, offset: 24, width: 8 },
      registrar: { word: 0, offset: 32, width: 32 },
      opened: { word: 0, offset: 64, width: 48 },
      since: { word: 0, offset: 112, width: 48 },
      due: { word: 0, offset: 160, width: 48 },
      workingDays: { word: 0, offset: 208, width: 8 },
      provisional: { word: 0, offset: 216, width: 8 },
      validYears: { word: 0, offset: 224, width: 8 },
      vetoed: { word: 0, offset: 232, width: 8 },
    },
    veto: {
      organization: { word: 0, offset: 0, width: 32 },
      since: { word: 0, offset: 32, width: 48 },
      until: { word: 0, offset: 80, width: 48 },
      liftedBy: { word: 0, offset: 128, width: 32 },
      reason: { word: 1, offset: 0, width: 256 },
    },
  },
  rightRegistry: {
    right: {
      asset: { word: 0, offset: 0, width: 256 },
      parent: { word: 1, offset: 0, width: 256 },
      scopeCommitment: { word: 2, offset: 0, width: 256 },
      basisCommitment: { word: 3, offset: 0, width: 256 },
      holder: { word: 4, offset: 0, width: 32 },
      grantor: { word: 4, offset: 32, width: 32 },
      kind: { word: 4, offset: 64, width: 8 },
      basis: { word: 4, offset: 72, width: 8 },
      from: { word: 4, offset: 80, width: 48 },
      until: { word: 4, offset: 128, width: 48 },
      serial: { word: 4, offset: 176, width: 64 },
    },
    transfers: {
      to: { word: 0, offset: 0, width: 32 },
      time: { word: 0, offset: 32, width: 48 },
      count: { word: 0, offset: 80, width: 32 },
      previous: { word: 0, offset: 112, width: 32 },
    },
  },
  sharingRegistry: {
    request: {
      asset: { word: 0, offset: 0, width: 256 },
      scope: { word: 1, offset: 0, width: 256 },
      requester: { word: 2, offset: 0, width: 32 },
      purpose: { word: 2, offset: 32, width: 32 },
      method: { word: 2, offset: 64, width: 8 },
      status: { word: 2, offset: 72, width: 8 },
      flags: { word: 2, offset: 80, width: 16 },
      days_: { word: 2, offset: 96, width: 8 },
      asked: { word: 2, offset: 104, width: 8 },
      reason: { word: 2, offset: 112, width: 16 },
      wantedUntil: { word: 2, offset: 128, width: 40 },
      since: { word: 2, offset: 168, width: 40 },
      due: { word: 2, offset: 208, width: 40 },
      provider: { word: 3, offset: 0, width: 32 },
      from: { word: 3, offset: 32, width: 40 },
      quota: { word: 3, offset: 72, width: 24 },
      deliveryDue: { word: 3, offset: 96, width: 40 },
      deliveryDays: { word: 3, offset: 136, width: 8 },
      rectifyBy: { word: 3, offset: 144, width: 40 },
      suspendedBy: { word: 3, offset: 184, width: 32 },
      disposal: { word: 3, offset: 216, width: 16 },
    },
  },
  deliveryRegistry: {
    delivery: {
      id: { word: 0, offset: 0, width: 256 },
      anchoredAt: { word: 1, offset: 0, width: 40 },
      receivedAt: { word: 1, offset: 40, width: 40 },
      result: { word: 1, offset: 80, width: 8 },
      receiptDue: { word: 1, offset: 88, width: 40 },
      serial: { word: 1, offset: 128, width: 64 },
      flags: { word: 1, offset: 192, width: 8 },
      days: { word: 1, offset: 200, width: 8 },
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
  caseRegistry: {
    case: {
      asset: { word: 0, offset: 0, width: 256 },
      grounds: { word: 1, offset: 0, width: 256 },
      raiser: { word: 2, offset: 0, width: 32 },
      respondent: { word: 2, offset: 32, width: 32 },
      registrar: { word: 2, offset: 64, width: 32 },
      kind: { word: 2, offset: 96, width: 8 },
      time: { word: 2, offset: 104, width: 48 },
      serial: { word: 2, offset: 152, width: 64 },
    },
  },
  dutyRegister: {},
  ruleBook: {
    words: { source: { word: 0, offset: 0, width: 256 }, name: { word: 1, offset: 0, width: 256 } },
  },
  workCalendar: {
    year: {
      low: { word: 0, offset: 0, width: 256 },
      high: { word: 1, offset: 0, width: 128 },
      publishedAt: { word: 1, offset: 128, width: 48 },
      version: { word: 1, offset: 176, width: 16 },
      source: { word: 2, offset: 0, width: 256 },
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
  duty: { seat: { offset: 0, width: 32 }, basis: { offset: 32, width: 32 } },
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
    until: { offset: 8, width: 40 },
    log: { offset: 48, width: 24 },
    scope: { offset: 72, width: 8 },
    suspended: { offset: 80, width: 40 },
    resumed: { offset: 120, width: 40 },
    reason: { offset: 160, width: 16 },
  },
  right: {
    state: { offset: 0, width: 8 },
    until: { offset: 8, width: 48 },
    reason: { offset: 56, width: 16 },
  },
  stage: { stage: { offset: 0, width: 8 }, number: { offset: 8, width: 32 } },
  case: { state: { offset: 0, width: 8 }, by: { offset: 8, width: 32 } },
  rule: { value: { offset: 0, width: 128 }, mark: { offset: 128, width: 8 } },
  type: {
    effect: { offset: 0, width: 8 },
    assessed: { offset: 8, width: 8 },
    reviewed: { offset: 16, width: 8 },
    acceptDays: { offset: 24, width: 16 },
    reviewDays: { offset: 40, width: 16 },
    noticeDays: { offset: 56, width: 16 },
    mark: { offset: 72, width: 8 },
  },
} as const satisfies Record<string, Record<string, StorageField>>;
