// SPDX-License-Identifier: Apache-2.0
// The part of the configuration that says whose log is followed.
import { type Check, isObject, isText } from "./checks.ts";

/** An address is told to whoever writes here: nothing secret stands in it. */
const isUrl: Check = (value) => {
  if (!isText(value) || !URL.canParse(String(value))) return false;
  const { protocol, username, password, search, hash } = new URL(String(value));
  return /^https?:$/.test(protocol) && username + password + search + hash === "";
};

export const isFollow: Check = isObject({ url: isUrl, key: isText }, { tokenFile: isText });
