// SPDX-License-Identifier: Apache-2.0
// The part of the configuration that says whose log is followed.
import { address, object, path, text } from "./checks.ts";

/** An address is told to whoever writes here: nothing secret stands in it. */
const URL_FORM = /^https?:\/\/[^/?#@\\]+(\/[^?#]*)?$/;

/** Whose log is followed. */
export const Follow = object({
  url: address(URL_FORM, "an http or https address without a name, a password or a query").describe(
    "the address of the gateway that keeps the log",
  ),
  key: text("a verifier key").describe("the verifier key of the log (C2SP signed-note)"),
  tokenFile: path(
    "a file with the token by which entry bundles are read there; left out where it asks nobody",
  ).exactOptional(),
});
