// SPDX-License-Identifier: Apache-2.0
// node --import this: a process whose clock a test sets, by the file that SUYUAN_TEST_CLOCK names. It is looked at once a
// second at most, as a clock that somebody sets would be.
import { existsSync, readFileSync } from "node:fs";

const LOOK_MS = 100;
const file = process.env["SUYUAN_TEST_CLOCK"] ?? "";
const { now } = Date;
let offset = 0;
let looked = 0;

Date.now = () => {
  const real = now();
  if (real - looked > LOOK_MS) {
    looked = real;
    offset = existsSync(file) ? Number(readFileSync(file, "utf8")) * 1_000 : 0;
  }
  return real + offset;
};
