// SPDX-License-Identifier: Apache-2.0
// What stands where in the contracts' storage: what the compiler says, in docs/spec/storage.md and here.
export { SLOTS } from "./layout/slots.ts";
export { STRUCTS } from "./layout/structs.ts";
export type { StorageField, StorageMember } from "./layout/types.ts";
export { VALUES } from "./layout/values.ts";
