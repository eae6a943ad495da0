// SPDX-License-Identifier: Apache-2.0
import { type Hex, toHex, utf8 } from "../bytes.ts";
import { ProofError } from "../errors.ts";

/** The parts of a code of the catalogue of government data. */
export interface CatalogueCode {
  /** Class 类, one digit. */
  readonly class: string;
  /** Item 项, two digits. */
  readonly item: string;
  /** Entry 目, three digits. */
  readonly entry: string;
  /** Detail 细目, any number of digits, possibly none. */
  readonly detail: string;
  readonly serial: string;
}

const FORM =
  /^(?<class>[0-9])(?<item>[0-9]{2})(?<entry>[0-9]{3})(?<detail>[0-9]*)\/(?<serial>[0-9]+)$/;
/** As long as the contracts' bytes32 holds. */
const MAX_LENGTH = 32;

/** @throws ProofError `malformed` */
export function parseCatalogueCode(text: string): CatalogueCode {
  const parts = text.length <= MAX_LENGTH ? FORM.exec(text)?.groups : undefined;
  if (parts === undefined) {
    throw new ProofError("malformed", "a catalogue code is 6 or more digits, a slash and digits");
  }
  const part = (name: string): string => parts[name] ?? "";
  return {
    class: part("class"),
    item: part("item"),
    entry: part("entry"),
    detail: part("detail"),
    serial: part("serial"),
  };
}

/**
 * The code as the contracts keep it: its ASCII characters, then zeros, 32 bytes.
 * @throws ProofError `malformed`
 */
export function catalogueCodeBytes(text: string): Hex {
  parseCatalogueCode(text);
  const bytes = new Uint8Array(MAX_LENGTH);
  bytes.set(utf8(text));
  return toHex(bytes);
}

/** Whether the text has the form of a division code: six digits (GB/T 2260), the first from 1 to 8. */
export function isRegionCode(text: string): boolean {
  return /^[1-8][1-9][0-9]{4}$/.test(text);
}
