// SPDX-License-Identifier: Apache-2.0
// Codes shared with the contracts: a number here is the number there.

/** The offices of an organisation; a seat is an account appointed to one. */
export const OFFICES = {
  registrant: 1,
  headOfDataOffice: 2,
  chiefDataOfficer: 3,
  receiver: 4,
  logOperator: 5,
  auditor: 6,
  /** An automated sender, appointed for named grants. */
  system: 7,
} as const;
export type Office = keyof typeof OFFICES;

/** What an organisation may be: bit numbers of the capacities bitmap. */
export const CAPACITIES = {
  department: 0,
  authority: 1,
  registrar: 2,
  exchangeCentre: 3,
  auditBody: 4,
  operatingBody: 5,
} as const;
export type Capacity = keyof typeof CAPACITIES;

export const LEVELS = { national: 1, province: 2, city: 3, county: 4, township: 5 } as const;
export type Level = keyof typeof LEVELS;

/** Order 809, Art 14. */
export const SHARING_ATTRIBUTES = { unconditional: 1, conditional: 2, notShared: 3 } as const;
export type SharingAttribute = keyof typeof SHARING_ATTRIBUTES;

/** GB/T 43697-2024; core data is never registered (Order 809, Art 3). */
export const GRADES = { general: 1, important: 2, core: 3 } as const;
export type Grade = keyof typeof GRADES;

/**
 * The three rights in data: holding 持有权, use 使用权 (加工使用权), operating 经营权 (产品经营权).
 */
export const RIGHT_KINDS = { holding: 1, use: 2, operating: 3 } as const;
export type RightKind = keyof typeof RIGHT_KINDS;

/** How data is handed over: Order 809, Art 22. */
export const CHANNELS = ["interface", "batch", "file"] as const;
export type Channel = (typeof CHANNELS)[number];

export const STATEMENT_KINDS = [
  "dataset-version",
  "delivery",
  "receipt",
  "use",
  "disposal",
  "mirror",
  "reconciliation",
  "withdrawal",
  "administration",
] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

/** What the signing organisation must be to the asset or grant. */
export type Party =
  "holder" | "provider" | "recipient" | "custodian" | "both" | "withdrawer" | "operator";

export interface Signatory {
  readonly party: Party;
  /** Whether the centre that mirrors the data may sign in the party's place, named as custodian. */
  readonly orCustodian: boolean;
  readonly offices: readonly Office[];
}

const PROVIDING: readonly Office[] = ["registrant", "headOfDataOffice", "system"];

/**
 * Who may sign which statement. A withdrawal is signed by the office that signed what is withdrawn, or
 * by the head of the data office: its list holds every office that can have signed.
 */
export const SIGNATORIES: Readonly<Record<StatementKind, Signatory>> = {
  "dataset-version": { party: "holder", orCustodian: true, offices: PROVIDING },
  delivery: { party: "provider", orCustodian: true, offices: PROVIDING },
  receipt: {
    party: "recipient",
    orCustodian: false,
    offices: ["receiver", "headOfDataOffice", "system"],
  },
  use: { party: "recipient", orCustodian: false, offices: ["receiver", "headOfDataOffice"] },
  disposal: { party: "recipient", orCustodian: false, offices: ["headOfDataOffice"] },
  mirror: { party: "custodian", orCustodian: false, offices: ["logOperator", "system"] },
  reconciliation: { party: "both", orCustodian: false, offices: ["headOfDataOffice"] },
  withdrawal: {
    party: "withdrawer",
    orCustodian: false,
    offices: ["registrant", "headOfDataOffice", "receiver", "logOperator", "system"],
  },
  administration: { party: "operator", orCustodian: false, offices: ["logOperator"] },
};

/** Whether a seat of this office (its number) may sign this kind. */
export function maySign(kind: StatementKind, office: number): boolean {
  return SIGNATORIES[kind].offices.some((name) => OFFICES[name] === office);
}

/** Whether a capacities bitmap holds a capacity. */
export function hasCapacity(capacities: number, capacity: Capacity): boolean {
  return ((capacities >>> CAPACITIES[capacity]) & 1) === 1;
}
