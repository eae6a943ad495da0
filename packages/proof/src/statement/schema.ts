// SPDX-License-Identifier: Apache-2.0
import {
  address,
  boolean,
  bytes32,
  count,
  failAt,
  hex,
  inner,
  integer,
  list,
  memberOf,
  object,
  oneOf,
  optional,
  ordinal,
  pattern,
  type Read,
  time,
  uint16,
  uint32,
} from "../canonical/fields.ts";
import { CHANNELS } from "../codes.ts";
import type { Digest } from "../digest.ts";
import type {
  Administration,
  DatasetVersion,
  Delivery,
  Disposal,
  ListRef,
  Mirror,
  Receipt,
  Reconciliation,
  Sources,
  Statement,
  StatementRef,
  StatementType,
  Use,
  Withdrawal,
} from "./types.ts";

/** Sources that may stand in the statement itself; a longer list is a document. */
export const MAX_INLINE_SOURCES = 256;
export const NONCE_BYTES = 16;

const digest: Read<Digest> = object({ bytes: count, sha256: bytes32, sm3: bytes32 });
const ref: Read<StatementRef> = object({ log: bytes32, id: bytes32 });
const listRef: Read<ListRef> = object({ count: uint32, root: bytes32 });
const activity = pattern(/^[a-z0-9-]{1,64}$/);
const custodian = optional(oneOf(true));

const common = {
  chainId: ordinal,
  exchangeLog: address,
  log: bytes32,
  time,
  nonce: hex(NONCE_BYTES),
  organization: uint32,
  seat: uint32,
  asset: bytes32,
};

const inlineSources = object({ list: list(ref, 1, MAX_INLINE_SOURCES) });
const sources: Read<Sources> = (value, path) => {
  if (memberOf(value, "list") === undefined) return listRef(value, path);
  const found = inlineSources(value, path);
  if (new Set(found.list.map(({ log, id }) => log + id)).size < found.list.length) {
    failAt("out-of-range", "names one source twice", path);
  }
  return found;
};

const targetId = object({ id: bytes32 });
const targetSerial = object({ serial: ordinal });
const target: Read<Withdrawal["target"]> = (value, path) =>
  memberOf(value, "serial") === undefined ? targetId(value, path) : targetSerial(value, path);

/** Adds to a reader the rules between members. */
function checked<T>(read: Read<T>, check: (found: T, path: string) => void): Read<T> {
  return (value, path) => {
    const found = read(value, path);
    check(found, path);
    return found;
  };
}

interface Period {
  readonly from: number;
  readonly until: number;
}

function requirePeriod({ from, until }: Period, path: string): void {
  if (from > until) failAt("out-of-range", "is before the beginning", inner(path, "until"));
}

const datasetVersion: Read<DatasetVersion> = object({
  type: oneOf("suyuan/dataset-version@1"),
  ...common,
  digest,
  salted: boolean,
  schema: bytes32,
  custodian,
  supersedes: optional(bytes32),
  sources: optional(sources),
  activity: optional(activity),
});

const delivery: Read<Delivery> = object({
  type: oneOf("suyuan/delivery@1"),
  ...common,
  version: bytes32,
  grant: bytes32,
  serial: ordinal,
  recipient: uint32,
  digest,
  salted: boolean,
  channel: oneOf(...CHANNELS),
  parts: optional(listRef),
  custodian,
});

const receipt: Read<Receipt> = object({
  type: oneOf("suyuan/receipt@1"),
  ...common,
  grant: bytes32,
  delivery: ref,
  digest,
  salted: boolean,
  result: oneOf("accepted", "mismatch"),
  supersedes: optional(bytes32),
});

const use: Read<Use> = checked(
  object({
    type: oneOf("suyuan/use@1"),
    ...common,
    grant: bytes32,
    purpose: uint32,
    from: time,
    until: time,
    count,
    effect: bytes32,
    storage: optional(bytes32),
  }),
  requirePeriod,
);

const disposal: Read<Disposal> = object({
  type: oneOf("suyuan/disposal@1"),
  ...common,
  grant: bytes32,
  method: oneOf("destroyed", "returned", "sealed"),
  disposedAt: time,
  record: bytes32,
});

const mirror: Read<Mirror> = checked(
  object({
    type: oneOf("suyuan/mirror@1"),
    ...common,
    version: bytes32,
    state: oneOf("in-sync", "drifted", "stopped"),
    lag: integer(0, Number.MAX_SAFE_INTEGER),
    digest: optional(digest),
    salted: optional(boolean),
  }),
  (found, path) => {
    if ((found.digest === undefined) !== (found.salted === undefined)) {
      failAt("missing-field", "digest and salted stand together or not at all", path);
    }
  },
);

const reconciliation: Read<Reconciliation> = checked(
  object({
    type: oneOf("suyuan/reconciliation@1"),
    ...common,
    grant: bytes32,
    from: time,
    until: time,
    count,
    deliveries: bytes32,
    counterparty: object({ organization: uint32, seat: uint32 }),
  }),
  (found, path) => {
    requirePeriod(found, path);
    const { organization, seat } = found.counterparty;
    if (organization === found.organization || seat === found.seat) {
      failAt("out-of-range", "must be another organisation's seat", inner(path, "counterparty"));
    }
  },
);

const withdrawal: Read<Withdrawal> = checked(
  object({
    type: oneOf("suyuan/withdrawal@1"),
    ...common,
    grant: optional(bytes32),
    target,
    reason: uint16,
  }),
  (found, path) => {
    if ("serial" in found.target && found.grant === undefined) {
      failAt("missing-field", "a serial is withdrawn within its grant", inner(path, "grant"));
    }
  },
);

const administration: Read<Administration> = checked(
  object({
    type: oneOf("suyuan/administration@1"),
    ...common,
    act: activity,
    at: time,
    subject: bytes32,
    concerned: optional(uint32),
    by: optional(uint32),
  }),
  (found, path) => {
    if (found.asset !== found.log) failAt("out-of-range", "is not the log", inner(path, "asset"));
    if (found.at > found.time) failAt("out-of-range", "is later than told", inner(path, "at"));
  },
);

const READERS: ReadonlyMap<unknown, Read<Statement>> = new Map<StatementType, Read<Statement>>([
  ["suyuan/dataset-version@1", datasetVersion],
  ["suyuan/delivery@1", delivery],
  ["suyuan/receipt@1", receipt],
  ["suyuan/use@1", use],
  ["suyuan/disposal@1", disposal],
  ["suyuan/mirror@1", mirror],
  ["suyuan/reconciliation@1", reconciliation],
  ["suyuan/withdrawal@1", withdrawal],
  ["suyuan/administration@1", administration],
]);

/**
 * Reads the body of a statement, of whichever kind its `type` names.
 * @param json parsed by `parseStrict`
 * @param path where it stands, for the errors; empty when it is the whole
 * @throws ProofError `unknown-type`, `unknown-field`, `missing-field`, `wrong-type`, `out-of-range`,
 *   `invalid-hex`
 */
export function parseStatement(json: unknown, path = ""): Statement {
  const type = memberOf(json, "type");
  const read = READERS.get(type);
  if (read === undefined) return failAt("unknown-type", "is no kind of statement", path);
  return read(json, path);
}
