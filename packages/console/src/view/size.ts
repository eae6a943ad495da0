// SPDX-License-Identifier: Apache-2.0

const STEP = 1_024;
const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** A number of bytes as people read it: three digits at most, and the unit. */
export function sizeOf(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= STEP && unit < UNITS.length - 1) {
    value /= STEP;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${UNITS[unit] ?? ""}`;
}
