// SPDX-License-Identifier: Apache-2.0
// What happens in sharing as the API shows it: deadlines by present calendars, sides by who stands in their place.
import type { IndexReads, IndexStore } from "../indexing/index-store.ts";
import { GRANT } from "../indexing/acts/grants.ts";
import { RETURN } from "../indexing/acts/deliveries.ts";
import { idText, plainText } from "../indexing/acts/part.ts";
import { asNumber } from "../indexing/plain.ts";
import type { Fields, Plain, Row } from "../indexing/types.ts";
import type { Deadlines } from "./deadlines.ts";
import { follow } from "./succession.ts";

export interface SharingParts {
  readonly index: IndexStore;
  readonly deadlines: Deadlines;
  readonly now: () => number;
}

/** The stage of a grant at a moment, by the words of `GRANT_STATES`. */
export function stageOf(row: Row, now: number): string {
  if (asNumber(row["disposedAt"]) !== 0) return "Disposed";
  if (row["state"] === GRANT.ended) return "DisposalDue";
  if (now >= asNumber(row["until"])) return "Expired";
  return isSuspended(row) ? "Suspended" : "Running";
}

export const isSuspended = (row: Row): boolean =>
  asNumber(row["suspendedSince"]) !== 0 && asNumber(row["resumedAt"]) === 0;

/** Delivered once its grant has a delivery; owed again if the grant ended without one. */
export async function stateOfReturn(
  { index, now }: { readonly index: IndexReads; readonly now: number },
  row: Row,
): Promise<number> {
  if (row["state"] !== RETURN.connected) return asNumber(row["state"]);
  const grant = await index.row({ kind: "grant", id: idText(row["grant"]) ?? "" });
  if (grant && asNumber(grant["deliveredAt"]) !== 0) return RETURN.delivered;
  const isOver = !grant || ["Expired", "DisposalDue", "Disposed"].includes(stageOf(grant, now));
  return isOver ? RETURN.owed : RETURN.connected;
}

/** A row without some of what it holds. */
const without = (row: Fields, ...names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

const INNER = [
  ...["region", "requesterRegion", "attribute", "origin", "first", "days", "provisional"],
  ...["runSince", "stoppedDue", "withdrawnFrom"],
];

export class PresentSharing {
  readonly #parts: SharingParts;

  constructor(parts: SharingParts) {
    this.#parts = parts;
  }

  async request(row: Row): Promise<Fields> {
    const { due, provisional, since, days } = row;
    return {
      ...without(row, ...INNER, "due", "returnedLate"),
      answerer: await this.answererOf(row),
      deadline: await this.#running(due, since, days, provisional),
    };
  }

  /** Who must answer a request now: the asset's holder, or the recipient of the grant above it. */
  async answererOf(row: Row): Promise<number> {
    const { index } = this.#parts;
    if (row["parent"] === null) {
      const asset = plainText(row["asset"]);
      const data = await index.row({ kind: "asset", id: idText(asset) ?? "" });
      return follow(index, asNumber(data?.["holder"] ?? row["answerer"]), asset);
    }
    return follow(index, asNumber(row["answerer"]), plainText(row["parent"]));
  }

  async grant(row: Row): Promise<Fields> {
    const { index, now } = this.#parts;
    const id = String(row.id);
    const [provider, recipient] = [asNumber(row["provider"]), asNumber(row["recipient"])];
    const hidden = ["deliveryDue", "deliveryProvisional", "disposalDue", "disposalDays"];
    return {
      ...without(row, ...INNER, ...hidden, "rectifyBy"),
      ...{ recordedProvider: provider, recordedRecipient: recipient },
      provider: await follow(index, provider, id),
      recipient: await follow(index, recipient, id),
      stage: stageOf(row, now()),
      ...(await this.#clocksOf(row)),
    };
  }

  async delivery(row: Row): Promise<Fields> {
    const { anchoredAt, days, receivedAt, deliveryDue } = row;
    const isOpen = asNumber(receivedAt) === 0;
    const { index } = this.#parts;
    const grant = await index.row({ kind: "grant", id: idText(row.id) ?? "" });
    const due = await this.#deadline(
      ...([deliveryDue, grant?.["grantedAt"], grant?.["deliveryDays"], false] as const),
    );
    return {
      ...without(row, ...INNER, "receiptDue", "deliveryDue"),
      late: due !== null && asNumber(row["firstAt"]) >= asNumber(due["at"]),
      deadline: isOpen ? await this.#deadline(0, anchoredAt, days, false) : null,
    };
  }

  async returnFlow(row: Row): Promise<Fields> {
    const { index, now } = this.#parts;
    return { ...without(row, ...INNER), state: await stateOfReturn({ index, now: now() }, row) };
  }

  async correction(row: Row): Promise<Fields> {
    const { subject, due, since, days, provisional } = row;
    return {
      ...without(row, ...INNER, "subject", "due", "kind", "registrar"),
      grant: subject ?? null,
      deadline: await this.#running(due, since, days, provisional),
    };
  }

  async dispute(row: Row): Promise<Fields> {
    const { due, since, days, provisional } = row;
    return {
      ...without(row, ...INNER, "due", "kind", "registrar"),
      deadline: await this.#running(due, since, days, provisional),
    };
  }

  async finding(row: Row): Promise<Fields> {
    const deadline = await this.#parts.deadlines.at(asNumber(row["orderedBy"]), false);
    return { ...without(row, ...INNER, "orderedBy"), deadline: deadline && { ...deadline } };
  }

  async #clocksOf(row: Row): Promise<Fields> {
    const isRunning = row["state"] === GRANT.running;
    const isOwed = row["rectification"] === null && isSuspended(row) && isRunning;
    return {
      deliveryDeadline:
        asNumber(row["deliveredAt"]) === 0 && isRunning
          ? await this.#deadline(
              ...([row["deliveryDue"], row["grantedAt"], row["deliveryDays"]] as const),
              row["deliveryProvisional"],
            )
          : null,
      rectifyBefore: isOwed ? await this.#deadline(row["rectifyBy"], 0, 0, false) : null,
      disposalDeadline: await this.disposalOf(row),
    };
  }

  /** By when the data of a grant that is over is to be disposed of. */
  async disposalOf(row: Row): Promise<Fields | null> {
    if (row["state"] !== GRANT.ended || asNumber(row["disposedAt"]) !== 0) return null;
    return this.#deadline(0, row["endedAt"], row["disposalDays"], false);
  }

  /** The deadline of a limit that ends with the act: there is none afterwards. */
  async #running(due: Plain | undefined, ...more: readonly [Plain?, Plain?, Plain?]) {
    return asNumber(due) === 0 ? null : this.#deadline(due, ...more);
  }

  async #deadline(
    due: Plain | undefined,
    since?: Plain,
    days?: Plain,
    provisional?: Plain,
  ): Promise<Fields | null> {
    const { deadlines } = this.#parts;
    const clock = { due: asNumber(due), since: asNumber(since), days: asNumber(days) };
    const found = await deadlines.of({ ...clock, provisional: provisional === true });
    return found && { ...found };
  }
}
