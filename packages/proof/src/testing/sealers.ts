// SPDX-License-Identifier: Apache-2.0
// Validators for tests of any package, made with ethers and not by the code that judges their seals.
import { createHash } from "node:crypto";
import { computeAddress, concat, getBytes, SigningKey, toBeHex } from "ethers";
import type { Hex } from "../bytes.ts";

/** Who seals blocks. */
export interface Sealer {
  readonly address: Hex;
  /** 65 bytes: r, s and the parity of y. */
  readonly seal: (digest: string) => Uint8Array;
}

/** A validator made from a label, the same at each run. */
export function sealer(label: string): Sealer {
  const key = new SigningKey(createHash("sha256").update(`sealer ${label}`).digest());
  return {
    address: computeAddress(key).toLowerCase() as Hex,
    seal: (digest) => {
      const { r, s, yParity } = key.sign(digest);
      return getBytes(concat([r, s, toBeHex(yParity, 1)]));
    },
  };
}

/** Validators in the order of their addresses. */
export function sealers(count: number, label = "validator"): readonly Sealer[] {
  const made = Array.from({ length: count }, (_, place) => sealer(`${label} ${place}`));
  return made.toSorted((one, other) => (one.address < other.address ? -1 : 1));
}
