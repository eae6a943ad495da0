// SPDX-License-Identifier: Apache-2.0
export { nativeCrypto } from "./crypto/native.ts";
export { digestFile, type DigestOptions } from "./digest/file.ts";
export { main } from "./main.ts";
