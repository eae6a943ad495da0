// SPDX-License-Identifier: Apache-2.0
// Gateways take statements from those who have signed in, in a benchmark too.
import { PATHS } from "@suyuan/api";
import { call, tokenFor } from "../../test/support/access.ts";
import { bodyOf } from "../../test/support/http.ts";

/** A session ends after 15 minutes, and a run may last longer. */
const RENEW_MS = 300_000;
const CREATED = 201;

/** Gives a token of a seat that holds for the next minutes. All who ask at once share one. */
export function signedIn(...who: Parameters<typeof tokenFor>): () => Promise<string> {
  let token: Promise<string> | undefined;
  let since = 0;
  return () => {
    if (token === undefined || performance.now() - since > RENEW_MS) {
      token = tokenFor(...who);
      since = performance.now();
    }
    return token;
  };
}

/** Sends one statement. @throws when it is not taken */
export async function take(url: string, signed: object, token: string): Promise<void> {
  const body: unknown = JSON.parse(bodyOf(signed));
  const { status, text } = await call("POST", url + PATHS.statements, { token, body });
  if (status !== CREATED) throw new Error(`it was not taken: ${text}`);
}
