// SPDX-License-Identifier: Apache-2.0
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const TESTS = ["**/*.test.ts", "**/testing/**/*.ts", "test/**/*.ts"];

// House numbers: CONTRIBUTING.md says why.
const SIZES = {
  "max-lines": ["error", { max: 300 }],
  "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
};

const HOUSE = {
  ...SIZES,
  eqeqeq: "error",
  "no-console": "error",
  "no-param-reassign": "error",
  "no-var": "error",
  "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx", "hack"] }],
  "prefer-const": "error",
  "no-restricted-syntax": [
    "error",
    { selector: "ExportDefaultDeclaration", message: "Named exports only." },
    { selector: "ExportAllDeclaration", message: "List what is public by name." },
  ],
};

const STATUS = "Only errors.ts knows status codes.";
const STATUS_CODES = [
  ...HOUSE["no-restricted-syntax"],
  {
    selector: "CallExpression[callee.property.name=/^(status|sendStatus|writeHead)$/] > Literal",
    message: STATUS,
  },
  { selector: "AssignmentExpression[left.property.name='statusCode'] > Literal", message: STATUS },
];

export default defineConfig(
  globalIgnores([
    "**/node_modules",
    ".tools",
    ".suyuan",
    "artifacts",
    "cache",
    "coverage",
    "**/dist",
    "packages/chain/src/generated",
    "deploy/ignition/deployments",
  ]),
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.json", "./packages/console/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...HOUSE,
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/consistent-type-exports": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ["**/*.js", "**/*.mjs", "**/*.cjs"],
    rules: { ...SIZES, eqeqeq: "error", "no-var": "error", "prefer-const": "error" },
  },
  {
    // The library that everything rests on takes no exceptions.
    files: ["packages/proof/**/*.ts"],
    linterOptions: { noInlineConfig: true },
  },
  {
    files: ["packages/gateway/src/**/*.ts"],
    ignores: ["packages/gateway/src/errors.ts", ...TESTS],
    rules: { "no-restricted-syntax": STATUS_CODES },
  },
  {
    // Trees of given / when / it are long by nature.
    files: TESTS,
    rules: { "max-lines-per-function": "off" },
  },
  {
    // Programs that speak to a person on a terminal.
    files: ["scripts/**/*.ts", "bench/**/*.ts", "packages/cli/**/*.ts", ...TESTS],
    rules: { "no-console": "off" },
  },
  {
    // Tools and Ignition read their definition from the default export.
    files: ["*.config.ts", "deploy/ignition/**/*.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
);
