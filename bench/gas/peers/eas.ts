// SPDX-License-Identifier: Apache-2.0
// The Ethereum Attestation Service: attesting and revoking, compiled with our settings by the compiler it asks for.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, posix } from "node:path";

import hre from "hardhat";

import { bring } from "./bring.ts";
import type { Code, Peer, PeerChain } from "./chain.ts";

const EAS = {
  name: "@ethereum-attestation-service/eas-contracts",
  version: "1.9.0",
  integrity:
    "sha512-L60y1fgKlY3a45xxnPlgRbiGQY8RF/lF+AzF1iVoR7/aEzitS0Nuyyjq8+IXs1sSSU0dl2+yGSmELxVeB6FelA==",
};
const SOLC = {
  name: "solc",
  version: "0.8.29",
  integrity:
    "sha512-M1hmcsejAtT1RWC+wy45Oi8a82nSnDl65wDzA3/8uWTC7R7VcnrMVIHv6/LHqnQPZ7OM2RIeKh3zpNo4E5lYbw==",
};
const MODULES = join(import.meta.dirname, "../../../node_modules");

interface Solc {
  compile(input: string, callbacks: { import: (path: string) => { contents: string } }): string;
}

interface Output {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts: Readonly<Record<string, Readonly<Record<string, Compiled>>>>;
}

interface Compiled {
  readonly abi: Code["abi"];
  readonly evm: { readonly bytecode: { readonly object: string } };
}

/** Its contracts by name. */
function compile(): (name: string) => Code {
  const folder = join(bring(EAS), "contracts");
  const require = createRequire(import.meta.url);
  const wrap = require("solc/wrapper") as (soljson: unknown) => Solc;
  const solc = wrap(require(join(bring(SOLC), "soljson.js")));
  const source = (path: string): string =>
    readFileSync(path.startsWith("@") ? join(MODULES, path) : join(folder, path), "utf8");
  const roots = ["EAS.sol", "SchemaRegistry.sol"];
  const sources = Object.fromEntries(roots.map((path) => [path, { content: source(path) }]));
  const { evmVersion, optimizer } = hre.config.solidity.profiles["default"]?.compilers[0]
    ?.settings as Record<string, unknown>;
  const outputSelection = { "*": { "*": ["abi", "evm.bytecode.object"] } };
  const settings = { evmVersion, optimizer, outputSelection };
  const input = JSON.stringify({ language: "Solidity", sources, settings });
  const imported = (path: string): { contents: string } => ({
    contents: source(posix.normalize(path)),
  });
  const output = JSON.parse(solc.compile(input, { import: imported })) as Output;
  const errors = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map((one) => one.formattedMessage).join("\n"));
  return (name) => {
    const found = output.contracts[`${name}.sol`]?.[name];
    if (found === undefined) throw new Error(`no ${name}`);
    return { abi: found.abi, bytecode: `0x${found.evm.bytecode.object}` };
  };
}

const SCHEMA = "bytes32 asset, bytes32 record, uint32 holder, uint48 until";
const WORDS = `0x${"11".repeat(4 * 32)}`;
const ZERO = `0x${"00".repeat(32)}`;
const NOBODY = `0x${"00".repeat(20)}`;

/** An attestation of nothing, and one of about what a registration says: two hashes, a holder and a term. */
export const eas: Peer = {
  conditions: "EAS 1.9.0, solc 0.8.29 as it asks for, our settings",
  async measure(chain: PeerChain, before: number) {
    const code = compile();
    const registry = await chain.deploy(code("SchemaRegistry"));
    const service = await chain.deploy(code("EAS"), registry.target);
    const registered = await chain.send(registry, "register", SCHEMA, NOBODY, true);
    const schema = registered.logs[0]?.topics[1] ?? "";
    const facts = { recipient: chain.other, expirationTime: 0, revocable: true, refUID: ZERO };
    const attest = (data: string) =>
      chain.send(service, "attest", { schema, data: { ...facts, data, value: 0 } });
    for (let i = 0; i < before; i++) await attest("0x");
    const least = await attest("0x");
    const attested = await attest(WORDS);
    const uid = attested.logs[0]?.data ?? "";
    const revoked = await chain.send(service, "revoke", { schema, data: { uid, value: 0 } });
    return [
      { case: "peer: EAS attest, no data", value: least.gas },
      { case: "peer: EAS attest, 128 bytes", value: attested.gas },
      { case: "peer: EAS revoke", value: revoked.gas },
    ];
  },
};
