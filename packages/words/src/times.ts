// SPDX-License-Identifier: Apache-2.0

// Beijing time has had no summer time since 1991.
const BEIJING = 8 * 3_600;

const written = (seconds: number): string =>
  new Date(seconds * 1_000).toISOString().slice(0, 19).replace("T", " ");

/** Beijing time. */
export const beijingTime = (seconds: number): string => `${written(seconds + BEIJING)} +08:00`;

/** Universal time. */
export const universalTime = (seconds: number): string => `${written(seconds)} UTC`;
