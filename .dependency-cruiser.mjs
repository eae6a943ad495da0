// SPDX-License-Identifier: Apache-2.0
// Who may import whom: each rule is one row of the table in docs/architecture.md, or one step of the order
// that a package keeps inside. test/house/arrows.test.ts proves that every rule here can fail.

const TESTS = ["\\.test\\.ts$", "/testing/"];
const OURS = ["api", "chain", "cli", "console", "gateway", "network", "proof", "sdk", "words"];

/** The files of proof/src in the order in which data passes through them. A name is a file or a folder. */
const PROOF_ORDER = [
  "errors",
  "bytes",
  "memo",
  "platform",
  "crypto",
  "canonical",
  "digest",
  "codes",
  // Before the statement, which binds its lists and its batch by roots of this tree.
  "tree/hash",
  "tree/inclusion",
  "tree/consistency",
  "tree",
  // What a request asks for: one word on the chain over a commitment and a tree of items.
  "scope",
  "statement",
  "tiles",
  "entry",
  "heads",
  "note",
  "checkpoint",
  "chainproof/rlp",
  "chainproof/pool",
  "chainproof/trie",
  "chainproof/header",
  "chainproof/seals",
  "chainproof",
  "trace",
  "storage",
  "evidence",
  "history",
  "right",
  "grant",
  "policy",
  "verify",
  // Whoever replays a log builds its trees again: an auditor does, verification never.
  "audit",
  "index",
];

/**
 * The folders of gateway/src in reading order: main → config → access → context → routes → documents → services →
 * indexing → store; tracing is told by all of them and asks none.
 * For each, what it never imports. Config is plain data that all may read.
 */
const GATEWAY_NEVER = {
  config: ["main", "access", "context", "routes", "documents", "services", "store"],
  access: ["main", "context", "routes", "documents", "indexing"],
  context: ["main", "routes"],
  routes: ["main"],
  documents: ["main", "context", "routes"],
  services: ["main", "routes", "documents"],
  tracing: ["main", "access", "context", "routes", "documents", "services", "indexing", "store"],
  indexing: ["main", "context", "routes", "documents", "services"],
  store: ["main", "context", "routes", "documents", "services", "indexing"],
};

// A workspace package that is imported by its name is local too, but carries this type besides.
const BY_PATH = { dependencyTypes: ["local"], dependencyTypesNot: ["aliased-workspace"] };

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });
const inside = (base, names) => `^packages/${base}/src/(?:${names.join("|")})(?:/|\\.ts$)`;
const dashed = (name) => name.replaceAll("/", "-");

// "tree" stands for what lies in tree/ beside the files that have a place of their own.
function stagePath(stage) {
  const own = PROOF_ORDER.filter((name) => name.startsWith(`${stage}/`));
  const rest = own.map((name) => `${name.slice(stage.length + 1)}(?:/|\\.ts$)`);
  if (rest.length === 0) return inside("proof", [stage]);
  return `^packages/proof/src/${stage}(?:\\.ts$|/(?!${rest.join("|")}))`;
}

const proofOrder = PROOF_ORDER.slice(0, -1).map((stage, place) =>
  rule(
    `proof-order-${dashed(stage)}`,
    `in proof, ${stage} imports only what comes before it`,
    { path: stagePath(stage), pathNot: TESTS },
    { path: PROOF_ORDER.slice(place + 1).map(stagePath) },
  ),
);

const gatewayOrder = Object.entries(GATEWAY_NEVER).map(([stage, never]) =>
  rule(
    `gateway-order-${stage}`,
    `in gateway, ${stage} never calls back into what uses it`,
    { path: inside("gateway", [stage]), pathNot: TESTS },
    { path: inside("gateway", never) },
  ),
);

const mayImport = (name, allowed) =>
  rule(
    `${name}-packages`,
    `of our packages ${name} may import: ${allowed.join(", ") || "none"}`,
    { path: `^packages/${name}/` },
    {
      path: `^packages/(?:${OURS.filter((other) => other !== name && !allowed.includes(other)).join("|")})/`,
    },
  );

const rows = [
  mayImport("proof", []),
  mayImport("chain", ["proof"]),
  mayImport("api", ["proof"]),
  mayImport("gateway", ["proof", "chain", "api", "words"]),
  mayImport("sdk", ["proof", "chain", "api"]),
  mayImport("words", ["proof"]),
  mayImport("cli", ["sdk", "words"]),
  // It writes files and asks nobody: no gateway and no chain.
  mayImport("network", ["proof", "words"]),
  // The page talks to nobody: it needs no client of the gateway.
  mayImport("console", ["proof", "words"]),
  rule(
    "words-only-types-of-proof",
    "the words are there before the library is loaded: types of it, nothing that runs",
    { path: "^packages/words/src/", pathNot: TESTS },
    { path: "^packages/proof/", dependencyTypesNot: ["type-only"] },
  ),
  rule(
    "proof-third-party",
    "proof rests on @noble/* and a JCS library only",
    { path: "^packages/proof/src/", pathNot: TESTS },
    { path: "node_modules/", pathNot: "node_modules/(?:@noble/|canonicalize/)" },
  ),
  rule(
    "proof-no-builtins",
    "proof runs in a browser: Node's modules only behind the one import condition",
    {
      path: "^packages/proof/src/",
      pathNot: [...TESTS, "^packages/proof/src/platform/node\\.ts$"],
    },
    { dependencyTypes: ["core"] },
  ),
  rule(
    "proof-unlisted-file",
    "a file of proof has a place in the order",
    { path: "^packages/proof/src/" },
    { path: "^packages/proof/src/", pathNot: [inside("proof", PROOF_ORDER), ...TESTS] },
  ),
  rule(
    "proof-verify-never-builds",
    "verification and making are apart, also through other files",
    { path: inside("proof", ["verify"]), pathNot: TESTS },
    {
      path: ["^packages/proof/src/build[./]", "^packages/proof/src/[^/]+/build[./]"],
      reachable: true,
    },
  ),
  rule(
    "express-and-level-stay-in-gateway",
    "Express and Level never leave the gateway, but for tests that damage a store",
    { pathNot: ["^packages/gateway/", "^test/(?:faults|support/(?:crash|power))/"] },
    { path: "node_modules/(?:@types/)?(?:express|level|classic-level|abstract-level)/" },
  ),
  rule(
    "gateway-core-without-http",
    "services and store never see a request",
    { path: inside("gateway", ["services", "indexing", "store"]), pathNot: TESTS },
    { path: "node_modules/(?:@types/)?express/" },
  ),
  rule(
    "gateway-context-by-type",
    "the context is handed to routes and services, never fetched by them",
    { path: inside("gateway", ["routes", "services"]), pathNot: TESTS },
    { path: inside("gateway", ["context"]), dependencyTypesNot: ["type-only"] },
  ),
  rule(
    "artifacts-through-chain",
    "contract artifacts reach the packages through chain",
    { path: "^packages/", pathNot: "^packages/chain/" },
    { path: "^artifacts/" },
  ),
  rule(
    "packages-by-name",
    "a package is imported by its name, never by a path into it",
    { path: "^packages/([^/]+)/" },
    { path: "^packages/", pathNot: "^packages/$1/", ...BY_PATH },
  ),
  rule(
    "public-exports-only",
    "test, bench, scripts and deploy use what anyone may use; verifiers are held against each other, and against changed files, in worlds of proof's tests",
    { path: "^(?:test|bench|scripts|deploy)/", pathNot: "^test/(?:second-verifier|adversary)/" },
    { path: "^packages/", ...BY_PATH },
  ),
  rule(
    "packages-stand-alone",
    "packages import nothing of the folders around them",
    { path: "^packages/" },
    { path: "^(?:test|bench|deploy|contracts)/" },
  ),
  rule(
    "scripts-are-imported-by-nobody",
    "scripts are for developers; run them, do not import them",
    { pathNot: "^scripts/" },
    { path: "^scripts/" },
  ),
  rule(
    "testing-stays-in-tests",
    "what helps tests is imported by tests",
    { path: "^packages/", pathNot: TESTS },
    { path: "^packages/[^/]+/src/testing/" },
  ),
  rule("no-cycles", "imports form no circle", {}, { circular: true }),
  rule(
    "no-unresolvable",
    "every import leads to a file that is public",
    {},
    { couldNotResolve: true },
  ),
  rule(
    "no-undeclared",
    "what a package imports stands in its package.json",
    { path: "^packages/", pathNot: TESTS },
    { dependencyTypes: ["npm-no-pkg", "npm-unknown", "npm-dev"] },
  ),
];

export default {
  forbidden: [...rows, ...proofOrder, ...gatewayOrder],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^packages/chain/src/generated/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "node", "default"],
      extensions: [".ts", ".js", ".mjs", ".json", ".d.ts"],
    },
  },
};
