// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from "node:url";

import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatIgnitionEthers from "@nomicfoundation/hardhat-ignition-ethers";
import hardhatTypechain from "@nomicfoundation/hardhat-typechain";
import { defineConfig } from "hardhat/config";

// The compiler comes from npm, so that a build needs no network.
const compiler = fileURLToPath(import.meta.resolve("solc/soljson.js"));

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
  paths: {
    sources: "./contracts",
    tests: { solidity: "./test/contracts/solidity" },
    artifacts: "./artifacts",
    cache: "./cache",
    ignition: "./deploy/ignition",
  },
  typechain: { outDir: "./cache/typechain" },
});
