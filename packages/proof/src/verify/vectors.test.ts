// SPDX-License-Identifier: Apache-2.0
// The vectors on disk are those that the story makes. SUYUAN_WRITE_VECTORS=1 writes them.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { grantVectors } from "../testing/grant-vectors.ts";
import { rightVectors } from "../testing/right-vectors.ts";
import { sealVectors } from "../testing/seal-vectors.ts";
import { vectorText, verdictVectors } from "../testing/vectors.ts";

const ROOT = fileURLToPath(new URL("../../../../test/vectors/", import.meta.url));

it("vectors of evidence, history, rights and grants are fresh", { timeout: 120_000 }, async () => {
  for (const [path, vector] of [
    ...(await verdictVectors()),
    ...(await rightVectors()),
    ...(await grantVectors()),
    ...(await sealVectors()),
  ]) {
    const file = `${ROOT}${path}.json`;
    const text = vectorText(vector);
    if (process.env["SUYUAN_WRITE_VECTORS"] === "1") {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    expect(readFileSync(file, "utf8"), path).toBe(text);
    expect(vector.exit === 0, path).toBe(path.startsWith("valid/"));
  }
});
