// SPDX-License-Identifier: Apache-2.0

// Beijing time has had no summer time since 1991, before any of our dates.
const BEIJING = 8 * 3_600;

const written = (seconds: number): string =>
  new Date(seconds * 1_000).toISOString().slice(0, 19).replace("T", " ");

const isDate = (seconds: unknown): seconds is number =>
  typeof seconds === "number" && seconds >= 0 && seconds <= 8_000_000_000_000;

/** A moment for a reader of Chinese: Beijing time with its offset. */
export function timeZh(seconds: unknown): string {
  return isDate(seconds) ? `${written(seconds + BEIJING)} +08:00` : "不明时间";
}

/** A moment for a reader of English: universal time. */
export function timeEn(seconds: unknown): string {
  return isDate(seconds) ? `${written(seconds)} UTC` : "an unknown time";
}
