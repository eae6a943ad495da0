// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import * as surface from "./index.ts";

/** What others may rely on. A name that comes or goes is a decision, and shows here. */
const PUBLIC = ["digestFile", "main", "nativeCrypto"];

describe("given the public surface", () => {
  it("is exactly this list", () => {
    expect(Object.keys(surface).toSorted()).toEqual(PUBLIC);
  });
});
