// SPDX-License-Identifier: Apache-2.0
import type { Hex } from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import { hash } from "../testing/sample.ts";
import { type Reference, ReferenceMemo } from "./references.ts";

const [A, B, C, NONE] = [hash("a"), hash("b"), hash("c"), hash("none")];
const reference = (asset: Hex): Reference => ({ type: "suyuan/dataset-version@1", asset });

/** Reads whatever is not called `none`, and remembers what it was asked. */
function reader() {
  const asked: Hex[][] = [];
  const read = (ids: readonly Hex[]) => {
    asked.push([...ids]);
    return Promise.resolve(ids.map((id) => (id === NONE ? undefined : reference(id))));
  };
  return { asked, read };
}

describe("a memo of references", () => {
  it("reads each once, in the order of the question", async () => {
    const { asked, read } = reader();
    const memo = new ReferenceMemo(10);
    expect(await memo.of([B, A, B], read)).toEqual([reference(B), reference(A), reference(B)]);
    expect(await memo.of([A, C, B], read)).toEqual([reference(A), reference(C), reference(B)]);
    expect(asked).toEqual([[B, A], [C]]);
  });

  it("asks again for what was not there", async () => {
    const { asked, read } = reader();
    const memo = new ReferenceMemo(10);
    expect(await memo.of([NONE], read)).toEqual([undefined]);
    expect(await memo.of([NONE], read)).toEqual([undefined]);
    expect(asked).toEqual([[NONE], [NONE]]);
  });

  it("forgets the oldest when it is full, and gives all that is asked all the same", async () => {
    const { asked, read } = reader();
    const memo = new ReferenceMemo(2);
    expect(await memo.of([A, B, C], read)).toEqual([A, B, C].map(reference));
    await memo.of([B, C], read);
    await memo.of([A], read);
    expect(asked).toEqual([[A, B, C], [], [A]]);
  });
});
