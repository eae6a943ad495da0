// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from "node:url";

import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatIgnitionEthers from "@nomicfoundation/hardhat-ignition-ethers";
import hardhatTypechain from "@nomicfoundation/hardhat-typechain";
import { defineConfig } from "hardhat/config";

// The compiler comes from npm, so that a build needs no network.
const compiler = fileURLToPath(import.meta.resolve("solc/soljson.js"));

// Contracts that tell what was run of them are compiled apart from those that are deployed: scripts/coverage.ts.
const COUNTING = process.env["HARDHAT_COVERAGE"] === "true";
const MADE = COUNTING ? "./coverage/" : "./";

// How often each law is tried. Contracts that count take long, and are run to be counted only.
const DEEP = process.env["SUYUAN_DEEP"] === "1";
const TRIES = DEEP ? 10_000 : 1_000;
const RUNS = COUNTING ? 50 : TRIES;

export default defineConfig({
  plugins: [hardhatEthers, hardhatTypechain, hardhatIgnitionEthers],
  solidity: {
    version: "0.8.37",
    path: compiler,
    // Deployed as they are, beside ours.
    npmFilesToBuild: [
      "@openzeppelin/contracts/access/manager/AccessManager.sol",
      "@openzeppelin/contracts/metatx/ERC2771Forwarder.sol",
    ],
    settings: {
      // London runs on every permissioned client; Clique networks refuse later ones.
      evmVersion: "london",
      // Acts run by the hundred thousand; with many runs each contract still is below 24,576 bytes.
      optimizer: { enabled: true, runs: 100_000 },
      outputSelection: { "*": { "*": ["storageLayout"] } },
    },
  },
  networks: {
    // What the contracts run on elsewhere: London's rules, and gas without a price.
    default: {
      type: "edr-simulated",
      hardfork: "london",
      initialBaseFeePerGas: 0,
      gasPrice: 0,
      blockGasLimit: 1_000_000_000,
      accounts: { count: 100 },
    },
    // The node to deploy to: deploy/deploy.ts sets its address and key.
    target: { type: "http", url: "http://127.0.0.1:8545" },
  },
  paths: {
    sources: "./contracts",
    tests: { solidity: "./test/contracts/solidity" },
    artifacts: `${MADE}artifacts`,
    cache: `${MADE}cache`,
    ignition: "./deploy/ignition",
  },
  test: {
    solidity: {
      fuzz: { runs: RUNS },
      invariant: { runs: RUNS, depth: 15 },
    },
  },
  typechain: { outDir: `${MADE}cache/typechain` },
});
