// SPDX-License-Identifier: Apache-2.0
// What verification asks of two curves, and no more: a browser has a third less to load than with all
// that can be done on them. Nothing here is secret, so that nothing needs constant time.
import { edwards } from "@noble/curves/abstract/edwards.js";
import { weierstrass } from "@noble/curves/abstract/weierstrass.js";
import { sha512 } from "@noble/hashes/sha2.js";

import { bytesToBigint, concatBytes } from "../bytes.ts";

/** SEC 2, 2.4.1. */
const SECP256K1 = {
  p: 2n ** 256n - 2n ** 32n - 977n,
  n: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
  h: 1n,
  a: 0n,
  b: 7n,
  Gx: 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n,
  Gy: 0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8n,
};
// The endomorphism by which factors are halved (Gallant, Lambert, Vanstone 2001).
const HALVING = {
  beta: 0x7ae96a2b657c07106e64479eac3434e99cf0497512f58995c1396c28719501een,
  basises: [
    [0x3086d221a7d46bcde86c90e49284eb15n, -0xe4437ed6010e88286f547fa90abfe4c3n],
    [0x114ca50f7a8e2f3f657c1108d9d44cfd8n, 0x3086d221a7d46bcde86c90e49284eb15n],
  ] as [[bigint, bigint], [bigint, bigint]],
};
/** RFC 8032, 5.1. */
const ED25519 = {
  p: 2n ** 255n - 19n,
  n: 2n ** 252n + 27742317777372353535851937790883648493n,
  h: 8n,
  a: 2n ** 255n - 20n,
  d: 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n,
  Gx: 0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51an,
  Gy: 0x6666666666666666666666666666666666666666666666666666666666666658n,
};
const HALF = 32;

const Point = /* @__PURE__ */ weierstrass(SECP256K1, { endo: HALVING });
const EdPoint = /* @__PURE__ */ edwards(ED25519);

/** SEC 1, 4.1.6, for the recoveries whose point has r itself as its abscissa; throws where there is none. */
export function recoverPoint(
  digest: Uint8Array,
  signature: Uint8Array,
  recovery: 0 | 1,
): Uint8Array {
  if (signature.length !== 2 * HALF || digest.length !== HALF) throw new RangeError("wrong length");
  const { Fn, BASE } = Point;
  const abscissa = signature.subarray(0, HALF);
  const [r, s] = [bytesToBigint(abscissa), bytesToBigint(signature.subarray(HALF))];
  if (!Fn.isValidNot0(r) || !Fn.isValidNot0(s)) throw new RangeError("outside of the order");
  const point = Point.fromBytes(concatBytes(Uint8Array.of(2 + recovery), abscissa));
  const inverse = Fn.inv(r);
  const hash = Fn.create(bytesToBigint(digest));
  const [u1, u2] = [Fn.create(-hash * inverse), Fn.create(s * inverse)];
  const found = BASE.mulAddUnsafe(u1, point, u2);
  if (found.is0()) throw new RangeError("no key");
  return found.toBytes(false);
}

const littleEndian = (bytes: Uint8Array): bigint => bytesToBigint(bytes.toReversed());

/**
 * RFC 8032, 5.1.7, by the equation with the cofactor; a key of small order is refused, under which
 * one signature would hold for many messages. Throws on encodings that are invalid.
 */
export function holdsEd25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 2 * HALF) throw new RangeError("wrong length");
  const commitment = signature.subarray(0, HALF);
  const [A, R] = [EdPoint.fromBytes(key), EdPoint.fromBytes(commitment)];
  const scalar = littleEndian(signature.subarray(HALF));
  if (A.isSmallOrder() || scalar >= ED25519.n) return false;
  const challenge = littleEndian(sha512(concatBytes(commitment, key, message))) % ED25519.n;
  const left = EdPoint.BASE.multiplyUnsafe(scalar);
  return R.add(A.multiplyUnsafe(challenge)).subtract(left).clearCofactor().is0();
}
