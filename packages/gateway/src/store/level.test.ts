// SPDX-License-Identifier: Apache-2.0
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/sample.ts";
import { Database } from "./level.ts";

const VALUE = new Uint8Array(100);

describe("a database of which a write failed", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("takes no other one, and says why; a start has what came before", async () => {
    const [path, moved] = [join(folder, "db"), join(folder, "moved")];
    const database = await Database.open(path, true);
    await database.write([["before", VALUE]]);
    // Its folder is gone: nobody can say what is on disk.
    await rename(path, moved);
    await expect(database.write([["under way", VALUE]])).rejects.toMatchObject({
      code: "store-failed",
    });
    await rename(moved, path);
    await expect(database.write([["after", VALUE]])).rejects.toMatchObject({
      code: "store-failed",
    });
    await database.close();
    const again = await Database.open(join(folder, "db"), false);
    const found = await again.getMany(["before", "after"]);
    expect(found.map((value) => value?.length)).toEqual([VALUE.length, undefined]);
    await again.write([["after", VALUE]]);
    expect(await again.get("after")).toHaveLength(VALUE.length);
    await again.close();
  });
});
