// SPDX-License-Identifier: Apache-2.0
// A certificate that signs itself (RFC 5280), made of DER by hand: node reads certificates and makes none.
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

const SHORT = 0x80;
const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OBJECT = 0x06;
const TEXT = 0x0c;
const TIME = 0x17;
/** ecdsa-with-SHA256, and commonName. */
const ECDSA = "06082a8648ce3d040302";
const COMMON_NAME = "550403";
const DAY = 86_400_000;

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < SHORT ? [length] : [SHORT + 2, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

const bits = (bytes: Uint8Array): Buffer => der(BIT_STRING, Buffer.from([0]), bytes);

function timeOf(moment: number): Buffer {
  const digits = new Date(moment).toISOString().replace(/[-:T]|\..*/g, "");
  return der(TIME, Buffer.from(`${digits.slice(2)}Z`, "ascii"));
}

/**
 * Certificate and key as PEM, good for a day before and after a moment.
 * @param around milliseconds since the epoch; now when left out
 */
export function makeCertificate(
  name: string,
  around = Date.now(),
): { readonly cert: string; readonly key: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = der(SEQUENCE, Buffer.from(ECDSA, "hex"));
  const attribute = [der(OBJECT, Buffer.from(COMMON_NAME, "hex")), der(TEXT, Buffer.from(name))];
  const subject = der(SEQUENCE, der(SET, der(SEQUENCE, ...attribute)));
  const serial = der(INTEGER, Buffer.concat([Buffer.from([1]), randomBytes(8)]));
  const validity = der(SEQUENCE, timeOf(around - DAY), timeOf(around + DAY));
  const key = publicKey.export({ type: "spki", format: "der" });
  const signed = der(SEQUENCE, serial, algorithm, subject, validity, subject, key);
  const whole = der(SEQUENCE, signed, algorithm, bits(sign("sha256", signed, privateKey)));
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  const pem = ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""];
  const secret = privateKey.export({ type: "pkcs8", format: "pem" });
  return { cert: pem.join("\n"), key: String(secret) };
}
