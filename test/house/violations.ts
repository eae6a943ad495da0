// SPDX-License-Identifier: Apache-2.0

/** One file that breaks one rule of .dependency-cruiser.mjs. */
export interface Violation {
  readonly rule: string;
  readonly from: string;
  /** The file's text; usually one import. */
  readonly text: string;
  /** Other files that must be there. */
  readonly also?: Readonly<Record<string, string>>;
}

const EMPTY = "export const nothing = 0;\n";

function importing(rule: string, from: string, target: string, ...files: string[]): Violation {
  const also = Object.fromEntries(files.map((file) => [file, EMPTY]));
  return {
    rule,
    from,
    text: `import { nothing } from "${target}";\nexport const x = nothing;\n`,
    also,
  };
}

const ours = (name: string, forbidden: string): Violation =>
  importing(`${name}-packages`, `packages/${name}/src/ours.ts`, `@suyuan/${forbidden}`);

/** A step back in the order inside proof: the earlier file imports the later one. */
const back = (stage: string, from: string, to: string): Violation =>
  importing(
    `proof-order-${stage}`,
    `packages/proof/src/${from}.ts`,
    `${"../".repeat(from.split("/").length - 1) || "./"}${to}.ts`,
    `packages/proof/src/${to}.ts`,
  );

const gateway = (rule: string, from: string, to: string): Violation =>
  importing(
    rule,
    `packages/gateway/src/${from}.ts`,
    `../${to}.ts`,
    `packages/gateway/src/${to}.ts`,
  );

const PACKAGE_ROWS = [
  ours("proof", "api"),
  ours("chain", "api"),
  ours("api", "chain"),
  ours("gateway", "sdk"),
  ours("sdk", "gateway"),
  ours("words", "sdk"),
  ours("cli", "proof"),
  ours("network", "chain"),
  ours("console", "gateway"),
  importing("words-only-types-of-proof", "packages/words/src/runs.ts", "@suyuan/proof"),
];

const PROOF_ROWS = [
  importing("proof-third-party", "packages/proof/src/bytes/third.ts", "left-pad"),
  {
    rule: "proof-no-builtins",
    from: "packages/proof/src/digest/builtin.ts",
    text: 'import { createHash } from "node:crypto";\nexport const x = createHash;\n',
  },
  importing(
    "proof-unlisted-file",
    "packages/proof/src/verify/unlisted.ts",
    "../helpers.ts",
    "packages/proof/src/helpers.ts",
  ),
  {
    rule: "proof-verify-never-builds",
    from: "packages/proof/src/verify/builder.ts",
    text: 'import { x } from "../evidence/middle.ts";\nexport const y = x;\n',
    also: {
      "packages/proof/src/evidence/middle.ts":
        'import { nothing } from "./build.ts";\nexport const x = nothing;\n',
      "packages/proof/src/evidence/build.ts": EMPTY,
    },
  },
];

const GATEWAY_ROWS = [
  importing("express-and-level-stay-in-gateway", "packages/sdk/src/http.ts", "express"),
  importing("gateway-core-without-http", "packages/gateway/src/services/http.ts", "express"),
  gateway("gateway-context-by-type", "services/fetches", "context"),
  gateway("gateway-order-config", "config/back", "store/a"),
  gateway("gateway-order-access", "access/back", "indexing/a"),
  gateway("gateway-order-context", "context/back", "routes/a"),
  gateway("gateway-order-routes", "routes/back", "main"),
  gateway("gateway-order-documents", "documents/back", "routes/a"),
  gateway("gateway-order-services", "services/back", "routes/b"),
  gateway("gateway-order-tracing", "tracing/back", "store/a"),
  gateway("gateway-order-indexing", "indexing/back", "services/a"),
  gateway("gateway-order-store", "store/back", "services/a"),
];

const FOLDER_ROWS = [
  importing("artifacts-through-chain", "packages/sdk/src/abi.ts", "../../../artifacts/empty.ts"),
  importing("packages-by-name", "packages/sdk/src/deep.ts", "../../proof/src/index.ts"),
  importing("public-exports-only", "test/deep.ts", "../packages/proof/src/index.ts"),
  importing("packages-stand-alone", "packages/sdk/src/around.ts", "../../../test/empty.ts"),
  importing("scripts-are-imported-by-nobody", "bench/script.ts", "../scripts/empty.ts"),
  importing(
    "testing-stays-in-tests",
    "packages/sdk/src/helped.ts",
    "./testing/a.ts",
    "packages/sdk/src/testing/a.ts",
  ),
  importing("no-unresolvable", "test/inner.ts", "@suyuan/proof/src/index.ts"),
  importing(
    "no-undeclared",
    "packages/api/src/undeclared.ts",
    "undeclared",
    "node_modules/undeclared/index.js",
  ),
  {
    rule: "no-cycles",
    from: "test/circle-a.ts",
    text: 'import { b } from "./circle-b.ts";\nexport const a = () => b;\n',
    also: { "test/circle-b.ts": 'import { a } from "./circle-a.ts";\nexport const b = () => a;\n' },
  },
];

const ORDER_ROWS = [
  back("errors", "errors", "bytes"),
  back("bytes", "bytes", "platform/a"),
  back("memo", "memo", "platform/a"),
  back("platform", "platform/a", "crypto"),
  back("crypto", "crypto", "canonical"),
  back("canonical", "canonical", "digest"),
  back("digest", "digest", "codes"),
  back("codes", "codes", "tree/hash"),
  back("tree-hash", "tree/hash", "tree/inclusion"),
  back("tree-inclusion", "tree/inclusion", "tree/consistency"),
  back("tree-consistency", "tree/consistency", "tree/frontier"),
  back("tree", "tree/frontier", "scope"),
  back("scope", "scope", "statement/kinds"),
  back("statement", "statement/kinds", "tiles"),
  back("tiles", "tiles", "entry"),
  back("entry", "entry", "heads/map"),
  back("heads", "heads/map", "note"),
  back("note", "note", "checkpoint"),
  back("checkpoint", "checkpoint", "chainproof/rlp"),
  back("chainproof-rlp", "chainproof/rlp", "chainproof/pool"),
  back("chainproof-pool", "chainproof/pool", "chainproof/trie"),
  back("chainproof-trie", "chainproof/trie", "chainproof/header"),
  back("chainproof-header", "chainproof/header", "chainproof/seals"),
  back("chainproof-seals", "chainproof/seals", "chainproof/account"),
  back("chainproof", "chainproof/account", "trace"),
  back("trace", "trace", "storage"),
  back("storage", "storage", "evidence/read"),
  back("evidence", "evidence/read", "history/read"),
  back("history", "history/read", "right/read"),
  back("right", "right/read", "grant/read"),
  back("grant", "grant/read", "policy"),
  back("policy", "policy", "verify"),
  back("verify", "verify", "audit/replay"),
  back("audit", "audit/replay", "index"),
];

/** At least one violation of every rule. */
export const VIOLATIONS: readonly Violation[] = [
  ...PACKAGE_ROWS,
  ...PROOF_ROWS,
  ...GATEWAY_ROWS,
  ...FOLDER_ROWS,
  ...ORDER_ROWS,
];

/** Files that break nothing, though they come close. */
export const ALLOWED: Readonly<Record<string, string>> = {
  "packages/proof/src/errors.ts": EMPTY,
  "packages/proof/src/bytes.ts":
    'import { nothing } from "./errors.ts";\nexport const x = nothing;\n',
  "packages/proof/src/digest/a.ts":
    'import { nothing } from "@noble/hashes";\nexport const x = nothing;\n',
  "packages/proof/src/platform/node.ts": 'export { createHash } from "node:crypto";\n',
  "packages/proof/src/tree/build.ts": 'import { x } from "../bytes.ts";\nexport const y = x;\n',
  "packages/proof/src/bytes.test.ts":
    'import { nothing } from "left-pad";\nexport const x = nothing;\n',
  "packages/sdk/src/client.ts":
    'import { nothing } from "@suyuan/proof";\nexport const x = nothing;\n',
  "packages/gateway/src/context.ts": 'export type { Store } from "./store/a.ts";\n',
  "packages/gateway/src/store/a.ts": "export interface Store { readonly size: number }\n",
  "packages/gateway/src/routes/a.ts":
    'import type { Store } from "../context.ts";\nimport { nothing } from "express";\nexport const x = (s: Store) => s.size + nothing;\n',
  "test/public.ts": 'import { nothing } from "@suyuan/gateway";\nexport const x = nothing;\n',
  "scripts/a.ts": 'import { nothing } from "@suyuan/sdk";\nexport const x = nothing;\n',
};
