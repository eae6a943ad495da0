// SPDX-License-Identifier: Apache-2.0
// What the one writer refuses because of other statements of the log: each rule in one commit and over
// several, and after a restart.
import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  accepted,
  delivery,
  hash,
  mirror,
  openLog,
  type Opened,
  receipt,
  temporaryFolder,
  version,
} from "../testing/sample.ts";
import type { Accepted } from "./placement.ts";

let dir: string;
let log: Opened;

beforeEach(async () => {
  dir = await temporaryFolder();
  log = await openLog(dir);
});
afterEach(async () => {
  await log.store.close();
  await rm(dir, { recursive: true });
});

/** `taken`, or the code of the refusal, of statements one after the other. */
async function apart(...statements: readonly Accepted[]): Promise<unknown[]> {
  const outcomes: unknown[] = [];
  for (const one of statements) outcomes.push(...(await together(one)));
  return outcomes;
}

/** The same of statements that one commit takes. */
async function together(...statements: readonly Accepted[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(
    statements.map((one) => log.sequencer.submit(one, 1_000)),
  );
  return settled.map((result) =>
    result.status === "fulfilled" ? "taken" : (result.reason as { code: unknown }).code,
  );
}

async function restart(): Promise<void> {
  await log.store.close();
  log = await openLog(dir);
}

describe.each([
  ["in one commit", together],
  ["one after the other", apart],
])("given statements %s", (_, send) => {
  const of = version();

  describe("and a version that they name", () => {
    it("takes a delivery and a mirror of it", async () => {
      expect(await send(of, delivery(of.id, 1), mirror(of.id))).toEqual([
        "taken",
        "taken",
        "taken",
      ]);
    });

    it("refuses them before it, and takes the very same after it", async () => {
      const [delivered, mirrored] = [delivery(of.id, 1), mirror(of.id)];
      expect(await send(delivered, mirrored, of, delivered, mirrored)).toEqual([
        "version-unknown",
        "version-unknown",
        "taken",
        "taken",
        "taken",
      ]);
    });

    it("refuses what is no version, and the version of another asset", async () => {
      const use = accepted(1);
      const other = version({ asset: hash("other") });
      const asset = hash("other");
      expect(await send(use, other, delivery(use.id, 1), mirror(use.id))).toEqual([
        "taken",
        "taken",
        "version-unknown",
        "version-unknown",
      ]);
      expect(await send(delivery(other.id, 1), mirror(other.id))).toEqual([
        "version-unknown",
        "version-unknown",
      ]);
      expect(await send(delivery(other.id, 1, { asset }), mirror(other.id, { asset }))).toEqual([
        "taken",
        "taken",
      ]);
    });
  });

  describe("and a serial of a grant", () => {
    it("takes it once", async () => {
      const [one, elsewhere] = [delivery(of.id, 1), delivery(of.id, 1, { grant: hash("other") })];
      expect(await send(of, one, delivery(of.id, 1), elsewhere, one)).toEqual([
        "taken",
        "taken",
        "serial-used",
        "taken",
        "taken",
      ]);
    });

    it("leaves it free when the delivery was refused", async () => {
      expect(await send(delivery(hash("none"), 1), of, delivery(of.id, 1))).toEqual([
        "version-unknown",
        "taken",
        "taken",
      ]);
    });
  });

  describe("and a delivery", () => {
    const delivered = delivery(of.id, 1);
    const to = delivered.id;

    it("has one first receipt", async () => {
      const first = receipt(to);
      expect(await send(of, delivered, first, receipt(to), first, receipt(hash("else")))).toEqual([
        "taken",
        "taken",
        "taken",
        "supersedes-needed",
        "taken",
        "taken",
      ]);
    });

    it("has receipts in one line", async () => {
      const first = receipt(to);
      const second = receipt(to, { supersedes: first.id });
      const rival = receipt(to, { supersedes: first.id });
      const third = receipt(to, { supersedes: second.id });
      expect(await send(of, delivered, first, second, rival, third, second)).toEqual([
        "taken",
        "taken",
        "taken",
        "taken",
        "receipt-superseded",
        "taken",
        "taken",
      ]);
    });

    it("refuses a receipt before the one that it supersedes", async () => {
      const first = receipt(to);
      const second = receipt(to, { supersedes: first.id });
      expect(await send(second, first, second)).toEqual(["supersedes-unknown", "taken", "taken"]);
    });

    it("refuses one in place of what is no receipt, or of another delivery's, log's or grant's", async () => {
      const [grant, log] = [hash("other"), hash("elsewhere")];
      const others = [
        delivered,
        receipt(hash("else")),
        receipt(to, { delivery: { log, id: to } }),
        receipt(to, { grant }),
      ];
      expect(await send(of, ...others)).toEqual(["taken", ...others.map(() => "taken")]);
      const wrong = others.map(({ id }) => receipt(to, { supersedes: id }));
      expect(await send(...wrong)).toEqual(wrong.map(() => "supersedes-unknown"));
    });

    it("keeps its place of the first receipt from the recipient of another grant", async () => {
      expect(await send(receipt(to, { grant: hash("other") }), receipt(to))).toEqual([
        "taken",
        "taken",
      ]);
    });
  });
});

describe("given a restart", () => {
  it("knows every version, serial and receipt", async () => {
    const of = version();
    const delivered = delivery(of.id, 1);
    const first = receipt(delivered.id);
    const second = receipt(delivered.id, { supersedes: first.id });
    await together(of, delivered, first, second);
    await restart();
    const third = receipt(delivered.id, { supersedes: second.id });
    expect(
      await together(
        delivery(of.id, 1),
        delivery(of.id, 2),
        receipt(delivered.id),
        receipt(delivered.id, { supersedes: first.id }),
        third,
      ),
    ).toEqual(["serial-used", "taken", "supersedes-needed", "receipt-superseded", "taken"]);
  });
});
