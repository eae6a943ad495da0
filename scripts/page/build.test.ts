// SPDX-License-Identifier: Apache-2.0
// The page that a stranger builds is the page that they were given: the same bytes in any folder.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { assemble, checksums, pageText } from "./build.ts";

const ROOT = join(import.meta.dirname, "../..");
const PACKAGES = ["console", "proof", "words"];
const LIBRARIES = ["@noble", "canonicalize"];
const SETTINGS = ["package.json", "tsconfig.json"];

// Of two pages only the digests are compared: neither is a text to be read in a report.
const digestOf = async (root: string): Promise<string> => checksums("page", await pageText(root));

describe("given the sources in two folders", () => {
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "suyuan another place-"));
    mkdirSync(join(folder, "node_modules/@suyuan"), { recursive: true });
    for (const name of PACKAGES) {
      cpSync(join(ROOT, "packages", name), join(folder, "packages", name), { recursive: true });
      symlinkSync(join(folder, "packages", name), join(folder, "node_modules/@suyuan", name));
    }
    for (const name of SETTINGS) cpSync(join(ROOT, name), join(folder, name));
    for (const name of LIBRARIES) {
      const path = join("node_modules", name);
      cpSync(join(ROOT, path), join(folder, path), { recursive: true, dereference: true });
    }
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("makes the same page of them, byte for byte, and another one of others", async () => {
    const known = await digestOf(ROOT);
    expect(await digestOf(folder)).toBe(known);
    writeFileSync(join(folder, "packages/console/src/style.css"), "body { margin: 1px }");
    expect(await digestOf(folder)).not.toBe(known);
  });
});

describe.skipIf(process.platform !== "linux")("given the checksums of a page", () => {
  const folder = mkdtempSync(join(tmpdir(), "suyuan-sums-"));
  const text = "<html>溯源</html>\n";
  const checked = (...words: readonly string[]): string => {
    const [program = "", ...args] = words;
    try {
      const quiet = { cwd: folder, encoding: "utf8", stdio: "pipe", env: { LC_ALL: "C" } } as const;
      return execFileSync(program, [...args, "--check", "CHECKSUMS"], quiet);
    } catch (error) {
      return `refused ${String((error as { stdout?: unknown }).stdout)}`;
    }
  };

  beforeAll(() => {
    writeFileSync(join(folder, "CHECKSUMS"), checksums("verify.html", text));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("are what common tools read: both hashes, of this page and no other", () => {
    writeFileSync(join(folder, "verify.html"), text);
    expect(checked("cksum")).toBe("verify.html: OK\nverify.html: OK\n");
    expect(checked("sha256sum")).toBe("verify.html: OK\n");
    writeFileSync(join(folder, "verify.html"), text.replace("溯", "源"));
    expect(checked("cksum")).toBe("refused verify.html: FAILED\nverify.html: FAILED\n");
    expect(checked("sha256sum")).toBe("refused verify.html: FAILED\n");
  });
});

describe("given a page without a place for a part", () => {
  it("is refused, as is one with two", () => {
    expect(assemble("a <!-- style --> b", { style: "$&" })).toBe("a $& b");
    expect(() => assemble("a b", { style: "" })).toThrow("no one place for style");
    expect(() => assemble("<!-- style --><!-- style -->", { style: "" })).toThrow("no one place");
  });
});
