// SPDX-License-Identifier: Apache-2.0
// Writes the vectors of canonical JSON, digests, codes, statements and signatures into test/vectors.
// Every expected value comes from another implementation than packages/proof, or from a standard.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { batchVectors } from "./vectors/batch.ts";
import { canonicalVectors } from "./vectors/canonical.ts";
import { codeVectors } from "./vectors/code.ts";
import { digestVectors } from "./vectors/digest.ts";
import { signatureVectors } from "./vectors/signature.ts";
import { statementVectors } from "./vectors/statement.ts";
import type { Vectors } from "./vectors/types.ts";

const ROOT = join(fileURLToPath(new URL("..", import.meta.url)), "test", "vectors");

function write(side: "valid" | "invalid", format: string, vectors: Record<string, unknown>): void {
  const folder = join(ROOT, side, format);
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(folder)) rmSync(join(folder, old));
  for (const [name, vector] of Object.entries(vectors)) {
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(vector, null, 2)}\n`);
  }
}

const formats: Record<string, Vectors> = {
  canonical: canonicalVectors(),
  digest: digestVectors(),
  code: codeVectors(),
  statement: statementVectors(),
  signature: signatureVectors(),
  batch: batchVectors(),
};
for (const [format, { valid, invalid }] of Object.entries(formats)) {
  write("valid", format, valid);
  write("invalid", format, invalid);
  const counts = `${Object.keys(valid).length} valid, ${Object.keys(invalid).length} invalid`;
  console.log(`${format}: ${counts}`);
}
