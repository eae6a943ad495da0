// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { importsOf, SOLIDITY_RULES, solidityViolations } from "./solidity-imports.ts";

const importing = (target: string): string => `import {X} from "${target}";\ncontract A {}\n`;

const VIOLATIONS = [
  ["sol-interfaces", "contracts/interfaces/IA.sol", "../libraries/B.sol"],
  ["sol-interfaces", "contracts/interfaces/IA.sol", "../A.sol"],
  ["sol-libraries", "contracts/libraries/B.sol", "../A.sol"],
  ["sol-libraries", "contracts/libraries/B.sol", "../mocks/M.sol"],
  ["sol-contracts", "contracts/A.sol", "./mocks/M.sol"],
  ["sol-only-openzeppelin", "contracts/A.sol", "solmate/src/tokens/ERC20.sol"],
  ["sol-only-openzeppelin", "contracts/mocks/M.sol", "../../test/contracts/T.sol"],
  ["sol-only-openzeppelin", "contracts/A.sol", "@openzeppelin/contracts-upgradeable/X.sol"],
] as const;

describe("solidityViolations", () => {
  it.each(VIOLATIONS)("reports %s for %s importing %s", (rule, path, target) => {
    expect(solidityViolations(path, importing(target)).join()).toContain(`${rule}: ${path}`);
  });

  it("has a violation here for every rule", () => {
    expect(new Set(VIOLATIONS.map(([rule]) => rule))).toEqual(new Set(SOLIDITY_RULES));
  });

  it.each([
    ["contracts/interfaces/IA.sol", "./IB.sol"],
    ["contracts/libraries/B.sol", "../interfaces/IA.sol"],
    ["contracts/A.sol", "./libraries/B.sol"],
    ["contracts/A.sol", "@openzeppelin/contracts/access/manager/AccessManaged.sol"],
    ["contracts/mocks/M.sol", "../A.sol"],
  ])("lets %s import %s", (path, target) => {
    expect(solidityViolations(path, importing(target))).toEqual([]);
  });
});

describe("importsOf", () => {
  it("reads every form of import", () => {
    const source =
      'import "./a.sol";\nimport * as B from "./b.sol";\nimport {\n  C,\n  D as E\n} from \'./c.sol\';';
    expect(importsOf(source)).toEqual(["./a.sol", "./b.sol", "./c.sol"]);
  });

  it("does not read comments", () => {
    expect(importsOf('// import "./a.sol";\n/* import "./b.sol"; */')).toEqual([]);
  });
});
