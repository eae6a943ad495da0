// SPDX-License-Identifier: Apache-2.0
// The library as a browser gets it: bundled, and run where nothing of Node can be reached.
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type * as Library from "./index.ts";
import { digestBytes, statementId } from "./index.ts";
import { testAccount } from "./testing/accounts.ts";
import { ALL_KINDS, statementOf } from "./testing/statements.ts";

const ENTRY = fileURLToPath(new URL("index.ts", import.meta.url));
// What a page imports that verifies files and hashes data, and the most that it may weigh with its dependencies.
const PAGE =
  "parseEvidence, parseGrant, parseHistory, parsePolicy, parseRight, verify, createDigest";
const MOST_BYTES = 60_000;
const account = testAccount("browser seat");
// Bytes of the other realm are no Uint8Array to ethers.
const sign = (digest: Uint8Array): Uint8Array => account.sign(Uint8Array.from(digest));

async function bundle(): Promise<{ code: string; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    metafile: true,
    platform: "browser",
    format: "iife",
    globalName: "proof",
    logLevel: "silent",
  });
  return { code: outputFiles[0]?.text ?? "", inputs: Object.keys(metafile.inputs) };
}

describe("the browser bundle", () => {
  let inputs: string[] = [];
  let library: typeof Library;
  let globals: string[] = [];

  beforeAll(async () => {
    const made = await bundle();
    inputs = made.inputs;
    // What the web has and ECMAScript alone has not.
    const context = createContext({ TextEncoder, TextDecoder });
    library = runInContext(`${made.code}; proof`, context) as typeof Library;
    globals = runInContext("Object.getOwnPropertyNames(globalThis)", context) as string[];
  });

  it("holds no file that needs Node", () => {
    expect(
      inputs.filter((input) => input.includes("platform/")).map((input) => input.slice(-8)),
    ).toEqual(expect.not.arrayContaining(["/node.ts"]));
    expect(inputs.some((input) => input.endsWith("platform/noble.ts"))).toBe(true);
    expect(inputs.some((input) => input.startsWith("node:"))).toBe(false);
  });

  it("is light where a page verifies and does nothing else", async () => {
    const { outputFiles } = await build({
      stdin: { contents: `export { ${PAGE} } from ${JSON.stringify(ENTRY)}`, resolveDir: "." },
      ...{ bundle: true, write: false, minify: true, platform: "browser", format: "esm" },
      ...{ charset: "utf8", logLevel: "silent" },
    });
    const zipped = gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
    expect(zipped).toBeGreaterThan(20_000);
    expect(zipped).toBeLessThanOrEqual(MOST_BYTES);
  });

  it("runs without Node's globals", () => {
    for (const name of ["process", "Buffer", "require", "global", "setImmediate"]) {
      expect(globals).not.toContain(name);
    }
    expect(library.defaultCrypto.name).toBe("noble");
  });

  it("digests, salted and not, as Node does", () => {
    const data = Uint8Array.from({ length: 3000 }, (_, at) => at);
    const salt = new Uint8Array(32).fill(7);
    for (const given of [undefined, salt]) {
      const { bytes, sha256, sm3 } = library.digestBytes(data, given);
      expect({ bytes, sha256, sm3 }).toEqual(digestBytes(data, given));
    }
  });

  it.each(ALL_KINDS)("signs and verifies a %s", async (kind) => {
    const [sample] = fc.sample(statementOf(kind), { numRuns: 1, seed: 21 });
    const json = library.parseStrict(JSON.stringify(sample));
    const statement = library.parseStatement(json);
    expect(library.statementId(statement)).toBe(statementId(statement));
    const signature = await library.signStatement(statement, sign);
    expect(library.verifySignature(statement, signature)).toBe(account.address);
    const altered = { ...statement, time: statement.time + 1 };
    expect(library.verifySignature(altered, signature)).not.toBe(account.address);
  });

  it("refuses with a ProofError of its own", () => {
    expect(() => library.parseStrict('{"a":1,"a":2}')).toThrow(
      expect.objectContaining({ name: "ProofError", code: "duplicate-key" }),
    );
  });
});
