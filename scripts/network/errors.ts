// SPDX-License-Identifier: Apache-2.0

/** Thrown when a network cannot do what it was told; the message says what to do. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
}
