// SPDX-License-Identifier: Apache-2.0
// How a place in storage is given.

/** Some bits of a word or of a trace's value, bit 0 the lowest. */
export interface StorageField {
  readonly offset: number;
  readonly width: number;
}

/** A member of a struct: some bits of the word that lies `word` slots after the struct's own. */
export interface StorageMember extends StorageField {
  readonly word: number;
}
