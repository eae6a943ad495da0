// SPDX-License-Identifier: Apache-2.0
import { encodeRlp, getBytes, toBeArray, zeroPadValue } from "ethers";

const minimal = (value: bigint): Uint8Array => toBeArray(value);

/** RLP of a header over a state. */
export function headerOver(stateRoot: Uint8Array, number: number, time: number): Uint8Array {
  const hash = zeroPadValue("0x11", 32);
  const scalars = [0, number, 30_000_000, 21_000, time].map((value) => minimal(BigInt(value)));
  const front = [hash, hash, zeroPadValue("0x22", 20), stateRoot, hash, hash, new Uint8Array(256)];
  return getBytes(encodeRlp([...front, ...scalars, "0x", hash, new Uint8Array(8), minimal(7n)]));
}
