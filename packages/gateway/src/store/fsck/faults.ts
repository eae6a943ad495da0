// SPDX-License-Identifier: Apache-2.0
// What fsck says of a record: its key, and in the words of the domain where it belongs.

/** A record that is not what the log says. */
export interface Fault {
  /** Key of the record, or `commits.log:LINE`. */
  readonly record: string;
  readonly what: string;
  /** Index of the entry that it belongs to. */
  readonly index?: number;
  /** Statement that it belongs to. */
  readonly id?: string;
  /** Assets and grants that it belongs to: `asset 0x…`. */
  readonly subjects?: readonly string[];
}

/** Kinds of keys, each with what every key of it looks like. */
const KINDS: readonly RegExp[] = [
  /^m\/(?:meta|tip|writes|tended|recorded)$/,
  /^[ecp]\/(?<index>[0-9a-f]{14})$/,
  /^i\/(?<id>[0-9a-f]{64})$/,
  /^x\/s\/(?<grant>[0-9a-f]{64})\/[0-9a-f]{14}$/,
  /^x\/r\/(?<grant>[0-9a-f]{64})\/[0-9a-f]{64}\/[0-9a-f]{64}\/(?:first|[0-9a-f]{64})$/,
  /^t\/(?<subject>[ag][0-9a-f]{64})$/,
  /^o\/(?<subject>[ag][0-9a-f]{64})\/[0-9a-f]{14}$/,
  /^n\/00\/(?<index>[0-9a-f]{14})$/,
  /^n\/[0-9a-f]{2}\/[0-9a-f]{14}$/,
  /^h\/[01]*$/,
  /^u\/[01]*\/[0-9a-f]{14}$/,
  /^d\/[0-9a-f]{14}$/,
  /^f\/(?<index>[0-9a-f]{14})\/[a-z0-9-]+$/,
];

/** Whether a key is one that the store makes. */
export const isKnownKey = (key: string): boolean => KINDS.some((kind) => kind.test(key));

/** How a subject is named: `asset 0x…` or `grant 0x…`. */
export const subjectName = (kind: string, id: string): string => `${kind} ${id}`;

/** A fault with what the key itself tells. */
export function faultAt(record: string, what: string): Fault {
  const parts = KINDS.map((kind) => kind.exec(record)).find((found) => found !== null)?.groups;
  const { index, id, grant, subject } = parts ?? {};
  const kind = subject?.startsWith("a") === true ? "asset" : "grant";
  const of = grant ?? subject?.slice(1);
  return {
    ...{ record, what },
    ...(index !== undefined && { index: Number.parseInt(index, 16) }),
    ...(id !== undefined && { id: `0x${id}` }),
    ...(of !== undefined && { subjects: [subjectName(kind, `0x${of}`)] }),
  };
}

/** Most records that are remembered, so that none is named twice; beyond them memory stays as it is. */
const MAX_REMEMBERED = 10_000;

/** Collects faults: each record is told once. */
export class Faults {
  readonly #tell: (fault: Fault) => void;
  readonly #told = new Set<string>();
  count = 0;

  constructor(tell: (fault: Fault) => void) {
    this.#tell = tell;
  }

  add(fault: Fault): void {
    if (this.#told.has(fault.record)) return;
    if (this.#told.size < MAX_REMEMBERED) this.#told.add(fault.record);
    this.count++;
    this.#tell(fault);
  }

  at(record: string, what: string): void {
    this.add(faultAt(record, what));
  }

  /** Runs a check; what it throws becomes a fault of the record. */
  try<T>(record: string, check: () => T): T | undefined {
    try {
      return check();
    } catch (error) {
      this.at(record, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }
}
