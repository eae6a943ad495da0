// SPDX-License-Identifier: Apache-2.0
export { main } from "./main.ts";
