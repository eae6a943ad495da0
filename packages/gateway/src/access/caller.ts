// SPDX-License-Identifier: Apache-2.0
// Who asks. A route hands its caller to the service that answers; a service never sees where it came from.
import type { TOKEN_SCOPES } from "@suyuan/api";

/** What a token of an organisation may be used for. */
export type Scope = (typeof TOKEN_SCOPES)[number];

/** Someone who appointed seats and systems answer for; found anew at every request. */
export type Member =
  | {
      readonly kind: "seat";
      readonly seat: number;
      readonly organization: number;
      /** The office's number; see `OFFICES`. */
      readonly office: number;
    }
  | {
      /** The account at the head of an organisation, which appoints its seats and has none itself. */
      readonly kind: "head";
      readonly organization: number;
    }
  | {
      readonly kind: "system";
      readonly organization: number;
      /** Id of the token, not its secret. */
      readonly token: string;
      readonly scopes: ReadonlySet<Scope>;
    };

export type Caller =
  /** A gateway without authentication, which listens on loopback only. */
  | { readonly kind: "open" }
  /** Nobody has signed in. */
  | { readonly kind: "nobody" }
  | Member;
