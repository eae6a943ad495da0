// SPDX-License-Identifier: Apache-2.0
import type { Server } from "node:http";
import { join } from "node:path";
import { formatVerifierKey, noteSigner } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { go, runGoClient, runGoVectors } from "./go-client.ts";
import { serve, ServedLog } from "./served-log.ts";

const ORIGIN = "log.example/c2sp";
const SIZE = 1_000;
const OLDER = 300;

const log = new ServedLog(ORIGIN);
const older = log.growTo(OLDER);
const newer = log.growTo(SIZE);
const { vkey } = log;
// Changed files of the test at hand, in front of the log's own.
const changed = new Map<string, Uint8Array | string>();
const files = {
  get: (path: string) => changed.get(path) ?? log.files.get(path),
} as ReadonlyMap<string, Uint8Array | string>;

let server: Server;
let baseUrl: string;

/** Serves the file with one bit turned over. */
function damage(path: string, at: number): void {
  const bytes = Uint8Array.from(Buffer.from(log.files.get(path) ?? ""));
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  changed.set(path, bytes);
}

beforeAll(async () => {
  ({ server, baseUrl } = await serve(files));
});
afterAll(() => {
  server.close();
});

describe.skipIf(go.missing)(`a C2SP client written in Go ${go.label}`, () => {
  describe("given a log with partial tiles", () => {
    it("checks signature, tiles, root, every entry and the way from an older checkpoint", async () => {
      changed.clear();
      const found = await runGoClient({ baseUrl, vkey, previous: older });
      expect(found).toMatchObject({
        ...{ origin: ORIGIN, size: SIZE, entries: SIZE, inclusions: SIZE, previous: OLDER },
        ...{ root: newer.split("\n")[2], tiles: 5, partial: 2 },
      });
      expect(found.consistency).toBeGreaterThan(0);
    });
    it("needs no older checkpoint", async () => {
      changed.clear();
      const found = await runGoClient({ baseUrl, vkey, every: 100 });
      expect(found).toMatchObject({ size: SIZE, inclusions: 11 });
      expect(found.previous).toBeUndefined();
    });
  });

  describe("given a log that is wrong in one thing", () => {
    const cases: readonly [string, () => void, RegExp][] = [
      [
        "a bit of the signed checkpoint",
        () => {
          damage("checkpoint", ORIGIN.length + 2);
        },
        /checkpoint/,
      ],
      [
        "a bit of a full tile",
        () => {
          damage("tile/0/001", 77);
        },
        /tile/,
      ],
      [
        "a bit of a partial tile",
        () => {
          damage("tile/0/003.p/232", 0);
        },
        /tile/,
      ],
      [
        "a bit of the tile above",
        () => {
          damage("tile/1/000.p/3", 40);
        },
        /tile/,
      ],
      [
        "a bit of an entry",
        () => {
          damage("tile/entries/002", 100);
        },
        /entry 512 hashes/,
      ],
      [
        "a bundle with an entry missing",
        () => {
          changed.set("tile/entries/001", new Uint8Array(2));
        },
        /1 entries/,
      ],
    ];
    it.each(cases)("refuses it: %s", async (_, change, message) => {
      changed.clear();
      change();
      await expect(runGoClient({ baseUrl, vkey })).rejects.toThrow(message);
    });
    it("refuses another log's key, and an older checkpoint of another history", async () => {
      changed.clear();
      const other = formatVerifierKey(noteSigner(ORIGIN, new Uint8Array(32)).key);
      await expect(runGoClient({ baseUrl, vkey: other })).rejects.toThrow(/checkpoint/);
      const forked = new ServedLog(ORIGIN).growTo(OLDER - 1);
      await expect(runGoClient({ baseUrl, vkey, previous: forked })).rejects.toThrow(/consistency/);
    });
    it("refuses a checkpoint behind the one that it knows", async () => {
      changed.clear();
      changed.set("checkpoint", older);
      const known = { baseUrl, vkey, previous: newer };
      await expect(runGoClient(known)).rejects.toThrow(/consistency/);
    });
  });
});

describe.skipIf(go.missing)(`our vectors before a judge written in Go ${go.label}`, () => {
  const vectors = (verdict: string) => join(import.meta.dirname, "../vectors", verdict);
  // Where we are stricter: golang.org/x/mod reads base64 with stray bits, and JSON is not what the judge judges.
  const STRICTER = ["heads unknown-field keeps", "note base64-with-stray-bits keeps"];

  it("are kept where they are valid", async () => {
    const lines = await runGoVectors(vectors("valid"));
    expect(lines.length).toBeGreaterThan(40);
    expect(lines.filter((line) => !line.endsWith(" keeps"))).toEqual([]);
  });
  it("are refused where they are not", async () => {
    const lines = await runGoVectors(vectors("invalid"));
    expect(lines.length).toBeGreaterThan(60);
    expect(lines.filter((line) => !line.endsWith(" refuses"))).toEqual(STRICTER);
  });
});
