// SPDX-License-Identifier: Apache-2.0
// The one copy of zod in a program that has this package: another one would take as long again to load.
export { z } from "zod";
